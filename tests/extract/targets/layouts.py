"""Lay invented projects out as target forms, in every layout we know."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from extract.targets.content import Maker, gold_of
from extract.targets.forms import (
    BODIES,
    PLACES,
    Made,
    body_rows,
    captions,
    expect_all,
    goals,
    manner,
    money,
    table,
    top,
)
from extract.targets.paper import Grid, Turn, blanked, merged
from extract.targets.results import columns, evaluated

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.targets.content import Project
    from extract.targets.paper import Cell


def central(made: Made, maker: Maker, project: Project) -> None:
    """The central form: one string a value, points in the last column."""
    how = manner(maker.chance)
    captions(made, "项目支出绩效目标表", project, maker.chance)
    before = top(project, 5)
    name = maker.chance.choice(("分值权重（90分）", "分值", "权重", "分值（权重）"))
    value = maker.chance.choice(("指标值", "年度指标值", "绩效指标值", "目标值"))
    rows = [*before, ("一级指标", "二级指标", "三级指标", value, name)]
    rows += body_rows(project, how, lambda r: (r.aim.text, r.weight))
    table(made, rows, (16, 18, 30, 26, 12), how, (len(before), len(before) + 1))
    expect_all(made, project)
    money(made, project)
    goals(made, project)


def split(made: Made, maker: Maker, project: Project) -> None:
    """The Sichuan form: sign, value, unit, weight and direction in columns of their own."""
    how = manner(maker.chance)
    captions(made, "项目支出绩效目标申报表", project, maker.chance)
    before = top(project, 8)
    sign = maker.chance.choice(("指标性质", "运算符号", "指标值符号"))
    unit = maker.chance.choice(("度量单位", "计量单位", "单位"))
    head = ("一级指标", "二级指标", "三级指标", sign, "指标值", unit, "权重", "指标方向性")
    rows = [*before, head]
    rows += body_rows(
        project,
        how,
        lambda r: (r.aim.sign, r.aim.number, r.aim.unit, r.weight,
                   "反向指标" if r.aim.sign == "≤" else "正向指标"),
    )  # fmt: skip
    table(made, rows, (14, 15, 24, 10, 14, 12, 8, 12), how, (len(before), len(before) + 1))
    expect_all(made, project)
    money(made, project)


def explained(made: Made, maker: Maker, project: Project) -> None:
    """The scoring-text form: type, direction, deduction rule and ground beside the value."""
    how = manner(maker.chance)
    captions(made, "部门预算项目绩效目标表", project, maker.chance)
    made.paper.line(f"项目名称：{project.name}")
    made.paper.line(f"单位名称：{project.body}")
    head = ("一级指标", "二级指标", "三级指标", "指标性质", "指标方向", "指标值", "度量单位",
            "评（扣）分标准", "指标值设定依据", "分值")  # fmt: skip
    tell = lambda r: (  # noqa: E731  (one layout's columns)
        "定性指标" if r.aim.sign == "定性" else "定量指标",
        "反向" if r.aim.sign == "≤" else "正向",
        r.aim.text if r.aim.sign == "定性" else r.aim.sign + r.aim.number,
        r.aim.unit,
        "每降低1%扣1分，扣完为止",
        "工作计划",
        r.weight,
    )
    rows = [head, *body_rows(project, how, tell)]
    table(made, rows, (12, 12, 20, 9, 8, 13, 9, 16, 11, 7), how, (0, 1))
    expect_all(made, project)


def older(made: Made, maker: Maker, project: Project) -> None:
    """A form of before 2022: no points, the cost inside the output."""
    how = manner(maker.chance)
    captions(made, "项目绩效目标表", project, maker.chance)
    before = top(project, 4)
    rows = [*before, ("一级指标", "二级指标", "指标内容", "指标值")]
    rows += body_rows(project, how, lambda r: (r.aim.text,))
    table(made, rows, (16, 18, 36, 30), how, (len(before), len(before) + 1))
    expect_all(made, project, weights=False)
    money(made, project)
    goals(made, project)


def in_cells(made: Made, maker: Maker, project: Project) -> None:
    """P3: no grid; one cell lists 【产出指标-数量指标】指标1：…（≥77台）."""
    title = maker.chance.choice(("部门项目支出绩效目标表", "项目绩效目标公开表"))
    captions(made, title, project, maker.chance)
    made.paper.line(f"单位名称：{project.body}")
    parts: list[str] = []
    last, number = ("", ""), 0
    for row in project.rows:
        if (row.level1, row.level2) != last:
            last, number = (row.level1, row.level2), 0
            parts.append(f"【{row.level1}-{row.level2}】")
        number += 1
        parts.append(f"指标{number}:{row.indicator}({row.aim.text});")
    rows: list[tuple[Cell, ...]] = [
        ("项目名称", "预算金额（万元）", "绩效指标"),
        (project.name, f"{project.amount:.2f}", "".join(parts)),
    ]
    made.paper.blocks.append(Grid(tuple(rows), (20, 15, 65)))
    expect_all(made, project, weights=False)


def points_first(made: Made, maker: Maker, project: Project) -> None:
    """P4: points before values, other names of the levels."""
    how = manner(maker.chance)
    captions(made, "部门整体支出绩效目标表", project, maker.chance)
    before: list[tuple[Cell, ...]] = [
        ("部门名称", (project.body, 1, 4)),
        ("年度总体目标", (project.goal, 1, 4)),
    ]
    names = maker.chance.choice(
        (("一级指标", "二级指标", "三级指标", "分值", "指标值"),
         ("指标类型", "二级指标", "三级指标", "权重", "目标值"),
         ("一级指标", "二级指标", "指标名称", "分值", "年度目标值"))
    )  # fmt: skip
    rows = [*before, names, *body_rows(project, how, lambda r: (r.weight, r.aim.text))]
    table(made, rows, (18, 20, 30, 10, 24), how, (2, 3))
    for gold in gold_of(project):
        made.expect("performance_target", {k: v for k, v in gold.items() if k != "project"})


def typed(made: Made, maker: Maker, project: Project) -> None:
    """P5: type, value, unit, explanation, deduction rule; some units are plainly wrong."""
    how = manner(maker.chance)
    captions(made, "项目支出绩效目标表", project, maker.chance)
    made.paper.line(f"单位名称：{project.body}")
    wrong = {r.indicator for r in project.rows if r.aim.unit == "%" and maker.chance.random() < 0.4}
    tell = lambda r: (  # noqa: E731  (one layout's columns)
        "定性" if r.aim.sign == "定性" else "定量",
        r.aim.text if r.aim.sign == "定性" else r.aim.sign + r.aim.number,
        "人" if r.indicator in wrong else r.aim.unit,
        f"反映{r.indicator}的情况",
        "未达到目标值的按比例扣分",
        r.weight,
    )
    head = (
        "一级指标",
        "二级指标",
        "三级指标",
        "指标类型",
        "指标值",
        "单位",
        "指标解释",
        "扣分规则",
        "分值",
    )
    before: list[tuple[Cell, ...]] = [("项目名称", (project.name, 1, 8))]
    rows = [*before, head, *body_rows(project, how, tell)]
    table(made, rows, (12, 13, 19, 8, 12, 7, 20, 14, 7), how, (1, 2))
    for gold in gold_of(project):
        told = {"unit": "人"} if gold["indicator"] in wrong else {}
        made.expect("performance_target", {**gold, **told})


def listing(made: Made, maker: Maker, project: Project) -> None:
    """All projects of a body in one long table, project cells merged over their rows."""
    how = manner(maker.chance)
    captions(made, "项目支出绩效目标汇总表", project, maker.chance)
    many = [project, *(maker.project(project.body, project.year) for _ in range(2))]
    head = ("单位名称", "项目名称", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质",
            "指标值", "度量单位", "权重")  # fmt: skip
    rows = [
        [p.body, p.name, p.goal, r.level1, r.level2, r.indicator,
         r.aim.sign, r.aim.number, r.aim.unit, r.weight]
        for p in many
        for r in p.rows
    ]  # fmt: skip
    told = merged(rows, (0, 1, 2, 3, 4)) if how.merge else blanked(rows, (0, 1, 2, 3, 4))
    table(made, [head, *told], (12, 11, 16, 11, 12, 17, 8, 10, 8, 6), how, (0, 1))
    for one in many:
        expect_all(made, one)


def several(made: Made, maker: Maker, project: Project) -> None:
    """Forms of several projects in one document, one below the other or on pages of their own."""
    many = [project, *(maker.project(project.body, project.year) for _ in range(2))]
    for one in many:
        made.paper.blocks.append(Turn("绩效"))
        central(made, maker, one)


def terms(made: Made, maker: Maker, project: Project) -> None:
    """The form of both terms: the whole period's targets to the left, the year's to the right."""
    how = manner(maker.chance)
    captions(made, "项目支出绩效目标表", project, maker.chance)
    other = {r.indicator: f"{maker.chance.randint(5000, 9000)}项" for r in project.rows}
    before: list[tuple[Cell, ...]] = [
        ("项目名称", (project.name, 1, 6)),
        ("实施单位", (project.body, 1, 6)),
        ("", ("实施期目标", 1, 3), ("年度目标", 1, 3)),
        ("总体目标", ("逐年改善各项工作的条件。", 1, 3), (project.goal, 1, 3)),
    ]
    head = ("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值")
    rows = [
        [r.level1, r.level2, r.indicator, other[r.indicator], r.level2, r.indicator, r.aim.text]
        for r in project.rows
    ]
    body = merged(rows, (0, 1)) if how.merge else blanked(rows, (0, 1))
    table(made, [*before, head, *body], (12, 14, 20, 14, 14, 20, 16), how, (4, 5))
    expect_all(made, project, weights=False)


def halves(made: Made, maker: Maker, project: Project) -> None:
    """A numbered form with the half year's targets beside the whole year's."""
    how = manner(maker.chance)
    captions(made, "部门预算项目绩效目标表", project, maker.chance)
    made.paper.line(f"单位名称：{project.body}")
    before: list[tuple[Cell, ...]] = [("项目名称", (project.name, 1, 6))]
    head = (
        "序号",
        "一级指标",
        "二级指标",
        "三级指标",
        "半年（计划）指标值",
        "全年（计划）指标值",
        "分值",
    )
    rows = [
        [str(n), r.level1, r.level2, r.indicator, f"{maker.chance.randint(5000, 9000)}项",
         r.aim.text, r.weight]
        for n, r in enumerate(project.rows, 1)
    ]  # fmt: skip
    body = merged(rows, (1, 2)) if how.merge else blanked(rows, (1, 2))
    table(made, [*before, head, *body], (6, 13, 15, 26, 14, 16, 8), how, (1, 2))
    expect_all(made, project)


LAYOUTS: dict[str, tuple[Callable[[Made, Maker, Project], None], tuple[str, ...]]] = {
    "central": (central, ("standard",)),
    "split": (split, ("standard", "old")),
    "explained": (explained, ("standard", "short")),
    "older": (older, ("old",)),
    "P1 evaluated": (evaluated, ("standard", "old")),
    "P2 columns": (columns, ("standard", "short")),
    "P3 in cells": (in_cells, ("standard", "old")),
    "P4 points first": (points_first, ("whole", "process")),
    "P5 typed": (typed, ("standard", "short")),
    "listing": (listing, ("standard",)),
    "several": (several, ("standard", "old")),
    "terms": (terms, ("standard", "old")),
    "halves": (halves, ("standard", "short")),
}


def made(layout: str, seed: int) -> Made:
    """Make one paper."""
    lay, levels = LAYOUTS[layout]
    chance = random.Random(f"{layout} {seed}")  # noqa: S311  (a sample, no secret)
    maker = Maker(chance)
    body = chance.choice(PLACES) + chance.choice(BODIES)
    out = Made(layout)
    lay(out, maker, maker.project(body, "2025", chance.choice(levels)))
    return out
