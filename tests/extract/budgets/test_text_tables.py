"""Budgets without grids, and with nothing but one table or sentence: read for certain, or told."""

from __future__ import annotations

import pytest

from extract.budgets.written import rows_of, told

CELLS = """
#霁川市司法局2024年部门预算
收支总表
单位：万元
收入
支出
项目
预算数
项目
预算数
一、一般公共预算拨款收入
1,200.00
一、公共安全支出
1,150.00
二、其他收入
50.00
二、社会保障和就业支出
100.00
本年收入合计
1,250.00
本年支出合计
1,250.00
上年结转
结转下年
收入总计
1,250.00
支出总计
1,250.00
支出总表
单位：万元
科目编码
科目名称
合计
基本支出
项目支出
204
公共安全支出
1,150.00
950.00
200.00
20406
司法
1,150.00
950.00
200.00
2040601
行政运行
950.00
950.00
2040604
基层司法业务
200.00
200.00
208
社会保障和就业支出
100.00
100.00
合计
1,250.00
1,050.00
200.00
"""
"""Each cell on a line of its own; blank cells are lost."""
WIDE = """
#霁川市司法局2024年部门预算
收支总表
单位：万元
收入 支出
项 目  预算数  项 目  预算数
一、一般公共预算拨款收入  1,200.00  一、公共安全支出  1,150.00
二、其他收入  50.00  二、社会保障和就业支出  100.00
本年收入合计  1,250.00  本年支出合计  1,250.00
收入总计  1,250.00  支出总计  1,250.00
支出总表
单位：万元
科目编码  科目名称  合 计  基本支出  项目支出
204  公共安全支出  1,150.00  950.00  200.00
20406  司法  1,150.00  950.00  200.00
2040601  行政运行  950.00  950.00
2040604  基层司法业务  200.00    200.00
208  社会保障和就业支出  100.00  100.00
合 计  1,250.00  1,050.00  200.00
"""
"""A row on a line, columns parted by blanks."""


@pytest.mark.parametrize("paper", [CELLS, WIDE], ids=["cells", "wide"])
@pytest.mark.parametrize("carrier", ["html", "docx", "pdf"])
def test_tables_printed_as_text_give_what_is_certain(paper: str, carrier: str) -> None:
    found = told(paper, carrier)

    assert rows_of(found, "budget_total", "side", "scope", "amount") == [
        ("income", "year", "12500000"),
        ("expenditure", "year", "12500000"),
        ("income", "grand", "12500000"),
        ("expenditure", "grand", "12500000"),
    ]
    assert rows_of(found, "balance_line", "side", "item", "amount") == [
        ("income", "一般公共预算拨款收入", "12000000"),
        ("expenditure", "公共安全支出", "11500000"),
        ("income", "其他收入", "500000"),
        ("expenditure", "社会保障和就业支出", "1000000"),
    ]
    assert rows_of(found, "budget_line", "code", "amount", "basic", "project") == [
        ("204", "11500000", "9500000", "2000000"),
        ("20406", "11500000", "9500000", "2000000"),
        ("2040601", "9500000", "", ""),
        ("2040604", "2000000", "", ""),
        ("208", "1000000", "", ""),
        ("", "12500000", "10500000", "2000000"),
    ]
    assert found.problems == ()


def test_text_whose_columns_are_not_certain_is_told() -> None:
    """Heads of two rows lose their order when they become text; so do funds side by side."""
    paper = """
#2024年度松嶂市统计局部门决算
支出决算表
单位：万元
项目
本年支出合计
财政拨款支出
其他支出
科目编码
科目名称
基本支出
项目支出
201
一般公共服务支出
780.00
600.00
100.00
80.00
财政拨款收入支出决算总表
单位：万元
收入
支出
项目
金额
项目
合计
一般公共预算财政拨款
政府性基金预算财政拨款
一、一般公共预算财政拨款
800.00
一、一般公共服务支出
780.00
780.00
“三公”经费支出决算表
单位：万元
合计
公务接待费
5.00
5.00
3.00
3.00
"""
    found = told(paper)

    assert found.form == "final_account@1"
    assert [f for f in found.facts if "amount" in f.fields] == []
    assert [p.code for p in found.problems if p.code == "PT449"] == ["PT449"] * 3


def test_a_row_whose_figures_prove_nothing_is_left_and_told() -> None:
    odd = CELLS.replace(
        "\n2040601\n行政运行\n950.00\n950.00\n", "\n2040601\n行政运行\n950.00\n15.00\n"
    )
    found = told(odd)

    assert "2040601" not in {r[0] for r in rows_of(found, "budget_line", "code")}
    assert any(
        p.code == "PT449" and p.anchor and p.anchor.quote == "2040601" for p in found.problems
    )


@pytest.mark.parametrize("carrier", ["html", "docx", "pdf"])
def test_one_sentence_of_change_makes_a_budget(carrier: str) -> None:
    said = "2024年我局一般公共预算支出1,200.00万元，比上年增加100.00万元，增长9.09%。"
    found = told(f"#霁川市司法局2024年部门预算\n{said}\n", carrier)

    assert found.form == "budget@1"
    assert rows_of(found, "yoy", "delta", "pct") == [("1000000", "9.09")]


@pytest.mark.parametrize(
    "title",
    [
        "霁川市司法局2024年部门预算",
        "2024年霁川市司法局部门预算公开",
        "2024年度霁川市司法局单位决算",
    ],
)
def test_a_title_over_one_table_of_projects_makes_a_budget(title: str) -> None:
    table = (
        "|序号|项目名称|金额|\n|1|法律援助办案补助|120.00|\n|2|普法宣传经费|35.50|\n|合计||155.50|"
    )
    found = told(f"#{title}\n项目支出明细表\n单位：万元\n{table}\n", "xlsx")

    assert found.form == ("final_account@1" if "决算" in title else "budget@1")
    assert rows_of(found, "project_budget", "project", "amount") == [
        ("法律援助办案补助", "1200000"),
        ("普法宣传经费", "355000"),
    ]


@pytest.mark.parametrize("carrier", ["html", "xlsx", "pdf"])
def test_a_plan_of_purchases_alone_is_read(carrier: str) -> None:
    found = told(
        """
#青屿县公安局2025年政府采购预算表
单位：万元
|序号|采购项目名称|采购品目|数量|计量单位|预算金额|
|1|执法记录仪采购|执法专用装备|50|台|25.00|
|2|物业管理服务|物业服务|1|项|60.00|
|合计|||||85.00|
""",
        carrier,
    )

    assert found.form == "budget@1"
    assert rows_of(found, "procurement_budget", "body", "year", "item", "amount") == [
        ("青屿县公安局", "2025", "执法记录仪采购", "250000"),
        ("青屿县公安局", "2025", "物业管理服务", "600000"),
    ]
    assert rows_of(found, "procurement_budget_total", "amount") == [("850000",)]


def test_a_title_without_any_sum_is_no_budget_and_no_guess() -> None:
    assert told("#霁川市司法局2024年部门预算\n附件下载\n").form == "other"
