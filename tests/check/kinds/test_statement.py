"""Somebody's figure is told under the speaker's own hedge, in the unit it is printed in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyse.invented import accepted
from check.stories import evidence, listed, report, result
from papertrace.model import Translation

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


@pytest.mark.parametrize(
    ("sentence", "passes"),
    [
        ("River Watch said that [600 people](claim:x) left.", True),
        ("According to River Watch, [600 people](claim:x) left.", True),
        ("River Watch, a group of monitors, has said that [600 people](claim:x) left.", True),
        ("[600 people](claim:x) left, said River Watch.", True),
        ("River Watch's report said that [600 people](claim:x) left.", True),
        ("The police, River Watch's rivals, said that [600 people](claim:x) left.", False),
        ("River Watch, reports say, killed [600 people](claim:x).", False),
        ("The police said River Watch killed [600 people](claim:x).", False),
        ("River Watch said that [600 women](claim:x) left.", False),
        ("River Watch said that [600 people were killed](claim:x).", False),
    ],
)
def test_who_speaks_is_who_said_it(sentence: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    fact = accepted("third_party_figure", value="600", unit="people", **TOLD)
    told = result(sentence, f'kind = "statement"\nfacts = {listed(fact)}', evidence(fact))
    assert (told.outcome == "passed") is passes


@pytest.mark.parametrize(
    ("keys", "bodies", "slip"),
    [
        ('speaker = "Mossad"', "", "attribution"),
        ('speaker = "Mossad"', '"Mossad" = "Harbour Relief"', "attribution"),
        ('speaker = "the watchers"', '"the watchers" = "River Watch"', ""),
        ('speaker = "River Watch"', "", ""),
        ('base = "of people"', "", "attribution"),
        ('base = "of women"', "", ""),
        ('period = "in April 2024"', "", ""),
        ('period = "in 2024"', "", "year"),
        ('period = "in May 2024"', "", "year"),
    ],
)
def test_speaker_base_and_period_are_the_documents(keys: str, bodies: str, slip: str) -> None:
    period = keys.split('"')[1] if keys.startswith("period") else "2024-04"
    base = keys.split('"')[1] if keys.startswith("base") else "women"
    who = keys.split('"')[1] if keys.startswith("speaker") else "River Watch"
    fact = accepted(
        "third_party_figure", value="60", unit="percent", base="women", period="2024-04", **TOLD
    )
    (told,) = report(
        f"{who[0].upper()}{who[1:]} said that it was [60 percent](claim:x) {base} {period}.",
        f'[x]\nkind = "statement"\nfacts = {listed(fact)}\n{keys}\n[bodies]\n{bodies}\n',
        evidence(fact),
    ).results
    assert told.slip == slip
    assert (told.outcome == "passed") is (not slip)


@pytest.mark.parametrize(
    ("fields", "sentence", "passes"),
    [
        ({}, "River Watch [said so](claim:x).", True),
        ({}, "River Watch said that it had [killed them](claim:x).", False),
        ({"proposition": "存在指标"}, "River Watch said that there [are quotas](claim:x).", False),
        ({"proposition": "quotas exist"}, "River Watch said that [quotas exist](claim:x).", True),
        (
            {"proposition": "quotas exist"},
            "River Watch said [quotas do not exist](claim:x).",
            False,
        ),
        (
            {"proposition": "no quota exists"},
            "River Watch said that [quotas exist](claim:x).",
            False,
        ),
        (
            {"proposition": "quotas exist", "speech_act": "deny"},
            "River Watch said that [quotas exist](claim:x).",
            False,
        ),
        (
            {"proposition": "quotas exist", "speech_act": "deny"},
            "River Watch [denied that quotas exist](claim:x).",
            True,
        ),
        (
            {"proposition": "quotas exist", "speech_act": "assert"},
            "River Watch [denied that quotas exist](claim:x).",
            False,
        ),
    ],
)
def test_the_words_are_the_statements(fields: dict[str, str], sentence: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    fact = accepted("attributed_statement", **{**TOLD, **fields})
    told = result(sentence, f'kind = "statement"\nfacts = {listed(fact)}', evidence(fact))
    assert (told.outcome == "passed") is passes


def test_a_translation_with_two_people_behind_it_carries_the_words() -> None:
    fact = accepted("attributed_statement", proposition="存在遣返指标", **TOLD)
    story = "River Watch said that there [are repatriation quotas](claim:x)."
    table = f'kind = "statement"\nfacts = {listed(fact)}'
    one = Translation(
        "t" * 16, fact.digest, 1, "存在遣返指标", 0, "en", "there are repatriation quotas", "a", ""
    )
    assert result(story, table, replace(evidence(fact), translations=(one,))).outcome == "failed"
    two = replace(one, second_reader="b")
    assert result(story, table, replace(evidence(fact), translations=(two,))).outcome == "passed"
