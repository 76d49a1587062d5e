"""Words of a page outside every grid, and cells made of them, for tables printed as text."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot
from papertrace.extract.tables import Square
from papertrace.extract.titles import bare
from papertrace.model import Box, Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.tables import Row
    from papertrace.model import Page

_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


def free_lines(page: Page) -> Iterator[Spot]:
    """Give the lines of a page that are not in a grid, without blanks at their ends."""
    held = sorted((c.start, c.end) for t in page.tables for c in t.cells if c.end > c.start)
    starts = [a for a, _ in held]
    ends = list(accumulate((b for _, b in held), max))
    for line in re.finditer(r"[^\s][^\n]*", page.text):
        end = line.start() + len(line[0].rstrip())
        before = bisect_left(starts, end)
        if not (before and ends[before - 1] > line.start()):
            yield Spot(page, line.start(), end)


def words_of(line: Spot) -> list[Spot]:
    """Cut a line at its blanks."""
    raw = line.page.text[line.start : line.end]
    return [line.part(*m.span()) for m in re.finditer(r"\S+", raw)]


def row_of(spots: Sequence[Spot | None], number: int) -> Row:
    """Make a grid's row of words; None is a place where nothing was printed."""
    return tuple(_square(s, number, c) if s is not None else None for c, s in enumerate(spots))


def _square(spot: Spot, row: int, column: int) -> Square:
    words = spot.page.words
    at = bisect_left(words, spot.start, key=lambda w: w.start)
    box = words[at].box if at < len(words) else _NOWHERE
    cell = Cell(row, column, 1, 1, spot.text, box, spot.start, spot.end)
    return Square(spot, bare(spot.text), own=True, left=True, cell=cell)
