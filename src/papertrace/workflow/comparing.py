"""Years and bodies of a case beside each other: `diff` and `compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.analyse.budget_diff import budget_diff
from papertrace.analyse.target_diff import target_diff
from papertrace.workflow.analysing import PROPOSED, bodies, body_of, ground
from papertrace.workflow.listing import problem_row

if TYPE_CHECKING:
    from papertrace.analyse.changes import Change, Difference
    from papertrace.analyse.stated import Stated
    from papertrace.casefile import Case
    from papertrace.workflow.analysing import Ground

Row = dict[str, Any]


def diff_row(
    case: Case, body: str, years: tuple[int, int], kind: str, *, every: bool = False
) -> Row:
    """Give the difference of two years of one body as one value."""
    on = ground(case, every=every)
    name = body_of(on, body)
    if kind == "targets":
        made = target_diff(on.facts, name, years, on.judgements, on.traits.alias)
        return _row(on, kind, made, ())
    both = budget_diff(on.facts, bodies(on), name, years)
    return _row(on, kind, both.difference, both.stated)


def _row(on: Ground, kind: str, made: Difference, stated: tuple[Stated, ...]) -> Row:
    return {
        "body": made.body,
        "years": list(made.years),
        "kind": kind,
        **({"warning": PROPOSED} if on.proposed else {}),
        "changes": [change_row(c, on) for c in made.changes],
        "stated": [stated_row(s, on) for s in stated],
        "proposals": [
            {
                "left": p.left,
                "right": p.right,
                "score": p.score,
                "reasons": list(p.reasons),
                "command": f"papertrace judge '{p.right}' lineage --with '{p.left}'",
            }
            for p in made.proposals
        ],
        "problems": [problem_row(p) for p in made.problems],
    }


def change_row(change: Change, on: Ground) -> Row:
    """Give one change as a row, with the spots that prove both sides."""
    return {
        "what": list(change.what),
        "label": change.label,
        "in": change.project,
        "before": change.before,
        "after": change.after,
        "delta": change.delta,
        "old": [spot(i, on) for i in change.old],
        "new": [spot(i, on) for i in change.new],
    }


def stated_row(stated: Stated, on: Ground) -> Row:
    """Give one sentence of change and what the documents give."""
    return {
        "item": stated.item,
        "verdict": stated.verdict,
        "printed": stated.printed,
        "found": stated.found,
        "reason": stated.reason,
        "sentence": spot(stated.fact, on),
        "facts": [spot(i, on) for i in stated.facts],
    }


def spot(fact: str, on: Ground) -> Row:
    """Give where a fact stands: document, page, quote of its first anchor."""
    found = on.by_id[fact]
    anchor = next((a for a in found.anchors if not a.role), None)
    return {
        "fact": fact,
        "document": found.document,
        "page": anchor.page if anchor else None,
        "quote": anchor.quote if anchor else "",
    }
