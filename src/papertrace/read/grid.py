"""From rules to grids: the cells of a ruled table, merged where a rule is missing.

Pure geometry in points, origin top left; it knows no text and no file format, so that a scan's
rules can be given to it as well. It never guesses a rule between cells that have none.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from papertrace.model import Box, union
from papertrace.read.grid_rules import joined, meshes, overhang, positions

if TYPE_CHECKING:
    from papertrace.read.grid_rules import Rule

_NARROWEST: Final = 4.0  # points; two lines nearer are one double line
_COVERED: Final = 0.6  # share of a cell's edge that a rule must cover
_SLIVER_WIDE: Final = 25.0  # points by which the same edge may be drawn elsewhere in another row
_SLIVER_HIGH: Final = 7.0
_REAL_SIDES: Final = 3  # a cell may lack a rule on one side, at the open edge of its table
MOST_RULES: Final = 3000  # a page with more is a drawing


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell without text: row and column from 0, spans, box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table without text."""

    box: Box
    rows: int
    columns: int
    xs: tuple[float, ...]
    """Where its vertical rules stand, also those that part no columns but were drawn awry."""
    ys: tuple[float, ...]
    """Where its horizontal rules stand, likewise."""
    slots: tuple[Slot, ...]
    """Sorted by row, then column."""
    owner: tuple[tuple[int, ...], ...]
    """Index into `slots` for each field between those rules; -1 where no cell is."""
    is_ruled: bool = True
    """False where its places were told by the text alone."""

    def at(self, x: float, y: float) -> int:
        """Give the index of the slot at a point, or -1."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return -1


def grids(across: list[Rule], down: list[Rule]) -> tuple[Grid, ...]:
    """Find the tables among horizontal (y, x0, x1) and vertical (x, top, bottom) rules.

    Sorted from the top, then from the left. Frames and single boxes are no tables.
    """
    across, down = joined(across), joined(down)
    if len(across) > MOST_RULES or len(down) > MOST_RULES:
        return ()
    found = [_grid(a, d) for a, d in meshes(across, down)]
    return tuple(sorted((g for g in found if g), key=lambda g: (g.box.top, g.box.x0)))


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """Make the grid of one mesh of rules; None where it has fewer than two cells."""
    xs, ys = positions(down, _NARROWEST), positions(across, _NARROWEST)
    left, right = overhang(across, xs[0], xs[-1])
    upper, lower = overhang(down, ys[0], ys[-1])
    xs = [*([left] if left is not None else []), *xs, *([right] if right is not None else [])]
    ys = [*([upper] if upper is not None else []), *ys, *([lower] if lower is not None else [])]
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:  # noqa: PLR2004  (two cells at least)
        return None
    flat = _edges(across, ys, xs)
    upright = _edges(down, xs, ys)
    areas = [
        part
        for region in _regions(flat, upright, len(ys) - 1, len(xs) - 1)
        for part in _rectangles(region)
        if _is_closed(part, flat, upright)
    ]
    return _compact(areas, xs, ys) if len(areas) > 1 else None


def _edges(rules: list[Rule], places: list[float], steps: list[float]) -> list[list[bool]]:
    """Say for each place and each step along it whether a rule covers that step."""
    table = [[0.0] * (len(steps) - 1) for _ in places]
    for position, start, end in rules:
        line = min(range(len(places)), key=lambda i: abs(places[i] - position))
        first = max(0, bisect_right(steps, start) - 1)
        for i in range(first, len(steps) - 1):
            a, b = max(start, steps[i]), min(end, steps[i + 1])
            if steps[i] >= end:
                break
            if b > a:
                table[line][i] += b - a
    return [
        [s >= _COVERED * (steps[i + 1] - steps[i]) for i, s in enumerate(line)] for line in table
    ]


def _regions(
    flat: list[list[bool]], upright: list[list[bool]], rows: int, columns: int
) -> list[set[tuple[int, int]]]:
    """Join neighbouring fields that no rule parts."""
    seen: set[tuple[int, int]] = set()
    found = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in seen:
                continue
            region = {(row, column)}
            open_ = [(row, column)]
            while open_:
                r, c = open_.pop()
                for near, parted in (
                    ((r - 1, c), r == 0 or flat[r][c]),
                    ((r + 1, c), r == rows - 1 or flat[r + 1][c]),
                    ((r, c - 1), c == 0 or upright[c][r]),
                    ((r, c + 1), c == columns - 1 or upright[c + 1][r]),
                ):
                    if not parted and near not in region:
                        region.add(near)
                        open_.append(near)
            seen |= region
            found.append(region)
    return found


def _rectangles(region: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Cut a region into rectangles (row, column, rows, columns); most regions are one."""
    left = set(region)
    found = []
    while left:
        row, column = min(left)
        wide = 1
        while (row, column + wide) in left:
            wide += 1
        high = 1
        while all((row + high, column + i) in left for i in range(wide)):
            high += 1
        left -= {(row + r, column + c) for r in range(high) for c in range(wide)}
        found.append((row, column, high, wide))
    return found


def _is_closed(
    part: tuple[int, int, int, int], flat: list[list[bool]], upright: list[list[bool]]
) -> bool:
    """Say whether rules stand on enough sides of a rectangle for it to be a cell."""
    row, column, high, wide = part
    sides = (
        all(flat[row][column : column + wide]),
        all(flat[row + high][column : column + wide]),
        all(upright[column][row : row + high]),
        all(upright[column + wide][row : row + high]),
    )
    return sum(sides) >= _REAL_SIDES


def _compact(areas: list[tuple[int, int, int, int]], xs: list[float], ys: list[float]) -> Grid:
    """Number rows and columns: only places in which cells begin count, and no slivers."""
    areas = sorted(areas)
    rows = _numbers([(a[0], a[0] + a[2]) for a in areas], ys, _SLIVER_HIGH)
    columns = _numbers([(a[1], a[1] + a[3]) for a in areas], xs, _SLIVER_WIDE)
    owner = [[-1] * (len(xs) - 1) for _ in ys[1:]]
    slots: list[Slot] = []
    for row, column, high, wide in sorted(
        areas, key=lambda a: (rows[a[0]], columns[a[1]], a[0], a[1])
    ):
        for r in range(row, row + high):
            owner[r][column : column + wide] = [len(slots)] * wide
        box = Box(xs[column], ys[row], xs[column + wide], ys[row + high])
        r0, c0 = rows[row], columns[column]
        slots.append(Slot(r0, c0, rows[row + high] - r0, columns[column + wide] - c0, box))
    box = union(s.box for s in slots)
    count = (max(rows.values()), max(columns.values()))
    return Grid(box, *count, tuple(xs), tuple(ys), tuple(slots), tuple(tuple(o) for o in owner))


def _numbers(stretches: list[tuple[int, int]], edges: list[float], most: float) -> dict[int, int]:
    """Number the edges at which cells begin or end: edge -> number of rows or columns before it.

    Two edges near each other with no cell between them are one edge drawn awry.
    """
    used = sorted({e for s in stretches for e in s})
    alone = {s for s in stretches if used.index(s[1]) - used.index(s[0]) == 1}
    numbers = {used[0]: 0}
    for before, edge in pairwise(used):
        sliver = (before, edge) not in alone and edges[edge] - edges[before] <= most
        sliver = sliver and before != used[0] and edge != used[-1]
        numbers[edge] = numbers[before] + (0 if sliver else 1)
    return numbers
