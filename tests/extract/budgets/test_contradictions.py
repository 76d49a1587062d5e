"""Budgets that contradict themselves: each place is reported, nothing is repaired."""

from __future__ import annotations

import pytest

from budget_samples import facts, grid, paper, problems
from papertrace.extract import extract
from papertrace.extract.forms import budget
from papertrace.model import Fact
from papertrace.read import read
from support import DATA, needs_data

COVER = "2025年霁川市公安局部门预算"


def table(basic: str) -> str:
    return grid(
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["204", "公共安全支出", "1,300.00", basic, "300.00"],
        ["20402", "公安", "1,300.00", "1,000.00", "300.00"],
        ["2040201", "行政运行", "1,300.00", "1,000.00", "300.00"],
        ["", "合计", "1,300.00", "1,000.00", "300.00"],
    )


def told(*parts: str) -> list[tuple[str, str]]:
    document = paper(COVER, "支出总表", "单位：万元", *parts)
    return [(p.code, p.anchor.quote if p.anchor else "") for p in problems(budget, document)]


def test_a_sentence_that_misses_its_table_by_a_hair_is_reported() -> None:
    told_ = told(table("1,000.00"), "二、公共安全支出1,300.02万元，比上年增加300.02万元，增长30%。")

    assert told_ == [("PT423", "1,300.02万元")]


def test_a_sentence_that_agrees_with_its_table_is_surer() -> None:
    said = "二、公共安全支出1,300.00万元，比上年增加300.00万元，增长30%。"
    document = paper(COVER, "支出总表", "单位：万元", table("1,000.00"), said)
    change = next(f for f in budget.extract(document) if isinstance(f, Fact) and f.kind == "yoy")

    assert problems(budget, document) == []
    assert change.fields["amount"].value == "13000000"
    assert "a table prints the same amount" in change.reasons


def test_a_sentence_of_another_sum_is_not_compared() -> None:
    said = "二、公共安全支出1,180.00万元，比上年增加100.00万元，增长9.26%。"

    assert told(table("1,000.00"), said) == []


def test_two_sentences_of_one_sum_with_almost_one_change_are_reported() -> None:
    told_ = told(
        table("1,000.00"),
        "一、财政拨款收支总计1,300.00万元，比上年增加300.00万元，增长30%。",
        "二、一般公共预算收入1,300.00万元，比上年增加300.30万元，增长30.04%。",
    )

    assert told_ == [("PT423", "300.30万元")]


def test_a_row_whose_parts_do_not_add_up_is_reported() -> None:
    document = paper(COVER, "支出总表", "单位：万元", table("990.00"))
    codes = [p.code for p in problems(budget, document)]
    rows = facts(budget, document, "budget_line")

    assert codes
    assert set(codes) == {"PT431"}
    assert next(r for r in rows if r.get("code") == "204")["basic"] == "9900000"


def test_a_plan_of_purchases_whose_rows_do_not_add_up_is_reported() -> None:
    plan = grid(
        ["采购项目名称", "类别", "数量", "金额"],
        ["视频监控运维", "服务", "1项", "200.00"],
        ["巡逻艇", "货物", "2艘", "900.00"],
        ["合计", "", "", "1,000.00"],
    )
    document = paper(COVER, "支出总表", "单位：万元", table("1,000.00"),
                     "政府采购预算表", "单位：万元", plan)  # fmt: skip

    assert [p.code for p in problems(budget, document)] == ["PT431"]


@needs_data
@pytest.mark.parametrize(
    ("name", "code", "quote"),
    [
        ("js_high_court_2018", "PT436", "5.95%"),
        ("js_peoples_congress_2018", "PT436", "1312.56%"),
        ("js_procuratorate_2017", "PT436", "129.97%"),
        ("js_procuratorate_2017", "PT423", "12323.46万元"),
        ("js_procuratorate_2018", "PT423", "3,958.98万元"),
        ("js_procuratorate_2018", "PT436", "0.06%"),
        ("js_procuratorate_2018", "PT436", "0.66%"),
        ("js_procuratorate_2019", "PT436", "13.22%"),
    ],
)
def test_the_open_budgets_that_contradict_themselves_are_found(
    name: str, code: str, quote: str
) -> None:
    path = DATA / "budgets" / f"{name}.pdf"
    found = extract(read(path.read_bytes(), path.name)).problems

    assert (code, quote) in {
        (p.code, "".join(p.anchor.quote.split())) for p in found if p.anchor is not None
    }
