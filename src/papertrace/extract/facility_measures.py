"""Areas, costs and capacities in the cells of papers on buildings, with the unit beside or above.

A figure without a unit is none; nothing is added up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.papers import text_of
from papertrace.extract.sums import Frame, sum_at
from papertrace.text.money import find_amounts
from papertrace.text.quantities import find_quantities

if TYPE_CHECKING:
    from papertrace.extract.anchors import Spot
    from papertrace.extract.records import Entry

_AREA_UNIT = re.compile(r"万平方米|万㎡|平方米|平米|㎡|m2|m²|公顷|亩|平方公里")
_PARTED = re.compile(
    r"(?P<part>地上|地下|总)?[^\d，,。；;、/（(地总]{0,12}(?P<n>\d[\d,，]*(?:\.\d+)?)\s*"
    r"(?P<unit>万平方米|万㎡|平方米|平米|㎡|m2|m²)?"
)
_GROUND = {"地上": "above_ground", "地下": "below_ground"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure read, with the spot of a unit that stands apart and the words that blur it."""

    value: str
    spot: Spot
    unit: str = ""
    unit_spot: Spot | None = None
    hedge: str = ""
    currency: str | None = None


def held_in(entry: Entry) -> Measure | None:
    """Read how many a building holds; the unit may stand in the label (设计容量（人）)."""
    text = text_of(entry.value)
    for q in find_quantities(text, loose=True)[:1]:
        hedge = "about" if q.approximate else q.operator
        return Measure(q.value, entry.value.part(q.start, q.end), q.unit, hedge=hedge)
    number = re.match(r"\s*(?P<n>\d{1,5})\s*$", text)
    unit = re.search(
        r"[（(/](?P<u>人|名|床|张|个|间|辆|艘)[）)]?\s*$|(?P<b>床|人)(?:位)?数\s*$",
        text_of(entry.label),
    )
    if number is None or unit is None:
        return None
    spot, group = entry.value.part(*number.span("n")), "u" if unit["u"] else "b"
    return Measure(number["n"], spot, unit[group], entry.label.part(*unit.span(group)))


def areas_in(entry: Entry) -> dict[str, Measure]:
    """Read a cell that parts an area: 地上…, 地下…, and the whole where it is printed, too.

    Empty where the cell parts none. Nothing is added up: without a printed whole there is none.
    """
    text = text_of(entry.value)
    marks = list(_PARTED.finditer(text))
    if not any(m["part"] in _GROUND for m in marks):
        return {}
    unit = _AREA_UNIT.search(text_of(entry.label))
    found: dict[str, Measure] = {}
    for mark in marks:
        role = _GROUND.get(mark["part"] or "", "area")
        told = mark["unit"] or (unit[0] if unit else "")
        read = find_quantities(mark["n"].replace("，", ",") + told)
        if not told or not read or read[0].unit != "m2" or role in found:
            continue
        apart = entry.label.part(*unit.span()) if unit and not mark["unit"] else None
        end = mark.end("unit") if mark["unit"] else mark.end("n")
        found[role] = Measure(read[0].value, entry.value.part(mark.start("n"), end), "m2", apart)
    return found


def area_at(entry: Entry) -> Measure | None:
    """Read an area, its unit in the cell or in the label: square metres."""
    text = text_of(entry.value)
    found = next((q for q in find_quantities(text) if q.unit == "m2"), None)
    if found:
        hedge = "about" if found.approximate else found.operator
        return Measure(found.value, entry.value.part(found.start, found.end), "m2", hedge=hedge)
    number = re.match(r"\s*(?P<n>[\d,，.]+)\s*$", text)
    unit = _AREA_UNIT.search(text_of(entry.label))
    if number is None or unit is None:
        return None
    read = find_quantities(number["n"].replace("，", ",") + unit[0])
    if not read or read[0].unit != "m2":
        return None
    spot = entry.value.part(*number.span("n"))
    return Measure(read[0].value, spot, "m2", entry.label.part(*unit.span()))


def cost_at(entry: Entry) -> Measure | None:
    """Read a cost in a cell, its unit in the cell or in the label."""
    text = text_of(entry.value)
    for amount in find_amounts(text)[:1]:
        hedge = "about" if amount.approximate else amount.bound
        spot = entry.value.part(amount.start, amount.end)
        return Measure(amount.value, spot, hedge=hedge, currency=amount.currency)
    found = sum_at(entry.value, Frame(entry.label, entry.label.text))
    if found is None or found.kind != "total":
        return None
    return Measure(found.value, found.spot, unit_spot=found.unit, currency=found.currency)
