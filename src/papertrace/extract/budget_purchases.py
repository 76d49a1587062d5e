"""What a budget means to buy: the plan of purchases (政府采购预算表), and its sums in the text.

Each row is read as one; a count is never taken for money, and a price of one piece is no amount.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.figures import amount_in, column_unit, plain
from papertrace.extract.heads import TOTAL, is_figure, layout_of
from papertrace.extract.prose import prose_of
from papertrace.model import Problem
from papertrace.text.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.figures import Amount
    from papertrace.extract.frame import Frame
    from papertrace.extract.heads import Column, Layout
    from papertrace.extract.tables import Row, Section, Square
    from papertrace.model import Fact

_TITLE = re.compile(r"采购.{0,12}表")
_HEADS = (
    (
        "item",
        re.compile(
            r"^(?:政府)?(?:采购)?(?:项目|品目|标的|物品|内容)(?:名称|内容)$|^采购(?:项目|品目|内容)$"
        ),
    ),
    ("category", re.compile(r"^(?:采购)?(?:类别|类型|种类|分类)$|^采购品目类别$")),
    ("quantity", re.compile(r"^(?:采购|需求)?数量(?:\(.*\))?$")),
    ("counted", re.compile(r"^(?:计量|数量)单位$|^单位$")),
    ("project", re.compile(r"^(?:预算|专项)?(?:项目)?名称$")),
)
_AMOUNT = re.compile(r"金额|合计|总计|采购预算|预算数|总价|小计")
_NO_AMOUNT = re.compile(r"单价|数量|编码|代码")
_CLASS = re.compile(
    r"^(?:[一二三四五]、|\([一二三四五]\)|[A-D][.、]?)?(?:货物|工程|服务)类?[ABC]?(?:小计)?$"
)
_SENTENCE = re.compile(
    r"政府采购(?:支出|预算|资金|金额|安排)*(?:总额|总计|合计|共计|总规模)?(?:为|共|计|安排|[:：])*"
    r"(?P<amount>[\d.,，]+(?:亿|万|千)?元)(?P<rest>[^。\n]*)"
)
_PART = re.compile(
    r"(?P<item>(?:政府采购)?(?P<category>货物|工程|服务)(?:类)?(?:采购)?(?:预算|支出|项目)?(?:支出|金额)?)"
    r"(?:为|共|计|安排|[:：])*(?P<amount>[\d.,，]+(?:亿|万|千)?元)"
)
_CATEGORY = re.compile("货物|工程|服务")


def budget_purchases(frame: Frame) -> Iterator[Fact | Problem]:
    """Give the rows and totals of every plan of purchases, and those of the text."""
    for section in frame.tables:
        layout = layout_of(section) if _TITLE.search(section.name) else None
        if layout is not None and "绩效" not in section.name:
            yield from _table(section, layout, frame)
    yield from _text(frame)


def _table(section: Section, layout: Layout, frame: Frame) -> Iterator[Fact | Problem]:
    roles = _roles(layout)
    column = _amount_column(layout)
    if column is None or not {"item", "project", "category"} & set(roles):
        return
    unit = column_unit(column, frame.unit_of(section))
    items: list[Decimal] = []
    total: tuple[Fact, Amount] | None = None
    held: dict[str, Square] = {}
    for _, row in layout.body:
        amount = amount_in(row[column.number], unit)
        _hold(row, roles, held)
        if amount is None:
            continue
        first = next((s for s in row if s and s.bare), None)
        if first is not None and TOTAL.match(first.bare):
            builder = frame.begin("procurement_budget_total", section)
            amount.onto(builder, "amount")
            total = builder.fact(0.9, ["the table's total"]), amount
            continue
        fact = _row(frame, section, _told(row, roles, held), amount)
        if fact is not None:
            items.append(amount.yuan)
            yield fact
    if total is not None:
        yield total[0]
        yield from _sum(total, items, section)


def _roles(layout: Layout) -> dict[str, int]:
    roles: dict[str, int] = {}
    for row in layout.head:
        for column, square in enumerate(row):
            for role, pattern in _HEADS:
                if square and square.left and role not in roles and pattern.match(square.bare):
                    roles[role] = column
                    break
    if "item" not in roles and "project" in roles:
        roles["item"] = roles.pop("project")
    return roles


def _amount_column(layout: Layout) -> Column | None:
    """Choose the column of sums: the first whose head says so and that is no price of one."""
    money = [c for c in layout.columns if not any(_NO_AMOUNT.search(p) for p in c.path)]
    money = [c for c in money if c.measure != "change" and not c.last]
    named = [c for c in money if any(_AMOUNT.search(p) for p in c.path)]
    return next(iter(named or money), None)


def _hold(row: Row, roles: dict[str, int], held: dict[str, Square]) -> None:
    """Keep what holds for the rows below: the class (一、货物), the project, the item."""
    first = next((s for s in row if s and s.bare and s.left), None)
    if (
        first is not None
        and (found := _CLASS.match(first.bare))
        and len(found[0]) == len(first.bare)
    ):
        held.clear()
        held["category"] = first
    for role in ("project", "item"):
        square = row[roles[role]] if role in roles else None
        if square and square.bare:
            held[role] = square
            if role == "project":
                held.pop("item", None)


def _told(row: Row, roles: dict[str, int], held: dict[str, Square]) -> dict[str, Square]:
    """Give the cells of a row; an item left blank goes on where only what follows it changes.

    A blank item with words before it is the sum of a group: such a row gives nothing.
    """
    told = {role: s for role, c in roles.items() if (s := row[c]) and s.bare}
    column = roles.get("item", roles.get("category", 0))
    words = [c for c, s in enumerate(row) if s and s.own and s.bare and not is_figure(s.bare)]
    if "item" in roles and "item" not in told:
        if not words or min(words) < column:
            return {}
        told |= {"item": held["item"]} if "item" in held else {}
    return {**{r: s for r, s in held.items() if r != "item"}, **told}


def _row(frame: Frame, section: Section, told: dict[str, Square], amount: Amount) -> Fact | None:
    item = told.get("item") or told.get("category")
    if not told or item is None:
        return None
    builder = frame.begin("procurement_budget", section)
    builder.add("item", item.printed, item.spot, inherited=not item.own)
    category = told.get("category")
    if category is not None and category is not item:
        kind = _CATEGORY.search(category.bare)
        value = kind[0] if kind else category.printed
        builder.add("category", value, category.spot, inherited=not category.own)
    if "project" in told and "item" in told:
        project = told["project"]
        builder.add("project", project.printed, project.spot, inherited=not project.own)
    if "quantity" in told:
        builder.add("quantity", told["quantity"].printed, told["quantity"].spot)
        if "counted" in told:
            builder.add("unit", told["counted"].printed, told["counted"].spot)
    amount.onto(builder, "amount")
    return builder.fact(0.9, ["one row of the plan of purchases"])


def _sum(total: tuple[Fact, Amount], items: list[Decimal], section: Section) -> Iterator[Problem]:
    fact, amount = total
    whole = sum(items, Decimal(0))
    slack = (amount.unit.factor if amount.unit else Decimal(1)) * Decimal("0.01") * len(items)
    if items and abs(whole - amount.yuan) > slack and 2 * amount.yuan != whole:
        yield Problem(
            "PT431",
            "warning",
            f"Page {section.page}, {section.name}: the rows add up to {plain(whole)}, the total "
            f"is printed as {amount.value}.",
            "Compare the rows with the page; the document may contradict itself.",
            anchor=fact.anchors[-1],
            fact_ids=(fact.id,),
        )


def _text(frame: Frame) -> Iterator[Fact]:
    """Read 政府采购预算总额…万元，其中：货物…、工程…、服务…."""
    prose = prose_of(frame.document)
    for found in _SENTENCE.finditer(prose.text):
        money = find_amounts(found["amount"])
        if len(money) != 1:
            continue
        builder = frame.begin_document("procurement_budget_total")
        spot = prose.spots(*found.span("amount"))[0]
        builder.add("amount", money[0].value, spot, currency="CNY")
        yield builder.fact(0.88, ["stated in the text"])
        for part in _PART.finditer(prose.text, *found.span("rest")):
            own = find_amounts(part["amount"])
            if len(own) != 1:
                continue
            builder = frame.begin_document("procurement_budget")
            builder.add("item", part["item"], prose.spots(*part.span("item"))[0])
            builder.add("category", part["category"], prose.spots(*part.span("category"))[0])
            place = prose.spots(*part.span("amount"))[0]
            builder.add("amount", own[0].value, place, currency="CNY")
            yield builder.fact(0.88, ["stated in the text"])
