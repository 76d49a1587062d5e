"""The figures of a story's words: value, printed exactness, unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papertrace.check.loose_words import loose_words
from papertrace.check.words import find_figures


@pytest.mark.parametrize(
    ("text", "value", "step", "unit"),
    [
        ("22.3 million yuan", "22300000", "100000", "CNY"),
        ("163 million", "163000000", "1000000", ""),
        ("¥26.5m", "26500000", "100000", "CNY"),
        ("a 26.5-million-yuan contract", "26500000", "100000", "CNY"),
        ("US$1.2bn", "1200000000", "100000000", "USD"),
        ("$5 billion", "5000000000", "1000000000", "USD"),
        ("18 stations", "18", "1", ""),
        ("eighteen stations", "18", "1", ""),
        ("two hundred and five", "205", "1", ""),
        ("three million yuan", "3000000", "1000000", "CNY"),
        ("30 days", "30", "1", "day"),
        ("95%", "95", "1", "percent"),
        ("95.50 per cent", "95.50", "0.01", "percent"),
        ("five percent", "5", "1", "percent"),
        ("12 percentage points", "12", "1", "percentage_point"),
        ("7,713 square-metre", "7713", "1", "m2"),
        ("7713 square meters", "7713", "1", "m2"),
        ("2650万元", "26500000", "10000", "CNY"),
        ("２６５０．５０万元", "26505000", "100", "CNY"),
        ("1.63亿元", "163000000", "1000000", "CNY"),
        ("七百万元", "7000000", "10000", "CNY"),
        ("二十六人", "26", "1", "person"),
        ("12人次", "12", "1", "occasion"),
        ("百分之九十五", "95", "1", "percent"),
        ("10 people", "10", "1", "person"),
        ("10 North Koreans", "10", "1", ""),
        ("48\u00a0000", "48000", "1", ""),
        ("26.5 m", "26.5", "0.1", "m"),
        ("RMB500", "500", "1", "CNY"),
        ("-5%", "-5", "1", "percent"),
        ("half a million yuan", "500000", "1", "CNY"),
        ("one in five", "0.2", "1", "share"),
        ("三成", "0.3", "1", "share"),
        ("doubled", "2", "1", "factor"),
    ],
)
def test_a_figure_is_read_as_printed(text: str, value: str, step: str, unit: str) -> None:
    (found,) = find_figures(text)
    assert (found.value, found.step, found.unit) == (Decimal(value), Decimal(step), unit)


@pytest.mark.parametrize(
    "text",
    ["COVID-19", "G20 and F-16", "in 2023", "on March 5, 2024", "2024年3月", "统一", "十分",
     "a few", "two three", "at 5:30", "hundreds of thousands"],
)  # fmt: skip
def test_what_is_no_figure_is_left_alone(text: str) -> None:
    assert find_figures(text) == ()


def test_a_figure_at_the_beginning_of_a_line_is_read() -> None:
    assert [f.text for f in find_figures("It had\n300 boats and\n5 yuan.")] == ["300", "5 yuan"]


def test_vague_words_have_bounds() -> None:
    assert [f.bounds for f in find_figures("dozens of boats, hundreds of cameras")] == [
        (24, 99),
        (200, 999),
    ]


def test_several_figures_keep_their_places() -> None:
    text = "10 points for a rate of 95% in 2024"
    assert [text[f.start : f.end] for f in find_figures(text)] == ["10 points", "95%"]


@given(st.integers(0, 10**12), st.integers(0, 4))
def test_digits_come_back_exactly(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    (found,) = find_figures(f"about {value:f} percent")
    assert found.value == value
    assert found.step == Decimal(1).scaleb(-places)


@given(st.integers(0, 10**12))
def test_group_marks_change_nothing(number: int) -> None:
    (found,) = find_figures(f"{number:,} stations")
    assert found.value == number


@given(st.text(max_size=80))
def test_every_figure_is_a_stretch_of_the_text(text: str) -> None:
    for figure in find_figures(text):
        assert 0 <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end].translate({}) != ""


@pytest.mark.parametrize(
    "words",
    [
        "Untold numbers died.", "It trebled.", "More were killed than born.", "Prices soared.",
        "死者逾百。", "XII people died.", "It fell last Tuesday.", "昨天下雨。", "价格暴涨。",
    ],
)  # fmt: skip
def test_amounts_and_days_in_other_words_need_a_claim(words: str) -> None:
    assert loose_words(words)


@pytest.mark.parametrize(
    "words",
    [
        "It is more expensive than before.",
        "Louis XIV was king.",
        "Chapter II deals with boats.",
        "The birds soared to the hills.",
        "World War II veterans met.",
    ],
)
def test_other_words_need_none(words: str) -> None:
    assert not loose_words(words)
