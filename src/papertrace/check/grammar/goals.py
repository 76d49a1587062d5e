"""Goals as their documents print them: what is counted, of what a rate is, for each of whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.grammar.ground import Wrong, goal_of
from papertrace.check.grammar.what import ACTS
from papertrace.check.options import text_of, texts_of
from papertrace.check.renderings import RENDERINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.check.grammar.automaton import Piece
    from papertrace.check.grammar.ground import Clause, Ground
    from papertrace.model import Claim

_GOAL = "performance_target"
_YEARLY = re.compile(r"每年|年均|/年|a year|per year", re.IGNORECASE)
_RATE = frozenset({"percent", "%", "％"})
_UNITS: tuple[tuple[str, str], ...] = (
    ("people persons person", "人 名 人次 people person persons"),
    ("cases case", "起 件 案 宗 例 case cases"),
    ("documents document", "份 件 本 document documents"),
    ("days day", "天 日 工作日 day days working_day"), ("occasions occasion", "次 time times"),
)  # fmt: skip
"""English nouns that say in what a goal counts, and the units as papers print them."""
_PASSIVE = re.compile(r"(?:ed|caught|dealt with|bought)\b")


def of_goals(ground: Ground, clause: Clause) -> Iterator[Wrong]:
    """Hold the clause around a goal against what its document prints of it."""
    for _, claim in clause.claims:
        facts = ground.facts(claim)
        if claim.kind not in ("amount", "count") or {f.kind for f in facts} != {_GOAL}:
            continue
        own = [p for p in clause.pieces if clause.claim_of(p) is claim]
        roles = {p.role for p in own}
        if any("per" in f.fields for f in facts) and "per" not in roles:
            yield Wrong(claim, claim.span.text)
        weighed = text_of(claim, "field") == "weight"
        rates = not weighed and any(
            "unit" in f.fields and f.fields["unit"].value in _RATE for f in facts
        )
        acts = [p for p in own if p.role == "act"]
        if rates and ("thing" not in roles or any(not _PASSIVE.search(p.text) for p in acts)):
            yield Wrong(claim, claim.span.text)
        yield from _in_chinese(ground, own, claim)


def _in_chinese(ground: Ground, own: Iterable[Piece], claim: Claim) -> Iterator[Wrong]:
    """Hold the words of a Chinese goal against its indicator: its own run, with its own verb."""
    goal = goal_of(ground, claim)
    told = "".join(
        e.text for p in own if p.role == "thing" for e in p.edges if "HANTHING" in e.symbols
    )
    if not told:
        return
    found = sorted((goal.find(t), t) for t in ACTS if t in goal)
    loaded = [t for t, _, _ in RENDERINGS if t in goal]
    missing = [t for t in loaded if t not in told]
    if told not in goal or missing or (found and found[0][1] not in told):
        yield Wrong(claim, told)


def yearly(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold "a year" against the goal: its document must print that it is for each year."""
    del clause
    told = [goal_of(ground, claim)]
    told += [f.fields[n].value for f in ground.facts(claim) for n in ("per", "unit", "period")
             if n in f.fields]  # fmt: skip
    if not any(_YEARLY.search(t) for t in told):
        yield Wrong(claim, piece.text)


def noun(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold what a goal is told to count against the unit that its document prints."""
    del clause
    facts = [f for f in ground.facts(claim) if f.kind == _GOAL and "unit" in f.fields]
    words = set(re.findall(r"[a-z]+", piece.text.lower()))
    for nouns, units in _UNITS:
        wrong = [f for f in facts if f.fields["unit"].value not in units.split()]
        if words & set(nouns.split()) and wrong:
            yield Wrong(claim, piece.text)
            return


def such(ground: Ground, clause: Clause, piece: Piece, claim: Claim) -> Iterable[Wrong]:
    """Hold "such goals" against the goals cited before: they hold a term that is denied."""
    del clause
    cited = [f for f in ground.evidence.facts if f.id in ground.sentence.cited and f.kind == _GOAL]
    told = " ".join(f.fields["indicator"].value for f in cited if "indicator" in f.fields)
    if not any(term in told for term in texts_of(claim, "terms")):
        yield Wrong(claim, piece.text)
