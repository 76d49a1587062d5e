"""Whether what a sentence was understood to say is what the evidence says: role by role.

Each role of a wording has one test here. A test agrees, disagrees (with the slip), or cannot tell,
which leaves the sentence to a person. Figures themselves are compared by the kinds of claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.analyse import is_staged, stages_of
from papertrace.check.grammar import antecedents, names
from papertrace.check.grounds import year_in
from papertrace.check.options import text_of, texts_of, where_of
from papertrace.check.renderings import RENDERINGS
from papertrace.check.told_words import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from papertrace.check.grammar.automaton import Piece
    from papertrace.check.grammar.lattice import Lattice, Sentence
    from papertrace.model import AcceptedFact, Claim, ClaimResult, Evidence


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
    known: names.Names

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
    made = []
    for part in parts:
        spots = sorted({e.start for p in part for e in p.edges if e.start in ground.lattice.claims})
        claims = tuple((s, ground.lattice.claims[s]) for s in spots)
        made.append(Clause(tuple(p for p in part if p.role not in ("clause", "word")), claims))
    return tuple(made)


def tested(ground: Ground, pieces: Sequence[Piece]) -> tuple[Wrong, ...]:
    """Test every role of an understood sentence; () where all of it is what the evidence says."""
    found: list[Wrong] = []
    leader: Piece | None = None
    dated: Piece | None = None
    for number, clause in enumerate(clauses(ground, pieces)):
        if not clause.claims:
            continue
        for piece in clause.pieces:
            claim = clause.claim_of(piece)
            test = _TESTS.get(piece.role)
            if claim is not None and test is not None:
                found.extend(test(ground, clause, piece, claim))
        own = [p for p in clause.pieces if p.role in ("who", "to", "speaker", "party", "quoted")]
        who = [p for p in clause.pieces if p.role == "who"]
        when = [p for p in clause.pieces if p.role == "when"]
        if number == 0 and when and clause.pieces[0] is when[0]:
            dated = when[0]
        elif not when and dated is not None:
            found += [w for _, c in clause.claims for w in _when(ground, clause, dated, c)]
        if who:
            leader = who[-1]
        elif not own or all(p.role == "to" for p in own):
            found += _unnamed(ground, clause, leader)
    return tuple(found)


_OWNED = frozenset({"amount", "part_of", "change", "share", "comparison", "absence", "only"})


def _unnamed(ground: Ground, clause: Clause, leader: Piece | None) -> Iterable[Wrong]:
    """Test whose the claims of a clause are that names nobody: the subject before is meant."""
    if any(p.role == "top" for p in clause.pieces):
        return
    for _, claim in clause.claims:
        if claim.kind in _OWNED and names.owners_of(ground.facts(claim), ground.evidence):
            if leader is not None:
                yield from _who(ground, clause, leader, claim)
            else:
                yield from _bound(
                    ground, claim, "", antecedents.meant(ground, ""), _owners(ground, claim)
                )


def _owners(ground: Ground, claim: Claim) -> frozenset[str]:
    facts = ground.facts(claim)
    if claim.kind == "comparison":
        facts = ground.facts(claim, "left")
    told = names.owners_of(facts, ground.evidence)
    where = where_of(claim).get("body")
    return told | ({where} if isinstance(where, str) and not told else frozenset())


def _bound(
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


def _who(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    own = _owners(ground, claim)
    if any(p.role == "whole" and _within(piece, p) for p in clause.pieces):
        own = names.owners_of(ground.facts(claim, "whole"), ground.evidence) or own
    yield from _bound(ground, claim, piece.text, antecedents.meant(ground, piece), own)
    yield from _fitting(clause, piece, claim, own)


def _within(inner: Piece, outer: Piece) -> bool:
    starts = {e.start for e in outer.edges}
    return bool(inner.edges) and all(e.start in starts for e in inner.edges)


def _fitting(clause: Clause, piece: Piece, claim: Claim, own: frozenset[str]) -> Iterable[Wrong]:
    """Say that a noun (station, bureau) is none for a body of this name."""
    for unit in (p for p in clause.pieces if p.role == "unit" and _within(p, piece)):
        signs = unit.value.split("/")
        if own and not any(s in body.lower() for s in signs for body in own):
            yield Wrong(claim, unit.text)


def _to(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    facts = ground.facts(claim, "fact") if claim.kind == "rank" else ground.facts(claim)
    own = frozenset(n for f in facts for n in names.sellers(f))
    if piece.text.lower() in ("theirs", "its") or not piece.edges:
        yield from _bound(ground, claim, piece.text, antecedents.meant(ground, piece), own)
        return
    yield from _bound(ground, claim, piece.text, antecedents.meant(ground, piece), own)
    yield from _fitting(clause, piece, claim, own)


def _other(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    own = names.owners_of(ground.facts(claim, "right"), ground.evidence)
    yield from _bound(ground, claim, piece.text, antecedents.meant(ground, piece), own)
    yield from _fitting(clause, piece, claim, own)


def _speaker(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    own = frozenset(n for f in ground.facts(claim) for n in names.speakers(f))
    meant = antecedents.meant(ground, piece)
    if any("ROLE" in e.symbols for e in piece.edges):
        return
    for wrong in _bound(ground, claim, piece.text, meant, own):
        yield Wrong(wrong.claim, wrong.words, wrong.slip and "attribution", wrong.message)
    yield from _fitting(clause, piece, claim, own)


def _party(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    own = frozenset({text_of(claim, "party")})
    for wrong in _bound(ground, claim, piece.text, antecedents.meant(ground, piece), own):
        yield Wrong(wrong.claim, wrong.words, wrong.slip and "attribution", wrong.message)
    yield from _fitting(clause, piece, claim, own)


def _when(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
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
        if not set(_YEAR.findall(piece.text)) <= set(_YEAR.findall(told)):
            yield Wrong(claim, piece.text)


def _before(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
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
    found = _YEAR.search(piece.text)
    return int(found.group()) if found else 0


_YEAR = re.compile(r"(?:19|20)\d\d")


def _prev(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    del clause
    early, late = ground.facts(claim, "from"), ground.facts(claim, "to")
    years = [{year_in(f, ground.evidence) for f in side} for side in (early, late)]
    for fact in ground.facts(claim) if not early else ():
        base = fact.fields["base_year"].value if "base_year" in fact.fields else ""
        years = [{int(base) if base.isdigit() else None}, {year_in(fact, ground.evidence)}]
    first, second = (next(iter(y)) if len(y) == 1 else None for y in years)
    if first is None or second is None or second - first != 1:
        yield Wrong(claim, piece.text)


def _sameyear(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Bind "that year" to the year named nearest before it."""
    del clause
    at = ground.lattice.spots.get(piece.edges[0].start, 0)
    told = [ground.sentence.text[:at], *ground.sentence.before]
    year = next((found[-1] for t in told if (found := _YEAR.findall(t))), "")
    years = {str(year_in(f, ground.evidence)) for f in ground.facts(claim)}
    if years != {year}:
        yield Wrong(claim, piece.text)


def _stage(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    if piece.value == "any" or claim.kind in ("count", "rank", "only"):
        return
    facts = ground.facts(claim)
    if any(p.role == "whole" and _within(piece, p) for p in clause.pieces):
        facts = ground.facts(claim, "whole")
    elif claim.kind in ("part_of", "share"):
        facts = ground.facts(claim, "part")
    wanted = set(piece.value.split("/"))
    for fact in facts:
        stages = set(stages_of(fact))
        free = fact.kind == "yoy" and not stages
        staged = is_staged(fact, text_of(claim, "field")) or fact.kind == "yoy"
        if not free and not (staged and wanted & stages):
            yield Wrong(claim, piece.text)


def _has(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    del clause
    told = text_of_claim(ground, claim)
    if piece.edges and not any(sign in told for sign in piece.value.split("/")):
        yield Wrong(claim, piece.text)


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


def _act(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold a loaded verb against the term that the goal prints first: no other may tell it."""
    del clause
    if piece.value in ("deny", "put"):
        return
    told = text_of_claim(ground, claim)
    signs = piece.value.split("/")
    goal = " ".join(
        f.fields["indicator"].value for f in ground.facts(claim) if "indicator" in f.fields
    )
    goal = goal or told
    loaded = sorted((goal.find(t), t) for t, _, _ in RENDERINGS if t in goal)
    passive = re.search(r"(?:ed|caught|dealt with|bought)\b", piece.text) is not None
    first = loaded[0][1] if loaded else ""
    if not any(s in goal for s in signs) or (first and not passive and first not in signs):
        yield Wrong(claim, piece.text)


def _kind(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    del clause
    if piece.value == "any":
        return
    kinds = {f.kind for f in ground.facts(claim)} or {str(where_of(claim).get("kind", ""))}
    by_documents = text_of(claim, "of") == "documents"
    if not kinds <= set(piece.value.split("/")) or (claim.kind == "count" and by_documents):
        yield Wrong(claim, piece.text)


def _form(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    inside = any(e.start in ground.lattice.claims for e in piece.edges)
    counted = claim.kind == "count" and not piece.text.lower().startswith(("the ", "its "))
    if counted and not inside and not any(p.role == "quoted" for p in clause.pieces):
        documents = {f.digest for f in ground.facts(claim)}
        alone = len(documents) == len(ground.facts(claim))
        if text_of(claim, "of") != "documents" and not alone and piece.edges:
            yield Wrong(claim, piece.text)
            return
    if piece.value == "any":
        return
    forms = _forms(ground, claim)
    if forms and not forms & set(piece.value.split("/")):
        yield Wrong(claim, piece.text)


def _forms(ground: Ground, claim: Claim) -> set[str]:
    found = {str(where_of(claim)["form"])} if "form" in where_of(claim) else set[str]()
    facts = ground.facts(claim)
    digests = {f.digest for f in facts}
    found |= {"perf_target" for f in facts if f.kind == "performance_target"}
    document = text_of(claim, "document")
    for holding in ground.evidence.holdings:
        if holding.digest in digests or (document and document in (holding.name, *holding.names)):
            found |= {f.partition("@")[0] for f in (holding.form, *holding.parts) if f}
    found |= {f.form.partition("@")[0] for f in facts if f.form}
    return found


def _field(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    del clause
    kinds = {f.kind for f in ground.facts(claim)}
    wanted = {"signed": {"contract"}, "award": {"award"}, "acceptance": {"acceptance"}}
    chosen = text_of(claim, "field")
    fits = kinds <= wanted.get(piece.value, set()) and chosen in ("", "signed", "date")
    if not fits and chosen != piece.value:
        yield Wrong(claim, piece.text)


def _state(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    del clause
    states = {f.fields["state"].value.replace(" ", "-") for f in ground.facts(claim)
              if "state" in f.fields}  # fmt: skip
    if states != {piece.value}:
        yield Wrong(claim, piece.text)


def _per(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    del clause
    told = [f.fields["per"].value for f in ground.facts(claim) if "per" in f.fields]
    if not told or not any(s in told[0] for s in piece.value.split("/")):
        yield Wrong(claim, piece.text)


def _top(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Bind "it" to the fact of the claim before, where something was said before."""
    del clause
    facts = ground.facts(claim, "fact") or ground.facts(claim)
    said = ground.sentence.before
    earlier = {
        f.id for c in ground.lattice.claims.values() if c is not claim for f in ground.facts(c)
    }
    if said and not {f.id for f in facts} & (ground.sentence.cited | earlier):
        yield Wrong(claim, piece.text)


def _whole(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    del clause
    whole = ground.facts(claim, "whole")
    if piece.text.lower() in ("it", "this", "that"):
        if ground.sentence.before and not {f.id for f in whole} & ground.sentence.cited:
            yield Wrong(claim, piece.text)
    elif {f.kind for f in whole} != {"budget_total"}:
        yield Wrong(claim, piece.text)


def _quoted(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    del clause
    if piece.value == "any":
        return
    document = text_of(claim, "document")
    published = {h.publisher for h in ground.evidence.holdings
                 if document and document in (h.name, *h.names)}  # fmt: skip
    if any("NAME" in e.symbols for e in piece.edges) or "'s" in piece.text:
        yield from _bound(
            ground, claim, piece.text, antecedents.meant(ground, piece), frozenset(published)
        )


_TESTS: dict[str, Callable[[Ground, Clause, Piece, Claim], Iterable[Wrong]]] = {
    "who": _who, "to": _to, "other": _other, "speaker": _speaker, "party": _party, "when": _when,
    "before": _before, "prev": _prev, "stage": _stage, "has": _has, "act": _act, "kind": _kind,
    "form": _form, "field": _field, "state": _state, "per": _per, "top": _top, "whole": _whole,
    "quoted": _quoted, "sameyear": _sameyear,
}  # fmt: skip


def stems(words: Iterable[str]) -> frozenset[str]:
    """Give words without their endings, as they are compared with a source's."""
    return frozenset(stem(w.lower()) for w in words)
