"""Amounts in table cells: the figure, the unit it stands in, and the spots of both.

A unit in the cell beats the column's head, the head beats the caption, and the caption beats what
the rest of the document says with one voice. Without a unit there is no amount. Blank and `—`
are no value; `0.00` is zero.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.heads import NOTHING, native
from papertrace.extract.titles import bare
from papertrace.text.money import unit_note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.extract.anchors import Builder, Spot
    from papertrace.extract.heads import Column
    from papertrace.extract.tables import Section, Square

_FACTORS = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10000),
    "百万元": Decimal(1000000),
    "千万元": Decimal(10000000),
    "亿元": Decimal(100000000),
}
_NUMBER = re.compile(
    r"^(?P<open>\()?(?P<sign>[-−+])?[￥¥]?(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<close>\))?\(?(?P<unit>亿元|万元|千元|元)?\)?$"
)
_MONEY_HEAD = re.compile(r"\(?(?:亿|万|千)?元\)?$|单位")


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a column's money."""

    name: str
    spot: Spot
    """Where it is printed."""

    @property
    def factor(self) -> Decimal:
        """Give how many yuan one of it is."""
        return _FACTORS[self.name]


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of a table."""

    yuan: Decimal
    square: Square
    unit: Unit | None
    """None where the cell itself states it."""

    @property
    def value(self) -> str:
        """Give it as a plain decimal string in yuan."""
        return plain(self.yuan)

    def onto(self, builder: Builder, name: str) -> None:
        """Set it as a field of a fact, with the anchor of its unit."""
        builder.add(name, self.value, self.square.spot, currency="CNY")
        if self.unit is not None:
            builder.unit(name, self.unit.spot)


def plain(number: Decimal) -> str:
    """Write a number as a plain decimal: no exponent, no trailing zeros, no separators."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def number_of(text: str) -> Decimal | None:
    """Read a cell's bare text as one number without a unit; None where it is none."""
    found = _NUMBER.match(text)
    if not found or NOTHING.match(text) or found["unit"]:
        return None
    return _signed(found)


def _signed(found: re.Match[str]) -> Decimal:
    number = Decimal(found["digits"].replace(",", "").replace("，", ""))
    negative = found["sign"] in {"-", "−"} or (found["open"] and found["close"])
    return -number if negative else number


def amount_in(square: Square | None, unit: Unit | None) -> Amount | None:
    """Read the amount in a cell; None where it holds none, or its unit is not known."""
    found = _NUMBER.match(square.bare) if square else None
    if square is None or not found:
        return None
    if found["unit"]:
        return Amount(_signed(found) * _FACTORS[found["unit"]], square, None)
    if unit is None:
        return None
    return Amount(_signed(found) * unit.factor, square, unit)


def unit_in(spot: Spot) -> Unit | None:
    """Read a unit note (单位：万元, （万元）) in a stretch of text."""
    raw = spot.page.text[spot.start : spot.end]
    note = unit_note(raw)
    if note is None or note.unit not in _FACTORS or note.currency not in {"CNY", None, ""}:
        return None
    return Unit(note.unit, spot.part(note.start, note.end))


def caption_unit(section: Section) -> Unit | None:
    """Read the unit stated above a table."""
    return next((u for s in section.captions if (u := unit_in(s)) is not None), None)


def column_unit(column: Column, caption: Unit | None) -> Unit | None:
    """Give the unit of a column: its head's, else the caption's."""
    for square in reversed(column.head):
        if _MONEY_HEAD.search(native(square.bare)):
            found = unit_in(square.spot)
            if found is not None:
                return found
    return caption


def common_unit(tables: Iterable[Section]) -> Unit | None:
    """Give the unit all captions of a document agree on, or None."""
    units = [u for s in tables if (u := caption_unit(s)) is not None]
    return units[0] if units and len({u.name for u in units}) == 1 else None


def is_nothing(square: Square | None) -> bool:
    """Say whether a cell holds no value: blank, a dash, 无."""
    return square is None or bool(NOTHING.match(bare(square.bare)))
