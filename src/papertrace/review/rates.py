"""How often two people who read the same thing agree, and how often people and machine err.

Rates are told by field and over all, with the number they rest on and the range that such a number
allows; never by person. Nothing is decided here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from papertrace.model import Decision, Fact, Misreading, Trial

ALL = "all"
"""The field of a row over all fields."""
IS_FACT = "(is it a fact)"
"""The field of a row that counts whether people took something for a fact at all."""
_Z = 1.959964
"""For a range that holds the true share in 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of some cases were so."""

    field: str
    """kind.field, `ALL` or `IS_FACT`."""
    count: int
    of: int

    @property
    def share(self) -> float:
        """Give the share, 0 to 1; 0 where there was no case."""
        return self.count / self.of if self.of else 0.0

    @property
    def range(self) -> tuple[float, float]:
        """Give the range (Wilson, 95 %) in which the true share may lie."""
        if not self.of:
            return 0.0, 1.0
        n, p, z = self.of, self.share, _Z
        middle = p + z * z / (2 * n)
        wide = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        whole = 1 + z * z / n
        return max(0.0, (middle - wide) / whole), min(1.0, (middle + wide) / whole)


def agreements(
    decisions: Iterable[Decision],
    persons: Mapping[str, str],
    unseen: Callable[[Decision], Sequence[str]],
    misreadings: Iterable[Misreading] = (),
) -> tuple[Rate, ...]:
    """Compare the first two people's first readings of each fact, field by field.

    The second must have decided at the desk, which hid from them what the first one read; only the
    fields that `unseen` names were read so. What the second first read otherwise (`misreadings`)
    is no agreement, whatever they then said; what either changed later does not count.
    """
    first: dict[tuple[str, str], tuple[str, ...]] = {}
    for told in misreadings:
        first.setdefault((told.fact_id, persons.get(told.by, told.by)), told.fields)
    counted: dict[str, list[int]] = {}
    for one, other in _pairs(decisions, persons):
        misread = first.get((other.fact_id, persons.get(other.reviewer, other.reviewer)), ())
        facts = [d.verdict != "rejected" for d in (one, other)]
        _count(counted, IS_FACT, yes=facts[0] == facts[1])
        if not all(facts):
            continue
        for name in unseen(one):
            if other.read and name not in other.read:
                continue
            same = name not in misread and _value(one, name) == _value(other, name)
            _count(counted, f"{one.kind}.{name}", yes=same)
            _count(counted, ALL, yes=same)
    return _rates(counted)


def corrections(decisions: Iterable[Decision], facts: Mapping[str, Fact]) -> tuple[Rate, ...]:
    """Say how often people, as they stand now, read a field otherwise than the machine.

    `decisions` are those that stand; of several on one fact each counts once by what it says.
    """
    counted: dict[str, list[int]] = {}
    said = {(d.fact_id, d.verdict, _told(d)): d for d in decisions if d.verdict != "withdrawn"}
    for decision in said.values():
        fact = facts.get(decision.fact_id)
        if fact is None:
            continue
        rejected = decision.verdict == "rejected"
        _count(counted, IS_FACT, yes=rejected)
        for name, field in fact.fields.items() if not rejected else ():
            other = _value(decision, name) != (field.value, field.currency)
            _count(counted, f"{fact.kind}.{name}", yes=other)
            _count(counted, ALL, yes=other)
    return _rates(counted)


def misses(trials: Iterable[Trial]) -> tuple[Rate, ...]:
    """Say how many known-wrong facts were not noticed, by the field that was wrong."""
    counted: dict[str, list[int]] = {}
    for trial in trials:
        _count(counted, f"{trial.kind}.{trial.field}", yes=not trial.noticed)
        _count(counted, ALL, yes=not trial.noticed)
    return _rates(counted)


def _pairs(
    decisions: Iterable[Decision], persons: Mapping[str, str]
) -> Iterable[tuple[Decision, Decision]]:
    first: dict[str, dict[str, Decision]] = {}
    for decision in decisions:
        if decision.verdict != "withdrawn":
            person = persons.get(decision.reviewer, decision.reviewer)
            first.setdefault(decision.fact_id, {}).setdefault(person, decision)
    for by_person in first.values():
        one, *others = by_person.values()
        if others and others[0].channel == "desk" and one.verdict != "rejected":
            yield one, others[0]


def _value(decision: Decision, name: str) -> tuple[str, str | None]:
    field = decision.fields.get(name)
    return (field.value, field.currency) if field else ("", None)


def _told(decision: Decision) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((n, f.value) for n, f in decision.fields.items()))


def _count(counted: dict[str, list[int]], field: str, *, yes: bool) -> None:
    told = counted.setdefault(field, [0, 0])
    told[0] += yes
    told[1] += 1


def _rates(counted: Mapping[str, Sequence[int]]) -> tuple[Rate, ...]:
    """Give the rows: over all first, then whether they are facts, then by field."""
    order = {ALL: 0, IS_FACT: 1}
    names = sorted(counted, key=lambda n: (order.get(n, 2), n))
    return tuple(Rate(n, counted[n][0], counted[n][1]) for n in names)
