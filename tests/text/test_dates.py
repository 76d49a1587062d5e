"""Dates are read whole, never joined, and impossible ones are refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papertrace.text.dates import find_dates, readings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("发布于2023年7月9日", "2023-07-09"),
        ("202 3 年 1 2 月 3 1 日", "2023-12-31"),
        ("2023\n年\n7\n月\n9\n日", "2023-07-09"),
        ("２０２３年７月９日　９：０５", "2023-07-09T09:05:00+08:00"),
        ("二〇二三年七月九日", "2023-07-09"),
        ("二零二三年十月", "2023-10"),
        ("2023年7月9日下午3时", "2023-07-09T15:00:00+08:00"),
        ("2023年7月9日下午15:00时", "2023-07-09T15:00:00+08:00"),
        ("2023年7月9日（星期日）上午9时30分", "2023-07-09T09:30:00+08:00"),
        ("2023年7月9日9点半", "2023-07-09T09:30:00+08:00"),
        ("2023年12月31日24时", "2024-01-01T00:00:00+08:00"),
        ("2023-7-9 08:05:09", "2023-07-09T08:05:09+08:00"),
        ("2023.07.09", "2023-07-09"),
        ("2023/7/9", "2023-07-09"),
        ("2023-07-09T08:05+08:00", "2023-07-09T08:05:00+08:00"),
        ("2023年度", "2023"),
        ("2023年第三季度", "2023-07-01/2023-09-30"),
        ("2023年下半年", "2023-07-01/2023-12-31"),
        ("2023年一至三季度", "2023-01-01/2023-09-30"),
        ("2023年3月上旬至4月中旬", "2023-03-01/2023-04-20"),
        ("贰零贰叁年柒月玖日", "2023-07-09"),
        ("fiscal year 2023", "2023"),
        ("2024年2月下旬", "2024-02-21/2024-02-29"),
        ("2023年7月9日至16日", "2023-07-09/2023-07-16"),
        ("2023年7月9日至8月2日", "2023-07-09/2023-08-02"),
        ("2023年12月9日-2024年1月2日", "2023-12-09/2024-01-02"),
        ("2023年12月3至2023年12月8日", "2023-12-03/2023-12-08"),
        ("2023年11月至次年2月", "2023-11/2024-02"),
        ("2023年4-6月", "2023-04/2023-06"),
        ("2022—2024年", "2022/2024"),
        ("2023年7月9日9:00至11:30", "2023-07-09T09:00:00+08:00/2023-07-09T11:30:00+08:00"),
        (
            "2023年7月9日9:00至2023年7月16日17:00",
            "2023-07-09T09:00:00+08:00/2023-07-16T17:00:00+08:00",
        ),
        ("“十四五”时期", "2021/2025"),
        ("July 9, 2023", "2023-07-09"),
        ("9 July 2023", "2023-07-09"),
        ("Q2 2023", "2023-04-01/2023-06-30"),
        ("日期：20230709", "2023-07-09"),
    ],
)
def test_reads_one_date(text: str, value: str) -> None:
    assert [d.value for d in find_dates(text)] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2023-07-09 2023-07-16", ["2023-07-09", "2023-07-16"]),
        ("2023年7月9日 2023年7月16日", ["2023-07-09", "2023-07-16"]),
        ("2023年\n2024年7月", ["2023", "2024-07"]),
        ("2023年7月\n2024年8月", ["2023-07", "2024-08"]),
        ("2023年预算、2022年决算", ["2023", "2022"]),
        (
            "2023年7月9日10时 2023年7月9日11时",
            ["2023-07-09T10:00:00+08:00", "2023-07-09T11:00:00+08:00"],
        ),
    ],
)
def test_two_dates_are_never_joined(text: str, values: list[str]) -> None:
    assert [d.value for d in find_dates(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "2023年2月29日",
        "2023年13月1日",
        "2023年4月31日",
        "2023年7月9日25:00",
        "2023年7月16日至7月9日",
        "2023-02-30",
    ],
)
def test_impossible_dates_are_refused_with_a_reason(text: str) -> None:
    assert find_dates(text) == ()
    (reading,) = readings(text)
    assert reading.value is None
    assert reading.reason


@pytest.mark.parametrize(
    "text",
    [
        "7月9日",
        "JC2023-0709",
        "BX-2023-07-09",
        "2023070912345",
        "0571-20230709",
        "3.2.1",
        "5年",
        "近日",
        "05/03/2024",
    ],
)
def test_what_is_no_full_date_gives_none(text: str) -> None:
    assert find_dates(text) == ()


def test_the_span_is_the_date_without_its_label() -> None:
    text = "开标时间：　２０２３年７月９日 ９：３０（北京时间）"
    (found,) = find_dates(text)
    assert text[found.start : found.end] == "２０２３年７月９日 ９：３０"


DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2080, 12, 30))
STYLES = [
    "{0.year}年{0.month}月{0.day}日",
    "{0:%Y-%m-%d}",
    "{0.year}.{0.month}.{0.day}",
    "{0:%Y}年 {0:%m} 月 {0:%d} 日",
]


@given(DAYS, st.sampled_from(STYLES))
def test_every_style_of_day_is_read_back(day: date, style: str) -> None:
    assert [d.value for d in find_dates(style.format(day))] == [day.isoformat()]


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2080, 1, 1)))  # noqa: DTZ001  (printed times carry no zone)
def test_times_are_read_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    clock = f"{moment.hour}时{moment.minute}分{moment.second}秒"
    text = f"{moment.year}年{moment.month}月{moment.day}日{clock}"
    assert [d.value for d in find_dates(text)] == [moment.isoformat() + "+08:00"]


@given(DAYS, st.integers(min_value=0, max_value=900))
def test_periods_are_read_back(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    text = f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
    assert [d.value for d in find_dates(text)] == [f"{first}/{last}"]


@given(st.text(alphabet="0123456789年月日时分:-/至. 上下午二〇三十\n", max_size=40))
def test_any_text_gives_sound_spans(text: str) -> None:
    found = readings(text)
    assert all(0 <= r.start < r.end <= len(text) for r in found)
    assert all((r.value is None) == bool(r.reason) for r in found)
