"""From glyphs and grids to a page's one text, its words and its tables.

Follows the rule of `papertrace.model.pages`: every glyph comes into the text once, a table's row
is a line, a cell's lines are joined. Titles, units and continuations are found afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from papertrace.model import Box, Cell, Table, Word, overlap
from papertrace.read import pdf_figures
from papertrace.read.grid_split import split
from papertrace.read.pdf_figures import Doubt
from papertrace.read.pdf_glyphs import GIVEN
from papertrace.read.pdf_lines import SLIM, TOUCH, lines_of, placed, strips_of
from papertrace.read.prose_columns import in_order
from papertrace.read.unruled import unruled
from papertrace.read.unruled_rest import is_page_number, rows_of
from papertrace.text.joints import APART, are_stacked, is_rest
from papertrace.text.struck import CLOSES, opening, parted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.model import Page
    from papertrace.read.columns import Row
    from papertrace.read.grid import Grid
    from papertrace.read.grid_rules import Rule
    from papertrace.read.pdf_glyphs import Glyphs
    from papertrace.read.pdf_lines import Line, Strip
    from papertrace.read.prose_columns import Key
    from papertrace.read.scan_regions import Region

_WIDE: Final = 0.6  # of a glyph's height: a wider gap is a blank even where the file has none
_COLUMN: Final = 1.5  # a wider one parts pieces that only happen to stand on one line
_HAN: Final = (
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_FULL: Final = (
    "\u3001-\u3004\u3006\u3008-\u3020\u302a-\u3037\u303c-\u33ff"
    "\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
)
# one kind of character a word: Han, other full-width ones, narrow ones
_KINDS = re.compile(f"[{_HAN}]+|[{_FULL}]+|[^{_HAN}{_FULL}]+")


_Filled = tuple["Grid", list[list["Line"]]]
"""A table with the lines of each of its cells."""


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
    doubts: list[Doubt] = field(default_factory=list)
    """What of its figures must be looked at."""
    contested: list[str] = field(default_factory=list)
    """Unit notes that stand for one of its tables and differ."""
    raised: str = ""
    """Raised characters without marks that the text ends with."""

    @property
    def text(self) -> str:
        """Give the text written so far."""
        return "".join(self.parts)

    def write(self, text: str) -> None:
        """Add to the text."""
        self.parts.append(text)
        self.length += len(text)


@dataclass(frozen=True, slots=True)
class Draft:
    """A page whose tables have no titles yet, and whose boxes are those of its laying out."""

    page: Page
    sheet: Sheet
    turn: int = 0
    """Degrees clockwise by which it was turned for reading, beyond what the file states."""
    regions: tuple[Region, ...] = ()
    """Its parts that were recognised."""


def lay_out(
    number: int,
    glyphs: Glyphs,
    found: tuple[Grid, ...],
    level: Sequence[Rule] = (),
    area: Box | None = None,
    before: Sheet | None = None,
) -> Sheet:
    """Write a page: lines and tables in the order of their upper edges, columns one by one.

    Tables without rules are looked for among what stands outside those found: `level` are the
    level rules drawn on the page, `area` is what can be seen of it, `before` the page before.
    """
    every = strips_of(glyphs)
    tables, strips = _tables((glyphs, every), found, level, area, _last_rows(before))
    sheet = Sheet(number)
    tables = [(grid, inside) for grid, inside in tables if any(inside)]
    order = in_order(strips.get(-1, ()), [grid.box for grid, _ in tables])
    blocks: list[tuple[Key, Line | int]] = [*order.lines]
    blocks.extend((key, i) for i, key in enumerate(order.tables))
    for _, block in sorted(blocks, key=lambda b: b[0]):
        if isinstance(block, int):
            _write_table(sheet, glyphs, *tables[block])
        else:
            _new_line(sheet)
            _write_line(sheet, glyphs, block, apart=True)
            sheet.lines += 1
    return sheet


def _last_rows(sheet: Sheet | None) -> Sequence[Row]:
    """Give the rows of figures of a table without rules that ends a page; none where none does."""
    if sheet is None or not sheet.grids or sheet.grids[-1].is_ruled:
        return ()
    edge = sheet.tables[-1].box.bottom
    below = {s.line: sheet.text[s.start : s.end] for s in sheet.stretches if s.box.top >= edge - 1}
    if sum(not is_page_number(text) for text in below.values()) > 1:
        return ()
    return rows_of(sheet.tables[-1], sheet.words)


def _tables(
    page: tuple[Glyphs, list[Strip]],
    found: tuple[Grid, ...],
    level: Sequence[Rule],
    area: Box | None,
    before: Sequence[Row],
) -> tuple[list[_Filled], dict[int, list[Strip]]]:
    """Give all tables of a page, from the top, with the lines of each cell, and the strips."""
    glyphs, every = page
    ruled = tuple(g for g in found if g.columns > 1)  # the others may lack their upright rules
    strips = placed(glyphs, every, _Places(ruled)) if ruled else {-1: every}
    filled = _filled(ruled, strips)
    whole = tuple(split(glyphs, grid, inside) for grid, inside in filled)
    boxes = [g.box for g in ruled]
    more = unruled(glyphs, lines_of(strips.get(-1, ())), level, boxes, area, before)
    narrow = [g for g in found if g.columns == 1 and not any(overlap(g.box, m.box) for m in more)]
    if not (more or narrow) and whole == ruled:
        return filled, strips
    whole = tuple(sorted((*whole, *more, *narrow), key=lambda g: (g.box.top, g.box.x0)))
    strips = placed(glyphs, every, _Places(whole))
    return _filled(whole, strips), strips


def _filled(found: Iterable[Grid], strips: dict[int, list[Strip]]) -> list[_Filled]:
    """Give every table with the lines of its cells."""
    made: list[_Filled] = []
    first = 0
    for grid in found:
        made.append((grid, [lines_of(strips.get(first + i, ())) for i in range(len(grid.slots))]))
        first += len(grid.slots)
    return made


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
        last, above, codes = "", None, list[str]()
        for line in lines:
            if _is_latin(last) and _is_latin(glyphs.text[line.strips[0].first]):
                sheet.write(" ")
            if above is not None:
                pair = pdf_figures.text_of(glyphs, above), pdf_figures.text_of(glyphs, line)
                if are_stacked(*pair):
                    rest = is_rest(*pair)
                    room = pdf_figures.NEARLY_FULL if rest else pdf_figures.FULL
                    broken = pdf_figures.may_be_broken(above, slot.box, room)
                    codes += [pdf_figures.STACKED] if broken else []
                    sheet.write("" if broken and rest else APART)
            if grid.is_ruled and pdf_figures.overhangs(glyphs, line, slot.box):
                codes.append(pdf_figures.OVERHANGING)
            _write_line(sheet, glyphs, line, apart=False)
            last, above = glyphs.text[line.strips[-1].end - 1], line
        sheet.doubts += [Doubt(code, start, sheet.length) for code in dict.fromkeys(codes)]
        text = "".join(sheet.parts[before:])
        span = (slot.row_span, slot.column_span)
        cells.append(Cell(slot.row, slot.column, *span, text, slot.box, start, sheet.length))
    sheet.grids.append(grid)
    sheet.tables.append(Table(sheet.number, grid.box, grid.rows, grid.columns, tuple(cells)))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _write_line(sheet: Sheet, glyphs: Glyphs, line: Line, *, apart: bool) -> None:
    """Write one line and its words; with `apart`, its stretches too."""
    start = sheet.length
    part: list[Strip] = []
    for strip, mark in pdf_figures.parts(glyphs, line):
        if part:
            blank, far = _between(glyphs, part[-1], strip)
            if far and apart:
                _end_stretch(sheet, part, start)
                part = []
            if blank:
                sheet.write(" ")
            if far and apart:
                start = sheet.length
        _write_strip(sheet, glyphs, strip, mark)
        part.append(strip)
    if apart:
        _end_stretch(sheet, part, start)


def _write_strip(sheet: Sheet, glyphs: Glyphs, strip: Strip, mark: str) -> None:
    """Write a strip, between marks where it is raised or lowered beside a figure."""
    said, before = glyphs.text[strip.first : strip.end], sheet.parts[-1][-1:] if sheet.parts else ""
    opened = opening(mark, said, before)
    if opened:
        sheet.write(opened)
    elif sheet.raised and parted(said, sheet.raised):
        sheet.write(" ")
    _write_words(sheet, glyphs, strip)
    if opened:
        sheet.write(CLOSES)
    sheet.raised = said if mark and not opened else ""


def _between(glyphs: Glyphs, left: Strip, right: Strip) -> tuple[bool, bool]:
    """Say whether there is a blank between two strips, and whether they stand far apart."""
    last, index = left.end - 1, right.first
    high = min(glyphs.bottom[i] - glyphs.top[i] for i in (last, index))
    gap = (glyphs.x0[index] - glyphs.x1[last]) / max(high, 0.1)
    narrow = all(_is_narrow(glyphs.text[i]) for i in (last, index))
    spaced = index != left.end or glyphs.spaced[index]
    blank = gap > _WIDE or (spaced and gap > (SLIM if narrow else TOUCH))
    return blank, gap > _COLUMN


def _is_narrow(char: str) -> bool:
    return char < "\u2e80"


def _write_words(sheet: Sheet, glyphs: Glyphs, strip: Strip) -> None:
    """Write a strip's text, a word for every stretch of one kind of character."""
    first = strip.first
    said = glyphs.text[first : strip.end]
    words, at, least = sheet.words, sheet.length, None
    for found in _KINDS.finditer(said):
        start, end = found.span()
        a, b = first + start, first + end
        if glyphs.confidence:
            sure = min(glyphs.confidence[a:b])
            least = sure if sure != GIVEN else None
        if end - start == len(said):
            box = Box(strip.x0, strip.top, strip.x1, strip.bottom)
        elif b - a == 1:
            box = Box(glyphs.x0[a], glyphs.top[a], glyphs.x1[a], glyphs.bottom[a])
        else:
            x0, x1 = min(glyphs.x0[a:b]), max(glyphs.x1[a:b])
            box = Box(x0, min(glyphs.top[a:b]), x1, max(glyphs.bottom[a:b]))
        words.append(Word(found[0], box, at + start, at + end, least))
    sheet.write(said)


def _end_stretch(sheet: Sheet, part: list[Strip], start: int) -> None:
    box = Box(
        min(s.x0 for s in part),
        min(s.top for s in part),
        max(s.x1 for s in part),
        max(s.bottom for s in part),
    )
    sheet.stretches.append(Stretch(start, sheet.length, sheet.lines, box))
