"""An amount: money, a rate, a target's value or any other figure that facts state.

It adds facts of one kind, stage, year and unit, and refuses any other sum.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse import field_of, total
from papertrace.analyse.likeness import STAGES
from papertrace.check.binding import bound_and_compared
from papertrace.check.compare import Found, expectation, fail
from papertrace.check.conversion import CONVERT, convert
from papertrace.check.grounds import (
    Unproven,
    by_sql,
    facts_of,
    places_of,
    refused,
    unproven,
    year_in,
)
from papertrace.check.options import IDS, TEXT, YEAR, choice, table, text_of, texts_of
from papertrace.check.turned import moved
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.check.compare import Expectation
    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, ClaimResult, Evidence, Result

CODE = "amount"
OPTIONS: Mapping[str, Shape] = {
    "facts": IDS,
    "sql": TEXT,
    "field": TEXT,
    "year": YEAR,
    "stage": choice(*STAGES),
    "per": TEXT,
    "convert": table(currency=TEXT, rate=TEXT, date=TEXT, source=TEXT),
}
COVERS: frozenset[str] = frozenset()


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test the linked figure against the sum of the facts, or the value of the SQL."""
    expected = moved(claim) or expectation(claim)
    if isinstance(expected, str):
        return fail(claim, "", "", expected, "Link the words of one figure.")
    field, sql, ids = text_of(claim, "field"), text_of(claim, "sql"), texts_of(claim, "facts")
    if bool(sql) == bool(ids):
        return fail(
            claim,
            expected.told,
            "",
            "The claim needs facts or sql, one of them.",
            'Add facts = ["…"] with ids from `papertrace facts`.',
        )
    if sql:
        return _by_sql(claim, expected, sql, evidence)
    facts = facts_of(ids, evidence)
    if isinstance(facts, Unproven):
        return unproven(claim, expected.told, facts)
    result = total(facts, field)
    if isinstance(result, Problem):
        return refused(claim, expected.told, result)
    return _tested(claim, expected, result, facts, evidence, field)


def _by_sql(claim: Claim, expected: Expectation, sql: str, evidence: Evidence) -> ClaimResult:
    answer = by_sql(sql, evidence)
    if isinstance(answer, Problem):
        return refused(claim, expected.told, answer)
    told, facts = answer
    return _tested(claim, expected, told.result, facts, evidence, told.column)


def _tested(
    claim: Claim,
    expected: Expectation,
    result: Result,
    facts: Sequence[AcceptedFact],
    evidence: Evidence,
    field: str,
) -> ClaimResult:
    found = Found(
        Decimal(result.value),
        result.unit,
        places_of(facts, field_of(facts[0], field)),
        result.facts,
        result,
        _operator(facts, field),
    )
    if "convert" in claim.options:
        converted = convert(found, claim.options["convert"])
        years = [y for f in facts if (y := year_in(f, evidence)) is not None]
        day = str(_table(claim.options["convert"]).get("date", "")) if years else ""
        if not isinstance(converted, str) and not expected.unit:
            converted = "The sentence names no currency; a sum converted needs one."
        elif years and day[:4] < str(min(years)):
            converted = f"The rate is of {day}, before the fact's year {min(years)}."
        if isinstance(converted, str):
            return fail(claim, expected.told, found.told, converted, CONVERT)
        found = converted
    return bound_and_compared(claim, expected, found, facts, evidence, field)


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _operator(facts: Sequence[AcceptedFact], field: str) -> str | None:
    """Give the sign a single target prints before its value; None where it is no target."""
    one = facts[0]
    if len(facts) > 1 or one.kind != "performance_target" or field_of(one, field) != "value":
        return None
    return one.fields["operator"].value if "operator" in one.fields else ""
