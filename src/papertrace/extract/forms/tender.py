"""Calls for bids: open tender, inquiry, consultation, negotiation, prequalification, framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.named_lots import named_lots
from papertrace.extract.notice import notice_of
from papertrace.extract.outline import outline_of
from papertrace.extract.problems import expecting
from papertrace.extract.tenders import tenders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Fact, Problem

NAME = "tender"
CHINESE = "招标（采购）公告"
VERSION = 2
KIND = "document"


def recognise(document: Document) -> bool:
    """Say whether the document calls for bids."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice and one tender row a lot."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    yield from expecting("tender", CHINESE, tenders(outline, form))
    yield from named_lots(outline, form)
