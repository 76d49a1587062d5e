"""Doubts figures beside which ink stands that no character covers: a lost sign, a lost digit.

Where a network saw a character is known to half a digit only, so the ink of a line is shared out
among its characters in order. It looks at all lines of a page together, since what stands beside a
figure may belong to another line. It only lowers a confidence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from papertrace.read.ocr_characters import folded
from papertrace.read.ocr_doubt import figures, lowered
from papertrace.read.ocr_ink import shows, stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.read.ocr_characters import Character
    from papertrace.read.ocr_ink import Run, Sheet, Stretch
    from papertrace.read.ocr_lines import Area

_BAND: Final = 64
"""Rows of the bands in which lines are looked up."""
_REACH: Final = 1.3
"""Of a digit's height: how far beside a figure ink may be part of it."""
_WIDTHS: Final = {".": 0.35, ",": 0.35, ":": 0.35, "-": 0.6, "(": 0.6, ")": 0.6, "%": 1.6, "1": 0.8}
"""Of the distance between digits: what characters take; a digit takes 1."""
_ORIENTAL: Final = 1.9
_FLAT: Final = 0.22
"""Of a digit's height: a minus is longer."""
_EXCESS: Final = 0.4
"""Of a digit's height: ink so much wider than its characters holds one more."""
_LEFT: Final = 0.9
"""What it costs to leave ink or a character over; shifting by a digit's height costs 1."""
_SPECK: Final = 0.05
_MOST: Final = 3
"""Parts into which a character's ink may fall."""
_WIDER: Final = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """A line as read: its place in pixels, and its characters."""

    area: Area
    characters: list[Character]


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a character was seen, in columns of the page."""

    middle: float
    width: float
    is_own: bool
    """It is one of the figure's."""


def doubted_beside(sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
    """Give a page's lines, their figures with less confidence beside which something stands."""
    bands: dict[int, list[Line]] = {}
    for line in lines:
        for band in range(line.area.top // _BAND, line.area.bottom // _BAND + 1):
            bands.setdefault(band, []).append(line)
    return [_looked_at(sheet, line, _level_with(line, bands)) for line in lines]


def _level_with(line: Line, bands: dict[int, list[Line]]) -> list[Line]:
    middle = (line.area.top + line.area.bottom) / 2
    near = bands[int(middle) // _BAND]
    return [n for n in near if n.area.top <= middle <= n.area.bottom]


def _looked_at(sheet: Sheet, line: Line, level: Sequence[Line]) -> Line:
    found = line.characters
    for start, end in figures(found):
        look = stretch(sheet, line.area, found[start:end])
        if look is not None and _has_more(look, _seats(look, line, (start, end), level)):
            found = lowered(found, range(start, end))
    return replace(line, characters=found)


def _seats(look: Stretch, line: Line, span: tuple[int, int], level: Sequence[Line]) -> list[_Seat]:
    """Give the seats of a figure's characters and of those beside it, from left to right."""
    near = (_REACH + 1) * look.high
    first, last = look.middles[0] - near, look.middles[-1] + near
    found = []
    for other in level:
        for index, c in enumerate(other.characters):
            x0, x1 = other.area.x0 + c.x0, other.area.x0 + c.x1
            if x1 > first and x0 < last and look.room[0] <= (x0 + x1) / 2 <= look.room[1]:
                own = other is line and span[0] <= index < span[1]
                found.append(_Seat((x0 + x1) / 2, _width(c.text) * look.advance, own))
    return sorted(found, key=lambda seat: seat.middle)


def _width(text: str) -> float:
    plain = folded(text)
    if plain in _WIDTHS:
        return _WIDTHS[plain]
    return _ORIENTAL if text >= "\u2e80" else 1.0


def _has_more(look: Stretch, seats: Sequence[_Seat]) -> bool:
    """Say whether ink is left over beside the figure, once each character has its own."""
    near = (_REACH + 1) * look.high
    first, last = look.middles[0] - near, look.middles[-1] + near
    runs = [r for r in look.runs if r.x1 > first and r.x0 < last]
    taken = shared(runs, seats, look.high)
    own = [n for n, part in enumerate(taken) if any(seats[m].is_own for m in part)]
    if not own:
        return False
    begin, end = own[0], own[-1]
    if runs[begin].flat >= _FLAT * look.high and seats[taken[begin][0]].is_own:
        return True
    for n in own:
        wide = sum(seats[m].width for m in taken[n])
        if runs[n].x1 - runs[n].x0 > wide + _EXCESS * look.high:
            return True
    listed = list(zip(runs, taken, strict=True))
    if sum(shows(run, look.high) for run in runs[begin : end + 1]) > sum(s.is_own for s in seats):
        return True
    return _left_over(listed[:begin][::-1], runs[begin], look.high) or _left_over(
        listed[end + 1 :], runs[end], look.high
    )


def _left_over(beside: Sequence[tuple[Run, tuple[int, ...]]], end: Run, high: float) -> bool:
    """Say whether ink of nobody follows on a figure's last ink."""
    for run, part in beside:
        if part or max(run.x0 - end.x1, end.x0 - run.x1) > _REACH * high:
            return False
        if shows(run, high):
            return True
    return False


def shared(runs: Sequence[Run], seats: Sequence[_Seat], high: float) -> list[tuple[int, ...]]:
    """Give for each ink the characters that it is taken for, so that all stay close to their ink.

    Both follow each other from left to right; ink may hold several characters, and a character may
    fall into several inks.
    """
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(seats) + 1):
        for j in range(len(runs) + 1):
            if (i, j) not in best:
                continue
            cost = best[i, j][0]
            for (m, n), more in _steps(runs, seats, (i, j), high):
                if (m, n) not in best or cost + more < best[m, n][0]:
                    best[m, n] = (cost + more, (i, j))
    taken: list[tuple[int, ...]] = [()] * len(runs)
    at = (len(seats), len(runs))
    while at != (0, 0):
        before = best[at][1]
        if at[0] > before[0]:
            for n in range(before[1], at[1]):
                taken[n] = tuple(range(before[0], at[0]))
        at = before
    return taken


def _steps(
    runs: Sequence[Run], seats: Sequence[_Seat], at: tuple[int, int], high: float
) -> list[tuple[tuple[int, int], float]]:
    i, j = at
    found = []
    if j < len(runs):
        found.append(((i, j + 1), _LEFT if shows(runs[j], high) else _SPECK))
    if i < len(seats):
        found.append(((i + 1, j), _LEFT))
    if i == len(seats) or j == len(runs):
        return found
    wide, end = 0.0, i
    while end < len(seats) and (end == i or wide < runs[j].x1 - runs[j].x0 + high):
        wide += seats[end].width
        end += 1
        found.append(((end, j + 1), _cost(runs[j : j + 1], seats[i:end], wide, high)))
    found += [
        ((i + 1, j + n), _cost(runs[j : j + n], seats[i : i + 1], seats[i].width, high) + _SPECK)
        for n in range(2, min(_MOST, len(runs) - j) + 1)
        if runs[j + n - 1].x1 - runs[j].x0 <= seats[i].width
    ]
    return found


def _cost(runs: Sequence[Run], seats: Sequence[_Seat], wide: float, high: float) -> float:
    x0, x1 = runs[0].x0, runs[-1].x1
    aside = abs((x0 + x1) / 2 - (seats[0].middle + seats[-1].middle) / 2)
    mismatch = abs((x1 - x0) - wide)
    return (aside + _WIDER * mismatch) / high
