"""A date and a place are read with the words around them."""

from __future__ import annotations

import pytest

from analyse.invented import accepted
from check.stories import evidence, listed, result

SIGNED = accepted("contract", "c.html", amount="5", signed="2024-05-01")
WON = accepted("award", "a.html", amount="5", date="2024-05-01", buyer="云南省公安厅")
HALL = accepted("facility", "f.html", name="营房", place="云南省昆明市")


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("It was signed on [May 1, 2024](claim:x).", True),
        ("It was signed in [May 2024](claim:x).", True),
        ("It was not signed on [May 1, 2024](claim:x).", False),
        ("It was signed before [May 1, 2024](claim:x).", False),
        ("It was signed after [May 2024](claim:x).", False),
        ("It ran until [May 2024](claim:x).", False),
        ("It was [pre-2024](claim:x).", False),
        ("It was [late 2024](claim:x).", False),
        ("It was [01/05/2024](claim:x).", False),
        ("It was paid on [May 1, 2024](claim:x).", False),
        ("It was delivered on [May 1, 2024](claim:x).", False),
    ],
)
def test_a_date_is_of_what_the_sentence_says(story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    table = f'kind = "date"\nfacts = {listed(SIGNED)}'
    assert (result(story, table, evidence(SIGNED)).outcome == "passed") is passes


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("It stands in [Yunnan](claim:x).", True),
        ("It stands outside [Yunnan](claim:x).", False),
        ("It does not stand in [Yunnan](claim:x).", False),
        ("It stands 20 km from [Yunnan](claim:x).", False),
    ],
)
def test_a_place_holds_what_stands_in_it(story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    table = f'kind = "place"\nfacts = {listed(HALL)}'
    assert (result(story, table, evidence(HALL)).outcome == "passed") is passes


def test_a_buyer_is_no_place() -> None:
    table = f'kind = "place"\nfacts = {listed(WON)}'
    assert result("It lies in [Yunnan](claim:x).", table, evidence(WON)).outcome == "failed"
