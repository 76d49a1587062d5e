"""Rows of tables that print income and expenditure side by side (收支总表, 财政拨款收支总表).

The overall table's totals are `budget_total` and stand elsewhere; here are its rows by source and
class, and every row and total of the treasury's own table, fund by fund. What an amount is of is
the label to its left, never one beyond the next label. Parts of money carried over are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING

from papertrace.extract.budget_totals import (
    is_overall,
    is_total,
    labelled_amounts,
    scope_of,
    side_of,
)
from papertrace.extract.heads import layout_of
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.figures import Amount
    from papertrace.extract.frame import Frame
    from papertrace.extract.heads import Column, Layout, Phase
    from papertrace.extract.tables import Section, Square
    from papertrace.model import Fact

_FISCAL = re.compile(r"财政拨款(?:预算|决算)?(?:收支|收入支出)|财政拨款.{0,4}总(?:体|表)")
_MARK = re.compile(
    r"\s*(?:其中\s*[:：]\s*)?(?:(?P<top>[一二三四五六七八九十]{1,3}\s*[、.．])|(?P<sub>[（(][一二三四五六七八九十]{1,3}[)）])"
    r"|(?P<low>\d{1,2}\s*[、.．]|[（(]\d{1,2}[)）]))?\s*"
)
_MARKS = ("top", "sub", "low")
_CARRIED = re.compile(r"结转|结余|上年")
_MIXED = re.compile(r"基本支出|项目支出")
_SURE, _PLAIN, _BROKEN = 0.96, 0.88, 0.6


@dataclass(frozen=True, slots=True)
class _Row:
    """One amount of one side."""

    side: str
    side_at: Square
    scope: str
    """grand, year, or '' for a part."""
    item: Spot
    mark: str
    """top, sub, low, or '' where no number stands before the label."""
    phase: Phase
    column: Column
    amount: Amount


def budget_balance(frame: Frame) -> Iterator[Fact | Problem]:
    """Give the rows of every table that prints both sides, their sums checked."""
    for section in frame.tables:
        overall = is_overall(section)
        layout = layout_of(section) if overall or _FISCAL.search(section.name) else None
        if layout is None:
            continue
        rows = list(_rows(section, layout, frame))
        if {r.side for r in rows} == {"income", "expenditure"}:
            yield from _emit(_scoped(rows), section, frame, overall=overall)


def _rows(section: Section, layout: Layout, frame: Frame) -> Iterator[_Row]:
    carrying: dict[int, bool] = {}
    for _, row in layout.body:
        for column, label, found in labelled_amounts(row, layout, frame, section, funds=True):
            side = side_of(label, layout, column)
            item, mark = _item(label)
            scope = scope_of(label.bare) or ("total" if is_total(label.bare) else "")
            if carrying.get(column) and not mark and not scope:
                continue
            carrying[column] = bool(_CARRIED.search(label.bare)) and not scope
            if side is None:
                continue
            for money, amount in found:
                phase = money.phase or frame.phase
                yield _Row(*side, scope, item, mark, phase, money, amount)


def _scoped(rows: Sequence[_Row]) -> list[_Row]:
    """Decide 收入合计: the year's where the side has a 总计, else the grand total."""
    grand = {r.side for r in rows if r.scope == "grand"}
    told = {True: "year", False: "grand"}
    return [replace(r, scope=told[r.side in grand]) if r.scope == "total" else r for r in rows]


def _item(label: Square) -> tuple[Spot, str]:
    """Give a label's words without their number, and which kind of number that is."""
    spot = label.spot
    found = _MARK.match(spot.page.text[spot.start : spot.end])
    if found is None or found.end() >= spot.end - spot.start:
        return spot, ""
    return replace(spot, start=spot.start + found.end()), found.lastgroup or ""


def _emit(
    rows: Sequence[_Row], section: Section, frame: Frame, *, overall: bool
) -> Iterator[Fact | Problem]:
    checks = list(_checks(rows))
    facts: dict[int, Fact] = {}
    for number, row in enumerate(rows):
        if (overall and row.scope) or _again(rows, number):
            continue
        mine = [c for c in checks if number in c[2]]
        sure = _PLAIN if not mine else _SURE if all(c[0] for c in mine) else _BROKEN
        reasons = [said if holds else f"does not hold: {said}" for holds, said, _ in mine[:2]]
        facts[number] = _fact(row, section, frame, sure, reasons or ["no sum to check it by"])
    yield from facts.values()
    for holds, said, numbers in checks:
        about = [facts[n] for n in numbers if n in facts]
        if not holds and about:
            yield Problem(
                "PT431",
                "warning",
                f"Page {section.page}, {section.name}: a sum does not hold: {said}.",
                "Compare the rows with the page; the document may contradict itself.",
                anchor=next(a for a in about[0].anchors if a.field == "amount"),
                fact_ids=tuple(f.id for f in about),
            )


def _again(rows: Sequence[_Row], number: int) -> bool:
    """Say whether a total is printed once more, below another view of the same expenditure."""
    row = rows[number]
    return bool(row.scope) and any(
        (o.side, o.scope, o.item.bare, o.column.fund, o.phase, o.amount.yuan)
        == (row.side, row.scope, row.item.bare, row.column.fund, row.phase, row.amount.yuan)
        for o in rows[:number]
    )


def _fact(row: _Row, section: Section, frame: Frame, sure: float, reasons: list[str]) -> Fact:
    builder = frame.begin("balance_line", section)
    if section.title is not None:
        builder.add("table", section.name, section.title, inherited=True)
    own = row.side_at.spot.start <= row.item.start < row.side_at.spot.end
    builder.add("side", row.side, row.side_at.spot, inherited=not own)
    if row.scope:
        builder.add("scope", row.scope, row.item)
    builder.add("item", row.item.bare, row.item)
    heads = [h.spot for h in row.column.head]
    if row.column.fund:
        builder.add("fund", row.column.fund, heads[-1], inherited=True)
    row.amount.onto(builder, "amount")
    told = frame.phase_spot(row.phase, heads, section)
    if told is not None:
        builder.add("phase", row.phase, told, inherited=True)
    return builder.fact(sure, reasons)


Checked = tuple[bool, str, tuple[int, ...]]
"""Whether a sum holds, what was compared, and the numbers of its rows, the whole first."""


def _checks(rows: Sequence[_Row]) -> Iterator[Checked]:
    """Try 合计 = its funds, the year's total = its parts, and income = expenditure."""
    yield from _across(rows)
    keys = dict.fromkeys((r.side, r.column.number, r.phase) for r in rows)
    for key in keys:
        mine = [n for n, r in enumerate(rows) if (r.side, r.column.number, r.phase) == key]
        yield from _down(rows, mine)
    grand = [n for n, r in enumerate(rows) if r.scope == "grand" and not r.column.fund]
    for one in (n for n in grand if rows[n].side == "income"):
        for other in (n for n in grand if rows[n].side == "expenditure"):
            if rows[one].phase == rows[other].phase:
                holds = rows[one].amount.yuan == rows[other].amount.yuan
                yield holds, "income = expenditure", (one, other)


def _across(rows: Sequence[_Row]) -> Iterator[Checked]:
    for number, row in enumerate(rows):
        funds = [
            n
            for n, o in enumerate(rows)
            if o.item == row.item and o.column.fund and o.phase == row.phase
        ]
        if not row.column.fund and funds:
            yield _sum(rows, number, funds, f"{row.item.bare} = sum of its funds")


def _down(rows: Sequence[_Row], mine: list[int]) -> Iterator[Checked]:
    """Try each total: a numbered one holds the rows below it, any other those above it."""
    bare_year = any(rows[n].scope == "year" and not rows[n].mark for n in mine)
    for place, number in enumerate(mine):
        whole = rows[number]
        if not whole.scope or (whole.scope == "grand" and bare_year):
            continue
        after = list(takewhile(lambda n: rows[n].mark not in {"", "top"}, mine[place + 1 :]))
        near = (
            after if whole.mark else [n for n in mine[:place] if rows[n].mark or not rows[n].scope]
        )
        marks = {rows[n].mark for n in near} - {""}
        widest = next((m for m in _MARKS if m in marks), "")
        parts = [n for n in near if rows[n].mark == widest]
        if whole.scope == "year":
            parts = [n for n in parts if not _CARRIED.search(rows[n].item.bare)]
        if widest and not any(_MIXED.search(rows[n].item.bare) for n in parts) and parts:
            said = f"{whole.item.bare} = sum of its {len(parts)} rows"
            yield _sum(rows, number, parts, said)


def _sum(rows: Sequence[_Row], whole: int, parts: Sequence[int], said: str) -> Checked:
    unit = rows[whole].amount.unit
    slack = (unit.factor if unit else Decimal(1)) * Decimal("0.01") * len(parts)
    gap = rows[whole].amount.yuan - sum((rows[n].amount.yuan for n in parts), Decimal(0))
    return abs(gap) <= slack, said, (whole, *parts)
