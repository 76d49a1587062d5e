"""Rows for the lists that people and scripts read: documents, pages, facts, status.

The shapes are a contract (docs/reference/commands.md): keys are added, never renamed.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from papertrace.errors import ReadError, UnknownFormat
from papertrace.model.codes import CODES
from papertrace.review import CONFLICT, review
from papertrace.workflow import fetched, nesting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.casefile import Case, Derivation
    from papertrace.model import AcceptedFact, Anchor, Decision, Fact, Field, Page, Problem
    from papertrace.review import Review

Row = dict[str, Any]
_READ = (*ReadError.__subclasses__(), *UnknownFormat.__subclasses__())
_MEANS = {e.code: (e.__doc__ or "").partition("\n")[0] for e in _READ} | CODES
"""What each reason says, in words."""


def problem_row(problem: Problem) -> Row:
    """Give a problem as a row."""
    row: Row = {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "remedy": problem.remedy,
    }
    if problem.anchor is not None:
        row["anchor"] = anchor_row(problem.anchor)
    if problem.fact_ids:
        row["facts"] = list(problem.fact_ids)
    return row


def anchor_row(anchor: Anchor) -> Row:
    """Give an anchor as a row."""
    row: Row = {
        "field": anchor.field,
        "page": anchor.page,
        "boxes": [b.rounded() for b in anchor.boxes],
        "selector": anchor.selector,
        "quote": anchor.quote,
        "ordinal": anchor.ordinal,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "text_sha256": anchor.text_sha256,
    }
    if anchor.role:
        row["role"] = anchor.role
    return row


def field_row(field: Field) -> Row:
    """Give a field as a row."""
    row: Row = {"value": field.value, "written": field.written}
    if field.currency:
        row["currency"] = field.currency
    if field.inherited:
        row["inherited"] = True
    return row


def names(case: Case) -> dict[str, str]:
    """Give each document's name by its digest."""
    return {held.digest: held.name for held in case.documents()}


def document_rows(case: Case) -> Iterator[Row]:
    """One row a document, sorted by name; `waiting` where it was not built yet."""
    made = {d.digest: d for d in nesting.summaries(case)}
    captured = fetched.by_document(case)
    for held in case.documents():
        found = made.get(held.digest)
        yield {
            "sha256": held.digest,
            "name": held.name,
            "names": list(held.names),
            "media_type": held.media_type,
            "size": held.size,
            "pages": found.page_count if found else 0,
            "title": found.title if found else "",
            "publisher": found.publisher if found else "",
            "year": found.year if found else "",
            "form": found.form if found else "",
            "parts": list(found.parts) if found else [],
            "reader": found.reader if found else "",
            "outcome": found.outcome if found else "waiting",
            "reason": found.reason if found else "",
            "problems": [problem_row(p) for p in found.problems] if found else [],
            "captured": captured.get(held.digest, []),
        }


def page_row(page: Page) -> Row:
    """Give a page as a row: text, words and tables with boxes."""
    return {
        "page": page.number,
        "name": page.name,
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "rotation": page.rotation,
        "origin": page.origin,
        "text": page.text,
        "words": [
            {"text": w.text, "box": w.box.rounded(), "confidence": w.confidence} for w in page.words
        ],
        "tables": [
            {
                "box": t.box.rounded(),
                "title": t.title.text if t.title else None,
                "unit_note": t.unit_note.text if t.unit_note else None,
                "continued_from": t.continued_from,
                "cells": [
                    {
                        "row": c.row,
                        "column": c.column,
                        "row_span": c.row_span,
                        "column_span": c.column_span,
                        "text": c.text,
                        "box": c.box.rounded(),
                    }
                    for c in t.cells
                ],
            }
            for t in page.tables
        ],
        "problems": [problem_row(p) for p in page.problems],
    }


def reviewed(case: Case, facts: Iterable[Fact] | None = None) -> Review:
    """Fold all decisions over all facts that exist now (`facts`, where they are at hand)."""
    every = case.derived.facts() if facts is None else facts
    return review(every, case.decisions(), names(case), case.ledger().persons())


def _place(anchors: tuple[Anchor, ...]) -> tuple[int, float, float]:
    first = [(a.page, a.boxes[0].top, a.boxes[0].x0) for a in anchors if a.boxes and not a.role]
    return min(first) if first else (0, 0.0, 0.0)


def _fact_row(fact: Fact | AcceptedFact, name: str, status: str, confidence: float) -> Row:
    return {
        "id": fact.id,
        "kind": fact.kind,
        "status": status,
        "document": {"sha256": fact.digest, "name": name},
        "form": fact.form,
        "confidence": round(confidence, 4),
        "fields": {k: field_row(v) for k, v in fact.fields.items()},
        "anchors": [anchor_row(a) for a in fact.anchors],
    }


def _stale(folded: Review) -> list[tuple[Decision, ...]]:
    """Group stale decisions by what was decided about which fact, each in the order taken."""
    found: dict[tuple[object, ...], tuple[Decision, ...]] = {}
    for old in folded.stale:
        told = tuple((name, old.fields[name]) for name in sorted(old.fields))
        key = (old.fact_id, old.verdict, told)
        found[key] = (*found.get(key, ()), old)
    return list(found.values())


def _stale_row(every: tuple[Decision, ...], name: str) -> Row:
    old = every[0]
    return {
        "id": old.fact_id,
        "kind": old.kind,
        "status": "stale",
        "document": {"sha256": old.digest, "name": name},
        "form": old.form,
        "confidence": 1.0,
        "fields": {k: field_row(v) for k, v in old.fields.items()},
        "anchors": [anchor_row(a) for a in old.anchors],
        "reasons": [
            f"{d.verdict} at {d.at} by {d.reviewer}, on what is not read so now" for d in every
        ],
    }


def _troubles(folded: Review) -> dict[str, list[Problem]]:
    """Give what is wrong with the decisions on a fact, by its id."""
    found: dict[str, list[Problem]] = {}
    for problem in folded.problems:
        for fact in problem.fact_ids:
            found.setdefault(fact, []).append(problem)
    return found


def fact_rows(
    case: Case,
    kind: str | None = None,
    digest: str | None = None,
    facts: Iterable[Fact] | None = None,
) -> list[Row]:
    """One row a fact, sorted by name, page, top, x0, kind, id; stale decisions as rows of theirs.

    A corrected fact shows its corrected fields; the machine's reading is under `proposed`. Where
    reviewers disagree there is `conflict`; what is wrong with decisions is under `problems`. A
    stale decision may have the id of a fact that is there: then it held other values. `facts` are
    all facts of the case, where they are at hand.
    """
    called, folded = names(case), reviewed(case, facts)
    accepted, troubles = {a.id: a for a in folded.accepted}, _troubles(folded)
    keyed: list[tuple[tuple[Any, ...], Row]] = []
    for fact in case.derived.facts(kind, digest):
        name, status = called.get(fact.digest, ""), folded.statuses.get(fact.id, "proposed")
        row = _fact_row(accepted.get(fact.id, fact), name, status, fact.confidence)
        row["form"], row["reasons"] = fact.form, list(fact.reasons)
        if status == "corrected":
            row["proposed"] = {k: field_row(v) for k, v in fact.fields.items()}
        trouble = troubles.get(fact.id, [])
        if any(p.code == CONFLICT for p in trouble):
            row["conflict"] = True
        if trouble:
            row["problems"] = [problem_row(p) for p in trouble]
        keyed.append(((name, *_place(fact.anchors), fact.kind, fact.id), row))
    for every in _stale(folded):
        old = every[0]
        if kind in (None, old.kind) and digest in (None, old.digest):
            name = called.get(old.digest, "")
            row = _stale_row(every, name)
            keyed.append(((name, *_place(old.anchors), old.kind, old.fact_id), row))
    keyed.sort(key=lambda pair: pair[0])
    return [row for _, row in keyed]


def _codes(made: list[Derivation], folded: Review) -> dict[str, int]:
    """Count problems by code: those of documents and those of decisions."""
    found = Counter(p.code for d in made for p in d.problems)
    found.update(p.code for p in folded.problems)
    return dict(sorted(found.items()))


def _reasons(made: list[Derivation]) -> list[Row]:
    """Count the documents that were not wholly read by outcome and reason, in words."""
    counted = Counter((d.outcome, d.reason) for d in made if d.outcome != "read")
    return [
        {
            "outcome": outcome,
            "reason": reason,
            "documents": count,
            "means": _MEANS.get(reason, ""),
        }
        for (outcome, reason), count in sorted(counted.items())
    ]


def status_row(case: Case, known: Iterable[Fact] | None = None) -> Row:
    """Count what the case holds, what failed and why, and what waits for a person.

    `known` are all facts of the case, where they are at hand.
    """
    held, made = case.documents(), list(nesting.summaries(case))
    facts = list(case.derived.facts() if known is None else known)
    folded = reviewed(case, facts)
    outcomes = Counter(d.outcome for d in made)
    waiting = len(held) - len(made)
    if waiting:
        outcomes["waiting"] += waiting
    called = names(case)
    return {
        "title": case.title,
        "documents": len(held),
        "outcomes": dict(sorted(outcomes.items())),
        "reasons": _reasons(made),
        "not_read": [
            {"name": called.get(d.digest, d.digest), "outcome": d.outcome, "reason": d.reason}
            for d in made
            if d.outcome != "read"
        ],
        "forms": dict(sorted(Counter(d.form.partition("@")[0] for d in made if d.form).items())),
        "years": dict(sorted(Counter(d.year for d in made if d.year).items())),
        "publishers": dict(sorted(Counter(d.publisher for d in made if d.publisher).items())),
        "pages": sum(d.page_count for d in made),
        "facts": dict(sorted(Counter(f.kind for f in facts).items())),
        "review": dict(
            sorted(
                Counter(
                    [folded.statuses.get(f.id, "proposed") for f in facts]
                    + ["stale"] * len(_stale(folded))
                ).items()
            )
        ),
        "problems": _codes(made, folded),
        "id": case.id,
        "people": len(set(case.ledger().persons().values())),
    }
