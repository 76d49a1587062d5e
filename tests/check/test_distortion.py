"""Words that multiply, turn or deny a figure."""

from __future__ import annotations

import pytest

from papertrace.check.distortion import distorted
from papertrace.model import Claim, DraftSpan


def told(story: str) -> str:
    before, rest = story.split("[", 1)
    text, behind = rest.split("]", 1)
    whole = before + text + behind
    claim = Claim("x", "amount", DraftSpan("s.md", 1, 1, text), {}, whole, before)
    start = whole.index("5 yuan", len(before))
    return distorted(claim, start, start + len("5 yuan"))


@pytest.mark.parametrize(
    ("story", "word"),
    [
        ("It got twice [5 yuan].", "multiplies"),
        ("It got double the [5 yuan].", "multiplies"),
        ("It got three times as much as [5 yuan].", "multiplies"),
        ("It got a tenfold [5 yuan].", "multiplies"),
        ("It got half of [5 yuan].", "multiplies"),
        ("It got [5 yuan] twice over.", "multiplies"),
        ("It got [twice 5 yuan].", "multiplies"),
        ("两倍的[5 yuan]", "multiplies"),
        ("It got minus [5 yuan].", "sign"),
        ("It did not get [5 yuan].", "denies"),
        ("It didn’t get [5 yuan].", "denies"),
        ("It never got more than [5 yuan].", "denies"),
        ("It did not, critics say, get [5 yuan].", "denies"),
        ("It failed to pay [5 yuan].", "denies"),
        ("[5 yuan] was never paid.", "denies"),
        ("未支付[5 yuan]", "denies"),
        ("预算非[5 yuan]", "denies"),
        ("It would do if it had got [5 yuan].", "denies"),
        ("It got [5 yuan], not for boats.", "denies"),
    ],
)
def test_words_that_change_a_figure(story: str, word: str) -> None:
    assert word in told(story)


@pytest.mark.parametrize(
    "story",
    [
        "It got [5 yuan].",
        "It got no more than [5 yuan].",
        "It got not less than [5 yuan].",
        "It got [no fewer than 5 yuan].",
        "It got as much as [5 yuan].",
        "Though it had not asked, it got [5 yuan].",
        "It got [5 yuan], not a small sum.",
        "不超过[5 yuan]",
        "不少于[5 yuan]",
    ],
)
def test_words_that_change_nothing(story: str) -> None:
    assert told(story) == ""
