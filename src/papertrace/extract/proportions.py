"""Whether a sum can be what it says: against the budgets and ceilings its document prints.

A unit missed or applied twice makes a sum ten thousand times too small or too large. Nothing is
mended here; what is out of proportion is told, with both readings left to a person.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.once import once
from papertrace.extract.sums import Frame, sum_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum

_HUGE = Decimal(10_000_000_000)
"""No single public purchase in such notices costs so many yuan."""
_LARGE = Decimal(500_000_000)
"""From here on a figure under 万元 that is printed like yuan is doubted."""
_TOO_MUCH, _TOO_LITTLE = 20, 1000
_PLANNED = ("budget", "ceiling", "both")
_UNREAD = frozenset({"fee", "deposit", "obtain", "expert", "scores", "beyond"})


def out_of_proportion(outline: Outline, price: Sum | None) -> str:
    """Say in words why a total cannot well be right; '' where nothing speaks against it."""
    if price is None or price.kind != "total" or price.currency != "CNY":
        return ""
    value = Decimal(price.value)
    if value >= _HUGE:
        return "the sum is too large for a purchase; its unit may be applied twice"
    most = _most(outline)
    if most and value > most * _TOO_MUCH:
        return "the sum is many times the budget or ceiling"
    if most and 0 < value * _TOO_LITTLE < most and value > 1:
        return "the sum is a tiny part of the budget or ceiling"
    if not most and value >= _LARGE and price.unit is not None and price.spot.text.endswith(".00"):
        return "a figure printed like yuan stands under 万元"
    return ""


@once
def _most(outline: Outline) -> Decimal:
    """Give the largest budget or ceiling, 0 where none is printed."""
    return max((Decimal(p.value) for p in _planned(outline)), default=Decimal(0))


def _planned(outline: Outline) -> Iterator[Sum]:
    """Give the budgets and ceilings a notice prints with their unit."""
    for pair in outline.of(*_PLANNED):
        if pair.zone in _UNREAD:
            continue
        found = sum_at(pair.value, Frame(pair.label, pair.label.text))
        if found and found.kind == "total" and found.certain:
            yield found
    for listing in outline.listings:
        columns = [(n, c) for n, c in enumerate(listing.columns) if c.role in _PLANNED]
        if listing.zone in _UNREAD:
            continue
        for row in listing.rows if columns else ():
            for number, column in columns:
                if number in row.cells:
                    frame = Frame(column.head, column.text, listing.caption)
                    found = sum_at(row.cells[number], frame)
                    if found and found.kind == "total" and found.certain:
                        yield found
