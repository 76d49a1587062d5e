"""What belongs to a figure on a laid-out page and what only stands at it.

A small figure that is raised or lowered is no part of the one beside it; two figures below each
other in a cell are two; a figure that runs over a rule is one. It only says so: whoever writes the
page writes marks, blanks and problems.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from papertrace.read.honest_text import spot
from papertrace.read.pdf_lines import Strip
from papertrace.text.struck import LOWERED, RAISED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papertrace.model import Box, Page, Problem
    from papertrace.read.pdf_glyphs import Glyphs
    from papertrace.read.pdf_lines import Line

STACKED: Final = "PT361"
OVERHANGING: Final = "PT362"
_MESSAGES: Final = {
    STACKED: "Figures stand below each other in one cell on page {}; they may be one or several",
    OVERHANGING: "A figure runs over the edge of its cell on page {}; it was read whole",
    "PT364": "Something is drawn in, through or right beside a figure on page {}",
}
_SMALL: Final = 0.75
"""Of the height of what it stands at: a raised or lowered character is no higher."""
_RAISED, _LOWERED = 0.15, 0.04
"""Of that height: its foot stands so far above, or below, the other's."""
_LEVEL: Final = 0.12
"""Of that height: how far the head of a raised one may stand below the other's."""
_BESIDE: Final = 0.4
"""Of that height: the most that stands between the two."""
_OVER: Final = 1.0
"""Points by which the middle of a character must leave its cell."""
FULL: Final = 1.5
"""Characters' widths: with less room left a line may have been broken where it is full."""
NEARLY_FULL: Final = 4.0
"""The same where what stands below is plainly the rest of a figure: a cell's padding is room."""
_IN_FIGURE: Final = frozenset("0123456789０１２３４５６７８９.,，．")
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_NOTE: Final = _DIGITS | frozenset("[]()（）［］*-")
"""What a note's sign or an exponent consists of."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch of a page's text that must be looked at, and why."""

    code: str
    start: int
    end: int


def told(page: Page, doubts: Iterable[Doubt]) -> tuple[Problem, ...]:
    """Give the doubts about a page as problems with their places."""
    return tuple(
        spot(page, d.code, d.start, d.end, _MESSAGES[d.code].format(page.number)) for d in doubts
    )


def parts(glyphs: Glyphs, line: Line) -> list[tuple[Strip, str]]:
    """Give the strips of a line, each with the mark of what is raised or lowered, '' for others."""
    high = max(s.bottom - s.top for s in line.strips)
    plain = [(s, "") for s in line.strips]
    if not any(
        glyphs.bottom[i] - glyphs.top[i] < _SMALL * high and glyphs.text[i] in _DIGITS
        for s in line.strips
        for i in range(s.first, s.end)
    ):
        return plain
    every = [i for s in line.strips for i in range(s.first, s.end)]
    low = _SMALL * high
    marks = dict.fromkeys(every, "")
    for place, i in enumerate(every):
        if glyphs.bottom[i] - glyphs.top[i] < low and glyphs.text[i] in _NOTE:
            marks[i] = _mark(glyphs, every, place)
    if not any(marks[i] and glyphs.text[i] in _DIGITS for i in every):
        return plain
    return [part for s in line.strips for part in _cut(glyphs, s, marks)]


def _mark(glyphs: Glyphs, every: Sequence[int], place: int) -> str:
    """Say how a character stands to the nearest larger one beside it on its line."""
    small = every[place]
    tall = glyphs.bottom[small] - glyphs.top[small]
    for way in (range(place - 1, -1, -1), range(place + 1, len(every))):
        passed = 0.0
        for at in way:
            base = every[at]
            high = glyphs.bottom[base] - glyphs.top[base]
            if tall >= _SMALL * high:
                passed += glyphs.x1[base] - glyphs.x0[base]
                continue
            gap = max(glyphs.x0[small] - glyphs.x1[base], glyphs.x0[base] - glyphs.x1[small])
            near = gap - passed <= _BESIDE * high and glyphs.text[base].isalnum()
            mark = _stands(glyphs, small, base) if near else ""
            if mark:
                return mark
            break
    return ""


def _stands(glyphs: Glyphs, small: int, base: int) -> str:
    """Say whether a small character is raised or lowered beside a larger one."""
    high = glyphs.bottom[base] - glyphs.top[base]
    foot = (glyphs.bottom[base] - glyphs.bottom[small]) / high
    head = (glyphs.top[small] - glyphs.top[base]) / high
    if foot > _RAISED and head < _LEVEL:
        return RAISED
    return LOWERED if foot < -_LOWERED else ""


def _cut(glyphs: Glyphs, strip: Strip, marks: dict[int, str]) -> Iterator[tuple[Strip, str]]:
    first = strip.first
    for i in range(strip.first + 1, strip.end + 1):
        if i < strip.end and marks[i] == marks[first]:
            continue
        yield (
            Strip(
                first,
                i,
                min(glyphs.x0[first:i]),
                min(glyphs.top[first:i]),
                max(glyphs.x1[first:i]),
                max(glyphs.bottom[first:i]),
            ),
            marks[first],
        )
        first = i


def text_of(glyphs: Glyphs, line: Line) -> str:
    """Give a line's characters."""
    return "".join(glyphs.text[s.first : s.end] for s in line.strips)


def may_be_broken(above: Line, cell: Box, room: float = FULL) -> bool:
    """Say whether a line of a cell is so full that its last figure may go on in the next.

    `room` is what is left of such a line at most, in widths of its characters.
    """
    last = above.strips[-1]
    wide = (last.x1 - last.x0) / (last.end - last.first)
    return cell.width - (above.x1 - above.x0) < room * wide


def overhangs(glyphs: Glyphs, line: Line, cell: Box) -> bool:
    """Say whether a figure of a line in a cell runs over the cell's edge."""
    left, right = cell.x0 - _OVER, cell.x1 + _OVER
    if line.x0 >= left and line.x1 <= right:
        return False
    return any(
        glyphs.text[i] in _IN_FIGURE and not left <= (glyphs.x0[i] + glyphs.x1[i]) / 2 <= right
        for s in line.strips
        for i in range(s.first, s.end)
    )
