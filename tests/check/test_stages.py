"""What the words of a sentence bind: stage, year, each."""

from __future__ import annotations

import pytest

from papertrace.check.stages import levels, says_each, says_period, stages_in, stages_said, years_of
from papertrace.model import Claim, DraftSpan


def claim(before: str, text: str, behind: str = ".") -> Claim:
    return Claim("x", "amount", DraftSpan("s.md", 1, 1, text), {}, before + text + behind, before)


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("almost 30 million yuan went to upgrades", {"executed"}),
        ("it spent 5 yuan", {"executed"}),
        ("paid from the 2023 budget", {"executed"}),
        ("a contract awarded to a firm", {"awarded"}),
        ("a deal signed in March", {"contracted"}),
        ("the contract is for boats", {"contracted"}),
        ("budgeted 5 yuan", {"budgeted"}),
        ("the budget has 5 yuan", {"budgeted"}),
        ("set goals for stations", set()),
        ("plans to buy boats", {"planned"}),
        ("was built for 5 yuan", {"built"}),
        ("中标金额", {"awarded"}),
        ("a figure of 5 yuan", set()),
        ("the spentness of paying", set()),
    ],
)
def test_stage_words(text: str, stages: set[str]) -> None:
    assert stages_in(text) == stages


def test_the_nearest_words_bind() -> None:
    one = claim("It budgeted 30 million yuan and spent ", "22 million yuan", " on boats.")
    assert stages_said(one) == {"executed"}
    other = claim("It budgeted ", "30 million yuan", " and spent 22 million yuan on boats.")
    assert stages_said(other) == {"budgeted"}


def test_without_words_in_the_clause_the_sentence_binds() -> None:
    assert stages_said(claim("That was spent, ", "22 million yuan", ", last year.")) == {"executed"}


def test_levels_hold_the_linked_words_first() -> None:
    assert levels(claim("In 2023, it got ", "5 yuan", ", in cash."))[:2] == (
        "5 yuan",
        " it got 5 yuan",
    )


def test_years_of_the_clause_go_before_those_of_the_sentence() -> None:
    one = claim("After 3 yuan in 2022, it got ", "5 yuan in 2023")
    assert years_of(one).ranges == ((2023, 2023),)
    assert years_of(claim("In 2022, it got ", "5 yuan")).ranges == ((2022, 2022),)


@pytest.mark.parametrize(
    ("before", "text", "behind", "each"),
    [
        ("Each station must handle at least ", "10 people", ".", True),
        ("They handle ", "10 people", " each.", True),
        ("They handle ", "10", " per station.", True),
        ("They were to handle ", "10 people", " in all.", False),
        ("The budget set goals for ", "18", " stations, which were each to act.", False),
        ("It has 18 stations, each with 3 boats and ", "5 cars", ".", False),
        ("A rate of ", "95 per cent", ".", False),
        ("每个站处置", "10人", "。", True),
    ],
)
def test_each_belongs_to_its_figure(before: str, text: str, behind: str, *, each: bool) -> None:
    assert says_each(claim(before, text, behind)) is each


def test_a_period_is_said() -> None:
    assert says_period(claim("It costs ", "5 yuan", " a year."))
    assert not says_period(claim("It costs ", "5 yuan"))
