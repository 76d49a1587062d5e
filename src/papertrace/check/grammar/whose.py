"""Whose a sentence says a figure is, of which year, and who says so: one test for each role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.check.grammar import antecedents, names
from papertrace.check.grammar.ground import YEAR, Wrong, within
from papertrace.check.grounds import year_in
from papertrace.check.options import text_of, where_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.check.grammar.automaton import Piece
    from papertrace.check.grammar.ground import Clause, Ground
    from papertrace.model import AcceptedFact, Claim


def owners(ground: Ground, claim: Claim) -> frozenset[str]:
    """Give the bodies whose the facts behind a claim are."""
    facts = ground.facts(claim)
    if claim.kind == "comparison":
        facts = ground.facts(claim, "left")
    told = names.owners_of(facts, ground.evidence)
    where = where_of(claim).get("body")
    return told | ({where} if isinstance(where, str) and not told else frozenset())


def bound(
    ground: Ground, claim: Claim, words: str, meant: frozenset[str] | str, own: frozenset[str]
) -> Iterable[Wrong]:
    """Hold the bodies that words mean against those that they must mean."""
    if meant == antecedents.NOBODY:
        return
    if isinstance(meant, str) or not own:
        yield Wrong(claim, words or claim.span.text)
        return
    if meant & own:
        return
    every = names.bodies_of_claim(claim, ground.facts(claim), ground.evidence)
    pattern = ground.known.pattern()
    if meant & every or not pattern or not pattern.search(words):
        yield Wrong(claim, words or claim.span.text)
        return
    told = f"The sentence says it of {', '.join(sorted(meant))}; the evidence is of"
    yield Wrong(claim, words, "body", f"{told} {', '.join(sorted(own))}.")


def who(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold the subject against whose the facts are."""
    own = owners(ground, claim)
    if any(p.role == "whole" and within(piece, p) for p in clause.pieces):
        own = names.owners_of(ground.facts(claim, "whole"), ground.evidence) or own
    yield from bound(ground, claim, piece.text, antecedents.meant(ground, piece), own)
    yield from _fitting(clause, piece, claim, own)


def _fitting(clause: Clause, piece: Piece, claim: Claim, own: frozenset[str]) -> Iterable[Wrong]:
    """Say that a noun (station, bureau) is none for a body of this name."""
    for unit in (p for p in clause.pieces if p.role == "unit" and within(p, piece)):
        signs = unit.value.split("/")
        if own and not any(s in body.lower() for s in signs for body in own):
            yield Wrong(claim, unit.text)


def to(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold a supplier against that of the facts."""
    facts = ground.facts(claim, "fact") if claim.kind == "rank" else ground.facts(claim)
    every = [names.sellers(f) for f in facts]
    own = frozenset.intersection(*every) if every else frozenset[str]()
    if antecedents.meant(ground, piece) == antecedents.NOBODY:
        yield Wrong(claim, piece.text)
    yield from bound(ground, claim, piece.text, antecedents.meant(ground, piece), own)
    yield from _fitting(clause, piece, claim, own)


def other(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold the other side of a comparison against its facts."""
    own = names.owners_of(ground.facts(claim, "right"), ground.evidence)
    yield from bound(ground, claim, piece.text, antecedents.meant(ground, piece), own)
    yield from _fitting(clause, piece, claim, own)


def speaker(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold who speaks against the statement's speaker."""
    own = frozenset(n for f in ground.facts(claim) for n in names.speakers(f))
    meant = antecedents.meant(ground, piece)
    if any("ROLE" in e.symbols for e in piece.edges):
        return
    if meant == antecedents.NOBODY:
        yield Wrong(claim, piece.text)
    for wrong in bound(ground, claim, piece.text, meant, own):
        yield Wrong(wrong.claim, wrong.words, wrong.slip and "attribution", wrong.message)
    yield from _fitting(clause, piece, claim, own)


def party(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold who answers, or is silent, against the party."""
    own = frozenset({text_of(claim, "party")})
    for wrong in bound(ground, claim, piece.text, antecedents.meant(ground, piece), own):
        yield Wrong(wrong.claim, wrong.words, wrong.slip and "attribution", wrong.message)
    yield from _fitting(clause, piece, claim, own)


def paper(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold whose budget, notice or contract it is against whose the facts are."""
    facts = ground.facts(claim)
    own = names.owners_of(facts, ground.evidence) or frozenset(
        h.publisher
        for h in ground.evidence.holdings
        if h.publisher and h.digest in {f.digest for f in facts}
    )
    if own:
        yield from bound(ground, claim, piece.text, antecedents.meant(ground, piece), own)
        yield from _fitting(clause, piece, claim, own)


def quoted(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold whose paper is quoted against who published it."""
    del clause
    if piece.value == "any":
        return
    published = {h.publisher for h in ground.evidence.named(text_of(claim, "document"))}
    own = piece.value == "own"
    if own or any("NAME" in e.symbols for e in piece.edges) or "'s" in piece.text:
        yield from bound(
            ground, claim, piece.text, antecedents.meant(ground, piece), frozenset(published)
        )


def purpose(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold a quoted purpose against the paper of the facts before it: no other paper's."""
    del clause
    quoted = {h.digest for h in ground.evidence.named(text_of(claim, "document"))}
    cited = {f.digest for f in ground.evidence.facts if f.id in ground.sentence.cited}
    if not quoted & cited:
        yield Wrong(claim, piece.text)


def top(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Bind "it" to the fact of the claim before, where something was said before."""
    del clause
    facts = ground.facts(claim, "fact") or ground.facts(claim)
    earlier = {
        f.id
        for c in ground.lattice.claims.values()
        if c is not claim and c.kind != "count"
        for f in ground.facts(c)
    }
    if not {f.id for f in facts} & (ground.sentence.cited | earlier):
        yield Wrong(claim, piece.text)


def when(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold a year against that of the facts."""
    del clause
    year = _year(piece)
    if claim.kind == "absence":
        return  # the claim itself tests its years
    if claim.kind == "statement":
        yield from _period(ground, claim, piece)
        return
    facts = ground.facts(claim, "to") if claim.kind == "change" else ()
    facts = facts or (ground.facts(claim, "left") if claim.kind == "comparison" else ())
    yield from _of_year(ground, claim, piece, (facts or ground.facts(claim), year))


def _period(ground: Ground, claim: Claim, piece: Piece) -> Iterable[Wrong]:
    """Hold a year of a statement against its period, or against the day it was made."""
    for fact in ground.facts(claim):
        told = next((fact.fields[n].value for n in ("period", "date") if n in fact.fields), "")
        if not set(YEAR.findall(piece.text)) <= set(YEAR.findall(told)):
            yield Wrong(claim, piece.text)


def before(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold the earlier year of a change or comparison against that of its side."""
    del clause
    key = "right" if claim.kind == "comparison" else "from"
    facts = ground.facts(claim, key)
    if not facts:
        base = {f.fields["base_year"].value for f in ground.facts(claim) if "base_year" in f.fields}
        if base != {str(_year(piece))}:
            yield Wrong(claim, piece.text, "year" if base else "", f"The change is from {base}.")
        return
    yield from _of_year(ground, claim, piece, (facts, _year(piece)))


def _of_year(
    ground: Ground, claim: Claim, piece: Piece, told: tuple[Sequence[AcceptedFact], int]
) -> Iterable[Wrong]:
    facts, year = told
    years = {year_in(f, ground.evidence) for f in facts}
    if None in years or not years:
        yield Wrong(claim, piece.text)
    elif years != {year}:
        shown = ", ".join(sorted(map(str, years)))
        yield Wrong(claim, piece.text, "year", f"The sentence says {year}; it is of {shown}.")


def _year(piece: Piece) -> int:
    found = YEAR.search(piece.text)
    return int(found.group()) if found else 0


def prev(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold "the year before" against the years of both sides."""
    del clause
    early, late = ground.facts(claim, "from"), ground.facts(claim, "to")
    years = [{year_in(f, ground.evidence) for f in side} for side in (early, late)]
    for fact in ground.facts(claim) if not early else ():
        base = fact.fields["base_year"].value if "base_year" in fact.fields else ""
        years = [{int(base) if base.isdigit() else None}, {year_in(fact, ground.evidence)}]
    first, second = (next(iter(y)) if len(y) == 1 else None for y in years)
    if first is None or second is None or second - first != 1:
        yield Wrong(claim, piece.text)


def sameyear(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Bind "that year" to the year named nearest before it."""
    del clause
    at = ground.lattice.spots.get(piece.edges[0].start, 0)
    told = [ground.sentence.text[:at], *ground.sentence.before]
    year = next((found[-1] for t in told if (found := YEAR.findall(t))), "")
    years = {str(year_in(f, ground.evidence)) for f in ground.facts(claim)}
    if years != {year}:
        yield Wrong(claim, piece.text)
