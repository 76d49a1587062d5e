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
    r"(?:增|减|升|降|持平|一致|相同|相等|无变化|变化|无增减|不变|压缩|节约|涨|提高))"
)
_AHEAD = re.compile(
    r"[^,。;]{0,24}?(?=增|减|升|降|持平|一致|相同|相等|无|没有|未|不变|压|节|涨|提)"
)
_LEAD = re.compile(r"(?:与|和|同|比|较|相较|相比)\s?于?\Z")
_TONGBI = re.compile(r"同比|环比")
_UP = r"增加|增长|上升|提高|增支|增收|上涨|上调|增幅|涨幅|增"
_DOWN = r"减少|下降|降低|减支|减收|压减|压缩|节约|下调|下滑|缩减|降幅|减幅|减"
_NEUTRAL = r"变动|变化|幅度|比例|占比"
_DELTA = re.compile(
    rf"(?:各|均|共|总计|合计|净)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|额|数|额为|数为|金额|支出|收入|预算|约|为|:|\s|\([^()]*\))*\Z"
)
_PCT = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<neutral>{_NEUTRAL}))?(?:率|比例|幅度|了|约|为|达|:|\s)*"
    r"(?P<minus>-)?(?P<number>\d[\d,]*(?:\.\d+)?)\s*%"
)
_SAME = re.compile(
    r"持平|(?<!不)一致|(?<!不)相同|相等|无变化|没有变化|无增减|未发生变化|不变|无变动"
)
_AGAINST = re.compile(
    r"(?P<verb>小于|低于|少于|大于|高于|多于|等于)(?P<base>上一?年度?|去年|(?P<year>(?:19|20)\d\d)\s?年度?)"
    r"(?P<phase>[^,。;0-9]{0,8})"
)
_BOTH = re.compile(r"增加?\s*[(/]\s*减少?|增\(减\)|减\(增\)")
_UNSIGNED = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:率|了|约)?\s*(?P<number>(?>\d+(?:,\d{{3}})*(?:\.\d+)?))\s*"
    r"(?P<times>倍)?(?=[,。;(]|\Z)"
)
_ALONE = re.compile(
    rf"(?:{_UP}|{_DOWN})(?:了|额|数|约|为|\s)*[\d,.]+\s*[万亿]?元\s*,\s*(?:{_UP}|{_DOWN}|{_NEUTRAL})[^,。;]{{0,6}}?"
    r"[\d.]+\s*%"
)
_REASON = re.compile(r"(?:原因|由于|系因)[^。;\n]*\Z")
_STOP = re.compile(r"[。;\n]|主要(?:原因|是)|原因是|其中|由于|主要系")
_COMPARED = re.compile(r"比|相较")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


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
    found.extend(_against(folded, unit))
    return tuple(sorted(found, key=lambda change: change.start))


def _against(folded: Folded, unit: str) -> list[Change]:
    """Read 小于上年预算数29.65万元 and 等于上年预算数."""
    changes = []
    for found in _AGAINST.finditer(folded.text):
        stop = _STOP.search(folded.text, found.end())
        limit = min(stop.start() if stop else len(folded.text), found.end() + 40)
        amounts = find_amounts(folded.text[found.end() : limit], unit)
        phase = _phase(found["phase"])
        at, value = None, "0"
        if found["verb"] != "等于":
            if not amounts or amounts[0].start > 1:
                continue
            sign = -1 if found["verb"] in ("小于", "低于", "少于") else 1
            value = plain(Decimal(amounts[0].value) * sign)
            at = folded.span(found.end() + amounts[0].start, found.end() + amounts[0].end)
        span = folded.span(found.start(), limit)
        changes.append(Change(value, "", found["year"] or "", phase, "CNY", *span, at, None))
    return changes


def _phase(words: str) -> str:
    return next((name for name, pattern in _PHASES if pattern.search(words)), "")


def _marks(text: str) -> list[tuple[int, int, str, str]]:
    """Find where comparisons begin: start, end, base year, base phase."""
    marks = []
    for found in _MARKER.finditer(text):
        lead = _LEAD.search(text[max(0, found.start() - 4) : found.start()])
        behind = _COMPARED.search(found[0])
        if not lead and not behind and not re.match(r"[与和同比较]", found[0]):
            continue
        words = _AHEAD.match(text, found.end("base"))
        phase = _phase(words[0]) if words else ""
        marks.append((found.start(), found.end(), found["year"] or "", phase))
    for found in _TONGBI.finditer(text):
        if not any(start <= found.start() < end for start, end, _, _ in marks):
            marks.append((found.start(), found.end(), "", ""))
    for found in _ALONE.finditer(text):
        sentence = max(text.rfind(c, 0, found.start()) for c in "。;\n") + 1
        if not any(sentence <= start <= found.start() for start, _, _, _ in marks):
            marks.append((found.start(), found.start(), "", ""))
    return sorted(m for m in marks if not _REASON.search(text[max(0, m[0] - 80) : m[0]]))


def _read(
    folded: Folded, place: tuple[int, int, int], base: tuple[str, str], unit: str
) -> Change | None:
    start, end, limit = place
    clause = folded.text[end:limit]
    if _BOTH.search(clause):  # 增加（减少）: the form was not filled in, so only zero is sure
        clause = _BOTH.sub("增加", clause.replace(")0", ") 0"))
        filled = [digits(n) for n in _DIGITS.findall(clause)]
        if any(filled) or not filled:
            return None
        return _zero(folded, place, base)
    delta, sign, currency, delta_at = _delta(clause, unit)
    pct, pct_at = _pct(clause, sign)
    if not delta and not pct:
        if "口径" in clause[:30] or not _SAME.search(clause[:30]):
            return None
        delta = "0"
    begin, close = folded.span(start, limit)
    spans = [folded.span(end + at[0], end + at[1]) if at else None for at in (delta_at, pct_at)]
    return Change(delta, pct, *base, currency, begin, close, *spans)


def _zero(folded: Folded, place: tuple[int, int, int], base: tuple[str, str]) -> Change:
    """Report a change of nothing, printed with both verbs."""
    start, end, limit = place
    clause = folded.text[end:limit]
    amount = re.search(r"\d[\d,.]*\s*[万亿]?元", clause)
    pct = re.search(r"\d[\d.]*\s*%", clause)
    spans = [folded.span(end + m.start(), end + m.end()) if m else None for m in (amount, pct)]
    told = ["0" if m else "" for m in (amount, pct)]
    return Change(told[0], told[1], *base, "CNY", *folded.span(start, limit), *spans)


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
    bare = _UNSIGNED.search(clause) if sign else None
    number = digits(bare["number"]) if bare else None
    if bare is None or number is None:
        return "", None
    number = number * (100 if bare["times"] else 1)  # 增长16倍 is 1600 percent
    return plain(number if bare["up"] else -number), (bare.start("number"), bare.end())
