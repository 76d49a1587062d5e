"""The accepted facts a claim stands on, or why it has none.

A fact that is not accepted never counts: the claim is unproven, and the remedy names the command.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.analyse import claim_value, total, year_of
from papertrace.check import codes
from papertrace.check.options import texts_of
from papertrace.model import ClaimResult, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.analyse import Answer
    from papertrace.model import AcceptedFact, Claim, Evidence, Result

_SHOWN = 12
_PLACES = 3
DATE_FIELDS = ("signed", "date", "published", "deadline", "first_published", "month", "year")
"""Names of fields that hold dates, the closest to the event first."""


@dataclass(frozen=True, slots=True)
class Unproven:
    """Why a claim has nothing to stand on."""

    message: str
    remedy: str


def facts_of(ids: Sequence[str], evidence: Evidence) -> tuple[AcceptedFact, ...] | Unproven:
    """Find accepted facts by their ids or unique beginnings of them."""
    accepted = {f.id: f for f in evidence.facts}
    statuses = evidence.statuses or {}
    every = sorted({*accepted, *statuses})
    found: dict[str, AcceptedFact] = {}
    for told in ids:
        wanted = told.lower()
        some = [wanted] if wanted in every else [i for i in every if i.startswith(wanted)]
        if not some:
            return Unproven(f"There is no fact {told}.", "`papertrace facts` lists the ids.")
        if len(some) > 1:
            return Unproven(
                f"{len(some)} facts begin with {told}.", "Give more characters of the id."
            )
        if some[0] not in accepted:
            return _not_accepted(some[0], str(statuses.get(some[0], "proposed")))
        found[some[0]] = accepted[some[0]]
    return tuple(found.values())


def _not_accepted(fact: str, status: str) -> Unproven:
    short = fact[:_SHOWN]
    told = {
        "rejected": "was rejected by a reviewer",
        "stale": "is stale: what was decided on no longer stands on the page as it was read",
        "disputed": "is disputed: the reviewers who looked at it disagree",
    }.get(status, "is proposed by the machine, and nobody has accepted it")
    remedy = {
        "rejected": "Cite another fact, or decide anew: ",
        "stale": "Decide about the fact as it is read now: ",
        "disputed": "Look at the page together; whoever was wrong decides again: ",
    }.get(status, "Look at the page, then: ")
    return Unproven(
        f"Fact {short} is not accepted: it {told}.", f"{remedy}`papertrace decide {short} accept`"
    )


def by_sql(sql: str, evidence: Evidence) -> tuple[Answer, tuple[AcceptedFact, ...]] | Problem:
    """Compute a claim's SQL and give its answer with the facts it came from."""
    found = claim_value(sql, evidence.facts)
    if isinstance(found, Problem):
        return found
    named = set(found.result.facts)
    return found, tuple(f for f in evidence.facts if f.id in named)


def year_in(fact: AcceptedFact, evidence: Evidence) -> int | None:
    """Give a fact's year: its own, else that of its document; None where neither is known."""
    own = year_of(fact)
    if own is not None:
        return own
    told = next((h.year for h in evidence.holdings if h.digest == fact.digest), "")
    return int(told) if told.isdigit() else None


def body_in(fact: AcceptedFact, evidence: Evidence) -> str:
    """Give the body a fact is of: its own field, else its document's publisher, else ''."""
    for name in ("body", "buyer"):
        if name in fact.fields:
            return fact.fields[name].value
    return next((h.publisher for h in evidence.holdings if h.digest == fact.digest), "")


def place_of(fact: AcceptedFact, field: str = "") -> str:
    """Say where a fact's figure stands: document and page."""
    own = [a for a in fact.anchors if not a.role]
    anchor = next((a for a in own if a.field == field), own[0] if own else None)
    name = fact.document or fact.digest[:_SHOWN]
    return f"{name} p. {anchor.page}" if anchor else name


def places_of(facts: Iterable[AcceptedFact], field: str = "") -> str:
    """Say where facts stand, the first few by name."""
    places = list(dict.fromkeys(place_of(f, field) for f in facts))
    more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
    return ", ".join(places[:_PLACES]) + more


def second_person(facts: Iterable[AcceptedFact], evidence: Evidence) -> tuple[Problem, ...]:
    """Warn of facts that one person alone accepted, where the case asks for two."""
    if not evidence.rules.second_person:
        return ()
    return tuple(
        Problem(
            codes.SECOND_PERSON,
            "warning",
            f"Fact {f.id[:_SHOWN]} ({place_of(f)}) was accepted by one person only.",
            f"Another person: `papertrace decide {f.id[:_SHOWN]} accept --by KEY`",
            fact_ids=(f.id,),
        )
        for f in facts
        if len(set(f.reviewers)) < 2  # noqa: PLR2004  (a second person makes two)
    )


def two_sides(
    claim: Claim, keys: tuple[str, str], told: str, evidence: Evidence
) -> tuple[tuple[AcceptedFact, ...], tuple[AcceptedFact, ...]] | ClaimResult:
    """Find the facts of a claim's two sides, or give the result that says what lacks."""
    found = []
    for key in keys:
        some = facts_of(texts_of(claim, key), evidence)
        if isinstance(some, Unproven):
            return unproven(claim, told, some)
        if not some:
            lacking = f"The claim needs both {keys[0]} and {keys[1]}."
            remedy = f'Cite {keys[0]} = ["…"] and {keys[1]} = ["…"].'
            return ClaimResult(claim, "failed", told, "", lacking, remedy)
        found.append(some)
    return found[0], found[1]


def two_sums(
    claim: Claim,
    sides: tuple[Sequence[AcceptedFact], Sequence[AcceptedFact]],
    told: str,
    fields: tuple[str, str],
) -> tuple[Result, Result] | ClaimResult:
    """Add up both sides, or give the result that says why they must not be added."""
    sums = []
    for facts, field in zip(sides, fields, strict=True):
        result = total(facts, field)
        if isinstance(result, Problem):
            return refused(claim, told, result)
        sums.append(result)
    return sums[0], sums[1]


def unproven(claim: Claim, expected: str, why: Unproven) -> ClaimResult:
    """Make the result of a claim that has nothing to stand on."""
    return ClaimResult(claim, "unproven", expected, "", why.message, why.remedy)


def refused(claim: Claim, expected: str, why: Problem) -> ClaimResult:
    """Make the result of a claim whose figures must not be added, or whose SQL is refused."""
    return ClaimResult(claim, "failed", expected, "", why.message, why.remedy, facts=why.fact_ids)
