"""Two bodies or regions of a case beside each other: `compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.analyse.denominators import divided
from papertrace.analyse.figures import place_name, rolled
from papertrace.analyse.purchased import STAGES
from papertrace.analyse.sides import Side, compared, side
from papertrace.model import Problem
from papertrace.workflow.analysing import PROPOSED, body_of, ground
from papertrace.workflow.listing import problem_row
from papertrace.workflow.totalling import (
    covering,
    denominators_of,
    figures_of,
    gap_row,
    narrowed,
    result_row,
)

if TYPE_CHECKING:
    from papertrace.analyse.figures import Figure
    from papertrace.casefile import Case
    from papertrace.workflow.analysing import Ground

Row = dict[str, Any]
_DIGITS = 6


def _figures(on: Ground, figures: tuple[Figure, ...], words: str) -> tuple[str, list[Figure]]:
    """Give the figures of a side: of a place where six digits name one, else of a body."""
    if len(words) == _DIGITS and words.isdigit():
        level = "province" if words.endswith("0000") else "county"
        level = "prefecture" if level == "county" and words.endswith("00") else level
        return place_name(words), [f for f in figures if rolled(f.place, level) == words]
    body = body_of(on, words)
    return body, [f for f in figures if f.body == body]


def compare_row(  # noqa: PLR0913  (both sides, what is compared, and by what)
    case: Case,
    one: str,
    other: str,
    stage: str,
    year: str,
    *,
    per: str = "",
    every: bool = False,
) -> Row:
    """Compare two bodies or places at one stage in one year."""
    on = ground(case, every=every)
    figures, left = figures_of(on, stage)
    named = [_figures(on, narrowed(figures, year=year), words) for words in (one, other)]
    sides = [
        side(
            name,
            some,
            covering(case, on, stage, "" if words.isdigit() else name, year),
            notices=stage in STAGES,
        )
        for words, (name, some) in zip((one, other), named, strict=True)
    ]
    problems = [s for s in sides if isinstance(s, Problem)]
    first, second = sides
    row: Row = {
        "stage": stage,
        "year": year,
        **({"warning": PROPOSED} if on.proposed else {}),
        "sides": [_side(s) for s in sides if isinstance(s, Side)],
        "sentence": "",
        "difference": None,
    }
    if isinstance(first, Side) and isinstance(second, Side):
        made = compared(first, second, (named[0][1], named[1][1]))
        if isinstance(made, Problem):
            problems.append(made)
        else:
            row["sentence"] = made.sentence
            row["difference"] = result_row(made.difference) if made.difference else None
        if per:
            known = denominators_of(case)
            rates = []
            for words, s in zip((one, other), (first, second), strict=True):
                told = divided(s.result, known, [s.name, words, on.traits.place(s.name)], per, year)
                if isinstance(told, Problem):
                    problems.append(told)
                else:
                    rates.append({"name": s.name, **result_row(told)})
            row["per"] = rates
    row["problems"] = [problem_row(p) for p in (*problems, *left)]
    return row


def _side(one: Side) -> Row:
    return {
        "name": one.name,
        **result_row(one.result),
        "low": one.low,
        "high": one.high,
        "coverage": one.coverage.sentence,
        "gaps": [gap_row(g) for g in one.coverage.gaps],
    }
