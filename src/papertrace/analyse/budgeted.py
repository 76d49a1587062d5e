"""Figures of budgets and accounts: one total, or the lines of one table, for each body and year.

A figure printed by several documents of one body and year is one figure; sums that differ are left
out and told. Lines are those of one table only, named in the figure's basis; of a level (class 3
digits, group 5, item 7) a printed row goes before the sum of its own rows, and money stands once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.analyse.budget_rows import table_name
from papertrace.analyse.figures import Figure, refused
from papertrace.analyse.likeness import number_of, unit_of, year_of
from papertrace.analyse.purchased import told
from papertrace.analyse.totals import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from papertrace.analyse.traits import Traits
    from papertrace.model import AcceptedFact, Problem

PHASES: Mapping[str, str] = {"budgeted": "approved", "adjusted": "adjusted", "executed": "executed"}
"""Stage -> phase of the facts that state it."""
_FORM_PHASE = {"budget": "approved", "perf_target": "approved", "final_account": "executed"}
_SCOPES = ("year", "grand")
_GRAND = "grand total"
_TABLES = (
    r"\A支出(?:预算|决算)?(?:总表|表)",
    r"\A一般公共预算(?!.*基本)",
    r"\A财政拨款(?!.*(?:基本|收支))",
)
"""Kinds of tables whose lines are taken, the first that has codes going before the others."""
_LEVELS = (3, 5, 7)
_SLACK = Decimal("0.01")

Found = tuple[tuple[Figure, ...], tuple["Problem", ...]]


def phase_of(fact: AcceptedFact) -> str:
    """Give the phase a fact states, or that its form has; '' where neither tells."""
    return told(fact, "phase") or _FORM_PHASE.get(fact.form.split("@", 1)[0], "")


def total_figures(facts: Iterable[AcceptedFact], stage: str, traits: Traits) -> Found:
    """Give each body's total expenditure at one stage (budgeted, executed ...), of one scope.

    The year's own expenditure (本年) is taken where all have it, else the grand total (总计) where
    all have that; failing both, what each has, and the grand ones say so in their basis.
    """
    by: dict[tuple[str, str], dict[str, list[AcceptedFact]]] = defaultdict(dict)
    for f in facts:
        if (
            f.kind == "budget_total"
            and phase_of(f) == PHASES[stage]
            and told(f, "side") == "expenditure"
            and told(f, "scope") in _SCOPES
            and number_of(f) is not None
        ):
            by[_where(f, traits)].setdefault(told(f, "scope"), []).append(f)
    whole = next((s for s in _SCOPES if all(s in held for held in by.values())), "")
    figures: list[Figure] = []
    problems: list[Problem] = []
    for held in by.values():
        scope = whole or next(s for s in _SCOPES if s in held)
        made, left = _once(held[scope], stage, traits)
        if scope != _SCOPES[0]:
            made = tuple(replace(f, basis=f"{_GRAND}, {f.basis}".rstrip(", ")) for f in made)
        figures += made
        problems += left
    return tuple(figures), tuple(problems)


def line_figures(facts: Iterable[AcceptedFact], stage: str, traits: Traits, level: str) -> Found:
    """Give the functional lines of each body and year at one level, of one table."""
    own = [
        f
        for f in facts
        if f.kind == "budget_line"
        and phase_of(f) == PHASES[stage]
        and re.fullmatch(r"\d{3}(?:\d\d){0,2}", told(f, "code"))
        and number_of(f) is not None
    ]
    chosen, left = _one_table(own, traits)
    figures, more = _once(chosen, stage, traits)
    lines, broken = _at_level(figures, {"class": 3, "group": 5, "item": 7}[level])
    return lines, (*left, *more, *broken)


def _one_table(
    facts: Sequence[AcceptedFact], traits: Traits
) -> tuple[list[AcceptedFact], tuple[Problem, ...]]:
    """Take the lines of one kind of table, the same for every body and year that has it."""
    by_kind: dict[int, list[AcceptedFact]] = defaultdict(list)
    for fact in facts:
        kind = next((i for i, p in enumerate(_TABLES) if re.search(p, table_name(fact))), -1)
        by_kind[kind].append(fact)
    if not facts:
        return [], ()
    counts = {k: len({_where(f, traits) for f in v}) for k, v in by_kind.items() if k >= 0}
    if not counts:
        return [], (refused("No table of expenditure was recognised.", (f.id for f in facts)),)
    best = max(counts, key=lambda k: (counts[k], -k))
    chosen = by_kind[best]
    have = {_where(f, traits) for f in chosen}
    lacking = sorted({_where(f, traits) for f in facts} - have)
    left = tuple(
        refused(f"{body} {year}: it has no accepted line of that table.") for body, year in lacking
    )
    return chosen, left


def _where(fact: AcceptedFact, traits: Traits) -> tuple[str, str]:
    return traits.name_of(told(fact, "body")), str(year_of(fact) or "")


def _once(facts: Sequence[AcceptedFact], stage: str, traits: Traits) -> Found:
    """Make one figure of equal sums of one body, year and line; different ones are left out."""
    groups: dict[tuple[str, ...], list[AcceptedFact]] = defaultdict(list)
    for fact in facts:
        groups[(*_where(fact, traits), told(fact, "code"))].append(fact)
    figures: list[Figure] = []
    problems: list[Problem] = []
    for (body, year, code), some in sorted(groups.items()):
        sums = {number_of(f) for f in some}
        scopes = {told(f, "reporting_scope") for f in some} - {""}
        ids = tuple(f.id for f in some)
        if len(sums) > 1 or len(scopes) > 1 or not year:
            what = (
                "its year is not told"
                if not year
                else "its documents state different "
                + ("sums: " if len(sums) > 1 else "reporting scopes: ")
                + ", ".join(
                    sorted(grouped(s or Decimal(0)) for s in sums) if len(sums) > 1 else scopes
                )
            )
            problems.append(refused(f"{body or '(no body)'} {year} {code}: {what}.", ids))
            continue
        one = some[0]
        figures.append(
            Figure(
                value=number_of(one) or Decimal(0),
                unit=unit_of(one),
                stage=stage,
                facts=ids,
                year=year,
                body=body,
                place=traits.place(body),
                category=code,
                name=told(one, "name"),
                basis=next(iter(scopes), ""),
            )
        )
    return tuple(figures), tuple(problems)


def _at_level(figures: Sequence[Figure], digits: int) -> Found:
    """Give the lines of one level, adding up deeper ones only where the level is not printed."""
    groups: dict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
    for figure in figures:
        groups[figure.body, figure.year][figure.category] = figure
    found: list[Figure] = []
    problems: list[Problem] = []
    for (body, year), lines in groups.items():
        for code, line in lines.items():
            children = _children(lines, code)
            added = sum((c.value for c in children), Decimal(0))
            slack = _SLACK * 10_000 * max(1, len(children))
            if children and abs(added - line.value) > slack and len(code) <= digits:
                words = f"line {code} is {grouped(line.value)}, its rows add up to {grouped(added)}"
                ids = (i for f in (line, *children) for i in f.facts)
                problems.append(refused(f"{body} {year}: {words}.", ids))
            above = any(code != c and code.startswith(c) and len(c) >= digits for c in lines)
            if len(code) >= digits and not above:
                found.append(line)
            elif len(code) < digits and not children:
                words = f"line {code} has no accepted row of the level asked for"
                problems.append(refused(f"{body} {year}: {words}.", line.facts))
    return tuple(found), tuple(problems)


def _children(lines: Mapping[str, Figure], code: str) -> list[Figure]:
    """Give the lines right under a code."""
    below = [c for c in lines if c != code and c.startswith(code)]
    nearest = min((len(c) for c in below), default=0)
    return [lines[c] for c in below if len(c) == nearest]
