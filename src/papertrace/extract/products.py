"""Whether a quantity times the price of a piece makes the sum that is printed for both.

One that does is a support of the sum; one that does not is told, and nobody decides here which of
the three figures is right. A price for a year or a month, a rate and a quantity that is not one
plain number are held against nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.sums import NO_UNIT, Frame, sum_at

if TYPE_CHECKING:
    from papertrace.extract.anchors import Spot
    from papertrace.extract.listings import Listing, Row
    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum

MAKES_UP = "quantity times unit price makes the sum"
DIFFERS = "quantity times unit price makes another sum"

_COUNT = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)\s*[（(]?(?![万千百亿])[^\d\s/／（）()·~～-]{0,4}[）)]?"
)
_TERM = re.compile(r"年|月|季|日|天|周|期限|单位|时间")
"""Heads of quantities and units that count time, or nothing."""
_TIMED = frozenset({"year", "month", "quarter", "day"})
_UNREAD = frozenset({"fee", "deposit", "expert", "scores", "beyond", "persons", "obtain"})
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Product:
    """What a quantity and the price of a piece make, in yuan."""

    value: Decimal
    slack: Decimal
    """How far rounding of the printed price may carry it off."""
    spot: Spot
    """Where the price of a piece stands."""

    def says(self, total: Sum) -> str:
        """Give MAKES_UP or DIFFERS; '' where the sum is none that could be held against it."""
        if total.kind != "total" or total.reason == NO_UNIT or total.value in {"0", ""}:
            return ""
        return MAKES_UP if abs(self.value - Decimal(total.value)) <= self.slack else DIFFERS


def row_product(listing: Listing, row: Row) -> Product | None:
    """Give the product of a row's quantity and unit price; None unless it prints one of each."""
    told = [(c, row.cells[n]) for n, c in enumerate(listing.columns) if n in row.cells]
    counts = [
        n
        for c, s in told
        if c.role == "quantity" and not _TERM.search(c.text) and (n := count_at(s)) is not None
    ]
    prices = [
        (s, Frame(c.head, c.text, listing.caption)) for c, s in told if c.role == "unit_price"
    ]
    if len(counts) != 1 or len(prices) != 1:
        return None
    return _product(counts[0], *prices[0])


def told_product(outline: Outline) -> Product | None:
    """Give the product of the one quantity and the one unit price that labels name."""
    pairs = [p for p in outline.pairs if p.zone not in _UNREAD and not p.lot]
    counts = [
        n
        for p in pairs
        if p.role == "quantity"
        and not _TERM.search(p.label.text)
        and (n := count_at(p.value)) is not None
    ]
    prices = [p for p in pairs if p.role == "unit_price"]
    if len(counts) != 1 or len(prices) != 1:
        return None
    return _product(counts[0], prices[0].value, Frame(prices[0].label, prices[0].label.text))


def count_at(spot: Spot) -> Decimal | None:
    """Read a quantity: `600`, `1,200套`; None where it is not one plain number."""
    found = _COUNT.fullmatch(spot.text.rstrip("。；;，,"))
    return Decimal(found["n"].replace(",", "")) if found else None


def _product(count: Decimal, spot: Spot, frame: Frame) -> Product | None:
    price = sum_at(spot, frame)
    if (
        price is None
        or not price.certain
        or price.kind not in {"unit_price", "total"}
        or price.per in _TIMED
        or Decimal(price.value) == 0
    ):
        return None
    value = Decimal(price.value)
    last = Decimal(1).scaleb(int(min(value.normalize().as_tuple().exponent, 0)))
    return Product(value * count, max(last * count * _HALF, Decimal("0.01")), price.spot)
