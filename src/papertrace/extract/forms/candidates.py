"""Publications of ranked candidates: provisional, not yet an award."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.notice import notice_of
from papertrace.extract.outline import outline_of
from papertrace.extract.priced import supplier_facts
from papertrace.extract.problems import expecting
from papertrace.extract.suppliers import winners
from papertrace.extract.tenders import tenders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Fact, Problem

NAME = "candidates"
CHINESE = "中标候选人公示"
VERSION = 2
KIND = "document"


def recognise(document: Document) -> bool:
    """Say whether the document publishes candidates."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice and one row a candidate and lot; a printed ceiling is a tender row."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    yield from tenders(outline, form, deadlined=False)
    found = winners(outline, ("candidate", "supplier"))
    if any(w.rank for w in found):
        found = [w for w in found if w.rank]
    told = (f for each in found for f in supplier_facts(outline, "candidate", form, each))
    yield from expecting("candidate", CHINESE, told)
