"""Claims in SQL: only values that come from accepted facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyse.invented import accepted
from papertrace.analyse import Answer, claim_value
from papertrace.model import Problem

if TYPE_CHECKING:
    from papertrace.model import Result

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
    assert isinstance(found, Answer), found
    return found.result


def test_a_sum_names_its_unit_and_its_facts() -> None:
    found = value(
        "select sum(amount) as value, list(fact_id) as facts from budget_line where code = '20402'"
        " and year = 2024"
    )
    assert found.value == "4000000"
    assert found.unit == "CNY"
    assert found.facts == (LINES[0].id,)
    assert "4 000 000" in found.formula


def test_a_ratio_may_be_times_100_and_is_then_a_percentage() -> None:
    found = value(
        "select sum(amount) filter (where code = '2040220') * 100"
        " / sum(amount) filter (where code = '20402') as value,"
        " list(fact_id) as facts from budget_line where year = 2024"
    )
    assert found.unit == "percent"
    assert found.value.startswith("37.5")


def test_a_count_may_be_claimed() -> None:
    found = value("select count(*) as value, list(fact_id) as facts from budget_line")
    assert (found.value, found.unit) == ("3", "fact")


def test_a_count_of_one_document_may_be_claimed() -> None:
    sql = "select count(distinct document) as value, list(fact_id) as facts from budget_line"
    assert (value(sql).value, value(sql).unit) == ("1", "document")


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
        ("with x as (select 9 as n) select sum(amount) as value, list(fact_id) as facts from award",
         "no WITH"),
        (("select sum(amount) as value, list(fact_id) as facts from budget_line,"
         " (select 5 as five) f"), "no JOIN"),
        ("select sum(v) as value, list(v) as facts from (values (1)) t(v)", "no "),
        ("select sum(range) as value, list('x') as facts from range(5)", "function"),
        ("select sum(amount) as value, list(fact_id) as facts from read_csv('x')", "function"),
        ("select length(max(name)) as value, list(fact_id) as facts from budget_line", "length"),
        ("select random() as value, list(fact_id) as facts from budget_line", "random"),
        (("with recursive r as (select count(*) as n from award union all select n from r)"
         " select sum(n) as value, (select list(fact_id) from award) as facts from r"), "one view"),
        ("select row_number() over () as value, list(fact_id) as facts from award", "window"),
        ("select count(*) as value, list(fact_id) as facts from information_schema.tables",
         "no view"),
        ("select sum(amount) as value, list(fact_id) as facts from store.budget_line", "no view"),
        (("select sum(amount) as value, list(fact_id) as facts from award where amount in"
         " (select amount from award)"), "subquery"),
        ("select sum(amount) as value, list(fact_id) as facts from award as a(fact_id, amount)",
         "renamed"),
    ],
)  # fmt: skip
def test_other_sources_than_one_view_are_refused(sql: str, word: str) -> None:
    assert word in refusal(sql)


@pytest.mark.parametrize(
    "source",
    [
        "award a join award b on a.document = b.document",
        "award a, award b",
        "(select * from award union all select * from award) a",
        "(select * from award a, range(2)) a",
    ],
)
def test_no_fact_is_counted_twice(source: str) -> None:
    sql = f"select sum(a.amount) as value, list(a.fact_id) as facts from {source}"  # noqa: S608
    assert "each fact counts once" in refusal(sql)
    union = "select amount as value, [fact_id] as facts from award"
    assert "no SET OPERATION" in refusal(f"{union} union all {union}")


def test_a_fact_listed_twice_is_refused() -> None:
    sql = (
        "select sum(amount) as value, list_concat(list(fact_id), list(fact_id)) as facts from award"
    )
    assert "twice" in refusal(sql)


@pytest.mark.parametrize(
    "value",
    [
        "sum(amount) * 100",
        "100 * sum(amount)",
        "sum(amount) / 100",
        "max(amount) * count(*)",
        "count(*) * 10000 * 100 + max(amount) - max(amount)",
        "count(*) * 100 + max(amount)",
        "sum(amount) + sum(amount)",
        "sum(amount) + sum(page)",
        "sum(amount) - (max(amount) - max(amount) - sum(amount))",
        "sum(amount) / count(*)",
        "sum(amount) / sum(amount) * sum(amount)",
        "sum(amount) * 100 / sum(amount) * 100",
        "sum(amount) - sum(basic)",
        "sum(amount * page)",
        "sum(page)",
        "sum(year)",
        "max(amount_text)",
        "sum(distinct amount)",
        "-sum(amount)",
        "coalesce(sum(amount), max(page))",
        "case when sum(amount) > 0 then max(amount) else min(amount) end",
        "(select max(amount) from award)",
    ],
)
def test_a_value_is_one_figure_a_difference_or_a_ratio(value: str) -> None:
    sql = f"select {value} as value, list(fact_id) as facts from budget_line where year = 2023"  # noqa: S608
    told = refusal(sql)
    assert told.startswith(("A value is", "A claim's SQL")), told
    assert told.endswith(".")


PART = "filter (where code = '2040220')"
WHOLE = "filter (where code = '20402')"


@pytest.mark.parametrize(
    ("value", "number", "unit"),
    [
        (f"sum(amount) {WHOLE} - sum(amount) {PART}", "2500000", "CNY"),
        (f"sum(amount) {PART} * 100 / sum(amount) {WHOLE}", "37.5", "percent"),
        (f"100 * sum(amount) {PART} / sum(amount) {WHOLE}", "37.5", "percent"),
        (f"sum(amount) {PART} / sum(amount) {WHOLE} * 100", "37.5", "percent"),
        (f"max(amount) {PART} / max(amount) {WHOLE}", "0.375", "share"),
        (f"(sum(amount) {WHOLE} - sum(amount) {PART}) / sum(amount) {WHOLE}", "0.625", "share"),
    ],
)
def test_what_a_value_may_be(value: str, number: str, unit: str) -> None:
    sql = f"select {value} as value, list(fact_id) as facts from budget_line where year = 2024"  # noqa: S608
    told = claim_value(sql, FACTS)
    assert isinstance(told, Answer), told
    assert (told.result.value, told.result.unit) == (number, unit)


def test_a_condition_changes_neither_unit_nor_likeness() -> None:
    rest = "as value, list(fact_id) as facts from budget_line where"
    assert value(f"select sum(amount) {rest} year = 2023 and amount < 100000000").unit == "CNY"
    assert "years" in refusal(f"select sum(amount) {rest} amount < 100000000")
    assert "part of" in refusal(f"select sum(amount) {rest} year = 2024 and amount < 100000000")


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("select sum(amount) as value from budget_line", "columns"),
        ("select amount as value, [fact_id] as facts from budget_line", "rows"),
        ("select sum(amount) as value, list(name) as facts from award", "SQL failed"),
        ("select sum(amount) as value, list(supplier) as facts from award", "no accepted fact"),
        ("select sum(amount) as value, list(fact_id) as facts from budget_line where year = 1999",
         "no value"),
        ("select max(name) as value, list(fact_id) as facts from budget_line", "no number"),
        (("select sum(amount) as value, list(fact_id) filter (where year = 2023) as facts"
         " from budget_line where code = '20402'"), "`facts`"),
        (("select sum(amount) filter (where year = 2023) as value, list(fact_id) as facts"
         " from budget_line"), "does not come from"),
        (("select sum(amount) as value, (select list(fact_id) from award) as facts"
         " from budget_line"), "subquery"),
        (("select count(*) as value, list(fact_id) filter (where year = 2023) as facts"
         " from budget_line"), "`facts`"),
    ],
)  # fmt: skip
def test_a_value_must_come_from_the_facts_it_names(sql: str, word: str) -> None:
    assert word in refusal(sql)


def test_currencies_are_not_added() -> None:
    mixed = (*NOTICES, accepted("award", "m.html", amount="700", currency="CNY", supplier="乙"))
    found = claim_value("select sum(amount) as value, list(fact_id) as facts from award", mixed)
    assert isinstance(found, Problem)
    assert "CNY, USD" in found.message


def test_the_figure_of_one_fact_may_be_claimed() -> None:
    assert value("select amount as value, [fact_id] as facts from award").unit == "USD"
    largest = "[arg_max(fact_id, amount)]"
    sql = f"select max(amount) as value, {largest} as facts from budget_line where code = '20402'"  # noqa: S608
    assert "years" in refusal(sql)


@given(st.integers(-(10**9), 10**9).filter(lambda n: abs(n) not in (100, 1000, 10000)))
def test_no_literal_reaches_a_value(number: int) -> None:
    sql = f"select sum(amount) + {number} as value, list(fact_id) as facts from budget_line"  # noqa: S608
    assert isinstance(claim_value(sql, FACTS), Problem)
