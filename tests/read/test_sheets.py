"""Workbooks: stretches, merged cells, values, names."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from page_rule import assert_rule, cells_of
from papertrace.errors import Damaged, Encrypted
from papertrace.model import anchor_of, selector_of
from papertrace.read import read
from papertrace.read.sheet_values import cell_name, quoted, show

if TYPE_CHECKING:
    from papertrace.read.sheet_values import Value


def _saved(book: openpyxl.Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _budget() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "1收支总表"
    for row in (
        [None],
        [None, "公开01表"],
        [None, "2031年收支总表"],
        [None, "单位名称：海塘站", None, "单位：万元"],
        [None, "科目", "金额", None],
        [None, None, "基本", "项目"],
        [None, "公共安全\n支出", 1234.5, 0.1 + 0.2],
        [None, "合计", 1234, None],
        [],
        [None, "附表"],
        [],
        [None, "日期", "数量"],
        [None, dt.datetime(2031, 3, 5), 7.0],  # noqa: DTZ001  (sheets have no time zone)
    ):
        sheet.append(row)
    sheet.merge_cells("B3:D3")
    sheet.merge_cells("B5:B6")
    sheet.merge_cells("C5:D5")
    return book


def test_a_sheet_is_a_page_with_a_table_a_stretch() -> None:
    (page,) = read(_saved(_budget()), "a.xlsx").pages
    assert_rule(page)
    assert (page.number, page.name, page.origin) == (1, "1收支总表", "drawn")
    first, second = page.tables
    assert cells_of(first) == [
        (0, 0, 2, 1, "科目"),
        (0, 1, 1, 2, "金额"),
        (1, 1, 1, 1, "基本"),
        (1, 2, 1, 1, "项目"),
        (2, 0, 1, 1, "公共安全 支出"),
        (2, 1, 1, 1, "1234.5"),
        (2, 2, 1, 1, "0.3"),
        (3, 0, 1, 1, "合计"),
        (3, 1, 1, 1, "1234"),
        (3, 2, 1, 1, ""),
    ]
    assert first.title is not None
    assert first.title.text == "2031年收支总表"
    assert first.unit_note is not None
    assert first.unit_note.text == "单位：万元"
    assert [c.text for c in second.cells] == ["日期", "数量", "2031-03-05", "7"]
    assert second.title is not None
    assert second.title.text == "附表"
    assert second.unit_note is None


def test_selectors_name_cells() -> None:
    page = read(_saved(_budget()), "a.xlsx").pages[0]
    at = page.text.index("1234.5")
    assert selector_of(page, at, at + 6) == "'1收支总表'!C7"
    at = page.text.index("单位：万元")
    assert anchor_of(page, at, at + 5, "unit").selector == "'1收支总表'!D4"


def test_hidden_sheets_and_formulas_without_result_are_told() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append([1, 2, "=A1+B1", "=1"])
    hidden = book.create_sheet("底稿")
    hidden.append(["x", "y"])
    hidden.sheet_state = "hidden"
    one, two = read(_saved(book), "a.xlsx").pages
    assert [(p.code, p.message.split()[0], p.message[-3:]) for p in one.problems] == [
        ("PT312", "2", "C1.")
    ]
    assert [p.code for p in two.problems] == ["PT313"]
    assert (two.number, two.text) == (2, "x\ty")


def test_empty_sheets_are_empty_pages() -> None:
    (page,) = read(_saved(openpyxl.Workbook()), "a.xlsx").pages
    assert_rule(page)
    assert page.text == ""


def test_broken_and_locked_workbooks_are_refused() -> None:
    data = _saved(_budget())
    with pytest.raises(Damaged):
        read(data[: len(data) // 2] + b"xl/workbook.xml", "a.xlsx")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(Damaged):
        read(held.getvalue(), "a.xlsx")
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    with pytest.raises(Encrypted):
        read(locked + "EncryptedPackage".encode("utf-16-le"), "a.xlsx")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234.0, "1234"),
        (1234.5, "1234.5"),
        (0.1 + 0.2, "0.3"),
        (100.0, "100"),
        (1e20, "100000000000000000000"),
        (1.5e-7, "0.00000015"),
        (-0.05, "-0.05"),
        (10, "10"),
        (True, "TRUE"),
        ("a\r\nb\tc", "a b c"),
        ("0012", "0012"),
        (dt.date(2031, 1, 2), "2031-01-02"),
        (dt.datetime(2031, 1, 2, 9, 30), "2031-01-02 09:30:00"),  # noqa: DTZ001
        (dt.time(9, 30), "09:30:00"),
        (dt.timedelta(hours=26, seconds=5), "26:00:05"),
    ],
)
def test_values_are_shown_plainly(value: Value, shown: str) -> None:
    assert show(value) == shown


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Sheet1", "Sheet1!B7"),
        ("收支总表", "收支总表!B7"),
        ("1收支", "'1收支'!B7"),
        ("My Sheet", "'My Sheet'!B7"),
        ("A1", "'A1'!B7"),
        ("it's", "'it''s'!B7"),
    ],
)
def test_names_are_quoted_where_needed(name: str, written: str) -> None:
    assert f"{quoted(name)}!{cell_name(6, 1)}" == written


def test_columns_beyond_z() -> None:
    assert [cell_name(0, c) for c in (25, 26, 701, 702)] == ["Z1", "AA1", "ZZ1", "AAA1"]


def test_a_value_typed_behind_a_sign_of_equality_is_read_as_typed() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["指标", "指标值"], ["数量", "=6个"], ["比率", "=100%"], ["合计", "=B2+B3"]):
        sheet.append(row)
    page = read(_saved(book), "x.xlsx").pages[0]
    assert "=6个" in page.text
    assert "=100%" in page.text
    assert "B2" not in page.text
    (problem,) = page.problems
    assert (problem.code, "1 cells" in problem.message) == ("PT312", True)
