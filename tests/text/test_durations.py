"""Spans of time become ISO 8601, exactly or not at all."""

from __future__ import annotations

import pytest

from papertrace.text.durations import find_durations


@pytest.mark.parametrize(
    ("text", "told", "unit"),
    [
        ("60日历天", "P60D", "ISO 8601"),
        ("合同签订后45日内", "<=P45D", "ISO 8601"),
        ("自验收合格之日起三年", "P3Y", "ISO 8601"),
        ("两年半", "P30M", "ISO 8601"),
        ("1.5年", "P18M", "ISO 8601"),
        ("半年", "P6M", "ISO 8601"),
        ("一个半小时", "PT90M", "ISO 8601"),
        ("2年6个月", "P2Y6M", "ISO 8601"),
        ("1小时30分钟", "PT1H30M", "ISO 8601"),
        ("不少于2年", ">=P2Y", "ISO 8601"),
        ("1-2年", "[P1Y,P2Y]", "ISO 8601"),
        ("18 months", "P18M", "ISO 8601"),
        ("2个季度", "P6M", "ISO 8601"),
        ("10个工作日内", "<=10", "working_day"),
        ("自2024年1月1日起一年", "P1Y", "ISO 8601"),
    ],
)
def test_reads_one_span(text: str, told: str, unit: str) -> None:
    (found,) = find_durations(text)
    assert (found.told, found.unit) == (told, unit)


@pytest.mark.parametrize("text", ["2024年3月5日", "一个半月", "近期", "第三年度", ""])
def test_dates_and_inexact_spans_give_none(text: str) -> None:
    assert find_durations(text) == ()


def test_the_span_is_the_figure_with_its_unit() -> None:
    text = "工期：　１２０日历天（含试运行）"
    (found,) = find_durations(text)
    assert text[found.start : found.end] == "１２０日历天"
