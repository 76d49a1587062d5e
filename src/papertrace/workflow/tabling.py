"""SQL over a case: the views of its facts, of documents, entities, purchases and their stages.

Entities and purchases are resolved from the very facts that the other views hold, so that a query
joins what it counts; they are made only where the SQL speaks of them. Nothing is stored.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from papertrace.analyse import asked
from papertrace.analyse.tables import SECONDS
from papertrace.errors import UsageError
from papertrace.model import AcceptedFact, Decision
from papertrace.read import sandbox
from papertrace.resolve import resolve
from papertrace.workflow.checking import holding_of
from papertrace.workflow.listing import reviewed
from papertrace.workflow.releasing import genuineness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.casefile import Case
    from papertrace.model import Fact

Row = dict[str, object]
_MEMORY = 1 << 30
"""Bytes a query may take with its tables."""


def views(case: Case, sql: str, facts: Sequence[AcceptedFact]) -> dict[str, list[Row]]:
    """Give the rows of the views that an SQL text may mean, by the views' names."""
    made: dict[str, list[Row]] = {}
    if re.search(r"\bdocument\b", sql, re.IGNORECASE):
        made["document"] = _documents(case)
    if re.search(r"\b(?:entity|purchase|purchase_stage)\b", sql, re.IGNORECASE):
        made |= _resolved(case, facts)
    return made


def _documents(case: Case) -> list[Row]:
    derived = {d.digest: d for d in case.derived.summaries()}
    judgements = case.judgements()
    rows: list[Row] = []
    for held in case.documents():
        one = holding_of(case, held, derived.get(held.digest))
        names = (held.name, *held.names)
        judged = genuineness(held.digest, names, judgements, held.first_captured_at)
        rows.append(
            {
                "digest": one.digest,
                "name": one.name,
                "media_type": one.media_type,
                "outcome": one.outcome,
                "form": one.form or None,
                "title": one.title or None,
                "publisher": one.publisher or None,
                "year": one.year[:4] if one.year[:4].isdigit() else None,
                "pages": str(one.page_count),
                "captured_at": held.first_captured_at,
                "origin": judged.verdict if judged else None,
            }
        )
    return rows


def _resolved(case: Case, facts: Sequence[AcceptedFact]) -> dict[str, list[Row]]:
    found = resolve(facts, case.judgements())
    return {
        "entity": [
            {
                "entity_id": e.id,
                "kind": e.kind,
                "name": e.name,
                "place": e.place or None,
                "names": list(e.names),
                "codes": list(e.codes),
                "facts": list(e.facts),
            }
            for e in found.entities
        ],
        "purchase": [
            {
                "purchase_id": p.id,
                "number": p.number or None,
                "name": p.name or None,
                "buyer": p.buyer or None,
                "attempts": list(p.attempts),
            }
            for p in found.purchases
        ],
        "purchase_stage": [
            {"purchase_id": p.id, "stage": s.stage, "date": s.date or None, "fact_id": fact}
            for p in found.purchases
            for s in p.stages
            for fact in s.facts or (None,)
        ],
    }


def as_if_accepted(fact: Fact, name: str) -> AcceptedFact:
    """Dress a proposed fact for the tables of `sql --all`; it goes nowhere else."""
    seen = Decision(
        id="",
        fact_id=fact.id,
        digest=fact.digest,
        kind=fact.kind,
        verdict="accepted",
        fields=fact.fields,
        anchors=fact.anchors,
        seen_sha256="",
        reviewer="",
        channel="none",
        at="",
        form=fact.form,
    )
    return AcceptedFact(seen, (), fact.form, name)


def sql(case: Case, text: str, *, every: bool = False) -> list[dict[str, Any]]:
    """Answer a read-only query over the accepted facts (`every`: over proposed ones too).

    UsageError where it is no single SELECT, names what is not there, or takes too long.
    """
    folded = reviewed(case)
    facts = list(folded.accepted)
    if every:
        names = {h.digest: h.name for h in case.documents()}
        taken = {a.id for a in facts}
        facts += [
            as_if_accepted(f, names.get(f.digest, ""))
            for f in case.derived.facts()
            if f.id not in taken and folded.statuses.get(f.id, "proposed") != "rejected"
        ]
    argument = asked.question(text, facts, views(case, text, facts))
    return asked.answered(_ended_in_time(argument))


def _ended_in_time(argument: bytes) -> bytes:
    """Run the query in a walled-off process that is killed at the end of its time."""
    limits = sandbox.Limits(seconds=SECONDS, memory=_MEMORY, threads=True)
    told = sandbox.run(asked.answer, argument, limits)
    if told.ok:
        return told.output
    if told.code == UsageError.code:
        raise UsageError(told.message, remedy="The views and columns: docs/claims/amount.md.")
    msg = f"The SQL was stopped: {told.message}"
    raise UsageError(msg, remedy=f"It may take {SECONDS:.0f} seconds and little memory: ask less.")
