"""The difference of two years' budgets (or accounts) of one body, row by row.

Rows are keyed by table and code: a row of another code and the same name has moved, one of the same
code and another name was renamed. Other tables, phases and reporting scopes are never compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.analyse.budget_rows import rows_of
from papertrace.analyse.budgeted import phase_of
from papertrace.analyse.changes import Change, Difference, objection, unsure
from papertrace.analyse.likeness import year_of
from papertrace.analyse.purchased import told
from papertrace.analyse.stated import stated_changes
from papertrace.analyse.terms import fold
from papertrace.analyse.totals import grouped, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from papertrace.analyse.budget_rows import Key, Row
    from papertrace.analyse.changes import What
    from papertrace.analyse.stated import Stated
    from papertrace.model import AcceptedFact

WHAT = "budget figures"


@dataclass(frozen=True, slots=True)
class BudgetDifference:
    """The difference of two years, and the changes that the later documents state themselves."""

    difference: Difference
    stated: tuple[Stated, ...]


def budget_diff(
    facts: Iterable[AcceptedFact],
    documents: Mapping[str, str],
    body: str,
    years: tuple[int, int],
    phase: str = "approved",
) -> BudgetDifference:
    """Compare two years of one body at one phase.

    `documents` gives the body of each document's digest, for facts that name none themselves.
    """
    own = [
        f
        for f in facts
        if (documents.get(f.digest) or told(f, "body")) == body and year_of(f) in years
    ]
    sentences = {y: [f for f in own if f.kind == "yoy" and year_of(f) == y] for y in years}
    old, new = (
        [f for f in own if f.kind != "yoy" and year_of(f) == y and phase_of(f) in (phase, "")]
        for y in years
    )
    refusal = objection(old, new, years, body, WHAT)
    if refusal is not None:
        return BudgetDifference(Difference(body, years, (), (), (refusal,)), ())
    before, bad = rows_of(old)
    after, worse = rows_of(new)
    doubtful = {*bad, *worse}  # a row without one sum has neither come nor gone
    changes = tuple(
        _changes(
            *({k: r for k, r in some.items() if k not in doubtful} for some in (before, after))
        )
    )
    stated = stated_changes(
        [s for s in sentences[years[1]] if told(s, "base_year") in ("", str(years[0]))],
        sentences[years[0]],
        before,
        after,
        phase,
    )
    scopes = [{told(f, "reporting_scope") for f in some} - {""} for some in (old, new)]
    silent = [str(y) for y, s in zip(years, scopes, strict=True) if not s]
    notes = (
        [unsure(f"The reporting scope of {' and '.join(silent)} is not told.")] if silent else []
    )
    problems = (*notes, *bad.values(), *worse.values())
    return BudgetDifference(Difference(body, years, changes, (), problems), stated)


def _changes(old: Mapping[Key, Row], new: Mapping[Key, Row]) -> Iterator[Change]:
    """Give every row of two years, in the order of tables and codes."""
    tables = {k[:2] for k in old} & {k[:2] for k in new}
    gone = {k: r for k, r in old.items() if k not in new and k[:2] in tables}
    fresh = {k: r for k, r in new.items() if k not in old and k[:2] in tables}
    for key in sorted(k for k in old if k in new):
        yield _change(old[key], new[key])
    for key, row in sorted(fresh.items()):
        was = [k for k, r in gone.items() if k[:2] == key[:2] and fold(r.name) == fold(row.name)]
        if len(was) == 1:
            yield _change(gone.pop(was[0]), row, "moved")
            continue
        parts = _parts(row, gone)
        if parts:
            taken = [gone.pop(k) for k in parts]
            words = "; ".join(f"{r.name} {grouped(r.value)}" for r in taken)
            ids = tuple(i for r in taken for i in r.facts)
            told_now = grouped(row.value)
            yield Change(("merged",), _label(row), key[1], words, told_now, ids, row.facts)
            continue
        yield Change(("new",), _label(row), key[1] or key[0], "", grouped(row.value), (), row.facts)
    for key, row in sorted(gone.items()):
        was_sum = grouped(row.value)
        yield Change(("removed",), _label(row), key[1] or key[0], was_sum, "", row.facts, ())


def _label(row: Row) -> str:
    code = row.key[2]
    return f"{code} {row.name}" if code[:1].isdigit() else row.name


def _parts(row: Row, gone: Mapping[Key, Row]) -> Sequence[Key]:
    """Give the rows that are gone and whose names the new row's name holds, if several."""
    own = fold(row.name)
    some = [k for k, r in gone.items() if k[:2] == row.key[:2] and fold(r.name) in own and r.name]
    return some if len(some) > 1 else []


def _change(old: Row, new: Row, *what: What) -> Change:
    found = list(what)
    if fold(old.name) != fold(new.name):
        found.append("renamed")
    if old.value != new.value:
        found.append("value_changed")
    named = f"{old.name} " if "renamed" in found else ""
    code = f"{old.key[2]} " if "moved" in found else ""
    return Change(
        tuple(found) or ("unchanged",),
        _label(new),
        new.key[1] or new.key[0],
        f"{code}{named}{grouped(old.value)}",
        grouped(new.value),
        old.facts,
        new.facts,
        plain(new.value - old.value),
    )
