"""A person's SQL runs in a process of its own, which ends in time whatever the query does."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from analyse.invented import accepted
from papertrace.analyse import asked
from papertrace.errors import UsageError
from papertrace.workflow import tabling

if TYPE_CHECKING:
    from collections.abc import Callable

FACT = accepted("budget_total", body="站", year="2024", amount="22300000.5")


def rows(sql: str, told: Callable[[bytes], bytes] = asked.answer) -> list[dict[str, object]]:
    return asked.answered(told(asked.question(sql, [FACT], {})))


def test_answers_come_through_as_they_are() -> None:
    sql = "select amount, year, [body] as who, null as gone, year > 1 as late from budget_total"
    for told in (asked.answer, tabling._ended_in_time):
        (row,) = rows(sql, told)
        assert row == {
            "amount": Decimal("22300000.5000"),
            "year": 2024,
            "who": ["站"],
            "gone": None,
            "late": True,
        }
    assert rows("select * from budget_total where year = 1900") == []


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("drop table budget_total", "cannot be read"),
        ("select 1; select 2", "2 statements"),
        ("select * from read_csv('/etc/hostname')", "failed"),
        ("select nothing from budget_total", "failed"),
    ],
)
def test_what_is_no_select_over_the_tables_is_refused(sql: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        rows(sql, tabling._ended_in_time)


def test_a_query_that_no_interruption_reaches_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step of the first query takes minutes; only an end of its process ends it."""
    monkeypatch.setattr(tabling, "SECONDS", 1.0)
    begun = time.monotonic()
    for sql in (
        "select damerau_levenshtein(repeat('ab', 20000), repeat('cd', 20000))",
        "select count(*) from range(1000000000000)",
    ):
        with pytest.raises(UsageError, match=r"stopped|failed"):
            rows(sql, tabling._ended_in_time)
    assert time.monotonic() - begun < 10
