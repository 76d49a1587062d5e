"""What stands on a page before it is laid out: lines and grids of text, each with its source.

Readers of formats without geometry give these to `flow.lay_out`. Nothing here knows a format.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from papertrace.model.swift import swift


@swift
@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text from one place of the original, character for character."""

    text: str
    path: str | None
    """As in `model.Run`; None for what the reader itself put there: a blank between two lines of
    a cell, the marks around text that is struck out or raised."""
    offset: int = 0
    """Number of characters of that element (or file) before the stretch."""


@swift
@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page's text; it may be wrapped when laid out. Without pieces: empty."""

    pieces: tuple[Piece, ...]
    text: str = field(init=False, compare=False, repr=False)
    """The line's text."""

    def __post_init__(self) -> None:
        """Join the text, which is asked for many times."""
        object.__setattr__(self, "text", "".join([p.text for p in self.pieces]))


@swift
@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid, at its first place; rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    pieces: tuple[Piece, ...]
    text: str = field(init=False, compare=False, repr=False)
    """The cell's text, white space as in the original."""

    def __post_init__(self) -> None:
        """Join the text, which is asked for many times."""
        object.__setattr__(self, "text", "".join([p.text for p in self.pieces]))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells sorted by row, then column; missing places have no cell."""

    rows: int
    columns: int
    cells: tuple[GridCell, ...]


Block = Line | Grid
