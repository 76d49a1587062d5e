"""Factors hold near their number, and on the side that their hedge says."""

from __future__ import annotations

import pytest

from analyse.invented import accepted
from check.stories import evidence, listed, report, result

ONE = accepted("budget_total", "a.pdf", body="甲站", year="2025", phase="approved", amount="2990")
TWO = accepted("budget_total", "b.pdf", body="乙站", year="2025", phase="approved", amount="1000")
KNOWN = evidence(ONE, TWO)
TABLE = f'kind = "comparison"\nleft = {listed(ONE)}\nright = {listed(TWO)}'


@pytest.mark.parametrize(
    ("words", "slip"),
    [
        ("[three times](claim:x)", None),
        ("[about three times](claim:x)", None),
        ("almost [three times](claim:x)", None),
        ("exactly [three times](claim:x)", None),
        ("[more than three times](claim:x)", "bound"),
        ("at least [three times](claim:x)", "bound"),
        ("[four times](claim:x)", "digit"),
    ],
)
def test_a_factor_holds_on_the_side_of_its_hedge(words: str, slip: str | None) -> None:
    told = result(f"Its budget is {words} that of the other.", TABLE, KNOWN)
    assert (told.outcome == "passed", told.slip or None) == (slip is None, slip)


@pytest.mark.parametrize(
    ("story", "slip"),
    [
        ("Mill has [more than](claim:x) Weir.", ""),
        ("Weir has [more than](claim:x) Mill.", "body"),
        ("Mill has [more than](claim:x) Mill.", "body"),
        ("It has [more than](claim:x) Weir.", ""),
    ],
)
def test_names_stand_on_their_own_side(story: str, slip: str) -> None:
    toml = f'[x]\n{TABLE}\n[bodies]\n"Mill" = "甲站"\n"Weir" = "乙站"\n'
    (told,) = report(story, toml, KNOWN).results
    assert told.slip == slip


NOW = accepted("budget_total", "c.pdf", body="甲站", year="2024", phase="approved", amount="100")
THEN = accepted("budget_total", "d.pdf", body="甲站", year="2023", phase="approved", amount="80")


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("The budget of 2024 was [more](claim:x) than that of 2023.", True),
        ("In 2024 it budgeted [more](claim:x) than the year before.", True),
        ("2024年预算比2023年[多于](claim:x)。", True),
        ("The budget of 2023 was [more](claim:x) than that of 2024.", False),
        ("The budget [of 1998 was more than that of 1997](claim:x).", False),
        ("The budget [of 2023 was more than that of 2024](claim:x).", False),
        ("It [spent more in 2024 than in 2023](claim:x).", False),
        ("It is false that it was [more](claim:x).", False),
        ("甲站[不高于](claim:x)乙站。", False),
        ("It was not [more](claim:x) than before.", False),
    ],
)
def test_each_side_is_of_the_year_it_says(story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    table = f'kind = "comparison"\nleft = {listed(NOW)}\nright = {listed(THEN)}'
    assert (result(story, table, evidence(NOW, THEN)).outcome == "passed") is passes


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("Its budget is [more than twice](claim:x) that of the other.", True),
        ("Its budget is [2.99 times](claim:x) that of the other.", True),
        ("Its budget is [2.9 times](claim:x) that of the other.", False),
        ("Its budget is [at least 3.1 times](claim:x) that of the other.", False),
        ("Its budget is [2.99 times more](claim:x) than the other.", False),
        ("Its budget is [2.99 times](claim:x) less than the other.", False),
        ("Those of [99 ships got 2.99 times](claim:x) the other.", False),
    ],
)
def test_a_factor_stands_alone_and_is_plain(story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    assert (result(story, TABLE, KNOWN).outcome == "passed") is passes


def test_names_of_the_facts_stand_on_their_own_side() -> None:
    assert result("乙站的预算[高于](claim:x)甲站。", TABLE, KNOWN).slip == "body"
    assert result("甲站的预算[高于](claim:x)乙站。", TABLE, KNOWN).outcome == "passed"
