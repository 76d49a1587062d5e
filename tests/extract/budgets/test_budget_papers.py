"""Invented budgets and accounts in many layouts and carriers give what they print."""

from __future__ import annotations

import pytest

from extract.budgets.measure import reading
from extract.budgets.papers import made
from extract.targets.carriers import CARRIERS, DIGITAL
from extract.targets.scoring import Count
from papertrace.extract import extract
from papertrace.read import read

HELD = (903, 904)
"""Seeds that were only ever scored; 903 is an account."""
FLOORS = {"budget_total": 0.995, "budget_line": 0.995, "yoy": 0.95}


def _score(carrier: str, seeds: tuple[int, ...], *, later: bool) -> None:
    total: dict[str, Count] = {}
    for seed in seeds:
        for kind, count in reading(carrier, seed, later=later).items():
            total.setdefault(kind, Count()).add(count)
    sunk = {k: c.misses[:3] for k, c in total.items() if c.f1 < FLOORS.get(k, 0.98)}

    assert sunk == {}
    assert total["budget_line"].right > 100


@pytest.mark.parametrize("later", [False, True], ids=["first", "second"])
@pytest.mark.parametrize("carrier", DIGITAL)
def test_a_budget_reads_alike_in_every_carrier(carrier: str, later: bool) -> None:  # noqa: FBT001  (pytest's)
    _score(carrier, HELD, later=later)


@pytest.mark.long
@pytest.mark.parametrize("later", [False, True], ids=["first", "second"])
@pytest.mark.parametrize("carrier", DIGITAL)
def test_further_budgets_are_read(carrier: str, later: bool) -> None:  # noqa: FBT001  (pytest's)
    _score(carrier, (*range(1, 9), 901, 902, 905, 906), later=later)


def test_sums_that_hold_raise_no_problem() -> None:
    write, name = CARRIERS["html"]
    found = extract(read(write(made(2).paper), name))

    assert [p.message for p in found.problems if p.code in ("PT431", "PT436")] == []
