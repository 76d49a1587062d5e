"""A count: how many facts or documents there are, or the number that one fact states.

人次 counts occasions: a story that makes people of them fails.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse import field_of, number_of, total
from papertrace.check.binding import bound_and_compared
from papertrace.check.compare import Found, compared, expectation, fail
from papertrace.check.grounds import (
    Unproven,
    body_in,
    by_sql,
    facts_of,
    places_of,
    refused,
    second_person,
    unproven,
    year_in,
)
from papertrace.check.options import (
    IDS,
    TEXT,
    YEAR,
    choice,
    table,
    text_of,
    texts_of,
    where_of,
)
from papertrace.model import Problem, Result

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.check.compare import Expectation
    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, ClaimResult, Evidence, Holding

CODE = "count"
OPTIONS: Mapping[str, Shape] = {
    "facts": IDS,
    "sql": TEXT,
    "field": TEXT,
    "of": choice("facts", "documents", "value"),
    "where": table(kind=TEXT, form=TEXT, year=YEAR, body=TEXT),
    "year": YEAR,
    "per": TEXT,
}
_READ = ("read", "read-partly")


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test the linked number against what the facts state or how many there are."""
    expected = expectation(claim)
    if isinstance(expected, str):
        return fail(claim, "", "", expected, "Link the words of one number.")
    sql, ids, where = text_of(claim, "sql"), texts_of(claim, "facts"), where_of(claim)
    if bool(sql) + bool(ids) + ("where" in claim.options) != 1:
        return fail(
            claim, expected.told, "", "The claim needs facts, where or sql, one of them.",
            'Add facts = ["…"], or where = { … } with of = "documents" or "facts".',
        )  # fmt: skip
    if sql:
        return _by_sql(claim, expected, sql, evidence)
    if not ids:
        return _where(claim, expected, where, evidence)
    facts = facts_of(ids, evidence)
    if isinstance(facts, Unproven):
        return unproven(claim, expected.told, facts)
    return _named(claim, expected, facts, evidence)


def _by_sql(claim: Claim, expected: Expectation, sql: str, evidence: Evidence) -> ClaimResult:
    answer = by_sql(sql, evidence)
    if isinstance(answer, Problem):
        return refused(claim, expected.told, answer)
    return _tested(claim, expected, *answer, evidence)


def _named(
    claim: Claim, expected: Expectation, facts: Sequence[AcceptedFact], evidence: Evidence
) -> ClaimResult:
    """Count the facts named, their documents, or take the number that one of them states."""
    of, field = text_of(claim, "of"), text_of(claim, "field")
    if of == "documents":
        return _counted(claim, expected, len({f.digest for f in facts}), facts, evidence)
    if of == "value" or (not of and len(facts) == 1 and number_of(facts[0], field) is not None):
        result = total(facts, field)
        if isinstance(result, Problem):
            return refused(claim, expected.told, result)
        return _tested(claim, expected, result, facts, evidence)
    return _counted(claim, expected, len(facts), facts, evidence)


def _where(
    claim: Claim, expected: Expectation, where: Mapping[str, object], evidence: Evidence
) -> ClaimResult:
    of = text_of(claim, "of") or "facts"
    facts = tuple(f for f in evidence.facts if _fits(f, where, evidence))
    if of == "facts":
        return _counted(claim, expected, len(facts), facts, evidence)
    if of == "value":
        return fail(
            claim, expected.told, "", 'of = "value" takes facts, not where.',
            "Name the fact whose number it is.",
        )  # fmt: skip
    held = [h for h in evidence.holdings if _holds(h, where, evidence.facts)]
    read = [h for h in held if h.outcome in _READ]
    left = len(held) - len(read)
    more = f", {left} more could not be read and are not counted" if left else ""
    number = str(len({h.digest for h in read}))
    told = Result(number, "", f"{number} documents{more}", ())
    found = Found(Decimal(number), "", f"documents of this case{more}", (), told)
    return compared(claim, expected, found)


def _fits(fact: AcceptedFact, where: Mapping[str, object], evidence: Evidence) -> bool:
    told: dict[str, object] = {
        "kind": fact.kind,
        "form": fact.form.split("@", 1)[0],
        "year": year_in(fact, evidence),
        "body": body_in(fact, evidence),
    }
    return all(told[key] == value for key, value in where.items())


def _holds(holding: Holding, where: Mapping[str, object], facts: Sequence[AcceptedFact]) -> bool:
    """Say whether a document is of the form, year and body, and holds a fact of the kind."""
    told: dict[str, tuple[str, ...]] = {
        "kind": tuple(f.kind for f in facts if f.digest == holding.digest),
        "form": tuple(part.split("@", 1)[0] for part in (holding.form, *holding.parts)),
        "year": (holding.year,),
        "body": (holding.publisher,),
    }
    return holding.outcome != "ignored" and all(str(v) in told[k] for k, v in where.items())


def _counted(
    claim: Claim,
    expected: Expectation,
    number: int,
    facts: Sequence[AcceptedFact],
    evidence: Evidence,
) -> ClaimResult:
    ids = tuple(f.id for f in facts)
    noun = "documents" if text_of(claim, "of") == "documents" else "accepted facts"
    result = Result(str(number), "", f"{number} {noun}", ids)
    found = Found(
        Decimal(number), "", f"{noun}: {places_of(facts)}" if facts else noun, ids, result
    )
    answer = compared(claim, expected, found)
    if answer.outcome != "passed":
        return answer
    return replace(answer, warnings=(*answer.warnings, *second_person(facts, evidence)))


def _tested(
    claim: Claim,
    expected: Expectation,
    result: Result,
    facts: Sequence[AcceptedFact],
    evidence: Evidence,
) -> ClaimResult:
    """Compare with a number that facts state."""
    field = text_of(claim, "field")
    operator = None
    if len(facts) == 1 and facts[0].kind == "performance_target":
        sign = facts[0].fields.get("operator")
        operator = sign.value if sign else ""
    place = places_of(facts, field_of(facts[0], field))
    found = Found(Decimal(result.value), result.unit, place, result.facts, result, operator)
    return bound_and_compared(claim, expected, found, facts, evidence, field)
