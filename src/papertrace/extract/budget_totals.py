"""The totals of the overall table of income and expenditure (收支总表), and of no other table.

Income and expenditure stand side by side in one grid: an amount belongs to the label to its left,
and is never sought beyond the next label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.extract.figures import amount_in, column_unit
from papertrace.extract.heads import NOTHING, is_figure, layout_of
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.figures import Amount, Unit
    from papertrace.extract.frame import Frame
    from papertrace.extract.heads import Column, Layout, Phase
    from papertrace.extract.tables import Row, Section, Square
    from papertrace.model import Fact

_OVERALL = re.compile(
    r"收支.{0,8}(?:总表|总体|总览|情况表|一览)|收入支出.{0,6}总表|收支(?:预算|决算)表"
)
_PARTIAL = re.compile(r"财政拨款|政府性基金|国有资本|一般公共预算|项目|采购")
_GRAND = re.compile(r"^(?:收入|支出|收支|收、支)?(?:预算|决算)?总计[::]?$")
_YEAR = re.compile(
    r"^(?:本年|当年|本年度)(?:收入|支出)(?:预算|决算)?(?:合计|小计|总计)[::]?$|^(?:本年|当年)(?:合计|小计)$"
    r"|^(?:[一二三四五六]、)?(?:本年|当年|本年度)(?:收入|支出)[::]?$"
)
_PLAIN = re.compile(r"^(?:收入|支出)?(?:预算|决算)?(?:合计|共计)[::]?$")


@dataclass(frozen=True, slots=True)
class Total:
    """One total as it stands in the table."""

    side: str
    """income or expenditure"""
    side_at: Square
    scope: str
    """grand, year, or '' where the label alone does not tell"""
    label: Square
    phase: Phase
    column: Column
    amount: Amount


def is_overall(section: Section) -> bool:
    """Say whether a table is the overall table of income and expenditure."""
    return bool(_OVERALL.search(section.name)) and not _PARTIAL.search(section.name)


def budget_totals(frame: Frame) -> Iterator[Fact | Problem]:
    """Give the totals of every overall table of a document."""
    for section in frame.tables:
        if not is_overall(section):
            continue
        layout = layout_of(section)
        if layout is None:
            continue
        totals = _told_apart(list(_totals(section, layout, frame)))
        yield from _emit(totals, section, frame)


def _totals(section: Section, layout: Layout, frame: Frame) -> Iterator[Total]:
    for _, row in layout.body:
        for column, label, told in labelled_amounts(row, layout, frame, section):
            side = side_of(label, layout, column) if is_total(label.bare) else None
            if side is None:
                continue
            for found, amount in told:
                phase = found.phase or frame.phase
                yield Total(side[0], side[1], scope_of(label.bare), label, phase, found, amount)


def labelled_amounts(
    row: Row, layout: Layout, frame: Frame, section: Section, *, funds: bool = False
) -> Iterator[tuple[int, Square, tuple[tuple[Column, Amount], ...]]]:
    """Give each label of a row with its column and the amounts up to the next label.

    One amount a phase; with `funds`, one a phase and fund.
    """
    reading = frame.year(section)
    scene = layout, frame.unit_of(section), reading.value if reading else ""
    labels = [(c, s) for c, s in enumerate(row) if s and s.left and s.own and _is_label(s)]
    for number, (column, label) in enumerate(labels):
        end = labels[number + 1][0] if number + 1 < len(labels) else len(row)
        told = _amounts(row, (column + 1, end), scene, funds=funds)
        yield column, label, tuple(told)


def scope_of(text: str) -> str:
    """Say what a total is of: grand, year, or '' where the label alone does not tell."""
    return "grand" if _GRAND.match(text) else "year" if _YEAR.match(text) else ""


def _is_label(square: Square) -> bool:
    return bool(square.bare) and not is_figure(square.bare) and not NOTHING.match(square.bare)


def is_total(text: str) -> bool:
    """Say whether a label is one of a total."""
    return bool(_GRAND.match(text) or _YEAR.match(text) or _PLAIN.match(text))


def side_of(label: Square, layout: Layout, column: int) -> tuple[str, Square] | None:
    """Tell the side from the label, else from the head above it."""
    told = _side_in(label.bare)
    if told:
        return told, label
    for row in layout.head:
        square = row[column]
        told = _side_in(square.bare) if square else ""
        if square and told:
            return told, square
    return None


def _side_in(text: str) -> str:
    sides = [s for word, s in (("收入", "income"), ("支出", "expenditure")) if word in text]
    return sides[0] if len(sides) == 1 else ""


def _amounts(
    row: Row, span: tuple[int, int], scene: tuple[Layout, Unit | None, str], *, funds: bool
) -> Iterator[tuple[Column, Amount]]:
    """Give the amounts between a label and the next one: one for every phase, this year's only."""
    layout, caption, year = scene
    seen: set[tuple[Phase, str]] = set()
    by_number = {c.number: c for c in layout.columns}
    inside = [by_number[n] for n in range(*span) if n in by_number]
    whole = inside if funds else [c for c in inside if not c.fund] or inside
    for column in whole:
        if column.measure == "change" or column.last or (year and column.year not in ("", year)):
            continue
        if (
            column.phase == "executed"
            and column.year == ""
            and _has_plan_beside(column, whole, layout)
        ):
            continue
        square = row[column.number]
        amount = amount_in(square, column_unit(column, caption))
        key = column.phase, column.fund if funds else ""
        if square and square.left and amount and key not in seen:
            seen.add(key)
            yield column, amount


def _has_plan_beside(column: Column, beside: list[Column], layout: Layout) -> bool:
    """Say whether 执行数 beside a 预算数 is last year's: a plan tells its own execution nowhere."""
    words = "/".join(s.bare for r in layout.head for s in r if s)
    plan = any(c.phase == "approved" for c in beside)
    return plan and "执行" in "".join(column.path) and "决算" not in words


def _told_apart(totals: list[Total]) -> list[Total]:
    """Decide 收入合计: the year's where 总计 stands below it, the grand one where nothing does."""
    out: list[Total] = []
    for total in totals:
        scope = total.scope
        if not scope:
            same = {t.scope for t in totals if t.side == total.side and t is not total}
            scope = "year" if "grand" in same else "grand"
        if not any((o.side, o.scope, o.phase) == (total.side, scope, total.phase) for o in out):
            out.append(replace(total, scope=scope))
    return out


def _emit(totals: list[Total], section: Section, frame: Frame) -> Iterator[Fact | Problem]:
    by_key = {(t.side, t.scope, t.phase): t for t in totals}
    for total in totals:
        other = "expenditure" if total.side == "income" else "income"
        twin = by_key.get((other, "grand", total.phase))
        grand = by_key.get((total.side, "grand", total.phase))
        reasons, confidence = [], 0.9
        mine = total.amount.yuan
        if total.scope == "grand" and twin is not None:
            equal = twin.amount.yuan == mine
            confidence = 0.98 if equal else 0.5
            reasons.append(
                "income equals expenditure" if equal else "income differs from expenditure"
            )
        elif grand is not None:
            fits = mine <= grand.amount.yuan
            confidence = 0.96 if fits else 0.5
            reasons.append("within the grand total" if fits else "exceeds the grand total")
        builder = frame.begin("budget_total", section)
        told = frame.phase_spot(total.phase, (h.spot for h in total.column.head), section)
        if told is not None:
            builder.add("phase", total.phase, told, inherited=True)
        builder.add(
            "side", total.side, total.side_at.spot, inherited=total.side_at is not total.label
        )
        builder.add("scope", total.scope, total.label.spot)
        total.amount.onto(builder, "amount")
        if frame.issuer.scope is not None:
            builder.add(
                "reporting_scope", frame.issuer.scope.value, frame.issuer.scope.spot, inherited=True
            )
        fact = builder.fact(confidence, reasons)
        yield fact
        if confidence < 0.6 and total.side == "income":  # noqa: PLR2004
            yield Problem(
                "PT431",
                "warning",
                f"Page {section.page}: {reasons[-1]} in {section.name}.",
                "Compare the two totals on the page.",
                anchor=fact.anchors[-1] if fact.anchors else None,
                fact_ids=(fact.id,),
            )
