"""Silence follows from being asked; whoever is accused is asked, whatever the claim is called."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analyse.invented import accepted
from check.stories import evidence, listed, report
from papertrace.check.replying import parties
from papertrace.model import ReplyStep

if TYPE_CHECKING:
    from papertrace.model import Step

PARTY = "白榆湾边检站"
DAY = "2025-06-01"
FACT = accepted("project_budget", body=PARTY, year="2024", phase="approved", amount="22300000")


def step(kind: Step, **told: str) -> ReplyStep:
    claims = ("x",) if kind == "allegation" else ()
    said = {"channel": "", "on": "", "deadline": "", "text": "", "about": "", "by": "a", **told}
    return ReplyStep(
        kind, kind, PARTY, claims, said["channel"], said["on"], said["deadline"], said["text"],
        said["about"], said["by"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"channel": "fax", "on": "2025-01-01", "deadline": "2025-01-09"}, "silent"),
        ({"channel": "fax", "on": "2025-01-01", "deadline": "2025-06-01"}, "pending"),
        ({"channel": "", "on": "2025-01-01", "deadline": "2025-01-09"}, "unasked"),
        ({"channel": "fax", "on": "2025-01-01"}, "unasked"),
        ({"channel": "fax", "on": "2025-01-09", "deadline": "2025-01-01"}, "unasked"),
        ({"channel": "fax", "on": "2999-01-01", "deadline": "2999-01-09"}, "unasked"),
        ({"channel": "fax", "on": "2025-W01-1", "deadline": "2025-W02-1"}, "unasked"),
    ],
)
def test_an_attempt_without_channel_or_days_asked_nobody(told: dict[str, str], state: str) -> None:
    (party,) = parties([step("attempt", **told)])
    assert party.state(DAY) == state


def test_a_decision_not_to_ask_has_a_reason() -> None:
    agreed = step("seconded", about="not-asked", by="b")
    assert parties([step("not-asked", text=" "), agreed])[0].state(DAY) == "unasked"
    assert parties([step("not-asked", text="unsafe"), agreed])[0].state(DAY) == "not-asked"


@pytest.mark.parametrize(
    ("story", "bodies", "owed"),
    [
        ("[22.3 million yuan](claim:x) was budgeted.", "", True),
        (f"{PARTY} budgeted [22.3 million yuan](claim:y).", "", True),
        ("Baiyu Bay budgeted [22.3 million yuan](claim:y).", f'"Baiyu Bay" = "{PARTY}"', True),
        ("[22.3 million yuan](claim:y) was budgeted.", "", False),
    ],
)
def test_whoever_is_accused_and_named_is_asked(story: str, bodies: str, owed: bool) -> None:  # noqa: FBT001  (a column)
    name = "x" if "claim:x" in story else "y"
    toml = f'[{name}]\nkind = "amount"\nfacts = {listed(FACT)}\n[bodies]\n{bodies}\n'
    known = replace(evidence(FACT), replies=(step("allegation"),))
    found = report(story, toml, known)
    assert ("PT644" in {f.code for f in found.findings}) is owed
