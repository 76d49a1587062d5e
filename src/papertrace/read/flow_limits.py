"""How much of a very long text or table becomes one page; the rest is left out, and that is said.

A page is held in memory whole, by the reader and by everyone who looks at it. It never drops
anything without a problem that says how much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from papertrace.model import Problem
from papertrace.read.blocks import Grid, GridCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.read.blocks import Block

MOST_CHARACTERS: Final = 1_500_000
"""Of one page; some 700 printed pages."""
MOST_CELLS: Final = 100_000
"""Of one page, empty ones too."""
LEFT_OUT: Final = "PT355"


def within(blocks: Sequence[Block]) -> tuple[Sequence[Block], tuple[Problem, ...]]:
    """Give what of the blocks one page holds, from the start, and what is left out of it."""
    if len(blocks) <= 1 and not any(isinstance(b, Grid) for b in blocks):
        return blocks, ()
    characters = cells = 0
    for index, block in enumerate(blocks):
        if not isinstance(block, Grid):
            characters += len(block.text) + 1
            if characters > MOST_CHARACTERS and index:
                return blocks[:index], (_left_out(blocks, index),)
            continue
        rows, text = _rows(block, MOST_CELLS - cells, MOST_CHARACTERS - characters)
        if rows < block.rows:
            kept = [*blocks[:index], *([_cut(block, rows)] if rows else [])]
            return kept, (_left_out(blocks, index, rows),)
        cells += len(block.cells)
        characters += text
    return blocks, ()


def _rows(grid: Grid, most_cells: int, most_characters: int) -> tuple[int, int]:
    """Give how many rows are within bounds, and the characters of all of them."""
    characters = 0
    for count, cell in enumerate(grid.cells):
        characters += len(cell.text) + 1
        if count >= most_cells or characters > most_characters:
            return cell.row, characters
    return grid.rows, characters


def _cut(grid: Grid, rows: int) -> Grid:
    """Give the first rows of a grid; what reaches below them is cut off."""
    cells = tuple(
        GridCell(c.row, c.column, min(c.row_span, rows - c.row), c.column_span, c.pieces)
        for c in grid.cells
        if c.row < rows
    )
    return Grid(rows, grid.columns, cells)


def _left_out(blocks: Sequence[Block], index: int, rows: int = 0) -> Problem:
    """Say how much was read: lines, and rows of the tables that stand as grids."""
    counts = [b.rows if isinstance(b, Grid) else 1 for b in blocks]
    read = sum(counts[:index]) + rows
    message = f"Only the first {read} of {sum(counts)} lines and rows were read: it is very long."
    return problem(message)


def problem(message: str) -> Problem:
    """Make the problem of a document that was read in part because of its length."""
    remedy = "The original is kept whole; add the part you need as a file of its own."
    return Problem(LEFT_OUT, "warning", message, remedy)
