"""The last one or two rows of a table without rules, which stand alone on the next page.

Two rows are too few to be a table by themselves; together with those of the page before they must
have the same columns, and their figures must stand below that page's.
"""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, Final

from papertrace.model import Box
from papertrace.read.columns import Row, columns_of, piece_of, recut
from papertrace.read.unruled_cells import Place, grid_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Table, Word
    from papertrace.read.columns import Columns, Piece
    from papertrace.read.grid import Grid

_MOST: Final = 2
"""Rows; more are found without the page before."""
_ALIGNED: Final = 0.7
"""Of its height: how far a figure may stand off those above it."""
_LEAST_BEFORE: Final = 3
_HEADS: Final = 2
"""Lines of the page's head, or a mark of continuation, that may stand above."""
_PAGE = re.compile(r"第?[-—–·]*\d+[-—–·/]*(?:\d+|页.*)?")


def going_on(rows: Sequence[Row], before: Sequence[Row], taken: Sequence[Box]) -> Grid | None:
    """Make the table of a page's first rows where they go on with those of the page before."""
    first = next((n for n, row in enumerate(rows[: _HEADS + 1]) if row.has_figures), None)
    if first is None or any(len(row.pieces) > 1 for row in rows[:first]):
        return None
    last = first
    while last + 1 < len(rows) and rows[last + 1].has_figures:
        last += 1
    told = rows[first : last + 1]
    if len(told) > _MOST or any(box.top < told[-1].bottom for box in taken):
        return None
    own, both = columns_of(before), columns_of([*before, *told])
    if own is None or both is None or own.count != both.count or own.figures != both.figures:
        return None
    lines = [recut(row, both) for row in told]
    if not all(_stands_below(p, before, both) for row in lines for p in row.pieces[1:]):
        return None
    return grid_of(lines, [[line] for line in lines], Place(both, 0, ()))


def _stands_below(piece: Piece, before: Sequence[Row], columns: Columns) -> bool:
    """Say whether a figure stands at the same edge as those above it; words do so anywhere."""
    place = columns.of(piece)
    if not piece.is_figure or place[0] not in columns.figures:
        return place[0] == place[1] and not piece.is_figure
    above = [p for row in before for p in row.pieces if p.is_figure and columns.of(p) == place]
    slack = _ALIGNED * (piece.bottom - piece.top)
    pairs = [
        (p.x0 - piece.x0, p.x1 - piece.x1, (p.x0 + p.x1 - piece.x0 - piece.x1) / 2) for p in above
    ]
    return any(abs(median(off)) <= slack for off in zip(*pairs, strict=True))


def rows_of(table: Table, words: Sequence[Word]) -> tuple[Row, ...]:
    """Give the rows of figures of a table as they stand on their page; () for too few."""
    found: dict[int, list[tuple[str, Box]]] = {}
    at = 0
    for cell in table.cells:
        while at < len(words) and words[at].start < cell.start:
            at += 1
        inside: list[Word] = []
        while at < len(words) and words[at].end <= cell.end:
            inside.append(words[at])
            at += 1
        if inside and cell.column_span == cell.row_span == 1:
            box = Box(
                min(w.box.x0 for w in inside),
                min(w.box.top for w in inside),
                max(w.box.x1 for w in inside),
                max(w.box.bottom for w in inside),
            )
            found.setdefault(cell.row, []).append((cell.text, box))
    rows = [
        Row(
            tuple(piece_of(text, box) for text, box in told),
            min(box.top for _, box in told),
            max(box.bottom for _, box in told),
        )
        for told in found.values()
    ]
    kept = tuple(row for row in rows if row.has_figures)
    return kept if len(kept) >= _LEAST_BEFORE else ()


def is_page_number(text: str) -> bool:
    """Say whether a line holds a page's number alone."""
    return _PAGE.fullmatch("".join(text.split())) is not None
