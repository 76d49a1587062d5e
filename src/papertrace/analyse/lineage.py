"""The value of a claim's SQL, and the proof that it comes from the accepted facts it names.

The syntax is looked at first. Then the same SQL is run over other worlds: the named facts alone
(the value must stay), without them (it must go), with their numbers changed and with copies of
them added (it must move). A value that does not depend on its facts is refused.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse.columns import KINDS
from papertrace.analyse.likeness import unit_of
from papertrace.analyse.syntax import objection, tables
from papertrace.analyse.tables import opened, parsed, run
from papertrace.analyse.totals import NOT_ADDED, grouped, plain
from papertrace.errors import UsageError
from papertrace.model import Problem, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from papertrace.model import AcceptedFact, Field

_EVEN = 7
"""Factor of a world in which every number is so many times as large."""
_FACTORS = (3, 5, 11, 13, 17, 19, 23)


class _Refused(Exception):
    """Why a claim's SQL gives no result."""


def claim_value(sql: str, facts: Sequence[AcceptedFact]) -> Result | Problem:
    """Give the one `value` of a claim's SQL with the ids in its `facts`, or why there is none.

    The unit is that of the facts where the value grows with their numbers, else '' (a count or
    a share).
    """
    try:
        return _proved(sql, facts)
    except (_Refused, UsageError) as error:
        return Problem(
            NOT_ADDED,
            "error",
            str(error),
            remedy="See docs/claims/amount.md: select ... as value, list(fact_id) as facts.",
        )


def _proved(sql: str, facts: Sequence[AcceptedFact]) -> Result:
    known = {f.id: f for f in facts}
    with opened((), ()) as connection:
        tree = parsed(connection, sql)
    kinds = set(KINDS) | {f.kind for f in facts}
    refused = objection(tree, kinds)
    if refused:
        raise _Refused(refused)
    wanted = tables(tree) & kinds
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
    _depends(sql, facts, named, wanted, value)
    unit = _unit(named) if _grows(sql, facts, named, wanted, value) else ""
    formula = f"{' '.join(sql.split())} = {grouped(value)} {unit} over {len(ids)} facts"
    return Result(plain(value), unit, " ".join(formula.split()), tuple(ids))


def _one(
    sql: str, facts: Sequence[AcceptedFact], kinds: Collection[str]
) -> tuple[Decimal | None, list[str]]:
    """Run the SQL over a world of facts and give its one value and fact ids."""
    with opened(facts, kinds) as connection:
        rows = run(connection, sql)
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
    return number, list(dict.fromkeys(ids))


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


def _grows(
    sql: str,
    facts: Sequence[AcceptedFact],
    named: Sequence[AcceptedFact],
    kinds: Collection[str],
    value: Decimal,
) -> bool:
    """Say whether the value is a sum of the facts' own numbers: it grows as they grow."""
    ids = {f.id for f in named}
    rest = [f for f in facts if f.id not in ids]
    larger, _ = _one(sql, [*rest, *[_scaled(f, _EVEN) for f in named]], kinds)
    return larger is not None and value != 0 and abs(larger / value - _EVEN) < Decimal("1e-6")


def _unit(named: Sequence[AcceptedFact]) -> str:
    """Give the facts' common unit; refuse where they have several."""
    units = sorted({unit_of(f) for f in named})
    if len(units) > 1:
        listed = ", ".join(u or "none told" for u in units)
        msg = f"Amounts of different units or currencies are never added: {listed}."
        raise _Refused(msg)
    return units[0]


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
