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
_NOUNS: tuple[tuple[str, str], ...] = (
    (r"(?:visitors?|detainees?|suspects?|smugglers?|crossers?|arrivals?|citizens?)\b", "person"),
    (r"(?:workers?|passengers?|soldiers?|children|asylum[\s-]seekers?)\b", "person"),
    (r"(?:(?:North|South)\s+)?(?-i:[A-Z])[a-z]+(?:ans|ese)\b", "person"),
    (r"(?:documents|files|papers)\b|(?:document|file|paper)\b(?![\s-]+\w)|份?文件", "document"),
    (r"(?:boats|ships|vessels|ferries)\b|(?:boat|ship|vessel|ferry)\b(?![\s-]+\w)|艘", "vessel"),
    (r"(?:cars|trucks|lorries|vehicles|vans|buses|jeeps)\b", "vehicle"),
    (r"(?:car|truck|lorry|vehicle|van|bus|jeep)\b(?![\s-]+\w)|辆", "vehicle"),
    (r"(?:drones|helicopters|planes)\b|(?:drone|helicopter|plane|aircraft)\b(?![\s-]+\w)|架",
     "aircraft"),
)  # fmt: skip
"""Nouns that name what is counted; they are no part of a figure as the units are."""
_COUNTING = (
    *PATTERNS,
    *((re.compile(pattern, re.IGNORECASE), unit) for pattern, unit in _NOUNS),
)
MONEY = frozenset({"CNY", "USD", "EUR", "GBP", "KRW", "JPY", "HKD", "AUD"})

_SAME = {
    "人": "person", "名": "person", "位": "person", "人次": "occasion", "人(次)": "occasion",
    "人（次）": "occasion", "次": "occasion", "天": "day", "日": "day", "日历天": "day",
    "个工作日": "working_day", "工作日": "working_day", "小时": "hour", "分钟": "minute",
    "个月": "month", "月": "month", "年": "year", "例": "case", "起": "case", "件": "case",
    "分": "point", "㎡": "m2", "平方米": "m2", "公里": "km", "千米": "km", "米": "m",
    "%": "percent", "％": "percent", "元": "CNY", "个百分点": "percentage_point",
    "艘": "vessel", "辆": "vehicle", "架": "aircraft", "人员": "person",
}  # fmt: skip
_PLAIN = frozenset(
    {"m2", "km2", "km", "m", "kg", "percent", "percentage_point", "factor", *_SAME.values()}
    | {"document", "fact", "share"}
)
COUNTED = frozenset(
    {"person", "occasion", "case", "vessel", "vehicle", "aircraft"}
    | {"day", "working_day", "hour", "minute", "month", "year", "m2", "km2", "km", "m"}
)
"""Units whose nouns are known, so that another noun behind the figure tells another thing."""
NOUNS = frozenset(
    {*COUNTED, "percent", "percentage_point", "document"} - {"hour", "minute", "month", "year", "m"}
)
"""Units that a noun some words behind a figure may name."""

_SHARES = frozenset({"percent", "percentage_point", "share"})
_CONFUSED = (
    ({"person", "occasion"}, "occasions"),
    ({"percent", "percentage_point"}, "percentage-points"),
)


def unit_at(text: str, at: int, *, nouns: bool = False) -> tuple[str, int]:
    """Give the unit whose name stands at an offset, and where it ends; ('', at) for none.

    `nouns`: nouns that name what is counted are units, too.
    """
    best = ("", at)
    for pattern, unit in _COUNTING if nouns else PATTERNS:
        match = pattern.match(text, at)
        if match and match.end() > best[1]:
            best = (unit, match.end())
    return best


_GENERIC = frozenset("个項项处處件次份种类批组")
"""Counters of anything: any noun may stand for them."""


_THINGS = frozenset("个处座项")
_NEVER_THINGS = frozenset({"person", "occasion", "vessel", "vehicle", "aircraft"})
"""Units that forms print with counters of their own: 人, 次, 艘, 辆, 架; never as 个."""


def vague(unit: str) -> bool:
    """Say whether a unit leaves open what is counted, so that any noun fits it."""
    return not unit or unit in ("fact", "document", "point", "share", "factor") or unit in _GENERIC


def known(unit: str) -> str:
    """Give the one name of a unit as a fact states it; '' where it is not known."""
    if unit in MONEY or unit in _PLAIN:
        return unit
    if unit in _SAME:
        return _SAME[unit]
    named, end = unit_at(unit, 0, nouns=True)
    return named if unit and end == len(unit) else ""


def clash(said: str, found: str) -> str:
    """Name the slip where a story's unit is not the evidence's: '' where they agree.

    A story that names no unit agrees with any. A currency or a percentage agrees with itself
    alone; another unit agrees with a counter that is not known here (套), and with none printed.
    """
    there = known(found)
    if not said or said == there or {said, there} <= {"share", "percent"}:
        return ""
    for pair, slip in _CONFUSED:
        if {said, there} == pair:
            return slip
    if said in MONEY and (there in MONEY or re.fullmatch(r"[A-Z]{3}", found)):
        return "currency"
    if found in _THINGS and said in _NEVER_THINGS:
        return "unit"
    if there == "fact":  # facts are counted by what they are of: cases, boats; not by a measure
        return "" if said in ("case", "vessel", "vehicle", "aircraft") else "unit"
    return "unit" if there or said in MONEY or said in _SHARES else ""
