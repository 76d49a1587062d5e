"""Several buildings of one paper that sentences measure one by one, and whom a letter addresses.

Only stretches are found here; what stands in them is read by `facilities`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from papertrace.extract.facility_terms import MEASURED, PARTED, planned_in, state_in
from papertrace.extract.papers import sentences, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.facility_terms import Told
    from papertrace.extract.papers import Paper

_HEAD = 8
COUNTED = re.compile(
    r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(?P<counter>处|个|座|栋|所)(?P<what>[一-鿿]{2,14}?)(?=项目|工程|计划|拟|将|预计|正在|已)"
)
"""Buildings told by number alone: 三处执勤点计划…"""
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


def others(paper: Paper) -> Iterator[tuple[str, Spot, Spot, Told, Spot]]:
    """Give buildings told by number alone: (number, its spot, what, state, sentence)."""
    for spot in sentences(paper.lines):
        text = text_of(spot)
        told = planned_in(text) or state_in(text)
        match = COUNTED.search(text)
        if told and match and match.start() < told.start:
            yield (
                match["n"],
                spot.part(*match.span("n")),
                spot.part(*match.span("what")),
                told,
                spot,
            )
