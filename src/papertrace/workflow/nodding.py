"""Tell a story's test which of its figures nobody read out who accepted them at the desk.

One key is enough for a fact that no draft rests on. Once a claim names it, somebody types what the
page shows; until then the story is not ready. Facts that only a query counts are told of, not
asked for one by one: a sum over a table of hundreds rests on its own arithmetic.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.model import Problem
from papertrace.workflow.drafted import ids_in
from papertrace.workflow.standing import standing

if TYPE_CHECKING:
    from papertrace.casefile import Case
    from papertrace.model import CheckReport

CODE = "PT513"
_TYPE = "Open the desk: they head the queue; type what their pages show."
_BY_NAME = "Put the draft into the case's folder drafts, and the desk asks for them."
_SOME = "Look at some of them on the desk, or name them in the claim to be asked."


def with_unread(case: Case, report: CheckReport) -> CheckReport:
    """Add a finding for each claim that rests on figures accepted with one key."""
    now = standing(case)
    found = []
    for result in report.results:
        ids = tuple(i for i in dict.fromkeys(result.facts) if now.unread(i))
        if not ids:
            continue
        told = tuple(ids_in(result.claim.options))
        named = any(i.startswith(told) for i in ids) if told else False
        asked = all(i in now.drafted.every for i in ids)
        found.append(
            Problem(
                CODE,
                "error" if named else "warning",
                f"Claim {result.claim.id} rests on {len(ids)} facts whose figures nobody read out:"
                " they were accepted with one key.",
                (_TYPE if asked else _BY_NAME) if named else _SOME,
                fact_ids=ids,
            )
        )
    return replace(report, findings=(*report.findings, *found)) if found else report
