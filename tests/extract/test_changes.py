"""Sentences of change, in the wordings of many budgets."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from papertrace.extract.changes import find_changes

if TYPE_CHECKING:
    from papertrace.extract.changes import Change


def only(text: str) -> Change:
    (change,) = find_changes(text)
    return change


@pytest.mark.parametrize(
    ("text", "item", "delta", "share"),
    [
        (
            ("2025年收支总预算4,218.36万元，比上年增加512.40万元，增长13.83%，"
            "主要原因是人员增加"),
            "收支总预算", "5124000", "13.83",
        ),
        ("公务接待费支出86.95万元，比上年预算减少97万元", "公务接待费支出", "-970000", None),
        ("（2）公务用车运行维护费12万元，与上年一致", "公务用车运行维护费", "0", None),
        ("1．因公出国（境）费3万元，本年数小于上年预算数1万元", "因公出国（境）费", "-10000", None),
        ("会议费预算支出168万元，本年数等于上年预算数", "会议费预算支出", "0", None),
        ("机动经费预算数为20万元。与上年相比增加5万元，增长3倍", "机动经费预算数", "50000", "300"),
        (
            "执行（项）支出9万元，与上年相比减少1万元，减少10，主要原因是压减",
            "执行（项）", "-10000", "-10",
        ),
        (
            "事业收入预算0万元，与上年相比增加（减少）0万元，增长（减少）0%",
            "事业收入预算", "0", "0",
        ),
        ("培训费预算5万元，较2024年预算数下降20%", "培训费预算", None, "-20"),
    ],
)  # fmt: skip
def test_a_sentence_gives_item_change_and_percentage(
    text: str, item: str, delta: str | None, share: str | None
) -> None:
    change = only(text)

    assert change.item == item
    assert change.delta == (None if delta is None else Decimal(delta))
    assert change.share == (None if share is None else Decimal(share))


def test_the_sentence_before_names_the_item() -> None:
    text = "1．公共安全（类）支出100万元，主要用于办案。与上年相比增加10万元，增长11.11%"

    change = only(text)

    assert change.item == "公共安全（类）支出"
    assert change.now == Decimal(1000000)


def test_a_subject_behind_the_comparison_counts_in_a_sentence_of_its_own() -> None:
    text = "甲局2025年财政拨款预算支出90万元。与上年相比，财政拨款支出增加9万元，增长11.11%"

    assert only(text).item == "财政拨款支出"


def test_changes_inside_a_reason_are_no_changes_of_their_own() -> None:
    text = (
        "基本支出预算数为50万元。与上年相比增加9万元。"
        "主要原因是工资较上年增加7万元；二是住房比上年增加2万元"
    )

    assert only(text).delta == Decimal(90000)


def test_an_unfilled_form_word_before_a_sum_is_left_undecided() -> None:
    assert only("其他收入预算5万元，与上年相比增加（减少）2万元").undecided


def test_the_base_says_with_what_it_is_compared() -> None:
    assert only("公用经费8万元，比2024年执行数增加1万元").base == "2024年执行数"


def test_text_without_a_comparison_gives_nothing() -> None:
    text = "公务接待费2万元，占10%。完成预算的102.5%。本年数小于上年预算数的主要原因是厉行节约"

    assert list(find_changes(text)) == []


@pytest.mark.parametrize(
    ("said", "delta", "share"),
    [
        ("公共安全支出500万元，比上年增长2%，增加8万元。", "80000", "2"),
        ("公共安全支出500万元，比上年减少（不含结转）8万元。", "-80000", None),
        ("公共安全支出500万元，较上年净减少3万元，降幅13%。", "-30000", "-13"),
        ("公共安全支出500万元，与上年预算相比，减支3万元，下降13%。", "-30000", "-13"),
    ],
)
def test_rarer_wordings_are_read_with_their_item(said: str, delta: str, share: str | None) -> None:
    (change,) = find_changes(said)

    assert (change.item, change.now) == ("公共安全支出", Decimal(5000000))
    assert (change.delta, change.share) == (Decimal(delta), Decimal(share) if share else None)


def test_a_sum_in_brackets_before_a_change_is_no_item() -> None:
    said = "今年支出预算与2030年度相比（2030年度支出预算为800.07万元），增加49.72万元，增长6.21%。"

    assert all("万元" not in change.item for change in find_changes(said))


def test_a_sentence_behind_a_list_of_parts_goes_on_about_the_whole() -> None:
    text = (
        "“三公”经费预算为88万元。其中，因公出国（境）费5万元，公务接待费3万元。"
        "同口径比2018年减少10万元，下降10.2%"
    )

    assert only(text).item == "“三公”经费预算"


def test_a_part_that_is_compared_itself_is_a_change_of_its_own() -> None:
    text = "“三公”经费预算较2021年度增加1.68万元，其中公务接待较上年同期减少0.58万元，减少4.68%"

    changes = [(c.item, c.delta) for c in find_changes(text)]

    assert changes == [("“三公”经费预算", Decimal(16800)), ("公务接待", Decimal(-5800))]


def test_an_account_that_tells_plan_and_outcome_compares_the_outcome() -> None:
    text = "公务接待费支出预算为10万元，支出决算为8万元，完成预算的80%；较上年增加1万元"

    change = only(text)

    assert (change.item, change.now) == ("公务接待费", Decimal(80000))


def test_income_and_expenditure_together_are_an_item() -> None:
    text = "支出包括：住房保障支出7.48万元。财政拨款总收支较上年下降3.85%"

    assert only(text).item == "财政拨款总收支"


def test_of_several_sums_in_a_sentence_each_change_is_of_the_one_it_fits() -> None:
    text = (
        "预算支出3,560.8万元，其中基本支出2,800.8万元，较上年增加100.4万元，增长3.72%，"
        "项目支出760万元，较上年增加250万元，增长49.02%"
    )

    changes = [(c.item, c.now, c.delta) for c in find_changes(text)]

    assert changes == [
        ("基本支出", Decimal(28008000), Decimal(1004000)),
        ("项目支出", Decimal(7600000), Decimal(2500000)),
    ]


def test_the_base_may_print_its_sum() -> None:
    change = only("住房公积金210万元，比2024年执行数195万元增长7.69%")

    assert (change.item, change.share, change.base) == (
        "住房公积金",
        Decimal("7.69"),
        "2024年执行数",
    )
