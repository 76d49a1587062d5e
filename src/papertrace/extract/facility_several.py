"""Several buildings of one paper that sentences measure one by one, and whom a letter addresses.

Only stretches are found here; what stands in them is read by `facilities`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from papertrace.extract.facility_terms import MEASURED, PARTED
from papertrace.extract.papers import sentences, text_of

if TYPE_CHECKING:
    from papertrace.extract.anchors import Spot
    from papertrace.extract.papers import Paper

_HEAD = 8
_TO = re.compile(
    r"\s*(?P<name>[\u3400-\u9fff（）()]{4,30}?(?:局|委|院|厅|会|站|支队|大队|总队|中心|办公室|公司|政府))\s*[：:]\s*$"
)


def addressee(paper: Paper) -> Spot | None:
    """Give the body that a letter of approval addresses (某局：), on a line of its own."""
    for line in paper.lines[:_HEAD]:
        found = _TO.match(text_of(line.spot))
        if found and line.flat:
            return line.spot.part(*found.span("name"))
    return None


def measured_apart(paper: Paper) -> list[tuple[Spot, Spot]]:
    """Give name and whole stretch of each building with an area of its own; [] where under two."""
    found: dict[str, tuple[Spot, Spot]] = {}
    for spot in sentences(paper.lines):
        marks = list(MEASURED.finditer(text_of(spot)))
        for mark, after in pairwise([*marks, None]):
            if mark is not None:
                end = after.start() if after else spot.end - spot.start
                whole = spot.part(mark.start(), end)
                found.setdefault(mark["name"], (spot.part(*mark.span("name")), whole))
    return list(found.values()) if len(found) > 1 else []


def parted(paper: Paper) -> list[tuple[Spot, Spot, Spot | None]]:
    """Give name, area and capacity of each building that has its part of a printed whole.

    [] where fewer than two have one; a capacity is taken where the same sentence says 关押 or 容量.
    """
    for spot in sentences(paper.lines):
        marks = list(PARTED.finditer(text_of(spot)))
        if len(marks) > 1 and "建筑面积" in spot.bare:
            return [
                (
                    spot.part(*m.span("name")),
                    spot.part(*m.span("area")),
                    _held(paper, m["name"]),
                )
                for m in marks
            ]
    return []


def _held(paper: Paper, name: str) -> Spot | None:
    for spot in sentences(paper.lines):
        text = text_of(spot)
        found = re.search(
            rf"{re.escape(name)}[^，。；、\d]{{0,8}}(?P<n>\d{{1,5}}\s*[人名床])", text
        )
        if found and re.search(r"关押|羁押|收押|容量|床位|容纳", text):
            return spot.part(*found.span("n"))
    return None
