"""The one sum a stretch states, with its unit's place, or why there is none.

A unit in the stretch beats the one in the label or the column's head, and that one the caption's.
Rates, unit prices and prices per year are told apart here, so that none is ever taken for a total.
Where words and digits disagree, both come back and the caller says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.hedges import hedge_at
from papertrace.extract.labels import is_blank
from papertrace.extract.sum_rates import PERCENT, RATES, TAX_OR_TERMS, rate_kind, rates_beside
from papertrace.extract.sum_sense import pick
from papertrace.extract.taxes import covered, tax_at, tax_in
from papertrace.text.money import find_amounts, unit_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.sum_sense import Pick
    from papertrace.text.money import Amount

NO_UNIT = "no unit is printed"
_THAT_IS = re.compile(
    r"[%％折][^，,。；;]{0,10}[，,（(]?(?:即|合计?|折合|计)[为:：]?[^，。；\d]{0,8}$"
)
"""预算金额的95%，即361万元: the rate says how the sum was found."""
_BOXED_SCALE = re.compile(r"(?<=[\d\s])[（(]万[）)]")
"""36.5（万）."""
_BARE_SCALE = re.compile(r"\d\s*[万亿](?![元美欧港日份人次台套件辆平])")
PROVISIONAL = "the sum is printed as provisional"
_BETWEEN = 14
_TEN = 10

_FOLD = re.compile(
    r"(?P<value>\d+(?:\.\d+)?)\s*折|打?(?P<han>[一二三四五六七八九])(?:点?(?P<han2>[一二三四五六七八九]))?折"
)
_BARE_NUMBER = re.compile(r"^[￥¥]?\s*-?\d[\d,，]*(?:\.\d+)?$")
_PERCENT_HEAD = re.compile(r"[%％](?![^（(]*元)")
_RATE_WORD = re.compile(r"下浮|折扣|费率|优惠率|让利|上浮|利率|系数|收费率")
_UNIT_PRICE_WORD = re.compile(r"单价|每(?:人|月|天|次|台|套|份|平方米|小时|吨|公里|辆|个)")
_TAXED = re.compile(r"(?:不含|含|除)(?:增值)?税[，,、;；]?")
_TAX_RATE = re.compile(r"税率|税金|增值税(?:额|税率)?[^，。；;]{0,6}$|税额")
_OTHER_SUM = re.compile(
    r"(?:保证金|押金|代理(?:服务)?费|注册资本|暂列金额?|暂估价|安全文明施工费|规费|其中[^，。；]{0,10}费|手续费|使用费|工本费|罚款|扣除|预付款|首付|质保金|资产|原价|市场价|业绩|营业额)[^，。；;]{0,12}$"
)
_TWICE = re.compile(r"[\s,，、/|；;（(）)]*")
"""What stands between two sums of which nothing says why there are two."""
_SMALL = Decimal(10000)
"""Below it a total without a unit may as well be so many 万."""
_TERMS = frozenset({"year", "month", "quarter", "day"})
_PROVISIONAL = re.compile(r"暂[定估列]|预[估计]|估算|概算|封顶")
_PIECES = "the sum only adds up prices for a piece"
_BESIDE_RATE = "a sum stands beside the rate"
_MEASURED = "the sum is only what another one is measured against"
TOKEN = frozenset({"0", "1", "0.01", "0.0001", "100"})
_HAN_SUM = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟零]{2,}|[一二三四五六七八九十百千]{2,}万?元?整?")
_STOP = re.compile(r"[。；;]")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum or rate as read from a stretch."""

    value: str
    spot: Spot
    kind: str
    """total, rate, unit_price, per (a price per year, month ...), unitless (no sum at all), or
    several (sums of which none counts: `doubt` says why)."""
    unit: Spot | None = None
    currency: str = "CNY"
    per: str = ""
    certain: bool = True
    """False where the unit was taken from nowhere, or the words around leave doubt."""
    reason: str = ""
    others: tuple[tuple[str, Spot], ...] = ()
    """Further mentions of the same sum (in words): value and place; they may disagree."""
    tax: str = ""
    """with, without, or '' where nothing is said."""
    tax_spot: Spot | None = None
    rate_kind: str = ""
    """discount, price_share, fee, markup; two_sensed for 折扣率: either of the first two."""
    rate_spot: Spot | None = None
    covers: Spot | None = None
    """The period the sum is for, where it is printed beside it."""
    hedge: str = ""
    """about, provisional, expected, <= or >= where the words around it say so."""
    hedge_spot: Spot | None = None
    doubt: str = ""
    """Why it is not plain that this of several prices counts."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a stretch: the label or column's head, and the caption above a table."""

    label: Spot | None = None
    text: str = ""
    """All words of the label or head."""
    caption: Spot | None = None


def sum_at(spot: Spot, frame: Frame) -> Sum | None:
    """Read the sum a stretch states; None where it states none.

    The first sum counts; sums without tax, deposits and the like are passed over.
    """
    text = spot.page.text[spot.start : spot.end]
    if is_blank(text):
        return None
    head = "".join((frame.text or (frame.label.text if frame.label else "")).split())
    unit, unit_spot = _outer_unit(frame, head)
    every = [a for a in _amounts(text, unit) if _counts(text, a)]
    # a sum without tax counts only where no other stands beside it
    taxed = [a for a in every if not _without(text, a)]
    amounts = taxed or every
    rate = _rate(spot, text, head)
    of_it = amounts and rate and _THAT_IS.search(text[: amounts[0].start])
    if rate and not of_it and (not amounts or rate.spot.start < spot.start + amounts[0].start):
        beside = [a for a in amounts if not a.per]
        return replace(rate, certain=False, doubt=_BESIDE_RATE) if beside else rate
    if not amounts:
        return _unitless(spot, text, head)
    picked = pick(text, head, amounts, rated=rate is not None)
    if picked.amount is None:
        place = spot.part(amounts[0].start, amounts[-1].end)
        return Sum("", place, "several", certain=False, doubt=picked.doubt or _MEASURED)
    if _adds_up_pieces(picked.amount, amounts):
        place = spot.part(amounts[0].start, amounts[-1].end)
        return Sum("", place, "several", certain=False, doubt=_PIECES)
    amounts = [a for a in amounts if a not in picked.earlier]
    found = _hedged(_made(spot, text, (picked, picked.amount, amounts), unit_spot), spot, frame)
    return _taxed(found, spot, frame)


def _adds_up_pieces(whole: Amount, amounts: Sequence[Amount]) -> bool:
    """Say whether a sum only adds up prices a piece: `80元/人，40元/人，合计120元`."""
    pieces = [Decimal(a.value) for a in amounts if a.per]
    return not whole.per and len(pieces) > 1 and sum(pieces) == Decimal(whole.value)


def sums_at(spot: Spot, frame: Frame) -> tuple[Sum, ...]:
    """Give every total a stretch states, in order."""
    text = spot.page.text[spot.start : spot.end]
    unit, unit_spot = _outer_unit(frame, frame.text)
    return tuple(
        _one(spot, a, unit_spot) for a in _amounts(text, unit) if _counts(text, a) and not a.per
    )


def _amounts(text: str, unit: str) -> Sequence[Amount]:
    """Find the amounts of a stretch; 万 alone is money where a label says that money follows."""
    text = _BOXED_SCALE.sub("万元 ", text)  # of one length, so that every offset stays
    found = find_amounts(text, unit)
    if found or not _BARE_SCALE.search(text):
        return found
    return [a for a in find_amounts(text, "元") if re.search("[万亿]", text[a.start : a.end])]


def _outer_unit(frame: Frame, head: str) -> tuple[str, Spot | None]:
    """Give the unit that the label, the head or the caption prints, and where."""
    for spot, text in (
        (frame.label, head),
        (frame.caption, frame.caption.text if frame.caption else ""),
    ):
        if spot is None:
            continue
        note = unit_note(spot.text)
        if note:
            return spot.text[note.start : note.end] if not note.unit else note.unit, _trimmed(
                spot, note.start, note.end
            )
        note = unit_note(text) or unit_note(_TAXED.sub("", text))
        if note:
            return note.unit, spot
    return "", None


def _trimmed(spot: Spot, start: int, end: int) -> Spot:
    raw = spot.page.text[spot.start : spot.end]
    lead = len(raw) - len(raw.lstrip())
    return spot.part(lead + start, lead + end)


def _without(text: str, amount: Amount) -> bool:
    told = tax_at(text, (amount.start, amount.end))
    return told is not None and told[0] == "without"


def _counts(text: str, amount: Amount) -> bool:
    before = text[max(0, amount.start - 24) : amount.start]
    return not _OTHER_SUM.search(before) and not _TAX_RATE.search(before[-8:])


def _hedged(found: Sum, spot: Spot, frame: Frame) -> Sum:
    """Note how the words around a sum hedge it."""
    at = found.spot.start - spot.start, found.spot.end - spot.start
    told = hedge_at(spot, at, frame.label)
    if told is None:
        return found
    return replace(found, certain=False, hedge=told[0], hedge_spot=told[1])


def _taxed(found: Sum, spot: Spot, frame: Frame) -> Sum:
    """Note what is printed of the tax in a sum and of the time it is for."""
    at = found.spot.start - spot.start, found.spot.end - spot.start
    period = covered(spot, at) if found.kind == "total" else None
    told = tax_at(spot.page.text[spot.start : spot.end], at)
    if told:
        return replace(found, tax=told[0], tax_spot=spot.part(*told[1]), covers=period)
    label = frame.label
    said = tax_in(frame.text or (label.text if label else ""))
    if said is None or label is None:
        return replace(found, covers=period)
    inside = tax_in(label.page.text[label.start : label.end])
    place = label.part(*inside[1]) if inside else label
    return replace(found, tax=said[0], tax_spot=place, covers=period)


def _rate(spot: Spot, text: str, head: str) -> Sum | None:
    """Read a rate: `下浮率8.5%`, `92%` under a head that says rate, `八五折`."""
    for match in PERCENT.finditer(text):
        before = text[max(0, match.start() - 16) : match.start()]
        if match.group("value") is None or TAX_OR_TERMS.search(before):
            continue
        value = format(Decimal(match.group("value")).normalize(), "f")
        sure = bool(_RATE_WORD.search(head + before))
        place = spot.part(match.start(), match.end())
        told = rate_kind(head, before + text[match.end() : match.end() + 12])
        rate = Sum(value, place, "rate", certain=sure, currency="", rate_kind=told)
        return replace(rate, certain=False, doubt=RATES) if rates_beside(text, match) else rate
    folded = _FOLD.search(text)
    if folded and folded.group("value"):
        printed = Decimal(folded.group("value"))
        tenths = printed * 10 if printed <= _TEN else printed  # 9.2折, but 92折 too
        value = format(tenths.normalize(), "f")
        place = spot.part(folded.start(), folded.end())
        return Sum(value, place, "rate", certain=False, currency="", rate_kind="price_share")
    percent = bool(_PERCENT_HEAD.search(head))
    if (percent or _RATE_WORD.search(head)) and _BARE_NUMBER.fullmatch(text.strip()):
        value = format(Decimal(text.strip().replace(",", "")).normalize(), "f")
        sure = percent
        told = rate_kind(head, "")
        return Sum(value, spot, "rate", certain=sure, currency="", rate_kind=told)
    return None


def _unitless(spot: Spot, text: str, head: str) -> Sum | None:
    """Read a bare number: 元 where nothing else is said, but never for certain."""
    bare = text.strip().rstrip("。；;")
    if not _BARE_NUMBER.fullmatch(bare):
        return None
    amounts = find_amounts(bare, "元")
    if not amounts:
        return None
    lead = len(text) - len(text.lstrip())
    found = spot.part(lead + amounts[0].start, lead + amounts[0].end)
    value = amounts[0].value
    kind = "unit_price" if _UNIT_PRICE_WORD.search(head) else "total"
    if kind == "total" and value not in TOKEN and Decimal(value) < _SMALL:
        kind = "unitless"
    return Sum(value, found, kind, certain=False, reason=NO_UNIT)


def _made(
    spot: Spot, text: str, found: tuple[Pick, Amount, list[Amount]], unit_spot: Spot | None
) -> Sum:
    picked, first, amounts = found
    same = [
        a
        for a in amounts
        if a is not first
        and a not in picked.parts
        and (_words_and_digits(text, first, a) or _beside(text, first, a))
    ]
    result = _one(spot, first, unit_spot)
    kind, per = result.kind, first.per
    if kind == "total" and picked.per:
        kind = "per" if picked.per in _TERMS else "unit_price"
        per = "" if picked.per == "piece" else picked.per
    others = tuple((a.value, spot.part(a.start, a.end)) for a in same)
    several = len(amounts) - 1 - len(same) - len(picked.parts)
    reason = "" if not several else "the text states further sums"
    sure = not first.bound and not first.approximate
    if _PROVISIONAL.search(
        text[max(0, first.start - 8) : first.start] + text[first.end : first.end + 3]
    ):
        sure, reason = False, PROVISIONAL
    return Sum(
        first.value, result.spot, kind, result.unit, first.currency, per, sure, reason, others
    )


def _one(spot: Spot, amount: Amount, unit_spot: Spot | None) -> Sum:
    place = spot.part(amount.start, amount.end)
    printed = re.search(r"[元万亿圆角分]|[¥￥]|RMB|CNY|USD|美|欧|港", place.text)
    kind = "total"
    if amount.per:
        kind = "per" if amount.per in _TERMS else "unit_price"
    return Sum(
        amount.value, place, kind, None if printed else unit_spot, amount.currency, amount.per
    )


def _beside(text: str, a: Amount, b: Amount) -> bool:
    """Say whether two sums stand side by side under one label, and nothing says why."""
    between = text[min(a.end, b.end) : max(a.start, b.start)]
    alike = a.currency == b.currency and not (a.per or b.per or a.bound or b.bound)
    return alike and _TWICE.fullmatch(between) is not None


def _words_and_digits(text: str, a: Amount, b: Amount) -> bool:
    """Say whether two sums are one, once in words and once in digits."""
    han = [
        bool(
            _HAN_SUM.search(
                text[x.start : x.end],
            )
        )
        for x in (a, b)
    ]
    between = text[min(a.end, b.end) : max(a.start, b.start)]
    return han[0] != han[1] and len(between) <= _BETWEEN and not _STOP.search(between)
