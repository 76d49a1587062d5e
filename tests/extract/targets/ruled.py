"""Draw papers as PDF pages: ruled tables with wrapped cells that run over pages.

A merged cell that a page's end cuts has its text on the first page as far as it goes, its last
lines on the next one; where all of it stood on the first page, its rest is empty.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from extract.targets.paper import Line, Turn, placed
from pdf_samples import SamplePage

if TYPE_CHECKING:
    from extract.targets.paper import Grid, Paper, Placed

SIZE, LEADING, PAD, MARGIN = 9.0, 11.0, 3.0, 36.0
WIDE = 595.0


@dataclass(slots=True)
class _Drawing:
    """A table on its way onto pages."""

    cells: list[Placed]
    xs: list[float]
    highs: list[float]
    left: dict[Placed, int] = field(default_factory=dict)
    """Lines of cut cells that are drawn."""


def drawn(paper: Paper) -> list[SamplePage]:
    """Draw every block below the one before, on as many pages as it takes."""
    pages = [SamplePage(width=WIDE, height=paper.height)]
    top = MARGIN
    for block in paper.blocks:
        if isinstance(block, Turn):
            if pages[-1].drawing:
                pages.append(SamplePage(width=WIDE, height=paper.height))
                top = MARGIN
        elif isinstance(block, Line):
            size = 13.0 if block.heading else SIZE + 1
            for part in wrapped(block.text, WIDE - 2 * MARGIN, size):
                if top + size + 4 > paper.height - MARGIN:
                    pages.append(SamplePage(width=WIDE, height=paper.height))
                    top = MARGIN
                shift = max(0.0, (WIDE - 2 * MARGIN - breadth(part, size)) / 2)
                pages[-1].text(MARGIN + (shift if block.heading else 0), top, part, size)
                top += size + 4
            top += 3
        else:
            top = _grid(pages, block, top, paper.height) + 12
    return pages


def breadth(text: str, size: float) -> float:
    """Give the width of a text in points."""
    return sum(size * (1 if unicodedata.east_asian_width(c) in "WFA" else 0.5) for c in text)


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Break a text into lines."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for char in part:
            if line and breadth(line + char, size) > room:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


def _grid(pages: list[SamplePage], grid: Grid, top: float, height: float) -> float:
    room = WIDE - 2 * MARGIN
    xs = list(accumulate((room * w / sum(grid.widths) for w in grid.widths), initial=MARGIN))
    cells = placed(grid.rows)
    it = _Drawing(cells, xs, _heights(cells, xs, len(grid.rows)))
    row = 0
    while row < len(grid.rows):
        end, bottom = row, top
        while end < len(grid.rows) and bottom + it.highs[end] <= height - MARGIN:
            bottom += it.highs[end]
            end += 1
        if end > row:
            top = _piece(pages[-1], it, (row, end), top)
            row = end
        if row < len(grid.rows):
            pages.append(SamplePage(width=WIDE, height=height))
            top = MARGIN
            if grid.repeated and row >= grid.head[1] > grid.head[0]:
                top = _piece(pages[-1], it, grid.head, top)
    return top


def _heights(cells: list[Placed], xs: list[float], rows: int) -> list[float]:
    highs = [LEADING + 2 * PAD] * rows
    for cell in sorted(cells, key=lambda c: c.high):
        room = xs[cell.column + cell.wide] - xs[cell.column] - 2 * PAD
        need = len(wrapped(cell.text, room, SIZE)) * LEADING + 2 * PAD
        have = sum(highs[cell.row : cell.row + cell.high])
        if need > have:
            highs[cell.row + cell.high - 1] += need - have
    return highs


def _piece(page: SamplePage, it: _Drawing, span: tuple[int, int], top: float) -> float:
    """Draw some rows of a table; give their lower edge."""
    first, last = span
    ys = list(accumulate(it.highs[first:last], initial=top))
    for cell in it.cells:
        begin, end = max(cell.row, first), min(cell.row + cell.high, last)
        if begin >= end:
            continue
        x0, x1 = it.xs[cell.column], it.xs[cell.column + cell.wide]
        y0, y1 = ys[begin - first], ys[end - first]
        page.frame(x0, y0, x1, y1)
        room = max(1, int((y1 - y0 - PAD) / LEADING))
        lines = wrapped(cell.text, x1 - x0 - 2 * PAD, SIZE)[it.left.get(cell, 0) :][:room]
        if cell.row + cell.high > last:
            it.left[cell] = it.left.get(cell, 0) + len(lines)
        at = y0 + max(PAD, (y1 - y0 - len(lines) * LEADING) / 2)
        for number, line in enumerate(lines):
            page.text(x0 + PAD, at + number * LEADING, line, SIZE)
    return ys[-1]
