"""Decisions that have lost what they were about: stale ones, and accepted facts without proof.

A stale decision names a fact that is not read so any more, or held other values; an orphan stands,
but words it rests on are not in their place. Neither is carried over to a look-alike: what is read
at the same place now is named, for a person to decide.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from papertrace.model import state_of
from papertrace.workflow.kept import facts_of
from papertrace.workflow.listing import fact_rows, names, reviewed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.casefile import Case
    from papertrace.model import AcceptedFact, Fact

Row = dict[str, Any]
_PAGES = 64


def lapsed_rows(case: Case) -> list[Row]:
    """One row a stale decision and a fact without proof, by document and page.

    `now` are facts of the same kind that are read from the same page and nobody decided yet.
    """
    every = facts_of(case)
    folded = reviewed(case, every)
    rows = [
        _row(r["id"], r, r["reasons"], _pages_of(r), "stale")
        for r in fact_rows(case, facts=every)
        if r["status"] == "stale"
    ]
    called = names(case)
    for fact, lost in orphans(case, folded.accepted):
        told = {
            "kind": fact.kind,
            "document": {"sha256": fact.digest, "name": called.get(fact.digest, "")},
            "fields": {n: {"value": f.value} for n, f in fact.fields.items()},
        }
        why = [f"the words decided on for {name} do not stand on p. {page}" for name, page in lost]
        rows.append(_row(fact.id, told, why, [page for _, page in lost], "orphan"))
    waiting = [f for f in every if folded.statuses.get(f.id, "proposed") == "proposed"]
    for row in rows:
        row["now"] = [f.id for f in waiting if _same_place(f, row)]
    return sorted(rows, key=lambda r: (r["document"]["name"], r["pages"], r["kind"], r["id"]))


def _row(fact: str, told: Row, why: list[str], pages: list[int], state: str) -> Row:
    return {
        "id": fact,
        "state": state,
        "kind": told["kind"],
        "document": told["document"],
        "pages": sorted(set(pages)),
        "fields": {n: f["value"] for n, f in told["fields"].items()},
        "why": why,
    }


def _pages_of(row: Row) -> list[int]:
    return [a["page"] for a in row["anchors"] if "role" not in a]


def _same_place(fact: Fact, row: Row) -> bool:
    return (fact.kind, fact.digest) == (row["kind"], row["document"]["sha256"]) and any(
        a.page in row["pages"] for a in fact.anchors if not a.role
    )


def orphans(
    case: Case, accepted: Iterable[AcceptedFact]
) -> list[tuple[AcceptedFact, list[tuple[str, int]]]]:
    """Give the accepted facts with words that are not in their place: (field, page) of each."""
    page_of = lru_cache(maxsize=_PAGES)(case.derived.page)
    found = []
    for fact in accepted:
        lost = [
            (a.field, a.page)
            for a in fact.anchors
            if state_of(page_of(fact.digest, a.page), a) == "orphan"
        ]
        if lost:
            found.append((fact, list(dict.fromkeys(lost))))
    return found
