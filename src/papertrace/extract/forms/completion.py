"""Completion: filings of 竣工 and 验收, own notices of 启用 and 落成: what stands, since when.

What the press reports of an opening, with offices that say so, is news.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.facility_facts import facility_facts
from papertrace.extract.outline import outline_of
from papertrace.extract.papers import paper_of
from papertrace.extract.press import reported
from papertrace.extract.problems import expecting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Fact, Problem

NAME = "completion"
CHINESE = "竣工（验收、启用）"
VERSION = 1
KIND = "document"


def recognise(document: Document) -> bool:
    """Say whether the document tells that a building was begun, finished or put to use."""
    if outline_of(document).kind.module or paper_of(document).genre.name != NAME:
        return False
    return not reported(paper_of(document))


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give one facility a building."""
    found = facility_facts(paper_of(document), f"{NAME}@{VERSION}")
    yield from expecting("facility", CHINESE, found)
