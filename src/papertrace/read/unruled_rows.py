"""The rows of a table without rules, and whether it is two tables side by side.

A line is the rest of the row before only where it overlaps it, stands much nearer to it than rows
do, or goes on where a full line broke. Pure geometry in points.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.read.columns import Columns, Piece, Row
    from papertrace.read.grid_rules import Rule
    from papertrace.read.unruled_cells import Place

_TIGHT: Final = 0.55  # of the usual space between rows: lines nearer are one row
_LOOSE: Final = 0.3  # of a line's height: rows that stand nearer cannot be told by their space
_CLOSE: Final = 0.6  # of a line's height: lines of one cell stand no further apart
_FULL: Final = 1.1  # of a line's height that a full line leaves free
_LONG: Final = 12.0  # heights: a column this wide may hold a line that broke
_BROAD: Final = 2.0  # heights: the least white space between two tables side by side
_BOTH: Final = 0.35  # share of lines with figures on both sides from which they are one table
_WIDE: Final = 0.6  # share of a table's width that its rules cover
_RULED: Final = 0.7  # rules for each line from which rules part the rows
_TITLE = re.compile(r"表(?:[（(].*[）)])?$")
_UNIT = re.compile(r"单位\s*[:：]")
_LISTED = re.compile(r"[一二三四五六七八九十\d（(]|其中|合计|总计|小计")


def between(level: Iterable[Rule], top: float, bottom: float) -> list[Rule]:
    """Give the level rules between two heights."""
    return [r for r in level if top <= r[0] <= bottom]


def stacked(
    gutter: tuple[float, float],
    columns: Columns,
    body: Sequence[Row],
    near: Sequence[Row],
    level: Sequence[Rule],
) -> bool:
    """Say whether what stands left and right of a gutter are two tables.

    Only where each side could be one, and the rules, the captions or the rows part them: income
    beside expenditure in lines they share is one table.
    """
    high = median(r.height for r in body)
    index = columns.gutters.index(gutter)
    sides = (range(index + 1), range(index + 1, columns.count))
    if gutter[1] - gutter[0] < _BROAD * high or any(len(s) < 2 for s in sides):  # noqa: PLR2004
        return False
    if any(not columns.figures & frozenset(s[1:]) for s in sides):
        return False
    middle = sum(gutter) / 2
    ends = [r for r in level if r[2] <= middle], [r for r in level if r[1] >= middle]
    if all(len(e) > 1 for e in ends) and sum(map(len, ends)) == len(level):
        return True
    shared = sum(r.pieces[0].x0 < middle < r.pieces[-1].x1 for r in body)
    if len(body) > 3 and shared < _BOTH * len(body):  # noqa: PLR2004  (few lines may be parted by chance)
        return True
    pieces = [p for r in near for p in r.pieces]
    for caption in (_TITLE, _UNIT):  # of one kind on each side: a title and its unit note are one
        told = [(p.x0 + p.x1) / 2 for p in pieces if caption.search(p.text)]
        if any(x < gutter[0] for x in told) and any(x > gutter[1] for x in told):
            return True
    return False


def bands(lines: Sequence[Row], place: Place) -> list[list[Row]]:
    """Put the lines below a table's head into rows."""
    body = list(lines[place.heads :])
    cuts = [r[0] for r in place.rules if r[2] - r[1] >= _WIDE * place.width]
    inside = [y for y in cuts if body and body[0].bottom <= y + 1 and y <= body[-1].top + 1]
    whole = sum(len(r.pieces) > 1 for r in body)
    by_rules = len(inside) > 1 and len(inside) + 1 >= _RULED * whole
    spaces = [b.top - a.bottom for a, b in pairwise(body) if a.has_figures and b.has_figures]
    usual = median(spaces) if spaces else 0.0
    found: list[list[Row]] = []
    for index, line in enumerate(body):
        below = body[index + 1] if index + 1 < len(body) else None
        if not found or any(found[-1][-1].bottom - 1.5 <= y <= line.top + 1.5 for y in inside):
            found.append([line])
        elif (by_rules and not _both(found[-1], line, place.columns)) or _joins(
            found[-1], line, below, usual, place.columns
        ):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _both(row: Sequence[Row], line: Row, columns: Columns) -> bool:
    """Say whether a row so far and a line have figures in the same column."""
    return bool(
        {columns.of(p) for r in row for p in r.pieces if p.is_figure}
        & {columns.of(p) for p in line.pieces if p.is_figure}
    )


def _joins(
    row: Sequence[Row], line: Row, below: Row | None, usual: float, columns: Columns
) -> bool:
    """Say whether a line is a part of the row so far."""
    figured = any(r.has_figures for r in row)
    if figured and line.has_figures:
        return False
    high = min(line.height, row[-1].height)
    space = line.top - row[-1].bottom
    if below is not None and not line.has_figures and below.top - line.bottom < space - 0.1 * high:
        return False
    if space < -0.05 * high or (usual >= _LOOSE * high and space <= _TIGHT * usual):
        return True
    return figured and space <= _CLOSE * high and _broke(row[-1], line, columns)


def _broke(before: Row, line: Row, columns: Columns) -> bool:
    """Say whether a line is what no longer fitted in the same column of the line before."""
    if len(line.pieces) != 1 or line.pieces[0].is_figure or _LISTED.match(line.text):
        return False
    piece = line.pieces[0]
    above: Piece | None = next(
        (p for p in before.pieces if columns.of(p) == columns.of(piece) and not p.is_figure), None
    )
    if above is None or above.x1 - above.x0 < _LONG * line.height:
        return False
    number = columns.of(piece)[1]
    edge = columns.gutters[number][0] if number < len(columns.gutters) else columns.right
    full = above.x1 >= edge - _FULL * line.height
    even = abs(piece.x0 - above.x0) <= 0.5 * line.height
    return full and even and 2 * len(piece.text) <= len(above.text)
