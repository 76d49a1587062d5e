"""A fact is no surer than the reading of the words it stands on.

Where text was recognised in a picture, every word has a confidence; a fact whose value or unit
stands on a doubtful word is doubtful itself, whatever its form thinks of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.model import overlap

if TYPE_CHECKING:
    from papertrace.model import Anchor, Document, Fact, Page

DOUBTFUL = 0.9
"""Below it a recognised word is marked as doubtful."""


def as_sure_as_read(fact: Fact, document: Document) -> Fact:
    """Lower a fact's confidence to that of the least sure word under its values and units."""
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
