"""The workbook is read back whole by others' readers; nothing in it runs or calls."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from papertrace.errors import PublishError
from papertrace.publish.gate import cleared
from papertrace.publish.package_tables import tables
from papertrace.publish.sheets import Column, Table
from papertrace.publish.workbook import as_xlsx
from papertrace.publish.xlsx import files

if TYPE_CHECKING:
    from papertrace.model import Publication

LIVE = ("=1+1", "+cmd|' /C calc'!A0", "-163.5", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "'x",
        "https://example.org/", '=HYPERLINK("https://example.org")', "_x0041_", "a\0b",
        "<b>&amp;</b>", " 前后 ")  # fmt: skip


def told(table: Table) -> list[list[str | None]]:
    """Read a workbook of one table back as the strings that were written."""
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([table]))).active
    assert sheet is not None
    head, *rows = sheet.iter_rows()
    assert [c.value for c in head] == [c.name for c in table.columns]
    for row in rows:
        for cell in row:
            assert cell.data_type != "f"
            assert cell.hyperlink is None
    return [[_string(c.value) for c in row] for row in rows]


def _string(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return None if value is None else unescape(str(value))


def test_every_table_of_the_story_is_read_back_whole(publication: Publication) -> None:
    made = tables(publication, cleared(publication))
    assert len(made) > 4
    for table in made:
        assert told(table) == [list(row) for row in table.rows]


def test_another_reader_sees_numbers_as_numbers_and_texts_as_texts(
    publication: Publication,
) -> None:
    ((name, data),) = files(publication)
    assert name == "facts.xlsx"
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    head, *rows = book.get_sheet_by_name("budget_line").to_python()
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert {row["amount"] for row in told} == {148000000.0, 15305000.0}
    assert {row["document_sha256"] for row in told} == {"b2" * 32}
    assert next(files(publication)) == next(files(publication))


def test_what_a_spreadsheet_would_run_stays_a_text() -> None:
    table = Table("t", "t", (Column("a"), Column("n", "number")), tuple((v, "1") for v in LIVE))
    assert [row[0] for row in told(table)] == list(LIVE)
    with zipfile.ZipFile(io.BytesIO(as_xlsx([table]))) as packed:
        every = b"".join(packed.read(n) for n in packed.namelist())
        assert not any("docProps" in n or "sheet1.xml.rels" in n for n in packed.namelist())
    assert not re.search(rb"<f[ >]|hyperlink|<definedName|externalLink|ddeLink", every)


def test_signs_and_digits_are_kept() -> None:
    column = (Column("n", "number"), Column("y", "year"), Column("b", "boolean"))
    rows = (("-163.5", "2024", "true"), ("0.01", None, "false"),
            ("123456789012345678901234567890.12", "2023", None))  # fmt: skip
    table = Table("t", "t", column, rows)
    assert told(table) == [list(r) for r in rows]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(PublishError, match="32768 characters"):
        as_xlsx([Table("t", "t", (Column("a"),), (("x" * 32768,),))])
