"""A register of facilities: name, place, area, and each state with its date and its evidence.

Facts of one facility are those of one entity. A state that one document alone tells is marked; two
areas that disagree are both shown and never averaged; planned, under construction, completed,
accepted, handed over and in use stay apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.analyse.likeness import number_of
from papertrace.analyse.purchased import told
from papertrace.analyse.totals import grouped
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from papertrace.model import AcceptedFact, Entity

CONFLICT = "PT652"
"""Code: documents give a facility different areas."""
_FIGURES = ("area", "land_area", "above_ground", "below_ground", "cost", "capacity")


@dataclass(frozen=True, slots=True)
class Status:
    """What some documents say of a facility's state on a date."""

    state: str
    date: str
    """ISO 8601, to the precision told; '' where none is."""
    facts: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Say whether one document alone tells it."""
        return len(self.documents) < 2  # noqa: PLR2004  (one source)


@dataclass(frozen=True, slots=True)
class Facility:
    """One facility."""

    name: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    places: tuple[str, ...]
    """As printed, each spelling."""
    figures: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    """Figure -> its different values, each with the facts that state it."""
    statuses: tuple[Status, ...]
    """In the order of dates; undated ones last."""
    problems: tuple[Problem, ...]


def register(facts: Iterable[AcceptedFact], entities: Sequence[Entity]) -> tuple[Facility, ...]:
    """Give every facility that accepted facts name, sorted by name."""
    own = {f.id: f for f in facts if f.kind == "facility"}
    made = []
    taken: set[str] = set()
    for entity in entities:
        some = [own[i] for i in entity.facts if i in own] if entity.kind == "facility" else []
        if some:
            made.append(_facility(entity.name, some))
            taken |= {f.id for f in some}
    rest = [f for i, f in own.items() if i not in taken]
    made += [_facility(told(f, "name") or "(no name)", [f]) for f in rest]
    return tuple(sorted(made, key=lambda f: f.name))


def _facility(name: str, facts: Sequence[AcceptedFact]) -> Facility:
    figures = {n: v for n in _FIGURES if (v := _values(facts, n))}
    return Facility(
        name,
        _all(facts, "name"),
        _all(facts, "kind"),
        _all(facts, "place"),
        figures,
        _statuses(facts),
        tuple(_conflicts(name, figures)),
    )


def _all(facts: Sequence[AcceptedFact], field: str) -> tuple[str, ...]:
    return tuple(sorted({told(f, field) for f in facts} - {""}))


def _values(facts: Sequence[AcceptedFact], field: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for fact in facts:
        value = number_of(fact, field) if field in fact.fields else None
        if value is not None:
            found.setdefault(grouped(value), []).append(fact.id)
    return tuple((value, tuple(ids)) for value, ids in found.items())


def _statuses(facts: Sequence[AcceptedFact]) -> tuple[Status, ...]:
    groups: dict[tuple[str, str], list[AcceptedFact]] = {}
    for fact in facts:
        if told(fact, "state"):
            date = told(fact, "date") or told(fact, "published")[:10]
            groups.setdefault((date, told(fact, "state")), []).append(fact)
    ordered = sorted(groups.items(), key=lambda pair: (pair[0][0] or "9999", pair[0][1]))
    return tuple(
        Status(
            state,
            date,
            tuple(f.id for f in some),
            tuple(sorted({f.document or f.digest for f in some})),
        )
        for (date, state), some in ordered
    )


def _conflicts(
    name: str, figures: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
) -> Iterable[Problem]:
    for field, values in figures.items():
        if len(values) > 1:
            listed = ", ".join(v for v, _ in values)
            yield Problem(
                CONFLICT,
                "warning",
                f"{name}: documents give different values of {field}: {listed}.",
                "Say which document states which; an average is no figure of any document.",
                fact_ids=tuple(i for _, ids in values for i in ids),
            )
