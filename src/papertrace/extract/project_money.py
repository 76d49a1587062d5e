"""The money of projects: from the table of projects, and from the head of target forms.

A project's total is read, never its sources (其中：财政拨款 …), and never a sum made here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.budget_rows import choices
from papertrace.extract.figures import Amount, amount_in, column_unit, number_of, unit_in
from papertrace.extract.heads import NOTHING, TOTAL, layout_of
from papertrace.extract.issuer import Reading
from papertrace.extract.project_lines import told_above, told_beside
from papertrace.extract.tables import firsts, says
from papertrace.extract.target_columns import head_roles, is_head
from papertrace.model import Problem
from papertrace.text.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.figures import Unit
    from papertrace.extract.frame import Frame
    from papertrace.extract.heads import Phase
    from papertrace.extract.project_lines import Told
    from papertrace.extract.tables import Row, Section, Square
    from papertrace.extract.target_rows import Form
    from papertrace.model import Fact

_TITLE = re.compile(r"项目.{0,6}(?:支出|预算|明细|经费).{0,8}表|项目(?:支出)?(?:预算|决算)?表")
_NAME = re.compile(r"^(?:支出)?(?:项目|专项)(?:资金)?名称$|^项目$")
_WHOLE = re.compile(
    r"^(?:年度|项目|本年度?|预算)*(?:资金|预算|金额)(?:资金)?(?:总额|总数|合计|总计)(?:\(.*\))?[::]?$|^年度资金(?:总额)?(?:\(.*\))?[::]?$"
)
_BARE_WHOLE = re.compile(r"^(?:年度)?(?:总额|总计|合计|总资金)(?:\(.*\))?[::]?$")
"""The same where the block's own label or its columns of phases say that it is money."""
_MONEY = re.compile(
    r"^(?:年度|项目|本年度?|预算)*(?:资金|预算|金额|经费)(?:金额|资金)?(?:\(.*\))?[::]?$"
)
_IN_CELL = re.compile(
    r"^(?:年度|项目|本年度?|预算)*(?:资金|预算|金额|经费)(?:总额|金额|资金)?[:：][\d,.]+[万千亿]?元$"
)
_PHASES: tuple[tuple[re.Pattern[str], Phase], ...] = (
    (re.compile(r"^年初预算(?:数|金额|资金)?"), "approved"),
    (re.compile(r"^(?:全年|调整后?|年度)预算(?:数|金额|资金)?"), "adjusted"),
    (
        re.compile(
            r"^(?:全年|年度|实际|预算)?(?:执行|支出|使用)(?:数|金额|资金)(?:\(.*\))?$|^全年执行数|^实际(?:支出|执行|使用)(?:\(.*\))?$"
        ),
        "executed",
    ),
)


def project_tables(frame: Frame) -> Iterator[Fact]:
    """Give the amount of every project in the tables of projects."""
    for section in frame.tables:
        if not _TITLE.search(section.name) or re.search(r"绩效|采购|转移", section.name):
            continue
        layout = layout_of(section)
        if layout is None:
            continue
        column = next(
            (c for r in layout.head for c, s in enumerate(r) if s and _NAME.match(s.bare)), None
        )
        year = frame.year(section)
        account = frame.phase == "executed"
        made = choices(layout, year.value if year else "", account=account)
        amount = made[0].amount if made else None
        if column is None or amount is None or len(made) > 1:
            continue
        unit = column_unit(amount, frame.unit_of(section))
        for _, row in layout.body:
            name, figure = row[column], amount_in(row[amount.number], unit)
            if not name or not name.own or not figure or NOTHING.match(name.bare):
                continue
            if TOTAL.match(name.bare) or number_of(name.bare) is not None:
                continue
            heads = [h.spot for h in amount.head]
            project = Reading(name.printed, name.spot)
            begun = (section, frame.body(section))
            yield _fact(frame, begun, project, (frame.phase, heads), figure)


def form_money(form: Form, frame: Frame) -> Iterator[Fact | Problem]:
    """Give the project's total in the head of a form, one fact a phase; tell one without a unit."""
    yield from _by_column(form, frame)
    if form.project is None:
        return
    begun = (form.section, frame.body(form.section) or form.owner)
    found = list(_in_head(form, form.project, frame, begun))
    yield from found
    above = None if found else told_above(form.section, frame.unit_of(form.section))
    if above is not None:
        yield from _told(frame, begun, form.project, above)


def _in_head(
    form: Form, project: Reading, frame: Frame, begun: tuple[Section, Reading | None]
) -> Iterator[Fact | Problem]:
    phases: dict[int, tuple[Phase, Square]] = {}
    for row in form.head:
        found = _phase_columns(row)
        if len(found) > 1:
            phases = found
            continue
        label = _whole(row, block=bool(phases))
        if label is None:
            lone = _lone(row, _unit(row, form, frame))
            if lone is not None and not phases:
                yield _fact(frame, begun, project, ("approved", [lone[0].spot]), lone[1])
                return
            continue
        unit = _unit(row, form, frame)
        if phases:
            for phase, head, told in _by_phase(row, phases, unit):
                yield _fact(frame, begun, project, (phase, [head.spot]), told)
            if unit is None and any(number_of(says(row, c)) is not None for c in phases):
                yield _no_unit(label.spot)
            return
        amount = _beside(row, label, unit)
        if amount is not None:
            yield _fact(frame, begun, project, ("approved", [label.spot]), amount)
        return


def _by_column(form: Form, frame: Frame) -> Iterator[Fact | Problem]:
    """Give the total of each project of a form that names one a row."""
    seen: set[tuple[int, int]] = set()
    for row in form.rows:
        project = row.cells.get("project")
        if project is not None and project.spot.place not in seen:
            seen.add(project.spot.place)
            yield from listed_money(form.section, frame, project, (project, row.cells.get("owner")))


def listed_money(
    section: Section, frame: Frame, cell: Square, whose: tuple[Square | None, Square | None]
) -> Iterator[Fact | Problem]:
    """Give the total of the project that a row of a listing names; `whose` is (project, body)."""
    project, owner = whose
    told = told_beside(section, cell, frame.unit_of(section))
    if project is None or told is None:
        return
    body = Reading(owner.printed, owner.spot) if owner else frame.body(section)
    yield from _told(frame, (section, body), Reading(project.printed, project.spot), told)


def _told(
    frame: Frame, begun: tuple[Section, Reading | None], project: Reading, told: Told
) -> Iterator[Fact | Problem]:
    if told.amount is None:
        yield _no_unit(told.label)
    else:
        yield _fact(frame, begun, project, ("approved", [told.label]), told.amount)


def _by_phase(
    row: Row, phases: dict[int, tuple[Phase, Square]], unit: Unit | None
) -> Iterator[tuple[Phase, Square, Amount]]:
    for column, (phase, head) in phases.items():
        amount = amount_in(row[column], unit)
        if amount is not None:
            yield phase, head, amount


def _no_unit(label: Spot) -> Problem:
    return Problem(
        "PT432",
        "warning",
        f"Page {label.page.number}: no unit is printed for a project's money.",
        "Look for the unit on the page and enter the sums by hand; none was taken.",
        anchor=label.anchor("amount"),
    )


def _whole(row: Row, *, block: bool) -> Square | None:
    """Find the label of the project's whole; a bare 总额 only in a block of money."""
    told = next((s for s in firsts(row) if _WHOLE.match(s.bare)), None)
    if told is None and (block or any(s and _MONEY.match(s.bare) for s in row)):
        return next((s for s in firsts(row) if _BARE_WHOLE.match(s.bare)), None)
    return told


def _lone(row: Row, unit: Unit | None) -> tuple[Square, Amount] | None:
    """Read 项目资金 or 预算 with nothing but its amount beside it: no block of sources below."""
    for square in firsts(row):
        told = _IN_CELL.match(square.bare)
        if told:
            spot = square.spot
            at = next(iter(find_amounts(spot.page.text[spot.start : spot.end])), None)
            if at is not None:
                place = replace(square, spot=spot.part(at.start, at.end))
                return square, Amount(Decimal(at.value), place, None)
        if _MONEY.match(square.bare):
            amount = _beside(row, square, unit)
            return (square, amount) if amount is not None else None
    return None


def money_heads(rows: Iterable[Row]) -> bool:
    """Say whether a row names two phases of a project's money (年初预算数 | 全年执行数)."""
    return any(len(_phase_columns(r)) > 1 for r in rows)


def _phase_columns(row: Row) -> dict[int, tuple[Phase, Square]]:
    found: dict[int, tuple[Phase, Square]] = {}
    if is_head(head_roles(row)):
        return found
    for column, square in enumerate(row):
        if square and square.bare and square.left:
            phase = next((p for pattern, p in _PHASES if pattern.match(square.bare)), None)
            if phase is not None and phase not in {p for p, _ in found.values()}:
                found[column] = (phase, square)
    return found


def _unit(row: Row, form: Form, frame: Frame) -> Unit | None:
    """Find the unit: in the row's own labels, in the block's, in the head, in the caption."""
    for source in (row, *form.head):
        for square in firsts(source) if source is not row else [s for s in row if s and s.bare]:
            if re.search(r"\((?:单位[::])?(?:亿|万|千)?元\)", square.bare):
                found = unit_in(square.spot)
                if found is not None:
                    return found
    return frame.unit_of(form.section)


def _beside(row: Row, label: Square, unit: Unit | None) -> Amount | None:
    """Read the cell to the right of a label; a word there ends the search."""
    seen = False
    for square in row:
        if square is None:
            continue
        if square.cell is label.cell:
            seen = True
        elif seen and square.left and square.bare:
            return amount_in(square, unit)
    return None


def _fact(
    frame: Frame,
    where: tuple[Section, Reading | None],
    project: Reading,
    phase: tuple[Phase, list[Spot]],
    amount: Amount,
) -> Fact:
    section, body = where
    builder = frame.begin_with("project_budget", section, body)
    builder.add("project", project.value, project.spot)
    told = frame.phase_spot(phase[0], phase[1], section) or next(iter(phase[1]), None)
    if told is not None:
        builder.add("phase", phase[0], told, inherited=True)
    amount.onto(builder, "amount")
    return builder.fact(0.9, ["the project's total"])
