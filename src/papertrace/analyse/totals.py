"""Sums over accepted facts, with the formula in words.

It adds only like to like; what must not be added gives a Problem that says why.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from papertrace.analyse.likeness import field_of, number_of, unit_of, unlike
from papertrace.model import Problem, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import AcceptedFact

NOT_ADDED = "PT630"
"""Code: these figures must not be added, or there is no figure to add."""
_PRECISION = 60


def plain(value: Decimal) -> str:
    """Write a number as a plain decimal string without trailing zeros."""
    told = f"{value:f}"
    return (told.rstrip("0").rstrip(".") if "." in told else told) or "0"


def grouped(value: Decimal | str) -> str:
    """Write a number for reading: groups of three with a narrow blank (22 300 000)."""
    told = f"{Decimal(value):,f}".replace(",", " ")
    return told.rstrip("0").rstrip(".") if "." in told else told


def total(facts: Sequence[AcceptedFact], field: str = "") -> Result | Problem:
    """Add one field (default: the kind's own figure) over facts; a fact named twice counts once."""
    chosen = list({f.id: f for f in facts}.values())
    if not chosen:
        return _refused("There is no accepted fact to add.", ())
    ids = tuple(f.id for f in chosen)
    numbers = []
    for fact in chosen:
        value = number_of(fact, field)
        if value is None:
            name = field_of(fact, field)
            return _refused(f"{fact.kind} {fact.id[:12]} states no number as {name}.", ids)
        numbers.append(value)
    reason = unlike(chosen, field) if len(chosen) > 1 else None
    if reason:
        return _refused(reason, ids)
    with localcontext() as context:
        context.prec = _PRECISION
        value = sum(numbers, Decimal(0))
    unit = unit_of(chosen[0], field)
    told = " + ".join(grouped(n) for n in numbers)
    formula = f"{told} = {grouped(value)}" if len(numbers) > 1 else told
    return Result(plain(value), unit, f"{formula} {unit}".strip(), ids)


def _refused(message: str, facts: tuple[str, ...]) -> Problem:
    return Problem(
        NOT_ADDED,
        "error",
        message,
        remedy="Cite facts of one stage, year and unit, or make a claim of each.",
        fact_ids=facts,
    )
