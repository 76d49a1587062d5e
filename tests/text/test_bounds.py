"""Words beside a figure, and the time hostile text may take."""

from __future__ import annotations

import time

import pytest

from papertrace.text.bounds import bound_before, bound_behind
from papertrace.text.changes import find_changes
from papertrace.text.dates import find_dates
from papertrace.text.durations import find_durations
from papertrace.text.money import find_amounts, unit_note
from papertrace.text.places import find_places
from papertrace.text.quantities import find_quantities
from papertrace.text.rates import find_rates


@pytest.mark.parametrize(
    ("words", "operator"),
    [
        ("不少于", ">="),
        ("不得低于", ">="),
        ("≧", ">="),
        ("=>", ">="),
        ("超过", ">"),
        ("逾", ">"),
        ("不超过", "<="),
        ("不高于", "<="),
        ("至多", "<="),
        ("⩽", "<="),
        ("不足", "<"),
        ("低于", "<"),
        ("no more than ", "<="),
        ("more than ", ">"),
    ],
)
def test_the_longest_word_before_decides(words: str, operator: str) -> None:
    text = f"合计{words}"
    bound = bound_before(text, len(text))
    assert bound is not None
    assert (bound.operator, bound.start) == (operator, 2)


@pytest.mark.parametrize(
    ("words", "operator"),
    [
        ("以上", ">="),
        ("（含）以上", ">="),
        ("以下", "<="),
        ("以内", "<="),
        ("内", "<="),
        ("以外", ">"),
    ],
)
def test_words_behind(words: str, operator: str) -> None:
    folded = words.replace("（", "(").replace("）", ")")
    bound = bound_behind(folded, 0)
    assert bound is not None
    assert bound.operator == operator


@pytest.mark.parametrize("words", ["内容", "内蒙古", "上级", "以下简称", ""])
def test_other_words_are_no_bound(words: str) -> None:
    assert bound_before(words, len(words)) is None
    assert bound_behind(words, 0) is None


@pytest.mark.parametrize(
    "piece", ["一万", "1,", "1-", "2024年", "比上年", "增加", "(元", "每", "吉林", "1.", " "]
)
def test_long_repetitions_are_read_in_good_time(piece: str) -> None:
    text = piece * (6000 // len(piece))
    begun = time.monotonic()
    for read in (
        find_amounts,
        unit_note,
        find_dates,
        find_quantities,
        find_rates,
        find_durations,
        find_changes,
        find_places,
    ):
        read(text)
    assert time.monotonic() - begun < 20
