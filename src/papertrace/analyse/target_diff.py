"""The difference of the target forms of two years of one body.

Rows are keyed by project lineage, second level and likeness of the indicator. A row without its
counterpart is new or removed; what changed in one that has it is named field by field. A project is
followed under another name only by a person's word; its rows are not matched before.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse.changes import Change, Difference, objection, similar
from papertrace.analyse.likeness import number_of, year_of
from papertrace.analyse.lineages import paired, projects, proposals
from papertrace.analyse.purchased import told
from papertrace.analyse.terms import fold
from papertrace.analyse.totals import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from papertrace.analyse.changes import What
    from papertrace.model import AcceptedFact, Judgement

KIND = "performance_target"
"""The kind of fact that is compared."""
WHAT = "performance targets"
_ALIKE = 0.72
_VALUE = ("operator", "value", "per", "qualitative_text")


def target_diff(
    facts: Iterable[AcceptedFact],
    body: str,
    years: tuple[int, int],
    judgements: Sequence[Judgement],
    names: Mapping[str, str],
) -> Difference:
    """Compare the target rows (and project sums) of two years; `names` maps spellings of bodies."""
    own = [f for f in facts if names.get(told(f, "body"), told(f, "body")) == body]
    old, new = ([f for f in own if year_of(f) == y] for y in years)
    rows = [[f for f in some if f.kind == KIND] for some in (old, new)]
    refusal = objection(rows[0], rows[1], years, body, WHAT)
    if refusal is not None:
        return Difference(body, years, (), (), (refusal,))
    before, after = projects(rows[0]), projects(rows[1])
    pairs = paired(before, after, judgements)
    changes: list[Change] = []
    for project, some in after.items():
        changes.extend(_project(project, before.get(pairs.get(project, ""), []), some))
        if project in pairs and fold(pairs[project]) != fold(project):
            was = pairs[project]
            left, right = (tuple(f.id for f in s) for s in (before[was], some))
            changes.append(Change(("renamed",), project, project, was, project, left, right))
    for project, some in before.items():
        if project not in pairs.values():
            changes.extend(_project(project, some, []))
    asked = [projects([f for f in s if f.kind in (KIND, "project_budget")]) for s in (old, new)]
    return Difference(body, years, tuple(changes), proposals(asked[0], asked[1], judgements), ())


def row_text(fact: AcceptedFact) -> str:
    """Give a row's target as one text: operator, value, unit, what it is per, points."""
    value = told(fact, "operator") + (told(fact, "value") or told(fact, "qualitative_text"))
    per = f"/{told(fact, 'per')}" if told(fact, "per") else ""
    weight = f" ({told(fact, 'weight')} points)" if told(fact, "weight") else ""
    return f"{value} {told(fact, 'unit')}{per}{weight}".replace("  ", " ").strip()


def _project(
    project: str, old: Sequence[AcceptedFact], new: Sequence[AcceptedFact]
) -> Iterator[Change]:
    """Compare the rows of one project."""
    free = list(old)
    matched: list[tuple[AcceptedFact, AcceptedFact]] = []
    for least in (1.0, _ALIKE):
        for same_level in (True, False):
            for row in [r for r in new if all(r is not m for _, m in matched)]:
                found = _best(row, free, least, same_level=same_level)
                if found is not None:
                    free.remove(found)
                    matched.append((found, row))
    rest = [r for r in new if all(r is not m for _, m in matched)]
    for before, row in matched:
        yield _changed(project, before, row)
    for row in list(rest):
        parts = [f for f in free if _holds(row, f)]
        if len(parts) > 1:
            rest.remove(row)
            free = [f for f in free if f not in parts]
            words = "; ".join(f"{told(p, 'indicator')} {row_text(p)}" for p in parts)
            ids = tuple(p.id for p in parts)
            label = told(row, "indicator")
            yield Change(("merged",), label, project, words, row_text(row), ids, (row.id,))
    for row in rest:
        yield Change(("new",), told(row, "indicator"), project, "", row_text(row), (), (row.id,))
    for row in free:
        label = told(row, "indicator")
        yield Change(("removed",), label, project, row_text(row), "", (row.id,), ())


def _best(
    row: AcceptedFact, free: Sequence[AcceptedFact], least: float, *, same_level: bool
) -> AcceptedFact | None:
    """Find the free row most like this one, at least so alike; None where two are equally so."""
    level = told(row, "level2")
    some = [f for f in free if (told(f, "level2") == level) == same_level]
    scored = sorted(
        ((similar(told(f, "indicator"), told(row, "indicator")), i) for i, f in enumerate(some)),
        reverse=True,
    )
    if not scored or scored[0][0] < least:
        return None
    tied = [i for score, i in scored if score == scored[0][0]]
    if len(tied) > 1:  # rows of one wording: the one of the same value, if it is one
        tied = [i for i in tied if row_text(some[i]) == row_text(row)]
        return some[tied[0]] if tied else some[scored[0][1]]
    return some[scored[0][1]]


def _holds(row: AcceptedFact, part: AcceptedFact) -> bool:
    """Say whether a row's indicator holds that of another whole, on the same level."""
    own, other = fold(told(row, "indicator")), fold(told(part, "indicator"))
    return told(row, "level2") == told(part, "level2") and other in own and other != own


def _changed(project: str, old: AcceptedFact, new: AcceptedFact) -> Change:
    """Name what differs between two rows."""
    what: list[What] = []
    if any(told(old, n) != told(new, n) for n in ("level1", "level2")):
        what.append("moved")
    if any(told(old, n) != told(new, n) for n in _VALUE):
        what.append("value_changed")
    if told(old, "unit") != told(new, "unit"):
        what.append("unit_changed")
    if told(old, "weight") != told(new, "weight"):
        what.append("weight_changed")
    if fold(told(old, "indicator")) != fold(told(new, "indicator")):
        what.append("wording_changed")
    return Change(
        tuple(what) or ("unchanged",),
        told(new, "indicator"),
        project,
        f"{told(old, 'indicator')} {row_text(old)}" if "wording_changed" in what else row_text(old),
        row_text(new),
        (old.id,),
        (new.id,),
        _delta(old, new),
    )


def _delta(old: AcceptedFact, new: AcceptedFact) -> str:
    """Give the difference of two values of one unit and base, '' where there is none."""
    was, now = number_of(old, "value"), number_of(new, "value")
    if was is None or now is None or any(told(old, n) != told(new, n) for n in ("unit", "per")):
        return ""
    return plain(Decimal(now - was))
