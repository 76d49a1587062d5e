"""Lays out pages that have no picture: stable, without fonts, the same on every machine.

It makes the page's one text from blocks and gives every word and cell a box. It never drops or
adds a character, other than the newlines and tabs between lines and cells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.model import Box, Cell, Page, Run, Table, Word
from papertrace.read import captions
from papertrace.read.blocks import Grid
from papertrace.read.flow_cells import PAD, column_edges, row_edges, set_cell
from papertrace.read.flow_limits import within
from papertrace.read.typeset import EM, LINE, RISE, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.model import Problem
    from papertrace.read.blocks import Block, GridCell, Piece
    from papertrace.read.typeset import Spot

WIDTH = 595.0
MARGIN = 40.0
_FIRST_ROWS = 3


@dataclass(slots=True)
class _Paper:
    """A page in the making."""

    number: int
    parts: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[Run] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    above: list[tuple[int, str]] = field(default_factory=list)
    """The lines since the last table, each with its offset."""
    y: float = MARGIN
    right: float = WIDTH - MARGIN

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def write(self, pieces: Iterable[Piece]) -> int:
        """Append pieces to the text, with their runs; give the offset they begin at."""
        begun = at = self.length
        runs = self.runs
        for piece in pieces:
            text, path = piece.text, piece.path
            self.parts.append(text)
            end = at + len(text)
            if path is not None and text:
                last = runs[-1] if runs else None
                if (
                    last is not None
                    and last.end == at
                    and last.path == path
                    and last.offset + at - last.start == piece.offset
                ):
                    runs[-1] = Run(last.start, end, path, last.offset)
                else:
                    runs.append(Run(at, end, path, piece.offset))
            at = end
        self.length = at
        return begun

    def set(self, text: str, at: int, spots: Iterable[Spot], top: float) -> None:
        """Add the words of a text that begins at offset `at`."""
        add = self.words.append
        for start, end, x0, x1, line in spots:
            y = top + line * LINE + RISE
            add(Word(text[start:end], Box(x0, y, x1, y + EM), at + start, at + end))


def lay_out(
    blocks: Sequence[Block],
    *,
    number: int = 1,
    name: str = "",
    problems: tuple[Problem, ...] = (),
) -> Page:
    """Make a page of blocks: 595 points wide or as wide as its tables need, as high as it is.

    What is too long for one page is left out at its end, with a problem that says so.
    """
    paper = _Paper(number)
    blocks, left_out = within(blocks)
    for index, block in enumerate(blocks):
        if index:
            paper.put("\n")
        if isinstance(block, Grid):
            _lay_grid(paper, block)
            continue
        start = paper.write(block.pieces)
        text = block.text
        spots = wrap(text, MARGIN, WIDTH - MARGIN)
        paper.set(text, start, spots, paper.y)
        paper.above.append((start, text))
        paper.y += LINE * (spots[-1].line + 1 if spots else 1)
    return Page(
        number=number,
        width=paper.right + MARGIN,
        height=paper.y + MARGIN,
        rotation=0,
        text="".join(paper.parts),
        words=tuple(paper.words),
        tables=tuple(paper.tables),
        origin="drawn",
        runs=tuple(paper.runs),
        name=name,
        problems=(*problems, *left_out),
    )


def _lay_grid(paper: _Paper, grid: Grid) -> None:
    """Add a table: one line of text a row, a tab between two cells."""
    xs = column_edges(grid, MARGIN, WIDTH - MARGIN)
    spots = [set_cell(cell, xs) for cell in grid.cells]
    ys = row_edges(grid, spots, paper.y)
    cells: list[Cell] = []
    first_rows: list[tuple[int, str]] = []
    row = 0
    for index, (cell, set_here) in enumerate(zip(grid.cells, spots, strict=True)):
        paper.put("\t" if index and cell.row == row else "\n" * (cell.row - row))
        row = cell.row
        start = paper.write(cell.pieces)
        text = cell.text
        paper.set(text, start, set_here, ys[row] + PAD)
        box = Box(
            xs[cell.column], ys[row], xs[cell.column + cell.column_span], ys[row + cell.row_span]
        )
        cells.append(_cell(cell, text, start, box))
        if row < _FIRST_ROWS:
            first_rows.append((start, text))
    paper.put("\n" * (grid.rows - 1 - row))
    above = paper.above
    paper.tables.append(
        Table(
            page=paper.number,
            box=Box(xs[0], ys[0], xs[-1], ys[-1]),
            rows=grid.rows,
            columns=grid.columns,
            cells=tuple(cells),
            title=captions.title(above),
            unit_note=captions.unit_note(first_rows[::-1])
            or captions.unit_note(above)
            or captions.unit_alone(_lone_rows(cells)[::-1])
            or captions.unit_alone(above),
        )
    )
    paper.above = []
    paper.y = ys[-1] + LINE / 2
    paper.right = max(paper.right, xs[-1])


def _lone_rows(cells: Sequence[Cell]) -> list[tuple[int, str]]:
    """Give the text of those first rows that hold a single filled cell."""
    rows = [[c for c in cells if c.row == n and c.text] for n in range(_FIRST_ROWS)]
    return [(row[0].start, row[0].text) for row in rows if len(row) == 1]


def _cell(cell: GridCell, text: str, start: int, box: Box) -> Cell:
    """Give the cell with its text stripped of white space at both ends."""
    bare = text.strip()
    at = start + (len(text) - len(text.lstrip()) if bare else 0)
    return Cell(
        cell.row, cell.column, cell.row_span, cell.column_span, bare, box, at, at + len(bare)
    )
