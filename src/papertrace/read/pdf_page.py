"""From glyphs and grids to a page's one text, its words and its tables.

Follows the rule of `papertrace.model.pages`: every glyph comes into the text once, a table's row
is a line, a cell's lines are joined. Titles, units and continuations are found afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from papertrace.model import Box, Cell, Table, Word
from papertrace.read.pdf_glyphs import NARROW
from papertrace.read.pdf_lines import lines_of, strips_of

if TYPE_CHECKING:
    from papertrace.read.grid import Grid
    from papertrace.read.pdf_glyphs import Glyphs
    from papertrace.read.pdf_lines import Line

_PART: Final = 0.25  # of a glyph's height: a wider gap parts words
_WIDE: Final = 0.6  # a wider one is a blank even where the file has none
_SLIM: Final = 0.1  # between narrow glyphs, a gap with a blank in the file
_COLUMN: Final = 1.5  # a wider one parts pieces that only happen to stand on one line


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a line outside tables, parted from its neighbours by a wide gap."""

    start: int
    end: int
    line: int
    """Number of its line on the page, from 0."""
    box: Box


@dataclass(slots=True)
class Sheet:
    """A page's text in the making."""

    number: int
    parts: list[str] = field(default_factory=list)
    length: int = 0
    words: list[Word] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    """One for each table."""
    lines: int = 0

    @property
    def text(self) -> str:
        """Give the text written so far."""
        return "".join(self.parts)

    def write(self, text: str) -> None:
        """Add to the text."""
        self.parts.append(text)
        self.length += len(text)


def lay_out(number: int, glyphs: Glyphs, found: tuple[Grid, ...]) -> Sheet:
    """Write a page: lines and tables in the order of their upper edges."""
    strips = strips_of(glyphs, _places(found))
    sheet = Sheet(number)
    first = 0
    tables: list[tuple[Grid, list[list[Line]]]] = []
    for grid in found:
        inside = [lines_of(strips.get(first + i, ())) for i in range(len(grid.slots))]
        first += len(grid.slots)
        if any(inside):
            tables.append((grid, inside))
    blocks: list[tuple[float, float, Line | int]] = [
        (line.top + (line.bottom - line.top) / 2, line.x0, line)
        for line in lines_of(strips.get(-1, ()))
    ]
    blocks.extend((g.box.top, g.box.x0, i) for i, (g, _) in enumerate(tables))
    for _, _, block in sorted(blocks, key=lambda b: b[:2]):
        if isinstance(block, int):
            _write_table(sheet, glyphs, *tables[block])
        else:
            _new_line(sheet)
            _write_line(sheet, glyphs, block, apart=True)
            sheet.lines += 1
    return sheet


def _places(found: tuple[Grid, ...]) -> _Places:
    return _Places(found)


class _Places:
    """Says in which cell a point lies: a number over all tables of the page, or -1."""

    def __init__(self, found: tuple[Grid, ...]) -> None:
        firsts, first = [], 0
        for grid in found:
            firsts.append(first)
            first += len(grid.slots)
        pairs = list(zip(firsts, found, strict=True))
        # the smaller table first, so that a table inside another's cell keeps its text
        self._tables = sorted(pairs, key=lambda p: p[1].box.width * p[1].box.height)

    def __call__(self, x: float, y: float) -> int:
        for first, grid in self._tables:
            box = grid.box
            if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
                slot = grid.at(x, y)
                if slot >= 0:
                    return first + slot
        return -1


def _new_line(sheet: Sheet) -> None:
    if sheet.parts:
        sheet.write("\n")


def _write_table(sheet: Sheet, glyphs: Glyphs, grid: Grid, inside: list[list[Line]]) -> None:
    cells = []
    row = -1
    for slot, lines in zip(grid.slots, inside, strict=True):
        if slot.row != row:
            _new_line(sheet)
            row = slot.row
        else:
            sheet.write("\t")
        start, before = sheet.length, len(sheet.parts)
        last = ""
        for line in lines:
            first = glyphs.text[line.strips[0].glyphs[0]]
            if _is_latin(last) and _is_latin(first):
                sheet.write(" ")
            last = _write_line(sheet, glyphs, line, apart=False)
        text = "".join(sheet.parts[before:])
        span = (slot.row_span, slot.column_span)
        cells.append(Cell(slot.row, slot.column, *span, text, slot.box, start, sheet.length))
    sheet.grids.append(grid)
    sheet.tables.append(Table(sheet.number, grid.box, grid.rows, grid.columns, tuple(cells)))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _write_line(sheet: Sheet, glyphs: Glyphs, line: Line, *, apart: bool) -> str:
    """Write one line and its words; give its last character."""
    start = sheet.length
    word: list[int] = []
    whole: list[int] = []
    last = -1
    for index in line.glyphs:
        if last >= 0:
            gap = glyphs.x0[index] - glyphs.x1[last]
            height = min(glyphs.bottom[i] - glyphs.top[i] for i in (index, last))
            blank, parted, far = _between(glyphs, last, index, gap / max(height, 0.1))
            if parted or blank:
                _end_word(sheet, glyphs, word)
                word = []
            if far and apart:
                _end_stretch(sheet, glyphs, whole, start)
                whole = []
            if blank:
                sheet.write(" ")
            if far and apart:
                start = sheet.length
        word.append(index)
        whole.append(index)
        last = index
    _end_word(sheet, glyphs, word)
    if apart:
        _end_stretch(sheet, glyphs, whole, start)
    return glyphs.text[last]


def _between(glyphs: Glyphs, last: int, index: int, gap: float) -> tuple[bool, bool, bool]:
    """Say whether a blank, a word's end, a wide gap lies between two glyphs `gap` heights apart."""
    narrow = glyphs.kind[index] == glyphs.kind[last] == NARROW
    spaced = index != last + 1 or glyphs.spaced[index]
    blank = gap > _WIDE or (spaced and gap > (_SLIM if narrow else _PART))
    parted = gap > _PART or glyphs.kind[index] != glyphs.kind[last]
    return blank, parted, gap > _COLUMN


def _boxed(glyphs: Glyphs, some: list[int]) -> Box:
    return Box(
        min(glyphs.x0[i] for i in some),
        min(glyphs.top[i] for i in some),
        max(glyphs.x1[i] for i in some),
        max(glyphs.bottom[i] for i in some),
    )


def _end_word(sheet: Sheet, glyphs: Glyphs, word: list[int]) -> None:
    text = "".join(glyphs.text[i] for i in word)
    start = sheet.length
    sheet.write(text)
    sheet.words.append(Word(text, _boxed(glyphs, word), start, sheet.length))


def _end_stretch(sheet: Sheet, glyphs: Glyphs, whole: list[int], start: int) -> None:
    box = _boxed(glyphs, whole)
    sheet.stretches.append(Stretch(start, sheet.length, sheet.lines, box))
