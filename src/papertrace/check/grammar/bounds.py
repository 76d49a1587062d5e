"""How far what a sentence says reaches: a line for a whole, a part beside its whole, a lot for all.

Each test holds how much the words take in against how much the facts are; none knows a subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.check.containment import outside
from papertrace.check.grammar.ground import Wrong
from papertrace.check.grounds import year_in
from papertrace.check.options import text_of, where_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papertrace.check.grammar.automaton import Piece
    from papertrace.check.grammar.ground import Clause, Ground
    from papertrace.model import AcceptedFact, Claim

_LINES = frozenset({"project_budget", "budget_line"})
_NOTICED = frozenset({"procurement_plan", "tender", "job_post", "staffing"})


def _sum_of(ground: Ground, claim: Claim) -> tuple[AcceptedFact, ...]:
    """Give the facts whose sum a claim tells; () where it tells none."""
    facts = ground.facts(claim, "part") if claim.kind == "part_of" else ground.facts(claim)
    told = claim.kind in ("amount", "part_of") and all("amount" in f.fields for f in facts)
    return facts if told else ()


def of_lines(ground: Ground, clause: Clause) -> Iterator[Wrong]:
    """Say that a project's or a line's sum is told without what it is for: as the whole budget."""
    for _, claim in clause.claims:
        if claim.kind not in ("amount", "change", "comparison"):
            continue
        facts = ground.facts(claim)
        told = any(p.role in ("thing", "whole") for p in clause.pieces)
        if any(f.kind in _LINES for f in facts) and not told:
            yield Wrong(claim, claim.span.text)


def over_years(ground: Ground, clause: Clause) -> Iterator[Wrong]:
    """Say that a change over several years is told without the year from which it is counted."""
    if any(p.role in ("before", "prev") for p in clause.pieces):
        return
    for _, claim in clause.claims:
        sides = [ground.facts(claim, key) for key in ("from", "to")]
        if claim.kind != "change" or not all(sides):
            continue
        early, late = ({year_in(f, ground.evidence) for f in side} for side in sides)
        steps = {b - a for a in early for b in late if a is not None and b is not None}
        if steps != {1}:
            yield Wrong(claim, claim.span.text)


def apart(ground: Ground, clauses: Sequence[Clause]) -> Iterator[Wrong]:
    """Say that sums of one sentence stand side by side of which one lies within another."""
    told = [
        (claim, _sum_of(ground, claim), _joined(clause, claim))
        for clause in clauses
        for _, claim in clause.claims
        if claim.kind == "amount"
    ]
    for at, (claim, facts, joined) in enumerate(told):
        for _, others, joined_before in told[:at]:
            if not (joined or joined_before) and _overlap(ground, facts, others):
                yield Wrong(claim, claim.span.text)


def _joined(clause: Clause, claim: Claim) -> bool:
    """Say whether the words of a claim say that it is all of something, or part of it."""
    return any(p.role in ("all", "whole") and clause.claim_of(p) is claim for p in clause.pieces)


def _overlap(ground: Ground, some: Iterable[AcceptedFact], others: Iterable[AcceptedFact]) -> bool:
    rest = tuple(others)
    return any(
        outside((a,), (b,), ground.evidence) is None or outside((b,), (a,), ground.evidence) is None
        for a in some
        for b in rest
    )


def further(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold "a further" sum against the sum before it: of that year, neither within the other."""
    del clause
    facts, before = _sum_of(ground, claim), _sum_before(ground, claim)
    years = {year_in(f, ground.evidence) for f in (*facts, *before)}
    if not facts or not before or len(years) != 1 or _overlap(ground, facts, before):
        yield Wrong(claim, piece.text)


def _sum_before(ground: Ground, claim: Claim) -> tuple[AcceptedFact, ...]:
    """Give the facts of the sum told last before a claim."""
    spot = (claim.span.line, claim.span.column)
    told = [
        ((r.claim.span.line, r.claim.span.column), _sum_of(ground, r.claim))
        for r in ground.results.values()
    ]
    before = [(at, facts) for at, facts in told if facts and at < spot]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    cited = (f for f in ground.evidence.facts if f.id in ground.sentence.cited)
    return tuple(f for f in cited if "amount" in f.fields)


def every(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold "in all" against the facts: a whole budget, or all of their kind in their papers."""
    del clause
    facts = ground.facts(claim)
    if facts and {f.kind for f in facts} <= {"budget_total"}:
        return
    ids, kinds = {f.id for f in facts}, {f.kind for f in facts}
    digests = {f.digest for f in facts}
    wide = claim.kind == "count"
    beside = {
        f.id
        for f in ground.evidence.facts
        if f.kind in kinds and (wide or f.digest in digests) and "amount" in f.fields
    }
    by_paper = text_of(claim, "of") == "documents" or "form" in where_of(claim)
    if not by_paper and (kinds & _LINES or not beside <= ids):
        yield Wrong(claim, piece.text)


def both(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold "both of them" against the other side: two facts."""
    del clause
    if len(ground.facts(claim, "right")) != len(("one", "another")):
        yield Wrong(claim, piece.text)


def publishes(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold "published" against what is counted: papers, not what they tell of."""
    del clause
    if claim.kind != "count":
        return
    papers = text_of(claim, "of") == "documents" or "form" in where_of(claim)
    if not papers and not {f.kind for f in ground.facts(claim)} <= _NOTICED:
        yield Wrong(claim, piece.text)
