"""The goals that a form states in prose (年度总体目标), and the quotas that stand in them.

A goal's whole text is a `performance_goal`, what was said to be reached a
`performance_goal_result`, each counted thing in either a `goal_quota`: never a row of targets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot
from papertrace.extract.tables import firsts
from papertrace.text.money import find_amounts
from papertrace.text.quantities import find_quantities
from papertrace.text.rates import PERCENT, find_rates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Builder
    from papertrace.extract.frame import Frame
    from papertrace.extract.tables import Row, Square
    from papertrace.extract.target_rows import Form
    from papertrace.model import Fact

_GOAL = re.compile(
    r"^(?:项目|部门|单位|年度|当年|本年度?|总体?|整体|绩效|中期|实施期|预期|支出){0,4}目标"
    r"(?:\(.*\))?[::]?$"
)
_EXPECTED = re.compile(r"^(?:年初|年度|项目)?(?:预期|设定|计划)(?:总体|绩效)?目标[::]?$|^年初目标$")
_REACHED = re.compile(
    r"^(?:年度|全年|目标|总体|项目)*(?:实际)?(?:完成|实现|达成)(?:情况|效果|结果)[::]?$"
)
_SHORTEST = 8
_COUNTLESS = {"hour", "minute", "second", "year", "month", "年", "季", "级", "类", "期", "号"}
"""Units that date or name a thing more often than they count one."""
_HELD = re.compile(r"(?:举办|开办|组织|开展|培训|完成)[^，。；\d]{0,8}$")
"""举办培训4期 counts; 第4期 and 4期工程 name."""
_PART = re.compile(r"[^。；;，,！!\n]+")


@dataclass(frozen=True, slots=True)
class _Quota:
    start: int
    end: int
    value: str
    operator: str
    unit: str
    unit_at: tuple[int, int] | None
    per: str


def goal_facts(form: Form, frame: Frame) -> Iterator[Fact]:
    """Give the goals in the head of a form, and their quotas."""
    for kind, square in _goals(form.head):
        builder = _begin(kind, form, frame)
        builder.add("text", square.printed, square.spot)
        for spot in square.rest:
            builder.anchors.append(spot.anchor("text"))
        yield builder.fact(0.9, ["the cell of the goal"])
        if kind == "performance_goal":
            yield from _quotas(square, form, frame)


def _begin(kind: str, form: Form, frame: Frame) -> Builder:
    builder = frame.begin_with(kind, form.section, frame.body(form.section) or form.owner)
    if form.project is not None:
        builder.add("project", form.project.value, form.project.spot, inherited=True)
    return builder


def _goals(head: tuple[Row, ...]) -> Iterator[tuple[str, Square]]:
    """Find the cells of goals: beside their label, or below 预期目标 and 实际完成情况."""
    below: dict[int, str] = {}
    for row in head:
        cells = firsts(row)
        heads = {
            c: kind
            for c, s in enumerate(row)
            if s and s.own and (kind := _headed(s.bare)) and len(s.bare) < _SHORTEST * 2
        }
        if below and not heads:
            for column, kind in below.items():
                square = row[column]
                if square and square.own and len(square.bare) >= _SHORTEST:
                    yield kind, square
            below = {}
            continue
        if heads and not any(len(s.bare) >= _SHORTEST for s in cells if not _labels(s.bare)):
            below = heads
            continue
        for label, square in pairwise(cells):
            kind = _headed(label.bare) or ("performance_goal" if _GOAL.match(label.bare) else "")
            if kind and len(square.bare) >= _SHORTEST and not _labels(square.bare):
                yield kind, square


def _headed(text: str) -> str:
    if _EXPECTED.match(text):
        return "performance_goal"
    return "performance_goal_result" if _REACHED.match(text) else ""


def _labels(text: str) -> bool:
    return bool(_GOAL.match(text) or _headed(text))


def _quotas(square: Square, form: Form, frame: Frame) -> Iterator[Fact]:
    """Give what a goal's prose counts, clause by clause; a clause with two counts gives two."""
    spot = square.spot
    text = spot.page.text[spot.start : spot.end]
    for clause in _PART.finditer(text):
        for quota in _counted(clause[0]):
            builder = _begin("goal_quota", form, frame)
            whole = spot.part(*clause.span())
            builder.add("indicator", "".join(clause[0].split()), whole)
            at = clause.start()
            place = spot.part(at + quota.start, at + quota.end)
            if quota.operator:
                builder.add("operator", quota.operator, _reaching(whole, place))
            currency = "CNY" if quota.unit == "CNY" else None
            builder.add("value", quota.value, place, currency=currency)
            if quota.unit:
                builder.add("unit", quota.unit, place)
            if quota.per:
                builder.add("per", quota.per, _reaching(whole, place))
            yield builder.fact(0.85, ["counted in the goal's prose"])


def _reaching(whole: Spot, place: Spot) -> Spot:
    """Give the stretch from the clause's beginning to a figure's end: its bound stands there."""
    return Spot(whole.page, whole.start, place.end)


def _counted(clause: str) -> Iterator[_Quota]:
    taken: list[tuple[int, int]] = []
    for rate in find_rates(clause):
        taken.append((rate.start, rate.end))
        if rate.unit == PERCENT:
            yield _Quota(rate.start, rate.end, rate.value, rate.operator, PERCENT, None, rate.per)
    for amount in find_amounts(clause):
        if "元" in amount.unit:
            taken.append((amount.start, amount.end))
            yield _Quota(
                amount.start, amount.end, amount.value, amount.bound, "CNY", None, amount.per
            )
    for each in find_quantities(clause):
        over = any(each.start < b and each.end > a for a, b in taken)
        held = each.printed == "期" and _HELD.search(clause, 0, each.start)
        if (
            not over
            and (held or each.unit not in _COUNTLESS)
            and not _is_year(each.value, each.printed)
        ):
            unit = (each.start, each.end)
            yield _Quota(
                each.start, each.end, each.value, each.operator, each.printed, unit, each.per
            )


def _is_year(value: str, unit: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", value)) and unit.startswith(("年", "度"))
