"""A change between two years, phases or documents: by how much, by what share, to what.

Both sides must be sums of like facts, and alike but for the year. Percent of a rate and percentage
points are kept apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from papertrace.analyse import grouped, number_of, plain, total, unit_of, unlike
from papertrace.analyse.likeness import STAGES
from papertrace.check.binding import misbound
from papertrace.check.compare import Found, compared, fail, slipped
from papertrace.check.grounds import (
    Unproven,
    facts_of,
    places_of,
    refused,
    second_person,
    unproven,
    year_in,
)
from papertrace.check.hedges import holds
from papertrace.check.movement import movement
from papertrace.check.options import IDS, TEXT, YEAR, choice, text_of, texts_of
from papertrace.check.slips import TOLD
from papertrace.check.units import known
from papertrace.model import Problem, Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.check.compare import Expectation
    from papertrace.check.movement import Movement
    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, ClaimResult, Evidence

CODE = "change"
OPTIONS: Mapping[str, Shape] = {
    "from": IDS,
    "to": IDS,
    "facts": IDS,
    "field": TEXT,
    "year": YEAR,
    "stage": choice(*STAGES),
}
COVERS: frozenset[str] = frozenset()
_PRECISION = 50
_CITE = 'Cite from = ["…"] and to = ["…"], or facts = ["…"] with one yoy fact.'


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both sides of a change, or what a document itself says of it."""

    facts: tuple[AcceptedFact, ...]
    later: tuple[AcceptedFact, ...]
    """The facts of the later side: what the sentence's year binds."""
    unit: str
    before: Decimal | None
    after: Decimal | None
    delta: Decimal | None
    percent: Decimal | None


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test the linked change against two sums, or against a sentence of change in a document."""
    told = movement(claim)
    if isinstance(told, str):
        return fail(claim, "", "", told, "Link the words of one change.")
    expected = " to ".join(e.told for e in told.expected)
    sides = _sides(claim, evidence)
    if isinstance(sides, Unproven):
        return unproven(claim, expected, sides)
    if isinstance(sides, Problem):
        return refused(claim, expected, sides)
    if isinstance(sides, str):
        return fail(claim, expected, "", sides, _CITE)
    return _tested(claim, told, sides, evidence)


def _sides(claim: Claim, evidence: Evidence) -> _Sides | Unproven | Problem | str:
    ids, early, late = (texts_of(claim, k) for k in ("facts", "from", "to"))
    if bool(ids) == bool(early or late) or bool(early) != bool(late):
        return "A change needs both from and to, or facts with one yoy fact."
    if ids:
        return _stated(facts_of(ids, evidence))
    first, second = facts_of(early, evidence), facts_of(late, evidence)
    if isinstance(first, Unproven) or isinstance(second, Unproven):
        return next(side for side in (first, second) if isinstance(side, Unproven))
    field = text_of(claim, "field")
    sums = total(first, field), total(second, field)
    for side in sums:
        if isinstance(side, Problem):
            return side
    reason = unlike((*first, *second), field, ignoring=("years", "tables"))
    if reason or {f.id for f in first} & {f.id for f in second}:
        return reason.replace("added", "compared") if reason else "Both sides cite the same fact."
    before, after = (Decimal(s.value) for s in sums if isinstance(s, Result))
    with localcontext() as context:
        context.prec = _PRECISION
        percent = (after - before) / before * 100 if before else None
    unit = unit_of(first[0], field)
    return _Sides((*first, *second), second, unit, before, after, after - before, percent)


def _stated(facts: tuple[AcceptedFact, ...] | Unproven) -> _Sides | Unproven | str:
    if isinstance(facts, Unproven):
        return facts
    one = facts[0]
    if len(facts) > 1 or one.kind != "yoy":
        return f"facts of a change name one yoy fact, not {len(facts)} of kind {one.kind}."
    delta, percent = number_of(one, "delta"), number_of(one, "pct")
    return _Sides(facts, facts, unit_of(one, "delta"), None, None, delta, percent)


def _tested(claim: Claim, told: Movement, sides: _Sides, evidence: Evidence) -> ClaimResult:
    values = _values(told, sides)
    if isinstance(values, str):
        return fail(claim, told.expected[0].told, "", values, _CITE)
    misread = misbound(
        _without_base(claim, sides, evidence), sides.later, evidence, text_of(claim, "field")
    )
    delta = sides.delta if sides.delta is not None else sides.percent
    moved = 0 if not delta else (1 if delta > 0 else -1)
    result: ClaimResult | None = None
    for expected, (value, unit, formula) in zip(told.expected, values, strict=True):
        found = _found(value, unit, formula, sides)
        if misread:
            return slipped(claim, expected, found, *misread)
        if told.direction and moved and told.direction != moved:
            words = "fell" if moved < 0 else "rose"
            return slipped(claim, expected, found, "sign", f"It {words}: {formula}.")
        tested = compared(claim, expected, found)
        if tested.outcome != "passed":
            return _explained(tested, told, expected, sides)
        result = tested if result is None else replace(
            tested, expected=f"{result.expected} to {tested.expected}",
            found=f"{result.found} to {tested.found}",
        )  # fmt: skip
    if result is None:
        return fail(claim, "", "", "No figure was compared.", _CITE)
    warnings = (*result.warnings, *second_person(sides.facts, evidence))
    return replace(result, warnings=warnings)


_BASE = re.compile(
    r"(?:\bcompared\s+(?:with|to)|\bthan\s+(?:in|for)|\bagainst|\bover|\bfrom|与|比|较)\s*((?:19|20)\d\d)",
    re.IGNORECASE,
)


def _without_base(claim: Claim, sides: _Sides, evidence: Evidence) -> Claim:
    """Blank the year that a change is told against, where it is that of its earlier side."""
    earlier = {str(year_in(f, evidence)) for f in sides.facts if f not in sides.later}

    def blank(text: str) -> str:
        return _BASE.sub(lambda m: m[0].replace(m[1], "    ") if m[1] in earlier else m[0], text)

    return replace(claim, context=blank(claim.context), before=blank(claim.before))


def _found(value: Decimal, unit: str, formula: str, sides: _Sides) -> Found:
    ids = tuple(f.id for f in sides.facts)
    result = Result(plain(value), unit, formula, ids)
    return Found(value, unit, places_of(sides.facts), ids, result)


_Value = tuple[Decimal, str, str]


def _values(told: Movement, sides: _Sides) -> tuple[_Value, ...] | str:
    """Give the value, unit and formula for each figure the words state."""
    before, after, delta, percent = sides.before, sides.after, sides.delta, sides.percent
    sums = "" if before is None or after is None else f"{grouped(before)} -> {grouped(after)}"
    if told.measure in ("level", "levels") and before is not None and after is not None:
        both = ((before, sides.unit, sums), (after, sides.unit, sums))
        return both if told.measure == "levels" else both[1:]
    if told.measure in ("amount", "points") and delta is not None:
        unit = "percentage_point" if known(sides.unit) == "percent" else sides.unit
        signed = abs(delta) if told.direction else delta
        return ((signed, unit, f"{sums}: {grouped(delta)} {sides.unit}".lstrip(": ")),)
    if told.measure in ("percent", "factor") and percent is not None:
        formula = f"{sums}: {percent:+.4f} %".lstrip(": ")
        if told.measure == "factor":
            return ((1 + percent / 100, "factor", formula),)
        return ((abs(percent) if told.direction else percent, "percent", formula),)
    return _NOT_STATED[told.measure]


_NO_SHARE = "There is no percentage: the earlier figure is zero or not stated."
_NO_LEVEL = "A yoy fact states no levels; cite from and to."
_NOT_STATED = {
    "level": _NO_LEVEL,
    "levels": _NO_LEVEL,
    "amount": "The document states no difference.",
    "points": "The document states no difference.",
    "percent": _NO_SHARE,
    "factor": _NO_SHARE,
}


def _explained(
    result: ClaimResult, told: Movement, expected: Expectation, sides: _Sides
) -> ClaimResult:
    """Name the slips that changes have: points for percent, and the wrong base."""
    if told.measure not in ("percent", "points") or sides.delta is None:
        return result
    slip = ""
    if known(sides.unit) == "percent":
        other = sides.delta if told.measure == "percent" else sides.percent
        if other is not None and holds(expected.hedge, expected.figure, abs(other)):
            slip = "percentage-points"
    elif sides.after and holds(
        expected.hedge, expected.figure, abs(sides.delta / sides.after * 100)
    ):
        slip = "base"
    if not slip:
        return result
    plain_message = result.message.removesuffix(TOLD.get(result.slip, "")).strip()
    return replace(result, slip=slip, message=f"{plain_message} {TOLD[slip]}")
