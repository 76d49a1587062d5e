"""What a figure is for, in its own words: project, goods, indicator; never the body's name.

A noun must stand in the purpose of every fact, and each thing that a purpose joins by "and", and
each loaded term, must be told: half of a purpose is another purpose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.grammar import names
from papertrace.check.grammar.ground import Wrong, within
from papertrace.check.options import texts_of
from papertrace.check.renderings import RENDERINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.check.grammar.automaton import Piece
    from papertrace.check.grammar.ground import Clause, Ground
    from papertrace.model import AcceptedFact, Claim

_OWN = ("indicator", "project", "project_name", "name", "need", "item", "title", "lot")
_AND = re.compile(r"以及|及其|[及和与、,，]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SUMS = frozenset({"amount", "part_of", "share", "change", "comparison"})
_LEAST = 2


def of_fact(ground: Ground, fact: AcceptedFact) -> tuple[str, ...]:
    """Give what a fact is for, in each wording that names it; () where nothing does."""
    own = [fact.fields[n].value for n in _OWN if n in fact.fields]
    own = [t for t in own if _HAN.search(t) or re.search(r"[a-z]{3}", t.lower())]
    named = [t for t in own if not re.fullmatch(r"(?:第?.?[包标]项?段?|标项)\S{0,2}", t)]
    if "indicator" in fact.fields:
        named = [fact.fields["indicator"].value]
    elif not named:
        named = list(_of_paper(ground, fact))
    bodies = names.owners(fact, ground.evidence)
    return tuple(_without(t, bodies) for t in named)


def _of_paper(ground: Ground, fact: AcceptedFact) -> Iterable[str]:
    """Give what a paper is for: its title, and the goods of the same lot."""
    lot = fact.fields["lot"].value if "lot" in fact.fields else ""
    for holding in ground.evidence.holdings:
        if holding.digest == fact.digest:
            yield holding.title
            for other in holding.facts:
                if not lot or ("lot" in other.fields and other.fields["lot"].value == lot):
                    yield from (other.fields[n].value for n in _OWN if n in other.fields)


def _without(text: str, bodies: Iterable[str]) -> str:
    told = text.lower()
    for body in bodies:
        for name in sorted(names.spellings(body), key=len, reverse=True):
            if len(name) > _LEAST:
                told = told.replace(name.lower(), " ")
    return told


def thing(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold what a sum is told to be for against the purpose of every fact behind it."""
    if claim.kind not in _SUMS:
        return
    facts = ground.facts(claim, "part") if claim.kind in ("part_of", "share") else ()
    facts = facts or ground.facts(claim)
    signs = [tuple(p.value.split("/")) for p in clause.pieces
             if p.role == "has" and within(p, piece)]  # fmt: skip
    han = "".join(e.text for e in piece.edges if "HANTHING" in e.symbols)
    for fact in facts:
        told = of_fact(ground, fact)
        if not any(_names(text, signs, han) for text in told):
            yield Wrong(claim, piece.text)
            return


def _names(text: str, signs: Sequence[Sequence[str]], han: str) -> bool:
    """Say whether nouns name a purpose: each stands in it, and none of its parts is left out."""
    if han:
        signs = [(han,)]
    if not signs or not all(any(s in text for s in some) for some in signs):
        return False
    found = [s for some in signs for s in some if s in text]
    loaded = [term for term, _, _ in RENDERINGS if term in text]
    if any(not any(term in s for s in found) for term in loaded):
        return False
    parts = [p for p in _AND.split(text) if len(p.strip()) >= _LEAST]
    whole = han if _AND.search(han) else ""
    return all(any(s in p for s in found) or p.strip() in whole or (whole and _meets(p, whole))
               for p in parts)  # fmt: skip


def _meets(part: str, told: str) -> bool:
    """Say whether a part of a purpose stands, with two signs or more, in what is told."""
    return any(part[i : i + _LEAST] in told for i in range(len(part) - 1))


def words_of(ground: Ground, claim: Claim) -> str:
    """Give all the purposes behind a claim, and the terms that it searched: for single nouns."""
    facts = ground.facts(claim, "part") if claim.kind in ("part_of", "share") else ()
    told = [t for f in facts or ground.facts(claim) for t in of_fact(ground, f)]
    return " ".join([*told, *texts_of(claim, "terms")])
