"""The explanation of an invented budget: changes, statements of none, assets, posts, purchases."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extract.budgets.prints import plain

if TYPE_CHECKING:
    from extract.budgets.tables import Made


def explanation(made: Made) -> None:
    """Write the text and what it states."""
    b, say = made.budget, made.paper.line
    say(f"第二部分  部门{'决算' if made.account else '预算'}情况说明", heading=True)
    total_before = (b.total * 100 / 112).quantize(Decimal(1)) // 100 * 100
    _overall(made, total_before)
    tops = [x for x in b.lines if len(x.code) == 3]
    for number, x in enumerate(tops, 2):
        _change(made, number, f"{x.name}", x.amount, b.before[x.code])
    public = sum(b.public.values(), Decimal(0))
    _public(made, len(tops) + 2, public)
    posts = (
        "（一）人员情况。本单位编制数{}人，实有在职人员{}人。",
        "（一）人员情况。截至上年末，核定编制{}名，在职{}人。",
    )
    say(made.chance.choice(posts).format(*b.posts))
    made.expect("staffing", authorised=str(b.posts[0]), actual=str(b.posts[1]))
    cars, boats = b.vehicles
    day = f"截至{b.year - 1}年12月31日"
    say(f"（二）国有资产占用情况。{day}，本单位共有执法执勤用车{cars}辆、船艇{boats}艘。")
    made.expect("asset_count", item="执法执勤用车", value=str(b.vehicles[0]), unit="辆")
    made.expect("asset_count", item="船艇", value=str(b.vehicles[1]), unit="艘")
    amounts = {k: sum((x for _, _, kind, _, x in b.goods if kind == k), Decimal(0))
               for k in ("货物", "工程", "服务")}  # fmt: skip
    whole = sum(amounts.values(), Decimal(0))
    parts = "、".join(f"政府采购{k}预算{_wan(v)}万元" for k, v in amounts.items())
    say(f"（三）政府采购情况。{b.year}年政府采购预算总额{_wan(whole)}万元，其中：{parts}。")
    made.expect("procurement_budget_total", amount=plain(whole))
    for kind, amount in amounts.items():
        made.expect(
            "procurement_budget", item=f"政府采购{kind}预算", category=kind, amount=plain(amount)
        )


def _overall(made: Made, before: Decimal) -> None:
    b = made.budget
    delta = b.total - before
    word = "决算" if made.account else "预算"
    now, more, share = _wan(b.total), _wan(delta), _pct(delta, before)
    last = b.year - 1
    grows = f"增加{more}万元，增长{share}%"
    told = made.chance.choice((
        f"{b.year}年收支总{word}{now}万元，比上年{grows}，主要原因是新增项目。",
        f"本单位{b.year}年度收入、支出总计{now}万元，与{last}年相比，收、支总计各{grows}。",
        f"{b.year}年收支总{word}{now}万元，较{last}年{word}数增加{more}万元，上升{share}%。",
    ))  # fmt: skip
    made.paper.line(f"一、收支总体情况。{told}")
    items = {"年度收入、支出总计": "收入、支出总计"}
    item = next((v for k, v in items.items() if k in told), f"收支总{word}")
    made.expect("yoy", item=item, delta=plain(delta), pct=_pct(delta, before))


def _change(made: Made, number: int, name: str, now: Decimal, before: Decimal) -> None:
    """Write one sentence of change."""
    mark = "一二三四五六七八九十"[number - 1]
    delta = now - before
    year = made.budget.year
    if not delta:
        made.paper.line(f"{mark}、{name}{_wan(now)}万元，与上年持平。")
        made.expect("yoy", item=name, delta="0")
        return
    up = delta > 0
    way, rate = ("增加", "增长") if up else ("减少", made.chance.choice(("下降", "降低")))
    base = made.chance.choice(
        ("比上年预算数", f"较{year - 1}年", f"比{year - 1}年执行数", "比上年", "与上年相比")
    )
    size = _wan(abs(delta))
    share = _pct(abs(delta), before)
    told = f"{name}{_wan(now)}万元，{base}{way}{size}万元，{rate}{share}%，主要是业务调整。"
    made.paper.line(f"{mark}、{told}")
    made.expect("yoy", item=name, delta=plain(delta), pct=share if up else f"-{share}")


def _public(made: Made, number: int, now: Decimal) -> None:
    mark = "一二三四五六七八九十"[number - 1]
    made.paper.line(f"{mark}、“三公”经费财政拨款预算{_wan(now)}万元，与上年持平。")
    made.expect("yoy", item="“三公”经费财政拨款预算", delta="0")


def _wan(yuan: Decimal) -> str:
    return f"{yuan / 10000:,.2f}"


def _pct(delta: Decimal, before: Decimal) -> str:
    return plain((delta / before * 100).quantize(Decimal("0.01")))
