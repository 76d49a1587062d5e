"""A number of sources is not a number of victims."""

from __future__ import annotations

from dataclasses import replace

import pytest

from check.stories import evidence, report, result
from papertrace import model

KNOWN = replace(evidence(), testimonies=(model.Testimony("x", 3, "", "2024-05", "a" * 16),))


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("[Three](claim:x) people told of quotas.", True),
        ("[Three people were killed](claim:x).", False),
        ("[Three women](claim:x) were raped.", False),
        ("[Three sources](claim:x) denied it.", False),
    ],
)
def test_the_number_is_of_sources(story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    assert (result(story, 'kind = "testimony"', KNOWN).outcome == "passed") is passes


ACCOUNTS = "Their accounts could not be independently verified."


@pytest.mark.parametrize(
    ("words", "owed"),
    [
        (ACCOUNTS, False),
        ("This could not be independently verified.", False),
        ("We could not independently verify these accounts.", False),
        ("他们的说法未能得到独立核实。", False),
        ("The weather could not be independently verified.", True),
        ("It is false that this could not be independently verified.", True),
        ("We could not independently verify the date.", True),
        ("It said so, though we could not independently verify the date.", True),
    ],
)
def test_it_is_the_accounts_that_are_not_verified(words: str, owed: bool) -> None:  # noqa: FBT001  (a column)
    found = report(f"[Three](claim:x) people spoke. {words}", '[x]\nkind = "testimony"', KNOWN)
    assert ("PT643" in {f.code for f in found.findings}) is owed


@pytest.mark.parametrize(
    ("story", "warns"),
    [
        ("[Two sources](claim:x) said so in Yanji.", True),
        ("[Two sources](claim:x) in 延吉市 said so.", True),
        ("[Two sources](claim:x) near the Yalu bridge said so.", True),
        ("[Two fishermen](claim:x) said so.", True),
        ("[Two monks](claim:x) said so.", True),
        ("[Two policemen](claim:x) said so.", True),
        ("[Two sources](claim:x) said so. They are nurses.", True),
        ("[Two sources](claim:x) said so. They live in Dandong.", True),
        ("[Two women](claim:x) said so.", False),
        ("[Two sources](claim:x) said so.\n\nThe nurses of Dandong are others.", False),
    ],
)
def test_few_sources_stand_beside_no_place_and_no_trade(story: str, warns: bool) -> None:  # noqa: FBT001  (a column)
    known = replace(KNOWN, testimonies=(model.Testimony("x", 2, "", "2024-05", "a" * 16),))
    found = report(f"{story}\n\n{ACCOUNTS}", '[x]\nkind = "testimony"', known)
    told = [*found.findings, *(w for r in found.results for w in r.warnings)]
    assert ("PT642" in {p.code for p in told}) is warns
