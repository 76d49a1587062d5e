"""SQL over accepted facts, and what it must not do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyse.invented import accepted
from papertrace.analyse.tables import opened, query, run
from papertrace.errors import UsageError
from papertrace.model.columns import KINDS

LINES = (
    accepted("budget_line", "a.pdf", 3, year="2024", code="20402", name="公安", amount="22300000"),
    accepted("budget_line", year="2024", code="208", name="社保", amount="418600.5"),
)


def test_money_is_decimal_and_years_are_numbers() -> None:
    rows = query("select year, amount, page from budget_line order by amount desc", LINES)
    assert rows[0] == {"year": 2024, "amount": Decimal("22300000.0000"), "page": 3}
    assert type(rows[1]["amount"]) is Decimal


def test_absent_fields_are_null() -> None:
    assert query("select basic from budget_line limit 1", LINES) == [{"basic": None}]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_view_even_when_empty(kind: str) -> None:
    with opened((), (kind,)) as connection:
        assert run(connection, f'select count(*) as n from "{kind}"') == [{"n": 0}]  # noqa: S608


def test_a_value_with_more_than_four_places_is_kept_whole() -> None:
    price = accepted("award", unit_price="0.123456")
    assert query("select unit_price from award", [price]) == [{"unit_price": Decimal("0.123456")}]


def test_a_value_that_is_no_number_keeps_its_text() -> None:
    target = accepted("performance_target", value="2025-10-31", operator="<=")
    rows = query("select value, value_text from performance_target", [target])
    assert rows == [{"value": None, "value_text": "2025-10-31"}]


def test_a_field_outside_the_vocabulary_gets_a_column() -> None:
    assert query("select colour from award", [accepted("award", colour="blue")]) == [
        {"colour": "blue"}
    ]


def test_names_that_could_break_out_of_the_sql_get_no_column() -> None:
    odd = accepted("award", **{'x" int); drop table award; --': "1"})
    assert query("select count(*) as n from award", [odd]) == [{"n": 1}]


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/hostname')",
        "select * from '/etc/hostname'",
        "select * from read_text('/etc/hostname')",
        "copy (select 1) to 'x.csv'",
        "attach 'x.db'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "drop view award",
        "select 1; select 2",
        "insert into store.award values (1)",
        "selec",
        "",
        "select nothing from award",
    ],
)
def test_what_is_no_single_select_over_the_views_is_refused(sql: str) -> None:
    with pytest.raises(UsageError):
        query(sql, LINES)


def test_a_query_that_takes_too_long_is_stopped() -> None:
    sql = "select count(*) from range(10000000000) a, range(1000) b"
    with opened(()) as connection, pytest.raises(UsageError, match="failed"):
        run(connection, sql, seconds=0.2)


def test_further_views_stand_beside_those_of_facts() -> None:
    one, other = (accepted("award", f"{n}.pdf", supplier="甲公司", amount=n) for n in "12")
    entity = {"entity_id": "e", "kind": "organisation", "name": "甲公司", "place": None,
              "names": ["甲公司", "甲 公司"], "codes": [], "facts": [one.id, other.id]}  # fmt: skip
    rows = query(
        "select e.name, sum(a.amount) as total from entity e"
        " join award a on list_contains(e.facts, a.fact_id) group by 1",
        (one, other),
        {"entity": [entity], "purchase": []},
    )
    assert rows == [{"name": "甲公司", "total": Decimal(3)}]
    assert query("select * from purchase", (), {"purchase": []}) == []
