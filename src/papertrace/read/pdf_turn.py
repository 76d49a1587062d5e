"""Pages whose text stands sideways though the file does not say so: wide tables on upright pages.

They are laid out as a reader would turn them; the boxes are then turned back, for they are those
of the page as every viewer shows it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.model import Box
from papertrace.read.pdf_glyphs import times

if TYPE_CHECKING:
    from papertrace.model import Page, Table
    from papertrace.read.pdf_glyphs import Matrix


def turning(turn: int, width: float, height: float) -> Matrix:
    """Give the matrix that turns a page of this size clockwise; the origin stays top left."""
    return {
        90: (0.0, 1.0, -1.0, 0.0, height, 0.0),
        180: (-1.0, 0.0, 0.0, -1.0, width, height),
        270: (0.0, -1.0, 1.0, 0.0, 0.0, width),
    }.get(turn, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))


def turned(matrix: Matrix, turn: int, width: float, height: float) -> Matrix:
    """Give `matrix` followed by a turn of the page it leads to, which is `width` by `height`."""
    return times(matrix, turning(turn, width, height)) if turn else matrix


def turned_back(page: Page, turn: int) -> Page:
    """Give a page that was laid out turned, with its boxes as they stand on the page unturned."""
    if not turn:
        return page
    wide, high = (page.height, page.width) if turn in (90, 270) else (page.width, page.height)
    matrix = turning(360 - turn, wide, high)
    words = tuple(replace(w, box=_moved(w.box, matrix)) for w in page.words)
    return replace(page, words=words, tables=tuple(_moved_table(t, matrix) for t in page.tables))


def _moved_table(table: Table, matrix: Matrix) -> Table:
    cells = tuple(replace(c, box=_moved(c.box, matrix)) for c in table.cells)
    return replace(table, box=_moved(table.box, matrix), cells=cells)


def _moved(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    corners = ((box.x0, box.top), (box.x1, box.bottom))
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
