"""Facts of target and self-evaluation forms: targets, results, the project's money.

One row gives one fact; what stands in a merged cell, a form's head or the document's cover is
inherited with its own anchor. Nothing is multiplied, and `per` is set only by words of the row.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.heads import NOTHING
from papertrace.extract.issuer import Reading
from papertrace.extract.target_checks import Told, nameless, problems_of
from papertrace.extract.target_goals import goal_facts
from papertrace.extract.target_rows import indicator_of, level_of, owner_in, weight_of
from papertrace.extract.target_scores import score_facts
from papertrace.extract.target_values import bare_words, read_target, sign_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Builder
    from papertrace.extract.frame import Frame
    from papertrace.extract.tables import Square
    from papertrace.extract.target_rows import Form, TargetRow
    from papertrace.extract.target_values import Target
    from papertrace.model import Fact, Problem

_PER = re.compile(
    r"每(?:一)?(?:[人车艘架班批]次|个|名|例|件|起|处|家|户|座|条|批|期|场|项|人|年度?|月|季度?|周|天|日|小时|次|位|辆|艘|台|套|亩|公里|平方米|万元)?"
    r"(?:执勤点|工作站|边检站|派出所|站点|网点|点位|检查站|站|所|村|社区|街道|乡镇|镇|乡|县区?|市|区|学校|单位|部门|项目|案件?|班|学生|"
    r"对象|患者|企业|人员|人次|人|点)?"
)


def is_result(form: Form) -> bool:
    """Say whether a form is a self-evaluation: it has results, not only a column for them."""
    column = form.roles.get("actual")
    return column is not None and any(
        not NOTHING.match(r.text("actual")) for r in form.rows if "actual" in r.cells
    )


def facts_of(form: Form, frame: Frame, *, result: bool) -> Iterator[Fact | Problem]:
    """Give the rows of one form as facts, and what its sums say."""
    told: list[Told] = []
    unnamed: list[Square] = []
    for row in form.rows:
        made = _row_fact(form, row, frame, result=result)
        if made is not None:
            told.append(made)
        else:
            unnamed += [s for r in ("value", "actual") if (s := row.cells.get(r))][:1]
    for one in told:
        yield one.fact
    yield from problems_of(told, form, result=result, whole=not unnamed)
    yield from nameless(unnamed)
    yield from goal_facts(form, frame)
    if result:
        yield from score_facts(form, frame, [*(t.score for t in told), *(None for _ in unnamed)])


def _row_fact(form: Form, row: TargetRow, frame: Frame, *, result: bool) -> Told | None:
    named = indicator_of(row)
    if named is None:
        return None
    kind = "performance_result" if result else "performance_target"
    builder = frame.begin_with(kind, form.section, _owner(form, row, frame))
    square = row.cells.get("project")
    project = Reading(square.printed, square.spot) if square else form.project
    if project is not None:
        builder.add("project", project.value, project.spot, inherited=True)
    sure = 0.95
    for role in ("level1", "level2"):
        level = level_of(row, role)
        if level is not None:
            builder.add(role, level[0], level[1].spot, inherited=role in row.carried)
        elif role == "level1":
            sure = 0.85
    builder.add("indicator", named[0], named[1].spot)
    for spot in named[1].rest:
        builder.anchors.append(spot.anchor("indicator"))
    year = frame.year(form.section)
    target = _target(builder, form, row, named[0], year.value if year else "")
    _add_per(builder, named, row.cells.get("value") if target.per else None)
    weight = weight_of(row)
    if weight is not None:
        builder.add("weight", weight[0], weight[1].spot)
    score = _result(builder, row) if result else None
    if target.words and not re.search(r"[\u3400-\u9fff]", target.words):
        sure = 0.7
    reasons = [r for r in (target.note, "read as one row") if r]
    return Told(builder.fact(sure, reasons), Decimal(weight[0]) if weight else None, score, row)


def _owner(form: Form, row: TargetRow, frame: Frame) -> Reading | None:
    """Give the body of a row: its own column's, else the form's where the document names none."""
    square = row.cells.get("owner")
    if square is not None and not NOTHING.match(square.bare):
        return owner_in(square)
    known = frame.body(form.section)
    return known or form.owner


def _target(builder: Builder, form: Form, row: TargetRow, name: str, year: str) -> Target:
    value, unit, sign = (row.cells.get(r) for r in ("value", "unit", "operator"))
    if value is None or NOTHING.match(value.bare):
        return read_target("")
    head = form.titles.get("value")
    in_head = re.search(r"\((%|万元|元|人|个|次)\)$", head.bare) if head else None
    told_unit = unit.bare if unit and not NOTHING.match(unit.bare) else ""
    target = read_target(
        value.printed,
        sign=sign.bare if sign else "",
        unit=told_unit or (in_head[1] if in_head else ""),
        name=name,
        year=year,
    )
    if target.words:
        builder.add("qualitative_text", target.words, value.spot)
        return target
    currency = "CNY" if target.unit == "CNY" else None
    if target.operator:
        own = sign is not None and sign_of(sign.bare)
        builder.add("operator", target.operator, sign.spot if own and sign else value.spot)
    builder.add("value", target.value, value.spot, currency=currency)
    if target.unit:
        from_value = read_target(value.printed, name=name).unit == target.unit and not told_unit
        place = value if from_value or (unit is None and not in_head) else unit or head
        if place is not None:
            same = place is unit and target.unit == place.bare
            told = place.printed if same else target.unit
            builder.add("unit", told, place.spot, inherited=place is head)
    return target


def _add_per(builder: Builder, named: tuple[str, Square], value: Square | None) -> None:
    """Set what a target counts for, where the row's own words say 每…: value first, then name."""
    square = value or named[1]
    raw = square.spot.page.text[square.spot.start : square.spot.end]
    found = _PER.search(raw)
    if found and len(found[0]) > 1:
        builder.add("per", found[0], square.spot.part(*found.span()))


def _result(builder: Builder, row: TargetRow) -> Decimal | None:
    actual, score, reason = (row.cells.get(r) for r in ("actual", "score", "deviation"))
    if actual is not None and not NOTHING.match(actual.bare):
        builder.add("actual", bare_words(actual.printed), actual.spot)
    if reason is not None and not NOTHING.match(reason.bare):
        builder.add("deviation_reason", reason.printed, reason.spot)
    found = re.match(r"^(\d+(?:\.\d+)?)分?$", score.bare) if score else None
    if found and score and score.cell.row_span == 1:
        builder.add("score", found[1], score.spot)
        return Decimal(found[1])
    return None
