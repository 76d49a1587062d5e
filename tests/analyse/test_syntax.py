"""The syntax of a claim's SQL, in the shapes of both generations of DuckDB's tree."""

from __future__ import annotations

from typing import Any

import pytest

from papertrace.analyse.formula import NotAllowed, formula
from papertrace.analyse.syntax import objection

SUM: dict[str, Any] = {
    "class": "FUNCTION",
    "type": "FUNCTION",
    "alias": "",
    "function_name": "sum",
    "children": [{"class": "COLUMN_REF", "type": "COLUMN_REF", "column_names": ["amount"]}],
}


def constant(told: str, value: object, scale: int | None = None) -> dict[str, Any]:
    """Give a constant as DuckDB 1 writes it."""
    return {
        "class": "CONSTANT",
        "type": "VALUE_CONSTANT",
        "value": {
            "type": {"id": told, "type_info": None if scale is None else {"scale": scale}},
            "is_null": value is None,
            "value": value,
        },
    }


def listed() -> dict[str, Any]:
    reference = {"class": "COLUMN_REF", "type": "COLUMN_REF", "column_names": ["fact_id"]}
    return {**SUM, "alias": "facts", "function_name": "list", "children": [reference]}


def selecting(value: dict[str, Any]) -> dict[str, Any]:
    table = {"type": "BASE_TABLE", "alias": "", "sample": None, "table_name": "award"}
    told = [{**value, "alias": "value"}, listed()]
    return {"type": "SELECT_NODE", "select_list": told, "from_table": table}


def joined(one: dict[str, Any], name: str, other: dict[str, Any]) -> dict[str, Any]:
    return {**SUM, "function_name": name, "children": [one, other]}


@pytest.mark.parametrize(
    "value",
    [
        SUM,
        joined(SUM, "-", SUM),
        joined(SUM, "/", SUM),
        joined(joined(SUM, "*", constant("INTEGER", 100)), "/", SUM),
    ],
)
def test_figures_differences_and_ratios_are_taken(value: dict[str, Any]) -> None:
    tree = selecting(value)
    assert objection(tree, ["award"]) is None
    assert formula(tree).terms[0].column == "amount"


@pytest.mark.parametrize(
    "value",
    [
        constant("INTEGER", 5),
        joined(SUM, "*", constant("INTEGER", 100)),
        joined(SUM, "+", SUM),
        joined(joined(SUM, "*", constant("INTEGER", 1000)), "/", SUM),
        joined(joined(SUM, "*", constant("DECIMAL", 100, 1)), "/", SUM),
        joined(joined(SUM, "*", constant("VARCHAR", "100")), "/", SUM),
        {**SUM, "children": [constant("INTEGER", 7)]},
    ],
)
def test_other_values_are_refused(value: dict[str, Any]) -> None:
    tree = selecting(value)
    assert objection(tree, ["award"]) is None
    with pytest.raises(NotAllowed, match="A value is one"):
        formula(tree)


def test_a_table_that_is_no_view_is_refused() -> None:
    assert "no view" in (objection(selecting(SUM), ["contract"]) or "")
