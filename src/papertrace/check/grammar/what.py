"""What a sentence says a figure is of: stage, thing, deed, kind, form. One test for each role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.analyse import is_staged, stages_of
from papertrace.check.containment import outside
from papertrace.check.grammar import names
from papertrace.check.grammar.ground import Wrong, goal_of, text_of_claim, within
from papertrace.check.options import text_of, texts_of, where_of
from papertrace.check.renderings import RENDERINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.check.grammar.automaton import Piece
    from papertrace.check.grammar.ground import Clause, Ground
    from papertrace.model import Claim


def stage(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold words of a stage against that of the facts."""
    if piece.value == "any" or claim.kind in ("count", "rank", "only"):
        return
    facts = ground.facts(claim)
    if any(p.role == "whole" and within(piece, p) for p in clause.pieces):
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


def has(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold a noun against the Chinese words of which one must stand in the fact."""
    del clause
    told = goal_of(ground, claim) or text_of_claim(ground, claim)
    if claim.kind == "absence":  # no more is proven absent than the terms that were searched
        told = " ".join(texts_of(claim, "terms"))
    for body in names.owners_of(ground.facts(claim), ground.evidence):
        told = told.replace(body.lower(), " ")
    if piece.edges and not any(sign in told for sign in piece.value.split("/")):
        yield Wrong(claim, piece.text)


def act(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold a loaded verb against the term that the goal prints first: no other may tell it."""
    del clause
    if piece.value in ("deny", "put"):
        return
    told = text_of_claim(ground, claim)
    signs = piece.value.split("/")
    goal = goal_of(ground, claim) or told
    found = sorted((goal.find(t), t) for t in ACTS if t in goal)
    loaded = [pair for pair in found if pair[1] in {t for t, _, _ in RENDERINGS}]
    passive = re.search(r"(?:ed|caught|dealt with|bought)\b", piece.text) is not None
    ruling = found[-1][1] if passive and found else loaded[0][1] if loaded else ""
    if not any(s in goal for s in signs) or (ruling and ruling not in signs):
        yield Wrong(claim, piece.text)


ACTS = (
    *(term for term, _, _ in RENDERINGS),
    "购置", "采购", "购买", "覆盖", "培训", "办结", "完成", "巡逻", "检查", "查验", "维修", "修缮",
    "建设", "新建",
)  # fmt: skip
"""What goals are goals of doing: the first of them rules, or, in the passive, the last."""


def kind(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold a counted noun against the kind of the facts."""
    del clause
    if piece.value == "any":
        return
    kinds = {f.kind for f in ground.facts(claim)} or {str(where_of(claim).get("kind", ""))}
    by_documents = text_of(claim, "of") == "documents"
    if not kinds <= set(piece.value.split("/")) or (claim.kind == "count" and by_documents):
        yield Wrong(claim, piece.text)


def form(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold a kind of paper against that of the documents behind a claim."""
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
    held = [h for h in ground.evidence.holdings if h.digest in digests]
    for holding in (*held, *ground.evidence.named(text_of(claim, "document"))):
        found |= {f.partition("@")[0] for f in (holding.form, *holding.parts) if f}
    found |= {f.form.partition("@")[0] for f in facts if f.form}
    return found


def field(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold an event (signed, accepted) against the field that states its day."""
    del clause
    kinds = {f.kind for f in ground.facts(claim)}
    wanted = {"signed": {"contract"}, "award": {"award"}, "acceptance": {"acceptance"}}
    chosen = text_of(claim, "field")
    fits = kinds <= wanted.get(piece.value, set()) and chosen in ("", "signed", "date")
    if not fits and chosen != piece.value:
        yield Wrong(claim, piece.text)


def state(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold words for a building's state against the fact's."""
    del clause
    states = {f.fields["state"].value.replace(" ", "-") for f in ground.facts(claim)
              if "state" in f.fields}  # fmt: skip
    if states != {piece.value}:
        yield Wrong(claim, piece.text)


def per(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold what a goal is for each of against what the document prints."""
    if piece.value == "any":
        yield from _each(ground, clause, piece, claim)
        return
    told = [f.fields["per"].value for f in ground.facts(claim) if "per" in f.fields]
    if not told or not any(s in told[0] for s in piece.value.split("/")):
        yield Wrong(claim, piece.text)


def _each(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold a bare "each" against what was counted before it in the sentence."""
    if any(p.role == "per" and p.value != "any" for p in clause.pieces):
        return
    told = {f.fields["per"].value.lstrip("每个") for f in ground.facts(claim) if "per" in f.fields}
    others = (c for c in ground.lattice.claims.values() if c.kind == "count" and c.id != claim.id)
    before = [goal_of(ground, c) for c in others]
    if not told or not any(t in b for t in told for b in before if t != b):
        yield Wrong(claim, piece.text)


def whole(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold what a share or a part is told of against the facts of its whole."""
    del clause
    own = ground.facts(claim, "whole")
    if piece.text.lower() not in ("it", "this", "that", "that sum"):
        if {f.kind for f in own} != {"budget_total"}:
            yield Wrong(claim, piece.text)
        return
    here = {f.id for c in ground.lattice.claims.values() if c is not claim for f in ground.facts(c)}
    named = here | ground.sentence.cited
    if not own:  # a plain sum, told as one of those before it
        before = [f for f in ground.evidence.facts if f.id in named]
        fits = bool(before) and outside(ground.facts(claim), before, ground.evidence) is None
    else:
        fits = bool({f.id for f in own} & named)
    if not fits:
        yield Wrong(claim, piece.text)
