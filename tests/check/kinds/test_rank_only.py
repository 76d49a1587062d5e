"""A rank and an only are no more than a place among facts that are named, of their years."""

from __future__ import annotations

import pytest

from analyse.invented import accepted, fact, holding
from check.stories import evidence, listed, result

ONE = accepted("award", "n1.html", supplier="甲", amount="265", buyer="甲站", date="2024-05-01")
TWO = accepted("award", "n2.html", supplier="乙", amount="100", buyer="甲站", date="2023-05-01")
LOW = accepted("award", "n3.html", supplier="丙", amount="50", buyer="甲站", date="2024-06-01")
RANK = f'kind = "rank"\nfact = {listed(ONE)}\namong = {listed(TWO, LOW)}'


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("It was the [largest](claim:x) of the awards.", True),
        ("It was [the largest award](claim:x).", True),
        ("It was the [sixth largest](claim:x) award.", False),
        ("It was the sixth [largest](claim:x) award.", False),
        ("It was the [3rd largest](claim:x) award.", False),
        ("It was not the [largest](claim:x) award.", False),
        ("It is false that it was the [largest](claim:x) award.", False),
        ("[The most corrupt, deadliest](claim:x) station.", False),
        ("It was [largest, costliest and worst](claim:x).", False),
        ("It was the [largest](claim:x) in Asia.", False),
        ("It was the [largest](claim:x) by any country.", False),
        ("It was [the largest award of 1997](claim:x).", False),
        ("It [spent the most](claim:x).", False),
    ],
)
def test_a_rank_is_read_with_its_words(story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    assert (result(story, RANK, evidence(ONE, TWO, LOW)).outcome == "passed") is passes


def test_the_second_is_read_before_the_link() -> None:
    table = f'kind = "rank"\nfact = {listed(TWO)}\namong = {listed(ONE, LOW)}'
    known = evidence(ONE, TWO, LOW)
    assert result("It was the second [largest](claim:x) award.", table, known).outcome == "passed"


HELD = (
    holding("n1.html", "2024", publisher="甲站", form="award@1"),
    holding("n3.html", "2024", publisher="甲站", form="award@1"),
)
WHERE = 'where = { kind = "award", body = "甲站", years = [2024] }'
ONLY = f'kind = "only"\nfacts = {listed(ONE)}\n{WHERE}'


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("It was [the only award](claim:x).", True),
        ("It was the [first](claim:x) award of 2024.", True),
        ("It was not the [only](claim:x) award.", False),
        ("It was [not the only](claim:x) award.", False),
        ("It was [the first ever, and worst](claim:x).", False),
        ("It is [the only company in China that never pays taxes](claim:x).", False),
        ("It was the [first award of 1997](claim:x).", False),
    ],
)
def test_an_only_is_read_with_its_words(story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    assert (result(story, ONLY, evidence(ONE, holdings=HELD)).outcome == "passed") is passes


@pytest.mark.parametrize("status", ["proposed", "disputed", "stale"])
def test_a_rival_that_nobody_settled_stands_in_the_way(status: str) -> None:
    rival = fact("award", "n3.html", 1, supplier="丙", amount="5")
    held = (HELD[0], holding("n3.html", "2024", facts=(rival,), publisher="甲站", form="award@1"))
    known = evidence(ONE, holdings=held, statuses={rival.id: status})
    assert result("It was the [only](claim:x) award.", ONLY, known).outcome == "unproven"


def test_a_document_of_an_unknown_year_stands_in_the_way() -> None:
    held = (HELD[0], holding("n3.html", "", publisher="", form=""))
    known = evidence(ONE, holdings=held)
    assert result("It was the [only](claim:x) award.", ONLY, known).outcome == "unproven"


@pytest.mark.parametrize("told", [{"year": "2024"}, {"date": "2024-05"}, {"date": "2024-01-01"}])
def test_first_needs_rivals_that_are_surely_later(told: dict[str, str]) -> None:
    rival = accepted("award", "n3.html", supplier="丙", amount="5", buyer="乙局", **told)
    known = evidence(ONE, rival, holdings=HELD)
    assert result("It was the [first](claim:x) award.", ONLY, known).outcome == "failed"
