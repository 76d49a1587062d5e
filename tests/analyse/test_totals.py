"""Sums of like amounts, and the refusal to add unlike ones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from analyse.invented import accepted
from papertrace.analyse import stages_of, total, unit_of, unlike, year_of
from papertrace.analyse.totals import grouped, plain
from papertrace.model import Problem, Result

if TYPE_CHECKING:
    from papertrace.model import AcceptedFact

BOATS = accepted("project_budget", year="2024", project="船艇", phase="approved", amount="4000000")
RADAR = accepted("project_budget", year="2024", project="雷达", phase="approved", amount="500000.5")


def test_a_sum_shows_its_formula() -> None:
    assert total([BOATS, RADAR]) == Result(
        "4500000.5", "CNY", "4 000 000 + 500 000.5 = 4 500 000.5 CNY", (BOATS.id, RADAR.id)
    )


def test_a_fact_named_twice_counts_once() -> None:
    found = total([BOATS, BOATS])
    assert isinstance(found, Result)
    assert found.value == "4000000"


@pytest.mark.parametrize(
    ("other", "word"),
    [
        (accepted("project_budget", year="2023", phase="approved", amount="1"), "years"),
        (accepted("project_budget", year="2024", phase="executed", amount="1"), "stages"),
        (accepted("project_budget", year="2024", phase="approved", amount="1", currency="USD"),
         "currencies"),
        (accepted("budget_total", year="2024", phase="approved", amount="1"), "kinds"),
        (accepted("award", amount="1"), "kinds"),
        (accepted("project_budget", year="2024", phase="approved", amount="1", per="每年"), "per"),
        (accepted("project_budget", year="2024", phase="approved", amount="1",
                  reporting_scope="aggregated"), "reporting scopes"),
        (accepted("project_budget", year="2024", phase="approved"), "no number"),
        (accepted("project_budget", year="2024", phase="approved", amount="约5"), "no number"),
    ],
)  # fmt: skip
def test_unlike_amounts_are_never_added(other: AcceptedFact, word: str) -> None:
    found = total([BOATS, other])
    assert isinstance(found, Problem)
    assert word in found.message


def test_tender_and_award_are_never_added() -> None:
    found = total([accepted("tender", budget="5"), accepted("award", amount="4")])
    assert isinstance(found, Problem)


def test_nothing_is_not_zero() -> None:
    assert isinstance(total([]), Problem)


@pytest.mark.parametrize("codes", [("204", "20402"), ("20402", "20402")])
def test_a_class_and_its_items_are_not_added(codes: tuple[str, str]) -> None:
    lines = [
        accepted("budget_line", "a.pdf", i, body="站", year="2024", code=c, amount="1")
        for i, c in enumerate(codes, 1)
    ]
    found = unlike(lines)
    assert found is not None
    assert "twice" in found


def test_items_side_by_side_are_added() -> None:
    lines = [
        accepted("budget_line", body="站", year="2024", code=c, amount="1")
        for c in ("2040201", "2040220")
    ]
    assert unlike(lines) is None


@pytest.mark.parametrize(
    ("fact", "stage"),
    [
        (BOATS, "budgeted"),
        (accepted("budget_line", form="final_account@1", amount="1"), "executed"),
        (accepted("budget_line", form="budget@2", amount="1"), "budgeted"),
        (accepted("budget_total", phase="executed", amount="1"), "executed"),
        (accepted("tender", ceiling="1"), "tendered"),
        (accepted("award", amount="1"), "awarded"),
        (accepted("contract", amount="1"), "contracted"),
        (accepted("candidate", amount="1"), "proposed"),
        (accepted("facility", state="竣工", area="7713"), "built"),
        (accepted("facility", state="投入使用", area="7713"), "opened"),
    ],
)
def test_each_kind_has_its_stage(fact: AcceptedFact, stage: str) -> None:
    assert stage in stages_of(fact)


@pytest.mark.parametrize(
    "fact",
    [
        accepted("budget_line", form="other", amount="1"),
        accepted("facility", state="停工", area="1"),
    ],
)
def test_a_stage_that_is_not_stated_stays_unknown(fact: AcceptedFact) -> None:
    assert stages_of(fact) == ()


def test_years_come_from_the_year_or_the_facts_own_date() -> None:
    assert year_of(BOATS) == 2024
    assert year_of(accepted("contract", amount="1", signed="2023-03-12")) == 2023
    assert year_of(accepted("award", amount="1")) is None


def test_units_come_from_currency_unit_or_rate() -> None:
    assert unit_of(BOATS) == "CNY"
    assert unit_of(accepted("performance_target", value="10", unit="人次")) == "人次"
    assert unit_of(accepted("award", rate="8.5"), "rate") == "percent"
    assert unit_of(accepted("job_post", number="10")) == ""


def test_numbers_are_written_plainly() -> None:
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(Decimal("10.50")) == "10.5"
    assert grouped("22300000.10") == "22 300 000.1"
