"""What the value of a claim's SQL may be: one figure, a difference of two, or a ratio.

A figure is one aggregate (sum, min, max, avg, count) of one column, or the column itself where
one fact answers. A difference and a ratio are of two such, of the same column. No number stands in
a value, but for the 100 that makes a ratio a percentage. So no sum holds a fact twice, no money is
multiplied, and nothing but money stands in a sum of money.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NoReturn

from papertrace.analyse.syntax import column, constant, function_of, operands, view
from papertrace.model.columns import KINDS

if TYPE_CHECKING:
    from papertrace.analyse.syntax import Node

Shape = Literal["figure", "difference", "ratio"]

_AGGREGATES = ("sum", "avg", "min", "max", "count")
_DOCUMENT = ("document", "digest")
_HUNDRED = "100"
_ALLOWED = (
    "A value is one sum, min, max, avg, count or single figure of a column, a difference of two"
    " of the same column, or their ratio (times 100 for a percentage)"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of a value."""

    function: str
    """sum, avg, min, max, count, or '' for the column itself."""
    column: str
    """Name of the column; '' for count(*)."""
    distinct: bool
    node: Node
    """Its part of the syntax tree."""

    @property
    def counts(self) -> bool:
        """Say whether it counts facts rather than takes their figures."""
        return self.function == "count"

    @property
    def unit(self) -> str:
        """Give the unit of a count: `document`, `fact`, or '' for other things counted once."""
        if self.distinct:
            return "document" if self.column in _DOCUMENT else ""
        return "fact"


@dataclass(frozen=True, slots=True)
class Formula:
    """What a value is made of."""

    shape: Shape
    terms: tuple[Term, ...]
    percent: bool = False
    """Whether a ratio is told as a percentage."""


class NotAllowed(Exception):
    """Why a value is refused, in a sentence."""


def formula(tree: Node) -> Formula:
    """Read the value of a query that `syntax.objection` lets pass; NotAllowed for any other."""
    value = column(tree, "value")
    rest, times = _without_hundred(value)
    if function_of(rest) == "/" and len(operands(rest)) == 2:  # noqa: PLR2004  (two sides)
        above, below = operands(rest)
        above, more = _without_hundred(above)
        if times + more > 1:
            _refuse("100 stands in it twice")
        terms = (*_level(above, tree), *_level(below, tree, single=True))
        return _alike(Formula("ratio", terms, percent=bool(times + more)))
    if times:
        _refuse("a factor may stand in a ratio only")
    terms = _level(rest, tree)
    return _alike(Formula("difference" if len(terms) > 1 else "figure", terms))


def _refuse(why: str) -> NoReturn:
    msg = f"{_ALLOWED}: {why}."
    raise NotAllowed(msg)


def _without_hundred(node: Node) -> tuple[Node, int]:
    """Take one factor 100 off a product; give what is left, and how many were taken."""
    parts = operands(node)
    if function_of(node) != "*" or len(parts) != 2:  # noqa: PLR2004  (two factors)
        return node, 0
    for factor, other in (parts, parts[::-1]):
        kind, text = constant(factor) if factor.get("class") == "CONSTANT" else ("", "")
        if text == _HUNDRED and kind.upper() not in ("STRING", "VARCHAR"):
            return other, 1
    return node, 0


def _level(node: Node, tree: Node, *, single: bool = False) -> tuple[Term, ...]:
    """Read one figure, or a difference of two where it need not be `single`."""
    if function_of(node) == "-" and len(operands(node)) == 2 and not single:  # noqa: PLR2004
        first, second = operands(node)
        return _term(first, tree), _term(second, tree)
    return (_term(node, tree),)


def _term(node: Node, tree: Node) -> Term:
    name, distinct = function_of(node), bool(node.get("distinct"))
    if name == "count_star":
        return Term("count", "", distinct=False, node=node)
    inner = operands(node)
    if name in _AGGREGATES and len(inner) == 1 and inner[0].get("class") == "COLUMN_REF":
        own = _name(inner[0])
        if name != "count":
            _number(own, tree)
            if distinct and name in ("sum", "avg"):
                _refuse("distinct figures leave out equal ones of other facts")
        return Term(name, own, distinct, node)
    if node.get("class") == "COLUMN_REF":
        own = _name(node)
        _number(own, tree)
        return Term("", own, distinct=False, node=node)
    if node.get("class") == "CONSTANT":
        _refuse(f"the number {constant(node)[1]!r} comes from no fact")
    _refuse(f"{name or str(node.get('class', '')).lower()!r} does not fit")


def _name(node: Node) -> str:
    return str(node["column_names"][-1]).lower()


def _number(name: str, tree: Node) -> None:
    told = KINDS.get(view(tree), {}).get(name, "")
    if told not in ("money", "number"):
        _refuse(f"the column {name!r} holds no number that a fact states")


def _alike(made: Formula) -> Formula:
    """Refuse terms of several columns, counts beside figures, and sums without aggregate."""
    names = {"" if t.counts else t.column for t in made.terms}
    if len(names) > 1 or len({t.counts for t in made.terms}) > 1:
        _refuse("its parts are of different columns")
    if len(made.terms) > 1 and any(not t.function for t in made.terms):
        _refuse("its parts are no aggregates")
    return made
