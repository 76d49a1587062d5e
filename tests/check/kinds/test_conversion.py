"""A rate is of a day, from a source, and one that there may have been."""

from __future__ import annotations

import pytest

from analyse.invented import accepted
from check.stories import evidence, listed, result

WON = accepted("award", "a.html", supplier="甲", amount="71200000", date="2024-03-12")
DOLLARS = "It awarded [10 million US dollars](claim:x)."


@pytest.mark.parametrize(
    ("story", "told", "passes"),
    [
        (DOLLARS, ("7.12", "2024-03-12", "PBoC"), True),
        ("It awarded [10 million](claim:x).", ("7.12", "2024-03-12", "PBoC"), False),
        ("It awarded [100 million US dollars](claim:x).", ("0.712", "2024-03-12", "PBoC"), False),
        (DOLLARS, ("7.12", "1994-03-12", "PBoC"), False),
        (DOLLARS, ("7.12", "2019-03-12", "PBoC"), False),
        (DOLLARS, ("7.12", "2999-03-12", "PBoC"), False),
        (DOLLARS, ("7.12", "2024-03-12", "  . "), False),
    ],
)
def test_a_rate_may_have_been_one(story: str, told: tuple[str, str, str], passes: bool) -> None:  # noqa: FBT001  (a column)
    rate, day, source = told
    convert = f'{{ currency = "USD", rate = "{rate}", date = "{day}", source = "{source}" }}'
    table = f'kind = "amount"\nfacts = {listed(WON)}\nconvert = {convert}'
    assert (result(story, table, evidence(WON)).outcome == "passed") is passes
