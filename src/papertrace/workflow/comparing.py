"""Years and bodies of a case beside each other: `diff` and `compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.analyse.budget_diff import budget_diff
from papertrace.analyse.changes import unaccepted
from papertrace.analyse.likeness import year_of
from papertrace.analyse.purchased import told
from papertrace.analyse.target_diff import KIND, target_diff
from papertrace.workflow.analysing import PROPOSED, bodies, body_of, ground
from papertrace.workflow.listing import problem_row

if TYPE_CHECKING:
    from papertrace.analyse.changes import Change, Difference
    from papertrace.analyse.stated import Stated
    from papertrace.casefile import Case
    from papertrace.workflow.analysing import Ground

Row = dict[str, Any]
_SHOWN = 4


def diff_row(
    case: Case, body: str, years: tuple[int, int], kind: str = "", *, every: bool = False
) -> Row:
    """Give the difference of two years of one body as one value: targets, budget, or '' for both.

    Of both, what one of the years holds no accepted fact of is told as a warning beside the other;
    only where neither can be compared is it refused.
    """
    on = ground(case, every=every)
    name = body_of(on, body)
    kinds = (kind,) if kind else ("budget", "targets") if _targets(on, name, years) else ("budget",)
    rows = [_made(on, name, years, one) for one in kinds]
    if not every and any(row["changes"] for row in rows):
        wide = ground(case, every=True)
        rows = [_sure(row, _made(wide, name, years, row["kind"])) for row in rows]
    if kind:
        return rows[0]
    bad = [_refused(row) for row in rows]
    found: Row = {**rows[0], "kind": "all"}
    for key in ("changes", "stated", "proposals"):
        found[key] = [one for row in rows for one in row[key]]
    found["problems"] = [
        {**p, "severity": "warning"} if p in own and not all(bad) else p
        for row, own in zip(rows, bad, strict=True)
        for p in row["problems"]
    ]
    return found


def _sure(row: Row, wide: Row) -> Row:
    """Take back what is new or gone among accepted facts alone: the other year has it, unread."""
    ends = (["new"], ["removed"])
    left = {i for c in wide["changes"] if c["what"] in ends for i in _ids(c)}
    open_ = [c for c in row["changes"] if c["what"] in ends and not set(_ids(c)) <= left]
    if not open_:
        return row
    some = "; ".join(f"{c['in']}: {c['label']}" for c in open_[:_SHOWN])
    more = f" and {len(open_) - _SHOWN} more" if len(open_) > _SHOWN else ""
    waiting = unaccepted(
        f"Whether these are new or gone cannot be said, for the other year's document has rows of"
        f" the kind that nobody accepted: {some}{more}."
    )
    kept = [c for c in row["changes"] if c not in open_]
    return {**row, "changes": kept, "problems": [*row["problems"], problem_row(waiting)]}


def _targets(on: Ground, name: str, years: tuple[int, int]) -> bool:
    """Say whether a body has accepted targets of either year, or no other figures of them."""
    own = [
        f for f in on.facts if year_of(f) in years and on.traits.name_of(told(f, "body")) == name
    ]
    return any(f.kind == KIND for f in own) or not own


def _ids(change: Row) -> list[str]:
    return [s["fact"] for s in (*change["old"], *change["new"])]


def _refused(row: Row) -> list[Row]:
    """Give the problems for which nothing was compared."""
    return [p for p in row["problems"] if p["severity"] == "error"] if not row["changes"] else []


def _made(on: Ground, name: str, years: tuple[int, int], kind: str) -> Row:
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
        "changes": [{"kind": kind, **change_row(c, on)} for c in made.changes],
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
