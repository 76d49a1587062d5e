"""A part within a whole: "That included 22.3 million for boats".

The figure is the part's. That it is within the whole must be shown: by the codes of budget lines,
by a project's place in its body's budget of that year, or by a person's judgement.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse import PARTS, grouped, unlike
from papertrace.analyse.likeness import STAGES
from papertrace.check.binding import bound_and_compared
from papertrace.check.compare import Found, expectation, fail
from papertrace.check.grounds import (
    Unproven,
    body_in,
    places_of,
    second_person,
    two_sides,
    two_sums,
    unproven,
    year_in,
)
from papertrace.check.options import IDS, TEXT, YEAR, choice, text_of
from papertrace.check.turned import apart, moved
from papertrace.model import ClaimResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.check.compare import Expectation
    from papertrace.check.options import Shape
    from papertrace.model import AcceptedFact, Claim, Evidence, Judgement

CODE = "part_of"
OPTIONS: Mapping[str, Shape] = {
    "part": IDS,
    "whole": IDS,
    "field": TEXT,
    "year": YEAR,
    "stage": choice(*STAGES),
}
COVERS: frozenset[str] = frozenset()
_JUDGED = frozenset({"part-of", "funding"})
_TOTALS = frozenset({"budget_total", "budget_line"})


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
    warnings = second_person(sides[1], evidence) if answer.outcome == "passed" else ()
    return replace(answer, warnings=(*answer.warnings, *warnings))


def outside(
    part: Sequence[AcceptedFact], whole: Sequence[AcceptedFact], evidence: Evidence
) -> Unproven | None:
    """Say which part nothing shows to be within the whole; None where all are.

    Of the judgements of a pair the last counts, and only one with a reason.
    """
    for one in part:
        if not any(_within(one, other, evidence) for other in whole):
            return Unproven(
                f"Nothing shows that {one.kind} {one.id[:12]} is part of the whole.",
                f"Say so, having looked: papertrace judge {one.id[:12]} part-of"
                f" --with {whole[0].id[:12]} --reason …",
            )
    return None


def _within(one: AcceptedFact, other: AcceptedFact, evidence: Evidence) -> bool:
    if one.id == other.id:
        return True
    judged = [j for j in evidence.judgements if _about(j, one, other)]
    if judged:
        return judged[-1].verdict in _JUDGED and bool(judged[-1].reason.strip())
    same_book = (
        one.digest == other.digest
        and body_in(one, evidence) == body_in(other, evidence)
        and year_in(one, evidence) == year_in(other, evidence)
    )
    if not same_book or other.kind not in _TOTALS:
        return False
    if unlike((one, other), "", ignoring=PARTS):
        return False
    if other.kind == "budget_total":
        side = other.fields.get("side")
        return side is None or side.value == "expenditure"
    codes = [f.fields["code"].value if "code" in f.fields else "" for f in (one, other)]
    return bool(codes[1]) and codes[0] != codes[1] and codes[0].startswith(codes[1])


def _about(judgement: Judgement, one: AcceptedFact, other: AcceptedFact) -> bool:
    """Say whether a judgement is of two facts, in their order."""
    pair = ((judgement.subject, one.id), (judgement.other, other.id))
    return all(len(told) >= _DIGITS and own.startswith(told) for told, own in pair)


_DIGITS = 8
"""Characters of an id that a judgement must give."""
