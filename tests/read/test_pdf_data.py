"""The real files: no character lost or added, exact offsets, and tables as looked at by eye."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no type marker
import pytest

from papertrace.read import pdf as reader
from papertrace.text.struck import CLOSES, LOWERED, RAISED
from support import DATA, needs_data

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from papertrace.model import Document, Table

pytestmark = needs_data

MARKED = re.compile(rf"(?:{RAISED}|{LOWERED})([^〔〕]*){CLOSES}")

FILES = [
    *sorted((DATA / "budgets").glob("*.pdf")),
    *sorted((DATA / "specimens").glob("*.pdf")),
    *sorted((DATA / "notices").glob("*.pdf")),
]

# Looked at page by page, cells drawn over the page: file, page, table on the page; rows, columns,
# cells; and a digest of the spans and of the first and last row's texts.
SEEN = """
js_peoples_congress_2017 12 0 7 4 23 014be27bd580
js_peoples_congress_2017 13 0 13 3 39 111045caf732
js_peoples_congress_2017 14 0 11 3 33 609b1039f6ce
js_peoples_congress_2017 19 0 17 3 51 e0782735168a
js_peoples_congress_2017 20 0 4 9 20 3cb284079b0c
js_peoples_congress_2017 20 1 3 6 18 71a8871af4a4
js_procuratorate_2017 11 0 16 3 38 50654035fd59
js_procuratorate_2017 11 1 2 5 10 22e34fa4d16b
js_procuratorate_2017 11 2 4 4 11 afe2d4c357b2
js_procuratorate_2017 16 0 6 3 18 b4528f49f3ad
js_procuratorate_2017 16 1 4 9 20 d210b52e1aec
js_procuratorate_2017 16 2 11 6 51 71ac9b5450d9
js_procuratorate_2018 18 0 4 3 12 4e9508ca859e
js_procuratorate_2018 18 1 25 3 74 e9ee18c87d05
js_procuratorate_2018 19 0 6 3 18 cb5549195013
js_procuratorate_2018 19 1 4 9 20 b36c67306205
js_procuratorate_2018 19 2 5 3 15 3fa125a985e9
js_procuratorate_2019 14 0 27 6 148 b417760f6abb
js_procuratorate_2019 16 0 7 4 23 7079115d5fb2
js_procuratorate_2019 16 1 18 3 53 64c1e50d8789
js_cppcc_2017_tables 1 0 26 6 142 7c710cc8e87c
js_cppcc_2017_tables 11 0 4 9 20 ff628651ef52
js_high_court_2017 12 0 20 6 114 eeee4b32cc75
js_high_court_2017 12 1 10 3 25 49b41ea47b03
js_high_court_2017 17 0 5 3 15 b09393549400
js_high_court_2017 17 1 4 9 20 b128dbb2a647
js_high_court_2017 17 2 21 6 123 a41f5f8174ff
js_high_court_2017 18 0 34 6 191 c11fd0f2dd7f
js_party_office_2018_tables 3 0 26 6 142 928e257e14b8
js_party_office_2018_tables 11 0 4 9 20 113a6dfdbbb1
js_peoples_congress_2018 8 0 26 6 142 aeee7e7298c7
js_peoples_congress_2018 15 0 4 9 20 84163a41d808
js_peoples_congress_2018 15 1 7 3 20 3a42c4251b7e
"""


@cache
def document(path: Path) -> Document:
    return reader.read(path.read_bytes(), path.name, "0" * 64)


def is_han(char: str) -> bool:
    names = ("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "CJK RADICAL", "KANGXI", "HANGZHOU")
    return unicodedata.name(char, "").startswith(names) or char in "〇々〻"


def bare(text: str) -> str:
    return "".join(text.split())


def fingerprint(table: Table) -> str:
    spans = [(c.row, c.column, c.row_span, c.column_span) for c in table.cells]
    ends = [bare(c.text) for c in table.cells if c.row in (0, table.rows - 1)]
    return hashlib.sha256(repr((spans, ends)).encode()).hexdigest()[:12]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_no_character_is_lost_or_added(path: Path) -> None:
    file = pdfium.PdfDocument(path)
    for page in document(path).pages:
        textpage = file[page.number - 1].get_textpage()
        given = textpage.get_text_range().replace("\ufffe", "-").replace("\x02", "-")
        unmarked = MARKED.sub(r"\1", page.text)  # marks around raised figures are the reader's
        assert Counter(bare(unmarked)) == Counter(bare(given)), page.number
    file.close()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_words_and_cells_are_exact_stretches_of_the_text(path: Path) -> None:
    for page in document(path).pages:
        at = 0
        for word in page.words:
            assert page.text[word.start : word.end] == word.text
            between = page.text[at : word.start].replace(RAISED, "").replace(LOWERED, "")
            assert not between.replace(CLOSES, "").strip()
            assert word.text == bare(word.text) != ""
            assert len({is_han(c) for c in word.text}) == 1, word.text
            assert word.box.width > 0
            assert word.box.height > 0
            at = word.end
        assert not page.text[at:].replace(CLOSES, "").strip()
        for table in page.tables:
            places = [(c.row, c.column) for c in table.cells]
            assert places == sorted(places)
            starts = [c.start for c in table.cells]
            assert starts == sorted(starts)
            for cell in table.cells:
                assert page.text[cell.start : cell.end] == cell.text
                assert cell.row + cell.row_span <= table.rows
                assert cell.column + cell.column_span <= table.columns


@pytest.mark.parametrize("line", SEEN.split("\n")[1:-1])
def test_tables_are_as_seen_on_the_page(line: str) -> None:
    name, page, number, rows, columns, cells, digest = line.split()
    table = document(DATA / "budgets" / f"{name}.pdf").pages[int(page) - 1].tables[int(number)]
    shape = (table.rows, table.columns, len(table.cells))
    assert shape == (int(rows), int(columns), int(cells))
    assert fingerprint(table) == digest


def shown(cell: SheetCell | MergedCell) -> str:
    if isinstance(cell.value, int | float):
        assert cell.number_format == "#,##0.00"
        return f"{cell.value:,.2f}"
    return bare(str(cell.value or ""))


def of_sheet(sheet: Worksheet) -> set[tuple[int, int, int, int, str]]:
    """Give row, column, spans and text of a sheet's cells below its three caption rows."""
    spans, covered = {}, set()
    for merged in sheet.merged_cells.ranges:
        (first, *rest) = merged.cells
        spans[first] = (merged.size["rows"], merged.size["columns"])
        covered.update(rest)
    return {
        (r - 4, column - 1, *spans.get((r, column), (1, 1)), shown(cell))
        for r, row in enumerate(sheet.iter_rows(min_row=4), 4)
        for column, cell in enumerate(row, 1)
        if (r, column) not in covered
    }


def of_table(table: Table, skip: int = 0, after: int = 0) -> set[tuple[int, int, int, int, str]]:
    return {
        (c.row - skip + after, c.column, c.row_span, c.column_span, bare(c.text))
        for c in table.cells
        if c.row >= skip
    }


@pytest.mark.parametrize("name", ["n05_budget_2023", "n06_budget_2024", "n07_budget_2025"])
def test_tables_equal_their_spreadsheet_twins(name: str) -> None:
    tables = [t for p in document(DATA / "specimens" / f"{name}.pdf").pages for t in p.tables]
    book = openpyxl.load_workbook(DATA / "specimens" / f"{name}.xlsx")
    pieces = [t for t in tables if t.continued_from is not None]
    whole = [t for t in tables if t.continued_from is None]
    cut = [t for p in pieces for t in whole if t.page == p.continued_from]
    for sheet, table in zip(book.worksheets, whole, strict=True):
        if table in cut:
            (piece,) = pieces
            found = of_table(table) | of_table(piece, skip=1, after=table.rows)
            # the page break cuts the merged cell of level 1 and leaves its second half empty
            assert {f[0::4] for f in found if f[1] > 1} == {
                f[0::4] for f in of_sheet(sheet) if f[1] > 1
            }
            assert (table.rows, 0, "") in {(f[0], f[1], f[4]) for f in found}
        else:
            assert of_table(table) == of_sheet(sheet), sheet.title
        assert table.title is not None
        assert bare(table.title.text) == bare(str(sheet["A2"].value))
        last = str([c.value for c in sheet[3]][-1] or "")
        assert (table.unit_note.text if table.unit_note else "") == last
    assert len(pieces) == (1 if name == "n07_budget_2025" else 0)
