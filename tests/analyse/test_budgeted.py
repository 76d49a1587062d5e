"""Totals of budgets: one table, one sum a body and year, codes rolled up once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analyse.invented import accepted, holding
from analyse.purchases import traits
from papertrace.analyse.budgeted import line_figures, total_figures
from papertrace.analyse.figures import rolled, tally
from papertrace.analyse.held import FORMS_OF_STAGE, held
from papertrace.model import Expected

if TYPE_CHECKING:
    from papertrace.model import AcceptedFact

BODY = "白榆湾出入境边防检查站"


def total(document: str, amount: str, year: str = "2024", **more: str) -> AcceptedFact:
    values = {"phase": "approved", "side": "expenditure", "scope": "year", "body": BODY, **more}
    return accepted("budget_total", document, year=year, amount=amount, **values)


def line(code: str, amount: str, table: str = "一般公共预算支出表", **more: str) -> AcceptedFact:
    given = {"body": BODY, "year": "2024", "phase": "approved", "name": f"项{code}", **more}
    return accepted("budget_line", "b.pdf", code=code, amount=amount, table=table, **given)


def test_one_sum_printed_by_two_documents_is_one_sum() -> None:
    facts = [total("b.pdf", "900"), total("tables.pdf", "900")]
    figures, left = total_figures(facts, "budgeted", traits(facts))
    assert [str(f.value) for f in figures] == ["900"]
    assert len(figures[0].facts) == 2
    assert left == ()


def test_sums_that_disagree_are_left_out_and_told() -> None:
    facts = [total("b.pdf", "900"), total("tables.pdf", "901")]
    figures, left = total_figures(facts, "budgeted", traits(facts))
    assert figures == ()
    assert "900, 901" in left[0].message


def test_plans_and_outcomes_and_other_scopes_stay_apart() -> None:
    facts = [
        total("b.pdf", "900"),
        total("a.pdf", "850", phase="executed"),
        total("b.pdf", "950", scope="grand"),
        total("b.pdf", "900", side="income"),
    ]
    for stage, value in (("budgeted", "900"), ("executed", "850")):
        figures, _ = total_figures(facts, stage, traits(facts))
        assert [str(f.value) for f in figures] == [value]


def test_grand_totals_are_taken_where_all_have_them_and_are_mixed_with_nothing() -> None:
    whole = [total("b.pdf", "950", scope="grand"), total("c.pdf", "40", scope="grand", body="海站")]
    figures, left = total_figures(whole, "budgeted", traits(whole))
    assert [str(f.value) for f in figures] == ["950", "40"]
    assert {f.basis for f in figures} == {"grand total"}
    assert left == ()
    both = [*whole, total("c.pdf", "39", body="海站")]
    figures, _ = total_figures(both, "budgeted", traits(both))
    assert [str(f.value) for f in figures] == ["950", "40"]
    mixed = [whole[0], total("c.pdf", "39", body="海站")]
    figures, _ = total_figures(mixed, "budgeted", traits(mixed))
    assert {f.basis for f in figures} == {"grand total", ""}
    assert not tally(figures, "year").lines


def test_reporting_scopes_are_not_added_to_each_other() -> None:
    other = accepted(
        "budget_total", "c.pdf", body="青禾县公安局", year="2024", amount="5", phase="approved",
        side="expenditure", scope="year", reporting_scope="aggregated",
    )  # fmt: skip
    facts = [total("b.pdf", "900", reporting_scope="own"), other]
    figures, _ = total_figures(facts, "budgeted", traits(facts))
    made = tally(figures, "year")
    assert made.lines == ()
    assert "aggregated, own" in made.left_out[0].message


LINES = [
    line("204", "600"),
    line("20402", "600"),
    line("2040201", "400"),
    line("2040220", "200"),
    line("2210201", "90"),
    line("2210202", "10"),
]


@pytest.mark.parametrize(
    ("level", "wanted"),
    [
        ("class", {"204": "600", "221": "100"}),
        ("group", {"20402": "600", "22102": "100"}),
        ("item", {"2040201": "400", "2040220": "200", "2210201": "90", "2210202": "10"}),
    ],
)
def test_money_stands_once_at_every_level_of_the_code(level: str, wanted: dict[str, str]) -> None:
    figures, left = line_figures(LINES, "budgeted", traits(LINES), level)
    made = tally(figures, "category", level)
    assert {x.label: x.result.value for x in made.lines} == wanted
    assert left == ()


def test_a_class_that_its_rows_do_not_add_up_to_is_told() -> None:
    facts = [line("204", "9000000"), line("2040201", "4000000"), line("2040220", "2000000")]
    _, left = line_figures(facts, "budgeted", traits(facts), "class")
    assert "9 000 000, its rows add up to 6 000 000" in left[0].message


def test_lines_are_of_one_table_and_who_lacks_it_is_told() -> None:
    other = line("204", "7", table="财政拨款支出表", body="青禾县公安局")
    facts = [*LINES, *(line(f.fields["code"].value, "1", "财政拨款支出表") for f in LINES), other]
    figures, left = line_figures(facts, "budgeted", traits(facts), "class")
    assert {f.body for f in figures} == {BODY, "青禾县公安局"}
    made = {x.label: x.result.value for x in tally(figures, "category", "class").lines}
    assert made == {"204": "8", "221": "2"}
    assert left == ()
    figures, left = line_figures([*LINES, other], "budgeted", traits([other]), "class")
    assert {f.body for f in figures} == {BODY}
    assert "青禾县公安局 2024: it has no accepted line of that table" in left[0].message


def test_coverage_names_what_is_expected_and_missing() -> None:
    holdings = [holding("b24.pdf", "2024"), holding("b25.pdf", "2025", outcome="read-partly")]
    expected = (Expected(BODY, ("budget",), (2023, 2024, 2025)),)
    made = held(holdings, expected, FORMS_OF_STAGE["budgeted"])
    assert [(g.year, g.reason.partition(" ")[0]) for g in made.gaps] == [
        (2023, "not"),
        (2025, "b25.pdf"),
    ]
    assert "2 documents held, 1 of them read whole" in made.sentence
    assert f"{BODY} budget 2023" in made.sentence
    assert held(holdings, expected, FORMS_OF_STAGE["budgeted"], (), (2024,)).gaps == ()
    assert "no [[expected]]" in held(holdings, (), FORMS_OF_STAGE["budgeted"]).sentence


@pytest.mark.parametrize(
    ("code", "level", "wanted"),
    [
        ("222404", "county", "222404"),
        ("222404", "prefecture", "222400"),
        ("222404", "province", "220000"),
        ("222400", "county", ""),
        ("222400", "province", "220000"),
        ("220000", "prefecture", ""),
        ("", "province", ""),
        ("110105", "county", "110105"),
        ("222410", "county", "222410"),
    ],
)
def test_a_place_is_rolled_up_and_never_down(code: str, level: str, wanted: str) -> None:
    assert rolled(code, level) == wanted
