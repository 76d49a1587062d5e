"""Somebody's figure is told under the speaker's own hedge, in the unit it is printed in."""

from __future__ import annotations

import pytest

from analyse.invented import accepted
from check.stories import evidence, listed, result

TOLD = {"speaker_org": "River Watch", "date": "2024-10-02"}


@pytest.mark.parametrize(
    ("hedge", "words", "slip"),
    [
        (">", "more than 90 percent", None),
        (">", "at least 90 percent", "bound"),
        (">", "more than 91 percent", "digit"),
        (">", "about 90 percent", "bound"),
        (">=", "at least 90 percent", None),
        ("~", "about 90 percent", None),
        ("about", "some 90 percent", None),
        ("~", "about 92 percent", "digit"),
        ("~", "more than 90 percent", "bound"),
        ("~", "90 percent", "bound"),
    ],
)
def test_the_hedge_is_the_speakers(hedge: str, words: str, slip: str | None) -> None:
    fact = accepted("third_party_figure", value="90", unit="percent", hedge=hedge, **TOLD)
    told = result(
        f"River Watch said that it was [{words}](claim:x).",
        f'kind = "statement"\nfacts = {listed(fact)}',
        evidence(fact),
    )
    assert (told.slip or None, told.outcome == "passed") == (slip, slip is None)


@pytest.mark.parametrize(
    ("unit", "words", "slip"),
    [
        ("yuan", "2,000 yuan", ""),
        ("yuan", "2,000 dollars", "currency"),
        ("nationals", "2,000 people", ""),
        ("people", "2,000 boats", "unit"),
    ],
)
def test_an_english_unit_is_known(unit: str, words: str, slip: str) -> None:
    fact = accepted("third_party_figure", value="2000", unit=unit, **TOLD)
    told = result(
        f"River Watch said that it was [{words}](claim:x).",
        f'kind = "statement"\nfacts = {listed(fact)}',
        evidence(fact),
    )
    assert told.slip == slip


@pytest.mark.parametrize(("period", "passes"), [("in 2023", True), ("one night", False)])
def test_a_period_told_otherwise_is_of_the_same_years(period: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    fact = accepted("third_party_figure", value="600", unit="people", period="2023", **TOLD)
    told = result(
        f"River Watch said that [600 people](claim:x) left {period}.",
        f'kind = "statement"\nfacts = {listed(fact)}\nperiod = "{period}"',
        evidence(fact),
    )
    assert (told.outcome == "passed") is passes
