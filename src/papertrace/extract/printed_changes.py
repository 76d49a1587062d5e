"""Columns of change printed in a table (上年 | 本年 | 增减额 | 增减%), held against its amounts.

What is checked is arithmetic alone: this year less last year is the change, and its share of last
year the percentage, within what was rounded. A blank is no zero and proves nothing. Where it is not
plain which column a change compares with, nothing is checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.figures import amount_in, column_unit, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.figures import Amount, Unit
    from papertrace.extract.heads import Column, Layout
    from papertrace.extract.tables import Row

_SHARE = re.compile(r"[%％]|幅|率|百分比|比例")
_NO_CHANGE = re.compile(r"占|完成|为(?:上年|20)|相当")
_PART = re.compile(r"基本支出|项目支出|人员|公用")
_PHASES = (
    ("executed", re.compile(r"执行|决算|完成|实际")),
    ("approved", re.compile(r"预算")),
)
_HALF = Decimal("0.51")


@dataclass(frozen=True, slots=True)
class Compared:
    """The columns of one comparison: last year's amount, and what is printed of the change."""

    last: Column
    delta: Column | None
    share: Column | None


@dataclass(frozen=True, slots=True)
class Printed:
    """What one row prints of a change, and whether it follows; None where that cannot be told."""

    delta: Amount | None
    share: str
    delta_holds: bool | None
    share_holds: bool | None

    def checks(self) -> Iterator[tuple[bool, str, str]]:
        """Give what could be checked: whether it holds, what it is, and the Problem's code."""
        if self.delta_holds is not None:
            yield self.delta_holds, "the printed change = this year - last", "PT431"
        if self.share_holds is not None:
            yield self.share_holds, "the printed percentage follows from both years", "PT436"


def compared(layout: Layout, this: Column | None) -> Compared | None:
    """Find the one column of last year that the change columns compare `this` with."""
    changes = [c for c in layout.columns if c.measure == "change" and not _NO_CHANGE.search(_of(c))]
    shares = [c for c in changes if _SHARE.search(_of(c, leaf=True))]
    deltas = [c for c in changes if c not in shares]
    if this is None or not changes or len(shares) > 1 or len(deltas) > 1:
        return None
    earlier = [c for c in layout.columns if _earlier(c, this)]
    if len(earlier) > 1:
        told = _of(changes[0])
        base = re.split(r"比|较|与", told)[-1]
        phase = next((p for p, words in _PHASES if words.search(base)), "")
        earlier = [c for c in earlier if phase and c.phase == phase]
    if len(earlier) != 1:
        return None
    return Compared(earlier[0], next(iter(deltas), None), next(iter(shares), None))


def _of(column: Column, *, leaf: bool = False) -> str:
    return column.path[-1] if leaf else "".join(column.path)


def _earlier(column: Column, this: Column) -> bool:
    """Say whether a column holds the whole of an earlier year."""
    if column is this or column.measure not in {"amount", "part"} or column.fund != this.fund:
        return False
    if any(_PART.search(p) for p in column.path[1:]):
        return False
    return column.last or bool(column.year and this.year and column.year < this.year)


def printed(row: Row, found: Compared, this: Amount, caption: Unit | None) -> Printed | None:
    """Read what a row prints of its change and hold it against its amounts; None for blanks."""
    last = amount_in(row[found.last.number], column_unit(found.last, caption))
    unit = column_unit(found.delta, caption) if found.delta else None
    delta = amount_in(row[found.delta.number], unit) if found.delta else None
    square = row[found.share.number] if found.share else None
    share = square.bare if square and square.left else ""
    number = number_of(share.removesuffix("%"))
    if last is None or (delta is None and number is None):
        return None
    factor = max((a.unit.factor for a in (this, last, delta) if a and a.unit), default=Decimal(1))
    real = this.yuan - last.yuan
    fits = abs(real - delta.yuan) <= factor * Decimal("0.02") if delta is not None else None
    held = _follows(number, share, (real, last.yuan), factor) if number is not None else None
    return Printed(delta, share, fits, held)


def _follows(
    number: Decimal, text: str, amounts: tuple[Decimal, Decimal], factor: Decimal
) -> bool | None:
    """Say whether a percentage is the change's share of last year; None where last year is nil."""
    real, before = amounts
    if before <= 0:
        return None
    digits = max(0, -int(number.as_tuple().exponent))
    rounded = Decimal(1).scaleb(-digits) * _HALF
    # both amounts were rounded to a hundredth of the unit
    hair = factor * Decimal("0.01") * (2 * before + abs(real)) / (before * before)
    exact = real / before
    told = (number / 100, number) if not text.endswith("%") else (number / 100,)
    slack = (rounded / 100 + hair, rounded + hair)
    return any(abs(exact - t) <= s for t, s in zip(told, slack, strict=False))
