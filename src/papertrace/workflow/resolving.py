"""Who and what the facts of a case are about, and the pairs that wait for a person.

Rejected facts are left out; corrected ones count as corrected. Nothing is stored: it is made anew
from facts and judgements, and the same ones give the same rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.resolve import resolve
from papertrace.workflow.listing import names, problem_row, reviewed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.casefile import Case
    from papertrace.model import AcceptedFact, Entity, Fact, Purchase
    from papertrace.resolve import Resolution

Row = dict[str, Any]
_DIGITS, _DIGEST = 12, 64


def standing_facts(case: Case) -> list[Fact | AcceptedFact]:
    """Give every fact that was not rejected, as accepted where somebody accepted it."""
    folded = reviewed(case)
    accepted = {a.id: a for a in folded.accepted}
    return [
        accepted.get(f.id, f)
        for f in case.derived.facts()
        if folded.statuses.get(f.id, "proposed") != "rejected"
    ]


def resolution(case: Case, facts: Sequence[Fact | AcceptedFact] | None = None) -> Resolution:
    """Resolve the case's facts (`facts`: where they are at hand)."""
    return resolve(standing_facts(case) if facts is None else facts, case.judgements())


def entity_row(entity: Entity) -> Row:
    """Give an entity as a row."""
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "names": list(entity.names),
        "codes": list(entity.codes),
        "place": entity.place,
        "facts": list(entity.facts),
        "reasons": list(entity.reasons),
    }


def purchase_row(
    purchase: Purchase, facts: Mapping[str, Fact | AcceptedFact], called: Mapping[str, str]
) -> Row:
    """Give a purchase as a row: its stages, each with documents, facts and sums as printed."""
    return {
        "id": purchase.id,
        "number": purchase.number,
        "name": purchase.name,
        "buyer": purchase.buyer,
        "attempts": list(purchase.attempts),
        "reasons": list(purchase.reasons),
        "stages": [
            {
                "stage": stage.stage,
                "date": stage.date,
                "documents": [called.get(d, d) for d in stage.documents],
                "facts": list(stage.facts),
                "amounts": [
                    {"fact": i, "field": n, "value": facts[i].fields[n].value}
                    for i in stage.facts
                    for n in ("amount", "budget", "ceiling")
                    if i in facts and n in facts[i].fields
                ],
            }
            for stage in purchase.stages
        ],
    }


def entity_rows(case: Case, kind: str = "") -> list[Row]:
    """One row an entity, sorted by kind, name, id."""
    return [entity_row(e) for e in resolution(case).entities if kind in ("", e.kind)]


def purchase_rows(case: Case) -> list[Row]:
    """One row a purchase, sorted by number, name, id."""
    every = standing_facts(case)
    facts, called = {f.id: f for f in every}, names(case)
    return [purchase_row(p, facts, called) for p in resolution(case, every).purchases]


def _short(words: str) -> str:
    """Shorten a digest or an id to what a command line takes; names stay whole."""
    return words[:_DIGITS] if len(words) == _DIGEST and words.isascii() else words


def proposal_rows(case: Case) -> list[Row]:
    """One row a pair that waits for a person, best first; contradictions at the end."""
    found = resolution(case)
    rows: list[Row] = [
        {
            "kind": p.kind,
            "left": p.left,
            "right": p.right,
            "score": p.score,
            "reasons": list(p.reasons),
            "command": f"papertrace judge '{_short(p.left)}' {p.kind} --with '{_short(p.right)}'",
        }
        for p in found.proposals
    ]
    return rows + [{"kind": "problem", **problem_row(p)} for p in found.problems]
