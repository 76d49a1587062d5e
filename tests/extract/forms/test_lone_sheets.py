"""One table a file is a budget too, with its unit, body and year; nothing else becomes one."""

from __future__ import annotations

import pytest

from notice_samples import codes, one, page, rows, table

LINES = table(
    "科目编码|科目名称|合计|基本支出|项目支出",
    "204|公共安全支出|420.50|300.50|120.00",
    "20402|公安|420.50|300.50|120.00",
    "2040201|行政运行|300.50|300.50|",
    "2040220|执法办案|120.00||120.00",
)
PUBLIC = table(
    "项目|2024年预算数|2025年预算数",
    "合计|9.00|8.00",
    "公务用车运行费|7.00|6.50",
    "公务接待费|2.00|1.50",
)


@pytest.mark.parametrize(
    ("head", "form"),
    [
        ("<h2>砚河边境管理大队2025年一般公共预算支出表</h2><p>单位：万元</p>", "budget@1"),
        ("<h2>2025年支出总表</h2><p>部门：砚河边境管理大队　金额单位：万元</p>", "budget@1"),
        (
            "<p>砚河边境管理大队</p><h2>表5 一般公共预算支出表</h2><p>2025年 单位：万元</p>",
            "budget@1",
        ),
        ("<h2>2025年度砚河边境管理大队支出决算表</h2><p>单位：万元</p>", "final_account@1"),
    ],
)
def test_a_sheet_alone_is_read_with_its_body_year_and_unit(head: str, form: str) -> None:
    found = page(head + LINES)
    assert found.form == form
    read = rows(found, "budget_line")
    assert [r["code"] for r in read] == ["204", "20402", "2040201", "2040220"]
    assert {(r["body"], r["year"]) for r in read} == {("砚河边境管理大队", "2025")}
    assert read[3]["amount"] == "1200000"
    assert "PT443" not in codes(found)


def test_what_a_sheet_does_not_print_is_a_problem() -> None:
    found = page("<h2>一般公共预算支出表</h2><p>单位：万元</p>" + LINES)
    assert [p.code for p in found.problems] == ["PT443", "PT443"]
    assert not {"body", "year"} & set(rows(found, "budget_line")[0])


def test_the_three_public_expenses_alone() -> None:
    found = page("<h2>“三公”经费支出表</h2><p>部门：砚河县公安局 2025年 单位：万元</p>" + PUBLIC)
    told = [r for r in rows(found, "three_public") if r["year"] == "2025"]
    assert [r["amount"] for r in told] == ["80000", "65000", "15000"]
    assert {r["body"] for r in told} == {"砚河县公安局"}


def test_a_notice_and_a_yearbook_become_no_budget() -> None:
    head = "<h1>执法车采购公开招标公告</h1><p>项目编号：YH-2024-0019</p><p>采购人：砚河县公安局</p>"
    found = page(f"{head}<p>预算金额：30万元</p><p>一般公共预算支出表</p><p>单位：万元</p>{LINES}")
    assert one(found, "notice")["form"] == "tender"
    assert not rows(found, "budget_line")
    years = table("项目|2023|2024", "公共安全支出|1500|1600", "教育支出|3000|3300")
    assert page(f"<h1>砚河县统计年鉴</h1><p>一般公共预算支出表</p>{years}").form == "other"


@pytest.mark.parametrize(
    ("title", "note"),
    [
        ("砚河省公安厅2024年部门收支预算总表", "<p>单位：万元</p>"),
        ("砚河县公安局2024年收支总表", "<p>（单位：人民币千元）</p>"),
    ],
)
def test_an_overall_table_alone_is_a_budget(title: str, note: str) -> None:
    both = table(
        "收入项目|金额|支出项目|金额",
        "本年收入|250.00|本年支出|240.00",
        "上年结余|10.00|年终结余|20.00",
        "收入总计|260.00|支出总计|260.00",
    )
    found = page(f"<h2>{title}</h2>{note}{both}")
    assert found.form == "budget@1"
    assert {(r["side"], r["scope"]) for r in rows(found, "budget_total")} == {
        ("income", "year"),
        ("income", "grand"),
        ("expenditure", "year"),
        ("expenditure", "grand"),
    }


def test_the_year_stands_before_the_unit_in_the_line_of_an_account() -> None:
    for unit in ("金额单位：万元", "单位：万元"):
        head = f"<h2>支出决算表</h2><p>部门：砚河边境管理大队　　2023年度　　{unit}</p>"
        assert {r["year"] for r in rows(page(head + LINES), "budget_line")} == {"2023"}
