"""Where recorded readings of a picture differ, what facts that touches, and what was accepted.

It says that readings differ; which is right a person sees on the picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.model import Problem
from papertrace.read.ocr_recorded import CONTESTED
from papertrace.workflow.recognising import touches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from papertrace.casefile import Case
    from papertrace.model import Decision

ACCEPTED = "PT512"
_SHOWN = 12


def has_readings(case: Case) -> frozenset[str]:
    """Give the documents with a recorded reading."""
    return frozenset(case.ledger().readings)


def fact_ids(case: Case, digests: Collection[str]) -> dict[str, set[str]]:
    """Give the facts of each of these documents, as built now."""
    return {d: {fact.id for fact in case.derived.facts(digest=d)} for d in digests}


def differences(
    case: Case, digests: Collection[str], before: dict[str, set[str]]
) -> Iterator[dict[str, Any]]:
    """Give one row a place where the newest reading of a document differs from an earlier one.

    `before` are the facts of each document before the newest reading was made: those that are gone
    since or new stand in the row `facts_changed` of the document's first place.
    """
    now = fact_ids(case, digests)
    names = {held.digest: held.name for held in case.documents()}
    for digest in sorted(digests, key=lambda d: names.get(d, "")):
        changed = sorted(now[digest] ^ before.get(digest, set()))
        for problem in _problems(case, digest):
            yield {
                "document": {"sha256": digest, "name": names.get(digest, "")},
                "page": problem.anchor.page if problem.anchor else None,
                "message": problem.message,
                "facts": list(problem.fact_ids),
                "accepted": [d.fact_id for d in _decided(case, digest, problem)],
                "facts_changed": changed,
            }
            changed = []


def problems(case: Case, digests: Collection[str] | None = None) -> tuple[Problem, ...]:
    """Give a problem for every accepted figure at which the readings of a document differ."""
    every = has_readings(case) if digests is None else digests
    names = {held.digest: held.name for held in case.documents()}
    return tuple(
        Problem(
            ACCEPTED,
            "error",
            f"{names.get(digest, digest[:_SHOWN])}: {problem.message} A figure was accepted there.",
            "Look at the picture, and decide again.",
            problem.anchor,
            fact_ids=tuple(d.fact_id for d in decided),
        )
        for digest in sorted(every)
        for problem in _problems(case, digest)
        if (decided := _decided(case, digest, problem))
    )


def _problems(case: Case, digest: str) -> list[Problem]:
    made = case.derived.summary(digest)
    return [p for p in made.problems if p.code == CONTESTED] if made else []


def _decided(case: Case, digest: str, problem: Problem) -> list[Decision]:
    """Give what people accepted or corrected at a problem's spot, whatever was read there then."""
    return [
        d
        for d in case.ledger().standing()
        if d.digest == digest
        and d.verdict != "rejected"
        and any(touches(anchor, problem) for anchor in d.anchors)
    ]
