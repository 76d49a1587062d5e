"""A project's money beside the blocks of money: in the lines above a form, in a listing's column.

Only a total that a label names is read; sources (其中 …) and what was spent are none. Without a
unit nothing is taken, and a Problem says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.extract.figures import Amount, amount_in, caption_unit, number_of, unit_in
from papertrace.extract.papers import text_of
from papertrace.extract.tables import firsts
from papertrace.extract.titles import bare
from papertrace.text.money import find_amounts

if TYPE_CHECKING:
    from decimal import Decimal

    from papertrace.extract.anchors import Spot
    from papertrace.extract.figures import Unit
    from papertrace.extract.tables import Section, Square

_OF = (
    r"(?:(?:年度|本年度?|项目|财政|预算|资金|经费|支出|申请|批复|安排|总)*"
    r"(?:资金|预算|金额|经费|投资)(?:总额|总计|合计|金额|数|安排)?|项目(?:总额|合计))"
)
_ABOVE = re.compile(
    rf"(?:^|(?<=[\s　，,；;、|]))(?P<label>{_OF})\s*"
    r"(?P<note>[（(]\s*(?:单位\s*[:：])?\s*[亿万千]?元\s*[）)])?\s*[:：]\s*"
    r"[￥¥]?(?P<n>\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>[亿万千]?元)?(?=[\s　，,；;。、）)|]|$)"
)
_COLUMN = re.compile(rf"^(?:20\d\d年)?{_OF}(?:\(.*\))?$")
_NOT_PLANNED = re.compile(r"其中|执行|实际|支出数|自评|结余")


@dataclass(frozen=True, slots=True)
class Told:
    """A total with the label it stands under; `amount` is None where no unit is printed."""

    label: Spot
    amount: Amount | None


def told_above(section: Section, unit: Unit | None) -> Told | None:
    """Read 预算金额：320万元 in the lines above a table; None where no label names a total.

    `unit` is what the document says of its tables. Lines nearest to the table come first.
    """
    square = next((s for r in section.rows for s in firsts(r)), None)
    if square is None:
        return None
    for spot in section.captions:
        found = _ABOVE.search(text_of(spot))
        if found is not None and not _NOT_PLANNED.search(text_of(spot)[: found.start("n")]):
            label = spot.part(*found.span("label"))
            return Told(label, _amount(spot, found, square, caption_unit(section) or unit))
    return None


def _amount(spot: Spot, found: re.Match[str], square: Square, unit: Unit | None) -> Amount | None:
    place = spot.part(*found.span("n"))
    if found["unit"]:
        place = spot.part(found.start("n"), found.end("unit"))
        read = find_amounts(text_of(place))
        yuan = _decimal(read[0].value) if len(read) == 1 else None
        return None if yuan is None else Amount(yuan, replace(square, spot=place), None)
    if found["note"]:
        unit = unit_in(spot.part(*found.span("note")))
    number = number_of(bare(place.text))
    if unit is None or number is None:
        return None
    return Amount(number * unit.factor, replace(square, spot=place), unit)


def _decimal(value: str) -> Decimal | None:
    return number_of(value)


def told_beside(section: Section, cell: Square, unit: Unit | None) -> Told | None:
    """Read the total of the row a cell stands in: below a head such as 预算数（万元）."""
    rows = section.rows
    at = next((n for n, r in enumerate(rows) if any(s is cell for s in r)), None)
    for row in rows[:at]:
        for column, square in enumerate(row):
            if square is None or not square.left or not _COLUMN.match(square.bare):
                continue
            if _NOT_PLANNED.search(square.bare) or at is None:
                continue
            below = rows[at][column]
            if below is None or below is square or number_of(below.bare) is None:
                with_unit = amount_in(below, None)
                if below is None or with_unit is None:
                    continue
            own = unit_in(square.spot) if "元" in square.bare else None
            return Told(square.spot, amount_in(below, own or caption_unit(section) or unit))
    return None
