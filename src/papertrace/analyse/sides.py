"""Two bodies or regions beside each other, at one stage and in one year.

Stages, years, units and reporting scopes are never mixed. Where documents that the case expects are
missing on a side, its sum is a floor: a range open to above, and no difference is drawn from it
that the missing documents could turn round.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse.changes import refused
from papertrace.analyse.figures import summed
from papertrace.analyse.totals import grouped, plain
from papertrace.model import Problem, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.analyse.figures import Figure
    from papertrace.model import Coverage


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison."""

    name: str
    result: Result
    coverage: Coverage
    floor: bool
    """Whether the true sum may be higher: notices always, budgets where documents are missing."""

    @property
    def low(self) -> str:
        """Give the least the sum may be."""
        return self.result.value

    @property
    def high(self) -> str:
        """Give the most the sum may be, '' where that is not known."""
        return "" if self.floor else self.result.value


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and what may be said of them."""

    sides: tuple[Side, Side]
    sentence: str
    difference: Result | None
    """First less second; None where it is not known."""


def side(
    name: str, figures: Sequence[Figure], coverage: Coverage, *, notices: bool
) -> Side | Problem:
    """Add up one side; Problem where its figures must not be added or there are none."""
    made = summed(figures)
    if isinstance(made, Problem):
        return refused(f"{name}: {made.message}", made.fact_ids)
    return Side(name, made, coverage, notices or bool(coverage.gaps))


def compared(
    one: Side, other: Side, figures: tuple[Sequence[Figure], Sequence[Figure]]
) -> Comparison | Problem:
    """Compare two sides; Problem where stages, years, units or bases differ."""
    for what, told in (
        ("stages", [{f.stage for f in fs} for fs in figures]),
        ("years", [{f.year for f in fs} for fs in figures]),
        ("units or currencies", [{f.unit for f in fs} for fs in figures]),
        ("bases", [{f.basis for f in fs} for fs in figures]),
    ):
        if told[0] != told[1] or len(told[0]) > 1:
            listed = " and ".join(", ".join(sorted(t or "none told" for t in s)) for s in told)
            return refused(f"Sums of different {what} are never compared: {listed}.")
    unit = one.result.unit
    first, second = Decimal(one.low), Decimal(other.low)
    told_sides = f"{one.name} {_range(one)}, {other.name} {_range(other)} {unit}".strip()
    ids = (*one.result.facts, *other.result.facts)
    if one.floor or other.floor:
        held = "; ".join(f"{s.name}: {s.coverage.sentence}" for s in (one, other))
        sure = (
            f"{one.name} has more"
            if not other.floor and first > second
            else f"{other.name} has more"
            if not one.floor and second > first
            else "which is more cannot be told"
        )
        return Comparison((one, other), f"{told_sides}: {sure} ({held}).", None)
    gap = first - second
    words = f"{grouped(first)} - {grouped(second)} = {grouped(gap)} {unit}"
    made = Result(plain(gap), unit, words, ids)
    return Comparison((one, other), f"{told_sides}: {words}.", made)


def _range(one: Side) -> str:
    return f"at least {grouped(one.low)}" if one.floor else grouped(one.low)
