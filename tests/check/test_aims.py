"""Targets told as aims, and targets told as deeds."""

from __future__ import annotations

import pytest

from papertrace.check.aims import told_as_done
from papertrace.model import Claim, DraftSpan


def claim(story: str) -> Claim:
    before, rest = story.split("[", 1)
    text, behind = rest.split("]", 1)
    return Claim("x", "count", DraftSpan("s.md", 1, 1, text), {}, before + text + behind, before)


@pytest.mark.parametrize(
    "story",
    [
        "The budget set goals for [18 stations], each required to handle many.",
        "The form sets goals: each is to deal with [at least 12 people].",
        "It must complete [at least 96 percent].",
        "It earns [10 points] if 96 percent of removals are completed.",
        "A target of [96 percent] was published.",
        "[At least 96 percent] of removals are to be completed.",
        "目标：处置[12人]。",
        "每站应处置[12人]。",
    ],
)
def test_an_aim(story: str) -> None:
    assert told_as_done(claim(story)) == ""


@pytest.mark.parametrize(
    ("story", "word"),
    [
        ("They completed [at least 96 percent] of removals.", "completed"),
        ("The station deported [at least 12 people].", "deported"),
        ("[12 people] a year were sent home.", "sent"),
        ("The goal was set, and the station held [12 people].", "held"),
        ("The station handles [12 people].", "no word"),
        ("已遣返[12人]。", "已"),
        ("该站遣返[12人]。", "no word"),
    ],
)
def test_a_deed(story: str, word: str) -> None:
    assert word in told_as_done(claim(story))
