"""Amounts of money in running text and in cells.

Every amount is reported where it stands, in order; nothing is summed, compared or chosen. A bare
number is money only where a unit is handed in, and numbers that are plainly something else are
left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.text.bounds import AT_LEAST, AT_MOST, MORE, bound_before, bound_behind
from papertrace.text.currency import (
    ENGLISH,
    ENGLISH_SCALES,
    MARK,
    NAME,
    NOT_MONEY,
    PER,
    UnitNote,
    code_of,
    parse_unit,
    per_of,
    unit_note,
)
from papertrace.text.fold import fold
from papertrace.text.magnitudes import START, fused, magnitude, token_end
from papertrace.text.numerals import EXACT, NUMERAL_CHARS, SCALE_CHARS, numeral, plain, scale_of

if TYPE_CHECKING:
    from papertrace.text.currency import MoneyUnit
    from papertrace.text.magnitudes import Magnitude

__all__ = ["Amount", "UnitNote", "find_amounts", "unit_note"]


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of money as it stands in a text."""

    value: str
    """Plain decimal string in the currency's main unit; negative where a minus is printed."""
    currency: str
    """ISO 4217."""
    start: int
    """`text[start:end]` is the number with its unit, as printed."""
    end: int
    unit: str
    """The unit as printed inside the span, or the one handed in."""
    bound: str = ""
    """'>=', '<=', '>', '<' or ''; the two ends of a range are one '>=' and one '<='."""
    approximate: bool = False
    per: str = ""
    """What the price is for: 'year', 'm2', '台', '人·day' or ''."""


@dataclass(frozen=True, slots=True)
class _Tail:
    """What makes a number money: its currency, factor and where the words of it end."""

    currency: str
    factor: Decimal
    end: int
    per: str = ""
    cents: Decimal = Decimal(0)
    printed: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before a number."""

    start: int
    """Where the span begins: at the mark or minus directly before, else at the number."""
    reach: int
    """Where words before may end."""
    currency: str
    negative: bool
    mark: str = ""


_SUFFIX = re.compile(
    rf"\s*(?:(?P<name>{NAME}){NOT_MONEY}|/\s*(?P<scale>[{SCALE_CHARS}]{{0,2}})(?P<slashed>{NAME})"
    rf"(?![/\w])|[(\[]\s*(?:人民币|RMB|¥)?\s*/?\s*(?P<inner>[{SCALE_CHARS}]{{0,3}})(?P<boxed>{NAME})"
    rf"(?:{PER.replace('?P<per>', '?P<boxper>')})?\s*[)\]])"
)
_ENGLISH = re.compile(
    rf"[\s-]?(?P<scale>{'|'.join(ENGLISH_SCALES)})?\b[\s-]?(?P<name>\b{ENGLISH})?", re.IGNORECASE
)
_CHANGE = re.compile(
    rf"(?:\s?(?P<jiao>\d|[{NUMERAL_CHARS}])\s?角)?(?:\s?[零〇]?(?P<fen>\d|[{NUMERAL_CHARS}])\s?分)?"
    r"(?![之钱以])"
)
_COINS = re.compile(rf"\s?角(?:\s?(?P<fen>[{NUMERAL_CHARS}])\s?分|\s?[整正])")
_TEN = 10
_CLOSE = re.compile(r"\s*[整正](?![体个式数常确])")
_RMB_BEHIND = re.compile(r"\s*(?:[(\[]\s*人民币\s*[)\]]|人民币(?!\s*[\d(:¥大小]))")
_PER = re.compile(PER)
_MARK_BEFORE = re.compile(
    rf"(?P<mark>{MARK})(?P<gap>\s*[()\[\]大小写]*\s*:?\s*)(?P<minus>-\s?)?\Z", re.IGNORECASE
)
_MINUS = re.compile(r"(?:(?:\A|(?<=[\s:(\[,;|]))-\s?|负)\Z")
_EACH_WORD = r"每一?(?P<{0}>平方米|公里|小时|季度?|个月|人次|[人台套件个年月日天辆艘次户周])"
_EACH = re.compile(
    _EACH_WORD.format("a") + rf"(?:{_EACH_WORD.format('b')})?(?:\([一-龥]{{1,3}}\))?\s?\Z"
)
_RANGE = re.compile(r"\s?(?:-{1,2}|~|—{1,2}|–|至|到)\s?")
_ORDINAL = re.compile(r"[包项标段第期批次号组附件表图注条款章节]\s?\Z")
_FREE_BEFORE = re.compile(
    r"(?:\A|[\s:,;。、(\[=<>≥≤¥$~|*+-]|[为是共计约达额价款费币合超近过于到至元算资低高])\Z"
)
_FREE_BEHIND = re.compile(
    r"\s*(?:\Z|[\n\t,;。、)\]*|]|以[上下内]|左右|整|/[一-龥]|\((?:不?含|税|其中|人民币|[大小]写|最终|暂|¥))|\s"
)
_FOLLOWED = re.compile(
    r"\s*(?:年|月|日|天|人|个|台|套|名|项|次|号|件|家|%|‰|平方|米|公里|[A-Za-z㎡])"
)
_LIST_MARK = re.compile(r"(?:\A|\n)\s*[(\[]?\Z")
_LIST_TAIL = re.compile(r"\s?(?:[、)\]:]|\.(?!\d))")
_MONEY_WORD = re.compile(
    r"预算|金额|投资|资金|经费|费|报价|价格|限价|造价|[总单合控标交]价|价款|款|收入|支出|元|¥"
)
_SENTENCE = 40
_SPAN_END = re.compile(
    r"\s*(?:\Z|[\n,;。、)\]|(]|以[上下内]|之内|左右|之间|[-~—–至到/]|及|和|与|每|人民币)"
)


def find_amounts(text: str, unit: str = "") -> tuple[Amount, ...]:
    """Find every amount of money stated in `text`, in order.

    `unit` is the unit of a caption or a column's head (`万元`, `元/支`): with it bare numbers count
    too; a unit in the text beats it. Offsets are those of `text`. Words and digits of one amount
    come out as two amounts. Blank, —, /, 无 and 详见… give nothing.
    """
    folded = fold(text)
    given = parse_unit(unit) if unit else None
    amounts: list[Amount] = []
    at = 0
    while found := START.search(folded.text, at):
        at = found.start()
        number = _number(folded.text, at, text, folded.offsets)
        made: tuple[Amount, ...] = ()
        if number:
            made = _range(folded.text, number, given) or _single(folded.text, number, given)
        amounts.extend(made)
        at = made[-1].end if made else max(token_end(folded.text, at), number.end if number else 0)
    placed = []
    for amount in amounts:
        start, end = folded.span(amount.start, amount.end)
        placed.append(replace(amount, start=start, end=end, unit=amount.unit or unit))
    return tuple(placed)


def _number(text: str, at: int, original: str, offsets: tuple[int, ...]) -> Magnitude | None:
    """Read the number at `at`, unless it is part of a code or two numbers of a list."""
    if fused(text, at) and not _MARK_BEFORE.search(text[max(0, at - 12) : at]):
        return None
    number = magnitude(text, at)
    if number and not number.words:
        comma = text.find(",", at, number.head_end)
        if comma > 0 and original[offsets[comma]] == "，" and _ORDINAL.search(text[:at][-2:]):
            return None  # 标项1，200万元 is a list, not a thousand and more
    return number


def _single(text: str, number: Magnitude, given: MoneyUnit | None) -> tuple[Amount, ...]:
    head = _head(text, number)
    tail = _tail(text, number, head, given)
    if tail is None:
        return ()
    value = EXACT.add(EXACT.multiply(number.value, tail.factor), tail.cents)
    return (_amount(text, (number, head, tail), value),)


def _range(text: str, number: Magnitude, given: MoneyUnit | None) -> tuple[Amount, ...]:
    """Read 50-80万元 and 50万元至80万元 as a lower and an upper bound."""
    head = _head(text, number)
    own = _tail(text, number, head, None) if _SUFFIX.match(text, number.end) else None
    joint = _RANGE.match(text, own.end if own else number.end)
    if not joint or not START.match(text, joint.end()) or _ORDINAL.search(text[: head.start][-2:]):
        return ()
    second = magnitude(text, joint.end())
    tail = None
    if second:
        behind = _head(text, second)
        behind = replace(behind, currency=behind.currency or head.currency)
        tail = _tail(text, second, behind, given)
    if second is None or tail is None or (own and own.currency != tail.currency):
        return ()
    high = EXACT.add(EXACT.multiply(second.value, tail.factor), tail.cents)
    if own:
        low = EXACT.add(EXACT.multiply(number.value, own.factor), own.cents)
    else:
        step = Decimal(1) if number.step > 1 or second.parts > 1 else second.step
        low = EXACT.multiply(EXACT.multiply(number.value, step), tail.factor)
    if not low < high:
        return ()
    first = _amount(text, (number, head, own or tail), low)
    last = _amount(text, (second, replace(head, start=second.start), tail), high)
    if not own:  # one unit serves both, so both are proved by the whole of it
        last = replace(last, start=first.start)
        first = replace(first, end=last.end, unit=last.unit)
    about = first.approximate or last.approximate
    return (
        replace(first, bound=AT_LEAST, approximate=about, per=last.per),
        replace(last, bound=AT_MOST, approximate=about),
    )


def _head(text: str, number: Magnitude) -> _Head:
    window = text[max(0, number.start - 24) : number.start]
    offset = number.start - len(window)
    mark = _MARK_BEFORE.search(window)
    if mark:
        negative = bool(mark["minus"])
        attached = not mark["gap"].strip()
        start = mark.start() if attached else len(window) - len(mark["minus"] or "")
        before = _MINUS.search(window[: mark.start()])
        if before and attached:
            negative, start = True, before.start()
        reach, printed = offset + mark.start(), mark["mark"] if attached else ""
        return _Head(offset + start, reach, code_of(mark["mark"]), negative, printed)
    minus = _MINUS.search(window)
    start = offset + minus.start() if minus else number.start
    return _Head(start, start, "", bool(minus))


def _tail(text: str, number: Magnitude, head: _Head, given: MoneyUnit | None) -> _Tail | None:
    """Say what makes the number money; None where nothing does."""
    suffix = _SUFFIX.match(text, number.end)
    if suffix:
        return _chinese(text, number, head, suffix)
    coins = _COINS.match(text, number.end)
    if coins and number.value < _TEN:
        small = (coins["fen"] and numeral(coins["fen"])) or Decimal(0)
        cents = EXACT.multiply(small, Decimal("0.01"))
        return _Tail("CNY", Decimal("0.1"), coins.end(), "", cents, "角")
    if not number.words and number.step == 1:
        english = _ENGLISH.match(text, number.end)
        if english and (english["name"] or (english["scale"] and head.currency)):
            factor = Decimal(ENGLISH_SCALES[english["scale"].lower()] if english["scale"] else 1)
            currency = code_of(english["name"] or "") or head.currency
            return _closed(text, _Tail(currency, factor, english.end()), number, english=True)
    if _FOLLOWED.match(text, number.end):
        return None
    return _unnamed(text, number, head, given)


def _unnamed(text: str, number: Magnitude, head: _Head, given: MoneyUnit | None) -> _Tail | None:
    """Read an amount behind which no currency stands: ￥98.60, 1200万, a bare cell."""
    if head.currency and not number.words:
        factor = Decimal(1)
        if given and given.currency == head.currency and not number.scaled:
            factor = given.scale
        per = given.per if given else ""
        return _closed(text, _Tail(head.currency, factor, number.end, per), number)
    if number.scaled and _SPAN_END.match(text, number.end):
        return _without_yuan(text, number, given)
    if given and _may_stand_alone(text, number, head):
        factor = Decimal(1) if number.scaled else given.scale
        price = _PER.match(text, number.end)
        if price:
            return _Tail(given.currency, factor, price.end(), per_of(price["per"]))
        return _Tail(given.currency, factor, number.end, given.per)
    return None


def _chinese(text: str, number: Magnitude, head: _Head, suffix: re.Match[str]) -> _Tail | None:
    """Read 元, （万元）, /元 and 美元 behind a number, with 角, 分, 整, 人民币, /年 after it."""
    name = suffix["name"] or suffix["slashed"] or suffix["boxed"]
    printed_scale = suffix["scale"] or suffix["inner"] or ""
    factor = scale_of(printed_scale) if printed_scale else Decimal(1)
    if factor is None or (factor > 1 and number.step > 1):
        return None  # 2650万（万元）: the scale stands twice
    if number.words and not suffix["name"] and factor > 1:
        return None
    currency = code_of(name)
    if currency == "CNY" and head.currency:
        currency = head.currency
    end, cents = suffix.end(), Decimal(0)
    change = _CHANGE.match(text, end) if suffix["name"] else None
    if change and change.end() > end:
        for part, worth in (("jiao", "0.1"), ("fen", "0.01")):
            if change[part]:
                read = Decimal(change[part]) if change[part].isdigit() else numeral(change[part])
                cents += (read or Decimal(0)) * Decimal(worth)
        end = change.end()
    per = per_of(suffix["boxper"] or "")
    return _closed(text, _Tail(currency, factor, end, per, cents), number)


def _closed(text: str, tail: _Tail, number: Magnitude, *, english: bool = False) -> _Tail:
    """Take in what closes an amount: 整, 人民币, /年."""
    end, per = tail.end, tail.per
    for pattern in () if english else (_CLOSE, _RMB_BEHIND):
        found = pattern.match(text, end)
        end = found.end() if found else end
    if price := _PER.match(text, end):
        end, per = price.end(), per_of(price["per"])
    printed = re.sub(r"[()\[\]整正余多]|人民币", "", text[number.head_end : tail.end])
    printed = re.sub(r"[\s-]+", " " if english else "", printed).strip(" /")
    return replace(tail, end=end, per=per, printed=printed)


def _without_yuan(text: str, number: Magnitude, given: MoneyUnit | None) -> _Tail | None:
    """Let 1200万 without 元 be money where a money word is near or nothing else is said."""
    near = text[max(0, number.start - _SENTENCE) : number.end + _SENTENCE]
    alone = number.end - number.start == len(text.strip())
    if not (given or alone or _MONEY_WORD.search(near)):
        return None
    tail = _Tail(given.currency if given else "CNY", Decimal(1), number.end)
    return _closed(text, tail, number)


def _may_stand_alone(text: str, number: Magnitude, head: _Head) -> bool:
    """Say whether a bare number in a column of money can be an amount."""
    before, whole = text[: head.start], text.strip()
    if number.words and number.end - number.start < len(whole):
        return False
    if number.parts > 1 or not _FREE_BEHIND.match(text, number.end):
        return False
    if not _FREE_BEFORE.search(before[-1:]) or _ORDINAL.search(before[-2:]):
        return False
    listed = _LIST_MARK.search(before[-3:]) and _LIST_TAIL.match(text, number.end)
    return not (listed and number.end - number.start < len(whole))


def _amount(text: str, parts: tuple[Magnitude, _Head, _Tail], value: Decimal) -> Amount:
    """Put an amount together, with the bounds in the words around it."""
    number, head, tail = parts
    reach, per, operator, approximate = head.reach, tail.per, "", number.more
    for _ in range(2):
        each = _EACH.search(text[max(0, reach - 12) : reach])
        if each and not per:
            per = per_of("·".join(w for w in (each["a"], each["b"]) if w))
            reach -= len(each[0])
        bound = bound_before(text, reach)
        if bound and not operator:
            operator, approximate = bound.operator, approximate or bound.approximate
            reach = bound.start
    behind = bound_behind(text, tail.end)
    if behind:
        operator, approximate = operator or behind.operator, approximate or behind.approximate
    if text[number.start - 1 : number.start] == "上" and text[number.start] in "百千万亿":
        operator, approximate = operator or AT_LEAST, True  # 上千万元
    if number.more and not operator:
        operator = MORE
    signed = plain(-value if head.negative else value)
    return Amount(
        signed,
        tail.currency,
        head.start,
        tail.end,
        tail.printed or head.mark,
        operator,
        approximate,
        per,
    )
