"""What the SQL of a claim may hold: reading its syntax tree, never running it.

A claim's value must come from facts. So the tree may hold only known views, known functions and,
where a value is made, no number but 100, 1000 and 10000 as a factor or divisor (units, percent).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Node = dict[str, Any]

FACTORS = frozenset({"100", "1000", "10000"})
"""The only numbers that may stand in a value."""
FUNCTIONS = frozenset(
    {"sum", "avg", "min", "max", "count", "count_star", "median", "list", "array_agg", "list_value"}
    | {"list_distinct", "list_concat", "flatten", "any_value", "arg_max", "arg_min"}
    | {"+", "-", "*", "/", "abs", "coalesce", "ifnull", "nullif", "greatest", "least"}
    | {"lower", "upper", "trim", "prefix", "starts_with", "suffix", "ends_with", "contains"}
    | {"~~", "!~~", "~~~", "regexp_matches", "substring", "substr", "left", "right"}
)
_CLASSES = frozenset(
    {"COLUMN_REF", "CONSTANT", "FUNCTION", "CAST", "CASE", "COMPARISON", "CONJUNCTION"}
    | {"OPERATOR", "BETWEEN", "SUBQUERY", "STAR", "TYPE"}
)
_SOURCES = frozenset({"BASE_TABLE", "SUBQUERY", "JOIN", "EMPTY", "EMPTY_FROM"})
_QUERIES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE"})
_CONDITIONS = frozenset({"where_clause", "having", "qualify", "filter", "condition", "when_expr"})
_NOT_VALUES = frozenset({"modifiers", "type_expr", "cast_type", "order_bys", "group_expressions"})


def objection(tree: Node, kinds: Collection[str]) -> str | None:
    """Say in a sentence what a claim's SQL must not hold; None where it holds nothing of it."""
    named = set(kinds) | {name for node in _nodes(tree) for name in _ctes(node)}
    for node in _nodes(tree):
        found = _source(node, named) or _expression(node)
        if found:
            return found
    return _literal(tree, selecting=False)


def tables(tree: Node) -> set[str]:
    """Give the names of all tables a query reads, those it names itself included."""
    return {str(n["table_name"]) for n in _nodes(tree) if n.get("type") == "BASE_TABLE"}


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from _nodes(part)


def _ctes(node: Node) -> list[str]:
    told = node.get("cte_map")
    return [str(entry["key"]) for entry in told.get("map", [])] if isinstance(told, dict) else []


def _source(node: Node, named: Collection[str]) -> str | None:
    kind = str(node.get("type", ""))
    if kind.endswith("_NODE") and kind not in _QUERIES:
        return f"A claim's SQL takes plain SELECTs only, no {kind.removesuffix('_NODE')}."
    is_source = "sample" in node and "alias" in node
    if is_source and kind not in _SOURCES:
        what = "table functions" if kind == "TABLE_FUNCTION" else kind
        return f"A claim's SQL reads the views of accepted facts only, no {what}."
    if kind == "BASE_TABLE" and (
        node.get("schema_name") or node.get("catalog_name") or node["table_name"] not in named
    ):
        return f"There is no view of accepted facts called {node['table_name']!r}."
    return None


def _expression(node: Node) -> str | None:
    told = node.get("class")
    if told is None:
        return None
    if told not in _CLASSES:
        return f"A claim's SQL does not take {str(told).lower()} expressions."
    if told == "FUNCTION" and str(node["function_name"]).lower() not in FUNCTIONS:
        return f"A claim's SQL does not take the function {node['function_name']!r}."
    return None


def _constant(node: Node) -> tuple[str, str]:
    """Give (kind, text) of a constant; the two shapes are those of DuckDB 1 and DuckDB 2."""
    literal = node.get("literal")
    if isinstance(literal, dict):
        return str(literal.get("kind", "")), str(literal.get("text", ""))
    value = node.get("value")
    if not isinstance(value, dict) or value.get("is_null"):
        return "NULL", ""
    told = value.get("type", {})
    scale = (told.get("type_info") or {}).get("scale") or 0
    return str(told.get("id", "")), str(value.get("value")) + ("e" * bool(scale))


def _harmless(node: Node) -> bool:
    kind, text = _constant(node)
    if "NULL" in kind.upper():
        return True
    text_like = kind.upper() in ("STRING", "VARCHAR")
    return text_like and not any(c.isdigit() for c in text)


def _is_factor(node: object) -> bool:
    return (
        isinstance(node, dict)
        and node.get("class") == "CONSTANT"
        and _constant(node)[0].upper() in ("INTEGER", "NUMERIC", "BIGINT", "SMALLINT", "TINYINT")
        and _constant(node)[1] in FACTORS
    )


def _operands(node: Node) -> list[Any]:
    """Give a function's arguments in either shape of the tree."""
    told = node.get("arguments") or node.get("children") or []
    return [a["expression"] if isinstance(a, dict) and "expression" in a else a for a in told]


def _scaled(node: Node) -> list[Any]:
    """Give the operands of * or / without those that only change the unit."""
    left, *rest = _operands(node)
    kept = [o for o in rest if not _is_factor(o)]
    if node["function_name"] == "/" or not _is_factor(left) or not kept:
        kept = [left, *kept]
    return kept


def _literal(value: object, *, selecting: bool) -> str | None:
    """Find a number that stands where a value is made."""
    if isinstance(value, list):
        return next((f for v in value if (f := _literal(v, selecting=selecting))), None)
    if not isinstance(value, dict):
        return None
    if selecting and value.get("class") == "CONSTANT" and not _harmless(value):
        return (
            f"The value holds the number {_constant(value)[1]!r} that comes from no fact"
            " (only * or / by 100, 1000 or 10000 may stand in it)."
        )
    if selecting and value.get("class") in ("COMPARISON", "CONJUNCTION", "BETWEEN"):
        return "The value is made from a comparison, not from facts."
    parts: list[tuple[str, Any]] = list(value.items())
    if selecting and value.get("class") == "FUNCTION" and value["function_name"] in ("*", "/"):
        parts = [("arguments", _scaled(value)), ("filter", value.get("filter"))]
    for name, part in parts:
        if name in _NOT_VALUES:
            continue
        inner = name == "select_list" or (selecting and name not in _CONDITIONS)
        found = _literal(part, selecting=inner)
        if found:
            return found
    return None
