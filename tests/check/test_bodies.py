"""Names of the story are bound to bodies of the evidence, where `[bodies]` says which."""

from __future__ import annotations

import pytest

from analyse.invented import accepted
from check.stories import evidence, report

ONE = accepted("budget_total", "a.pdf", body="赤桦岭边检站", year="2025", phase="approved", amount="15190000")  # fmt: skip # noqa: E501
TWO = accepted("budget_total", "b.pdf", body="沙柳滩边检站", year="2025", phase="approved", amount="10820000")  # fmt: skip # noqa: E501
NAMES = '[bodies]\n"Chihua Ridge" = "赤桦岭边检站"\n"Shaliu Flats" = "沙柳滩边检站"\n'
TABLES = (
    f'[one]\nkind = "amount"\nfacts = ["{ONE.id}"]\n'
    f'[both]\nkind = "comparison"\nleft = ["{ONE.id}"]\nright = ["{TWO.id}"]\n'
)


@pytest.mark.parametrize(
    ("story", "slips"),
    [
        ("The station at Chihua Ridge budgeted [15.2 million yuan](claim:one).", [""]),
        ("The station at Shaliu Flats budgeted [15.2 million yuan](claim:one).", ["body"]),
        ("The station at chihua  ridge budgeted [15.2 million yuan](claim:one).", [""]),
        ("It budgeted [15.2 million yuan](claim:one).", [""]),
        ("The station at Chihua Ridges budgeted [15.2 million yuan](claim:one).", [""]),
        ("Chihua Ridge has [more than](claim:both) Shaliu Flats.", [""]),
        ("Unlike Shaliu Flats, Chihua Ridge budgeted [15.2 million yuan](claim:one).", [""]),
        ("Unlike Chihua Ridge, Shaliu Flats budgeted [15.2 million yuan](claim:one).", ["body"]),
    ],
)
def test_the_nearest_name_must_be_of_a_body_of_the_evidence(story: str, slips: list[str]) -> None:
    found = report(story, TABLES + NAMES, evidence(ONE, TWO))
    assert [r.slip for r in found.results] == slips
    assert [r.outcome for r in found.results] == ["failed" if s else "passed" for s in slips]


def test_without_the_table_names_bind_nothing() -> None:
    story = "The station at Shaliu Flats budgeted [15.2 million yuan](claim:one)."
    (told,) = report(story, TABLES, evidence(ONE, TWO)).results
    assert told.outcome == "passed"


def test_a_name_without_a_body_is_told() -> None:
    found = report("Words.", '[bodies]\n"Chihua Ridge" = 3\n')
    assert [(p.code, p.severity) for p in found.findings] == [("PT614", "error")]


def test_a_claim_may_be_called_bodies() -> None:
    story = "It budgeted [15.2 million yuan](claim:bodies)."
    (told,) = report(
        story, f'[bodies]\nkind = "amount"\nfacts = ["{ONE.id}"]\n', evidence(ONE)
    ).results
    assert told.outcome == "passed"
