"""Totals, parts and public expenses that stand in the text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from budget_samples import facts, paper
from papertrace.extract import extract
from papertrace.extract.forms import budget, final_account

if TYPE_CHECKING:
    from types import ModuleType

ACCOUNT = (
    "甲县乙局2023年度部门决算",
    "一、收入决算情况说明",
    (
        "2023年本年收入合计1,200.50万元，其中：财政拨款收入1,100.00万元，占91.63%；"
        "其他收入100.50万元，占8.37%。"
    ),
    "二、支出决算情况说明",
    (
        "2023年本年支出合计1,190.00万元，其中：基本支出800.00万元，占67.23%；"
        "项目支出390.00万元，占32.77%。"
    ),
)


def told(form: ModuleType, kind: str, *lines: str) -> list[tuple[str, ...]]:
    names = ("year", "phase", "side", "scope", "item", "name", "amount")
    return [tuple(f[n] for n in names if n in f) for f in facts(form, paper(*lines), kind)]


def test_an_account_told_in_sentences_gives_totals_and_their_parts() -> None:
    assert told(final_account, "budget_total", *ACCOUNT) == [
        ("2023", "executed", "income", "year", "12005000"),
        ("2023", "executed", "expenditure", "year", "11900000"),
    ]
    assert told(final_account, "balance_line", *ACCOUNT) == [
        ("2023", "executed", "income", "财政拨款收入", "11000000"),
        ("2023", "executed", "income", "其他收入", "1005000"),
        ("2023", "executed", "expenditure", "基本支出", "8000000"),
        ("2023", "executed", "expenditure", "项目支出", "3900000"),
    ]


def test_parts_that_add_up_make_a_total_sure_and_others_do_not() -> None:
    broken = [x.replace("390.00万元", "380.00万元") for x in ACCOUNT]

    sure, unsure = _totals(*ACCOUNT), _totals(*broken)

    assert min(sure.values()) > 0.9
    assert unsure["income"] > 0.9
    assert unsure["expenditure"] < 0.7


def _totals(*lines: str) -> dict[str, float]:
    found = extract(paper(*lines)).facts
    return {f.fields["side"].value: f.confidence for f in found if f.kind == "budget_total"}


def test_a_sum_that_says_neither_all_nor_this_year_has_no_scope_and_is_doubtful() -> None:
    lines = ("甲县乙局2023年度部门决算", "(一)收入情况", "2023年度，本单位收入为900.10万元。")

    (found,) = [f for f in extract(paper(*lines)).facts if f.kind == "budget_total"]

    assert "scope" not in found.fields
    assert found.confidence == pytest.approx(0.7)


def test_what_is_compared_explained_or_of_a_fund_is_no_total() -> None:
    lines = (
        "甲县乙局2023年度部门决算",
        "一、收入决算情况说明",
        "比上年收入总计增加30.00万元，主要原因是项目支出增加12.00万元。",
        "二、财政拨款收入支出决算情况说明",
        "收入总计800.00万元。",
    )

    assert told(final_account, "budget_total", *lines) == []


def test_a_page_of_the_three_public_expenses_alone_is_read_each_year_with_its_phase() -> None:
    lines = (
        "甲县乙局2024年“三公”经费预算及2023年“三公”经费决算公开",
        "一、2024年“三公”经费预算安排情况",
        (
            "2024年度“三公”经费预算总计21.80万元，其中：因公出国（境）费0万元，公务接待费11.80万元，"
            "公务用车运行维护费10.00万元。"
        ),
        "二、2023年“三公”经费决算情况",
        (
            "2023年度“三公”经费合计支出20.12万元，其中：因公出国（境）费0万元，公务接待费12.39万元，"
            "公务用车运行维护费7.73万元，较上年减少2.00万元。"
        ),
    )

    found = told(budget, "three_public", *lines)

    assert found == [
        ("2024", "approved", "“三公”经费", "218000"),
        ("2024", "approved", "因公出国（境）费", "0"),
        ("2024", "approved", "公务接待费", "118000"),
        ("2024", "approved", "公务用车运行维护费", "100000"),
        ("2023", "executed", "“三公”经费", "201200"),
        ("2023", "executed", "因公出国（境）费", "0"),
        ("2023", "executed", "公务接待费", "123900"),
        ("2023", "executed", "公务用车运行维护费", "77300"),
    ]
    whole = extract(paper(*lines))
    assert whole.form.startswith("budget")
    assert {f.fields["body"].value for f in whole.facts} == {"甲县乙局"}


def test_what_goes_on_about_an_item_is_of_that_item() -> None:
    lines = (
        "甲县乙局2023年度“三公”经费支出决算情况说明",
        (
            "“三公”经费支出预算为6.00万元，支出决算为5.00万元，完成预算的83.33%；"
            "较2022年的4.00万元增加1.00万元。"
        ),
        "公务接待费年初预算为2.00万元，支出决算为1.50万元，主要用于接待3批次。",
    )

    assert told(final_account, "three_public", *lines) == [
        ("2023", "approved", "“三公”经费", "60000"),
        ("2023", "executed", "“三公”经费", "50000"),
        ("2023", "approved", "公务接待费", "20000"),
        ("2023", "executed", "公务接待费", "15000"),
    ]


def test_a_sum_told_twice_with_two_values_is_told() -> None:
    lines = (
        "甲县乙局2023年度“三公”经费支出决算情况说明",
        "2023年度公务接待费支出决算1.50万元。",
        "2023年度公务接待费支出决算1.80万元。",
    )

    problems = [p.code for p in extract(paper(*lines)).problems]

    assert "PT423" in problems


def test_a_class_named_with_its_level_is_a_line() -> None:
    lines = (
        "甲县乙局2024年部门预算说明",
        "三、一般公共预算支出情况",
        (
            "1.公共安全支出（类）公安（款）执法办案（项）2024年预算数为120.00万元，"
            "比2023年执行数增加20.00万元。"
        ),
        "2.公共安全支出（类）公安（款）行政运行（项）：年初预算为80.00万元。",
    )

    assert told(budget, "budget_line", *lines) == [
        ("2024", "approved", "执法办案", "1200000"),
        ("2024", "approved", "行政运行", "800000"),
    ]


def test_an_offer_for_an_audit_of_the_three_public_expenses_is_no_budget() -> None:
    lines = (
        "甲县审计局2024年“三公”经费审计服务采购公告",
        "项目名称：2024年“三公”经费审计服务",
        "预算金额：12.00万元",
    )

    assert not extract(paper(*lines)).form.startswith(("budget", "final"))


def test_parts_in_sentences_of_their_own_add_up_to_the_total_that_holds_them() -> None:
    lines = (
        "甲县乙局2021年度部门决算",
        "一、2021年度收入支出决算总体情况",
        (
            "(一)本单位2021年度总收入581.45万元，其中本年收入390.55万元，"
            "较2020年度决算数减少175.26万元，下降31%。收入具体情况如下。"
        ),
        "1.一般公共预算财政拨款收入382.17万元，为市本级财政当年拨付的资金。",
        "2.上级补助收入8.38万元，为事业单位取得的收入。",
        "3.上年结转和结余190.89万元，为以前年度支出预算未执行完毕的资金。",
    )

    assert told(final_account, "budget_total", *lines) == [
        ("2021", "executed", "income", "grand", "5814500"),
        ("2021", "executed", "income", "year", "3905500"),
    ]
    assert [x[-1] for x in told(final_account, "balance_line", *lines)] == [
        "3821700",
        "83800",
        "1908900",
    ]
    found = [f for f in extract(paper(*lines)).facts if f.kind == "budget_total"]
    assert {f.confidence for f in found} == {0.94}
