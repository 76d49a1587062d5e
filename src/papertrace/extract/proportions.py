"""Whether a sum can be what it says: against the budgets and ceilings its document prints.

A unit missed or applied twice makes a sum ten thousand times too small or too large. Nothing is
mended here; what is out of proportion is told, with both readings left to a person.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from papertrace.extract.labels import role_of
from papertrace.extract.lots import lot_sums
from papertrace.extract.once import once
from papertrace.extract.pairs import PART
from papertrace.extract.problems import doubtful
from papertrace.extract.sums import NO_UNIT, Frame, sum_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum
    from papertrace.model import Problem

_HUGE = Decimal(10_000_000_000)
"""No single public purchase in such notices costs so many yuan."""
_LARGE = Decimal(500_000_000)
"""From here on a figure under 万元 that is printed like yuan is doubted."""
_UNFILLED, _TINY = 1, 100
_MANY, _TEN_THOUSAND = 100_000, 10_000
"""A figure of six digits under 万元 is more often one of 元."""
_TOO_MUCH, _TOO_LITTLE = 20, 1000
_PLANNED = ("budget", "ceiling", "both")
_FIGURE = re.compile(r"[^\d]{0,6}\d[\d,.—~～至/、-]*(?:万|亿)?[^\d]{0,8}")
"""A cell that holds a figure and little else."""
_EMPTY = re.compile(r"[^:：]{2,16}[:：]\s*")
_UNREAD = frozenset({"fee", "deposit", "obtain", "expert", "scores", "beyond"})


def out_of_proportion(outline: Outline, price: Sum | None) -> str:
    """Say in words why a total cannot well be right; '' where nothing speaks against it."""
    if price is None or price.kind != "total" or price.currency != "CNY":
        return ""
    value = Decimal(price.value)
    most = _most(outline)
    return _against(value, most) if most and value < _HUGE else strange_alone(price)


def strange_alone(price: Sum) -> str:
    """Say why a total cannot well be right, whatever stands beside it."""
    value = Decimal(price.value)
    if value >= _HUGE:
        return "the sum is too large for a purchase; its unit may be applied twice"
    if _UNFILLED < value < _TINY:
        return "the sum is very small for a purchase; its unit may be missed"
    return _for_its_unit(value, price) if price.unit is not None else ""


def _for_its_unit(value: Decimal, price: Sum) -> str:
    """Say why a figure cannot well be one of the unit that a head or label prints."""
    if value >= _LARGE and price.spot.text.endswith(".00"):
        return "a figure printed like yuan stands under 万元"
    if price.unit is not None and "万" in price.unit.text and value >= _MANY * _TEN_THOUSAND:
        return "the figure is very large for 万元; its unit may be applied twice"
    return ""


def _against(value: Decimal, most: Decimal) -> str:
    """Say why a sum cannot well be right beside the largest budget or ceiling."""
    if value > most * _TOO_MUCH:
        return "the sum is many times the budget or ceiling"
    if value > most:
        return "the sum is above every budget and ceiling that is printed"
    if value > 1 and value * _TOO_LITTLE < most:
        return "the sum is a tiny part of the budget or ceiling"
    return ""


@once
def _most(outline: Outline) -> Decimal:
    """Give the largest budget or ceiling, 0 where none is printed."""
    return max((Decimal(p.value) for p in _planned(outline)), default=Decimal(0))


def without_unit(outline: Outline, roles: tuple[str, ...]) -> Iterator[Problem]:
    """Report sums that were not taken: no unit is printed, or they are no one total."""
    for place, frame in _places(outline, roles):
        if lot_sums(place, frame):
            continue
        found = sum_at(place, frame)
        if found and found.kind == "unitless":
            shown = found.spot.printed.strip()[:30]
            message = f"No unit is printed for {shown}; it was not taken."
            yield doubtful("PT428", message, found.spot)
        elif found and found.kind in {"several", "per", "unit_price"}:
            why = found.doubt or "it is a price for a year or a piece, and no total is printed"
            shown = found.spot.printed.strip()[:30]
            yield doubtful("PT425", f"{shown} was not taken: {why}.", found.spot)
        elif found and found.kind == "total" and found.reason == NO_UNIT:
            shown = found.spot.printed.strip()[:30]
            message = f"No unit is printed for {shown}; it was taken for yuan."
            yield doubtful("PT428", message, found.spot)
        elif found is None and _FIGURE.fullmatch(place.bare):
            message = f"{place.printed.strip()[:30]} stands where a sum belongs; no rule took it."
            yield doubtful("PT446", message, place)


def parts_alone(outline: Outline, roles: tuple[str, ...]) -> Iterator[Problem]:
    """Report an empty label of a sum below which only parts stand, each with its own label."""
    for line, after in pairwise(outline.lines):
        empty = _EMPTY.fullmatch(line.text) is not None and role_of(line.text) in roles
        if empty and line.flat and after.flat and PART.match(after.text):
            message = "Parts of a sum stand below an empty label; none was taken for the whole."
            yield doubtful("PT446", message, after.spot)


def _planned(outline: Outline) -> Iterator[Sum]:
    """Give the budgets and ceilings a notice prints with their unit."""
    for place, frame in _places(outline, _PLANNED):
        found = sum_at(place, frame)
        if found and found.kind == "total" and found.certain:
            yield found


def _places(outline: Outline, roles: tuple[str, ...]) -> Iterator[tuple[Spot, Frame]]:
    """Give the stretches that labels and heads of these roles name, with what stands around."""
    for pair in outline.of(*roles):
        if pair.zone not in _UNREAD:
            yield pair.value, Frame(pair.label, pair.label.text)
    for listing in outline.listings:
        columns = [(n, c) for n, c in enumerate(listing.columns) if c.role in roles]
        if listing.zone in _UNREAD:
            continue
        for row in listing.rows if columns else ():
            for number, column in columns:
                if number in row.cells:
                    yield row.cells[number], Frame(column.head, column.text, listing.caption)
