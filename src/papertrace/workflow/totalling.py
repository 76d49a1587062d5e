"""Totals of a case by year, body, place, supplier, category or stage; the sums of each purchase."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from papertrace.analyse.budgeted import line_figures, total_figures
from papertrace.analyse.denominators import NAME, deflated, denominators, divided
from papertrace.analyse.differences import road
from papertrace.analyse.figures import Line, place_name, tally
from papertrace.analyse.held import FORMS_OF_STAGE, held
from papertrace.analyse.purchased import HEDGE, STAGES, purchase_figures
from papertrace.errors import UsageError
from papertrace.model import Problem
from papertrace.workflow.analysing import PROPOSED, body_of, ground
from papertrace.workflow.comparing import spot
from papertrace.workflow.listing import problem_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from papertrace.analyse.denominators import Denominator
    from papertrace.analyse.figures import Dimension, Figure, Tally
    from papertrace.casefile import Case
    from papertrace.model import Coverage, Gap, Result
    from papertrace.workflow.analysing import Ground

Row = dict[str, Any]


def figures_of(
    on: Ground, stage: str, by: str = "body", level: str = ""
) -> tuple[tuple[Figure, ...], tuple[Problem, ...]]:
    """Give every figure of one stage; UsageError for a stage or category there is not."""
    if stage in STAGES:
        if by == "category":
            msg = "Notices state no functional code."
            raise UsageError(msg, remedy="Use --by category with --stage budgeted or executed.")
        return purchase_figures(on.resolution.purchases, stage, on.by_id, on.traits)
    if by == "category":
        return line_figures(on.facts, stage, on.traits, level or "item")
    if by == "supplier":
        msg = "A budget names no supplier."
        raise UsageError(msg, remedy="Use --by supplier with --stage awarded or contracted.")
    return total_figures(on.facts, stage, on.traits)


def narrowed(
    figures: Sequence[Figure], *, body: str = "", year: str = "", code: str = ""
) -> tuple[Figure, ...]:
    """Keep the figures of a body, a year, a functional code."""
    return tuple(
        f
        for f in figures
        if body in ("", f.body) and year in ("", f.year) and f.category.startswith(code)
    )


def covering(case: Case, on: Ground, stage: str, body: str = "", year: str = "") -> Coverage:
    """Say which documents a total of one stage rests on."""
    bodies = (body,) if body else ()
    years = (int(year),) if year else ()
    return held(on.holdings, case.expected, FORMS_OF_STAGE[stage], bodies, years)


def totals(  # noqa: PLR0913  (what is added up, by what, and of what)
    case: Case,
    stage: str,
    by: Dimension,
    *,
    level: str = "",
    body: str = "",
    year: str = "",
    every: bool = False,
) -> tuple[Tally, Ground]:
    """Add up one stage by one dimension, with its coverage and the hedge a story must use."""
    on = ground(case, every=every)
    name = body_of(on, body) if body else ""
    figures, left = figures_of(on, stage, by, level)
    made = tally(narrowed(figures, body=name, year=year), by, level)
    coverage = covering(case, on, stage, name, year)
    hedge = HEDGE if stage in STAGES else "at least" if coverage.gaps else ""
    return (
        replace(
            made,
            stage=stage,
            left_out=(*left, *made.left_out),
            hedge=hedge,
            coverage=coverage,
        ),
        on,
    )


def denominators_of(case: Case) -> tuple[Denominator, ...]:
    """Read the case's denominators.csv; nothing where there is none. UsageError where it is bad."""
    path = case.root / NAME
    try:
        return denominators(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{NAME} cannot be read as UTF-8 text ({error})."
        raise UsageError(msg, remedy=f"Save {NAME} as UTF-8.") from error


def rated(
    case: Case, made: Tally, on: Ground, kind: str, *, body: str = "", year: str = ""
) -> Tally:
    """Divide each line by heads or kilometres; lines without a sourced denominator are left out."""
    known = denominators_of(case)
    return _with(
        made, lambda line: divided(line.result, known, *_asked(line, made, on, body, year, kind))
    )


def _asked(
    line: Line, made: Tally, on: Ground, body: str, year: str, kind: str
) -> tuple[list[str], str, str]:
    """Give the names, the kind and the year a line's denominator must be of."""
    if made.by == "year":
        place = on.traits.place(body)
        return [n for n in (body, place, place and place_name(place)) if n], kind, line.label
    code = line.label.rpartition(" ")[2] if made.by == "place" else on.traits.place(line.label)
    return [n for n in (line.label, code) if n], kind, year


def real(case: Case, made: Tally, on: Ground, base: str, body: str = "") -> Tally:
    """Put each year's line in the prices of one year."""
    known = denominators_of(case)
    place = on.traits.place(body)
    names = [n for n in (body, place) if n]
    return _with(made, lambda line: deflated(line.result, known, names, line.label, base))


def _with(made: Tally, change: Callable[[Line], Result | Problem]) -> Tally:
    lines, left = [], list(made.left_out)
    for line in made.lines:
        told = change(line)
        if isinstance(told, Problem):
            left.append(told)
        else:
            lines.append(Line(line.label, told))
    return replace(made, lines=tuple(lines), left_out=tuple(left))


def tally_row(made: Tally, on: Ground) -> Row:
    """Give a tally as one value."""
    coverage = made.coverage
    return {
        "stage": made.stage,
        "by": made.by,
        "hedge": made.hedge,
        **({"warning": PROPOSED} if on.proposed else {}),
        "lines": [{"label": line.label, **result_row(line.result)} for line in made.lines],
        "left_out": [problem_row(p) for p in made.left_out],
        "coverage": {
            "sentence": coverage.sentence if coverage else "",
            "documents": list(coverage.documents) if coverage else [],
            "gaps": [gap_row(g) for g in coverage.gaps] if coverage else [],
        },
    }


def gap_row(gap: Gap) -> Row:
    """Give a gap as a row."""
    return {
        "publisher": gap.publisher, "year": gap.year, "form": gap.form, "reason": gap.reason,
    }  # fmt: skip


def result_row(result: Result) -> Row:
    """Give a result as a row."""
    return {
        "value": result.value,
        "unit": result.unit,
        "formula": result.formula,
        "facts": list(result.facts),
    }


def road_rows(case: Case, *, every: bool = False) -> tuple[list[Row], bool]:
    """Give every purchase with an accepted sum: its sums by stage, and their differences."""
    on = ground(case, every=every)
    rows = []
    for purchase in on.resolution.purchases:
        made = road(purchase, on.by_id, on.traits.dates)
        if not made.parts and not made.problems:
            continue
        rows.append(
            {
                "id": purchase.id,
                "number": purchase.number,
                "name": purchase.name,
                "buyer": on.traits.name_of(purchase.buyer),
                "sums": [
                    {
                        "stage": stage,
                        "lot": part.lot,
                        "supplier": part.supplier,
                        "value": str(part.value),
                        "evidence": [spot(f.id, on) for f in part.facts],
                    }
                    for stage, parts in made.parts.items()
                    for part in parts
                ],
                "differences": [
                    {"from": s.earlier, "to": s.later, "lot": s.lot, **result_row(s.result)}
                    for s in made.steps
                ],
                "notes": list(made.notes),
                "problems": [problem_row(p) for p in made.problems],
            }
        )
    return rows, on.proposed
