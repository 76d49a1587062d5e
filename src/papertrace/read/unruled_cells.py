"""From the rows and columns of a table without rules to its grid, heads merged.

A head that is centred over several columns, or underlined as wide as they are, spans them; one
beside it with nothing below spans the rows of the head. Below the head every row has every column.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from papertrace.model import Box, union
from papertrace.read.grid import Grid, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.read.columns import Columns, Piece, Row
    from papertrace.read.grid_rules import Rule

_EDGE: Final = 2.0  # points of white around what stands outermost
_CENTRED: Final = (
    1.0  # of the line's height: how far a head may stand off the middle of its columns
)
_WIDE: Final = 0.9  # share of a table's width from which a rule is no group's

Area = tuple[int, int, int, int]
"""Row, column, rows, columns."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a table before its cells are."""

    columns: Columns
    heads: int
    """Number of its lines that are its head."""
    rules: tuple[Rule, ...]
    """Level rules in it, at its top and at its bottom."""

    @property
    def width(self) -> float:
        """Give its width in points."""
        return self.columns.right - self.columns.left


def grid_of(lines: Sequence[Row], body: Sequence[Sequence[Row]], place: Place) -> Grid:
    """Make the grid of a table: its lines, and those below the head put into rows."""
    heads = list(lines[: place.heads])
    levels, areas = _head(heads, place) if heads else ([], [])
    for number, row in enumerate(body, len(levels)):
        areas += _row(number, row, place.columns)
    groups = [*levels, *body]
    columns = place.columns
    pieces = [p for line in lines for p in line.pieces]
    left = min([p.x0 for p in pieces] + [columns.left]) - _EDGE
    right = max([p.x1 for p in pieces] + [columns.right]) + _EDGE
    xs = (left, *_middles(pieces, columns), right)
    deep = frozenset(a[1] for a in areas if a[2] > 1)
    held = [
        _own(g, deep if n < len(levels) else frozenset(), columns) for n, g in enumerate(groups)
    ]
    tops, bottoms = [min(p.top for p in g) for g in held], [max(p.bottom for p in g) for g in held]
    middles = [(b + t) / 2 for b, t in zip(bottoms, tops[1:], strict=False)]
    ys = (tops[0] - _EDGE, *middles, bottoms[-1] + _EDGE)
    return _grid(sorted(areas), xs, ys)


def _own(group: Sequence[Row], deep: frozenset[int], columns: Columns) -> list[Piece]:
    """Give the pieces of a row, but for those in columns whose cells reach over rows."""
    every = [p for line in group for p in line.pieces]
    return [p for p in every if columns.of(p)[0] not in deep] or every


def _middles(pieces: Sequence[Piece], columns: Columns) -> list[float]:
    """Give where the columns meet, heads counted too."""
    placed = [(p, *columns.of(p)) for p in pieces]
    found = []
    for number, (a, b) in enumerate(columns.gutters):
        left = max([p.x1 for p, first, last in placed if first <= last <= number] + [a])
        right = min([p.x0 for p, first, _ in placed if first > number] + [b])
        found.append((left + right) / 2 if left <= right else (a + b) / 2)
    return found


def _grid(areas: Sequence[Area], xs: tuple[float, ...], ys: tuple[float, ...]) -> Grid:
    owner = [[-1] * (len(xs) - 1) for _ in ys[1:]]
    slots = []
    for number, (row, column, high, wide) in enumerate(areas):
        for r in range(row, row + high):
            owner[r][column : column + wide] = [number] * wide
        box = Box(xs[column], ys[row], xs[column + wide], ys[row + high])
        slots.append(Slot(row, column, high, wide, box))
    rows = tuple(tuple(o) for o in owner)
    box = union(s.box for s in slots)
    return Grid(box, len(ys) - 1, len(xs) - 1, xs, ys, tuple(slots), rows, is_ruled=False)


def _row(number: int, row: Sequence[Row], columns: Columns) -> list[Area]:
    """Give the cells of one row; what runs over empty columns spans them."""
    wide = sorted({columns.of(p) for line in row for p in line.pieces})
    found: list[Area] = []
    at = 0
    for first, last in wide:
        if last == first or first < at:
            continue
        if any(first <= a <= last and (a, b) != (first, last) for a, b in wide):
            continue  # something else stands there: the wide piece is cut where columns meet
        found += [(number, c, 1, 1) for c in range(at, first)]
        found.append((number, first, 1, last - first + 1))
        at = last + 1
    return [*found, *((number, c, 1, 1) for c in range(at, columns.count))]


def _head(heads: Sequence[Row], place: Place) -> tuple[list[list[Row]], list[Area]]:
    """Give the lines of each level of a head, and its cells."""
    spans = [_spans(heads, n, place) for n in range(len(heads))]
    levels: list[list[Row]] = [[]]
    over: list[list[tuple[int, int]]] = [[]]
    for number, line in enumerate(heads):
        levels[-1].append(line)
        over[-1] += spans[number]
        if spans[number] and number + 1 < len(heads):
            levels.append([])
            over.append([])
    areas: set[Area] = set()
    for column in range(place.columns.count):
        held = [next((s for s in o if s[0] <= column <= s[1]), None) for o in over]
        starts = [n for n, s in enumerate(held) if n == 0 or s or held[n - 1]]
        for level, after in pairwise([*starts, len(levels)]):
            span = held[level]
            if span:
                areas.add((level, span[0], 1, span[1] - span[0] + 1))
            else:
                areas.add((level, column, after - level, 1))
    return levels, sorted(areas)


def _spans(heads: Sequence[Row], number: int, place: Place) -> list[tuple[int, int]]:
    """Give the groups of columns over which the pieces of a line of the head stand."""
    line, lower = heads[number], heads[number + 1 :]
    places = [place.columns.of(p) for p in line.pieces]
    found: list[tuple[int, int]] = []
    for index, piece in enumerate(line.pieces):
        own = places[index][0]
        below = next(
            (r for r in lower if any(place.columns.of(p)[0] == own for p in r.pieces)), None
        )
        first, last = _underlined(piece, line, below, place) or places[index]
        if below is not None and first == last:
            low = places[index - 1][1] + 1 if index else 0
            high = places[index + 1][0] - 1 if index + 1 < len(places) else place.columns.count - 1
            first, last = centred(piece, (low, high), below, place.columns)
        if first < last and not (found and found[-1][1] >= first):
            found.append((first, last))
    return found


def _underlined(piece: Piece, line: Row, below: Row | None, place: Place) -> tuple[int, int] | None:
    """Give the columns over which the rule below a head goes, where it is not the table's own."""
    if below is None:
        return None
    for y, start, end in place.rules:
        under = line.bottom - 2 <= y <= below.top + 2
        if (
            under
            and start <= (piece.x0 + piece.x1) / 2 <= end
            and end - start < _WIDE * place.width
        ):
            middles = [(a + b) / 2 for a, b in place.columns.extents]
            held = [n for n, x in enumerate(middles) if start <= x <= end]
            return (held[0], held[-1]) if held else None
    return None


def centred(piece: Piece, around: tuple[int, int], below: Row, columns: Columns) -> tuple[int, int]:
    """Give the widest group of columns with heads below in whose middle a head stands.

    `around` are the first and the last column it may have.
    """
    own, end = columns.of(piece)
    low, high = around
    best = (own, end)
    if own != end:
        return best
    held = {columns.of(p)[0] for p in below.pieces}
    best = (own, own)
    if own not in held:
        return best
    extents = columns.extents
    middle = (piece.x0 + piece.x1) / 2
    for first in range(own, low - 1, -1):
        if first not in held:
            break
        for last in range(own, high + 1):
            if last not in held:
                break
            off = abs((extents[first][0] + extents[last][1]) / 2 - middle)
            near = off <= _CENTRED * (piece.bottom - piece.top)
            if near and last - first > best[1] - best[0]:
                best = (first, last)
    return best
