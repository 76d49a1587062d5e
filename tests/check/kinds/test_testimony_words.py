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
        ("Our rivals' accounts could not be independently verified.", True),
        ("Few believe the tale that their accounts could not be independently verified.", True),
        ("Once, their accounts could not be independently verified; now they are proven.", True),
        ("They said so, but their accounts could not be independently verified.", False),
        ("The desk could not independently verify the defectors’ accounts.", False),
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
        ("[Two imams](claim:x) said so.", True),
        ("[Two midwives](claim:x) said so.", True),
        ("[Two sources](claim:x), both beekeepers, said so.", True),
        ("[Two sources](claim:x), sisters of the victim, said so.", True),
        ("[Two sources](claim:x), a glazier and a tanner, said so.", True),
        ("[Two sources](claim:x) in Onsong said so.", True),
        ("[Two sources](claim:x) from 온성군 said so.", True),
        ("[Two sources](claim:x) said so on Wihwa Island.", True),
        ("Quanhe is quiet. [Two sources](claim:x) said so.", True),
        ("[Two women](claim:x) said so.", False),
        ("In Jilin [two sources](claim:x) said so in March.", False),
        ("[Two sources](claim:x) said so. Other Koreans did not.", False),
        ("[Two sources](claim:x) said so.\n\nThe nurses of Dandong are others.", False),
    ],
)
def test_few_sources_stand_beside_no_place_and_no_trade(story: str, warns: bool) -> None:  # noqa: FBT001  (a column)
    known = replace(KNOWN, testimonies=(model.Testimony("x", 2, "", "2024-05", "a" * 16),))
    found = report(f"{story}\n\n{ACCOUNTS}", '[x]\nkind = "testimony"', known)
    told = [*found.findings, *(w for r in found.results for w in r.warnings)]
    assert ("PT642" in {p.code for p in told}) is warns


@pytest.mark.parametrize(
    ("role", "story", "warns"),
    [
        ("defector", "[Two defectors](claim:x) said so.", False),
        ("official", "[Two](claim:x) officials said so.", False),
        ("official", "[Two](claim:x) officials, both nurses, said so.", True),
        ("nurse", "[Two](claim:x) sources said so.", True),
        ("n", "[Two](claim:x) sources, both nurses, said so.", True),
        ("김철수", "[Two](claim:x) sources said so.", True),
    ],
)
def test_a_role_silences_only_its_own_words_and_only_if_it_is_broad(
    role: str,
    story: str,
    warns: bool,  # noqa: FBT001  (a column)
) -> None:
    known = replace(KNOWN, testimonies=(model.Testimony("x", 2, role, "2024-05", "a" * 16),))
    toml = f'[x]\nkind = "testimony"\nrole = "{role}"\n'
    found = report(f"{story}\n\n{ACCOUNTS}", toml, known)
    told = [*found.findings, *(w for r in found.results for w in r.warnings)]
    assert ("PT642" in {p.code for p in told}) is warns


def test_names_that_the_draft_vouches_for_stand_beside_few_sources() -> None:
    known = replace(KNOWN, testimonies=(model.Testimony("x", 2, "", "2024-05", "a" * 16),))
    story = f"[Two sources](claim:x) said so of Ruiyu.\n\n{ACCOUNTS}"
    toml = '[x]\nkind = "testimony"\n[bodies]\n"Ruiyu\'s ministry" = "Ministry of Ruiyu"\n'
    assert "PT642" not in {f.code for f in report(story, toml, known).findings}
