"""Of which table a unit note speaks; where that cannot be told no unit is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.read import pdf as reader
from pdf_samples import SamplePage, pdf

if TYPE_CHECKING:
    from papertrace.model import Page

ROWS = [["科目", "金额"], ["经费", "5"]]


def shown(*lines: str | None, gap: float = 14) -> Page:
    """Write lines below each other from the top; None is a table."""
    page, top = SamplePage(), 60.0
    for line in lines:
        if line is None:
            top = page.table(50, top, [100, 100], ROWS) + 8
        else:
            page.text(55, top, line)
            top += gap
    return reader.read(pdf([page]), "x", "0" * 64).pages[0]


def units(page: Page) -> list[str | None]:
    return [t.unit_note.text if t.unit_note else None for t in page.tables]


def test_a_note_below_a_table_is_its_own() -> None:
    page = shown("表1 人员", None, "注：本表单位：元", "表2 项目", None, "注：本表单位：万元")
    assert units(page) == ["单位：元", "单位：万元"]
    assert page.problems == ()


def test_a_note_that_names_another_table_is_not_taken_for_this_one() -> None:
    page = shown(
        "表1 支出 单位：万元",
        None,
        "表2 人员",
        None,
        "注：表2单位：元",
        "以下各表，除另有说明外，金额单位均为千元",
        "表3 拨款",
        None,
    )
    assert units(page) == ["单位：万元", "单位：元", "金额单位均为千元"]
    title = page.tables[2].title
    assert title is not None
    assert title.text == "表3 拨款"


def test_two_units_over_one_table_are_none() -> None:
    page = SamplePage()
    page.text(60, 60, "表一 收入 单位：元")
    page.text(330, 60, "表二 支出 单位：万元")
    page.table(50, 80, [110, 130, 110, 130], [["项目", "金额"] * 2, ["拨款", "1", "人员", "2"]])
    (read,) = reader.read(pdf([page]), "x", "0" * 64).pages
    assert units(read) == [None]
    assert [p.code for p in read.problems] == ["PT365"]
    assert "单位：元" in read.problems[0].message


def test_a_note_halfway_between_two_tables_is_nobodys() -> None:
    page = SamplePage()
    page.table(50, 60, [100, 100], ROWS)
    page.text(55, 110, "本表单位：万元")
    page.table(50, 130, [100, 100], ROWS)
    (read,) = reader.read(pdf([page]), "x", "0" * 64).pages
    assert units(read) == [None, None]
    assert {p.code for p in read.problems} == {"PT365"}


def test_a_units_note_above_its_table_is_taken_as_before() -> None:
    assert units(shown("收支总表", "本表金额单位：万元", None)) == ["金额单位：万元"]
    page = shown("收入表", "单位：万元", None, "支出表", "单位：元", None)
    assert units(page) == ["单位：万元", "单位：元"]


def test_a_unit_that_stands_alone_is_no_title() -> None:
    page = shown("收入总表", "（万元）", None, "支出总表（元）", None)
    assert units(page) == ["（万元）", "（元）"]
    assert [t.title.text for t in page.tables if t.title] == ["收入总表", "支出总表（元）"]


def test_units_of_the_columns_of_a_head_are_not_the_tables() -> None:
    page = SamplePage()
    page.text(55, 60, "数量（台）")
    page.text(160, 60, "金额（万元）")
    page.table(50, 80, [100, 100], ROWS)
    (read,) = reader.read(pdf([page]), "x", "0" * 64).pages
    assert units(read) == [None]
