"""Boxes over the picture of a page, in the page's own points, as an SVG that lies over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.model import Anchor, Page
    from papertrace.search import Hit

_AROUND = 1.0
"""Points by which a box is drawn larger than the words in it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One box to draw."""

    x: float
    y: float
    width: float
    height: float
    look: str
    """Its class: fact, unit, hit, word, warning."""
    title: str = ""
    about: str = ""
    """Id of what it belongs to beside the picture."""


def _mark(box: Sequence[float], look: str, title: str = "", about: str = "") -> Mark:
    x0, top, x1, bottom = box
    return Mark(
        round(x0 - _AROUND, 2),
        round(top - _AROUND, 2),
        round(x1 - x0 + 2 * _AROUND, 2),
        round(bottom - top + 2 * _AROUND, 2),
        look,
        title,
        about,
    )


def of_rows(rows: Iterable[dict[str, Any]], page: int) -> list[Mark]:
    """Mark the facts of a page, each with the id of its row."""
    return [
        _mark(box, anchor.get("role") or "fact", f"{row['kind']}: {anchor['field']}", row["id"])
        for row in rows
        for anchor in row["anchors"]
        if anchor["page"] == page
        for box in anchor["boxes"]
    ]


def of_anchors(anchors: Iterable[Anchor], page: int) -> list[Mark]:
    """Mark the spots of one fact, each with the name of its field."""
    return [
        _mark(box.rounded(), anchor.role or "fact", anchor.field, f"field-{anchor.field}")
        for anchor in anchors
        if anchor.page == page and anchor.role != "mention"
        for box in anchor.boxes
    ]


def about(mark: Mark, what: str) -> Mark:
    """Say of a mark what it belongs to."""
    return replace(mark, about=what)


def of_hits(hits: Iterable[Hit]) -> list[Mark]:
    """Mark what a search found."""
    return [_mark(box.rounded(), "hit", "found") for hit in hits for box in hit.boxes]


def of_words(page: Page) -> list[Mark]:
    """Give every word of a page, to be chosen."""
    return [_mark(word.box.rounded(), "word", word.text) for word in page.words]
