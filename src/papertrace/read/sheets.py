"""Spreadsheets (XLSX, XLSB, XLS) -> one page a sheet, a table for each stretch of filled rows.

Values are those stored in the file, not computed anew, and shown without number format. Rows above
a table that only name it stand as lines, so that its first row is its head.
"""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from papertrace.errors import Damaged, Encrypted, OverLimit
from papertrace.model import Document, Problem
from papertrace.read import sniff, xls_looks
from papertrace.read.blocks import Grid, GridCell, Line, Piece
from papertrace.read.flow import lay_out
from papertrace.read.flow_limits import problem
from papertrace.read.honest_marks import marked
from papertrace.read.ole import Compound
from papertrace.read.sheet_cuts import cut_down
from papertrace.read.sheet_formulas import typed, uncached
from papertrace.read.sheet_looks import SheetLooks, looks
from papertrace.read.sheet_shown import change, pieces_of, warned
from papertrace.read.sheet_values import cell_name, place_of, quoted, show

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from python_calamine import CalamineSheet

    from papertrace.model import Page, Run
    from papertrace.read.blocks import Block
    from papertrace.read.xls_looks import XlsSheet

MEDIA_TYPES: tuple[str, ...] = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    sniff.XLSB,
)
NAME = "sheets"
VERSION = "3"
_MOST_CELLS = 4_000_000
_MOST_READ = 300_000
"""Cells of all sheets; those behind are left out."""
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAIR = re.compile(r"^[^:：]{1,14}[:：]\s*\S")

_MOST_PAIRS = 3
_RECORD = struct.Struct("<HH")
_LOCK, _END = 0x2F, 0x0A
_TALLEST = 1 << 14

Place = tuple[int, int]
Rows = dict[int, dict[int, str]]
"""Shown text by row, then column, both from 0; only cells with text."""
Merged = dict[Place, Place]
"""First cell of a merged range -> its rows and columns."""


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a workbook; raises Encrypted, Damaged or OverLimit."""
    locked = "The workbook is locked with a password."
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise Encrypted(locked)
    try:
        read, left_out = cut_down(data)
        book = CalamineWorkbook.from_object(io.BytesIO(read))
        binary = xls_looks.looks(read)
        formulas = {**uncached(read), **{n: uncounted(s.empty) for n, s in binary.items()}}
        looked = {**looks(read), **{n: s.looks for n, s in binary.items()}}
        pages, problems = _pages(book, formulas, looked)
        pages = tuple(_unseen(page, binary.get(page.name)) for page in pages)
    except PasswordError as error:
        raise Encrypted(locked) from error
    except CalamineError as error:
        if _is_locked(data):
            raise Encrypted(locked) from error
        message = f"The workbook cannot be opened: {error}."
        raise Damaged(message) from error
    kind = sniff.sniff(data, name)
    return Document(digest, name, kind, f"{NAME}/{VERSION}", "", pages, (*left_out, *problems))


def _unseen(page: Page, told: XlsSheet | None) -> Page:
    """Mark what stands in hidden rows and columns of an XLS."""
    if told is None or not (told.rows or told.columns or told.low):
        return page
    start = f"{quoted(page.name)}!"

    def code_of(run: Run) -> str:
        place = place_of(run.path.removeprefix(start))
        if place is None:
            return ""
        row, column = place
        hidden = row in told.rows or (told.low and row not in told.told)
        return "PT313" if hidden or any(a <= column <= b for a, b in told.columns) else ""

    return marked(page, code_of)


def uncounted(cells: Sequence[Place]) -> dict[str, str]:
    """Give cells whose formula has no stored result as `uncached` does, by name."""
    return {cell_name(*place): "?" for place in cells}


def _is_locked(data: bytes) -> bool:
    """Say whether an XLS holds the record that says it is locked."""
    if not data.startswith(_OLE):
        return False
    file = Compound(data)
    name = next((n for n in ("Workbook", "Book") if (n,) in file), "")
    held = file.read(name) if name else b""
    at = 0
    while at + 4 <= len(held):
        kind, size = _RECORD.unpack_from(held, at)
        if kind in (_LOCK, _END):
            return bool(kind == _LOCK)
        at += 4 + size
    return False


def _pages(
    book: CalamineWorkbook,
    empty: Mapping[str, Mapping[str, str]],
    looked: Mapping[str, SheetLooks],
) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    pages: list[Page] = []
    problems: list[Problem] = []
    for number, told in enumerate(book.sheets_metadata, 1):
        if told.typ != SheetTypeEnum.WorkSheet:
            problems.append(
                Problem("PT313", "note", f"Sheet {number} is a chart or a macro and is not read.")
            )
            continue
        if sum(len(t.cells) for p in pages for t in p.tables) > _MOST_READ:
            count = len(book.sheets_metadata)
            message = f"Sheets {number} to {count} were not looked at: the workbook is very long."
            problems.append(problem(message))
            break
        formulas = empty.get(told.name, {})
        mine = _formulas(formulas)
        if told.visible != SheetVisibleEnum.Visible:
            mine += (Problem("PT313", "warning", f"Sheet {number} is hidden in the original."),)
        sheet = book.get_sheet_by_index(number - 1)
        look = looked.get(told.name) or SheetLooks()
        pages.append(_page(sheet, Told(number, told.name, mine, formulas, look)))
    return tuple(pages), tuple(problems)


def _formulas(formulas: Mapping[str, str]) -> tuple[Problem, ...]:
    """Report the cells of a sheet whose formula has no stored result."""
    cells = [cell for cell, formula in formulas.items() if not typed(formula)]
    if not cells:
        return ()
    message = f"{len(cells)} cells hold a formula without a stored result, first {cells[0]}."
    remedy = "Open the file in a spreadsheet program, save it, and add that copy too."
    return (Problem("PT312", "warning", message, remedy),)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a sheet before its cells are read."""

    number: int
    name: str
    problems: tuple[Problem, ...]
    formulas: Mapping[str, str]
    look: SheetLooks


def _page(sheet: CalamineSheet, told: Told) -> Page:
    """Read one sheet; a value typed behind a sign of equality is shown as it was typed."""
    number, formulas, odd = told.number, told.formulas, told.look.any()
    if sheet.height * sheet.width > _MOST_CELLS:
        message = f"Sheet {number} spans {sheet.height} rows and {sheet.width} columns."
        raise OverLimit(message)
    top, left = sheet.start or (0, 0)
    merged = {
        (r0, c0): (r1 - r0 + 1, c1 - c0 + 1)
        for (r0, c0), (r1, c1) in sheet.merged_cell_ranges or ()
    }
    cells: dict[int, dict[int, str]] = {}
    for r, row in enumerate(sheet.to_python(skip_empty_area=True), top):
        shown = {c: t for c, v in enumerate(row, left) if (t := show(v)).strip()}
        if odd:
            change(shown, r, dict(enumerate(row, left)), told.look)
        for c in range(left, left + len(row)) if formulas else ():
            formula = formulas.get(cell_name(r, c), "")
            if c not in shown and typed(formula):
                shown[c] = f"={formula.strip()}"
        if shown:
            cells[r] = shown
    for (r, c), failed in told.look.errors.items():
        cells.setdefault(r, {}).setdefault(c, failed)
    name = quoted(told.name)
    heads, feet = (
        [Line((Piece(t, f"{name}!{kind}"),)) for k, t in told.look.around if k == kind]
        for kind in ("header", "footer")
    )
    blocks = blocks_of(cells, merged, name)
    first = next((n for n, b in enumerate(blocks) if isinstance(b, Grid)), len(blocks))
    blocks[first:first] = heads  # where they tell the unit, behind what names the sheet
    blocks += feet
    problems = (*told.problems, *_covered(cells, merged, number))
    page = lay_out(blocks, number=number, name=told.name, problems=problems)
    return warned(page, told.look)


def _covered(cells: Rows, merged: Merged, number: int) -> tuple[Problem, ...]:
    """Name values that merged cells cover: they are left out, as nobody sees them."""
    found = [
        cell_name(r, c)
        for (row, column), (high, wide) in merged.items()
        for r in range(row, row + min(high, _TALLEST))
        for c in cells.get(r, ())
        if column <= c < column + wide and (r, c) != (row, column)
    ]
    if not found:
        return ()
    message = (
        f"{len(found)} values of sheet {number} lie under merged cells and are left out, "
        f"first {found[0]}."
    )
    return (Problem("PT314", "note", message, "Look at the original."),)


def blocks_of(cells: Rows, merged: Merged, sheet: str) -> list[Block]:
    """Give the tables of a sheet's cells, and the lines above them; `sheet` as in a reference."""
    stretches = _stretches(cells, merged)
    return [b for rows in stretches for b in _blocks(rows, cells, merged, sheet)]


def _stretches(cells: Rows, merged: Merged) -> list[range]:
    """Give stretches of rows without a fully empty row; a merged cell holds its rows together."""
    filled = set(cells)
    for (row, column), (high, _) in merged.items():
        if column in cells.get(row, {}):
            filled.update(range(row, row + min(high, _TALLEST)))
    stretches: list[range] = []
    for row in sorted(filled):
        if stretches and stretches[-1].stop == row:
            stretches[-1] = range(stretches[-1].start, row + 1)
        else:
            stretches.append(range(row, row + 1))
    return stretches


def _blocks(rows: range, cells: Rows, merged: Merged, sheet: str) -> list[Block]:
    """Make a stretch of rows a table, the rows above it that only name it lines."""
    blocks: list[Block] = []
    for row in rows:
        shown = cells.get(row, {})
        if len(shown) != 1 and not (
            1 < len(shown) <= _MOST_PAIRS and all(_PAIR.match(t) for t in shown.values())
        ):
            return [*blocks, _grid(range(row, rows.stop), cells, merged, sheet)]
        pieces: list[Piece] = []
        for column, text in sorted(shown.items()):
            if pieces:
                pieces.append(Piece("\t", None))
            pieces += pieces_of(text.strip(), f"{sheet}!{cell_name(row, column)}")
        blocks.append(Line(tuple(pieces)))
    return blocks


def _grid(rows: range, cells: Rows, merged: Merged, sheet: str) -> Grid:
    """Make a table of rows, from the first to the last column with text."""
    used = [c for r in rows for c in cells.get(r, ())]
    first, last = min(used), max(used)
    covered: set[Place] = set()
    made: list[GridCell] = []
    for row in rows:
        shown = cells.get(row, {})
        for column in range(first, last + 1):
            if (row, column) in covered:
                continue
            high, wide = merged.get((row, column), (1, 1))
            high, wide = min(high, rows.stop - row), min(wide, last + 1 - column)
            if high * wide > 1:
                covered.update(
                    (r, c) for r in range(row, row + high) for c in range(column, column + wide)
                )
            text = shown.get(column, "").strip()
            path = f"{sheet}!{cell_name(row, column)}"
            pieces = tuple(pieces_of(text, path)) if text else ()
            made.append(GridCell(row - rows.start, column - first, high, wide, pieces))
    return Grid(len(rows), last + 1 - first, tuple(made))
