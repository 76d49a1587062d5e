"""Rows and cells of an HTML table, and whether it is a table at all or only holds the layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.read.blocks import Grid, GridCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.read.blocks import Piece
    from papertrace.read.html_dom import Element

_GROUPS = ("thead", "tbody", "tfoot")
_CELLS = ("td", "th")
_WIDEST_SPAN = 1000
_PAGE_TEXT = 1500
_PAGE_BLOCKS = 10
_PAGE_SHARE = 0.6
_EMPTY = ("colgroup", "col", "script", "style", "template", "input", "form")
_BLOCKS = "p, div, li, h1, h2, h3, h4, br"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a table element holds."""

    captions: tuple[Element, ...]
    rows: tuple[tuple[Element, ...], ...]
    """The cells of each row; a row may be empty."""
    strays: tuple[Element, ...]
    """Elements that are neither, which malformed pages leave there; none without text."""


def parts_of(table: Element) -> Parts:
    """Take a table apart, without going into its cells."""
    captions: list[Element] = []
    rows: list[tuple[Element, ...]] = []
    strays: list[Element] = []
    feet: list[tuple[Element, ...]] = []
    for child in _elements(table):
        if child.tag == "caption":
            captions.append(child)
        elif child.tag in _GROUPS:
            for row in _elements(child):
                if row.tag == "tr":
                    (feet if child.tag == "tfoot" else rows).append(_cells(row))
                else:
                    strays.append(row)
        elif child.tag == "tr":
            rows.append(_cells(child))
        else:
            strays.append(child)
    with_text = tuple(s for s in strays if s.tag not in _EMPTY)
    return Parts(tuple(captions), (*rows, *feet), with_text)  # a foot is shown last


def _elements(parent: Element) -> Iterator[Element]:
    return iter(parent.inner())


def _cells(row: Element) -> tuple[Element, ...]:
    return tuple(c for c in _elements(row) if c.tag in _CELLS)


def size_of(table: Element) -> tuple[int, bool]:
    """Give the number of characters in a table, and whether it holds further tables."""
    return len(table.node.text(deep=True)), len(table.node.css("table")) > 1


_MOST_INNER = 50
"""Tables in one cell that are looked into: the first ones hold most of the others."""


def holds_table(cell: Element) -> bool:
    """Say whether a table with a second column is nested in a cell."""
    inner = cell.node.css("table")[:_MOST_INNER]
    return any(t.css_first("tr > :nth-child(2)") is not None for t in inner)


def is_grid(rows: Sequence[Sequence[Element]], size: int) -> bool:
    """Say whether rows are a table in earnest: columns, none of them the page's long text.

    `size` is an upper bound of the characters in the rows.
    """
    widest = max((len(r) for r in rows), default=0)
    if widest < 2:  # noqa: PLR2004  (one column is a list of blocks)
        return False
    if size < _PAGE_TEXT:
        return True
    every = [c for r in rows for c in r]
    sizes = [len(c.node.text(deep=True)) for c in every]
    most = max(sizes)
    if most < _PAGE_TEXT or most < _PAGE_SHARE * sum(sizes):
        return True
    longest = every[sizes.index(most)]
    return len(longest.node.css(_BLOCKS)) < _PAGE_BLOCKS


def _span(cell: Element, name: str) -> int:
    """Read colspan or rowspan as a browser does: leading digits, else 1."""
    written = cell.get(name).strip()
    digits = ""
    for c in written:
        if not (c.isascii() and c.isdigit()):
            break
        digits += c
    return min(int(digits[:6]), _WIDEST_SPAN) if digits else 1


def grid_of(rows: Sequence[Sequence[tuple[Element, tuple[Piece, ...]]]]) -> Grid:
    """Place cells in rows and columns; columns in which no cell begins are left out."""
    free: list[int] = []
    """For each column the first row in which it is free."""
    placed: list[GridCell] = []
    for row, cells in enumerate(rows):
        column = 0
        for element, pieces in cells:
            while column < len(free) and free[column] > row:
                column += 1
            wide = max(1, _span(element, "colspan"))
            high = _span(element, "rowspan")
            high = min(high or len(rows), len(rows) - row)
            while wide > 1 and any(f > row for f in free[column : column + wide]):
                wide -= 1
            free.extend([0] * (column + wide - len(free)))
            free[column : column + wide] = [row + high] * wide
            placed.append(GridCell(row, column, high, wide, pieces))
            column += wide
    return _tight(len(rows), placed)


def _tight(rows: int, placed: Sequence[GridCell]) -> Grid:
    begun = sorted({c.column for c in placed})
    number = {column: n for n, column in enumerate(begun)}
    ends = [*begun[1:], 1 << 30]
    cells = []
    for c in placed:
        first = number[c.column]
        last = first
        while ends[last] < c.column + c.column_span:
            last += 1
        cells.append(GridCell(c.row, first, c.row_span, last - first + 1, c.pieces))
    return Grid(rows, len(begun), tuple(cells))
