"""Tables without rules, or with level rules alone: their rows, cells and heads.

Works on the lines that stand outside ruled tables. Rows are lines, unless a line is plainly the
rest of the one before; a head runs over the columns it is centred on. Where that cannot be told
the lines stay lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from papertrace.read.columns import LEADERS, apart, columns_of, is_table, recut, row_of
from papertrace.read.grid_rules import joined
from papertrace.read.unruled_cells import Place, centred, grid_of
from papertrace.read.unruled_rows import bands, between, stacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Box
    from papertrace.read.columns import Columns, Row
    from papertrace.read.grid import Grid
    from papertrace.read.grid_rules import Rule
    from papertrace.read.pdf_glyphs import Glyphs
    from papertrace.read.pdf_lines import Line

_FAR: Final = 3.2  # of a line's height: rows of one table stand no further apart
_NEXT: Final = 2.2  # a head stands no further above its rows
_LONGEST_HEAD: Final = 16  # characters of one head
_MOST_HEADS: Final = 4
_BETWEEN: Final = 2  # lines without figures between two rows
_MOST_LINES: Final = 2000
_SHORT: Final = 60.0  # points; a shorter level rule is no table's
_SAME: Final = 4.0  # points by which the ends of one table's rules differ
_WIDE: Final = 0.6  # share of a table's width that its rules cover
_PROSE = re.compile(r"[。；;！？]$|。.")
_LABELLED = re.compile(r"[:：]")
_OTHER = re.compile(
    r"^(?:注|备注|说明|附注|资料来源|数据来源|填表人|制表)\d*[:：、]|单位\s*[:：]|表(?:[（(].*[）)])?$"
)
_PAGE = re.compile(r"第?[-—–·]*\d+[-—–·/]*(?:\d+|页.*)?")


@dataclass(frozen=True, slots=True)
class _Frame:
    """Level rules of one width, in points, and how many they are."""

    top: float
    bottom: float
    x0: float
    x1: float
    rules: int


def unruled(
    glyphs: Glyphs,
    lines: Sequence[Line],
    level: Sequence[Rule],
    ruled: Sequence[Box],
    area: Box | None = None,
) -> tuple[Grid, ...]:
    """Find the tables among lines outside ruled tables.

    `level` are the page's level rules (y, x0, x1), `ruled` the boxes of its ruled tables; what
    stands off the page (`area`) belongs to no table, for nobody sees it.
    """
    if not 1 < len(lines) <= _MOST_LINES:
        return ()
    held = [n for n in lines if area is None or _is_seen(n, area)]
    rules = [r for r in level if not any(_lies_in(r, box) for box in ruled)]
    rows = [row_of(glyphs, n) for n in held if len(n.strips) > 1 or rules]
    if sum(r.has_figures for r in rows) < 2 and len(rules) < 2:  # noqa: PLR2004  (no table is less)
        return ()
    rows = [row_of(glyphs, n) for n in held]
    level = [r for r in joined(rules) if r[2] - r[1] >= _SHORT]
    return tuple(t for part in _parts(rows, level, ruled) for t in _tables(part, level, ruled))


def _is_seen(line: Line, area: Box) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom


def _lies_in(rule: Rule, box: Box) -> bool:
    y, x0, x1 = rule
    return box.top - 1 <= y <= box.bottom + 1 and x1 > box.x0 + 1 and x0 < box.x1 - 1


def _parts(rows: list[Row], level: Sequence[Rule], ruled: Sequence[Box]) -> list[list[Row]]:
    """Part lines where two tables stand side by side; else give them whole."""
    for first, last in _runs(rows, level, ruled):
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
    for first, last in _runs(rows, level, ruled):
        if first < taken:
            continue
        made = _table(rows, (max(first, taken), last), taken, level)
        if made is not None:
            grid, taken = made
            found.append(grid)
    return found


def _runs(
    rows: Sequence[Row], level: Sequence[Rule], ruled: Sequence[Box]
) -> list[tuple[int, int]]:
    """Give the first and last lines of what may be the rows of one table."""
    found = _between_rules(rows, level)
    current: list[int] = []
    for index, row in enumerate(rows):
        if not row.has_figures or _is_prose(row):
            continue
        if current and not _goes_on(rows, current[-1], index, ruled):
            found.append((current[0], current[-1]))
            current = []
        current.append(index)
    if current:
        found.append((current[0], current[-1]))
    kept: list[tuple[int, int]] = []
    for run in sorted(found, key=lambda r: (r[0], -r[1])):
        if not kept or run[0] > kept[-1][1]:
            kept.append(run)
        elif run[1] > kept[-1][1]:
            kept[-1] = (kept[-1][0], run[1])
    return kept


def _goes_on(rows: Sequence[Row], before: int, index: int, ruled: Sequence[Box]) -> bool:
    """Say whether a row of figures belongs to the table of the one before."""
    a, b = rows[before], rows[index]
    if index - before - 1 > _BETWEEN:
        return False
    chain = rows[before : index + 1]
    high = min(a.height, b.height)
    if any(n.top - m.bottom > _FAR * high for m, n in pairwise(chain)):
        return False
    if any(a.bottom - 1 <= box.top <= b.top + 1 for box in ruled):
        return False
    return not any(_is_prose(r) or _OTHER.search(r.text) for r in chain[1:-1])


def _is_prose(row: Row) -> bool:
    return bool(_PROSE.search(row.text) or LEADERS.search(row.text))


def _between_rules(rows: Sequence[Row], level: Sequence[Rule]) -> list[tuple[int, int]]:
    """Give the lines between rules of one width, where most stand in pieces."""
    found = []
    for frame in _frames(rows, level):
        inside = [n for n, r in enumerate(rows) if _is_framed(r, frame)]
        told = [n for n in inside if len(rows[n].pieces) > 1]
        if frame.rules > 2 and len(told) > 2 and 3 * len(told) >= 2 * len(inside):  # noqa: PLR2004  (above, below the head, below)
            found.append((inside[0], inside[-1]))
    return found


def _frames(rows: Sequence[Row], level: Sequence[Rule]) -> list[_Frame]:
    """Give where rules begin and end below each other, with nothing but rows between them."""
    groups: list[list[Rule]] = []
    for rule in sorted(level):
        for group in groups:
            if abs(group[0][1] - rule[1]) <= _SAME and abs(group[0][2] - rule[2]) <= _SAME:
                group.append(rule)
                break
        else:
            groups.append([rule])
    found: list[_Frame] = []
    for group in groups:
        held = [group[0][0]]
        for (y, x0, x1), after in zip(group, [*group[1:], None], strict=True):
            if after is not None and _is_whole(rows, y, after):
                held.append(after[0])
                continue
            if len(held) > 1:
                found.append(_Frame(held[0], held[-1], x0, x1, len(held)))
            held = [after[0]] if after else []
    return found


def _is_whole(rows: Sequence[Row], top: float, rule: Rule) -> bool:
    """Say whether all that stands between two rules could be rows of a table."""
    bottom, x0, x1 = rule
    inside = [r for r in rows if top <= (r.top + r.bottom) / 2 <= bottom]
    return bool(inside) and not any(
        _is_prose(r)
        or _OTHER.search(r.text)
        or r.pieces[0].x0 < x0 - _SAME
        or r.pieces[-1].x1 > x1 + _SAME
        for r in inside
    )


def _is_framed(row: Row, frame: _Frame) -> bool:
    return frame.top <= (row.top + row.bottom) / 2 <= frame.bottom


def _table(
    rows: Sequence[Row], run: tuple[int, int], floor: int, level: Sequence[Rule]
) -> tuple[Grid, int] | None:
    """Make the table of a run of rows; give the number of the line behind it too."""
    first, last = run
    frames = [
        f for f in _frames(rows, level) if any(_is_framed(r, f) for r in rows[first : last + 1])
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
        told = columns_of(plain) if any(f.rules > 2 for f in frames) and len(plain) > 2 else None  # noqa: PLR2004  (as in _between_rules)
        if told is None or not _is_broad(told, plain):
            return None
        first = start = begun
    if any(_runs_across(told, r) for r in rows[start:first]):
        start = first = min(first, begun)
    elif start < first and start > floor and _is_over(rows[start - 1], rows[start], told):
        start -= 1
    while last + 1 < len(rows) and any(_is_framed(rows[last + 1], f) for f in frames):
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
        _is_prose(row)
        or _OTHER.search(row.text)
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
        if not (one and words and inside and near) or _OTHER.search(row.text) or _is_prose(row):
            break
        last += 1
    return last
