"""A part within a whole: "That included 22.3 million for boats".

The figure is the part's. That it is within the whole must be shown: by the codes of budget lines,
by a project's place in its body's budget of that year, or by a person's judgement.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse import grouped
from papertrace.analyse.likeness import STAGES
from papertrace.check.binding import bound_and_compared
from papertrace.check.compare import Found, expectation, fail
from papertrace.check.containment import judged_by_one, outside
from papertrace.check.grounds import (
    places_of,
    second_person,
    two_sides,
    two_sums,
    unproven,
)
from papertrace.check.options import IDS, TEXT, YEAR, choice, text_of
from papertrace.check.turned import apart, moved
from papertrace.model import ClaimResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.check.compare import Expectation
    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, Evidence

CODE = "part_of"
OPTIONS: Mapping[str, Shape] = {
    "part": IDS,
    "whole": IDS,
    "field": TEXT,
    "year": YEAR,
    "stage": choice(*STAGES),
}
COVERS: frozenset[str] = frozenset()


def check(claim: Claim, evidence: Evidence) -> ClaimResult:
    """Test the linked figure against the part, and that the part is within the whole."""
    expected = moved(claim) or apart(claim) or expectation(claim)
    if isinstance(expected, str):
        return fail(claim, "", "", expected, "Link the words of one figure.")
    sides = two_sides(claim, ("part", "whole"), expected.told, evidence)
    return sides if isinstance(sides, ClaimResult) else _tested(claim, expected, sides, evidence)


def _tested(
    claim: Claim,
    expected: Expectation,
    sides: tuple[tuple[AcceptedFact, ...], tuple[AcceptedFact, ...]],
    evidence: Evidence,
) -> ClaimResult:
    part, field = sides[0], text_of(claim, "field")
    sums = two_sums(claim, sides, expected.told, (field, ""))
    if isinstance(sums, ClaimResult):
        return sums
    why = outside(*sides, evidence)
    if why:
        return unproven(claim, expected.told, why)
    own, over = sums
    if Decimal(own.value) > Decimal(over.value) or own.unit != over.unit:
        told = [f"{grouped(s.value)} {s.unit}".strip() for s in sums]
        return fail(
            claim, expected.told, "", f"{told[0]} is not within {told[1]}.",
            "Look at both figures again.",
        )  # fmt: skip
    found = Found(Decimal(own.value), own.unit, places_of(part), own.facts, own)
    answer = bound_and_compared(claim, expected, found, part, evidence, field)
    if answer.outcome != "passed":
        return answer
    warnings = (*second_person(sides[1], evidence), *judged_by_one(*sides, evidence))
    return replace(answer, warnings=(*answer.warnings, *warnings))
