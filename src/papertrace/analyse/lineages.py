"""Whether a project of one year may be one of another year: proposed here, decided by a person."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse.changes import similar
from papertrace.analyse.coverage import lineage
from papertrace.analyse.likeness import number_of
from papertrace.analyse.purchased import told
from papertrace.analyse.terms import fold
from papertrace.model import Proposal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.model import AcceptedFact, Judgement

_LEAST = 0.45
_ALIKE = 0.8
_NEAR = Decimal("0.2")
_NAME, _ROWS, _AMOUNT = 0.5, 0.35, 0.15


def projects(facts: Sequence[AcceptedFact]) -> dict[str, list[AcceptedFact]]:
    """Group facts by the project they name; those without one are left out."""
    found: dict[str, list[AcceptedFact]] = {}
    for fact in facts:
        if told(fact, "project"):
            found.setdefault(told(fact, "project"), []).append(fact)
    return found


def paired(
    old: Mapping[str, object], new: Mapping[str, object], judgements: Sequence[Judgement]
) -> dict[str, str]:
    """Give the earlier project for each later one: of equal name, or joined by a person."""
    found: dict[str, str] = {}
    for name in new:
        line = lineage(name, judgements)
        own = [n for n in old if fold(n) in line]
        same = [n for n in own if fold(n) == fold(name)]
        if len(same or own) == 1:
            found[name] = (same or own)[0]
    return found


def proposals(
    old: Mapping[str, Sequence[AcceptedFact]],
    new: Mapping[str, Sequence[AcceptedFact]],
    judgements: Sequence[Judgement],
) -> tuple[Proposal, ...]:
    """Propose pairs of projects that are not joined yet, best first, each with its reasons."""
    joined = paired(old, new, judgements)
    apart = {
        frozenset((fold(j.subject), fold(j.other))) for j in judgements if j.verdict == "different"
    }
    left = [n for n in old if n not in joined.values()]
    right = [n for n in new if n not in joined]
    found = []
    for one in left:
        for other in right:
            if frozenset((fold(one), fold(other))) in apart:
                continue
            score, reasons = _likeness(one, old[one], other, new[other])
            if score >= _LEAST:
                found.append(Proposal("lineage", one, other, round(score, 2), reasons))
    return tuple(sorted(found, key=lambda p: (-p.score, p.left, p.right)))


def _likeness(
    one: str, old: Sequence[AcceptedFact], other: str, new: Sequence[AcceptedFact]
) -> tuple[float, tuple[str, ...]]:
    """Score a pair by name, shared indicators and amount, and say what speaks for it."""
    name = similar(one, other)
    mine, theirs = _indicators(old), _indicators(new)
    shared = [i for i in mine if any(similar(i, t) >= _ALIKE for t in theirs)]
    rows = len(shared) / max(1, min(len(mine), len(theirs)))
    was, now = _amount(old), _amount(new)
    near = was is not None and now is not None and abs(now - was) <= was * _NEAR
    reasons = [f"The names are alike ({name:.2f})."]
    if shared:
        reasons.append(f"{len(shared)} indicators are shared.")
    if near:
        reasons.append(f"The amounts are near: {was} and {now}.")
    return _NAME * name + _ROWS * rows + _AMOUNT * near, tuple(reasons)


def _indicators(facts: Sequence[AcceptedFact]) -> list[str]:
    return list(dict.fromkeys(told(f, "indicator") for f in facts if told(f, "indicator")))


def _amount(facts: Sequence[AcceptedFact]) -> Decimal | None:
    sums = {number_of(f) for f in facts if f.kind == "project_budget"} - {None}
    return sums.pop() if len(sums) == 1 else None
