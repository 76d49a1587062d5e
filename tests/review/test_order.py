"""The order of review: problems, doubts, what a story uses, the rest."""

from __future__ import annotations

from dataclasses import replace

from analyse.invented import fact
from papertrace.review import queue

SURE = fact("award", amount="1")
USED = fact("award", amount="2")
DOUBT = replace(fact("award", amount="3"), confidence=0.5)
WORSE = replace(fact("award", amount="4"), confidence=0.4)
ODD = fact("award", amount="5")
DONE = fact("award", amount="6")
EVERY = (SURE, DONE, USED, DOUBT, WORSE, ODD)


def test_the_riskiest_come_first_and_what_is_decided_not_at_all() -> None:
    order = queue(EVERY, {DONE.id: "accepted"}, {USED.id}, {ODD.id})
    assert order == (ODD, WORSE, DOUBT, USED, SURE)


def test_among_the_doubtful_those_a_story_uses_come_first() -> None:
    assert queue((WORSE, DOUBT), {}, {DOUBT.id}) == (DOUBT, WORSE)


def test_rejected_facts_do_not_wait_and_stale_ones_do() -> None:
    order = queue((SURE, USED), {SURE.id: "rejected", USED.id: "stale"}, ())
    assert order == (USED,)
