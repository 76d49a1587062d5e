"""The syntax of a claim's SQL, in the shapes of both generations of DuckDB's tree."""

from __future__ import annotations

from typing import Any

import pytest

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


def selecting(value: dict[str, Any]) -> dict[str, Any]:
    table = {"type": "BASE_TABLE", "alias": "", "sample": None, "table_name": "award"}
    return {"type": "SELECT_NODE", "select_list": [value], "from_table": table}


def times(other: dict[str, Any], name: str = "*") -> dict[str, Any]:
    return {**SUM, "function_name": name, "children": [SUM, other]}


@pytest.mark.parametrize(
    "value",
    [SUM, times(constant("INTEGER", 100)), times(constant("INTEGER", 10000), "/"),
     {**SUM, "function_name": "coalesce", "children": [SUM, constant("NULL", None)]}],
)  # fmt: skip
def test_values_from_facts_are_taken(value: dict[str, Any]) -> None:
    assert objection(selecting(value), ["award"]) is None


@pytest.mark.parametrize(
    "value",
    [constant("INTEGER", 5), times(constant("INTEGER", 2)), times(constant("DECIMAL", 100, 1)),
     times(constant("VARCHAR", "100")), times(constant("INTEGER", 100), "+"),
     {**SUM, "children": [constant("INTEGER", 7)]}],
)  # fmt: skip
def test_other_numbers_are_refused(value: dict[str, Any]) -> None:
    told = objection(selecting(value), ["award"])
    assert told is not None
    assert "comes from no fact" in told


def test_a_table_that_is_no_view_is_refused() -> None:
    assert "no view" in (objection(selecting(SUM), ["contract"]) or "")
