"""A share: a part of a whole, both sums of like facts: percent, a third, one in ten.

Both sides must be alike in year, stage and unit; a part greater than its whole is refused.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from papertrace.analyse import PARTS, grouped, plain, unlike
from papertrace.analyse.likeness import STAGES
from papertrace.check.binding import bound_and_compared
from papertrace.check.compare import Found, expectation, fail
from papertrace.check.containment import judged_by_one, outside
from papertrace.check.grounds import places_of, second_person, two_sides, two_sums, unproven
from papertrace.check.options import IDS, TEXT, YEAR, choice, text_of
from papertrace.check.turned import no_share, of_others
from papertrace.check.units import MONEY, clash
from papertrace.model import ClaimResult, Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.check.compare import Expectation
    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, Evidence

CODE = "share"
OPTIONS: Mapping[str, Shape] = {
    "part": IDS,
    "whole": IDS,
    "field": TEXT,
    "year": YEAR,
    "stage": choice(*STAGES),
}
COVERS: frozenset[str] = frozenset()
_PRECISION = 50


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test the linked share against part and whole."""
    expected = no_share(claim) or expectation(claim)
    if isinstance(expected, str):
        return fail(claim, "", "", expected, "Link the words of one share.")
    if expected.unit not in ("percent", "share"):
        told = f"The words say {expected.unit or 'no percent'}, not a share."
        slip = clash(expected.unit, "percent")
        return replace(
            fail(claim, expected.told, "", told, "Link the percentage or fraction."), slip=slip
        )
    sides = two_sides(claim, ("part", "whole"), expected.told, evidence)
    return sides if isinstance(sides, ClaimResult) else _tested(claim, expected, sides, evidence)


def _tested(
    claim: Claim,
    expected: Expectation,
    sides: tuple[tuple[AcceptedFact, ...], tuple[AcceptedFact, ...]],
    evidence: Evidence,
) -> ClaimResult:
    part, whole = sides
    field = text_of(claim, "field")
    sums = two_sums(claim, sides, expected.told, (field, field))
    if isinstance(sums, ClaimResult):
        return sums
    others = of_others(claim) if sums[0].unit in MONEY else ""
    if others:
        return replace(fail(claim, expected.told, "", others, "Name the sum."), slip="unit")
    top, bottom = (Decimal(s.value) for s in sums)
    reason = unlike((*part, *whole), field, ignoring=PARTS)
    if reason or not bottom or top > bottom:
        why = reason or f"{grouped(top)} is no part of {grouped(bottom)}."
        return fail(claim, expected.told, "", why, "Cite a part and the whole it is part of.")
    apart = outside(part, whole, evidence)
    if apart:
        return unproven(claim, expected.told, apart)
    with localcontext() as context:
        context.prec = _PRECISION
        percent = top / bottom * 100
    ids = tuple(dict.fromkeys(f.id for f in (*part, *whole)))
    formula = f"{grouped(top)} / {grouped(bottom)} = {plain(round(percent, 4))} %"
    found = Found(
        percent,
        "percent",
        places_of((*part, *whole)),
        ids,
        Result(plain(percent), "percent", formula, ids),
    )
    answer = bound_and_compared(claim, expected, found, part, evidence, field)
    if answer.outcome != "passed":
        return answer
    warnings = (*second_person(whole, evidence), *judged_by_one(part, whole, evidence))
    return replace(answer, warnings=(*answer.warnings, *warnings))
