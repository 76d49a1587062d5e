"""Figures that a budget states twice: in a sentence and in a table, or in two sentences.

What agrees is a second mention and makes the sentence surer. What differs by a hair is reported:
one of the two is misprinted, and no one can say which. What differs by more is another thing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from papertrace.extract.figures import amount_in
from papertrace.model import Fact, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.extract.frame import Frame

_NEAR = Decimal("0.005")
"""Two figures that differ by less of themselves are meant to be one."""
_SUREST = 0.98
_TABLES = {"budget_line", "budget_total"}
_TOTALS = re.compile(r"总计|总预算|总决算|合计|收支预算|总收入|总支出")
_SUM_LINE = re.compile(r"^(?:合|总|共)计$")
_RANK = re.compile(r"[（(][类款项][)）]")
_SPENT = re.compile(r"(?:支出)?(?:预算|决算)?(?:支出)?数?$")


def agreement(frame: Frame, found: Iterable[Fact | Problem]) -> Iterator[Fact | Problem]:
    """Pass a budget's facts on, with what its sentences and tables say of each other.

    An amount that any table prints is no misprint, even where the nearest line prints another.
    """
    every = list(found)
    facts = [f for f in every if isinstance(f, Fact)]
    changes = [f for f in facts if f.kind == "yoy"]
    printed = _printed(facts)
    anywhere = _anywhere(frame)
    kept: dict[str, Fact] = {}
    problems: list[Problem] = []
    for change in changes:
        if "amount" not in change.fields:
            continue
        near = _like(change, printed)
        mine = Decimal(change.fields["amount"].value)
        if any(_equal(change, mine, amount) for amount, _ in near):
            kept[change.id] = _surer(change)
        else:
            other = next((f for amount, f in near if _close(mine, amount)), None)
            if other is not None and mine not in anywhere:
                problems.append(_apart(change, other))
    for each in every:
        yield kept.get(each.id, each) if isinstance(each, Fact) else each
    yield from problems
    yield from _sentences(changes)


def _anywhere(frame: Frame) -> set[Decimal]:
    """Give every amount that stands in a table with a known unit, in yuan."""
    out: set[Decimal] = set()
    for section in frame.tables:
        unit = frame.unit_of(section)
        for square in (s for row in section.rows for s in row if s and s.own):
            amount = amount_in(square, unit)
            if amount is not None:
                out.add(amount.yuan)
    return out


def _printed(facts: Iterable[Fact]) -> list[tuple[str, Decimal, Fact]]:
    """Give what the tables print: (what it is called, amount, fact)."""
    out = []
    for fact in facts:
        if fact.kind not in _TABLES:
            continue
        name = fact.fields["name"].value if "name" in fact.fields else "总计"
        whole = fact.kind == "budget_total" or _SUM_LINE.search(name) is not None
        for part, words in (("amount", ""), ("basic", "基本支出"), ("project", "项目支出")):
            if part in fact.fields:
                said = words if whole and words else "总计" if whole else name
                if whole or not words:
                    out.append((said, Decimal(fact.fields[part].value), fact))
    return out


def _like(change: Fact, printed: Iterable[tuple[str, Decimal, Fact]]) -> list[tuple[Decimal, Fact]]:
    """Give the amounts that tables print for what a sentence is about."""
    item = _RANK.sub("", change.fields["item"].value)
    out = []
    for said, amount, fact in printed:
        total = said == "总计" and _TOTALS.search(item) is not None
        if total or (said != "总计" and len(said) > 2 and _names(item, said)):  # noqa: PLR2004
            out.append((amount, fact))
    return out


def _names(item: str, said: str) -> bool:
    """Say whether an item is what a table calls so: it ends in it, but for 支出 or 预算数."""
    bare = _SPENT.sub("", item)
    return bare.endswith(re.sub(r"支出$", "", said)) or item.startswith(said)


def _equal(change: Fact, mine: Decimal, other: Decimal) -> bool:
    """Say whether two amounts are one within the last digit that the sentence prints."""
    written = change.fields["amount"].written
    digits = len(written.rstrip("亿万千元").partition(".")[2])
    factor = {"亿": 10**8, "万": 10**4, "千": 10**3}.get(written[-2:-1], 1)
    return abs(mine - other) * 2 <= Decimal(factor).scaleb(-digits)


def _close(mine: Decimal, other: Decimal) -> bool:
    return mine != other and abs(mine - other) <= _NEAR * max(abs(mine), abs(other))


def _surer(change: Fact) -> Fact:
    if any("not" in reason for reason in change.reasons):
        return change
    return replace(
        change,
        confidence=max(change.confidence, _SUREST),
        reasons=(*change.reasons, "a table prints the same amount"),
    )


def _apart(change: Fact, other: Fact) -> Problem:
    anchor = next(a for a in change.anchors if a.field == "amount")
    page = next((a.page for a in other.anchors if a.field in ("amount", "basic")), 0)
    return Problem(
        "PT423",
        "warning",
        f"Page {anchor.page}: the sentence on {change.fields['item'].value[:24]} and the table on "
        f"page {page} print amounts that differ by a hair.",
        "Both stand as printed; look at both places before quoting either.",
        anchor=anchor,
        fact_ids=(change.id, other.id),
    )


def _sentences(changes: list[Fact]) -> Iterator[Problem]:
    """Report sentences that give one amount and almost, but not quite, one change."""
    told = [f for f in changes if {"amount", "delta"} <= set(f.fields)]
    for one, other in combinations(told, 2):
        if one.fields["amount"].value != other.fields["amount"].value:
            continue
        first, second = (Decimal(f.fields["delta"].value) for f in (one, other))
        if _close(first, second):
            anchor = next(a for a in other.anchors if a.field == "delta")
            yield Problem(
                "PT423",
                "warning",
                f"Page {anchor.page}: two sentences give the same amount, but changes that differ "
                "by a hair.",
                "Both stand as printed; look at both places before quoting either.",
                anchor=anchor,
                fact_ids=(one.id, other.id),
            )
