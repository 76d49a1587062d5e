"""Gather what a person sees of one page: its text and tables, its facts, and hits of a search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from papertrace.errors import UnknownDocument
from papertrace.workflow.finding import search
from papertrace.workflow.kept import facts_of
from papertrace.workflow.listing import fact_rows, problem_row

if TYPE_CHECKING:
    from papertrace.casefile import Case, Derivation, Held
    from papertrace.model import Page
    from papertrace.search import Hit

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a document of the case, with all that stands on it."""

    held: Held
    made: Derivation | None
    """None where the document was not built yet."""
    page: Page | None
    """None where there is no such page as read."""
    facts: tuple[Row, ...]
    """Rows of the facts with an anchor on this page."""
    hits: tuple[Hit, ...]
    problems: tuple[Row, ...]
    """What is to be known of the document and of this page."""


def sheet(case: Case, document: str, number: int, query: str = "") -> Sheet:
    """Gather one page; UnknownDocument where the case holds no such document or page.

    The first page is given, without a `page`, of a document that has none.
    """
    held = case.find(document)
    made = case.derived.summary(held.digest)
    page = case.derived.page(held.digest, number)
    if page is None and number != 1:
        msg = f"{held.name} has no page {number} as read."
        raise UnknownDocument(msg, remedy="See how many it has.")
    rows = fact_rows(case, digest=held.digest, facts=facts_of(case))
    here = tuple(r for r in rows if any(a["page"] == number for a in r["anchors"]))
    problems = (*(made.problems if made else ()), *(page.problems if page else ()))
    mine = {id(p): problem_row(p) for p in problems if p.anchor is None or p.anchor.page == number}
    hits = tuple(search(case, query, page=page).on(page)) if query.strip() and page else ()
    return Sheet(held, made, page, here, hits, tuple(_once(list(mine.values()))))


def _once(rows: list[Row]) -> list[Row]:
    """Leave out what is told twice: by the document and by its page."""
    kept: list[Row] = []
    for row in rows:
        if row not in kept:
            kept.append(row)
    return kept
