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
