"""Income tables (收入总表, 收入决算表): what each row's income is, and from which source.

Rows are classes with codes, or the bodies whose income is told. A row's whole is told apart from
its sources, and the sources are added up against it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.budget_rows import label_of
from papertrace.extract.figures import amount_in, column_unit
from papertrace.extract.heads import layout_of
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Builder
    from papertrace.extract.budget_rows import Label
    from papertrace.extract.figures import Amount
    from papertrace.extract.frame import Frame
    from papertrace.extract.heads import Column
    from papertrace.extract.tables import Section
    from papertrace.model import Fact

_TITLE = re.compile(r"收入(?:预算|决算)?(?:总|明细|情况|总体情况)?表")
_ELSEWHERE = re.compile(r"收支|收入支出|支出|采购|绩效|非税|征收")
_WHOLE = re.compile(
    r"^(?:20\d\d年度?)?(?:本年|部门|单位)?(?:收入)?(?:预算|决算)?(?:合计|总计|共计)(?:\(.*\))?$|^(?:金额|(?:预算|决算)数)$"
)
_INNER = re.compile(r"^(?:小计|合计)$|^其中")
"""Heads whose amounts are in another column's."""
_CARRIED = re.compile(r"结转|结余|上年")
_PART = re.compile(r"^(?:小计|合计)$")
_SURE, _PLAIN, _BROKEN = 0.97, 0.88, 0.6
Told = list[tuple["Column", "Amount"]]


def is_income(section: Section) -> bool:
    """Say whether a table is one of income alone."""
    return bool(_TITLE.search(section.name)) and not _ELSEWHERE.search(section.name)


def budget_income(frame: Frame) -> Iterator[Fact | Problem]:
    """Give the rows of every table of income."""
    for section in frame.tables:
        layout = layout_of(section) if is_income(section) else None
        if layout is None:
            continue
        year = frame.year(section)
        columns = _this_year(layout.columns, year.value if year else "", frame)
        caption = frame.unit_of(section)
        carried = ["", "", ""]
        for _, row in layout.body:
            label = label_of(row, layout, carried)
            told = [
                (c, a)
                for c in columns
                if (s := row[c.number]) is not None
                and s.left
                and (a := amount_in(s, column_unit(c, caption))) is not None
            ]
            if label.name and told:
                yield from _row(frame, section, label, told)


def _this_year(columns: Sequence[Column], year: str, frame: Frame) -> list[Column]:
    """Leave out columns of changes, of another year, and of another phase than most are of."""
    own = [c for c in columns if c.measure != "change" and not c.last and c.head]
    own = [c for c in own if not (year and c.year and c.year != year)]
    other = "approved" if frame.phase == "executed" else "executed"
    return [c for c in own if c.phase != other] or own


def _row(frame: Frame, section: Section, label: Label, told: Told) -> Iterator[Fact | Problem]:
    whole = _whole_of(told)
    sources = [(c, a) for c, a in told if whole is None or c is not whole[0]]
    holds = _holds(whole[1], sources) if whole is not None else None
    sure = {True: _SURE, None: _PLAIN, False: _BROKEN}[holds]
    said = {True: "total = sum of its sources", None: "no sum to check it by"}
    reasons = [said.get(holds, "does not hold: total = sum of its sources")]
    facts = []
    for column, amount in ([whole] if whole else []) + sources:
        builder = _begin(frame, section, label)
        if whole is None or column is not whole[0]:
            _source(builder, column, [c for c, _ in sources])
        amount.onto(builder, "amount")
        heads = [h.spot for h in column.head]
        place = frame.phase_spot(column.phase or frame.phase, heads, section)
        if place is not None:
            builder.add("phase", column.phase or frame.phase, place, inherited=True)
        facts.append(builder.fact(sure, reasons))
    yield from facts
    if holds is False:
        yield Problem(
            "PT431",
            "warning",
            f"Page {section.page}, {section.name}: a sum does not hold: {label.name}: total = sum "
            "of its sources.",
            "Compare the row with the page; the document may contradict itself.",
            anchor=next(a for a in facts[0].anchors if a.field == "amount"),
            fact_ids=tuple(f.id for f in facts),
        )


def _source(builder: Builder, column: Column, columns: list[Column]) -> None:
    """Name a source by its column's last head; by the first where two columns end alike."""
    square = column.head[-2] if _PART.match(_leaf(column)) else column.head[-1]
    twins = [c for c in columns if c is not column and c.head[-1].bare == column.head[-1].bare]
    if len(column.head) > 1 and twins and square is column.head[-1]:
        builder.add("source", column.head[0].printed, column.head[0].spot, inherited=True)
        builder.add("fund", square.printed, square.spot, inherited=True)
    else:
        builder.add("source", square.printed, square.spot, inherited=True)


def _whole_of(told: Told) -> tuple[Column, Amount] | None:
    """Give the column of a row's whole: no wider head stands above it."""
    named = [(c, a) for c, a in told if _WHOLE.match(_leaf(c))]
    alone = [(c, a) for c, a in named if len(c.head) == 1]
    return next(iter(alone or named or (told if len(told) == 1 else [])), None)


def _holds(whole: Amount, sources: Told) -> bool | None:
    """Say whether the sources add up, with or without what is carried over; None without any."""
    leaves = [(c, a) for c, a in sources if not (_INNER.match(_leaf(c)) or _is_group(c, sources))]
    if not leaves:
        return None
    factor = whole.unit.factor if whole.unit else Decimal(1)
    slack = factor * Decimal("0.01") * len(leaves)
    new = [a for c, a in leaves if not _CARRIED.search("".join(c.path))]
    sums = [sum((a.yuan for a in some), Decimal(0)) for some in ([a for _, a in leaves], new)]
    return any(abs(whole.yuan - s) <= slack for s in sums)


def _leaf(column: Column) -> str:
    """Give the last word of a column's head; 小计 below 本年收入 is no whole of its row."""
    words = [re.sub(r"\(.*?\)$", "", w) for w in column.path]
    return "小计" if len(words) > 1 and _PART.match(words[-1]) else words[-1]


def _is_group(column: Column, others: Told) -> bool:
    """Say whether further columns stand below a column's own head (其中：)."""
    return any(
        o is not column and len(o.head) > len(column.head) and o.head[0].cell is column.head[0].cell
        for o, _ in others
    )


def _begin(frame: Frame, section: Section, label: Label) -> Builder:
    builder = frame.begin("income_line", section)
    if section.title is not None:
        builder.add("table", section.name, section.title, inherited=True)
    if label.code:
        builder.add("code", label.code, label.code_spots[-1], inherited=label.carried)
    builder.add("name", label.name, label.name_spots[0])
    return builder
