"""Claims in SQL: only values that come from accepted facts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyse.invented import accepted
from papertrace.analyse import claim_value
from papertrace.model import Problem, Result

LINES = (
    accepted("budget_line", year="2024", code="20402", name="公安", amount="4000000"),
    accepted("budget_line", year="2024", code="2040220", name="执法", amount="1500000"),
    accepted("budget_line", year="2023", code="20402", name="公安", amount="3000000"),
)
NOTICES = (accepted("award", "n.html", amount="500", currency="USD", supplier="甲"),)
FACTS = (*LINES, *NOTICES)


def refusal(sql: str) -> str:
    found = claim_value(sql, FACTS)
    assert isinstance(found, Problem), found
    return found.message


def value(sql: str) -> Result:
    found = claim_value(sql, FACTS)
    assert isinstance(found, Result), found
    return found


def test_a_sum_names_its_unit_and_its_facts() -> None:
    found = value(
        "select sum(amount) as value, list(fact_id) as facts from budget_line where year = 2024"
    )
    assert found.value == "5500000"
    assert found.unit == "CNY"
    assert set(found.facts) == {LINES[0].id, LINES[1].id}
    assert "5 500 000" in found.formula


def test_a_share_has_no_unit_and_may_be_times_100() -> None:
    found = value(
        "select sum(amount) filter (where code like '2040220') * 100 / sum(amount) as value,"
        " list(fact_id) as facts from budget_line where year = 2024"
    )
    assert found.unit == ""
    assert found.value.startswith("27.27")


def test_a_count_may_be_claimed() -> None:
    found = value("select count(*) as value, list(fact_id) as facts from budget_line")
    assert (found.value, found.unit) == ("3", "")


def test_a_count_of_one_document_may_be_claimed() -> None:
    sql = "select count(distinct document) as value, list(fact_id) as facts from budget_line"
    assert value(sql).value == "1"


@pytest.mark.parametrize(
    "expression",
    [
        "26500000",
        "sum(amount) + 1",
        "sum(amount) * 2",
        "sum(amount) * 1.5",
        "100 / sum(amount)",
        "sum(amount) + 100",
        "sum(amount) - 10000",
        "100 * 100",
        "cast('26500000' as decimal)",
        "coalesce(sum(amount), 5)",
        "sum(case when year = 2024 then 7 else amount end)",
        "sum(amount) + (select 3)",
        "sum((amount > 0)::int)",
        "-5",
    ],
)
def test_a_number_that_comes_from_no_fact_is_refused(expression: str) -> None:
    sql = f"select {expression} as value, list(fact_id) as facts from budget_line"  # noqa: S608
    refusal(sql)


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        (("with x as (select 9 as n) select sum(amount)+max(n) as value, list(fact_id) as facts"
         " from budget_line, x"), "number"),
        (("select sum(amount) as value, list(fact_id) as facts from budget_line,"
         " (select 5 as five) f"), "number"),
        ("select sum(v) as value, list(v::varchar) as facts from (values (1)) t(v)", "views"),
        ("select sum(range) as value, list('x') as facts from range(5)", "function"),
        ("select sum(amount) as value, list(fact_id) as facts from read_csv('x')", "function"),
        ("select length(max(name)) as value, list(fact_id) as facts from budget_line", "length"),
        ("select random() as value, list(fact_id) as facts from budget_line", "random"),
        (("with recursive r as (select count(*) as n from award union all select n from r)"
         " select sum(n) as value, (select list(fact_id) from award) as facts from r"), "SELECT"),
        ("select row_number() over () as value, list(fact_id) as facts from award", "window"),
        ("select count(*) as value, list(fact_id) as facts from information_schema.tables",
         "no view"),
        ("select sum(amount) as value, list(fact_id) as facts from store.budget_line", "no view"),
    ],
)  # fmt: skip
def test_other_sources_than_the_views_are_refused(sql: str, word: str) -> None:
    assert word in refusal(sql)


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("select sum(amount) as value from budget_line", "columns"),
        ("select amount as value, [fact_id] as facts from budget_line", "rows"),
        ("select sum(amount) as value, list(name) as facts from budget_line", "no accepted fact"),
        ("select sum(amount) as value, list(fact_id) as facts from budget_line where year = 1999",
         "no value"),
        ("select max(name) as value, list(fact_id) as facts from budget_line", "no number"),
        (("select sum(amount) as value, (select list(fact_id) from award) as facts"
         " from budget_line"), "alone"),
        (("select count(*) as value, (select list(fact_id) from budget_line where year = 2023)"
         " as facts from budget_line"), "alone"),
        (("select count(*)/count(*) + count(*)/count(*) as value, list(fact_id) as facts"
         " from budget_line"), "does not change"),
    ],
)  # fmt: skip
def test_a_value_must_hang_on_the_facts_it_names(sql: str, word: str) -> None:
    assert word in refusal(sql)


def test_currencies_are_not_added() -> None:
    sql = (
        "select sum(a) as value, list(f) as facts from (select amount as a, fact_id as f"
        " from budget_line union all select amount, fact_id from award)"
    )
    assert "CNY, USD" in refusal(sql)


@given(st.integers(-(10**9), 10**9).filter(lambda n: abs(n) not in (100, 1000, 10000)))
def test_no_literal_reaches_a_value(number: int) -> None:
    sql = f"select sum(amount) + {number} as value, list(fact_id) as facts from budget_line"  # noqa: S608
    assert isinstance(claim_value(sql, FACTS), Problem)
