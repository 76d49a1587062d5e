"""Sentences of change from year to year: 比上年增加512.40万元，增长13.83%.

Signs come from the verbs; the base (执行数 against 预算数) is kept apart. Figures are read where
they stand, never computed from each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.text.fold import fold
from papertrace.text.money import find_amounts
from papertrace.text.numerals import digits, plain

if TYPE_CHECKING:
    from papertrace.text.fold import Folded

_PHASES = (
    ("executed", re.compile(r"执行数?|决算数?|实际支出")),
    ("adjusted", re.compile(r"调整预算|全年预算")),
    ("approved", re.compile(r"预算数?|年初预算")),
)
_MARKER = re.compile(
    r"(?:与|和|同)?(?:比|较|对比|相比|相较|比较)?(?P<base>上一?年度?|去年|(?P<year>(?:19|20)\d\d)\s?年度?)"
    r"(?P<phase>[^,。;:0-9]{0,14}?)(?:相比较?|比较|对比|比)?(?=[,\s]{0,3}[^,。;]{0,20}?"
    r"(?:增|减|升|降|持平|一致|相同|无变化|没有变化|无增减|不变|压缩|节约|涨|提高))"
)
_AHEAD = re.compile(r"[^,。;]{0,24}?(?=增|减|升|降|持平|一致|相同|无|没有|不变|压|节|涨|提)")
_LEAD = re.compile(r"(?:与|和|同|比|较|相较|相比)\s?于?\Z")
_TONGBI = re.compile(r"同比|环比")
_UP = r"增加|增长|上升|提高|增支|增收|上涨|上调|增幅|涨幅|增"
_DOWN = r"减少|下降|降低|减支|减收|压减|压缩|节约|下调|下滑|缩减|降幅|减幅|减"
_NEUTRAL = r"变动|变化|幅度|比例|占比"
_DELTA = re.compile(
    rf"(?:各|均|共|总计|合计|净)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|额|数|额为|数为|金额|支出|收入|预算|约|为|:|\s)*\Z"
)
_PCT = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<neutral>{_NEUTRAL}))?(?:率|比例|幅度|了|约|为|达|:|\s)*"
    r"(?P<minus>-)?(?P<number>\d[\d,]*(?:\.\d+)?)\s*%"
)
_SAME = re.compile(r"持平|一致|相同|无变化|没有变化|无增减|未发生变化|不变|无变动")
_BOTH = re.compile(r"增加?\s*[(/]\s*减少?|增\(减\)|减\(增\)")
_STOP = re.compile(r"[。;\n]|主要(?:原因|是)|原因是|其中|由于|主要系")


@dataclass(frozen=True, slots=True)
class Change:
    """What one sentence says about a change against an earlier year."""

    delta: str
    """Signed plain decimal in the currency's main unit, '' where none is printed."""
    pct: str
    """Signed, in percent, '' where none is printed."""
    base_year: str
    """'2023', or '' for 上年."""
    base_phase: str
    """'executed', 'adjusted', 'approved' or '' where not said."""
    currency: str
    start: int
    """Where the comparison begins (比上年 …)."""
    end: int
    delta_span: tuple[int, int] | None
    """Where the amount stands in the text."""
    pct_span: tuple[int, int] | None


def find_changes(text: str, unit: str = "") -> tuple[Change, ...]:
    """Find changes against an earlier year; `unit` is that of bare numbers (万元)."""
    folded = fold(text)
    marks = _marks(folded.text)
    found = []
    for index, (start, end, year, phase) in enumerate(marks):
        limit = marks[index + 1][0] if index + 1 < len(marks) else len(folded.text)
        stop = _STOP.search(folded.text, end, limit)
        limit = stop.start() if stop else limit
        change = _read(folded, (start, end, limit), (year, phase), unit)
        if change:
            found.append(change)
    return tuple(found)


def _marks(text: str) -> list[tuple[int, int, str, str]]:
    """Find where comparisons begin: start, end, base year, base phase."""
    marks = []
    for found in _MARKER.finditer(text):
        lead = _LEAD.search(text[max(0, found.start() - 4) : found.start()])
        behind = re.search(r"比|相较", found[0])
        if not lead and not behind and not re.match(r"[与和同比较]", found[0]):
            continue
        words = _AHEAD.match(text, found.end("base"))
        phase = next((name for name, p in _PHASES if words and p.search(words[0])), "")
        marks.append((found.start(), found.end(), found["year"] or "", phase))
    for found in _TONGBI.finditer(text):
        if not any(start <= found.start() < end for start, end, _, _ in marks):
            marks.append((found.start(), found.end(), "", ""))
    return sorted(marks)


def _read(
    folded: Folded, place: tuple[int, int, int], base: tuple[str, str], unit: str
) -> Change | None:
    start, end, limit = place
    clause = folded.text[end:limit]
    if _BOTH.search(clause):
        return None  # 增加（减少）: the form was not filled in
    delta, sign, currency, delta_at = _delta(clause, unit)
    pct, pct_at = _pct(clause, sign)
    if not delta and not pct:
        if not _SAME.search(clause[:30]):
            return None
        delta = "0"
    begin, close = folded.span(start, limit)
    spans = [folded.span(end + at[0], end + at[1]) if at else None for at in (delta_at, pct_at)]
    return Change(delta, pct, *base, currency, begin, close, *spans)


def _delta(clause: str, unit: str) -> tuple[str, int, str, tuple[int, int] | None]:
    """Find the amount that a verb of change governs, and the verb's sign."""
    for amount in find_amounts(clause, unit):
        verb = _DELTA.search(clause[: amount.start])
        if verb is None or clause[verb.end() : amount.start].strip():
            continue
        if amount.value.startswith("-"):
            return "", 0, amount.currency, None  # 减少-20万元 can be read two ways
        sign = 1 if verb["up"] else -1
        value = plain(Decimal(amount.value) * sign)
        return value, sign, amount.currency, (amount.start, amount.end)
    return "", 0, "CNY", None


def _pct(clause: str, sign: int) -> tuple[str, tuple[int, int] | None]:
    """Find the percentage of change; a bare or neutral one takes the amount's sign."""
    for found in _PCT.finditer(clause):
        number = digits(found["number"])
        if number is None:
            continue
        if found["up"] or found["down"]:
            own = 1 if found["up"] else -1
        elif found["minus"]:
            own = 1  # the minus itself says it
        elif sign:
            own = sign
        else:
            continue
        if found["minus"]:
            number, own = -number, 1
        return plain(number * own), (found.start("number"), found.end())
    return "", None
