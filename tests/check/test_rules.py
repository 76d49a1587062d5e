"""Words that need a claim and have none, and what lets them stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from check.stories import evidence, report
from papertrace.check import codes
from papertrace.model import Judgement

if TYPE_CHECKING:
    from papertrace.model import Problem


def findings(story: str, toml: str = "", *judgements: Judgement) -> tuple[Problem, ...]:
    return report(story, toml, evidence(judgements=judgements)).findings


def words(story: str, toml: str = "") -> list[str]:
    return [f.span.text for f in findings(story, toml) if f.span and f.severity == "error"]


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("It had 18 boats.", ["18"]),
        ("It cost 22.3 million yuan.", ["22.3 million yuan"]),
        ("It rose by 12%.", ["12%"]),
        ("It has eleven boats and two cars.", ["eleven", "two"]),
        ("Two stations and five of them.", ["Two", "five"]),
        ("Hundreds of people, dozens of boats.", ["Hundreds", "dozens"]),
        ("It doubled. A third left. Half stayed.", ["doubled", "A third", "Half"]),
        ("On March 5, 2024, in May and in 2023.", ["March 5, 2024", "May", "2023"]),
        ("The largest and most costly, the worst.", ["largest", "most", "worst"]),
        ("There was no quota; it never came.", ["no", "never"]),
        ("The only one, and the first.", ["only", "first"]),
        ("One hundred boats, one percent.", ["One hundred", "one percent"]),
        ("该站有十八艘船，首次没有指标。", ["十八", "首次", "没有"]),
        ("2024年预算为2650万元。", ["2024年", "2650万元"]),
        ("Thousands came.", ["Thousands"]),
        ("![A chart of 12 boats](chart.png)", ["12"]),
        ("[See page 7](https://example.org/7)", ["7"]),
        ("<b>33</b>", ["33"]),
    ],
)
def test_every_loose_figure_date_superlative_and_absolute_is_told(
    story: str, told: list[str]
) -> None:
    assert words(story) == told


@pytest.mark.parametrize(
    "story",
    [
        "One of the officials said that no one... “No,” he said.",
        "At first, he read it at hand; first of all, they talked.",
        "COVID-19, the G20 and an F-16.",
        "`18 boats` and\n\n    19 boats\n\n```\n20\n```",
        "1. one\n2. item\n",
        "## 3.1 The boats\n",
        "[his words](https://example.org/2024/18)",
        "<https://example.org/2024>",
        "The interest of the forest; a test, an arrest, a request.",
        "It had, at least, a boat. It is no longer there.",
        "No. That is it.",
        "Someone, anyone, one another.",
        "The Forbes Best Company list.",
    ],
)
def test_what_states_nothing_is_left_alone(story: str) -> None:
    assert [w for w in words(story) if w.lower() not in ("no one", "no", "best")] == []


def test_a_finding_has_place_words_and_remedy() -> None:
    (one,) = findings("# Title\n\nIt had\nlong ago 18 boats.")
    assert one.span is not None
    assert (one.span.path, one.span.line, one.span.column) == ("story.md", 4, 10)
    assert one.severity == "error"
    assert "claim:NAME" in one.remedy


def test_words_in_a_claim_and_its_hedge_need_no_other() -> None:
    toml = '[x]\nkind = "absence"'
    story = (
        "It holds [no more than 30 days](claim:x), no more than [30](claim:x),"
        " at least [2](claim:x)."
    )
    assert words(story, toml) == []


def test_a_superlative_before_a_claim_is_still_told() -> None:
    assert words("Only [30 days](claim:x).", '[x]\nkind = "absence"') == ["Only"]


def test_a_waiver_by_exact_words_lets_them_stand() -> None:
    toml = '[waived]\n"the 1953 armistice" = "history"\n'
    assert words("Since the 1953 armistice, 1953 boats.", toml) == ["1953"]


def test_a_waiver_may_hold_for_one_line() -> None:
    toml = '[waived]\n"18" = { reason = "a road", line = 1 }\n'
    found = findings("Road 18.\n\n18 boats.", toml)
    assert [(f.span.line, f.span.text) for f in found if f.span] == [(3, "18")]


def test_a_waiver_of_nothing_is_told() -> None:
    (one,) = findings("Quiet.", '[waived]\n"19" = "a road"\n')
    assert (one.code, one.severity) == (codes.IDLE_WAIVER, "warning")


def test_a_person_may_waive_by_judgement() -> None:
    good = Judgement("j", "18", "waived", "", "the road's number", "k", "")
    mute = Judgement("j", "18", "waived", "", " ", "k", "")
    assert findings("Road 18.", "", good) == ()
    assert len(findings("Road 18.", "", mute)) == 1


def test_findings_block_a_clean_report() -> None:
    assert not report("It had 18 boats.", "").clean
    assert report("It had boats.", "").clean
