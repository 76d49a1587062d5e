"""Which budget line or project paid for which purchase, where a person judged it so.

A link is a judgement with the facts of both sides shown; nothing links itself. Part sums say how
much of a project's money its linked purchases took at one stage, and are never added to it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse.changes import refused
from papertrace.analyse.likeness import number_of, unit_of
from papertrace.analyse.purchased import STAGES, parts_of, told
from papertrace.analyse.totals import grouped, plain
from papertrace.model import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from papertrace.model import AcceptedFact, Judgement, Problem, Purchase

FUNDING = "funding"
"""Verdict: `papertrace judge FACT funding --with PURCHASE` (a fact's id; a purchase's id or no)."""
_SHORTEST = 6
_MONEY = ("project_budget", "budget_line", "procurement_plan", "procurement_budget")


@dataclass(frozen=True, slots=True)
class Link:
    """A budget fact and the purchase a person judged it paid for."""

    budget: AcceptedFact
    purchase: Purchase
    stage: str
    """The latest stage with an accepted sum."""
    sums: tuple[str, ...]
    """Fact ids of the purchase's sums at that stage."""
    value: Decimal
    why: str
    """Who judged it, when and why."""


def links(
    facts: Mapping[str, AcceptedFact],
    purchases: Sequence[Purchase],
    judgements: Iterable[Judgement],
    dates: Mapping[str, str],
) -> tuple[tuple[Link, ...], tuple[Problem, ...]]:
    """Give the standing links, and the judgements that name no accepted fact or no purchase."""
    last: dict[frozenset[str], Judgement] = {}
    for judged in judgements:
        if judged.other and judged.verdict in (FUNDING, "different", "open"):
            last[frozenset((judged.subject, judged.other))] = judged
    found: list[Link] = []
    problems: list[Problem] = []
    for judged in last.values():
        if judged.verdict != FUNDING:
            continue
        made = _link(judged, facts, purchases, dates)
        if isinstance(made, Link):
            found.append(made)
        else:
            problems.append(made)
    return tuple(found), tuple(problems)


def _link(
    judged: Judgement,
    facts: Mapping[str, AcceptedFact],
    purchases: Sequence[Purchase],
    dates: Mapping[str, str],
) -> Link | Problem:
    words = (judged.subject, judged.other)
    budgets = [f for w in words for f in facts.values() if _means(w, f.id) and f.kind in _MONEY]
    bought = [p for w in words for p in purchases if _names(w, p)]
    if len(budgets) != 1 or len(bought) != 1:
        what = "accepted budget fact" if len(budgets) != 1 else "purchase"
        return refused(f"Funding {words[0]} - {words[1]}: it names no single {what}.")
    for stage in reversed(tuple(STAGES)):
        parts, _ = parts_of(bought[0], stage, facts, dates)
        if parts:
            ids = tuple(f.id for p in parts for f in p.facts)
            value = sum((p.value for p in parts), Decimal(0))
            why = f"judged by {judged.by} on {judged.at[:10]}"
            told_why = f"{why} ({judged.reason})" if judged.reason else why
            return Link(budgets[0], bought[0], stage, ids, value, told_why)
    return refused(f"Funding {words[0]} - {words[1]}: the purchase has no accepted sum.")


def _means(words: str, fact: str) -> bool:
    return len(words) >= _SHORTEST and fact.startswith(words)


def _names(words: str, purchase: Purchase) -> bool:
    ids = [i for s in purchase.stages for i in (*s.facts, *s.documents)]
    return words in (purchase.id, purchase.number) or any(_means(words, i) for i in ids)


def part_sums(found: Sequence[Link]) -> tuple[tuple[AcceptedFact, Result | Problem], ...]:
    """Give for each budget fact how much of it its linked purchases took ("that included")."""
    groups: dict[str, list[Link]] = defaultdict(list)
    for link in found:
        groups[link.budget.id].append(link)
    return tuple((some[0].budget, _part(some)) for some in groups.values())


def _part(some: Sequence[Link]) -> Result | Problem:
    one = some[0].budget
    ids = (one.id, *(i for link in some for i in link.sums))
    stages = {link.stage for link in some}
    if len(stages) > 1:
        listed = ", ".join(sorted(stages))
        return refused(f"The purchases are at different stages ({listed}): no part sum.", ids)
    whole, unit = number_of(one), unit_of(one)
    value = sum((link.value for link in some), Decimal(0))
    if whole is None:
        return refused("The budget fact states no sum.", ids)
    listed = " + ".join(grouped(link.value) for link in some)
    name = told(one, "project") or told(one, "name")
    over = ", more than the whole" if value > whole else ""
    words = (
        f"{listed} = {grouped(value)} {unit} {some[0].stage}, of {grouped(whole)} for {name}{over}"
    )
    return Result(plain(value), unit, words, ids)
