"""Levels, changes, discounts and factors are different units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papertrace.text.numerals import plain
from papertrace.text.rates import find_rates


@pytest.mark.parametrize(
    ("text", "told", "unit"),
    [
        ("合格率92%", "92", "percent"),
        ("≥92％", ">=92", "percent"),
        ("百分之九十二以上", ">=92", "percent"),
        ("百分之百", "100", "percent"),
        ("千分之三", "0.3", "percent"),
        ("3‰", "0.3", "percent"),
        ("60%-75%", "[60,75]", "percent"),
        ("四成五", "45", "percent"),
        ("不足四成", "<40", "percent"),
        ("提高2个百分点", "2", "percentage_point"),
        ("下降2个百分点", "-2", "percentage_point"),
        ("5百分点", "5", "percentage_point"),
        ("下浮率6.5%", "6.5", "percent_discount"),
        ("上浮6%", "6", "percent_surcharge"),
        ("七五折", "75", "percent of list price"),
        ("9.5折", "95", "percent of list price"),
        ("增长7%", "7", "percent_change"),
        ("同比下降7%", "-7", "percent_change"),
        ("增长2倍", "200", "percent_change"),
        ("增长到2倍", "2", "factor"),
        ("翻三番", "8", "factor"),
        ("减半", "-50", "percent_change"),
        ("提高到92%", "92", "percent"),
        ("五分之一", "20", "percent"),
    ],
)
def test_reads_one_rate(text: str, told: str, unit: str) -> None:
    (found,) = find_rates(text)
    assert (found.told, found.unit) == (told, unit)


@pytest.mark.parametrize("text", ["三分之一", "折合人民币", "成立", "95", "三成本", ""])
def test_what_is_no_exact_rate_gives_none(text: str) -> None:
    assert find_rates(text) == ()


@given(st.decimals(min_value=0, max_value=1000, places=2, allow_nan=False))
def test_percentages_are_read_back(value: object) -> None:
    (found,) = find_rates(f"完成率{value}%。")
    assert found.value == plain(value)  # type: ignore[arg-type]
