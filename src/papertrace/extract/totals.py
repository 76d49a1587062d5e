"""Whether the sums of all lots make up the total that a notice prints for them.

Totals stand behind labels (总中标金额) and in the last row of a table (合计). One that agrees is a
support; one that does not is told, and nobody decides here which of the two is right.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.labels import plain
from papertrace.extract.listings import TOTAL_ROW
from papertrace.extract.sums import Frame, sum_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum
    from papertrace.extract.winners import Winner

_UNREAD = frozenset({"fee", "deposit", "items", "expert", "scores", "beyond"})
_SEVERAL = 2


def add_up(outline: Outline, found: Sequence[Winner]) -> Spot | None:
    """Note on the awards that their sums make up a printed total; give one that they do not."""
    sums = [w.price for w in found]
    if len({w.lot.name if w.lot else "" for w in found}) != len(found) or len(found) < _SEVERAL:
        return None
    if not all(p and p.kind == "total" and p.certain for p in sums):
        return None
    whole = sum(Decimal(p.value) for p in sums if p)
    own = {p.spot.place for p in sums if p}
    wrong: Spot | None = None
    for total in _totals(outline):
        if total.kind != "total" or not total.certain or total.spot.place in own:
            continue
        if Decimal(total.value) == whole:
            for each in found:
                each.adds_up = True
        else:
            wrong = wrong or total.spot
    return wrong


def _totals(outline: Outline) -> Iterator[Sum]:
    for pair in outline.of("total"):
        found = sum_at(pair.value, Frame(pair.label, pair.label.text))
        if found and pair.zone not in _UNREAD:
            yield found
    yield from _last_rows(outline)


def _last_rows(outline: Outline) -> Iterator[Sum]:
    """Read the cells that stand in a row of totals below the awarded sums."""
    for listing in outline.listings:
        priced = {n: c for n, c in enumerate(listing.columns) if c.role == "amount"}
        if listing.how != "table" or not priced or listing.zone in _UNREAD or not listing.rows:
            continue
        table = outline.lines[listing.rows[0].index].table
        cells = [n for n in outline.lines if not n.flat and n.table == table]
        rows = {n.row for n in cells if TOTAL_ROW.fullmatch(plain(n.text))}
        for cell in cells:
            if cell.row in rows and cell.column in priced:
                head = priced[cell.column]
                found = sum_at(cell.spot, Frame(head.head, head.text, listing.caption))
                if found:
                    yield found
