"""Names planted all over invented papers come out nowhere: not in facts, not in what is sent."""

from __future__ import annotations

from persons.planted_leaks import leaks
from persons.planted_papers import NEWS, PAPERS

SEARCHED = 0.02
"""The share of planted names that `find` may still give; what leaves the room has none."""


def test_planted_names_come_out_nowhere() -> None:
    count = leaks(rounds=4)
    told = [(place, paper, way) for place, paper, way, _ in count.told if place != "find"]
    assert told == []
    assert count.by_place["find"] <= SEARCHED * count.planted
    assert count.planted >= 300
    assert count.positions >= 60


def test_the_papers_are_read_for_what_they_are() -> None:
    count = leaks(rounds=1)
    assert count.facts >= 2 * len(PAPERS + NEWS)
    assert count.forms >= {
        "award",
        "tender",
        "contract",
        "acceptance",
        "job_ad",
        "perf_target",
        "news",
    }
