"""The smaller facts of budgets: 三公, statements of none, assets, posts."""

from __future__ import annotations

import pytest

from budget_samples import facts, grid, paper
from papertrace.extract.forms import budget

COVER = ("甲县乙局2025年部门预算", "收支总表", "支出总表")


def test_the_three_public_expenses_are_named_by_their_columns() -> None:
    table = grid(
        [("年度", 2, 1), ("合计", 2, 1), ("因公出国（境）费", 2, 1), ("公务用车购置及运行费", 1, 3),
         ("公务接待费", 2, 1)],
        ["小计", "公务用车购置费", "公务用车运行费"],
        ["2025年预算数", "84.80", "0.00", "83.80", "25.80", "58.00", "1.00"],
        ["2024年预算数", "80.00", "0.00", "79.00", "25.00", "54.00", "1.00"],
    )  # fmt: skip
    document = paper(*COVER, "2025年“三公”经费支出表", "单位：万元", table)

    found = facts(budget, document, "three_public")
    told = {f["item"]: f["amount"] for f in found if f["year"] == "2025"}
    before = [f["amount"] for f in found if f["year"] == "2024"]

    assert told == {
        "合计": "848000",
        "因公出国（境）费": "0",
        "公务用车购置及运行费": "838000",
        "公务用车购置费": "258000",
        "公务用车运行费": "580000",
        "公务接待费": "10000",
    }
    assert before == ["800000", "0", "790000", "250000", "540000", "10000"]


def test_a_statement_of_none_is_a_fact_with_its_words() -> None:
    empty = grid(["科目编码", "科目名称", "合计"], ["", "合计", ""])
    told = "2025年本部门无国有资本经营预算收入。"
    document = paper(*COVER, "政府性基金预算支出表", "单位：万元", empty, told)

    (fact,) = facts(budget, document, "none_statement")

    assert fact["item"] == "国有资本经营预算收入"
    assert fact["statement"].endswith("无国有资本经营预算收入")


def test_an_empty_table_alone_states_nothing() -> None:
    empty = grid(["科目编码", "科目名称", "合计"], ["", "合计", ""])

    assert facts(budget, paper(*COVER, "政府性基金预算支出表", empty), "none_statement") == []


def test_assets_and_posts_are_counted_where_the_text_counts_them() -> None:
    document = paper(
        *COVER,
        "截至2024年末，本部门共有车辆66辆，其中执法执勤用车38辆、船艇4艘。",
        "本部门编制120名，实有人员113人。",
    )

    assets = {(f["item"], f["value"], f["unit"]) for f in facts(budget, document, "asset_count")}
    (posts,) = facts(budget, document, "staffing")

    assert assets == {("车辆", "66", "辆"), ("执法执勤用车", "38", "辆"), ("船艇", "4", "艘")}
    assert (posts["authorised"], posts["actual"]) == ("120", "113")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2024年本部门机关运行经费支出146.35万元，比年初预算数减少3.20万元。", "1463500"),
        ("机关运行经费财政拨款预算总额为80,000.50元。", "80000.5"),
        ("一、机关运行经费：312.23万元，主要用于办公。", "3122300"),
    ],
)
def test_running_costs_are_the_sum_behind_their_name(text: str, amount: str) -> None:
    assert [f["amount"] for f in facts(budget, paper(*COVER, text), "running_costs")] == [amount]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "2025年，本部门12个项目实行绩效目标管理，涉及一般公共预算拨款843.20万元。",
            ("12", "个", "8432000"),
        ),
        ("我单位对3个二级项目全面开展了绩效自评，涉及资金50万元。", ("3", "个", "500000")),
        ("本年7个预算项目纳入绩效管理。", ("7", "个", None)),
    ],
)
def test_projects_with_targets_are_counted(text: str, told: tuple[str, str, str | None]) -> None:
    (found,) = facts(budget, paper(*COVER, text), "count_projects")

    assert (found["value"], found["unit"], found.get("amount")) == told


def test_a_statement_of_none_never_begins_inside_a_name() -> None:
    for told in (
        "白榆湾市公安局交通警察支队2025年没有政府性基金预算支出。",
        "局2025年没有政府性基金预算支出。",
    ):
        (fact,) = facts(budget, paper(*COVER, told), "none_statement")
        assert fact["statement"].startswith(("2025年", "白榆湾"))
