"""What the SQL of a claim may hold: reading its syntax tree, never running it.

It is a strict list of what is allowed: one SELECT from one view of accepted facts, so that each
fact counts once; conditions on columns; and the two columns `value` and `facts`. What a value may
be is for `formula`. Everything else is refused in one sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Node = dict[str, Any]

_CONDITION_FUNCTIONS = frozenset(
    {"lower", "upper", "trim", "prefix", "starts_with", "suffix", "ends_with", "contains"}
    | {"~~", "!~~", "~~~", "regexp_matches", "substring", "substr", "left", "right", "coalesce"}
)
_VALUE_FUNCTIONS = frozenset(
    {"sum", "avg", "min", "max", "count", "count_star", "+", "-", "*", "/"}
)
_LISTS = frozenset({"list", "array_agg", "list_value", "list_distinct", "list_concat"})
_PICKS = frozenset({"arg_max", "arg_min"})
FUNCTIONS = _CONDITION_FUNCTIONS | _VALUE_FUNCTIONS | _LISTS | _PICKS
_CLASSES = frozenset(
    {"COLUMN_REF", "CONSTANT", "FUNCTION", "COMPARISON", "CONJUNCTION", "OPERATOR", "BETWEEN"}
)
_COLUMNS = ["facts", "value"]
_PLAIN = "A claim's SQL is one SELECT from one view, so that each fact counts once: no {what}."


def objection(tree: Node, kinds: Collection[str]) -> str | None:
    """Say in a sentence what a claim's SQL must not hold; None where it holds nothing of it."""
    return _clauses(tree) or _source(tree, kinds) or _selected(tree) or _expressions(tree)


def _clauses(tree: Node) -> str | None:
    if tree.get("type") != "SELECT_NODE":
        what = str(tree.get("type", "")).removesuffix("_NODE").replace("_", " ")
        return _PLAIN.format(what=what)
    told = tree.get("cte_map")
    more = {
        "WITH": isinstance(told, dict) and told.get("map"),
        "GROUP BY": tree.get("group_expressions") or tree.get("group_sets"),
        "HAVING": tree.get("having"),
        "QUALIFY": tree.get("qualify"),
        "SAMPLE": tree.get("sample"),
        "DISTINCT": any(
            str(m.get("type", "")).startswith("DISTINCT") for m in tree.get("modifiers") or ()
        ),
    }
    found = next((what for what, there in more.items() if there), None)
    return _PLAIN.format(what=found) if found else None


def _source(tree: Node, kinds: Collection[str]) -> str | None:
    source = tree.get("from_table") or {}
    kind = str(source.get("type", ""))
    if kind == "TABLE_FUNCTION":
        return "A claim's SQL reads the views of accepted facts only, no table function."
    if kind != "BASE_TABLE":
        names = {"SUBQUERY": "subquery", "EMPTY": "SELECT without a view", "EMPTY_FROM": "the same"}
        return _PLAIN.format(what=names.get(kind, kind))
    name = source["table_name"]
    if source.get("schema_name") or source.get("catalog_name") or name not in kinds:
        return f"There is no view of accepted facts called {name!r}."
    if source.get("column_name_alias") or source.get("sample") or source.get("at_clause"):
        return _PLAIN.format(what="renamed columns or samples")
    return None


def _selected(tree: Node) -> str | None:
    names = sorted(str(part.get("alias", "")).lower() for part in tree.get("select_list") or ())
    if names != _COLUMNS:
        return "A claim's SQL gives the columns `value` and `facts`, and no others."
    listed = column(tree, "facts")
    allowed = _LISTS | _PICKS
    for node in nodes(listed):
        told = node.get("class")
        name = function_of(node)
        if (told == "FUNCTION" and name not in allowed) or told in (
            _CLASSES - {"FUNCTION", "COLUMN_REF"}
        ):
            return "`facts` is a list of the column fact_id, as in list(fact_id)."
    return None


def _expressions(tree: Node) -> str | None:
    for node in nodes(tree):
        told = node.get("class")
        if told is not None and told not in _CLASSES:
            return f"A claim's SQL does not take {str(told).lower()} expressions."
        if told == "FUNCTION" and function_of(node) not in FUNCTIONS:
            return f"A claim's SQL does not take the function {node['function_name']!r}."
    where = [tree.get("where_clause"), *(n.get("filter") for n in nodes(tree))]
    for node in nodes(where):
        name = function_of(node)
        if name and name not in _CONDITION_FUNCTIONS:
            return f"A condition of a claim's SQL does not take the function {name!r}."
    return None


def nodes(value: object) -> Iterator[Node]:
    """Give every node of a part of a tree, itself first."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def column(tree: Node, name: str) -> Node:
    """Give the expression of the column `value` or `facts`."""
    return next(p for p in tree["select_list"] if str(p.get("alias", "")).lower() == name)


def view(tree: Node) -> str:
    """Give the name of the one view a query reads."""
    return str(tree["from_table"]["table_name"])


def function_of(node: Node) -> str:
    """Give the name of the function a node calls; '' where it calls none."""
    return str(node["function_name"]).lower() if node.get("class") == "FUNCTION" else ""


def operands(node: Node) -> list[Node]:
    """Give a function's arguments in either shape of the tree."""
    told = node.get("arguments") or node.get("children") or []
    return [a["expression"] if isinstance(a, dict) and "expression" in a else a for a in told]


def constant(node: Node) -> tuple[str, str]:
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


def listing(tree: Node, term: Node) -> Node:
    """Give the query of the facts that one aggregate of a value is computed from.

    It selects `list(fact_id) as facts` under the query's conditions and the aggregate's own.
    """
    reference = {
        "class": "COLUMN_REF", "type": "COLUMN_REF", "alias": "", "query_location": 0,
        "column_names": ["fact_id"],
    }  # fmt: skip
    made = {**term, "alias": "facts", "function_name": "list", "distinct": False}
    if "qualified_name" in made:
        made["qualified_name"] = {"path": ["list"]}
    if "arguments" in made:
        made["arguments"] = [{"name": "", "expression": reference}]
    else:
        made["children"] = [reference]
    return {**tree, "select_list": [made], "modifiers": []}
