"""The tables of invented budgets, in the layouts that provinces use, and what they state."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from extract.budgets.prints import habits
from extract.targets.paper import Grid, Paper, Turn

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from extract.budgets.content import Budget, Gold, Line
    from extract.budgets.prints import Print
    from extract.targets.paper import Cell

Rows = list[tuple["Cell", ...]]


@dataclass(slots=True)
class Made:
    """A paper with what it says, by kind of fact."""

    budget: Budget
    chance: random.Random
    account: bool = False
    """A final account instead of a budget."""
    paper: Paper = field(default_factory=Paper)
    wanted: dict[str, list[Gold]] = field(default_factory=dict)
    number: int = 0
    """Of the last table."""
    manner: int = 0
    """How captions stand, the same through one paper."""

    def expect(self, kind: str, **fields: str | None) -> None:
        """Note a fact; fields that print nothing are left out."""
        told: Gold = {"body": self.budget.body, "year": str(self.budget.year)}
        told |= {n: v for n, v in fields.items() if v is not None}
        self.wanted.setdefault(kind, []).append(told)

    @property
    def phase(self) -> str:
        """Give the phase of its amounts."""
        return "executed" if self.account else "approved"

    @property
    def figure(self) -> str:
        """Give the head word of this year's amounts."""
        return "决算数" if self.account else self.chance.choice(("预算数", "金额", "预算金额"))


def caption(made: Made, title: str, unit: str) -> str:
    """Begin a sheet: number, title, body, unit. Gives the title as printed."""
    made.number += 1
    paper, year = made.paper, made.budget.year
    paper.blocks.append(Turn("表"))
    if made.manner in (0, 1):
        paper.line(f"公开{made.number:02d}表")
    told = {0: f"{year}年{title}", 1: title, 2: f"{year}年度{title}", 3: title}[made.manner]
    if made.manner == 3:
        paper.line(f"表{made.number}")
    paper.line(told, heading=True)
    label = {0: "单位名称：", 1: "部门：", 2: "编制单位：", 3: "公开部门："}[made.manner]
    said = {0: "单位：", 1: "金额单位：", 2: "单位：", 3: "单位:"}[made.manner]
    if made.manner in (0, 3):
        paper.line(f"{label}{made.budget.body}          {said}{unit}")
    else:
        paper.line(f"{label}{made.budget.body}")
        paper.line(f"{said}{unit}")
    return told


def grid(made: Made, rows: Sequence[tuple[Cell, ...]], widths: Sequence[int], head: int) -> None:
    """Add a table whose first `head` rows are heads."""
    made.paper.blocks.append(
        Grid(tuple(rows), tuple(widths), (0, head), repeated=made.chance.random() < 0.5)
    )


def overall(made: Made) -> None:
    """The overall table: income and expenditure side by side in one grid."""
    b, pick = made.budget, made.chance.choice
    how = habits(made.chance)
    title = pick(("收支总表", "部门收支总体情况表", "收支预算总表"))
    caption(made, "收入支出决算总表" if made.account else title, how.unit)
    income = [("一般公共预算拨款收入", b.own), ("政府性基金预算拨款收入", Decimal(0)),
              ("国有资本经营预算拨款收入", Decimal(0)), ("其他收入", b.other)]  # fmt: skip
    spending = [(x.name, x.amount) for x in b.lines if len(x.code) == 3]
    marks = "一二三四五六七八九十"
    left = [(f"{marks[n]}、{name}", amount) for n, (name, amount) in enumerate(income)]
    right = [(f"{marks[n]}、{name}", amount) for n, (name, amount) in enumerate(spending)]
    deep = max(len(left), len(right))
    left += [("", Decimal(0))] * (deep - len(left))
    right += [("", Decimal(0))] * (deep - len(right))
    carried = pick(("上年结转", "上年结转结余", "年初结转和结余" if made.account else "上年结转"))
    left += [("本年收入合计", b.own + b.other), (carried, b.carried), ("收入总计", b.total)]
    right += [("本年支出合计", b.spent), (pick(("结转下年", "年末结转和结余")), b.left),
              ("支出总计", b.total)]  # fmt: skip
    if pick((0, 0, 1)):
        left[-1], right[-1] = ("总计", b.total), ("总计", b.total)

    def cell(name: str, yuan: Decimal) -> str:
        return how.money(yuan) if name else ""

    numbered = made.account and pick((True, False))
    rows: Rows = [(("收入", 1, 3 if numbered else 2), ("支出", 1, 3 if numbered else 2))]
    if numbered:
        rows += [("项目", "行次", "决算数", "项目", "行次", "决算数"),
                 ("栏次", "", "1", "栏次", "", "2")]  # fmt: skip
        deep = len(left)
        for n, ((a, x), (c, y)) in enumerate(zip(left, right, strict=True), 1):
            rows.append((a, str(n), cell(a, x), c, str(n + deep), cell(c, y)))
    else:
        figure = made.figure
        rows.append(("项目", figure, "项目", figure))
        pairs = zip(left, right, strict=True)
        rows += [(a, cell(a, x), c, cell(c, y)) for (a, x), (c, y) in pairs]
    grid(made, rows, (26, 6, 16, 26, 6, 16) if numbered else (30, 18, 30, 18), 2)
    for side, scope, yuan in (
        ("income", "year", b.own + b.other), ("income", "grand", b.total),
        ("expenditure", "year", b.spent), ("expenditure", "grand", b.total),
    ):  # fmt: skip
        made.expect("budget_total", side=side, scope=scope, phase=made.phase, amount=how.gold(yuan))


def expect_lines(
    made: Made, title: str, how: Print, lines: Sequence[Line], *, coded: bool = True
) -> None:
    """Expect the lines of a table as printed."""
    kind = "economic_line" if lines[0].code.startswith("3") else "budget_line"
    for x in lines:
        made.expect(
            kind, table=title, code=x.code if coded else None, name=x.name,
            amount=how.gold(x.amount), basic=how.gold(x.basic), project=how.gold(x.project),
        )  # fmt: skip


def total_of(lines: Sequence[Line]) -> Line:
    """Give the line of the whole."""
    tops = [x for x in lines if len(x.code) == 3]
    basic = sum((x.basic for x in tops), Decimal(0))
    whole = sum((x.amount for x in tops), Decimal(0))
    return type(tops[0])("", "合计", basic, whole - basic)


def expenditure(made: Made) -> None:
    """Expenditure by code: one, three or no code columns, codes within names, further columns."""
    how = habits(made.chance)
    title = made.chance.choice(("支出总表", "支出预算总表", "部门支出总体情况表"))
    told = caption(made, "支出决算表" if made.account else title, how.unit)
    lines = made.budget.lines
    form = made.chance.choice(("one", "three", "within", "none"))
    more = made.chance.random() < 0.4
    extra = ("上缴上级支出", "事业单位经营支出", "对附属单位补助支出") if more else ()
    heads = ("本年支出合计" if made.account else "合计", "基本支出", "项目支出", *extra)

    def tell(x: Line) -> tuple[str, ...]:
        return (*told_of(how, x), *("" for _ in extra))

    total = total_of(lines)
    body: Rows
    if form == "three":
        rows: Rows = [(("科目编码", 1, 3), ("科目名称", 2, 1), *((h, 2, 1) for h in heads)),
                      ("类", "款", "项")]  # fmt: skip
        body = [(*_parts(x.code, made), x.name, *tell(x)) for x in lines]
        whole: tuple[Cell, ...] = ("", "", "", "合计", *tell(total))
        widths = [7, 6, 6, 26]
    elif form == "within":
        rows = [("功能分类科目", *heads)]
        join = made.chance.choice(("{}-{}", "[{}]{}", "{} {}", "{}{}"))
        body = [(join.format(x.code, x.name), *tell(x)) for x in lines]
        whole, widths = ("合计", *tell(total)), [40]
    elif form == "none":
        rows = [("项目", *heads)]
        body = [("　" * (len(x.code) // 2 - 1) + x.name, *tell(x)) for x in lines]
        whole, widths = ("合计", *tell(total)), [40]
    else:
        pairs = (("科目编码", "科目名称"), ("功能分类科目代码", "功能分类科目名称"))
        names = made.chance.choice(pairs)
        if made.chance.random() < 0.5:
            rows = [(("项目", 1, 2), *((h, 2, 1) for h in heads)), names]
        else:
            rows = [(*names, *heads)]
        body = [(x.code, "　" * (len(x.code) // 2 - 1) + x.name, *tell(x)) for x in lines]
        whole, widths = ("", "合计", *tell(total)), [14, 30]
    if made.account or made.chance.random() < 0.3:
        lead = ["栏次", *[""] * (len(widths) - 1)]
        rows.append((*lead, *(str(n) for n in range(1, len(heads) + 1))))
    above = made.chance.random() < 0.5
    grid(made, [*rows, *([whole, *body] if above else [*body, whole])],
         [*widths, *[14] * len(heads)], len(rows))  # fmt: skip
    expect_lines(made, told, how, lines, coded=form != "none")
    expect_lines(made, told, how, [total], coded=False)


def told_of(how: Print, x: Line) -> tuple[str, str, str]:
    """Print a line's amount, basic and project expenditure."""
    return how.money(x.amount), how.money(x.basic), how.money(x.project)


def _parts(code: str, made: Made) -> tuple[str, str, str]:
    """Cut a code into 类 款 项; every row in full, or its last part alone as most forms do."""
    parts = (code[:3], code[3:5], code[5:7])
    if made.manner % 2:
        return parts
    deepest = max(n for n, p in enumerate(parts) if p)
    return tuple(p if n == deepest else "" for n, p in enumerate(parts))  # type: ignore[return-value]  # three


def general(made: Made) -> None:
    """General public budget: last year's column before this year's, and changes behind them."""
    how = habits(made.chance)
    title = "一般公共预算财政拨款支出决算表" if made.account else "一般公共预算支出表"
    told = caption(made, title, how.unit)
    b, lines = made.budget, made.budget.lines
    last, this = f"{b.year - 1}年执行数", f"{b.year}年预算数"
    if made.account:
        rows: Rows = [("科目编码", "科目名称", "小计", "基本支出", "项目支出")]
        rows.append(("栏次", "", "1", "2", "3"))
        body: Rows = [(x.code, x.name, *told_of(how, x)) for x in (*lines, total_of(lines))]
        grid(made, [*rows, *body], (14, 30, 14, 14, 14), 2)
    else:
        rows = [
            (("功能分类科目", 1, 2), (last, 2, 1), (this, 1, 3),
             (f"{b.year}年预算数比{b.year - 1}年执行数", 1, 2)),
            ("科目编码", "科目名称", "小计", "基本支出", "项目支出", "增减额", "增减%"),
        ]  # fmt: skip
        body = []
        for x in (*lines, total_of(lines)):
            before = b.before[x.code] if x.code else sum(
                (v for k, v in b.before.items() if len(k) == 3), Decimal(0)
            )  # fmt: skip
            share = f"{(x.amount - before) / before * 100:.2f}" if before else ""
            change = how.money(x.amount - before)
            body.append((x.code, x.name, how.money(before), *told_of(how, x), change, share))
        grid(made, [*rows, *body], (13, 24, 13, 13, 13, 13, 13, 9), 2)
    expect_lines(made, told, how, lines)
    expect_lines(made, told, how, [total_of(lines)], coded=False)


def economic(made: Made) -> None:
    """Basic expenditure by economic code: personnel and running costs."""
    how = habits(made.chance)
    title = "一般公共预算财政拨款基本支出决算表" if made.account else "一般公共预算基本支出表"
    told = caption(made, title, how.unit)
    lines = made.budget.economic
    rows: Rows = [("经济分类科目编码", "经济分类科目名称", "合计", "人员经费", "公用经费")]
    body: Rows = [(x.code, x.name, *told_of(how, x)) for x in (*lines, total_of(lines))]
    grid(made, [*rows, *body], (16, 30, 14, 14, 14), 1)
    for x in (*lines, total_of(lines)):
        made.expect("economic_line", table=told, code=x.code or None, name=x.name,
                    amount=how.gold(x.amount))  # fmt: skip
