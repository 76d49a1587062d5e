"""Currencies and the units money is printed in: 万元, 元/支, 人民币亿元, US$, million yuan.

A unit is a scale, a currency and what the price is for. Units of counts and measures are not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from papertrace.text.fold import fold
from papertrace.text.numerals import EXACT, SCALE_CHARS, scale_of

_NAMES = {
    "元": "CNY", "圆": "CNY", "圓": "CNY", "块钱": "CNY",
    "美元": "USD", "美金": "USD", "欧元": "EUR", "歐元": "EUR", "日元": "JPY", "日圆": "JPY",
    "英镑": "GBP", "港元": "HKD", "港币": "HKD", "港幣": "HKD", "韩元": "KRW", "韩币": "KRW",
    "韩圆": "KRW", "卢布": "RUB", "澳元": "AUD", "加元": "CAD", "新加坡元": "SGD", "新元": "SGD",
    "瑞士法郎": "CHF", "瑞郎": "CHF", "澳门元": "MOP", "新台币": "TWD", "台币": "TWD",
    "泰铢": "THB", "越南盾": "VND", "朝鲜元": "KPW", "朝元": "KPW", "图格里克": "MNT",
    "人民币元": "CNY", "人民币": "CNY",
}  # fmt: skip
_MARKS = {
    "人民币": "CNY", "人民幣": "CNY", "RMB¥": "CNY", "CN¥": "CNY", "RMB": "CNY", "CNY": "CNY",
    "¥": "CNY", "US$": "USD", "USD": "USD", "HK$": "HKD", "HKD": "HKD", "NT$": "TWD", "A$": "AUD",
    "AUD": "AUD", "C$": "CAD", "CAD": "CAD", "S$": "SGD", "$": "USD", "EUR": "EUR", "€": "EUR",
    "GBP": "GBP", "£": "GBP", "JPY": "JPY", "KRW": "KRW", "₩": "KRW", "RUB": "RUB", "₽": "RUB",
    "CHF": "CHF", "SGD": "SGD", "港币": "HKD", "美元": "USD", "美金": "USD", "欧元": "EUR",
    "日元": "JPY", "英镑": "GBP",
}  # fmt: skip
_ENGLISH = {
    "renminbi": "CNY", "chinese yuan": "CNY",
    "yuan renminbi": "CNY", "yuan": "CNY", "rmb": "CNY", "cny": "CNY", "us dollar": "USD",
    "u.s. dollar": "USD", "american dollar": "USD", "hong kong dollar": "HKD", "dollar": "USD",
    "usd": "USD", "euro": "EUR", "eur": "EUR", "japanese yen": "JPY", "yen": "JPY", "jpy": "JPY",
    "british pound": "GBP", "pound sterling": "GBP", "gbp": "GBP", "hkd": "HKD",
    "south korean won": "KRW", "krw": "KRW", "ruble": "RUB", "rouble": "RUB", "rub": "RUB",
    "swiss franc": "CHF", "chf": "CHF",
}  # fmt: skip
ENGLISH_SCALES = {
    "trillion": 10**12, "tn": 10**12, "billion": 10**9, "bln": 10**9, "bn": 10**9,
    "million": 10**6, "mln": 10**6, "mn": 10**6, "m": 10**6, "thousand": 10**3, "k": 10**3,
}  # fmt: skip
_PER = {
    "年": "year", "年度": "year", "个月": "month", "月": "month", "季": "quarter",
    "季度": "quarter", "周": "week", "星期": "week", "天": "day", "日": "day", "小时": "hour",
    "时": "hour", "h": "hour", "分钟": "minute", "平方米": "m2", "平米": "m2", "平方": "m2",
    "m2": "m2", "立方米": "m3", "立方": "m3", "方": "m3", "m3": "m3", "米": "m", "延米": "m",
    "延长米": "m", "m": "m", "公里": "km", "千米": "km", "km": "km", "公斤": "kg", "千克": "kg",
    "kg": "kg", "吨": "t", "t": "t", "year": "year", "month": "month", "day": "day",
    "人天": "人·day", "人日": "人·day", "人月": "人·month", "人年": "人·year", "台班": "台班",
}  # fmt: skip


def _any(words: dict[str, str] | dict[str, int]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


NOT_MONEY = r"(?![宝旦件素月首器古氏谋江阳朝区乙结法年]|大都)"
"""What must not follow 元: 元旦, 元件, 三元区 and the like are no money."""
MARK = rf"(?:{_any(_MARKS)})"
"""Pattern of a currency in front of a figure."""
NAME = rf"(?:{_any({k: v for k, v in _NAMES.items() if k not in ('人民币', '人民币元')})})"
"""Pattern of a currency behind a Chinese figure."""
ENGLISH = rf"(?:{_any(_ENGLISH)})s?\b"
"""Pattern of a currency behind an English figure."""
_PER_WORD = r"(?:m[23](?![A-Za-z0-9])|[一-龥]{1,4}|[A-Za-z]{1,6})"
PER = (
    r"\s*(?:[/]|每|per\s)\s*(?:每)?"
    r"(?![零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖拾佰仟万亿]|[^()/,;。、]{0,8}[元圆])"
    rf"(?P<per>{_PER_WORD}(?:\s*[·*×.、/]\s*{_PER_WORD})*)"
)
"""Pattern of what a price is for: /年, /人·天, 每台."""
_UNIT = (
    rf"(?:(?P<mark>{MARK})\s*[/]?\s*)?(?P<scale>[{SCALE_CHARS}]{{1,3}})?\s*"
    rf"(?:(?P<name>{NAME}){NOT_MONEY})?(?:\s*人民币)?(?:{PER})?"
)
_WHOLE_UNIT = re.compile(rf"\s*{_UNIT}\s*\Z", re.IGNORECASE)
_MONEY_UNIT = (
    rf"(?:人民币\([{SCALE_CHARS}]{{0,3}}元\)|(?:(?:人民币|RMB|CNY|¥)/?)?[{SCALE_CHARS}]{{0,3}}{NAME}"
    rf"{NOT_MONEY}(?:人民币)?(?:{PER})?|(?:RMB|CNY|USD|EUR|JPY|¥)(?![A-Za-z\d]))"
)
_NOTES = tuple(
    re.compile(p.format(unit=f"(?P<unit>{_MONEY_UNIT})").replace("(?P<per>", "(?:"), re.IGNORECASE)
    for p in (
        r"(?:单位|單位|币种|units?)(?::|(?:均|都|一律|统一)?[为是])?[(\[]?(?:[^元:(){{}}]{{0,8}}[、,/;])?{unit}",
        r"[(\[【〔{{](?:(?:金额)?单位:?|以|按)?{unit}(?:(?:[,、;]|为单位|计)[^()\]】]{{0,20}})?[)\]】〕}}]",
        r"[价额费款算资金]/{unit}\Z",
        r"\A{unit}\Z",
    )
)


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """A unit of money, taken apart."""

    currency: str
    """ISO 4217."""
    scale: Decimal
    """10000 for 万元."""
    per: str
    """'year', '台', '人·day' or ''."""


@dataclass(frozen=True, slots=True)
class UnitNote:
    """A unit stated by a caption or a column's head."""

    unit: str
    """Without blanks and without 人民币: 万元, 元/支, 万美元."""
    currency: str
    start: int
    """Offsets of the unit's words in the text given."""
    end: int


def code_of(name: str) -> str:
    """Give the ISO code of a currency's printed name or mark, '' where it is none."""
    key = name.strip()
    english = key.lower().rstrip("s")
    return _MARKS.get(key.upper()) or _NAMES.get(key) or _ENGLISH.get(english) or ""


def per_of(words: str) -> str:
    """Give the normal form of what a price is for: 年 -> year, 人*天 -> 人·day, ㎡ -> m2."""
    parts = [p.strip().removeprefix("每") for p in re.split(r"([·*×.、/])", words)]
    named = [_PER.get(p, _PER.get(p.lower(), p)) for p in parts]
    return "".join("/" if p == "、" else "·" if p in "·*×./" else p for p in named if p)


def parse_unit(unit: str) -> MoneyUnit | None:
    """Take a printed unit apart; None where it is no unit of money."""
    text = fold(unit).text
    found = _WHOLE_UNIT.match(text)
    if not found or not (found["name"] or found["mark"] or found["scale"]):
        return None
    named, marked = code_of(found["name"] or ""), code_of(found["mark"] or "")
    scale = scale_of(found["scale"] or "") if found["scale"] else Decimal(1)
    if scale is None:
        return None
    # 人民币元: the mark says which 元; 美元 says it itself.
    currency = marked if named in ("", "CNY") and marked else named or "CNY"
    return MoneyUnit(currency, EXACT.plus(scale), per_of(found["per"] or ""))


def unit_note(text: str) -> UnitNote | None:
    """Find the unit of money that a caption or a column's head states; None where it states none.

    Knows 单位：万元, 金额单位：人民币元, 预算金额（万元）, 中标价(元/支), 金额/万元 and bare 万元.
    """
    folded = fold(text)
    kept = [i for i, c in enumerate(folded.text) if not c.isspace()]
    dense = "".join(folded.text[i] for i in kept)
    for pattern in _NOTES:
        found = pattern.search(dense)
        if not found:
            continue
        printed = re.sub(r"[\s()]", "", found["unit"])
        unit = parse_unit(printed)
        if unit is None:
            continue
        start, end = folded.span(kept[found.start("unit")], kept[found.end("unit") - 1] + 1)
        shown = re.sub(r"(?i)人民币|RMB|CNY|¥", "", printed).lstrip("/") or "元"
        return UnitNote(shown, unit.currency, start, end)
    return None
