"""Paragraphs and tables of word processors -> lines and grids.

Knows no format: readers give it text with its place, and cells with their spans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.read.blocks import Grid, GridCell, Line, Piece
from papertrace.text.joints import between
from papertrace.text.struck import CLOSES, SHIFTED, opening, parted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.read.blocks import Block

_BREAKS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]")
_WIDEST = 1000
"""Columns; no cell is stretched beyond."""


@dataclass(slots=True)
class Paragraph:
    """One paragraph in the making: its lines, with offsets into its own text."""

    path: str
    lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    used: int = 0
    _raised: str = ""
    """Raised text without marks that the line ends with."""
    _shifted: str = ""
    """How what the line ends with stands off it by its place alone."""

    def write(self, text: str, mark: str = "") -> None:
        """Add text of the original; control characters become blanks, one for one.

        `mark` opens what is struck out, raised or lowered (`text.struck`).
        """
        if not text:
            return
        line = self.lines[-1]
        opens = ""
        if mark in SHIFTED or self._shifted:
            mark = self._shift(mark, line[-1].text[-1:] if line else "")
        if mark or self._raised:
            before = line[-1].text[-1:] if line else ""
            opens = opening(mark, text, before)
            if not opens and before and parted(text, self._raised):
                line.append(Piece(" ", None))
            self._raised = text if mark and not opens else ""
        if opens:
            line.append(Piece(opens, None))
        line.append(Piece(_BREAKS.sub(" ", text), self.path, self.used))
        if opens:
            line.append(Piece(CLOSES, None))
        self.used += len(text)

    def _shift(self, mark: str, before: str) -> str:
        """Give the mark of what is shifted: none where all of a figure, or all around it, is."""
        same, self._shifted = mark == self._shifted, mark if mark in SHIFTED else ""
        if mark not in SHIFTED:
            return mark
        return SHIFTED[mark] if before.isnumeric() and not same else ""

    def label(self, text: str) -> None:
        """Add text that the original prints but does not hold, such as a list's number."""
        if text:
            self.lines[-1].append(Piece(_BREAKS.sub(" ", text), None))

    def end_line(self) -> None:
        """Break the line; the break counts as one character of the paragraph."""
        self.lines.append([])
        self.used += 1

    def blocks(self) -> list[Block]:
        """Give the lines that hold anything."""
        return [Line(tuple(pieces)) for pieces in self.lines if _is_text(pieces)]


def _is_text(pieces: Sequence[Piece]) -> bool:
    return any(p.text and not p.text.isspace() for p in pieces)


def flat(blocks: Sequence[Block]) -> tuple[Piece, ...]:
    """Give blocks as the text of one cell: lines joined by a blank, figures by two."""
    pieces: list[Piece] = []
    above = ""
    for block in blocks:
        for part in block.cells if isinstance(block, Grid) else (block,):
            if part.pieces:
                pieces += (Piece(between(above, part.text), None), *part.pieces)
                above = part.text
    return tuple(pieces[1:])


@dataclass(slots=True)
class Placed:
    """A cell where the original puts it, before columns are counted."""

    row: int
    column: int
    row_span: int
    column_span: int
    blocks: list[Block]


def table(rows: int, cells: Sequence[Placed]) -> list[Block]:
    """Give a table as blocks: a grid, or lines where it has one column or holds tables.

    Rows with a table nested in them stand as blocks; the rows before and after are grids.
    Cells that would lie on others are given the space that is left.
    """
    nested = {c.row for c in cells if any(isinstance(b, Grid) for b in c.blocks)}
    for c in cells:
        if c.row in nested:
            nested.update(range(c.row, c.row + c.row_span))
    blocks: list[Block] = []
    first = 0
    for row in sorted(nested | {rows}):
        blocks += _stretch([c for c in cells if first <= c.row < row], first, row)
        if row < rows:
            blocks += [b for c in cells if c.row == row for b in c.blocks]
        first = row + 1
    return blocks


def _stretch(cells: Sequence[Placed], first: int, stop: int) -> list[Block]:
    fitted = _fitted(cells, stop)
    begun = sorted({c.column for c in fitted})
    if len(begun) < 2:  # noqa: PLR2004  (one column is a list of blocks)
        return [b for c in fitted for b in c.blocks]
    number = {column: n for n, column in enumerate(begun)}
    made = []
    for c in fitted:
        end = c.column + c.column_span
        last = number[c.column] + 1
        while last < len(begun) and begun[last] < end:
            last += 1
        span = last - number[c.column]
        made.append(GridCell(c.row - first, number[c.column], c.row_span, span, flat(c.blocks)))
    return [Grid(stop - first, len(begun), tuple(made))]


def _fitted(cells: Sequence[Placed], stop: int) -> list[Placed]:
    """Give the cells in order, cut where they would leave the table or lie on another."""
    taken: set[tuple[int, int]] = set()
    fitted = []
    for c in sorted(cells, key=lambda c: (c.row, c.column)):
        column = c.column
        while (c.row, column) in taken:
            column += 1
        wide, high = 1, max(1, min(c.row_span, stop - c.row))
        while wide < min(c.column_span, _WIDEST - column) and (c.row, column + wide) not in taken:
            wide += 1
        for r in range(c.row + 1, c.row + high):
            if any((r, k) in taken for k in range(column, column + wide)):
                high = r - c.row
                break
        taken.update(
            (r, k) for r in range(c.row, c.row + high) for k in range(column, column + wide)
        )
        fitted.append(Placed(c.row, column, high, wide, c.blocks))
    return fitted
