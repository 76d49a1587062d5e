"""What the sentence around a figure binds the evidence to: stage, year, and per what it is.

A mismatch fails the claim with its slip; what the sentence does not say binds nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.analyse import is_staged, is_target, number_of, per_of, stages_of
from papertrace.check import codes
from papertrace.check.aims import told_as_done
from papertrace.check.compare import compared, slipped
from papertrace.check.date_words import years_said
from papertrace.check.grounds import place_of, second_person, year_in
from papertrace.check.hedges import holds
from papertrace.check.options import text_of, year_of
from papertrace.check.stages import says_each, says_period, stages_said, years_of
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.check.compare import Expectation, Found
    from papertrace.model import AcceptedFact, Claim, ClaimResult, Evidence

_TARGETS = ("performance_target", "performance_result")


def bound_and_compared(
    claim: Claim,
    expected: Expectation,
    found: Found,
    facts: Sequence[AcceptedFact],
    evidence: Evidence,
    field: str = "",
) -> ClaimResult:
    """Test what the sentence binds, then the figure; add what a person should know."""
    misread = misbound(claim, facts, evidence, field)
    if misread:
        return slipped(claim, expected, found, *misread)
    result = compared(claim, expected, found)
    if result.outcome == "failed" and not result.slip:
        result = _elsewhere(result, expected, facts, evidence, field)
    if result.outcome == "passed":
        warnings = (*result.warnings, *_per_left_out(claim, facts), *second_person(facts, evidence))
        result = replace(result, warnings=warnings)
    return result


def misbound(
    claim: Claim, facts: Sequence[AcceptedFact], evidence: Evidence, field: str = ""
) -> tuple[str, str] | None:
    """Give the slip and a sentence where the sentence binds what the facts are not."""
    for slip, told in (
        ("stage", stage_misbound(claim, facts, field)),
        ("year", _year(claim, facts, evidence)),
        ("per", _per(claim, facts)),
    ):
        if told:
            return slip, told
    return None


def stage_misbound(claim: Claim, facts: Sequence[AcceptedFact], field: str = "") -> str:
    """Say in a sentence which stage the sentence binds that the facts are not of; '' for none."""
    return _aim(claim, facts, field) or _stage(claim, facts, field)


def _aim(claim: Claim, facts: Sequence[AcceptedFact], field: str) -> str:
    return told_as_done(claim) if any(is_target(f, field) for f in facts) else ""


def _stage(claim: Claim, facts: Sequence[AcceptedFact], field: str) -> str:
    told = text_of(claim, "stage")
    said = frozenset([told]) if told else stages_said(claim)
    for fact in facts:
        stages = stages_of(fact)
        if said and is_staged(fact, field) and not said & set(stages):
            states = f"is {' or '.join(stages)}" if stages else "states no stage"
            words = " or ".join(sorted(said))
            return f"The sentence says {words}; {fact.kind} {fact.id[:12]} {states}."
    return ""


def _year(claim: Claim, facts: Sequence[AcceptedFact], evidence: Evidence) -> str:
    said, wanted = years_of(claim), year_of(claim)
    linked = years_said(claim.span.text)
    for fact in facts:
        year = year_in(fact, evidence)
        if year is None and linked:
            told = f"The linked words say {linked.told()}"
            return f"{told}; {fact.kind} {fact.id[:12]} is of no known year."
        if year is None:
            continue
        if wanted is not None and year != wanted:
            return f"The claim is of {wanted}; {fact.kind} {fact.id[:12]} is of {year}."
        if said and not said.hold(year):
            return f"The sentence says {said.told()}; {fact.kind} {fact.id[:12]} is of {year}."
    return ""


def _per(claim: Claim, facts: Sequence[AcceptedFact]) -> str:
    wanted = text_of(claim, "per")
    for fact in facts:
        per = per_of(fact)
        if wanted and per != wanted:
            return f"The claim is per {wanted}; the fact is per {per or 'nothing that is printed'}."
        single = "indicator" in fact.fields and fact.fields["indicator"].value[:1] in ("单", "每")
        if says_each(claim) and not per and not single:
            return "The sentence says each; the document does not print what the figure is per."
        if fact.kind not in _TARGETS and per and not says_period(claim):
            return f"The amount is per {per}; the sentence does not say so."
    return ""


def _per_left_out(claim: Claim, facts: Sequence[AcceptedFact]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            codes.PER_LEFT_OUT,
            "warning",
            f"The document says {per_of(f)} ({place_of(f)}); the sentence leaves it out.",
            "Say per what the figure is.",
            fact_ids=(f.id,),
        )
        for f in facts
        if f.kind in _TARGETS and per_of(f) and not says_each(claim)
    )


def _elsewhere(
    result: ClaimResult,
    expected: Expectation,
    facts: Sequence[AcceptedFact],
    evidence: Evidence,
    field: str,
) -> ClaimResult:
    """Name another year or stage whose accepted fact states the printed figure."""
    if len(facts) != 1 or not expected.figure.digits:
        return result
    own = facts[0]
    for other in evidence.facts:
        if other.id == own.id or not _same_thing(own, other):
            continue
        value = number_of(other, field)
        if value is None or not holds(expected.hedge, expected.figure, value):
            continue
        years = year_in(own, evidence), year_in(other, evidence)
        slip = "year" if years[0] != years[1] else "stage"
        if slip == "stage" and stages_of(own) == stages_of(other):
            continue
        told = f"The printed figure is that of {years[1]}" if slip == "year" else "It stands"
        where = f"{told} in {place_of(other)} ({other.kind} {other.id[:12]})."
        return replace(result, slip=slip, message=f"{result.message} {where}")
    return result


def _same_thing(one: AcceptedFact, other: AcceptedFact) -> bool:
    """Say whether two facts are of one body and line or project, whatever their year or stage."""
    if one.kind != other.kind:
        return False
    names = ("body", "code", "name", "item", "project", "side", "scope", "indicator", "supplier")
    return all(
        one.fields[n].value == other.fields[n].value
        for n in names
        if n in one.fields and n in other.fields
    )
