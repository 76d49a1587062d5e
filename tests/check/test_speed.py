"""A hundred claims are tested in under two seconds, those computed by SQL among them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from analyse.invented import accepted
from check.stories import evidence, listed, report
from papertrace.analyse import tables

if TYPE_CHECKING:
    import duckdb

FACT = accepted("project_budget", body="站", year="2024", phase="approved", amount="22300000")
SQL = "select sum(amount) as value, list(fact_id) as facts from project_budget where year = 2024"


def test_a_hundred_claims_take_less_than_two_seconds() -> None:
    written = [
        f'[c{n}]\nkind = "amount"\n'
        + (f'sql = "{SQL}"\n' if n % 10 == 0 else f"facts = {listed(FACT)}\n")
        for n in range(100)
    ]
    story = "\n\n".join(
        f"It budgeted [22.3 million yuan for 2024](claim:c{n})." for n in range(100)
    )
    known, toml, best = evidence(FACT), "\n".join(written), 99.0
    for _ in range(3):
        begun = time.process_time()
        made = report(story, toml, known)
        best = min(best, time.process_time() - begun)
        assert {r.outcome for r in made.results} == {"passed"}
        if best < 2:
            break
    assert best < 2


def test_one_database_serves_many_queries_and_keeps_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[int] = []
    connect = tables._connected

    def counted() -> duckdb.DuckDBPyConnection:
        opened.append(1)
        return connect()

    monkeypatch.setattr(tables, "_connected", counted)
    with tables.kept():
        for facts in ((FACT,), (), (FACT,)):
            with tables.opened(facts, ["project_budget"]) as connection:
                (row,) = tables.run(connection, "select count(*) as n from project_budget")
                assert row["n"] == len(facts)
        assert opened == [1]
        with pytest.raises(ZeroDivisionError), tables.opened(()):
            _ = 1 / 0
        with tables.opened((FACT,)):
            pass
    assert opened == [1, 1]
    with tables.opened(()):
        pass
    assert len(opened) == 3
