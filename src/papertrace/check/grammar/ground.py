"""What a sentence is held against: claims, their facts, and what these say in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.check.options import texts_of, where_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.check.grammar.automaton import Piece
    from papertrace.check.grammar.lattice import Lattice, Sentence
    from papertrace.check.grammar.names import Names
    from papertrace.model import AcceptedFact, Claim, ClaimResult, Evidence

YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Words that say something else than the evidence (with a slip), or that nothing shows."""

    claim: Claim
    words: str
    slip: str = ""
    """'' where nothing shows it: a person must read the sentence."""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sentence is held against."""

    sentence: Sentence
    lattice: Lattice
    results: dict[str, ClaimResult]
    """Claim -> its result."""
    evidence: Evidence
    known: Names

    def facts(self, claim: Claim, key: str = "") -> tuple[AcceptedFact, ...]:
        """Give the facts behind a claim, or those of one of its options."""
        if key:
            ids = texts_of(claim, key)
            return tuple(
                f for f in self.evidence.facts if any(f.id.startswith(i.lower()) for i in ids)
            )
        ids = self.results[claim.id].facts if claim.id in self.results else ()
        form = str(where_of(claim).get("form", ""))
        if not ids and claim.kind == "count" and form:
            held = {h.digest for h in self.evidence.holdings
                    if form in {f.partition("@")[0] for f in (h.form, *h.parts)}}  # fmt: skip
            return tuple(f for f in self.evidence.facts if f.digest in held)
        return tuple(f for f in self.evidence.facts if f.id in set(ids))


@dataclass(frozen=True, slots=True)
class Clause:
    """The roles of one clause, each with the claim that it belongs to."""

    pieces: tuple[Piece, ...]
    claims: tuple[tuple[int, Claim], ...]
    """Where each claim of the clause stands, in order."""

    def claim_of(self, piece: Piece) -> Claim | None:
        """Give the claim nearest before a piece, or, where there is none, the next one."""
        if not self.claims:
            return None
        at = piece.edges[0].start if piece.edges else self.claims[-1][0]
        inside = [c for p, c in self.claims if any(e.start == p for e in piece.edges)]
        if inside:
            return inside[0]
        before = [c for p, c in self.claims if p < at]
        return before[-1] if before else self.claims[0][1]


def clauses(ground: Ground, pieces: Sequence[Piece]) -> tuple[Clause, ...]:
    """Part the roles of a sentence into those of its clauses; what leads it joins the first."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.role == "clause" and any(p.role == "clause" for p in parts[-1]):
            parts.append([])
        parts[-1].append(piece)
    held: list[list[Piece]] = []
    for part in parts:  # what holds no claim belongs to the clause that does
        if held and not (_spots(ground, held[-1]) and _spots(ground, part)):
            held[-1] += part
        else:
            held.append(part)
    made = []
    for part in held:
        claims = tuple((s, ground.lattice.claims[s]) for s in _spots(ground, part))
        made.append(Clause(tuple(p for p in part if p.role not in ("clause", "word")), claims))
    return tuple(made)


def _spots(ground: Ground, pieces: Sequence[Piece]) -> list[int]:
    return sorted({e.start for p in pieces for e in p.edges if e.start in ground.lattice.claims})


def within(inner: Piece, outer: Piece) -> bool:
    """Say whether a piece stands inside another."""
    starts = {e.start for e in outer.edges}
    return bool(inner.edges) and all(e.start in starts for e in inner.edges)


def text_of_claim(ground: Ground, claim: Claim) -> str:
    """Give all that the facts behind a claim say in words, and their documents' titles."""
    facts = ground.facts(claim)
    if claim.kind in ("part_of", "share"):
        facts = ground.facts(claim, "part")
    digests = {f.digest for f in facts}
    told = [w for f in facts for name, v in f.fields.items() for w in (name, v.value)]
    notices = {f.digest for f in facts if f.kind in _OF_ONE_PURCHASE}
    for holding in ground.evidence.holdings:
        if holding.digest in digests:
            told.append(holding.title)
        if holding.digest in notices:
            told += [
                v.value for f in holding.facts for n, v in f.fields.items() if n in _NAMES_GOODS
            ]
    told += [*texts_of(claim, "terms"), *(str(v) for v in where_of(claim).values())]
    return " ".join(told).lower()


_OF_ONE_PURCHASE = frozenset(
    {"tender", "award", "contract", "acceptance", "candidate", "termination"}
)


_NAMES_GOODS = frozenset({"project_name", "name", "need", "item", "lot", "title"})


def goal_of(ground: Ground, claim: Claim) -> str:
    """Give the indicators of the goals behind a claim; '' where it rests on anything else."""
    facts = ground.facts(claim)
    some = [f.fields["indicator"].value for f in facts if "indicator" in f.fields]
    return " ".join(some) if len(some) == len(facts) else ""
