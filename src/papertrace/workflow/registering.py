"""The register of facilities, and which budget paid for which purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.analyse.facilities import register
from papertrace.analyse.funding import links, part_sums
from papertrace.model import Problem
from papertrace.workflow.analysing import PROPOSED, ground
from papertrace.workflow.comparing import spot
from papertrace.workflow.listing import problem_row
from papertrace.workflow.totalling import result_row

if TYPE_CHECKING:
    from papertrace.casefile import Case

Row = dict[str, Any]


def facility_rows(case: Case, *, every: bool = False) -> list[Row]:
    """One row a facility, each status with its evidence."""
    on = ground(case, every=every)
    return [
        {
            "name": one.name,
            "names": list(one.names),
            "kinds": list(one.kinds),
            "places": list(one.places),
            **({"warning": PROPOSED} if on.proposed else {}),
            "figures": {
                field: [{"value": v, "evidence": [spot(i, on) for i in ids]} for v, ids in values]
                for field, values in one.figures.items()
            },
            "statuses": [
                {
                    "state": s.state,
                    "date": s.date,
                    "single_source": s.single,
                    "evidence": [spot(i, on) for i in s.facts],
                }
                for s in one.statuses
            ],
            "problems": [problem_row(p) for p in one.problems],
        }
        for one in register(on.facts, on.resolution.entities)
    ]


def funding_row(case: Case, *, every: bool = False) -> Row:
    """Give the links between budgets and purchases, and the part sums they make."""
    on = ground(case, every=every)
    found, problems = links(on.by_id, on.resolution.purchases, on.judgements, on.traits.dates)
    sums = part_sums(found)
    return {
        **({"warning": PROPOSED} if on.proposed else {}),
        "links": [
            {
                "budget": spot(link.budget.id, on),
                "purchase": {
                    "id": link.purchase.id,
                    "number": link.purchase.number,
                    "name": link.purchase.name,
                },
                "stage": link.stage,
                "value": str(link.value),
                "sums": [spot(i, on) for i in link.sums],
                "why": link.why,
            }
            for link in found
        ],
        "parts": [
            {"budget": fact.id, **result_row(made)}
            for fact, made in sums
            if not isinstance(made, Problem)
        ],
        "problems": [
            problem_row(p) for p in (*problems, *(m for _, m in sums if isinstance(m, Problem)))
        ],
    }
