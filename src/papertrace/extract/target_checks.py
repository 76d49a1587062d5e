"""What the rows of a form must keep: units that fit, weights that add up, scores within weights.

A check that fails is a Problem with its place; no row is repaired.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.target_values import Target, meets, odd_unit, read_target
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.tables import Square
    from papertrace.extract.target_rows import Form, TargetRow
    from papertrace.model import Fact

_WEIGHTS = (Decimal(90), Decimal(100))


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of a form with what the checks need."""

    fact: Fact
    weight: Decimal | None
    score: Decimal | None
    row: TargetRow


def problems_of(
    told: list[Told], form: Form, *, result: bool, whole: bool = True
) -> Iterator[Problem]:
    """Give what is wrong with the rows of one form; weights add up where `whole` was read."""
    for one in told:
        yield from odd_units(one.fact)
    yield from _unread(form)
    if whole:
        yield from _sums(told, form)
    if result:
        yield from _score_checks(told)


def odd_units(fact: Fact) -> Iterator[Problem]:
    """Report a unit that does not fit what an indicator counts; it stays as printed."""
    fields = fact.fields
    if "unit" not in fields or "value" not in fields:
        return
    target = Target(fields["value"].value, unit=fields["unit"].value)
    if not odd_unit(fields["indicator"].value, target):
        return
    anchor = next((a for a in fact.anchors if a.field == "unit"), None)
    yield Problem(
        "PT433",
        "warning",
        f"Page {anchor.page if anchor else '?'}: the unit {fields['unit'].written!r} does not fit "
        "what the indicator counts.",
        "Keep it as printed, or ask the body what is meant.",
        anchor=anchor,
        fact_ids=(fact.id,),
    )


def _unread(form: Form) -> Iterator[Problem]:
    for square in form.unread:
        spot = square.spot
        yield Problem(
            "PT434",
            "warning",
            f"Page {spot.page.number}: an indicator has points but no value that could be read.",
            "Look at the row; enter the target by hand where one is printed.",
            anchor=spot.anchor("indicator"),
        )


def nameless(values: list[Square]) -> Iterator[Problem]:
    """Name the rows that ask for something without saying of what: a level's name is none."""
    for square in values:
        yield Problem(
            "PT434",
            "warning",
            f"Page {square.spot.page.number}: a row of targets prints a value, but no indicator of "
            "its own; nothing was read from it.",
            "Look at the row; enter the target by hand where its indicator is printed elsewhere.",
            anchor=square.spot.anchor("value"),
        )


def _sums(told: list[Told], form: Form) -> Iterator[Problem]:
    weights = [t.weight for t in told if t.weight is not None]
    if not weights or len(weights) < len(told):
        return
    if "project" in form.roles:  # a listing holds many projects
        return
    total = sum(weights, Decimal(0))
    if total not in _WEIGHTS:
        first = told[0].fact
        yield Problem(
            "PT435",
            "note",
            f"Page {form.section.page}: the weights of this form add up to {total}, not 90 or 100.",
            "Look whether a row or a weight is missing.",
            anchor=next((a for a in first.anchors if a.field == "weight"), None),
            fact_ids=tuple(t.fact.id for t in told),
        )


def _score_checks(told: list[Told]) -> Iterator[Problem]:
    for one in told:
        if one.weight is not None and one.score is not None and one.score > one.weight:
            yield Problem(
                "PT437",
                "warning",
                f"Page {one.fact.anchors[-1].page}: the score {one.score} is above the "
                f"{one.weight} points of its row.",
                "Compare both cells with the page.",
                anchor=next((a for a in one.fact.anchors if a.field == "score"), None),
                fact_ids=(one.fact.id,),
            )
        if _full_though_unmet(one):
            yield Problem(
                "PT439",
                "note",
                f"Page {one.fact.anchors[-1].page}: full points are given though the printed "
                "result does not reach the target.",
                "Compare target, result and points with the page.",
                anchor=next((a for a in one.fact.anchors if a.field == "actual"), None),
                fact_ids=(one.fact.id,),
            )


def _full_though_unmet(one: Told) -> bool:
    fields = one.fact.fields
    if "actual" not in fields or "value" not in fields or one.weight is None:
        return False
    told = {n: fields[n].value if n in fields else "" for n in ("value", "operator", "unit")}
    target = Target(told["value"], told["operator"], told["unit"])
    actual = read_target(fields["actual"].value, name=fields["indicator"].value)
    return one.score == one.weight and meets(target, actual) is False
