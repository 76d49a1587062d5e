"""Somebody's statement, and the figures in it: who said it, when, where; never our own finding.

Who speaks must be the speaker of the sentence, and the words linked must be the document's. A
figure is tested with its hedge; the period and the base that the document prints must stand in the
sentence, too, in its words or in a rendering that holds the same years, months and words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse import number_of, total
from papertrace.check.attribution import speakers, unattributed
from papertrace.check.compare import Found, compared, expectation, expectations, fail, slipped
from papertrace.check.date_words import MONTHS, find_dates
from papertrace.check.grounds import (
    Unproven,
    facts_of,
    place_of,
    second_person,
    unproven,
    year_in,
)
from papertrace.check.hedges import SIGNS, hedge_around
from papertrace.check.options import IDS, TEXT, YEAR, text_of, texts_of
from papertrace.check.stages import years_of
from papertrace.check.told_words import shares, translations_of, unsaid
from papertrace.check.words import narrow
from papertrace.model import ClaimResult, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, Evidence, Result

CODE = "statement"
OPTIONS: Mapping[str, Shape] = {
    "facts": IDS,
    "speaker": TEXT,
    "period": TEXT,
    "base": TEXT,
    "year": YEAR,
}
COVERS: frozenset[str] = frozenset({"PT621"})
_KINDS = frozenset({"attributed_statement", "third_party_figure"})


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test who is said to have said what, and the figure where one is linked."""
    words, whole = claim.span.text, claim.context or claim.span.text
    facts = facts_of(texts_of(claim, "facts"), evidence)
    if isinstance(facts, Unproven):
        return unproven(claim, words, facts)
    if len(facts) != 1 or facts[0].kind not in _KINDS:
        return fail(
            claim, words, "", "A statement cites one fact of a statement.",
            'Add facts = ["…"] with one attributed_statement or third_party_figure.',
        )  # fmt: skip
    fact = facts[0]
    wrong = _told(claim, fact, evidence)
    if wrong:
        return ClaimResult(
            claim, "failed", words, f"{_speaker(fact)} ({place_of(fact)})", wrong[1],
            "Say who said it, of which time and of what.", facts=(fact.id,), slip=wrong[0],
        )  # fmt: skip
    said, year = years_of(claim), year_in(fact, evidence)
    if said and year is not None and not said.hold(year) and not _in_period(fact, whole):
        return ClaimResult(
            claim, "failed", words, str(year), f"The sentence says {said.told()}; it is of {year}.",
            "Mend the year.", facts=(fact.id,), slip="year",
        )  # fmt: skip
    result = _figure(claim, fact, evidence)
    told = unsaid(words, fact, evidence) if result.outcome == "passed" else ""
    if told:
        return ClaimResult(
            claim, "failed", words, result.found, told,
            "Use the document's words, quote it, or link the figure or “said so” alone.",
            facts=(fact.id,), slip="attribution",
        )  # fmt: skip
    return result


def _speaker(fact: AcceptedFact) -> str:
    return next(iter(speakers(fact)), "nobody named")


_Wrong = tuple[str, str]
"""A slip and a sentence."""


def _told(claim: Claim, fact: AcceptedFact, evidence: Evidence) -> _Wrong | None:
    """Say what of speaker, period, base and words is not the document's; None where all is."""
    told = unattributed(claim, fact)
    if told:
        return "attribution", told
    return _period(claim, fact) or _base(claim, fact, evidence) or _dated(claim, fact)


def _period(claim: Claim, fact: AcceptedFact) -> _Wrong | None:
    """Say that the sentence leaves the period out, or tells another one."""
    if "period" not in fact.fields:
        return None
    printed, told = fact.fields["period"].value, text_of(claim, "period")
    spans = [printed, *(a.quote for a in fact.anchors if a.field == "period" and not a.role)]
    if told and not any(_months_in(told) == _months_in(s) for s in spans):
        return "year", f"{told!r} is not the period that the document prints: {printed}."
    if told and not _months_in(told)[0] and not any(shares(told, s) for s in spans):
        return "year", f"{told!r} is not the period that the document prints: {printed}."
    return _left_out(claim, "period", told or printed, "year")


def _base(claim: Claim, fact: AcceptedFact, evidence: Evidence) -> _Wrong | None:
    """Say that the sentence leaves the base out, or tells another one than the document."""
    for field in ("base", "denominator"):
        if field not in fact.fields:
            continue
        printed, told = fact.fields[field].value, text_of(claim, "base")
        words = [printed, *translations_of(fact, printed, evidence)]
        if told and not any(shares(told, w) for w in words):
            return "attribution", f"{told!r} is not the base that the document gives: {printed}."
        wrong = _left_out(claim, field, told or printed, "attribution")
        if wrong:
            return wrong
    return None


def _left_out(claim: Claim, field: str, told: str, slip: str) -> _Wrong | None:
    if told.lower() in (claim.context or claim.span.text).lower():
        return None
    return slip, f"The document gives the {field} {told!r}; the story does not."


def _months_in(text: str) -> tuple[set[str], set[int]]:
    """Give the years and the months that a period names, in words or digits."""
    named = re.findall(rf"\b({'|'.join(MONTHS)})", text.lower())
    digits = re.findall(r"(?:19|20)\d\d-(\d\d)|(\d{1,2})\s?月", text)
    months = {MONTHS.index(n) + 1 for n in named} | {int(a or b) for a, b in digits}
    return _years_in(text), months


def _years_in(text: str) -> set[str]:
    return set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))


def _dated(claim: Claim, fact: AcceptedFact) -> _Wrong | None:
    """Say that the words hold a year or month that the statement, as it was kept, does not."""
    if "value" in fact.fields:
        return None
    names = ("proposition", "period")
    kept = " ".join(fact.fields[n].value for n in names if n in fact.fields).lower()
    for date in find_dates(narrow(claim.span.text)):
        months = [i for i, name in enumerate(MONTHS, 1) if name in date.text.lower()]
        years = re.findall(r"(?:19|20)\d\d", date.text)
        held = all(y in kept for y in years) and all(
            MONTHS[m - 1] in kept or f"{m}月" in kept for m in months
        )
        if not held or not kept:
            return "year", f"The statement, as it was kept, does not say {date.text!r}."
    return None


def _in_period(fact: AcceptedFact, whole: str) -> bool:
    period = fact.fields["period"].value if "period" in fact.fields else ""
    return bool(period) and any(y in whole for y in re.findall(r"(?:19|20)\d\d", period))


def _figure(claim: Claim, fact: AcceptedFact, evidence: Evidence) -> ClaimResult:
    warnings = second_person((fact,), evidence)
    if not expectations(claim) and number_of(fact) is None:
        return ClaimResult(
            claim, "passed", claim.span.text, f"{_speaker(fact)} ({place_of(fact)})",
            f"{_speaker(fact)} says so there.", "", facts=(fact.id,), warnings=warnings,
        )  # fmt: skip
    expected = expectation(claim)
    if isinstance(expected, str):
        return fail(claim, claim.span.text, "", expected, "Link the words of one figure.")
    result = total((fact,), "value")
    if isinstance(result, Problem):
        return fail(claim, expected.told, "", result.message, "Cite the fact that states it.")
    found = _found(fact, result)
    hedge = fact.fields["hedge"].value if "hedge" in fact.fields else ""
    if hedge and expected.hedge.code in ("none", "exact"):
        told = f"The speaker says {hedge!r}; the story leaves it out."
        return slipped(claim, expected, found, "bound", told)
    answer = compared(claim, expected, replace(found, operator=_operator(hedge)))
    return replace(answer, warnings=(*answer.warnings, *warnings))


def _operator(hedge: str) -> str | None:
    """Give the sign of a speaker's hedge, as printed or in words; None where there is none."""
    if hedge in SIGNS:
        return hedge
    return hedge_around(f"{hedge} ", "").operator if hedge else None


def _found(fact: AcceptedFact, result: Result) -> Found:
    return Found(Decimal(result.value), result.unit, place_of(fact, "value"), result.facts, result)
