"""The contents list against the tables found."""

from __future__ import annotations

from analyse.invented import page
from papertrace.analyse.contents import missing_tables

LIST = (
    "目录\n第一部分 概况\n一、收支总表........3\n（二）支出总表 4\n公开03表 “三公”经费支出表……5\n"
)


def test_all_tables_found_by_title_or_text() -> None:
    pages = (
        page(1, LIST),
        page(2, "收支总表", ["收支总表"]),
        page(3, "支出总表\n单位：元", ["某标题"]),
        page(4, "", ["“三公”经费支出表（2024年）"]),
    )
    assert missing_tables(pages) == ()


def test_a_listed_table_that_is_not_there_is_named() -> None:
    pages = (page(1, LIST), page(2, "收支总表", ["收支总表"]), page(3, "支出总表", ["支出总表"]))
    assert missing_tables(pages) == ("“三公”经费支出表",)


def test_a_title_without_a_table_is_not_a_table_found() -> None:
    pages = (page(1, "目录\n一、收支总表\n"), page(2, "收支总表\n（图片）"), page(3, "x"))
    assert missing_tables(pages) == ("收支总表",)


def test_one_page_may_hold_the_list_and_the_tables() -> None:
    text = "目录\n一、收支总表\n二、支出总表\n一、收支总表\n单位：元\n"
    assert missing_tables((page(1, text, ["x"]),)) == ("支出总表",)


def test_without_a_contents_list_there_is_nothing_to_compare() -> None:
    assert missing_tables((page(1, "收支总表"),)) == ()
