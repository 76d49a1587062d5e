"""Ruled tables whose rules part only their rows or only their columns: the missing half is told.

A row is cut where the lines of all its cells stand side by side like rows of a list; a column is
cut where one-cell rows keep to the columns of the rows above. Nothing else is cut.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from papertrace.model import Box
from papertrace.read.columns import row_of
from papertrace.read.grid import Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.read.columns import Row
    from papertrace.read.grid import Grid
    from papertrace.read.pdf_glyphs import Glyphs
    from papertrace.read.pdf_lines import Line

_FEW: Final = 3  # rules part no rows in a table of at most so many; lines from which a row is cut
_LEVEL: Final = 0.35  # of a line's height: lines of two cells this near stand side by side
_MOSTLY: Final = 0.6

Inside = list[list["Line"]]


def split(glyphs: Glyphs, grid: Grid, inside: Inside) -> Grid:
    """Give a grid with the rows and columns that have no rules; the same one where none lack."""
    if grid.rows <= _FEW and grid.columns > 1 and any(len(n) >= _FEW for n in inside):
        for row in range(grid.rows - 1, -1, -1):
            cuts = _cuts(glyphs, grid, inside, row)
            if cuts:
                return _with_rows(grid, row, cuts)
    whole = [n for n, s in enumerate(grid.slots) if s.column_span == grid.columns > 1]
    whole = [n for n in whole if grid.slots[n].row_span == 1]
    if len(whole) >= _FEW and all(len(inside[n]) <= 1 for n in whole):
        told = [n for n in whole if inside[n] and _fits(grid, row_of(glyphs, inside[n][0]))]
        if len(told) >= _FEW and len(told) == sum(bool(inside[n]) for n in whole):
            return _with_columns(grid, frozenset(whole))
    return grid


def _cuts(glyphs: Glyphs, grid: Grid, inside: Inside, row: int) -> list[float]:
    """Give the heights at which a row is cut; none where its cells are no lists side by side."""
    held = [n for n, s in enumerate(grid.slots) if s.row <= row < s.row + s.row_span]
    if len(held) != grid.columns or any(grid.slots[n].row_span > 1 for n in held):
        return []
    first, *others = ([row_of(glyphs, line) for line in inside[n]] for n in held)
    if len(first) < _FEW:
        return []
    places = [(r.top + r.bottom) / 2 for r in first]
    near = _LEVEL * min(r.height for r in first)
    for rows in others:
        if any(min(abs((r.top + r.bottom) / 2 - y) for y in places) > near for r in rows):
            return []
    if not any(_is_of_figures(rows) for rows in others):
        return []
    return [(a.bottom + b.top) / 2 for a, b in pairwise(first)]


def _is_of_figures(rows: Sequence[Row]) -> bool:
    told = sum(len(r.pieces) == 1 and r.pieces[0].is_figure for r in rows)
    return told >= _FEW and told >= _MOSTLY * len(rows)


def _with_rows(grid: Grid, row: int, cuts: Sequence[float]) -> Grid:
    """Cut a row of one-row cells at some heights."""
    more = len(cuts)
    slots: list[Slot] = []
    for s in grid.slots:
        if s.row > row:
            slots.append(replace(s, row=s.row + more))
        elif s.row < row:
            slots.append(s)
        else:
            ys = [s.box.top, *cuts, s.box.bottom]
            boxes = [Box(s.box.x0, a, s.box.x1, b) for a, b in pairwise(ys)]
            slots += [Slot(row + n, s.column, 1, s.column_span, b) for n, b in enumerate(boxes)]
    return _made(grid, slots, grid.rows + more)


def _fits(grid: Grid, row: Row) -> bool:
    """Say whether a line of figures keeps to a table's columns."""
    return row.has_figures and all(
        sum(a < p.x1 and p.x0 < b for a, b in pairwise(_edges(grid))) == 1 for p in row.pieces
    )


def _edges(grid: Grid) -> list[float]:
    """Give where the columns begin, and where the last one ends."""
    starts = {s.column: s.box.x0 for s in grid.slots}
    return [*(starts[c] for c in sorted(starts)), grid.box.x1]


def _with_columns(grid: Grid, whole: frozenset[int]) -> Grid:
    """Cut cells as wide as the table at its columns."""
    edges = _edges(grid)
    if len(edges) != grid.columns + 1:
        return grid
    slots: list[Slot] = []
    for number, s in enumerate(grid.slots):
        if number not in whole:
            slots.append(s)
            continue
        boxes = [Box(a, s.box.top, b, s.box.bottom) for a, b in pairwise(edges)]
        slots += [Slot(s.row, n, 1, 1, box) for n, box in enumerate(boxes)]
    return _made(grid, slots, grid.rows)


def _made(grid: Grid, slots: list[Slot], rows: int) -> Grid:
    """Give a grid of other slots, its fields numbered anew."""
    slots.sort(key=lambda s: (s.row, s.column))
    xs = tuple(sorted({*grid.xs, *(s.box.x0 for s in slots)}))
    ys = tuple(sorted({*grid.ys, *(s.box.top for s in slots)}))
    owner = [[-1] * (len(xs) - 1) for _ in ys[1:]]
    for number, s in enumerate(slots):
        for r, (top, bottom) in enumerate(pairwise(ys)):
            if s.box.top <= (top + bottom) / 2 <= s.box.bottom:
                for c, (x0, x1) in enumerate(pairwise(xs)):
                    if s.box.x0 <= (x0 + x1) / 2 <= s.box.x1:
                        owner[r][c] = number
    fields = tuple(tuple(o) for o in owner)
    return replace(grid, rows=rows, xs=xs, ys=ys, slots=tuple(slots), owner=fields)
