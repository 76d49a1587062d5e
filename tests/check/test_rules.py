"""Words that need a claim and have none, and what lets them stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from check.stories import evidence, report
from papertrace.check import codes
from papertrace.model import Judgement, Rules

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
        "`--boats=18` and\n\n    b19.boats\n\n```\nv2.0\n```",
        "1. one\n2. item\n",
        "## 1. The boats\n",
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
    toml = '[x]\nkind = "amount"'
    story = (
        "It holds [no more than 30 days](claim:x), no more than [30](claim:x),"
        " at least [2](claim:x)."
    )
    assert words(story, toml) == []


@pytest.mark.parametrize(
    ("linked", "told"),
    [
        ("18.8 million yuan, the largest ever sum in China", ["largest"]),
        ("18.8 million yuan to all boats and no others", ["all", "no"]),
        ("18.8 million yuan to a dozen companies", ["a dozen"]),
        ("18.8 million yuan in 2024", []),
        ("18.8 million yuan on March 5, 2024", ["March 5, 2024"]),
        ("no more than 18.8 million yuan", []),
    ],
)
def test_words_in_a_link_that_its_claim_does_not_test_are_told(
    linked: str, told: list[str]
) -> None:
    assert words(f"It gave [{linked}](claim:x).", '[x]\nkind = "amount"') == told


def test_an_absence_may_deny_and_no_more() -> None:
    toml = '[x]\nkind = "absence"'
    assert words("[No such goals in 2023](claim:x).", toml) == []
    assert words("[No such 300 goals, the largest](claim:x).", toml) == ["300", "largest"]


@pytest.mark.parametrize(
    "story",
    ["a dozen boats", "several hundred boats", "twice as many", "double the sum", "a tenfold sum",
     "½ of it", "⅔ of it", "①② boats", "²² million", "thousand boats", "multi-million sum",
     "a couple of boats", "all boats", "every boat", "数百万元", "上千万元", "好几亿元",
     "十多亿元", "翻倍", "过半", "大多数", "全部", "无人", "million-yuan boats", "a six-figure sum",
     "the vast majority", "XII million"],
)  # fmt: skip
def test_vague_amounts_are_told(story: str) -> None:
    assert words(story)


@pytest.mark.parametrize(
    "story", ["They were not at all late, after all.", "In all, it was all right.", "It unfolds."]
)
def test_idioms_of_all_state_nothing(story: str) -> None:
    assert words(story) == []


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("# 300 people deported", ["300 people"]),
        ("# 22 million yuan for boats", ["22 million yuan"]),
        ("## 98.5 billion spent", ["98.5 billion"]),
        ("22. Boats came.\n23. And more.", ["22"]),
        ("300. People died.", ["300"]),
    ],
)
def test_numbers_that_do_not_run_are_figures(story: str, told: list[str]) -> None:
    assert words(story) == told


def test_a_superlative_before_a_claim_is_still_told() -> None:
    assert words("Only [30 days](claim:x).", '[x]\nkind = "amount"') == ["Only"]


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
    other = replace(good, by="m")
    assert findings("Road 18.", "", good, other) == ()
    assert len(findings("Road 18.", "", mute, replace(mute, by="m"))) == 1
    assert len(findings("Road 18.", "", good)) == 1, "the case asks for two people"
    own = replace(evidence(judgements=(good, other)), persons={"m": "k"})
    assert len(report("Road 18.", "", own).findings) == 1, "two keys of one person"
    alone = evidence(judgements=(good,), rules=Rules(second_person=False))
    assert report("Road 18.", "", alone).findings == ()


def test_findings_block_a_clean_report() -> None:
    assert not report("It had 18 boats.", "").clean
    assert report("It had boats.", "").clean


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("Died: `300`.", True), ("```\nSome 300 died.\n```", True),
        ("Says:\n\n    300 died\n", True),
        ("Run `papertrace --minimum=5 b24.pdf`.", False), ("```\nls v1.2 x_300\n```", False),
    ],
)  # fmt: skip
def test_figures_printed_as_code_need_a_claim(story: str, told: bool) -> None:  # noqa: FBT001  (a column)
    codes = [f.code for f in report(story, "").findings]
    assert codes == (["PT620"] if told else [])
