"""The hedge table at its borders."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from papertrace.check.hedges import HEDGES, hedge_around, holds, rounds_to, stretch, table, too_far
from papertrace.check.words import find_figures

ROWS = [
    # words, values that hold, values that do not
    ("22.3 million", ["22250000", "22300000", "22349999"], ["22249999", "22350001", "23200000"]),
    ("163 million", ["162500000", "163499999"], ["162499999", "163500001"]),
    ("18", ["18"], ["17", "19"]),
    ("95%", ["95", "94.5"], ["94.4", "95.6", "96"]),
    ("about 100", ["95", "100", "105"], ["94.9", "105.1"]),
    ("some 100", ["95", "105"], ["94", "106"]),
    ("roughly 100", ["95", "105"], ["94", "106"]),
    ("almost 30 million", ["28500000", "29999999"], ["30000000", "28499999", "30100000"]),
    ("nearly 100", ["95", "99"], ["100", "94"]),
    ("just under 100", ["95", "99"], ["100", "94"]),
    ("more than 100", ["101", "120"], ["100", "121", "99"]),
    ("over 100", ["101", "120"], ["100", "121"]),
    ("at least 100", ["100", "120", "500"], ["99"]),
    ("no fewer than 100", ["100"], ["99"]),
    ("up to 100", ["100", "1"], ["101"]),
    ("no more than 100", ["100", "99"], ["101"]),
    ("at most 100", ["100"], ["101"]),
    ("dozens", ["24", "99"], ["23", "100"]),
    ("hundreds", ["200", "999"], ["199", "1000"]),
    ("a third", ["0.3334", "0.32"], ["0.36", "0.3"]),
    ("half", ["0.5", "0.52"], ["0.53", "0.47"]),
    ("doubled", ["1.9", "2.1"], ["1.89", "2.11"]),
    ("one in five", ["0.2", "0.19"], ["0.22"]),
    ("不少于10", ["10"], ["9"]),
    ("将近30", ["29"], ["30"]),
    ("30左右", ["29", "31"], ["25"]),
    ("95以上", ["95", "99"], ["94"]),
    ("30以内", ["30", "5"], ["31"]),
    ("10余", ["11"], ["10", "13"]),
]


@pytest.mark.parametrize(("words", "good", "bad"), ROWS)
def test_the_table_at_its_borders(words: str, good: list[str], bad: list[str]) -> None:
    (figure,) = find_figures(words)
    hedge = hedge_around(words[: figure.start], words[figure.end :])
    assert [v for v in good if not holds(hedge, figure, Decimal(v))] == []
    assert [v for v in bad if holds(hedge, figure, Decimal(v))] == []


def test_both_ways_of_rounding_a_half_are_accepted() -> None:
    (figure,) = find_figures("22.4")
    assert rounds_to(Decimal("22.35"), figure)
    assert rounds_to(Decimal("22.45"), figure)
    assert not rounds_to(Decimal("22.46"), figure)


@pytest.mark.parametrize(
    ("before", "code"),
    [
        ("which is almost ", "almost"),
        ("no more than ", "at-most"),
        ("more than ", "more-than"),
        ("at least a further ", "at-least"),
        ("附近 ", "none"),
        ("Dover ", "none"),
        ("about the station, ", "none"),
        ("", "none"),
    ],
)
def test_a_hedge_stands_directly_before_its_figure(before: str, code: str) -> None:
    assert hedge_around(before, "").code == code


def test_only_nothing_is_zero() -> None:
    (figure,) = find_figures("0 billion yuan")
    assert not holds(hedge_around("", ""), figure, Decimal(18_800_000))
    assert holds(hedge_around("", ""), figure, Decimal(0))


def test_far_above_at_least_is_worth_a_look() -> None:
    (figure,) = find_figures("100")
    hedge = next(h for h in HEDGES if h.code == "at-least")
    assert too_far(hedge, figure, Decimal(121))
    assert not too_far(hedge, figure, Decimal(120))


def test_the_hedge_before_a_claim_is_found() -> None:
    text = "They must deal with no more than "
    assert text[stretch(text) :].strip() == "no more than"
    assert stretch("They must deal with ") == len("They must deal with ")


def test_every_hedge_is_in_the_table() -> None:
    told = dict(table())
    assert len(told) >= len(HEDGES)
    assert any("almost" in words for words in told)


@given(st.integers(1, 10**9), st.integers(0, 3), st.data())
def test_no_figure_holds_when_one_digit_is_altered(
    number: int, places: int, data: st.DataObject
) -> None:
    value = Decimal(number).scaleb(-places)
    printed = f"{value:f}"
    spots = [i for i, c in enumerate(printed) if c.isdigit()]
    at = data.draw(st.sampled_from(spots))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != printed[at]]))
    altered = printed[:at] + digit + printed[at + 1 :]
    assume(not altered.startswith("00"))
    (figure,) = find_figures(f"{altered} million")
    exact = hedge_around("", "")
    assert not holds(exact, figure, value * 10**6)
    (same,) = find_figures(f"{printed} million")
    assert holds(exact, same, value * 10**6)
