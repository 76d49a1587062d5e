"""What a figure of a story counts, and whether that is what the evidence counts.

Currencies become ISO codes, the common units of time, length and area one name, people and
occasions are kept apart. A word it does not know stays unknown; it is never taken for a unit.
"""

from __future__ import annotations

import re

CURRENCIES: dict[str, str] = {
    "us$": "USD", "hk$": "HKD", "a$": "AUD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY",
    "￥": "CNY", "₩": "KRW", "rmb": "CNY", "cny": "CNY", "usd": "USD", "eur": "EUR",
}  # fmt: skip
"""Signs that stand before a number."""

_UNITS: tuple[tuple[str, str], ...] = (
    (r"(?:chinese\s+)?yuan|renminbi|rmb|cny|kuai|人民币|块钱|元", "CNY"),
    (r"u\.?s\.?\s+dollars?|dollars?|usd|美元|美金", "USD"),
    (r"euros?|eur|欧元", "EUR"),
    (r"pounds?(?:\s+sterling)?|英镑", "GBP"),
    (r"(?:south\s+korean\s+)?won|韩元", "KRW"),
    (r"(?:japanese\s+)?yen|日元", "JPY"),
    (r"hong\s+kong\s+dollars?|港元|港币", "HKD"),
    (r"percentage[\s-]points?|个百分点|百分点", "percentage_point"),
    (r"%|％|percent\b|per\s+cent\b|pct\b", "percent"),
    (r"sq(?:uare|\.)?[\s-]*met(?:er|re)s?|sq\.?\s?m\b|m2\b|m²|㎡|平方米|平米", "m2"),
    (r"square[\s-]+(?:feet|foot)|sq\.?\s?ft\b", "square foot"),
    (r"square[\s-]+kilomet(?:er|re)s?|平方公里", "km2"),
    (r"kilomet(?:er|re)s?|km\b|公里|千米", "km"),
    (r"met(?:er|re)s?|m\b|米", "m"),
    (r"working[\s-]+days?|business[\s-]+days?|个?工作日", "working_day"),
    (r"(?:calendar[\s-]+)?days?\b|天|日历天", "day"),
    (r"hours?\b|个?小时", "hour"),
    (r"minutes?\b|分钟", "minute"),
    (r"months?\b|个月", "month"),
    (r"years?\b|年", "year"),
    (r"points?\b|分(?!之|钟)", "point"),
    (r"person[\s-]times?|人次|occasions?\b|times\b(?!\s+(?:as|more|higher|larger))", "occasion"),
    (r"人(?!民币|次)|名(?!单)", "person"),
    (r"(?:people|persons?|individuals?|men|women|officers?|guards?|migrants?)\b", "person"),
    (r"(?:defectors?|escapees?|residents?|travell?ers?|staff|employees?|nationals)\b", "person"),
    (r"(?:refugees?|auxiliar(?:y|ies)|deportees?|returnees?|foreigners?)\b", "person"),
    (r"cases?\b|例|起(?!来)", "case"),
)  # fmt: skip
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), unit) for pattern, unit in _UNITS
)
MONEY = frozenset({"CNY", "USD", "EUR", "GBP", "KRW", "JPY", "HKD", "AUD"})

_SAME = {
    "人": "person", "名": "person", "位": "person", "人次": "occasion", "人(次)": "occasion",
    "人（次）": "occasion", "次": "occasion", "天": "day", "日": "day", "日历天": "day",
    "个工作日": "working_day", "工作日": "working_day", "小时": "hour", "分钟": "minute",
    "个月": "month", "月": "month", "年": "year", "例": "case", "起": "case", "件": "case",
    "分": "point", "㎡": "m2", "平方米": "m2", "公里": "km", "千米": "km", "米": "m",
    "%": "percent", "％": "percent", "元": "CNY", "个百分点": "percentage_point",
}  # fmt: skip
_PLAIN = frozenset(
    {"m2", "km2", "km", "m", "kg", "percent", "percentage_point", "factor", *_SAME.values()}
)

_CONFUSED = (
    ({"person", "occasion"}, "occasions"),
    ({"percent", "percentage_point"}, "percentage-points"),
)


def unit_at(text: str, at: int) -> tuple[str, int]:
    """Give the unit whose name stands at an offset, and where it ends; ('', at) for none."""
    best = ("", at)
    for pattern, unit in PATTERNS:
        match = pattern.match(text, at)
        if match and match.end() > best[1]:
            best = (unit, match.end())
    return best


def known(unit: str) -> str:
    """Give the one name of a unit as a fact states it; '' where it is not known."""
    if unit in MONEY or unit in _PLAIN:
        return unit
    return _SAME.get(unit, "")


def clash(said: str, found: str) -> str:
    """Name the slip where a story's unit is not the evidence's: '' where they agree.

    A unit that is not printed, or not known to either side, agrees with any.
    """
    there = known(found)
    if not said or not found or said == there or (said == "share" and there in ("percent", "")):
        return ""
    for pair, slip in _CONFUSED:
        if {said, there} == pair:
            return slip
    if said in MONEY and (there in MONEY or re.fullmatch(r"[A-Z]{3}", found)):
        return "currency"
    # The evidence may count by a counter that is not known here (艘, 套): a noun may name it,
    # a currency or a percentage may not.
    return "unit" if there or said in MONEY or said in ("percent", "percentage_point") else ""
