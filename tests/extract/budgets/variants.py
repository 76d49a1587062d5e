"""Layouts kept for a second batch: titles within the grid, funds side by side, both years in full.

The first batch was mended on; of these the first score is written down in docs/forms/budget.md.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extract.budgets.content import PUBLIC, Line
from extract.budgets.prints import habits
from extract.budgets.tables import expect_lines, told_of, total_of
from extract.targets.paper import Grid, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.budgets.prints import Print
    from extract.budgets.tables import Made, Rows
    from extract.targets.paper import Cell


def inside(made: Made, title: str, unit: str, wide: int) -> tuple[str, Rows]:
    """Give title, body and unit as rows of the grid itself, as pasted sheets have them."""
    made.paper.blocks.append(Turn("表"))
    made.number += 1
    year = made.budget.year
    told = f"{year}年{title}" if made.manner % 2 else title
    rows: Rows = [((told, 1, wide),)]
    half = wide // 2
    name = made.chance.choice((f"单位名称：{made.budget.body}", f"部门：{made.budget.body}"))
    said = made.chance.choice((f"单位：{unit}", f"金额单位：{unit}"))
    rows.append(((name, 1, half), (said, 1, wide - half)))
    return told, rows


def _grid(made: Made, rows: Sequence[tuple[Cell, ...]], widths: Sequence[int]) -> None:
    made.paper.blocks.append(Grid(tuple(rows), tuple(widths)))


def overall(made: Made) -> None:
    """The overall table with last year's column beside this year's on either side."""
    how, b = habits(made.chance), made.budget
    _, rows = inside(made, "部门收支预算总表", how.unit, 6)
    last, this = f"{b.year - 1}年预算数", f"{b.year}年预算数"
    rows += [(("收　　入", 1, 3), ("支　　出", 1, 3)), ("项　目", last, this, "项　目", last, this)]
    tops = [x for x in b.lines if len(x.code) == 3]
    left = [("一、财政拨款收入", b.own), ("二、其他收入", b.other)]
    left += [("", Decimal(0))] * (len(tops) - 2)
    left += [("收入合计", b.own + b.other), ("上年结余结转", b.carried), ("收入总计", b.total)]
    right = [(f"（{n}）{x.name}", x.amount) for n, x in zip("一二三四五六", tops, strict=False)]
    right += [("支出合计", b.spent), ("结转下年支出", b.left), ("支出总计", b.total)]
    for (a, x), (c, y) in zip(left, right, strict=True):
        one = (a, how.money(x / 2) if a else "", how.money(x) if a else "")
        rows.append((*one, c, how.money(y * 2), how.money(y)))
    _grid(made, rows, (24, 13, 13, 24, 13, 13))
    for side, scope, yuan in (
        ("income", "year", b.own + b.other), ("income", "grand", b.total),
        ("expenditure", "year", b.spent), ("expenditure", "grand", b.total),
    ):  # fmt: skip
        made.expect("budget_total", side=side, scope=scope, phase="approved", amount=how.gold(yuan))


def by_unit(made: Made) -> None:
    """类 款 项 beside the unit's own code and name, zeros lost as sheets lose them."""
    how = habits(made.chance)
    told, rows = inside(made, "部门支出总表", how.unit, 8)
    rows += [
        (("科目编码", 1, 3), ("单位代码", 2, 1), ("科目名称", 2, 1), ("合计", 2, 1),
         ("基本支出", 2, 1), ("项目支出", 2, 1)),
        ("类", "款", "项"),
    ]  # fmt: skip
    lines = made.budget.lines
    rows.append(("", "", "", "", "合计", *told_of(how, total_of(lines))))
    for x in lines:
        parts = [p.lstrip("0") for p in (x.code[:3], x.code[3:5], x.code[5:7])]
        unit = "301001" if len(x.code) == 7 else ""
        rows.append((*parts, unit, x.name, *told_of(how, x)))
    _grid(made, rows, (7, 5, 5, 12, 30, 14, 14, 14))
    expect_lines(made, told, how, lines)
    expect_lines(made, told, how, [total_of(lines)], coded=False)


def by_fund(made: Made) -> None:
    """One whole amount, then each fund with its own basic and project columns."""
    how = habits(made.chance)
    told, rows = inside(made, "支出预算总表", how.unit, 9)
    rows += [
        (("功能科目编码", 2, 1), ("功能科目名称", 2, 1), ("总计", 2, 1), ("一般公共预算", 1, 3),
         ("政府性基金预算", 1, 3)),
        ("小计", "基本支出", "项目支出", "小计", "基本支出", "项目支出"),
    ]  # fmt: skip
    lines = made.budget.lines
    for x in (total_of(lines), *lines):
        rows.append((x.code, x.name, how.money(x.amount), *told_of(how, x), "", "", ""))
    _grid(made, rows, (12, 24, 12, 12, 12, 12, 9, 9, 9))
    for x in (total_of(lines), *lines):
        made.expect("budget_line", table=told, code=x.code or None, name=x.name,
                    amount=how.gold(x.amount))  # fmt: skip


def both_years(made: Made) -> None:
    """Last year's and this year's figures in full, each with basic and project expenditure."""
    how, b = habits(made.chance), made.budget
    told, rows = inside(made, "一般公共预算支出预算表", how.unit, 8)
    rows += [
        (("科目", 1, 2), (f"{b.year - 1}年预算", 1, 3), (f"{b.year}年预算", 1, 3)),
        ("编码", "名称", "合计", "基本支出", "项目支出", "合计", "基本支出", "项目支出"),
    ]
    for x in (*b.lines, total_of(b.lines)):
        old = Line(x.code, x.name, x.basic * 3, x.project * 2)
        rows.append((x.code, x.name, *told_of(how, old), *told_of(how, x)))
    _grid(made, rows, (12, 24, 12, 12, 12, 12, 12, 12))
    expect_lines(made, told, how, b.lines)
    expect_lines(made, told, how, [total_of(b.lines)], coded=False)


def bilingual(made: Made) -> None:
    """Heads in two languages, the unit in the heads alone, a total line at the end."""
    how = habits(made.chance, "万元")
    made.paper.blocks.append(Turn("表"))
    made.paper.line(f"{made.budget.year}年政府性基金及一般公共预算支出明细表", heading=True)
    rows: Rows = [
        ("科目编码 Code", "科目名称 Item", "合计（万元） Total", "基本支出（万元） Basic",
         "项目支出（万元） Projects")
    ]  # fmt: skip
    lines = made.budget.lines
    for x in (*lines, total_of(lines)):
        rows.append((x.code, x.name, *told_of(how, x)))
    _grid(made, rows, (14, 28, 16, 16, 16))
    told = "政府性基金及一般公共预算支出明细表"
    expect_lines(made, told, how, lines)
    expect_lines(made, told, how, [total_of(lines)], coded=False)


def fiscal(made: Made) -> None:
    """The summary of the treasury's money: its totals are none of the overall table."""
    how, b = habits(made.chance), made.budget
    _, rows = inside(made, "财政拨款收支总表", how.unit, 6)
    rows += [
        (("收入", 1, 2), ("支出", 1, 4)),
        ("项目", "金额", "项目", "合计", "一般公共预算", "政府性基金预算"),
    ]
    tops = [x for x in b.lines if len(x.code) == 3]
    for n, x in enumerate(tops):
        left = ("一、本年收入", how.money(b.spent)) if n == 0 else ("", "")
        rows.append((*left, x.name, how.money(x.amount), how.money(x.amount), ""))
    rows.append(("收入总计", how.money(b.spent), "支出总计", how.money(b.spent),
                 how.money(b.spent), ""))  # fmt: skip
    _grid(made, rows, (22, 14, 22, 14, 14, 14))


def three_public(made: Made) -> None:
    """Budget and account of the three public expenses side by side, twelve columns."""
    how, b = habits(made.chance, "万元"), made.budget
    _, rows = inside(made, "财政拨款“三公”经费支出决算表", how.unit, 12)
    rows += [
        (("预算数", 1, 6), ("决算数", 1, 6)),
        ("合计", PUBLIC[0], "公务用车购置费", "公务用车运行费", "公务用车小计", PUBLIC[3]) * 2,
        tuple(str(n) for n in range(1, 13)),
    ]
    for phase, told in (("approved", b.public_before), ("executed", b.public)):
        whole, cars = sum(told.values(), Decimal(0)), told[PUBLIC[1]] + told[PUBLIC[2]]
        names = ("合计", PUBLIC[0], PUBLIC[1], PUBLIC[2], "公务用车小计", PUBLIC[3])
        amounts = (whole, told[PUBLIC[0]], told[PUBLIC[1]], told[PUBLIC[2]], cars, told[PUBLIC[3]])
        for name, yuan in zip(names, amounts, strict=True):
            if how.gold(yuan) is not None:
                made.expect("three_public", item=name, phase=phase, amount=how.gold(yuan))
        rows.append(tuple(how.money(a) for a in amounts))
    both = (*rows.pop(-2), *rows.pop())
    rows.append(both)
    _grid(made, rows, (8,) * 12)


def narrow(made: Made) -> None:
    """Columns so narrow that amounts in yuan break over two lines; year-end carry codes apart."""
    how = _in_yuan(made)
    told, rows = inside(made, "支出总表", how.unit, 5)
    rows.append(("科目编码", "科目名称", "合　计", "基本支出", "项目支出"))
    lines = made.budget.lines
    for x in (*lines, total_of(lines)):
        rows.append((x.code, x.name, *told_of(how, x)))
    _grid(made, rows, (10, 60, 9, 9, 9))
    expect_lines(made, told, how, lines)
    expect_lines(made, told, how, [total_of(lines)], coded=False)


def _in_yuan(made: Made) -> Print:
    how = habits(made.chance, "元")
    return type(how)(how.unit, commas=True, nothing=how.nothing, wide=False, brackets=False)
