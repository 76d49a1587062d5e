"""Changes: by, to, from and to, percent and points, and what a document says itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analyse.invented import accepted
from check.stories import evidence, listed, result

if TYPE_CHECKING:
    from papertrace.model import AcceptedFact


def total_of(year: str, amount: str, phase: str = "approved") -> AcceptedFact:
    return accepted(
        "budget_total", f"b{year}.pdf", year=year, side="expenditure", scope="grand", phase=phase,
        amount=amount,
    )  # fmt: skip


def rate_of(year: str, value: str) -> AcceptedFact:
    return accepted(
        "performance_target", f"b{year}.pdf", year=year, indicator="率", value=value, unit="percent"
    )


OLD, NEW, SPENT = (
    total_of("2023", "150000000"),
    total_of("2024", "163000000"),
    total_of("2024", "160000000", "executed"),
)
HALF = total_of("2022", "75000000")
LOW, HIGH = rate_of("2023", "20"), rate_of("2024", "25")
UP = accepted("yoy", year="2024", item="总计", delta="13000000", pct="8.67", base_phase="approved")
KNOWN = evidence(OLD, NEW, SPENT, HALF, LOW, HIGH, UP)


def change(first: AcceptedFact, second: AcceptedFact, more: str = "") -> str:
    return f'kind = "change"\nfrom = {listed(first)}\nto = {listed(second)}\n{more}'


STATED = f'kind = "change"\nfacts = {listed(UP)}\n'


@pytest.mark.parametrize(
    ("story", "table"),
    [
        ("The budget [rose by 8.7%](claim:x).", change(OLD, NEW)),
        ("The budget rose by [8.7%](claim:x).", change(OLD, NEW)),
        ("The budget rose [8.7%](claim:x) in 2024.", change(OLD, NEW)),
        ("a [9%](claim:x) increase", change(OLD, NEW)),
        ("It rose by [13 million yuan](claim:x).", change(OLD, NEW)),
        ("It rose to [163 million yuan](claim:x).", change(OLD, NEW)),
        ("It rose to [almost 165 million yuan](claim:x).", change(OLD, NEW)),
        ("It rose [from 150 million to 163 million yuan](claim:x).", change(OLD, NEW)),
        ("It was [163 million yuan, up from 150 million](claim:x).", change(OLD, NEW)),
        ("It [fell by 13 million yuan](claim:x).", change(NEW, OLD)),
        ("It [doubled](claim:x).", change(HALF, OLD)),
        ("It [more than doubled](claim:x).", change(HALF, NEW)),
        ("It was [halved](claim:x).", change(OLD, HALF)),
        ("The goal rose by [five percentage points](claim:x).", change(LOW, HIGH)),
        ("The goal rose by [25 percent](claim:x).", change(LOW, HIGH)),
        ("The goal rose by [a quarter](claim:x).", change(LOW, HIGH)),
        ("It rose by [8.67%](claim:x).", STATED),
        ("It rose by [13 million yuan](claim:x).", STATED),
        ("预算增长[8.7%](claim:x)。", change(OLD, NEW)),
    ],
)
def test_what_holds_passes(story: str, table: str) -> None:
    found = result(story, table, KNOWN)
    assert found.outcome == "passed", found.message


@pytest.mark.parametrize(
    ("story", "table", "slip"),
    [
        ("The budget [fell by 8.7%](claim:x).", change(OLD, NEW), "sign"),
        ("The budget rose by [7.8%](claim:x).", change(OLD, NEW), "digits-swapped"),
        ("The budget rose by [8.0%](claim:x).", change(OLD, NEW), "base"),
        ("The goal rose by [5 percent](claim:x).", change(LOW, HIGH), "percentage-points"),
        (
            "The goal rose by [25 percentage points](claim:x).",
            change(LOW, HIGH),
            "percentage-points",
        ),
        ("The budget rose by [8.7 percentage points](claim:x).", change(OLD, NEW), "unit"),
        ("It rose by [163 million yuan](claim:x).", change(OLD, NEW), ""),
        ("It rose to [13 million yuan](claim:x).", change(OLD, NEW), ""),
        ("It rose by [13 million dollars](claim:x).", change(OLD, NEW), "currency"),
        ("It [tripled](claim:x).", change(HALF, OLD), ""),
        ("It rose [from 163 million to 150 million yuan](claim:x).", change(OLD, NEW), ""),
        ("In 2021 it rose by [8.7%](claim:x).", change(OLD, NEW), "year"),
        ("Spending rose by [8.7%](claim:x).", change(OLD, NEW), "stage"),
        ("It fell by [8.67%](claim:x).", STATED, "sign"),
    ],
)
def test_what_does_not_hold_fails_with_its_slip(story: str, table: str, slip: str) -> None:
    found = result(story, table, KNOWN)
    assert (found.outcome, found.slip) == ("failed", slip), found.message


@pytest.mark.parametrize(
    ("table", "word"),
    [
        (change(OLD, SPENT), "stages are never compared"),
        (change(OLD, LOW), "kinds"),
        (change(OLD, OLD), "same fact"),
        (f'kind = "change"\nfrom = {listed(OLD)}', "both from and to"),
        (f'kind = "change"\nfrom = {listed(OLD, HALF)}\nto = {listed(NEW)}', "years"),
        (f'kind = "change"\nfacts = {listed(OLD)}', "yoy"),
    ],
)
def test_what_must_not_be_compared_is_refused(table: str, word: str) -> None:
    found = result("It rose by [8.7%](claim:x).", table, KNOWN)
    assert found.outcome == "failed"
    assert word in found.message


@pytest.mark.parametrize(
    ("story", "word"),
    [
        ("It [rose or fell by 8.7%](claim:x).", "both up and down"),
        ("It [rose](claim:x).", "no figures"),
        ("It rose [from 1 to 2 to 3](claim:x).", "3 figures"),
    ],
)
def test_words_that_tell_no_one_change_fail(story: str, word: str) -> None:
    found = result(story, change(OLD, NEW), KNOWN)
    assert found.outcome == "failed"
    assert word in found.message


def test_levels_need_two_sides() -> None:
    found = result("It rose to [163 million yuan](claim:x).", STATED, KNOWN)
    assert "no levels" in found.message


def test_nothing_is_a_share_of_zero() -> None:
    zero = total_of("2021", "0")
    known = evidence(zero, NEW)
    assert "zero" in result("It rose by [8%](claim:x).", change(zero, NEW), known).message


def test_a_fact_that_is_not_accepted_leaves_it_unproven() -> None:
    known = evidence(OLD, statuses={NEW.id: "proposed"})
    assert result("It rose by [8.7%](claim:x).", change(OLD, NEW), known).outcome == "unproven"


def test_a_change_that_is_denied_or_multiplied_fails() -> None:
    old, new = (
        accepted("budget_total", year=y, phase="approved", side="expenditure", amount=a)
        for y, a in (("2023", "100"), ("2024", "130"))
    )
    table = f'kind = "change"\nfrom = {listed(old)}\nto = {listed(new)}'
    known = evidence(old, new)
    assert result("It [rose 30 percent](claim:x).", table, known).outcome == "passed"
    for story in ("It did not [rise 30 percent](claim:x).", "It rose twice [30 percent](claim:x)."):
        assert result(story, table, known).outcome == "failed"
