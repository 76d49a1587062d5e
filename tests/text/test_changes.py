"""Changes against an earlier year: signs from the verbs, bases apart."""

from __future__ import annotations

import pytest

from papertrace.text.changes import find_changes


@pytest.mark.parametrize(
    ("text", "delta", "pct", "base"),
    [
        ("比上年增加30.50万元，增长6.1%，主要原因是人员增加", "305000", "6.1", ("", "")),
        ("较2022年减少1,200元，下降0.4％", "-1200", "-0.4", ("2022", "")),
        ("与上年相比减少8万元，降幅2%", "-80000", "-2", ("", "")),
        ("较2022年执行数增加8万元，增长2%", "80000", "2", ("2022", "executed")),
        ("比2022年预算数减少8万元", "-80000", "", ("2022", "approved")),
        ("较上年增长2%，增加8万元", "80000", "2", ("", "")),
        ("与上年持平", "0", "", ("", "")),
        ("与上年预算数相等", "0", "", ("", "approved")),
        ("同比增加0.2亿元，增长12倍", "20000000", "1200", ("", "")),
        ("收、支总计各增加8万元，增长2%", "80000", "2", ("", "")),
        ("本年数小于上年预算数8.5万元", "-85000", "", ("", "approved")),
        ("本年数等于上年预算数", "0", "", ("", "approved")),
        ("与上年相比增加（减少）0万元，增长（减少）0%", "0", "0", ("", "")),
        ("比上年减少（不含结转）8万元", "-80000", "", ("", "")),
    ],
)
def test_reads_one_change(text: str, delta: str, pct: str, base: tuple[str, str]) -> None:
    (change,) = find_changes(text)
    assert (change.delta, change.pct, (change.base_year, change.base_phase)) == (delta, pct, base)


@pytest.mark.parametrize(
    "text",
    [
        "统计口径与上年不一致",
        "与上年相比增加（减少）8万元",
        "比上年减少-8万元",
        "增加的主要原因是设备采购较上年增加8万元",
        "上年预算为8万元",
    ],
)
def test_what_is_not_stated_or_can_be_read_two_ways_gives_none(text: str) -> None:
    assert find_changes(text) == ()


def test_each_sentence_has_its_own_change_with_spans() -> None:
    text = "支出比上年增加6万元，增长3%。其中：丙项较上年减少2万元，下降5%；丁项与上年持平。"
    changes = find_changes(text)
    assert [(c.delta, c.pct) for c in changes] == [("60000", "3"), ("-20000", "-5"), ("0", "")]
    first = changes[0]
    assert first.delta_span is not None
    assert first.pct_span is not None
    assert text[slice(*first.delta_span)] == "6万元"
    assert text[slice(*first.pct_span)] == "3%"
    assert changes[2].delta_span is None


def test_bare_numbers_take_the_unit_handed_in() -> None:
    (change,) = find_changes("比上年增加6.50，增长3%", "万元")
    assert change.delta == "65000"
