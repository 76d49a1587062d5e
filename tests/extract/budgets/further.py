"""Further tables of invented budgets: income, three public, funds, projects, purchases."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extract.budgets.content import PUBLIC
from extract.budgets.prints import habits
from extract.budgets.tables import caption, grid

if TYPE_CHECKING:
    from extract.budgets.tables import Made, Rows


def income(made: Made) -> None:
    """Income by source: no line of expenditure stands here."""
    how, b = habits(made.chance), made.budget
    caption(made, "收入决算表" if made.account else "收入总表", how.unit)
    heads = ("单位名称", "合计", "上年结转", "一般公共预算拨款收入", "政府性基金预算拨款收入",
             "其他收入")  # fmt: skip
    rows: Rows = [heads, (b.body, *(how.money(x) for x in (
        b.own + b.other + b.carried, b.carried, b.own, Decimal(0), b.other)))]  # fmt: skip
    grid(made, rows, (24, 14, 12, 16, 16, 12), 1)


def three_public(made: Made) -> None:
    """The three public expenses: one row a year, or one row an item."""
    how, b = habits(made.chance, made.chance.choice(("万元", "元", "万元"))), made.budget
    title = "财政拨款“三公”经费支出决算表" if made.account else "“三公”经费支出表"
    caption(made, title, how.unit)
    vehicles: dict[str, tuple[str, ...]] = {"公务用车购置及运行费": PUBLIC[1:3]}
    sums = [_sums(x, vehicles) for x in (b.public, b.public_before)]
    items = ("合计", PUBLIC[0], *vehicles, PUBLIC[1], PUBLIC[2], PUBLIC[3])
    both = True
    if made.chance.random() < 0.5:
        both = made.chance.random() < 0.6
        year = f"{b.year}年{'决' if made.account else '预'}算数"
        rows: Rows = [
            (("年度", 2, 1), ("合计", 2, 1), (PUBLIC[0], 2, 1), ("公务用车购置及运行费", 1, 3),
             (PUBLIC[3], 2, 1)),
            ("小计", PUBLIC[1], PUBLIC[2]),
            (year, *(how.money(sums[0][i]) for i in items)),
        ]  # fmt: skip
        if both:
            rows.insert(2, (f"{b.year - 1}年预算数", *(how.money(sums[1][i]) for i in items)))
        grid(made, rows, (16, 12, 14, 12, 12, 12, 12), 2)
    else:
        rows = [("项目", f"{b.year - 1}年预算数", f"{b.year}年预算数", "增减变化")]
        now, then = sums
        rows += [(i, how.money(then[i]), how.money(now[i]), how.money(now[i] - then[i]))
                 for i in items]  # fmt: skip
        grid(made, rows, (34, 18, 18, 18), 1)
    for year_of, told in zip((b.year, b.year - 1), sums if both else sums[:1], strict=False):
        for item in items:
            if how.gold(told[item]) is not None:
                amount = how.gold(told[item])
                made.expect("three_public", item=item, year=str(year_of), amount=amount)


def _sums(public: dict[str, Decimal], groups: dict[str, tuple[str, ...]]) -> dict[str, Decimal]:
    out = dict(public)
    for name, parts in groups.items():
        out[name] = sum((public[p] for p in parts), Decimal(0))
    out["合计"] = sum(public.values(), Decimal(0))
    return out


def funds(made: Made) -> None:
    """An empty table with the statement that there is nothing."""
    what = made.chance.choice(("政府性基金", "国有资本经营"))
    tail = "预算财政拨款支出决算表" if made.account else "预算支出表"
    caption(made, what + tail, "万元")
    rows: Rows = [("科目编码", "科目名称", "合计", "基本支出", "项目支出")]
    rows.append(("", "合计", "", "", ""))
    said = made.chance.choice((
        f"本单位{made.budget.year}年没有{what}预算拨款安排的支出",
        f"本部门无{what}预算财政拨款收支",
        f"我单位{made.budget.year}年度没有使用{what}预算拨款安排的支出",
    ))  # fmt: skip
    if made.chance.random() < 0.5:
        rows.append(((f"注：{said}，本表为空。", 1, 5),))
        grid(made, rows, (14, 30, 14, 14, 14), 1)
    else:
        grid(made, rows, (14, 30, 14, 14, 14), 1)
        made.paper.line(f"说明：{said}，故本表无数据。")
    item = said[said.index(what) :]
    made.expect("none_statement", item=item)


def projects(made: Made) -> None:
    """The table of projects; each with its total, its sources beside it."""
    how, b = habits(made.chance), made.budget
    caption(made, "项目支出表", how.unit)
    rows: Rows = [("项目类型", "项目名称", "项目单位", "合计", "一般公共预算", "其他资金")]
    rows += [("特定目标类", name, b.body, how.money(x), how.money(x), how.money(Decimal(0)))
             for name, x in b.projects]  # fmt: skip
    whole = sum((x for _, x in b.projects), Decimal(0))
    rows.append(("合计", "", "", how.money(whole), how.money(whole), how.money(Decimal(0))))
    grid(made, rows, (14, 26, 22, 14, 14, 12), 1)
    for name, x in b.projects:
        made.expect("project_budget", project=name, phase=made.phase, amount=how.gold(x))


def purchases(made: Made) -> None:
    """The plan of purchases."""
    how, b = habits(made.chance), made.budget
    caption(made, made.chance.choice(("政府采购预算表", "政府采购预算明细表")), how.unit)
    mixed = made.chance.random() < 0.5
    heads = ("采购项目名称", "品目编码", "类别", "数量", "金额") if mixed else (
        "品目编码", "品目名称", "采购类型", "采购数量", "预算金额")  # fmt: skip
    rows: Rows = [heads]
    for name, number, kind, many, x in b.goods:
        first = (name, number) if mixed else (number, name)
        rows.append((*first, kind, many, how.money(x)))
    whole = sum((x for *_, x in b.goods), Decimal(0))
    rows.append(("合计", "", "", "", how.money(whole)))
    grid(made, rows, (28, 16, 12, 12, 16) if mixed else (16, 28, 12, 12, 16), 1)
    for name, _, kind, many, x in b.goods:
        made.expect(
            "procurement_budget", item=name, category=kind, quantity=many, amount=how.gold(x)
        )
    made.expect("procurement_budget_total", amount=how.gold(whole))
