"""Budgets of invented bodies in the layouts of several provinces."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl

from budget_samples import facts, grid, paper, problems
from papertrace.extract.forms import budget, final_account
from papertrace.model import Fact
from papertrace.read import read

if TYPE_CHECKING:
    from papertrace.model import Document

COVER = "<h1>青杼县公安局2024年部门预算公开</h1>"
OVERALL = grid(
    [("收入", 1, 2), ("支出", 1, 2)],
    ["项目", "2024年预算数", "项目", "2024年预算数"],
    ["一、一般公共预算拨款收入", "5,210.36", "一、公共安全支出", "5,000.10"],
    ["二、政府性基金预算拨款收入", "—", "二、住房保障支出", "310.26"],
    ["本年收入合计", "5,210.36", "本年支出合计", "5,310.36"],
    ["上年结转结余", "100.00", "年终结转结余", ""],
    ["收　入　总　计", "5,310.36", "支　出　总　计", "5,310.36"],
)
SPENDING = grid(
    [
        ("科目编码", 1, 3),
        ("科目名称", 2, 1),
        ("合计", 2, 1),
        ("基本支出", 2, 1),
        ("项目支出", 2, 1),
    ],
    ["类", "款", "项"],
    ["", "", "", "合计", "5,310.36", "4,000.36", "1,310.00"],
    ["204", "", "", "公共安全支出", "5,000.10", "3,690.10", "1,310.00"],
    ["", "2", "", "　公安", "5,000.10", "3,690.10", "1,310.00"],
    ["", "", "1", "　　行政运行", "3,690.10", "3,690.10", ""],
    ["", "", "20", "　　执法办案", "1,310.00", "-", "1,310.00"],
    ["221", "", "", "住房保障支出", "310.26", "310.26", "0.00"],
)


def sample() -> Document:
    return paper(
        COVER,
        "部门收支总体情况表",
        "部门：青杼县公安局 单位：万元",
        OVERALL,
        "部门支出总体情况表",
        "单位：万元",
        SPENDING,
    )


def test_a_budget_is_recognised_by_its_tables_and_not_by_the_word() -> None:
    assert budget.recognise(sample())
    assert not final_account.recognise(sample())
    assert not budget.recognise(paper("本项目预算金额120万元，详见收支说明。"))


def test_the_four_totals_stand_on_their_own_sides() -> None:
    totals = facts(budget, sample(), "budget_total")

    told = {(t["side"], t["scope"]): t["amount"] for t in totals}
    assert told == {
        ("income", "year"): "52103600",
        ("expenditure", "year"): "53103600",
        ("income", "grand"): "53103600",
        ("expenditure", "grand"): "53103600",
    }
    assert {(t["body"], t["year"], t["phase"]) for t in totals} == {
        ("青杼县公安局", "2024", "approved")
    }


def test_the_label_alone_does_not_make_a_grand_total() -> None:
    table = grid(
        [("收入", 1, 2), ("支出", 1, 2)],
        ["项目", "金额", "项目", "金额"],
        ["当年收入小计", "20.00", "当年支出小计", "21.00"],
        ["上年结转资金", "1.00", "结转下年资金", ""],
        ["收入合计", "21.00", "支出合计", "21.00"],
    )
    document = paper(COVER, "收支预算总表", "单位：万元", table, "支出预算总表")

    told = {(t["side"], t["scope"]): t["amount"] for t in facts(budget, document, "budget_total")}

    assert told["income", "year"] == "200000"
    assert told["income", "grand"] == "210000"


def test_codes_in_three_columns_are_joined_with_their_lost_zeros() -> None:
    lines = facts(budget, sample(), "budget_line")

    assert [x.get("code") for x in lines] == [None, "204", "20402", "2040201", "2040220", "221"]
    office = lines[3]
    assert office["name"] == "行政运行"
    assert office["amount"] == office["basic"] == "36901000"
    assert "project" not in office  # blank is no value
    assert lines[5]["project"] == "0"  # 0.00 is zero


def test_every_amount_carries_the_anchor_of_its_unit() -> None:
    document = sample()
    for fact in budget.extract(document):
        if isinstance(fact, Fact) and "amount" in fact.fields:
            units = [a for a in fact.anchors if a.role == "unit" and a.field == "amount"]
            assert [a.quote for a in units] == ["万元"]


def test_a_sum_that_fails_is_reported_and_lowers_the_rows_confidence() -> None:
    broken = SPENDING.replace(
        '3,690.10</td><td rowspan="1" colspan="1">3,690.10', "3,609.10</td><td>3,690.10"
    )
    document = paper(COVER, "收支总表", "支出总表", "单位：万元", broken)

    found = [p for p in problems(budget, document) if p.code == "PT431"]

    assert found
    bad = {i for p in found for i in p.fact_ids}
    for fact in budget.extract(document):
        if isinstance(fact, Fact) and fact.kind == "budget_line":
            assert (fact.confidence < 0.9) == (fact.id in bad)


def test_last_years_column_and_the_columns_of_change_are_left_out() -> None:
    table = grid(
        [
            ("功能分类科目", 2, 1),
            ("2023年执行数", 2, 1),
            ("2024年预算数", 1, 3),
            ("增减情况", 1, 2),
        ],
        ["小计", "基本支出", "项目支出", "增减额", "增减%"],
        ["栏次", "1", "2", "3", "4", "5", "6"],
        ["[204]公共安全支出", "90.00", "100.00", "60.00", "40.00", "10.00", "11.11"],
        ["[20402]公安", "90.00", "100.00", "60.00", "40.00", "10.00", "11.11"],
        ["2040201-行政运行", "50.00", "60.00", "60.00", "", "10.00", "20.00"],
        ["2040220 执法办案", "40.00", "40.00", "", "40.00", "0.00", "0.00"],
    )
    document = paper(COVER, "收支总表", "一般公共预算支出表", "单位：万元", table)

    lines = facts(budget, document, "budget_line")

    assert [(x["code"], x["name"], x["amount"]) for x in lines] == [
        ("204", "公共安全支出", "1000000"),
        ("20402", "公安", "1000000"),
        ("2040201", "行政运行", "600000"),
        ("2040220", "执法办案", "400000"),
    ]
    assert lines[0]["fund"] == "一般公共预算"


def test_a_unit_in_the_column_head_beats_the_caption() -> None:
    table = grid(
        ["科目编码", "科目名称", "合计（元）", "基本支出（元）", "项目支出（元）"],
        ["204", "公共安全支出", "1200.5", "1200.5", ""],
    )
    document = paper(COVER, "收支总表", "支出总表", "单位：万元", table)

    assert facts(budget, document, "budget_line")[0]["amount"] == "1200.5"


def test_without_a_unit_there_is_no_amount_but_a_problem() -> None:
    table = grid(["科目编码", "科目名称", "合计"], ["204", "公共安全支出", "12.00"])
    document = paper(COVER, "收支总表", "支出总表", table)

    assert facts(budget, document, "budget_line") == []
    assert "PT432" in {p.code for p in problems(budget, document)}


def test_unit_codes_beside_subject_codes_are_not_taken_for_them() -> None:
    table = grid(
        ["部门代码", "部门名称", "科目代码", "科目名称", "合计", "基本支出", "项目支出"],
        ["301001", "青杼县公安局本级", "204", "公共安全支出", "50", "30", "20"],
        ["301001", "青杼县公安局本级", "20402", "公安", "50", "30", "20"],
    )
    document = paper(COVER, "收支总表", "支出总表", "单位：万元", table)

    lines = facts(budget, document, "budget_line")

    assert [(x["code"], x["name"]) for x in lines] == [("204", "公共安全支出"), ("20402", "公安")]


def test_amounts_that_look_like_codes_stay_amounts() -> None:
    table = grid(
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["204", "公共安全支出", "410", "200", "210"],
        ["20402", "公安", "410", "200", "210"],
    )
    document = paper(COVER, "收支总表", "支出总表", "单位：万元", table)

    (top, _) = facts(budget, document, "budget_line")

    assert (top["amount"], top["basic"], top["project"]) == ("4100000", "2000000", "2100000")


def test_a_table_of_totals_alone_takes_its_name_from_the_head() -> None:
    table = grid(
        ["合计", "基本支出", "项目支出", "预留机动经费"], ["60.00", "30.00", "20.00", "10.00"]
    )
    document = paper(COVER, "收支预算总表", "支出预算总表", "单位：万元", table)

    (line,) = facts(budget, document, "budget_line")

    assert (line["name"], line["amount"], line["basic"], line["project"]) == (
        "合计", "600000", "300000", "200000",
    )  # fmt: skip


def test_the_table_of_projects_gives_each_projects_total() -> None:
    table = grid(
        ["项目类型", "项目名称", "项目单位", "合计", "一般公共预算"],
        [("特定目标类", 2, 1), "巡逻艇购置", "青杼县公安局", "985.00", "985.00"],
        ["执法办案", "青杼县公安局", "480.00", "480.00"],
        [("合计", 1, 3), "1,465.00", "1,465.00"],
    )
    document = paper(COVER, "收支总表", "支出总表", "2024年项目支出表", "单位：万元", table)

    found = facts(budget, document, "project_budget")

    assert [(f["project"], f["amount"]) for f in found] == [
        ("巡逻艇购置", "9850000"),
        ("执法办案", "4800000"),
    ]


def test_a_sheet_with_its_captions_in_cells_reads_alike() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["公开03表"],
        ["2024年部门支出总表"],
        ["单位名称：霁川边境检查站", None, None, None, "单位：元"],
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["204", "公共安全支出", 1234.5, 1000, 234.5],
        ["合计", None, 1234.5, 1000, 234.5],
    ):
        sheet.append(row)
    other = book.create_sheet("收支总表")
    other.append(["2024年部门收支总表"])
    data = io.BytesIO()
    book.save(data)
    document = read(data.getvalue(), "sample.xlsx")

    lines = facts(budget, document, "budget_line")

    assert [(x["body"], x["year"], x["table"], x.get("code")) for x in lines] == [
        ("霁川边境检查站", "2024", "2024年部门支出总表", "204"),
        ("霁川边境检查站", "2024", "2024年部门支出总表", None),
    ]
    assert Decimal(lines[0]["amount"]) == Decimal("1234.5")


def test_a_final_account_tells_plan_adjusted_and_spent_apart() -> None:
    table = grid(
        [("收入", 1, 5), ("支出", 1, 5)],
        ["项目", "行次", "年初预算数", "全年预算数", "决算数"] * 2,
        ["栏次", "", "1", "2", "3", "栏次", "", "4", "5", "6"],
        ["一、财政拨款", "1", "50.00", "52.00", "51.00", "一、公共安全", "32", "50", "52", "50.5"],
        ["本年收入合计", "27", "50.00", "52.00", "51.00", "本年支出合计", "57", "50", "52", "50.5"],
        ["总计", "31", "50.00", "52.00", "51.00", "总计", "62", "50.00", "52.00", "51.00"],
    )  # fmt: skip
    document = paper(
        "2023年度霁川市公安局部门决算",
        "收入支出决算总表",
        "公开01表",
        "金额单位：万元",
        table,
        "支出决算表",
    )

    assert final_account.recognise(document)
    assert not budget.recognise(document)
    grand = {
        (t["side"], t["phase"]): t["amount"]
        for t in facts(final_account, document, "budget_total")
        if t["scope"] == "grand"
    }
    assert grand == {
        ("income", "approved"): "500000",
        ("income", "adjusted"): "520000",
        ("income", "executed"): "510000",
        ("expenditure", "approved"): "500000",
        ("expenditure", "adjusted"): "520000",
        ("expenditure", "executed"): "510000",
    }
