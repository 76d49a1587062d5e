"""A count: how many facts or documents there are, or the number that one fact states.

人次 counts occasions: a story that makes people of them fails. A count of nothing is no claim of
this kind: only an absence may say that there is none, since it says what was searched.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse import KINDS, field_of, number_of, total
from papertrace.check.binding import bound_and_compared
from papertrace.check.compare import Found, compared, expectation, fail, slipped
from papertrace.check.date_words import years_said
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
    from collections.abc import Iterable, Mapping, Sequence

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
COVERS: frozenset[str] = frozenset()
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
    told, facts = answer
    if told.column:
        return _tested(claim, expected, told.result, facts, evidence, told.column)
    own = len({f.digest for f in facts})
    unit = "document" if own == len(facts) and told.result.unit == "fact" else told.result.unit
    found = Found(
        Decimal(told.result.value), unit, places_of(facts), told.result.facts, told.result
    )
    return _compared(claim, expected, found, facts, evidence)


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
        return _tested(claim, expected, result, facts, evidence, field)
    return _counted(claim, expected, len(facts), facts, evidence)


def _where(
    claim: Claim, expected: Expectation, where: Mapping[str, object], evidence: Evidence
) -> ClaimResult:
    of = text_of(claim, "of") or "facts"
    unknown = _unknown(where, evidence)
    if unknown:
        return fail(claim, expected.told, "", unknown, "Mend the name; a typo counts nothing.")
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
    number = len({h.digest for h in read})
    if not number:
        return _nothing(claim, expected, f"no document{more}")
    told = Result(str(number), "", f"{number} documents{more}", ())
    found = Found(Decimal(number), "document", f"documents of this case{more}", (), told)
    years = [int(h.year[:4]) if h.year[:4].isdigit() else None for h in read]
    return _in_years(claim, expected, found, years) or compared(claim, expected, found)


def _nothing(claim: Claim, expected: Expectation, found: str) -> ClaimResult:
    return fail(
        claim, expected.told, found, "Nothing was counted; that proves no absence.",
        'Say that there is none with kind = "absence", which says what was searched.',
    )  # fmt: skip


def _unknown(where: Mapping[str, object], evidence: Evidence) -> str:
    """Name a kind, form or body that no document or fact of the case is of; '' where all are."""
    held, facts = evidence.holdings, evidence.facts
    forms = {f.split("@", 1)[0] for h in held for f in (h.form, *h.parts)}
    known = {
        "kind": {*KINDS, *(f.kind for f in facts)},
        "form": forms | {f.form.split("@", 1)[0] for f in facts},
        "body": {h.publisher for h in held} | {body_in(f, evidence) for f in facts},
    }
    for key, names in known.items():
        if key in where and where[key] not in names:
            return f"There is no {key} {where[key]!r} in this case."
    return ""


def _in_years(
    claim: Claim, expected: Expectation, found: Found, years: Iterable[int | None]
) -> ClaimResult | None:
    """Fail where the sentence says years that something counted is not of."""
    said = years_said(claim.span.text) or years_said(claim.context or claim.span.text)
    if not said:
        return None
    for year in years:
        if year is None or not said.hold(year):
            told = f"The sentence says {said.told()}; it counts some of {year or 'no known year'}."
            return slipped(claim, expected, found, "year", told)
    return None


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
    if not number:
        return _nothing(claim, expected, "no accepted fact")
    ids = tuple(f.id for f in facts)
    documents = len({f.digest for f in facts}) == number
    noun = "documents" if text_of(claim, "of") == "documents" else "accepted facts"
    result = Result(str(number), "", f"{number} {noun}", ids)
    unit = "document" if documents else "fact"
    found = Found(Decimal(number), unit, f"{noun}: {places_of(facts)}", ids, result)
    return _compared(claim, expected, found, facts, evidence)


def _compared(
    claim: Claim,
    expected: Expectation,
    found: Found,
    facts: Sequence[AcceptedFact],
    evidence: Evidence,
) -> ClaimResult:
    """Compare with how many there are."""
    misdated = _in_years(claim, expected, found, [year_in(f, evidence) for f in facts])
    answer = misdated or compared(claim, expected, found)
    if answer.outcome != "passed":
        return answer
    return replace(answer, warnings=(*answer.warnings, *second_person(facts, evidence)))


def _tested(
    claim: Claim,
    expected: Expectation,
    result: Result,
    facts: Sequence[AcceptedFact],
    evidence: Evidence,
    field: str,
) -> ClaimResult:
    """Compare with a number that facts state."""
    operator = None
    if len(facts) == 1 and facts[0].kind == "performance_target":
        sign = facts[0].fields.get("operator")
        operator = sign.value if sign else ""
    place = places_of(facts, field_of(facts[0], field))
    found = Found(Decimal(result.value), result.unit, place, result.facts, result, operator)
    return bound_and_compared(claim, expected, found, facts, evidence, field)
