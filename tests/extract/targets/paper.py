"""Invented papers as blocks: lines, ruled grids and new sheets, before any file format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Cell = str | tuple[str, int, int]
"""A cell's text; with (text, rows, columns) a merged one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line outside any table."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; places that a merged cell covers are left out of later rows."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    """Shares of the page's width."""
    head: tuple[int, int] = (0, 0)
    """Rows [from, to) of the column heads, drawn again on a new page where `repeated`."""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page; a new sheet in workbooks."""

    sheet: str = "表"


@dataclass(slots=True)
class Paper:
    """A paper in the making."""

    blocks: list[Line | Grid | Turn] = field(default_factory=list)
    height: float = 842
    """Of a page, in points; a low one makes tables run over pages."""

    def line(self, text: str, *, heading: bool = False) -> None:
        """Add a line."""
        self.blocks.append(Line(text, heading))


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its place."""

    row: int
    column: int
    high: int
    wide: int
    text: str


def placed(rows: Sequence[Sequence[Cell]]) -> list[Placed]:
    """Give every cell its row and column, as a browser would."""
    taken: set[tuple[int, int]] = set()
    out: list[Placed] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            text, high, wide = cell if isinstance(cell, tuple) else (cell, 1, 1)
            taken |= {(number + r, column + c) for r in range(high) for c in range(wide)}
            out.append(Placed(number, column, high, wide, text))
            column += wide
    return out


def merged(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> list[tuple[Cell, ...]]:
    """Merge equal texts below each other in some columns; left columns bound those to the right."""
    out: list[list[Cell | None]] = [list(r) for r in rows]
    for column in columns:
        start = 0
        for number in range(1, len(rows) + 1):
            outer = [c for c in columns if c < column]
            same = number < len(rows) and all(
                rows[number][c] == rows[start][c] for c in (*outer, column)
            )
            if same:
                continue
            out[start][column] = (rows[start][column], number - start, 1)
            for covered in range(start + 1, number):
                out[covered][column] = None
            start = number
    return [tuple(c for c in row if c is not None) for row in out]


def blanked(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> list[tuple[Cell, ...]]:
    """Leave out repeated texts without merging their cells, as careless sheets do."""
    out: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows):
        told: list[Cell] = list(row)
        for column in columns:
            outer = [c for c in columns if c <= column]
            if number and all(rows[number - 1][c] == row[c] for c in outer):
                told[column] = ""
        out.append(tuple(told))
    return out
