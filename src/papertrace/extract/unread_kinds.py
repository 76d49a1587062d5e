"""Kinds of documents that are known and have no form: they are named, so that none is passed over.

Sales of what a body owned or took away, and advertisements of posts that are taken back. Decided by
the title alone; nothing is read from them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.kinds import titles
from papertrace.extract.outline import outline_of
from papertrace.extract.title_rules import POSTS, SALES
from papertrace.model import Problem
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document

UNREAD = "PT452"
_SALE = re.compile(SALES)
_POSTS_BACK = re.compile(
    rf"(?:取消|核减|撤销|撤回|终止|作废|停止|中止|暂停).*{POSTS}|{POSTS}.*(?:取消|核减|撤销|撤回|终止|作废|停止|中止|暂停)"
)


def known_unread(document: Document) -> Iterator[Problem]:
    """Give a Problem at the title of a document whose kind is known and has no form."""
    lines = outline_of(document).lines
    for text, spot in titles(document, lines):
        dense = "".join(text.split())
        said = ""
        if _SALE.search(dense):
            said = "a sale or disposal of goods"
        elif _POSTS_BACK.search(dense):
            said = "an advertisement of posts that is taken back"
        if said:
            place = anchor_of(spot.page, spot.start, spot.end, "title") if spot else None
            yield Problem(
                UNREAD,
                "warning",
                f"The document is {said}; no form reads it, and no fact was taken.",
                "Read it by eye.",
                place,
            )
            return
