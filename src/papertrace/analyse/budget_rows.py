"""The rows of a body's budget (or account) of one year, each sum once, with a key across years.

A row printed by several tables' copies or documents with one sum is one row; where they print
different sums it is left out and told. Rows are never added here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.analyse.figures import refused
from papertrace.analyse.likeness import number_of
from papertrace.analyse.purchased import told
from papertrace.analyse.terms import fold
from papertrace.analyse.totals import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from papertrace.model import AcceptedFact, Problem

_DRESS = re.compile(r"\d{4}年度?|部门(?=.{4})|[(（][^()（）]*[)）]|[\s　]")
KINDS = (
    "budget_line",
    "economic_line",
    "three_public",
    "budget_total",
    "project_budget",
    "running_costs",
    "procurement_budget_total",
)
_PARTS = (("amount", ""), ("basic", "基本支出"), ("project", "项目支出"))

Key = tuple[str, str, str]
"""Kind, table (without year and body), code or name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sum of a budget."""

    key: Key
    name: str
    names: tuple[str, ...]
    """What a sentence may call it."""
    value: Decimal
    facts: tuple[str, ...]
    above: str = ""
    """Name of the class or group it stands under."""


def table_name(fact: AcceptedFact) -> str:
    """Give a table's name without year, body and brackets, so that it is the same in every year."""
    name = told(fact, "table").replace(told(fact, "body") or "\0", "")
    return _DRESS.sub("", name)


def rows_of(
    facts: Iterable[AcceptedFact],
) -> tuple[dict[Key, Row], dict[Key, Problem]]:
    """Give the rows of one body and year by key, and apart those whose sums disagree."""
    chosen = [f for f in facts if f.kind in KINDS]
    above = {
        (f.kind, table_name(f), told(f, "code")): told(f, "name") for f in chosen if told(f, "code")
    }
    groups: dict[Key, list[tuple[AcceptedFact, str, str]]] = defaultdict(list)
    for fact in chosen:
        for field, word in _sums(fact):
            groups[_key(fact, word)].append((fact, field, word))
    found: dict[Key, Row] = {}
    problems: dict[Key, Problem] = {}
    for key, some in groups.items():
        sums = {n for f, field, _ in some if (n := number_of(f, field)) is not None}
        ids = tuple(dict.fromkeys(f.id for f, _, _ in some))
        if len(sums) > 1:
            listed = ", ".join(sorted(grouped(s) for s in sums))
            words = f"{' '.join(k for k in key if k)} has different sums in one year: {listed}."
            problems[key] = refused(words, ids)
        elif sums:
            one, _, word = some[0]
            parent = above.get((one.kind, key[1], told(one, "code")[:-2]), "")
            names = tuple(_names(one, word))
            found[key] = Row(key, word or names[0], names, sums.pop(), ids, parent)
    return found, problems


def _sums(fact: AcceptedFact) -> Iterator[tuple[str, str]]:
    """Give the fields of a fact that are sums; basic and project ones only of a table's total."""
    whole = fact.kind == "budget_line" and not told(fact, "code")
    for field, word in _PARTS:
        if field == "amount" or whole:
            number = number_of(fact, field) if field in fact.fields else None
            if number is not None:
                yield field, word


def _key(fact: AcceptedFact, word: str) -> Key:
    if fact.kind == "budget_total":
        return fact.kind, told(fact, "side"), told(fact, "scope")
    name = told(fact, "code") or fold(
        told(fact, "name") or told(fact, "item") or told(fact, "project")
    )
    if fact.kind == "procurement_budget_total":
        name = fold(told(fact, "category") or told(fact, "item"))
    return fact.kind, table_name(fact), f"{name} {word}".strip()


def _names(fact: AcceptedFact, word: str) -> Iterator[str]:
    if word:
        yield word
    elif fact.kind == "budget_total":
        yield from ("收支总计", "收入支出总计", "收支总预算")
        yield "收入总计" if told(fact, "side") == "income" else "支出总计"
    elif fact.kind == "running_costs":
        yield from ("机关运行经费", "一般公共预算机关运行经费")
    elif fact.kind == "budget_line" and not told(fact, "code"):
        fund = told(fact, "fund")
        called = (
            (f"{fund}支出", f"{fund}收支总计", f"{fund}财政拨款支出") if fund else ("支出总计",)
        )
        yield from dict.fromkeys((*called, told(fact, "name")))
    else:
        yield told(fact, "name") or told(fact, "item") or told(fact, "project")
