"""Compares the figures read on a line with the ink that stands there.

A network passes over a minus that touches a rule, and reads two figures that stand close as one,
and is sure of itself. Ink does not lie: what stands beside a figure and no character covers may be
part of it, and a gap wider than those between its digits parts two figures. It reads nothing and
changes no character.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from papertrace.read.ocr_characters import Character
    from papertrace.read.ocr_lines import Area

    Grey = NDArray[np.uint8]

_SHARE: Final = 0.36
"""Of the contrast between paper and a figure's ink: what is darker is print, no watermark."""
_LEAST: Final = 40
"""Grey levels between paper and ink; less shows nothing."""
_ADVANCE: Final = 0.78
"""Of a digit's height: how far digits stand from each other where only one is there."""
_THIN, _HIGHEST, _LOWEST = 0.27, 0.35, 0.75
"""Of a digit's height: the thickness of a minus, and where from its head it stands."""
_RULED: Final = 0.7
"""Share of a column's rows that a rule fills."""
_FLAT, _TALL, _AREA = 0.2, 0.4, 0.012
"""Of a digit's height: the least width of a sign, height of a stroke, and of its square: ink."""
_WIDE: Final = 1.3
"""Of the distance between digits: further apart they may be of two figures."""
_GAP: Final = 0.56
"""Of a digit's height: a wider white gap may part two figures."""
_POINT: Final = 0.8
"""The same beside a point or comma, after which some types leave room."""
_TIGHT: Final = 0.36
"""The same between digits other than 1, which alone leaves room beside it."""
_APART: Final = 1.3
"""Times these two: so wide it does."""
_FULL: Final = 0.95
"""Share of a line's rows that a short rule fills."""
_SLIM: Final = 0.45
"""Of a digit's height: a gap as wide parts figures where the digits stand further apart too."""
_DIGIT: Final = 0.6
"""Of the highest ink of a figure: lower ink is no digit."""
_NARROW, _BROAD = 0.66, 0.95
"""Of a digit's height: least and most distance between digits."""
_BRACKETS: Final = frozenset("()[]（）【】")
_BRACKET: Final = 1.1
"""Of a digit's height: the gap that parts a bracket from a digit; full-width ones stand apart."""
_BREAK: Final = 2
"""Rows that may be white inside a character."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A straightened page: grey levels, and which pixels are those of rules."""

    grey: Grey
    rules: Grey
    """Not 0 where a rule of a table lies."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring columns with ink, in columns of the page."""

    x0: int
    x1: int
    high: int
    """Rows that its ink spans."""
    area: int
    """Pixels of ink."""
    flat: int
    """Columns at its left end whose ink is no thicker than a minus, at half its height."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The ink of a figure and beside it, up to the rules of its cell."""

    runs: tuple[Run, ...]
    high: float
    """Rows of a digit."""
    middles: tuple[float, ...]
    """Of the figure's characters, in columns of the page."""
    advance: float
    """Columns from digit to digit."""
    room: tuple[int, int]
    """From the rule before to the rule behind it, in columns of the page."""


@dataclass(frozen=True, slots=True)
class Seam:
    """A wide gap before a figure's character, in columns of the page."""

    before: int
    """Number of the character in the figure."""
    x0: int
    x1: int
    is_wide: bool
    """So wide that two figures stand there; else it is doubtful."""


def stretch(sheet: Sheet, area: Area, figure: Sequence[Character]) -> Stretch | None:
    """Look at the ink of a figure on a line; None where none can be told from the paper."""
    middles = [area.x0 + (c.x0 + c.x1) / 2 for c in figure]
    begin = max(0, round(middles[0]) - 2 * area.height)
    end = round(middles[-1]) + 2 * area.height
    grey = sheet.grey[area.top : area.bottom, begin:end]
    rules = sheet.rules[area.top : area.bottom, begin:end] > 0
    left, right = _room(rules, middles[0] - begin, middles[-1] - begin)
    grey, rules, begin = grey[:, left:right], rules[:, left:right], begin + left
    first, last = (round(area.x0 + x) - begin for x in (figure[0].x0, figure[-1].x1))
    own = slice(max(0, first), max(1, last))
    if grey.size == 0 or rules[:, own].all():
        return None
    paper, ink = np.percentile(grey[~rules], 85), np.percentile(grey[:, own][~rules[:, own]], 3)
    if paper - ink < _LEAST:
        return None
    dark = (grey < paper - _SHARE * (paper - ink)) & ~rules
    # no character is as high as its line's area: what is, is a short rule
    left, right = _room(dark, middles[0] - begin, middles[-1] - begin, _FULL)
    dark[:, :left] = dark[:, right:] = False
    top, bottom = _rows(dark[:, own])
    runs = _runs(dark[top:bottom], begin)
    inner = [run.high for run in runs if first <= (run.x0 + run.x1) / 2 - begin <= last]
    high = float(np.median([n for n in inner if n >= _DIGIT * max(inner)] or [bottom - top]))
    apart = [b - a for (a, c), (b, d) in pairwise(zip(middles, figure, strict=True)) if _both(c, d)]
    usual = float(np.median(apart)) if len(apart) > 1 else _ADVANCE * high
    advance = min(max(usual, _NARROW * high), _BROAD * high)
    room = begin + left, begin + right
    return Stretch(runs, high, tuple(middles), advance, room)


def _both(a: Character, b: Character) -> bool:
    return a.text.isdecimal() and b.text.isdecimal()


def _room(
    rules: NDArray[np.bool_], first: float, last: float, least: float = _RULED
) -> tuple[int, int]:
    """Give the columns between the upright rules on both sides of some columns."""
    ruled = np.flatnonzero(rules.mean(0) >= least)
    before, behind = ruled[ruled < first], ruled[ruled >= last]
    left = int(before[-1]) + 1 if len(before) else 0
    return left, int(behind[0]) if len(behind) else rules.shape[1]


def _rows(dark: NDArray[np.bool_]) -> tuple[int, int]:
    """Give the rows of a figure's ink: the tallest ones that follow each other."""
    inked = np.flatnonzero(dark.any(1))
    if not len(inked):
        return 0, dark.shape[0]
    parts = np.split(inked, np.flatnonzero(np.diff(inked) > _BREAK) + 1)
    own = max(parts, key=len)
    return int(own[0]), int(own[-1]) + 1


def _runs(dark: NDArray[np.bool_], begin: int) -> tuple[Run, ...]:
    columns = np.flatnonzero(dark.any(0))
    if not len(columns):
        return ()
    found = []
    for part in np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1):
        own = dark[:, part[0] : part[-1] + 1]
        high = int(own.any(1).sum())
        x0, x1 = begin + int(part[0]), begin + int(part[-1]) + 1
        found.append(Run(x0, x1, high, int(own.sum()), _flat(own)))
    return tuple(found)


def _flat(own: NDArray[np.bool_]) -> int:
    """Count the columns at the left end that look like a minus."""
    rows = np.arange(own.shape[0])[:, None]
    top = np.where(own, rows, own.shape[0]).min(0)
    bottom = np.where(own, rows, -1).max(0)
    middle = (top + bottom) / 2 / own.shape[0]
    level = (bottom - top < _THIN * own.shape[0]) & (middle > _HIGHEST) & (middle < _LOWEST)
    return int(np.argmin(level)) if not level.all() else len(level)


def seams(found: Stretch, chain: Sequence[Character]) -> list[Seam]:
    """Find the gaps inside a chain of digits and signs that are wider than those between digits."""
    listed = []
    for index, (a, b) in enumerate(pairwise(found.middles), 1):
        pair = chain[index - 1], chain[index]
        if any(c.text in ":%" or not c.text.isascii() for c in pair) and pair[0].text != "%":
            continue  # those are set apart in sound figures too
        x0, x1 = _white(found.runs, a, b)
        bracket = any(c.text in _BRACKETS for c in pair)
        between = bracket and pair[0].text.isdecimal() and _opens(chain[index : index + 2])
        usual = (
            _GAP
            if between
            else _BRACKET
            if bracket
            else _POINT
            if any(c.text in ".," for c in pair)
            else _GAP
        )
        share = (x1 - x0) / (usual * found.high)
        is_wide = bracket or share >= _APART
        if _both(*pair) and x1 - x0 >= _SLIM * found.high:
            share = max(share, (b - a) / (_WIDE * found.advance))
        if _both(*pair) and all(c.text != "1" for c in pair):
            share = max(share, (x1 - x0) / max(_TIGHT * found.high, 2 * _usual_gap(found)))
        if share >= 1:
            listed.append(Seam(index, x0, x1, is_wide))
    return listed


def _usual_gap(found: Stretch) -> float:
    """Give the gap that is usual between the characters of a chain."""
    first, last = found.middles[0], found.middles[-1]
    gaps = [b.x0 - a.x1 for a, b in pairwise(found.runs) if a.x1 > first and b.x0 < last]
    return float(np.median(gaps)) if gaps else 0.0


def _opens(two: Sequence[Character]) -> bool:
    """Say whether a figure in brackets begins here."""
    return len(two) > 1 and two[0].text == "(" and two[1].text.isdecimal()


def _white(runs: Sequence[Run], start: float, end: float) -> tuple[int, int]:
    """Give the widest gap of white columns between two."""
    gaps = [(a.x1, b.x0) for a, b in pairwise(runs) if start < (a.x1 + b.x0) / 2 < end]
    return max(gaps, key=lambda gap: gap[1] - gap[0], default=(0, 0))


def shows(run: Run, high: float) -> bool:
    """Say whether ink is as large as a sign or a stroke."""
    wide = run.x1 - run.x0 >= _FLAT * high
    return run.area >= _AREA * high * high and (wide or run.high >= _TALL * high)
