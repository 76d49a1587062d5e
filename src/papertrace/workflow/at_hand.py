"""What a writer has at hand beside a draft: replies, numbers of sources, and what was read.

Of confidential sources there are numbers alone, as they stand in signed testimonies; the witness
store is not opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.workflow.listing import problem_row
from papertrace.workflow.replying import party_rows
from papertrace.workflow.testifying import testimonies

if TYPE_CHECKING:
    from papertrace.casefile import Case


def at_hand(case: Case) -> dict[str, Any]:
    """Give parties with their state and sentence, sources by claim, and documents by outcome."""
    told, problems = testimonies(case)
    outcomes: dict[str, int] = {}
    pages = 0
    for made in case.derived.summaries():
        outcomes[made.outcome] = outcomes.get(made.outcome, 0) + 1
        pages += made.page_count
    return {
        "replies": [
            {"party": r["party"], "state": r["state"], "sentence": r["sentence"]}
            for r in party_rows(case)
        ],
        "sources": [
            {"claim": t.claim, "sources": t.k, "role": t.role, "month": t.month} for t in told
        ],
        "problems": [problem_row(p) for p in problems],
        "read": {
            "documents": len(case.documents()),
            "outcomes": dict(sorted(outcomes.items())),
            "pages": pages,
        },
    }
