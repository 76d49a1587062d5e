"""What makes a number an amount of money: the words directly before and behind it.

A number without currency, scale or handed-in unit is no money here; bounds are read elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.text.currency import (
    ENGLISH,
    ENGLISH_SCALES,
    MARK,
    NAME,
    NOT_MONEY,
    PER,
    code_of,
    parse_unit,
    per_of,
)
from papertrace.text.numerals import EXACT, NUMERAL_CHARS, SCALE_CHARS, numeral, scale_of

if TYPE_CHECKING:
    from papertrace.text.currency import MoneyUnit
    from papertrace.text.magnitudes import Magnitude


@dataclass(frozen=True, slots=True)
class Tail:
    """What makes a number money: its currency, factor and where the words of it end."""

    currency: str
    """ISO 4217."""
    factor: Decimal
    """What the number is multiplied by; its own scale is in the number already."""
    end: int
    per: str = ""
    cents: Decimal = Decimal(0)
    """角 and 分, in the main unit."""
    printed: str = ""
    """The unit as printed, without brackets and blanks."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a number."""

    start: int
    """Where the span begins: at the mark or minus directly before, else at the number."""
    reach: int
    """Where words before may end."""
    currency: str
    negative: bool
    mark: str = ""


SUFFIX = re.compile(
    rf"\s*(?:(?P<name>{NAME}){NOT_MONEY}|/\s*(?P<scale>[{SCALE_CHARS}]{{0,2}})(?P<slashed>{NAME})"
    rf"(?![/\w])|[(\[]\s*(?:单位\s*:?\s*)?(?:总[价额]\s*[,、/]?\s*)?(?:人民币|RMB|¥)?\s*/?\s*(?P<inner>[{SCALE_CHARS}]{{0,3}})(?P<boxed>{NAME})"
    rf"(?:{PER.replace('?P<per>', '?P<boxper>')})?\s*[)\]])"
)
_ENGLISH = re.compile(
    rf"[\s-]?(?P<scale>{'|'.join(ENGLISH_SCALES)})?\b[\s-]?(?P<name>\b{ENGLISH})?", re.IGNORECASE
)
_CHANGE = re.compile(
    rf"(?:\s?(?P<jiao>\d|[{NUMERAL_CHARS}])\s?角)?(?:\s?[零〇]?(?P<fen>\d|[{NUMERAL_CHARS}])\s?分)?"
    r"(?![之钱以])"
)
_COINS = re.compile(rf"\s?角(?:\s?(?P<fen>[{NUMERAL_CHARS}])\s?分|\s?[整正]|(?=\Z|[,。;)]))")
_TEN = 10
_CLOSE = re.compile(r"\s*[整正](?![体个式数常确])")
_RMB_BEHIND = re.compile(r"\s*(?:[(\[]\s*人民币\s*[)\]]|人民币(?!\s*[\d(:¥大小]))")
_PER = re.compile(PER)
MARK_BEFORE = re.compile(
    rf"(?P<mark>{MARK})(?P<gap>\s*[()\[\]大小写]*\s*:?\s*)(?P<minus>-\s?)?\Z", re.IGNORECASE
)
_MINUS = re.compile(r"(?:(?:\A|(?<=[\s:(\[,;|]))-\s?|负)\Z")
ORDINAL = re.compile(r"[包项标段第期批次号组附件表图注条款章节]\s?\Z")
_FREE_BEFORE = re.compile(
    r"(?:\A|[\s:,;。、(\[=<>≥≤¥$~|*]|[为是共计约达额价款费币合超近过于到至元算资低高加少长降])\Z"
)
_FREE_BEHIND = re.compile(
    r"\s*(?:\Z|[\n\t,;。、)\]*|]|以[上下内]|左右|整|/[一-龥]|\((?:不?含|税|其中|人民币|[大小]写|最终|暂|预[估计]|估[算计]|上限|封顶|约|最高|¥|共?[一二两三四五六七八九十\d]{1,2}个?[年月]))|\s"
)
_FOLLOWED = re.compile(
    r"\s*(?:年|月|日|天|人(?!民币)|个|台|套|名|项|次|号|件|家|%|‰|平方|米|公里|[A-Za-z㎡])"
)
_EACH_BEFORE = re.compile(r"每一?(?:年|月|季度|人|次|批)\s?\Z")
_LIST_MARK = re.compile(r"(?:\A|\n)\s*[(\[]?\Z")
_LIST_TAIL = re.compile(r"\s?(?:[、)\]:]|\.(?!\d))")
_LABEL_UNIT = re.compile(
    rf"[(\[]\s*(?:单位\s*:?\s*)?(?P<unit>(?:人民币)?[{SCALE_CHARS}]{{0,3}}{NAME}(?:{PER})?)\s*[)\]]\s*:\s*\Z"
)
"""A unit in the label directly before: 中标金额（万元）：41.86."""
_MONEY_WORD = re.compile(
    r"预算|金额|投资|资金|经费|费|报价|价格|限价|造价|[总单合控标交]价|价款|款|收入|支出|元|¥"
)
_SENTENCE = 40
_SPAN_END = re.compile(
    r"\s*(?:\Z|[\n,;。、)\]|(]|以[上下内]|之内|左右|之间|[-~—–至到/]|及|和|与|每|人民币)"
)


def head_of(text: str, number: Magnitude) -> Head:
    """Read the currency's mark and the minus directly before a number of folded text."""
    window = text[max(0, number.start - 24) : number.start]
    offset = number.start - len(window)
    mark = MARK_BEFORE.search(window)
    if mark:
        negative = bool(mark["minus"])
        attached = not mark["gap"].strip()
        start = mark.start() if attached else len(window) - len(mark["minus"] or "")
        before = _MINUS.search(window[: mark.start()])
        if before and attached:
            negative, start = True, before.start()
        reach, printed = offset + mark.start(), mark["mark"] if attached else ""
        return Head(offset + start, reach, code_of(mark["mark"]), negative, printed)
    minus = _MINUS.search(window)
    start = offset + minus.start() if minus else number.start
    return Head(start, start, "", bool(minus))


def tail_of(text: str, number: Magnitude, head: Head, given: MoneyUnit | None) -> Tail | None:
    """Say what makes the number money; None where nothing does."""
    suffix = SUFFIX.match(text, number.end)
    if suffix:
        return _chinese(text, number, head, suffix)
    coins = _COINS.match(text, number.end)
    if coins and number.value < _TEN:
        small = (coins["fen"] and numeral(coins["fen"])) or Decimal(0)
        cents = EXACT.multiply(small, Decimal("0.01"))
        return Tail("CNY", Decimal("0.1"), coins.end(), "", cents, "角")
    if not number.words and number.step == 1:
        english = _ENGLISH.match(text, number.end)
        if english and (english["name"] or (english["scale"] and head.currency)):
            factor = Decimal(ENGLISH_SCALES[english["scale"].lower()] if english["scale"] else 1)
            currency = code_of(english["name"] or "") or head.currency
            return _closed(text, Tail(currency, factor, english.end()), number, english=True)
    if _FOLLOWED.match(text, number.end):
        return None
    return _unnamed(text, number, head, given)


def _unnamed(text: str, number: Magnitude, head: Head, given: MoneyUnit | None) -> Tail | None:
    """Read an amount behind which no currency stands: ￥98.60, 1200万, a bare cell."""
    label = _LABEL_UNIT.search(text[max(0, head.start - 30) : head.start])
    printed = label["unit"] if label else ""
    given = (parse_unit(printed) if printed else None) or given
    if head.currency and not number.words:
        factor = Decimal(1)
        if given and given.currency == head.currency and not number.scaled:
            factor = given.scale
        per = given.per if given else ""
        return _closed(text, Tail(head.currency, factor, number.end, per), number)
    if number.scaled and _SPAN_END.match(text, number.end):
        return _without_yuan(text, number, given)
    if given and _may_stand_alone(text, number, head):
        factor = Decimal(1) if number.scaled else given.scale
        price = _PER.match(text, number.end)
        if price:
            return Tail(given.currency, factor, price.end(), per_of(price["per"]))
        return Tail(given.currency, factor, number.end, given.per, printed=printed)
    if not number.words and (behind := _RMB_BEHIND.match(text, number.end)):
        return Tail("CNY", Decimal(1), behind.end(), printed="人民币")
    return None


def _chinese(text: str, number: Magnitude, head: Head, suffix: re.Match[str]) -> Tail | None:
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
    return _closed(text, Tail(currency, factor, end, per, cents), number)


def _closed(text: str, tail: Tail, number: Magnitude, *, english: bool = False) -> Tail:
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


def _without_yuan(text: str, number: Magnitude, given: MoneyUnit | None) -> Tail | None:
    """Let 1200万 without 元 be money where a money word is near or nothing else is said."""
    near = text[max(0, number.start - _SENTENCE) : number.end + _SENTENCE]
    alone = number.end - number.start == len(text.strip())
    if not (given or alone or _MONEY_WORD.search(near)):
        return None
    tail = Tail(given.currency if given else "CNY", Decimal(1), number.end)
    return _closed(text, tail, number)


def _may_stand_alone(text: str, number: Magnitude, head: Head) -> bool:
    """Say whether a bare number in a column of money can be an amount."""
    before, whole = text[: head.start], text.strip()
    if number.words and number.end - number.start < len(whole):
        return False
    if number.parts > 1 or not _FREE_BEHIND.match(text, number.end):
        return False
    if not (_FREE_BEFORE.search(before[-1:]) or _EACH_BEFORE.search(before)) or ORDINAL.search(
        before[-2:]
    ):
        return False
    listed = _LIST_MARK.search(before[-3:]) and _LIST_TAIL.match(text, number.end)
    return not (listed and number.end - number.start < len(whole))
