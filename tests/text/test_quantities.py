"""Counts and measures keep what they count, their bounds and what they are per."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papertrace.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "told", "unit"),
    [
        ("≥25人次", ">=25", "人次"),
        ("不少于3艘", ">=3", "艘"),
        ("6个哨所", "6", "哨所"),
        ("12个边境检查站", "12", "边境检查站"),
        ("8名辅助人员", "8", "名"),
        ("百人以上", ">=100", "人"),
        ("85分以上", ">=85", "point"),
        ("配备摄像机40套", "40", "套"),
        ("每月不少于2次", ">=2", "次/month"),
        ("每站至少4名", ">=4", "名/站"),
        ("每例不超过15天", "<=15", "day/case"),
        ("各3台", "3", "台/each"),
        ("1.5万人次", "15000", "人次"),
        ("3-5名", "[3,5]", "名"),
        ("12余辆", ">12", "辆"),
        ("近千人", "<~1000", "人"),
        ("上百名", ">=100", "名"),
        ("约60间", "~60", "间"),
        ("贰拾套", "20", "套"),
        ("4台（套）", "4", "台(套)"),
        ("5个工作日", "5", "working_day"),
        ("at least 12 boats", ">=12", "boat"),
        ("30 police vehicles", "30", "police vehicle"),
        ("about 60 people", "~60", "person"),
        ("850平方米", "850", "m2"),
        ("0.5万㎡", "5000", "m2"),
        ("45亩", "30000", "m2"),
        ("1亩", "666.6667", "m2"),
        ("3公顷", "30000", "m2"),
        ("2.5公里", "2500", "m"),
        ("10海里", "18520", "m"),
        ("100 square feet", "9.290304", "m2"),
        ("2 miles", "3218.688", "m"),
        ("1.2吨", "1200", "kg"),
        ("300-500米", "[300,500]", "m"),
        ("300米至500米", "[300,500]", "m"),
    ],
)
def test_reads_one_figure(text: str, told: str, unit: str) -> None:
    (found,) = find_quantities(text, loose=True)
    assert (found.told, found.whole_unit) == (told, unit)


@pytest.mark.parametrize(
    "text", ["若干", "数十人", "十几台", "一级", "第3名", "AB12套", "一定程度提升", ""]
)
def test_vague_and_naming_words_are_no_counts(text: str) -> None:
    assert find_quantities(text, loose=True) == ()


def test_running_text_takes_known_units_only() -> None:
    text = "新建执勤点6个，占地2000平方米，其中一期工程含3座塔架。"
    assert [(q.value, q.unit) for q in find_quantities(text)] == [
        ("6", "个"),
        ("2000", "m2"),
        ("3", "座"),
    ]


@given(st.integers(min_value=1, max_value=10**7), st.sampled_from(["人次", "艘", "台", "件", "户"]))
def test_counts_are_read_back_with_their_span(number: int, counter: str) -> None:
    text = f"共{number:,}{counter}。"
    (found,) = find_quantities(text)
    assert (found.value, found.unit) == (str(number), counter)
    assert text[found.start : found.end] == f"{number:,}{counter}"
