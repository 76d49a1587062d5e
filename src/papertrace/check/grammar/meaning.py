"""Whether what a sentence was understood to say is what the evidence says: role by role.

Each role of a wording has one test. A test agrees, disagrees (with the slip), or cannot tell, which
leaves the sentence to a person. Figures themselves are compared by the kinds of claim.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.check.grammar import antecedents, bounds, goals, names, purposes, what, whose
from papertrace.check.grammar.ground import clauses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from papertrace.check.grammar.automaton import Piece
    from papertrace.check.grammar.ground import Clause, Ground, Wrong
    from papertrace.model import Claim


def tested(ground: Ground, pieces: Sequence[Piece]) -> tuple[Wrong, ...]:
    """Test every role of an understood sentence; () where all of it is what the evidence says."""
    found: list[Wrong] = []
    leader: Piece | None = None
    dated: Piece | None = None
    every = clauses(ground, pieces)
    found += bounds.apart(ground, every)
    for number, clause in enumerate(every):
        if not clause.claims:
            continue
        for piece in clause.pieces:
            claim = clause.claim_of(piece)
            test = _TESTS.get(piece.role)
            if claim is not None and test is not None:
                found.extend(_because(piece.role, w) for w in test(ground, clause, piece, claim))
        found += [*bounds.of_lines(ground, clause), *bounds.over_years(ground, clause)]
        found += goals.of_goals(ground, clause)
        own = [p for p in clause.pieces if p.role in ("who", "to", "speaker", "party", "quoted")]
        who = [p for p in clause.pieces if p.role == "who"]
        when = [p for p in clause.pieces if p.role == "when"]
        if number == 0 and when and clause.pieces[0] is when[0]:
            dated = when[0]
        elif not when and dated is not None:
            found += [w for _, c in clause.claims for w in whose.when(ground, clause, dated, c)]
        if who:
            leader = who[-1]
        elif not own or all(p.role == "to" for p in own):
            found += _unnamed(ground, clause, leader)
    return tuple(found)


def _because(role: str, wrong: Wrong) -> Wrong:
    """Say of what nothing shows why a person must read it."""
    return wrong if wrong.message else replace(wrong, message=_WHY.get(role, ""))


_WHO = "it is not certain whom it means"
_YEAR = "the year of its evidence is another, or not known"
_WHY = {
    "who": _WHO, "to": _WHO, "other": _WHO, "speaker": _WHO, "party": _WHO, "quoted": _WHO,
    "paper": _WHO, "top": "it is not certain what it means", "when": _YEAR, "before": _YEAR,
    "prev": _YEAR, "sameyear": _YEAR, "stage": "the evidence is of another stage",
    "has": "no fact behind it says so", "act": "the document uses another verb",
    "kind": "the evidence is of another kind", "form": "the evidence stands in another paper",
    "field": "the evidence is another day", "state": "the evidence is of another state",
    "per": "the document does not print it", "whole": "it is not what the share is computed of",
}  # fmt: skip
"""Role -> why a person must read words of which its test cannot say that they are right."""
_OWNED = frozenset({"amount", "part_of", "change", "share", "comparison", "absence", "only"})


def _unnamed(ground: Ground, clause: Clause, leader: Piece | None) -> Iterable[Wrong]:
    """Test whose the claims of a clause are that names nobody: the subject before is meant."""
    if any(p.role == "top" for p in clause.pieces):
        return
    for _, claim in clause.claims:
        if claim.kind in _OWNED and names.owners_of(ground.facts(claim), ground.evidence):
            if leader is not None:
                yield from whose.who(ground, clause, leader, claim)
            else:
                yield from whose.bound(
                    ground, claim, "", antecedents.meant(ground, ""), whose.owners(ground, claim)
                )


_TESTS: dict[str, Callable[[Ground, Clause, Piece, Claim], Iterable[Wrong]]] = {
    "who": whose.who, "to": whose.to, "other": whose.other, "speaker": whose.speaker,
    "party": whose.party, "quoted": whose.quoted, "paper": whose.paper, "top": whose.top,
    "when": whose.when, "before": whose.before, "prev": whose.prev, "sameyear": whose.sameyear,
    "stage": what.stage, "has": what.has, "act": what.act, "kind": what.kind, "form": what.form,
    "field": what.field, "state": what.state, "per": what.per, "whole": what.whole,
    "thing": purposes.thing, "all": bounds.every, "further": bounds.further, "both": bounds.both,
    "publishes": bounds.publishes, "yearly": goals.yearly, "such": goals.such,
    "purpose": whose.purpose, "noun": goals.noun,
}  # fmt: skip
"""Role -> its test; the others only part a wording."""
