"""A part is shown to be within its whole, and told as one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyse.invented import accepted
from check.stories import evidence, listed, result
from papertrace.model import Judgement, Rules

BOATS = accepted(
    "project_budget", "b.pdf", body="站", year="2024", project="船", phase="approved", amount="223"
)
ALL = accepted(
    "budget_total", "b.pdf", body="站", year="2024", phase="approved", amount="1000",
    side="expenditure",
)  # fmt: skip
ELSE = accepted(
    "budget_total", "c.pdf", body="另站", year="2024", phase="approved", amount="1000",
    side="expenditure",
)  # fmt: skip
KNOWN = evidence(BOATS, ALL, ELSE)


@pytest.mark.parametrize(
    ("kind", "story", "passes"),
    [
        ("share", "Boats took [22.3 percent](claim:x) of it.", True),
        ("share", "Boats rose [22.3 percent](claim:x).", False),
        ("share", "Boats fell by [22.3 percent](claim:x).", False),
        ("share", "Boats took [22.3‰](claim:x) of it.", False),
        ("share", "Boats took [22.3](claim:x) of the planes.", False),
        ("share", "[22.3 percent](claim:x) of the officers were dismissed.", False),
        ("part_of", "That included [223 yuan](claim:x) budgeted for boats.", True),
        ("part_of", "That excluded [223 yuan](claim:x) budgeted for boats.", False),
        ("part_of", "On top of that [223 yuan](claim:x) was budgeted for boats.", False),
        ("part_of", "In addition, [223 yuan](claim:x) was budgeted for boats.", False),
    ],
)
def test_a_part_is_told_as_one(kind: str, story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    table = f'kind = "{kind}"\npart = {listed(BOATS)}\nwhole = {listed(ALL)}'
    assert (result(story, table, KNOWN).outcome == "passed") is passes


def test_a_share_of_another_body_is_unproven() -> None:
    table = f'kind = "share"\npart = {listed(BOATS)}\nwhole = {listed(ELSE)}'
    told = result("Boats took [22.3 percent](claim:x) of it.", table, KNOWN)
    assert told.outcome == "unproven"


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("It budgeted [223 yuan](claim:x).", True),
        ("The budget rose by [223 yuan](claim:x).", False),
        ("The budget was cut by [223 yuan](claim:x).", False),
        ("预算减少[223元](claim:x)。", False),
        ("预算十[223元](claim:x)。", False),
        ("It rejected a budget of [223 yuan](claim:x).", False),
        ("It budgeted [223 yuan](claim:x), a lie.", False),
        ("It budgeted a [223 yuan](claim:x) deficit.", False),
        ("It took [223 yuan](claim:x) in bribes.", False),
    ],
)
def test_an_amount_is_no_change(story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    table = f'kind = "amount"\nfacts = {listed(BOATS)}'
    assert (result(story, table, KNOWN).outcome == "passed") is passes


def test_the_whole_is_accepted_by_one_person_only() -> None:
    alone = replace(ALL, reviewers=("a" * 16,))
    table = f'kind = "share"\npart = {listed(BOATS)}\nwhole = {listed(alone)}'
    told = result("Boats took [22.3 percent](claim:x) of it.", table, evidence(BOATS, alone))
    assert "PT626" in [w.code for w in told.warnings if w.fact_ids == (ALL.id,)]


def judged(by: str, verdict: str = "part-of") -> Judgement:
    return Judgement("", BOATS.id[:12], verdict, ELSE.id[:12], "looked", by, "")


@pytest.mark.parametrize(
    ("judgements", "persons", "two"),
    [
        ([judged("a")], {}, False),
        ([judged("a"), judged("a2")], {"a2": "a"}, False),
        ([judged("a"), judged("b")], {"b": "b"}, True),
        ([judged("a"), judged("b", "funding")], {}, True),
    ],
)
def test_a_judged_part_asks_for_a_second_person(
    judgements: list[Judgement],
    persons: dict[str, str],
    two: bool,  # noqa: FBT001  (a column)
) -> None:
    table = f'kind = "part_of"\npart = {listed(BOATS)}\nwhole = {listed(ELSE)}'
    known = evidence(BOATS, ELSE, judgements=judgements, rules=Rules(second_person=True))
    story = "That included [223 yuan](claim:x) budgeted for boats."
    told = result(story, table, replace(known, persons=persons))
    assert told.outcome == "passed"
    assert ([w.code for w in told.warnings] == []) is two
