"""What one purchase was planned, tendered, awarded and contracted for; each counted once.

A purchase's sum at a stage is taken from its notices of that stage alone: lots are added, one sum
printed by two notices is one sum, a consortium's is not split, and of a re-run the last attempt
counts. Sums that disagree, or that may be common to several suppliers, are left out and told; no
stage is ever added to another, and none is averaged.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.analyse.figures import Figure, refused
from papertrace.analyse.likeness import number_of, unit_of
from papertrace.analyse.totals import grouped
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from papertrace.analyse.traits import Traits
    from papertrace.model import AcceptedFact, Purchase

STAGES: Mapping[str, tuple[str, str]] = {
    "planned": ("procurement_plan", "amount"),
    "tender_budget": ("tender", "budget"),
    "ceiling": ("tender", "ceiling"),
    "awarded": ("award", "amount"),
    "contracted": ("contract", "amount"),
}
"""Stage -> (kind of fact, field) that states it, in the order of the road."""
HEDGE = "at least, in published notices"
"""Small and secret purchases are not published: a total over notices is a floor."""


@dataclass(frozen=True, slots=True)
class Part:
    """The sum of one lot (or supplier) of a purchase at one stage."""

    lot: str
    supplier: str
    value: Decimal
    facts: tuple[AcceptedFact, ...]
    """The facts that state it; several where notices repeat it."""


def told(fact: AcceptedFact, name: str) -> str:
    """Give a field's value, '' where it is absent."""
    return fact.fields[name].value if name in fact.fields else ""


def parts_of(
    purchase: Purchase, stage: str, facts: Mapping[str, AcceptedFact], dates: Mapping[str, str]
) -> tuple[tuple[Part, ...], tuple[Problem, ...]]:
    """Give the sums of a purchase at a stage by lot, and what could not be taken.

    `dates` gives for each document's digest its date, '' or absent where unknown.
    """
    kind, field = STAGES[stage]
    ids = [i for s in purchase.stages for i in s.facts if i in facts]
    own = [facts[i] for i in dict.fromkeys(ids) if facts[i].kind == kind]
    priced = [f for f in own if number_of(f, field) is not None]
    problems = list(_without(purchase, stage, own, priced))
    lots: dict[str, list[AcceptedFact]] = defaultdict(list)
    for fact in priced:
        lots[told(fact, "lot") or told(fact, "contract_no")].append(fact)
    parts: list[Part] = []
    for key, some in sorted(lots.items()):
        made = _part(purchase, stage, key, some, dates)
        if isinstance(made, Problem):
            problems.append(made)
        else:
            parts.extend(made)
    return tuple(parts), tuple(problems)


def _without(
    purchase: Purchase, stage: str, own: Sequence[AcceptedFact], priced: Sequence[AcceptedFact]
) -> Iterator[Problem]:
    bare = [f for f in own if f not in priced]
    if bare and stage != "ceiling":
        why = (
            "states a rate or a unit price, no sum"
            if any({"rate", "unit_price"} & set(f.fields) for f in bare)
            else "states no sum"
        )
        words = f"{_called(purchase)}: {len(bare)} {stage} fact(s) left out: the notice {why}."
        yield refused(words, (f.id for f in bare))


def _called(purchase: Purchase) -> str:
    return purchase.number or purchase.name or purchase.id


def _part(
    purchase: Purchase,
    stage: str,
    key: str,
    facts: Sequence[AcceptedFact],
    dates: Mapping[str, str],
) -> list[Part] | Problem:
    """Take the sum of one lot from the notices that state it."""
    field = STAGES[stage][1]
    by_document: dict[str, list[AcceptedFact]] = defaultdict(list)
    for fact in facts:
        by_document[fact.digest].append(fact)
    read: dict[str, list[Part]] = {}
    for digest, some in by_document.items():
        made = _one_notice(purchase, stage, key, some)
        if isinstance(made, Problem):
            return made
        read[digest] = made
    sums = {d: sorted((p.supplier, p.value) for p in ps) for d, ps in read.items()}
    first = next(iter(sums.values()))
    if all(s == first for s in sums.values()):
        chosen = next(iter(read.values()))
        return [
            Part(p.lot, p.supplier, p.value, tuple(f for f in facts if _states(f, p, field)))
            for p in chosen
        ]
    last = _last(list(sums), dates) if purchase.attempts else ""
    if last:
        return read[last]
    listed = "; ".join(
        f"{' + '.join(grouped(p.value) for p in ps)} in {ps[0].facts[0].document}"
        for ps in read.values()
    )
    lot = f" {key}" if key else ""
    return refused(
        f"{_called(purchase)}{lot}: notices of one stage ({stage}) state different sums: {listed}.",
        (f.id for f in facts),
        "Look at the notices; reject the one that does not hold, or cite one of them.",
    )


def _states(fact: AcceptedFact, part: Part, field: str) -> bool:
    return told(fact, "supplier") == part.supplier and number_of(fact, field) == part.value


def _one_notice(
    purchase: Purchase, stage: str, key: str, facts: Sequence[AcceptedFact]
) -> list[Part] | Problem:
    """Take one lot's sum from one notice: several suppliers add up, one repeated does not."""
    field = STAGES[stage][1]
    by_sum: dict[tuple[str, Decimal], list[AcceptedFact]] = defaultdict(list)
    for fact in facts:
        value = number_of(fact, field)
        if value is not None:
            by_sum[told(fact, "supplier"), value].append(fact)
    made = [Part(key, who, value, tuple(some)) for (who, value), some in by_sum.items()]
    suppliers = {p.supplier for p in made}
    values = {p.value for p in made}
    lot = f" {key}" if key else ""
    ids = [f.id for f in facts]
    if len(suppliers) < len(made):
        words = "states several sums for one lot" if key else "states several sums without lots"
        return refused(f"{_called(purchase)}{lot}: a {stage} notice {words}.", ids)
    if len(made) > 1 and len(values) < len(made):
        words = "suppliers have the same sum: it may be common to them"
        return refused(f"{_called(purchase)}{lot}: {len(made)} {words}.", ids)
    return made


def _last(digests: Sequence[str], dates: Mapping[str, str]) -> str:
    """Give the document of the latest date; '' where one has none or two share it."""
    told_dates = sorted((dates.get(d, ""), d) for d in digests)
    if not told_dates[0][0] or told_dates[-1][0] == told_dates[-2][0]:
        return ""
    return told_dates[-1][1]


def purchase_figures(
    purchases: Sequence[Purchase], stage: str, facts: Mapping[str, AcceptedFact], traits: Traits
) -> tuple[tuple[Figure, ...], tuple[Problem, ...]]:
    """Give one figure a lot and supplier of every purchase at one stage, and what is left out."""
    figures: list[Figure] = []
    problems: list[Problem] = []
    field = STAGES[stage][1]
    for purchase in purchases:
        parts, left = parts_of(purchase, stage, facts, traits.dates)
        problems.extend(left)
        for part in parts:
            one = part.facts[0]
            body = traits.name_of(told(one, "buyer") or traits.buyer(one.digest) or purchase.buyer)
            basis = ", ".join(f"{n} {told(one, n)}" for n in ("tax", "per") if told(one, n))
            figures.append(
                Figure(
                    value=part.value,
                    unit=unit_of(one, field),
                    stage=stage,
                    facts=tuple(f.id for f in part.facts),
                    year=traits.year(one),
                    body=body,
                    place=traits.place(body),
                    supplier=traits.names_of(part.supplier),
                    name=purchase.name,
                    basis=basis,
                )
            )
    return tuple(figures), tuple(problems)
