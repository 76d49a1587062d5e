"""The value of a claim's SQL, and the proof that it comes from the accepted facts it names.

The syntax is looked at first: what may stand in it is a short list (`syntax`, `formula`). The facts
that each part of the value is computed from are then listed by the query's own conditions, and must
be those named, each once, alike, and of one unit. Last, the SQL is run over other worlds: the named
facts alone (the value must stay), without them (it must go), with their numbers changed and with
copies of them added (it must move). A value that does not depend on its facts is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from papertrace.analyse.formula import NotAllowed, formula
from papertrace.analyse.likeness import number_of, unit_of, unlike
from papertrace.analyse.syntax import listing, objection, view
from papertrace.analyse.tables import opened, parsed, run, written
from papertrace.analyse.totals import NOT_ADDED, grouped, plain
from papertrace.errors import UsageError
from papertrace.model import Problem, Result
from papertrace.model.columns import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from papertrace.analyse.formula import Formula, Term
    from papertrace.model import AcceptedFact, Field

_FACTORS = (3, 5, 11, 13, 17, 19, 23)
_SAME_SIDES = ("years", "tables", "parts")
_OF_A_RATIO = (*_SAME_SIDES, "stages", "sides", "scopes")
"""What may differ between the two sides of a difference, and of a ratio."""


class _Refused(Exception):
    """Why a claim's SQL gives no result."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The value of a claim's SQL, and of which column it is."""

    result: Result
    column: str
    """The column its figures are from; '' for a count."""


def claim_value(sql: str, facts: Sequence[AcceptedFact]) -> Answer | Problem:
    """Give the one `value` of a claim's SQL with the ids in its `facts`, or why there is none.

    The unit is that of the column's figures; `percent` or `share` for a ratio; `fact`, `document`
    or '' for a count.
    """
    try:
        return _proved(sql, facts)
    except (_Refused, NotAllowed, UsageError) as error:
        return Problem(
            NOT_ADDED,
            "error",
            str(error),
            remedy="See docs/claims/amount.md: select ... as value, list(fact_id) as facts.",
        )


def _proved(sql: str, facts: Sequence[AcceptedFact]) -> Answer:
    known = {f.id: f for f in facts}
    with opened((), ()) as connection:
        tree = parsed(connection, sql)
    refused = objection(tree, set(KINDS) | {f.kind for f in facts})
    if refused:
        raise _Refused(refused)
    made, wanted = formula(tree), {view(tree)}
    value, ids = _one(sql, facts, wanted)
    if value is None:
        msg = "The SQL gives no value: no accepted fact answers it."
        raise _Refused(msg)
    missing = [i for i in ids if i not in known]
    if missing or not ids:
        told = f"{missing[0][:12]} is no accepted fact" if missing else "it names none"
        msg = f"`facts` must list the accepted facts the value came from: {told}."
        raise _Refused(msg)
    named = [known[i] for i in ids]
    parts = [_behind(tree, term, facts, named) for term in made.terms]
    _exactly(made, parts, named)
    unit = _unit(made, parts)
    _depends(sql, facts, named, wanted, value)
    told = f"{' '.join(sql.split())} = {grouped(value)} {unit} over {len(ids)} facts"
    result = Result(plain(value), unit, " ".join(told.split()), tuple(ids))
    return Answer(result, next((t.column for t in made.terms if not t.counts), ""))


def _behind(
    tree: dict[str, Any], term: Term, facts: Sequence[AcceptedFact], named: Sequence[AcceptedFact]
) -> list[AcceptedFact]:
    """Give the facts that one part of the value is computed from, by the query's own conditions."""
    if not term.function:  # a column without aggregate: the one fact of the one row
        chosen = list(named)
    else:
        with opened(facts, {view(tree)}) as connection:
            rows = run(connection, written(connection, listing(tree, term.node)))
        ids = set(rows[0]["facts"] or ())
        chosen = [f for f in facts if f.id in ids]
    if term.counts:
        return chosen
    return [f for f in chosen if number_of(f, term.column) is not None]


def _exactly(
    made: Formula, parts: Sequence[Sequence[AcceptedFact]], named: Sequence[AcceptedFact]
) -> None:
    """Refuse a list of facts that is not the list of those the value is computed from."""
    behind = {f.id for part in parts for f in part}
    ids = {f.id for f in named}
    single = [t.function for t in made.terms] in (["min"], ["max"])
    if behind == ids or (single and ids and ids < behind):
        return
    extra, lacking = ids - behind, behind - ids
    what = (
        f"{len(extra)} that it does not come from" if extra else f"not {len(lacking)} that it does"
    )
    column = next((t.column for t in made.terms if not t.counts), "")
    hint = f" (add: where {column} is not null)" if extra and column else ""
    msg = f"`facts` must list the facts the value comes from: it lists {what}{hint}."
    raise _Refused(msg)


def _unit(made: Formula, parts: Sequence[Sequence[AcceptedFact]]) -> str:
    """Give the unit of the value; refuse where figures are not alike."""
    for term, part in zip(made.terms, parts, strict=True):
        reason = None if term.counts else unlike(part, term.column)
        if reason:
            raise _Refused(reason)
    every = list({f.id: f for part in parts for f in part}.values())
    one = made.terms[0]
    if made.shape != "figure" and not one.counts:
        may = _SAME_SIDES if made.shape == "difference" else _OF_A_RATIO
        reason = unlike(every, one.column, may)
        if reason:
            raise _Refused(reason)
    if made.shape == "ratio":
        return "percent" if made.percent else "share"
    if one.counts:
        return one.unit
    unit = unit_of(every[0], one.column)
    rate = unit == "percent" and made.shape == "difference"
    return "percentage_point" if rate else unit


def _one(
    sql: str, facts: Sequence[AcceptedFact], kinds: Collection[str]
) -> tuple[Decimal | None, list[str]]:
    """Run the SQL over a world of facts and give its one value and fact ids."""
    with opened(facts, kinds) as connection:
        rows = run(connection, sql)
    if not rows:
        return None, []
    if len(rows) != 1:
        msg = f"The SQL gives {len(rows)} rows; a claim's SQL gives one."
        raise _Refused(msg)
    row = rows[0]
    if set(row) != {"value", "facts"}:
        msg = "A claim's SQL gives the columns `value` and `facts`, and no others."
        raise _Refused(msg)
    value, listed = row["value"], row["facts"]
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | None):
        msg = f"The SQL's value is no number but {type(value).__name__}."
        raise _Refused(msg)
    ids = listed if isinstance(listed, list) else [] if listed is None else [listed]
    if not all(isinstance(i, str) for i in ids):
        msg = "`facts` must be a list of fact ids."
        raise _Refused(msg)
    number = None if value is None else Decimal(str(value))
    if number is not None and not number.is_finite():
        number = None
    twice = next((i for i in ids if ids.count(i) > 1), None)
    if twice is not None:
        msg = f"`facts` lists fact {twice[:12]} twice; each fact counts once."
        raise _Refused(msg)
    return number, ids


def _depends(
    sql: str,
    facts: Sequence[AcceptedFact],
    named: Sequence[AcceptedFact],
    kinds: Collection[str],
    value: Decimal,
) -> None:
    """Refuse a value that the named facts alone do not give, or that does not hang on them."""
    ids = {f.id for f in named}
    alone, _ = _one(sql, named, kinds)
    if alone != value:
        told = "no value" if alone is None else grouped(alone)
        msg = (
            f"The facts named do not give the value: they alone give {told}, not {grouped(value)}."
        )
        raise _Refused(msg)
    rest = [f for f in facts if f.id not in ids]
    without, _ = _one(sql, rest, kinds)
    if without == value and value != 0:
        msg = "The value stays the same without the facts it names."
        raise _Refused(msg)
    moved = [_scaled(f, _FACTORS[i % len(_FACTORS)]) for i, f in enumerate(named)]
    if _one(sql, [*rest, *moved], kinds)[0] != value:
        return
    copies = [_copy(f, i) for i, f in enumerate(named)]
    if _one(sql, [*facts, *copies], kinds)[0] == value:
        msg = "The value does not change with the facts it names."
        raise _Refused(msg)


def _changed(fact: AcceptedFact, change: Callable[[str, Field], Field]) -> AcceptedFact:
    fields = {name: change(name, field) for name, field in fact.fields.items()}
    return replace(fact, decision=replace(fact.decision, fields=fields))


def _scaled(fact: AcceptedFact, factor: int) -> AcceptedFact:
    columns = KINDS.get(fact.kind, {})

    def change(name: str, field: Field) -> Field:
        if columns.get(name) not in ("money", "number"):
            return field
        try:
            return replace(field, value=f"{Decimal(field.value) * factor:f}")
        except ArithmeticError:
            return field

    return _changed(fact, change)


def _copy(fact: AcceptedFact, number: int) -> AcceptedFact:
    """Give the fact once more, as if another document stated it."""
    decision = replace(
        fact.decision, fact_id=f"copy-{number}-{fact.id}", digest=f"copy-{number}-{fact.digest}"
    )
    return replace(fact, decision=decision, document=f"copy-{number}-{fact.document}")
