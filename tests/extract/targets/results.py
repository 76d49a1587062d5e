"""Layouts of self-evaluations: the classical form (P1), and values in three columns (P2)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extract.targets.forms import (
    body_rows,
    captions,
    expect_all,
    goals,
    manner,
    money,
    table,
    top,
    yuan,
)

if TYPE_CHECKING:
    from extract.targets.content import Maker, Project
    from extract.targets.forms import Made
    from extract.targets.paper import Cell

BLOCK = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")


def evaluated(made: Made, maker: Maker, project: Project) -> None:
    """P1: target, done, points, score, with prefixes and left-over rows."""
    how = manner(maker.chance)
    captions(made, "项目支出绩效自评表", project, maker.chance)
    spent = (project.amount * Decimal("0.9")).quantize(Decimal("0.01"))
    share = maker.chance.choice(("90.00%", "90%"))
    whole, part = f"{project.amount:.2f}", f"{spent:.2f}"
    before: list[tuple[Cell, ...]] = [
        *top(project, 8, phases=True),
        (("项目资金（万元）", 3, 1), "", *BLOCK),
        ("年度资金总额", whole, whole, part, "10", share, "9"),
        ("其中：财政拨款", whole, whole, part, "—", "—", "—"),
        (("年度总体目标", 2, 1), ("预期目标", 1, 3), ("实际完成情况", 1, 4)),
        ((project.goal, 1, 3), ("各项工作正常开展。", 1, 4)),
    ]  # fmt: skip
    head = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
            "偏差原因分析及改进措施")  # fmt: skip
    body = body_rows(project, how, lambda r: (r.aim.text, r.actual, r.weight, r.score, ""))
    score = sum((Decimal(r.score) for r in project.rows), Decimal(9))
    foot: tuple[Cell, ...] = (("总分", 1, 5), "100", format(score, "f"), "")
    signed: tuple[Cell, ...] = (("项目负责人：甲某示例    财务负责人：乙某示例", 1, 8),)
    table(made, [*before, head, *body, foot, signed], (13, 15, 22, 15, 13, 8, 8, 14), how,
          (len(before), len(before) + 1))  # fmt: skip
    expect_all(made, project, result=True)
    money(made, project)
    money(made, project, "adjusted")
    money(made, project, "executed", yuan(spent))
    goals(made, project)
    made.expect("performance_goal_result", {"project": project.name, "text": "各项工作正常开展。"})
    made.expect("budget_execution", {"project": project.name, "rate": "90", "score": "9"})
    made.expect("total_score", {"project": project.name, "score": format(score, "f")})


def columns(made: Made, maker: Maker, project: Project) -> None:
    """P2: operator, value and unit in three columns, then done, weight, score."""
    how = manner(maker.chance)
    captions(made, "绩效自评表", project, maker.chance)
    made.paper.line(f"单位名称：{project.body}")
    before: list[tuple[Cell, ...]] = [("项目名称", (project.name, 1, 8))]
    if maker.chance.random() < 0.5:
        heads: list[tuple[Cell, ...]] = [
            (("一级指标", 2, 1), ("二级指标", 2, 1), ("三级指标", 2, 1), ("年度指标值", 1, 3),
             ("全年完成值", 2, 1), ("权重", 2, 1), ("得分", 2, 1)),
            ("符号", "值", "单位"),
        ]  # fmt: skip
    else:
        heads = [("一级指标", "二级指标", "三级指标", "运算符", "指标值", "计量单位",
                  "全年完成值", "权重", "得分")]  # fmt: skip
    tell = lambda r: (r.aim.sign, r.aim.number, r.aim.unit, r.actual, r.weight, r.score)  # noqa: E731
    rows = [*before, *heads, *body_rows(project, how, tell)]
    table(made, rows, (13, 15, 22, 8, 13, 9, 12, 8, 8), how, (1, 1 + len(heads)))
    expect_all(made, project, result=True)
