"""From the decisions of all reviewers to one status a fact.

Each person's latest decision on a fact stands, whichever key signed it. People who disagree leave
the fact proposed, and a Problem names the conflict; a majority never decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.model import AcceptedFact, Problem, fact_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from papertrace.model import Decision, Fact, Field, Status

CONFLICT = "PT510"
"""Code: reviewers disagree about a fact."""
NOT_THE_FACT = "PT511"
"""Code: a decision names a fact's id but holds other values than that fact."""

_Told = tuple[tuple[str, str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What all decisions together mean for the facts that exist now."""

    statuses: Mapping[str, Status]
    """Fact id -> status, for every fact that exists now and every stale one."""
    accepted: tuple[AcceptedFact, ...]
    """In the order of the facts."""
    stale: tuple[Decision, ...]
    """Standing decisions whose fact no longer exists: valid for what was seen, no longer used."""
    problems: tuple[Problem, ...] = ()
    """Reviewers who disagree, decisions that do not hold the fact's values."""


def review(
    facts: Iterable[Fact],
    decisions: Sequence[Decision],
    names: Mapping[str, str],
    persons: Mapping[str, str] | None = None,
) -> Review:
    """Fold decisions (in the order they were taken) over facts.

    `names` gives the document's name for its digest, `persons` the person of a key that is not a
    person's only one. A fact given twice counts once.
    """
    by_fact = _standing(decisions, persons or {})
    statuses: dict[str, Status] = {}
    accepted: list[AcceptedFact] = []
    stale: list[Decision] = []
    problems: list[Problem] = []
    for fact in facts:
        if fact.id in statuses:
            continue
        kept = []
        for decision in by_fact.pop(fact.id, ()):
            if _belongs(fact, decision):
                kept.append(decision)
            else:
                stale.append(decision)
                problems.append(_other_values(fact, decision))
        status, problem = _agreement(fact, kept)
        statuses[fact.id] = status
        if problem:
            problems.append(problem)
        if status in ("accepted", "corrected"):
            accepted.append(_accept(fact, kept, names))
    for gone, left in by_fact.items():
        statuses[gone] = "stale"
        stale.extend(left)
    return Review(statuses, tuple(accepted), tuple(stale), tuple(problems))


def _standing(
    decisions: Sequence[Decision], persons: Mapping[str, str]
) -> dict[str, tuple[Decision, ...]]:
    """Give each person's latest decision that was not withdrawn, by fact, in order."""
    latest: dict[tuple[str, str], Decision] = {}
    for decision in decisions:
        key = (decision.fact_id, persons.get(decision.reviewer, decision.reviewer))
        latest.pop(key, None)
        latest[key] = decision
    found: dict[str, tuple[Decision, ...]] = {}
    for decision in latest.values():
        if decision.verdict == "withdrawn":
            continue
        found[decision.fact_id] = (*found.get(decision.fact_id, ()), decision)
    return found


def _told(fields: Mapping[str, Field]) -> _Told:
    return tuple((name, fields[name].value, fields[name].currency) for name in sorted(fields))


def _belongs(fact: Fact, decision: Decision) -> bool:
    """Say whether a decision is about this very fact; `accepted` must hold its very values.

    The id is computed anew from what was signed: a fact shown under another's id proves nothing.
    A corrected value has no id of its own, so there the fact's is computed.
    """
    if (decision.digest, decision.kind) != (fact.digest, fact.kind):
        return False
    if decision.verdict != "accepted":
        return _id(fact) == decision.fact_id
    return _told(decision.fields) == _told(fact.fields) and _id(decision) == decision.fact_id


def _id(value: Fact | Decision) -> str:
    return fact_id(value.digest, value.kind, value.fields, value.anchors)


def _view(decision: Decision) -> _Told | None:
    """Give what a reviewer says the fact is; None: that it is no fact."""
    return None if decision.verdict == "rejected" else _told(decision.fields)


def _agreement(fact: Fact, kept: Sequence[Decision]) -> tuple[Status, Problem | None]:
    if not kept:
        return "proposed", None
    views = {_view(d) for d in kept}
    if len(views) > 1:
        return "proposed", _conflict(fact, kept)
    view = views.pop()
    if view is None:
        return "rejected", None
    return ("accepted" if view == _told(fact.fields) else "corrected"), None


def _proof(value: Fact | Decision) -> frozenset[tuple[str, str, int, int]]:
    """Give the words that prove a value: a correction may rest on others than the machine's."""
    return frozenset(
        (a.field, "".join(a.quote.split()), a.page, a.ordinal) for a in value.anchors if not a.role
    )


def _accept(fact: Fact, kept: Sequence[Decision], names: Mapping[str, str]) -> AcceptedFact:
    return AcceptedFact(
        decision=next((d for d in reversed(kept) if _proof(d) != _proof(fact)), kept[-1]),
        reviewers=tuple(d.reviewer for d in kept),
        form=fact.form,
        document=names.get(fact.digest, ""),
    )


def _conflict(fact: Fact, kept: Sequence[Decision]) -> Problem:
    words = ", ".join(f"{d.reviewer[:8]} {d.verdict}" for d in kept)
    return Problem(
        code=CONFLICT,
        severity="error",
        message=f"Reviewers disagree about {fact.kind} {fact.id[:12]}: {words}.",
        remedy="Look at the page together; whoever was wrong decides again.",
        anchor=fact.anchors[0] if fact.anchors else None,
        fact_ids=(fact.id,),
    )


def _other_values(fact: Fact, decision: Decision) -> Problem:
    return Problem(
        code=NOT_THE_FACT,
        severity="error",
        message=f"A decision on {fact.kind} {fact.id[:12]} holds other values than the fact.",
        remedy="Decide about the fact again.",
        anchor=fact.anchors[0] if fact.anchors else None,
        fact_ids=(decision.fact_id,),
    )
