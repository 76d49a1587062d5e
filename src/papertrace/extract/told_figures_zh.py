"""Figures inside an attributed Chinese sentence: counts, measures, rates, shares, money.

A figure is what somebody said; nothing here adds, compares or rounds it. Dates are none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.told_figures import Figure
from papertrace.extract.told_shares import chinese_shares
from papertrace.text.dates import find_dates
from papertrace.text.money import find_amounts
from papertrace.text.quantities import find_quantities
from papertrace.text.rates import find_rates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.told_figures import Span
    from papertrace.text.dates import Date as Dated

_RELATIVE = re.compile(
    r"(?<![比较])(?:今年|去年|前年|当年|上年)(?:以来|全年|[上下]半年|第?[一二三四]季度|前?[一二三四五六七八九十\d]+个月|\d{1,2}月?(?:[-—至]\d{1,2}月)(?:份)?|\d{1,2}月(?:份)?(?!\d))?"
    r"|近(?:\d+|[一二三两四五]+)年(?:来|间)?|过去(?:\d+|[一二三两四五]+)年(?:来|间)?"
)
_CHINESE_UP = re.compile(r"(?P<up>增长|上升|增加|提高|上涨|提升)|(?P<down>下降|减少|下滑|降低)")
_SPANS = frozenset({"day", "hour", "minute", "week"})
"""Lengths of time, which are figures only where a bound is told."""


def chinese_figures(text: str) -> list[Figure]:
    """Give the figures of a Chinese sentence: counts, measures, rates; dates are none."""
    dates = find_dates(text)
    found: list[Figure] = []
    rates = find_rates(text)
    shares = chinese_shares(text)
    for q in sorted((*find_quantities(text), *rates), key=lambda q: q.start):
        if any(s.start < q.end and q.start < s.end for s in shares):
            continue
        inside = any(d.start <= q.start < d.end for d in dates) or q.unit in {"位", "名"}
        taken = any(f.at[0] <= q.start < f.at[1] for f in found)
        if (
            inside
            or taken
            or (q.unit in {"year", "quarter", "month"} or (q.unit in _SPANS and not q.operator))
            or text[max(0, q.start - 1) : q.start + 1] == "统一"  # a ministry's name
            or "[" in q.value
        ):
            continue
        hedge = "~" if q.approximate else q.operator
        found.append(_chinese(text, dates, (q.start, q.end), (q.value, q.whole_unit, hedge, None)))
    for share in shares:
        value = (share.value, "percent", share.hedge, share.whole)
        found.append(_chinese(text, dates, (share.start, share.end), value))
    for money in find_amounts(text):
        if "元" in money.unit and not any(f.at[0] <= money.start < f.at[1] for f in found):
            hedge = "~" if money.approximate else money.bound
            value = (money.value, money.currency, hedge, None)
            found.append(_chinese(text, dates, (money.start, money.end), value))
    return sorted(found, key=lambda f: f.at)


def _chinese(
    text: str,
    dates: Sequence[Dated],
    at: Span,
    told: tuple[str, str, str, Span | None],
) -> Figure:
    """Make a figure of (value, unit, hedge, denominator) with the period told before it."""
    value, unit, hedge, whole = told
    periods = [(d.value, (d.start, d.end)) for d in dates]
    periods += [(m[0], m.span()) for m in _RELATIVE.finditer(text)]
    before = [t for t in periods if t[1][1] <= at[0]]
    period = max(before, key=lambda t: t[1][1]) if before else None
    turn = list(_CHINESE_UP.finditer(text, max(0, at[0] - 8), at[0]))
    direction = None
    if turn:
        direction = ("up" if turn[-1]["up"] else "down", turn[-1].span())
        unit = "percent_change" if unit == "percent" else unit
        value = value.removeprefix("-")  # the direction says it
    return Figure(value, unit, at, hedge, at, period, whole, direction)
