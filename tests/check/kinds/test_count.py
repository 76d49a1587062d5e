"""Counts of facts and documents, and numbers that facts state."""

from __future__ import annotations

import pytest

from analyse.invented import STATION, accepted, holding
from check.stories import evidence, listed, result

TARGET = accepted(
    "performance_target", "b25.pdf", 9, year="2025", indicator="处置", operator=">=", value="10",
    unit="人次",
)  # fmt: skip
PEOPLE = accepted(
    "performance_target", "b25.pdf", 9, year="2025", indicator="处置人员", operator=">=",
    value="12", unit="人", per="每个执勤点",
)  # fmt: skip
POINTS = accepted(
    "performance_target", "b25.pdf", 9, year="2025", indicator="覆盖执勤点", operator="=",
    value="18", unit="个",
)  # fmt: skip
ADS = tuple(accepted("job_post", f"ad{i}.html", body="站", number="3") for i in range(3))
HELD = (
    holding("b24.pdf", "2024"),
    holding("b25.pdf", "2025"),
    holding("ad0.html", "2024", form="job_ad@1", parts=()),
    holding("lost.pdf", "2025", outcome="refused", form="", parts=()),
    holding("logo.png", "2025", outcome="ignored", form="", parts=()),
)
KNOWN = evidence(TARGET, PEOPLE, POINTS, *ADS, holdings=HELD)


def count(table: str) -> str:
    return f'kind = "count"\n{table}'


@pytest.mark.parametrize(
    ("story", "table"),
    [
        ("The goal is [18](claim:x) border police stations", f"facts = {listed(POINTS)}"),
        ("The goal is [eighteen](claim:x) stations", f"facts = {listed(POINTS)}"),
        ("The goal is [at least 10 occasions](claim:x)", f"facts = {listed(TARGET)}"),
        ("Each is to handle [at least 12 people](claim:x).", f"facts = {listed(PEOPLE)}"),
        ("[three](claim:x) job ads", f"facts = {listed(*ADS)}"),
        ("[3](claim:x) ads", f'facts = {listed(*ADS)}\nof = "documents"'),
        ("[3](claim:x) posts", 'where = { kind = "job_post" }'),
        ("[3](claim:x) documents", 'of = "documents"\nwhere = {}'),
        ("[2](claim:x) budgets", 'of = "documents"\nwhere = { form = "budget" }'),
        ("[one](claim:x)", 'of = "documents"\nwhere = { form = "budget", year = 2025 }'),
        ("[1](claim:x)", 'of = "documents"\nwhere = { kind = "job_post", form = "job_ad" }'),
        ("[3](claim:x)", f'of = "documents"\nwhere = {{ body = "{STATION}" }}'),
        ("[9](claim:x) jobs", f'facts = {listed(*ADS)}\nof = "value"'),
        ("[3](claim:x)", 'sql = "select count(*) as value, list(fact_id) as facts from job_post"'),
    ],
)  # fmt: skip
def test_what_holds_passes(story: str, table: str) -> None:
    found = result(story, count(table), KNOWN)
    assert found.outcome == "passed", found.message


@pytest.mark.parametrize(
    ("story", "table", "slip"),
    [
        ("The goal is [at least 10 people](claim:x)", f"facts = {listed(TARGET)}", "occasions"),
        (
            "a goal of at least [10](claim:x) North Korean refugees",
            f"facts = {listed(TARGET)}",
            "occasions",
        ),
        ("a goal of [at least 12 occasions](claim:x)", f"facts = {listed(PEOPLE)}", "occasions"),
        ("a goal of [at least 18](claim:x) stations", f"facts = {listed(POINTS)}", "bound"),
        ("a goal of [81](claim:x) stations", f"facts = {listed(POINTS)}", "digits-swapped"),
        ("In 2024, a goal of [18](claim:x) stations", f"facts = {listed(POINTS)}", "year"),
        ("Each is to have [18](claim:x) stations", f"facts = {listed(POINTS)}", "per"),
        ("[30](claim:x) documents", 'of = "documents"\nwhere = {}', "decimal-point"),
        ("[7](claim:x) ads", f"facts = {listed(*ADS)}", "digit"),
    ],
)
def test_what_does_not_hold_fails_with_its_slip(story: str, table: str, slip: str) -> None:
    found = result(story, count(table), KNOWN)
    assert (found.outcome, found.slip) == ("failed", slip), found.message


def test_documents_that_could_not_be_read_are_told_and_not_counted() -> None:
    found = result("[3](claim:x)", count('of = "documents"\nwhere = {}'), KNOWN)
    assert "1 more could not be read" in found.found


@pytest.mark.parametrize(
    "table",
    ["", f'facts = {listed(POINTS)}\nwhere = {{ form = "budget" }}',
     'of = "value"\nwhere = { kind = "job_post" }'],
)  # fmt: skip
def test_a_claim_that_does_not_say_what_to_count_fails(table: str) -> None:
    assert result("[3](claim:x)", count(table), KNOWN).outcome == "failed"


def test_a_fact_that_is_not_accepted_leaves_it_unproven() -> None:
    known = evidence(statuses={POINTS.id: "proposed"})
    assert result("[18](claim:x)", count(f"facts = {listed(POINTS)}"), known).outcome == "unproven"


@pytest.mark.parametrize(
    "where",
    ['{ kind = "bogus" }', '{ body = "nobody" }', '{ form = "bogus" }', '{ kind = "contract" }',
     '{ kind = "job_post", year = 1999 }'],
)  # fmt: skip
@pytest.mark.parametrize("of", ["facts", "documents"])
@pytest.mark.parametrize("words", ["zero documents", "0", "fewer than 3", "at most 2"])
def test_a_count_of_nothing_proves_no_absence(where: str, of: str, words: str) -> None:
    told = result(f"[{words}](claim:x)", count(f'of = "{of}"\nwhere = {where}'), KNOWN)
    assert told.outcome == "failed"
    assert "There is no" in told.message or "absence" in told.message


def test_facts_are_no_documents() -> None:
    twins = [accepted("job_post", "one.html", number=n) for n in "12"]
    for table in ('where = { kind = "job_post" }', f"facts = {listed(*twins)}"):
        told = result("[two documents](claim:x)", count(table), evidence(*twins))
        assert (told.outcome, told.slip) == ("failed", "unit")
    own = result("[three documents](claim:x)", count('where = { kind = "job_post" }'), KNOWN)
    assert own.outcome == "passed", own.message
    people = result("[three people](claim:x)", count('where = { kind = "job_post" }'), KNOWN)
    assert people.slip == "unit"


def test_what_is_counted_must_be_of_the_years_said() -> None:
    table = count('of = "documents"\nwhere = { form = "budget" }')
    assert result("[2 budgets](claim:x) in 2024 and 2025", table, KNOWN).outcome == "passed"
    assert result("[2 budgets](claim:x) of 2025", table, KNOWN).slip == "year"


@pytest.mark.parametrize(
    "story",
    ["The station deported [at least 12 people](claim:x).",
     "[At least 12 people](claim:x) were deported.",
     "As the plan demanded, it deported [at least 12 people](claim:x).",
     "It deported, as planned, [at least 12 people](claim:x).",
     "It sends [at least 12 people](claim:x) home."],
)  # fmt: skip
def test_a_goal_is_not_told_as_a_deed(story: str) -> None:
    told = result(story, count(f"facts = {listed(PEOPLE)}"), KNOWN)
    assert (told.outcome, told.slip) == ("failed", "stage")


def test_words_without_a_number_fail() -> None:
    assert (
        result("[many](claim:x)", count('of = "documents"\nwhere = {}'), KNOWN).outcome == "failed"
    )


def test_what_a_target_is_per_is_missed() -> None:
    found = result(
        "a goal of [at least 12 people](claim:x)", count(f"facts = {listed(PEOPLE)}"), KNOWN
    )
    assert found.outcome == "passed"
    assert any("每个执勤点" in w.message for w in found.warnings)
