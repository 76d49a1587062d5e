"""The sums of one purchase beside each other: planned, ceiling, award, contract.

Compared are the same lots, or the same supplier where a notice has no lots; each difference shows
both facts. Where the parts of two stages cannot be told to be the same, no difference is given: the
sum of one lot is not compared with that of a whole, nor a whole of which a part was not accepted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from papertrace.analyse.likeness import unit_of
from papertrace.analyse.purchased import STAGES, parts_of, told
from papertrace.analyse.totals import grouped, plain
from papertrace.model import Result

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.analyse.purchased import Part
    from papertrace.model import AcceptedFact, Problem, Purchase

_STAGE = {
    "procurement_plan": "planned",
    "tender": "tendered",
    "award": "awarded",
    "contract": "contracted",
}
"""Kind of fact -> the stage of a purchase that it stands under."""


@dataclass(frozen=True, slots=True)
class Step:
    """The difference of two stages of a purchase, for one lot or the whole."""

    earlier: str
    later: str
    lot: str
    result: Result


@dataclass(frozen=True, slots=True)
class Road:
    """One purchase with its sums by stage."""

    purchase: Purchase
    parts: Mapping[str, tuple[Part, ...]]
    """Stage -> its lots; stages without an accepted sum are left out."""
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    """Sums that disagree or could not be taken."""
    notes: tuple[str, ...]
    """Stages that could not be compared, and lots without a later sum."""


def road(purchase: Purchase, facts: Mapping[str, AcceptedFact], dates: Mapping[str, str]) -> Road:
    """Show the sums of a purchase and their differences."""
    found: dict[str, tuple[Part, ...]] = {}
    problems: list[Problem] = []
    for stage in STAGES:
        parts, left = parts_of(purchase, stage, facts, dates)
        problems.extend(left)
        if parts:
            found[stage] = parts
    steps: list[Step] = []
    notes: list[str] = []
    halves = {stage: _half(purchase, stage, found, facts) for stage in found}
    for earlier, later in combinations(found, 2):
        half = halves[earlier] or halves[later]
        made, why = _compared(earlier, found[earlier], later, found[later], half)
        steps.extend(made)
        if why:
            notes.append(f"{earlier} and {later}: {why}.")
    return Road(purchase, found, tuple(steps), tuple(problems), tuple(notes))


def _half(
    purchase: Purchase,
    stage: str,
    found: Mapping[str, tuple[Part, ...]],
    facts: Mapping[str, AcceptedFact],
) -> str:
    """Say why a stage's sum may not be the whole purchase's; '' where nothing says so."""
    if stage == "planned":
        return ""  # an intention names the whole; a row of its own is a purchase of its own
    held = next((s.facts for s in purchase.stages if s.stage == _STAGE[STAGES[stage][0]]), ())
    waiting = [i for i in held if i not in facts]
    if waiting:
        return f"{len(waiting)} facts of the stage {stage} are not accepted"
    if len(found[stage]) == 1 and any(len(parts) > 1 for parts in found.values()):
        return f"{stage} is of one lot of several"
    return ""


def _compared(
    earlier: str, before: Sequence[Part], later: str, after: Sequence[Part], half: str
) -> tuple[list[Step], str]:
    """Compare two stages lot by lot; give the steps, and what could not be compared.

    `half` says why one of the two may be less than the whole.
    """
    for key in ("lot", "supplier"):
        left, right = _keyed(before, earlier, key), _keyed(after, later, key)
        if left and right:
            both = [k for k in left if k in right]
            steps = [_step(earlier, left[k], later, right[k], k) for k in both]
            missing = [k for k in left if k not in right]
            why = f"no {later} sum of {', '.join(missing)}" if missing else ""
            return [s for s in steps if s is not None], why
    if len(before) == len(after) == 1:
        if half:
            return [], half
        step = _step(earlier, list(before), later, list(after), "")
        return ([step] if step else []), ("" if step else "different bases")
    return [], "their lots cannot be told to be the same"


def _keyed(parts: Sequence[Part], stage: str, key: str) -> dict[str, list[Part]]:
    """Group parts by lot or supplier; empty where one of them has none."""
    groups: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        lot = "" if stage == "contracted" and not told(part.facts[0], "lot") else part.lot
        groups[lot if key == "lot" else part.supplier].append(part)
    return {} if "" in groups else dict(groups)


def _step(
    earlier: str, before: Sequence[Part], later: str, after: Sequence[Part], lot: str
) -> Step | None:
    one, other = before[0].facts[0], after[0].facts[0]
    unit = unit_of(one, STAGES[earlier][1])
    alike = all(told(one, n) == told(other, n) for n in ("tax", "per"))
    if unit != unit_of(other, STAGES[later][1]) or not alike:
        return None
    was = sum((p.value for p in before), Decimal(0))
    now = sum((p.value for p in after), Decimal(0))
    words = f"{later} {grouped(now)} - {earlier} {grouped(was)} = {grouped(now - was)} {unit}"
    ids = tuple(f.id for p in (*before, *after) for f in p.facts)
    return Step(earlier, later, lot, Result(plain(now - was), unit, words.strip(), ids))
