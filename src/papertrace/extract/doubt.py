"""A fact is no surer than the reading of the words it stands on.

Where text was recognised in a picture, every word has a confidence; a fact whose value or unit
stands on a doubtful word, or where a page may deceive, is doubtful itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.extract.once import once
from papertrace.model import overlap
from papertrace.model.guarded import touching

if TYPE_CHECKING:
    from papertrace.model import Anchor, Document, Fact, Page

DOUBTFUL = 0.9
"""Below it a recognised word is marked as doubtful."""
DECEPTIVE = 0.5
"""The most that a fact has on whose value a warning about deceptive text stands."""


def as_sure_as_read(fact: Fact, document: Document) -> Fact:
    """Lower a fact's confidence to that of the least sure word under its values and units.

    Where a warning about deceptive text stands at a value, nobody is sure of it.
    """
    fact = _as_sure_as_seen(fact, document)
    pages = {page.number: page for page in document.pages if page.origin in ("ocr", "mixed")}
    least = min(
        (_least(pages[a.page], a) for a in fact.anchors if a.page in pages and a.role != "mention"),
        default=1.0,
    )
    if least >= DOUBTFUL:
        return fact
    return replace(
        fact,
        confidence=min(fact.confidence, least),
        reasons=(*fact.reasons, "a word it stands on was recognised with doubt"),
    )


@once
def _doubted(document: Document) -> dict[int, Page]:
    """Give the pages with problems that have a place, by number."""
    return {p.number: p for p in document.pages if any(q.anchor for q in p.problems)}


def _as_sure_as_seen(fact: Fact, document: Document) -> Fact:
    """Lower a fact's confidence where a warning of its page stands at a value or unit."""
    if fact.confidence <= DECEPTIVE:
        return fact
    pages = _doubted(document)
    told = [
        problem.code
        for anchor in fact.anchors
        if pages and anchor.page in pages and anchor.role != "mention"
        for problem in touching(pages[anchor.page], anchor)
        if problem.anchor is not None
    ]
    if not told:
        return fact
    reason = f"{told[0]} stands at what it is read from"
    return replace(fact, confidence=DECEPTIVE, reasons=(*fact.reasons, reason))


def _least(page: Page, anchor: Anchor) -> float:
    return min(
        (
            word.confidence
            for word in page.words
            if word.confidence is not None
            and word.confidence < DOUBTFUL
            and any(overlap(word.box, box) > 0 for box in anchor.boxes)
        ),
        default=1.0,
    )
