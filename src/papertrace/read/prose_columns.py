"""Prose that is set in columns: each column is read to its end before the next begins.

Pure geometry on strips, in points. Only what is plainly set so is taken for columns: a white
stretch that nothing crosses, and on both sides of it several lines most of which fill their column.
Labels, lists and tables in two columns are read line by line, as before.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from papertrace.read.pdf_lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Box
    from papertrace.read.pdf_lines import Line, Strip

_LEAST: Final = 5  # lines on each side
_GUTTER: Final = 0.9  # of a line's height: the least white between two columns
_BROAD: Final = 9.0  # heights: columns are no narrower
_FULL: Final = 0.12  # of a column's width that a full line may leave free
_MOSTLY: Final = 0.6  # share of a column's lines that are full
_EVEN: Final = 0.6  # of a line's height: how far the beginnings of a column's lines differ
_SAME: Final = 0.25  # by which the heights of lines of one text differ
_INDENT: Final = 3.0  # heights: the first line of a paragraph begins further right
_LOOSE: Final = 2.6  # of a line's height: lines of one column stand no further apart

Key = tuple[float, int, float, float]
"""By what blocks are sorted: where a stretch begins, its column, height, place from the left."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Strips of one line that stand close together."""

    strips: tuple[Strip, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def height(self) -> float:
        """Give the height in points."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Order:
    """What stands outside tables, and where tables come among it."""

    lines: list[tuple[Key, Line]]
    tables: list[Key]
    """One for each table given."""


def in_order(strips: Sequence[Strip], tables: Sequence[Box]) -> Order:
    """Give the lines of what stands outside tables, and the tables, with what to sort them by."""
    keys = [(box.top, 0, box.top, box.x0) for box in tables]
    made: list[tuple[Key, Line]] = []
    rest = list(strips)
    lines = lines_of(rest)
    while _may_be(lines):
        found = _stretch([p for line in lines for p in _pieces(line)], tables)
        if found is None:
            break
        edge, *sides = found
        top, bottom = (f(p.top for side in sides for p in side) for f in (min, max))
        for number, side in enumerate(sides):
            own = lines_of(s for p in side for s in p.strips)
            made += [((top, number + 1, key_of(n)[0], n.x0), n) for n in own]
        for index, box in enumerate(tables):
            if top < box.top < bottom:
                keys[index] = (top, 1 + (box.x0 >= edge), box.top, box.x0)
        taken = {id(s) for side in sides for p in side for s in p.strips}
        rest = [s for s in rest if id(s) not in taken]
        lines = lines_of(rest)
    return Order([*made, *((key_of(line), line) for line in lines)], keys)


def key_of(line: Line) -> Key:
    """Give the place of a line that stands alone."""
    middle = (line.top + line.bottom) / 2
    return middle, 0, middle, line.x0


def _may_be(lines: Sequence[Line]) -> bool:
    """Say cheaply whether columns are possible: enough lines that begin or break in mid-page."""
    if len(lines) < _LEAST:
        return False
    left, right = min(n.x0 for n in lines), max(n.x1 for n in lines)
    third = left + (right - left) / 3
    begun = sum(
        n.x0 > third or (len(n.strips) > 1 and any(s.x0 > third for s in n.strips)) for n in lines
    )
    return begun >= _LEAST


def _pieces(line: Line) -> list[Piece]:
    """Cut a line where the white is as wide as between columns."""
    groups: list[list[Strip]] = []
    for strip in line.strips:
        high = strip.bottom - strip.top
        if groups and strip.x0 - max(s.x1 for s in groups[-1]) < _GUTTER * high:
            groups[-1].append(strip)
        else:
            groups.append([strip])
    return [
        Piece(
            tuple(g),
            g[0].x0,
            min(s.top for s in g),
            max(s.x1 for s in g),
            max(s.bottom for s in g),
        )
        for g in groups
    ]


def _stretch(
    pieces: Sequence[Piece], tables: Sequence[Box]
) -> tuple[float, list[Piece], list[Piece]] | None:
    """Find a stretch of a page that is set in columns: where the right one begins, both sides."""
    for edge in _edges(pieces):
        for run in _runs(pieces, tables, edge):
            left, right = _sides(run, edge)
            if _is_column(left) and _is_column(right):
                return edge, left, right
    return None


def _edges(pieces: Sequence[Piece]) -> list[float]:
    """Give where several pieces begin below each other, right of the page's edge."""
    begun = sorted(p.x0 for p in pieces)
    high = median(p.height for p in pieces)
    found: list[float] = []
    start = 0
    for index, x in enumerate(begun):
        if x - begun[start] > _EVEN * high:
            start = index
        if index - start + 1 == _LEAST and begun[start] - begun[0] > _BROAD * high:
            found.append(begun[start])
    return found


def _runs(pieces: Sequence[Piece], tables: Sequence[Box], edge: float) -> list[list[Piece]]:
    """Give what stands between things that cross the white left of an edge, from the top."""
    crossing = {
        id(p) for p in pieces if p.x0 < edge - _EVEN * p.height and p.x1 > edge - 0.1 * p.height
    }
    cuts = sorted(
        [p.top for p in pieces if id(p) in crossing]
        + [box.top for box in tables if box.x0 < edge < box.x1]
    )
    runs: dict[int, list[Piece]] = {}
    for piece in pieces:
        if id(piece) not in crossing:
            runs.setdefault(bisect_right(cuts, (piece.top + piece.bottom) / 2), []).append(piece)
    return [run for _, run in sorted(runs.items()) if len(run) >= 2 * _LEAST]


def _sides(run: Sequence[Piece], edge: float) -> tuple[list[Piece], list[Piece]]:
    """Part a run at an edge, and leave off at its ends what stands on one side alone."""
    high = median(p.height for p in run)
    sides = [p for p in run if p.x1 <= edge], [p for p in run if p.x0 >= edge - _EVEN * high]
    return _together(sides[0], sides[1]), _together(sides[1], sides[0])


def _together(own: Sequence[Piece], other: Sequence[Piece]) -> list[Piece]:
    """Give the lines of one side that begin beside the other, and those that follow close."""
    if not (own and other):
        return []
    high = median(p.height for p in own)
    top = min(p.top for p in other) - high
    kept: list[Piece] = []
    for piece in sorted(own, key=lambda p: p.top):
        alike = abs(piece.height - high) <= _SAME * high
        if piece.bottom <= top or not (alike or kept):
            continue
        beside = piece.top < max(p.bottom for p in other)
        near = kept and piece.top - kept[-1].bottom < _LOOSE * high
        if not beside and not (near and alike):
            break
        kept.append(piece)
    return kept


def _is_column(side: Sequence[Piece]) -> bool:
    """Say whether lines fill a column: even at the left but for indents, mostly full."""
    if len(side) < _LEAST:
        return False
    high = median(p.height for p in side)
    left, right = min(p.x0 for p in side), max(p.x1 for p in side)
    wide = right - left
    lines = len({round(p.top / high) for p in side})
    full = sum(p.x1 >= right - _FULL * wide for p in side)
    even = sum(p.x0 - left <= _INDENT * high for p in side)
    one = len(side) <= 1.15 * lines  # a line in pieces is no prose
    return wide >= _BROAD * high and full >= _MOSTLY * len(side) and even >= 0.9 * len(side) and one
