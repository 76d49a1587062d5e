"""Tables without rules, or with level rules alone: their rows, cells and heads.

Works on the lines that stand outside ruled tables. Rows are lines, unless a line is plainly the
rest of the one before; a head runs over the columns it is centred on. Where that cannot be told
the lines stay lines.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from papertrace.read.columns import apart, columns_of, is_table, recut, row_of
from papertrace.read.grid_rules import joined
from papertrace.read.unruled_cells import Place, centred, grid_of
from papertrace.read.unruled_rest import going_on
from papertrace.read.unruled_rows import bands, between, stacked
from papertrace.read.unruled_runs import OTHER, frames, is_framed, is_prose, runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Box
    from papertrace.read.columns import Columns, Row
    from papertrace.read.grid import Grid
    from papertrace.read.grid_rules import Rule
    from papertrace.read.pdf_glyphs import Glyphs
    from papertrace.read.pdf_lines import Line

_NEXT: Final = 2.2  # a head stands no further above its rows
_LONGEST_HEAD: Final = 16  # characters of one head
_MOST_HEADS: Final = 4
_MOST_LINES: Final = 2000
_SHORT: Final = 60.0  # points; a shorter level rule is no table's
_WIDE: Final = 0.6  # share of a table's width that its rules cover
_LABELLED = re.compile(r"[:：]")
_PAGE = re.compile(r"第?[-—–·]*\d+[-—–·/]*(?:\d+|页.*)?")


def unruled(
    glyphs: Glyphs,
    lines: Sequence[Line],
    level: Sequence[Rule],
    ruled: Sequence[Box],
    area: Box | None = None,
    before: Sequence[Row] = (),
) -> tuple[Grid, ...]:
    """Find the tables among lines outside ruled tables.

    `level` are the page's level rules (y, x0, x1), `ruled` the boxes of its ruled tables; what
    stands off the page (`area`) belongs to no table, for nobody sees it. `before` are the rows of
    a table that ended the page before, of which one or two may stand alone on this one.
    """
    if not (before or len(lines) > 1) or len(lines) > _MOST_LINES:
        return ()
    held = [n for n in lines if area is None or _is_seen(n, area)]
    rules = [r for r in level if not any(_lies_in(r, box) for box in ruled)]
    rows = [row_of(glyphs, n) for n in held if len(n.strips) > 1 or rules]
    if sum(r.has_figures for r in rows) < 2 and len(rules) < 2 and not before:  # noqa: PLR2004  (no table is less)
        return ()
    rows = [row_of(glyphs, n) for n in held]
    level = [r for r in joined(rules) if r[2] - r[1] >= _SHORT]
    made = tuple(t for part in _parts(rows, level, ruled) for t in _tables(part, level, ruled))
    rest = going_on(rows, before, [*ruled, *(t.box for t in made)]) if before else None
    return (rest, *made) if rest else made


def _is_seen(line: Line, area: Box) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom


def _lies_in(rule: Rule, box: Box) -> bool:
    y, x0, x1 = rule
    return box.top - 1 <= y <= box.bottom + 1 and x1 > box.x0 + 1 and x0 < box.x1 - 1


def _parts(rows: list[Row], level: Sequence[Rule], ruled: Sequence[Box]) -> list[list[Row]]:
    """Part lines where two tables stand side by side; else give them whole."""
    for first, last in runs(rows, level, ruled):
        body = [r for r in rows[first : last + 1] if r.has_figures]
        if len(body) < 2:  # noqa: PLR2004  (one line is no table, nor two)
            continue
        found = apart(body)
        top, bottom = rows[first].top, rows[last].bottom
        near = [r for r in rows if top - 6 * r.height <= r.top <= bottom]
        for gutter in found.gutters:
            if stacked(gutter, found, body, near, between(level, top - 60, bottom + 20)):
                return _halves(rows, gutter, near)
    return [rows]


def _halves(rows: list[Row], gutter: tuple[float, float], near: Sequence[Row]) -> list[list[Row]]:
    """Cut the lines near a gutter into those left and right of it."""
    middle = sum(gutter) / 2
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        if row not in near:
            sides[0].append(row)
            continue
        for side, keep in zip(sides, (True, False), strict=True):
            pieces = tuple(p for p in row.pieces if ((p.x0 + p.x1) / 2 < middle) == keep)
            if pieces:
                top, bottom = min(p.top for p in pieces), max(p.bottom for p in pieces)
                side.append(type(row)(pieces, top, bottom))
    return [sorted(s, key=lambda r: r.top) for s in sides]


def _tables(rows: list[Row], level: Sequence[Rule], ruled: Sequence[Box]) -> list[Grid]:
    """Find the tables among lines none of which stand side by side."""
    found: list[Grid] = []
    taken = 0
    for first, last in runs(rows, level, ruled):
        if first < taken:
            continue
        made = _table(rows, (max(first, taken), last), taken, level)
        if made is not None:
            grid, taken = made
            found.append(grid)
    return found


def _table(
    rows: Sequence[Row], run: tuple[int, int], floor: int, level: Sequence[Rule]
) -> tuple[Grid, int] | None:
    """Make the table of a run of rows; give the number of the line behind it too."""
    first, last = run
    framed = [
        f for f in frames(rows, level) if any(is_framed(r, f) for r in rows[first : last + 1])
    ]
    body = [r for r in rows[first : last + 1] if r.has_figures]
    plain = [r for r in rows[first : last + 1] if len(r.pieces) > 1]
    begun = first
    first = next((n for n in range(first, last + 1) if rows[n].has_figures), first)
    start = min(begun, _head(rows, (first, last), floor, level))
    heads = rows[start:first]
    below = [r for r in rows[first : last + 1] if len(r.pieces) > 1]
    told = (columns_of(below, heads) or columns_of(body, heads)) if len(body) > 1 else None
    if told is None or not is_table(told, body, headed=start < first):
        told = columns_of(plain) if any(f.rules > 2 for f in framed) and len(plain) > 2 else None  # noqa: PLR2004  (as in _between_rules)
        if told is None or not _is_broad(told, plain):
            return None
        first = start = begun
    if any(_runs_across(told, r) for r in rows[start:first]):
        start = first = min(first, begun)
    elif start < first and start > floor and _is_over(rows[start - 1], rows[start], told):
        start -= 1
    while last + 1 < len(rows) and any(is_framed(rows[last + 1], f) for f in framed):
        last += 1
    last = _rest(rows, last, told)
    place = Place(told, first - start, tuple(between(level, *_reach(rows[start], rows[last]))))
    lines = [recut(r, told) for r in rows[start : last + 1]]
    return grid_of(lines, bands(lines, place), place), last + 1


def _reach(first: Row, last: Row) -> tuple[float, float]:
    return first.top - 1.5 * first.height, last.bottom + 1.5 * last.height


def _is_broad(columns: Columns, rows: Sequence[Row]) -> bool:
    """Say whether the gutters between columns of words are broad enough to be told from blanks."""
    return min(b - a for a, b in columns.gutters) >= median(r.height for r in rows)


def _runs_across(columns: Columns, row: Row) -> bool:
    """Say whether a line above is as wide as the table in one piece: a title, no head."""
    return len(row.pieces) == 1 and columns.of(row.pieces[0]) == (0, columns.count - 1)


def _head(rows: Sequence[Row], run: tuple[int, int], floor: int, level: Sequence[Rule]) -> int:
    """Give the number of the first line of the head above a table's first row of figures."""
    first, last = run
    start, crossed, taken = first, 0, False
    usual = 1.3 * _usual([r for r in rows[first : last + 1] if r.has_figures])
    for index in range(first - 1, max(floor, first - _MOST_HEADS) - 1, -1):
        row, below = rows[index], rows[index + 1]
        crossed += any(row.bottom - 1 <= r[0] <= below.top + 1 for r in _wide(level, rows[first]))
        if crossed > 1 or below.top - row.bottom > max(_NEXT * row.height, usual):
            break
        if not _is_head(row):
            break
        if len(row.pieces) > 1:
            start, taken = index, True
        elif not taken and index == first - 1:
            continue  # a first row without figures, or the end of a wrapped head
        elif below.top - row.bottom > 0.5 * row.height and not _parted(row, below, level):
            break
        else:
            start = index
    return start


def _is_over(row: Row, below: Row, columns: Columns) -> bool:
    """Say whether a line is a head over some of the columns, and close above their own heads."""
    if len(row.pieces) > 1 or not _is_head(row) or below.top - row.bottom > 1.2 * row.height:
        return False
    first, last = centred(row.pieces[0], (1, columns.count - 1), below, columns)
    return 0 < first < last


def _usual(rows: Sequence[Row]) -> float:
    """Give the space that usually stands between two lines."""
    return median([b.top - a.bottom for a, b in pairwise(rows)] or [0.0])


def _parted(row: Row, below: Row, level: Sequence[Rule]) -> bool:
    """Say whether a rule stands between a line and the one below that is as wide as a group."""
    return any(row.bottom - 2 <= y <= below.top + 2 and a <= row.pieces[0].x0 for y, a, _ in level)


def _wide(level: Sequence[Rule], row: Row) -> list[Rule]:
    across = row.pieces[-1].x1 - row.pieces[0].x0
    return [r for r in level if r[2] - r[1] >= _WIDE * across]


def _is_head(row: Row) -> bool:
    return not (
        is_prose(row)
        or OTHER.search(row.text)
        or _LABELLED.search(row.text)
        or any(len(p.text) > _LONGEST_HEAD for p in row.pieces)
        or (len(row.pieces) == 1 and _PAGE.fullmatch(row.text))
    )


def _rest(rows: Sequence[Row], last: int, columns: Columns) -> int:
    """Give the last line of a table: the rest of its last row may follow its figures."""
    while last + 1 < len(rows):
        row, above = rows[last + 1], rows[last]
        high = min(row.height, above.height)
        one = len({columns.of(p) for p in row.pieces}) == 1 and not row.has_figures
        words = not any(p.is_figure for p in row.pieces) and not _PAGE.fullmatch(row.text)
        inside = row.pieces[0].x0 >= columns.left - 1 and row.pieces[-1].x1 <= columns.right + 1
        near = row.top - above.bottom < -0.05 * high
        if not (one and words and inside and near) or OTHER.search(row.text) or is_prose(row):
            break
        last += 1
    return last
