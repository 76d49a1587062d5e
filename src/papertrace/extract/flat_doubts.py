"""Facts of flattened rows that lost a cell: which figure stands below which head is not sure.

It lowers the confidence of such facts and names the rows; no value is changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.extract.outline import outline_of
from papertrace.extract.told import printed
from papertrace.model import Problem, place_of
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.model import Document, Fact

UNSURE = "PT454"
_DOUBTED = 0.6
_REASON = "its row lost a cell; another figure may be meant"


def doubted(document: Document, facts: Sequence[Fact]) -> tuple[list[Fact], list[Problem]]:
    """Give the facts with their confidence, and a Problem at each row that facts were read from."""
    rows = [
        sorted(row.cells.values(), key=lambda s: s.start)
        for listing in outline_of(document).listings
        for row in listing.rows
        if row.unsure
    ]
    if not rows:
        return list(facts), []
    pages = {p.number: p for p in document.pages}
    made: list[Fact] = []
    named: dict[int, list[str]] = {}
    for fact in facts:
        places = {(a.page, place_of(pages[a.page], a)) for a in fact.anchors if not a.role}
        hit = next((n for n, row in enumerate(rows) if _touches(row, places)), None)
        if hit is None:
            made.append(fact)
            continue
        named.setdefault(hit, []).append(fact.id)
        sure = min(fact.confidence, _DOUBTED)
        made.append(replace(fact, confidence=sure, reasons=(*fact.reasons, _REASON)))
    return made, [_problem(rows[n][0], tuple(ids)) for n, ids in named.items()]


def _touches(row: Sequence[Spot], places: set[tuple[int, tuple[int, int] | None]]) -> bool:
    """Say whether a value stands in a cell of a row."""
    return any(
        at is not None and page == cell.page.number and cell.start <= at[0] < cell.end
        for cell in row
        for page, at in places
    )


def _problem(spot: Spot, fact_ids: tuple[str, ...]) -> Problem:
    return Problem(
        UNSURE,
        "warning",
        "A row of a flattened table lost a cell; which figure is the price is not sure.",
        "Look at the page and accept, correct or reject what was taken.",
        anchor_of(printed(spot.page), spot.start, spot.end, "amount"),
        fact_ids=fact_ids,
    )
