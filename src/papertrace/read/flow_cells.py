"""How wide the columns and how high the rows of a drawn table are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.read.typeset import EM, LINE, longest, measure, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.read.blocks import Grid, GridCell
    from papertrace.read.typeset import Spot

PAD = 0.3 * EM
_NARROWEST = 3 * EM
_WIDEST = 24 * EM
_UNBROKEN = 8 * EM
"""Numbers and Latin words up to this width keep their column wide enough for them."""


def column_edges(grid: Grid, left: float, right: float) -> list[float]:
    """Give the x of every column's edges, from `left`; beyond `right` only where it must be."""
    least = [_NARROWEST] * grid.columns
    wanted = [_NARROWEST] * grid.columns
    for cell in grid.cells:
        if cell.column_span == 1:
            text, c = cell.text, cell.column
            wanted[c] = max(wanted[c], min(_WIDEST, measure(text) + 2 * PAD))
            least[c] = max(least[c], min(_UNBROKEN, longest(text)) + 2 * PAD)
    wanted = [max(w, m) for w, m in zip(wanted, least, strict=True)]
    over = sum(wanted) - (right - left)
    give = sum(wanted) - sum(least)
    if over > 0 and give > 0:
        share = min(1.0, over / give)
        wanted = [w - (w - m) * share for w, m in zip(wanted, least, strict=True)]
    edges = [left]
    for w in wanted:
        edges.append(edges[-1] + w)
    return edges


def set_cell(cell: GridCell, edges: Sequence[float]) -> list[Spot]:
    """Wrap a cell's text between its edges."""
    last = min(cell.column + cell.column_span, len(edges) - 1)
    return wrap(cell.text, edges[cell.column] + PAD, edges[last] - PAD)


def row_edges(grid: Grid, spots: Sequence[Sequence[Spot]], top: float) -> list[float]:
    """Give the y of every row's edges, from `top`; `spots` are those of the grid's cells."""
    heights = [LINE + 2 * PAD] * grid.rows
    tall: list[tuple[int, int, float]] = []
    for cell, set_here in zip(grid.cells, spots, strict=True):
        need = LINE * (set_here[-1].line + 1 if set_here else 1) + 2 * PAD
        if cell.row_span == 1:
            heights[cell.row] = max(heights[cell.row], need)
        else:
            tall.append((cell.row + cell.row_span, cell.row, need))
    for end, row, need in sorted(tall):
        short = need - sum(heights[row:end])
        if short > 0:
            heights[end - 1] += short
    edges = [top]
    for h in heights:
        edges.append(edges[-1] + h)
    return edges
