"""Tables on sample pages whose cells are known: with all, some or no rules, in columns of text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from page_rule import assert_rule
from papertrace.read import pdf as reader
from pdf_samples import pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Page, Table
    from pdf_samples import SamplePage

SIZE = 10
"""Points of a character's height; Han characters are as wide, others half as wide."""


def width(text: str, size: float = SIZE) -> float:
    """Give the width of a line of the sample font."""
    return sum(size if ord(c) > 0xFF else size / 2 for c in text)


@dataclass(frozen=True, slots=True)
class Laid:
    """How text is set in columns: places in points, one letter (l, r, c) for each column."""

    x: float
    top: float
    widths: Sequence[float]
    sides: str
    pitch: float = 18

    @property
    def right(self) -> float:
        """Give the right end of the last column."""
        return self.x + sum(self.widths)


def put(page: SamplePage, laid: Laid, rows: Sequence[str]) -> float:
    """Write rows whose cells are parted by `|`; give the place below the last one."""
    edges = list(accumulate(laid.widths, initial=laid.x))
    for number, row in enumerate(rows):
        for column, text in enumerate(row.split("|")):
            left, right = edges[column], edges[column + 1]
            wide = width(text)
            x = {"l": left + 3, "r": right - 3 - wide, "c": (left + right - wide) / 2}
            if text:
                page.text(x[laid.sides[column]], laid.top + laid.pitch * number, text)
    return laid.top + laid.pitch * len(rows)


def level(page: SamplePage, laid: Laid, *places: float, way: str = "line") -> None:
    """Draw level rules over all columns: stroked, filled, or dotted."""
    for y in places:
        if way == "line":
            page.line(laid.x, y, laid.right, y)
        elif way == "bar":
            page.bar(laid.x, y, laid.right, y + 0.5)
        else:
            at = laid.x
            while at < laid.right:
                page.line(at, y, min(at + 2, laid.right), y)
                at += 4


def read(*made: SamplePage) -> tuple[Page, ...]:
    """Read sample pages; every page keeps the rule of pages."""
    pages = reader.read(pdf(made), "x", "0" * 64).pages
    for page in pages:
        assert_rule(page)
    return pages


def rows_of(table: Table) -> list[str]:
    """Give a table as rows with `|` between cells; what a merged cell covers reads `^` or `<`."""
    shown = [["?"] * table.columns for _ in range(table.rows)]
    for c in table.cells:
        for row in range(c.row, c.row + c.row_span):
            for column in range(c.column, c.column + c.column_span):
                mark = "^" if row > c.row else "<"
                shown[row][column] = c.text if (row, column) == (c.row, c.column) else mark
    return ["|".join(r) for r in shown]


def captions(table: Table) -> tuple[str | None, str | None]:
    """Give a table's title and its unit note."""
    title = table.title.text if table.title else None
    return title, table.unit_note.text if table.unit_note else None
