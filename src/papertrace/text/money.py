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
    UnitNote,
    parse_unit,
    per_of,
    unit_note,
)
from papertrace.text.fold import fold
from papertrace.text.magnitudes import START, fused, magnitude, token_end
from papertrace.text.money_words import MARK_BEFORE, ORDINAL, SUFFIX, head_of, tail_of
from papertrace.text.numerals import EXACT, plain
from papertrace.text.struck import masked

if TYPE_CHECKING:
    from papertrace.text.currency import MoneyUnit
    from papertrace.text.magnitudes import Magnitude
    from papertrace.text.money_words import Head, Tail

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


_EACH_WORD = r"每一?(?P<{0}>平方米|公里|小时|季度?|个月|人次|[人台套件个年月日天辆艘次户周])"
_EACH = re.compile(
    _EACH_WORD.format("a") + rf"(?:{_EACH_WORD.format('b')})?(?:\([一-龥]{{1,3}}\))?\s?\Z"
)
_RANGE = re.compile(r"\s?(?:-{1,2}|~|—{1,2}|–|至|到)\s?")


def find_amounts(text: str, unit: str = "") -> tuple[Amount, ...]:
    """Find every amount of money stated in `text`, in order.

    `unit` is the unit of a caption or a column's head (`万元`, `元/支`): with it bare numbers count
    too; a unit in the text beats it. Offsets are those of `text`. Words and digits of one amount
    come out as two amounts. Blank, —, /, 无 and 详见… give nothing.
    """
    text = masked(text)
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
    if fused(text, at) and not MARK_BEFORE.search(text[max(0, at - 12) : at]):
        return None
    number = magnitude(text, at)
    if number and not number.words:
        comma = text.find(",", at, number.head_end)
        if comma > 0 and original[offsets[comma]] == "，" and ORDINAL.search(text[:at][-2:]):
            return None  # 标项1，200万元 is a list, not a thousand and more
    return number


def _single(text: str, number: Magnitude, given: MoneyUnit | None) -> tuple[Amount, ...]:
    head = head_of(text, number)
    tail = tail_of(text, number, head, given)
    if tail is None:
        return ()
    value = EXACT.add(EXACT.multiply(number.value, tail.factor), tail.cents)
    return (_amount(text, (number, head, tail), value),)


def _range(text: str, number: Magnitude, given: MoneyUnit | None) -> tuple[Amount, ...]:
    """Read 50-80万元 and 50万元至80万元 as a lower and an upper bound."""
    head = head_of(text, number)
    own = tail_of(text, number, head, None) if SUFFIX.match(text, number.end) else None
    joint = _RANGE.match(text, own.end if own else number.end)
    if not joint or not START.match(text, joint.end()) or ORDINAL.search(text[: head.start][-2:]):
        return ()
    second = magnitude(text, joint.end())
    tail = None
    if second:
        behind = head_of(text, second)
        behind = replace(behind, currency=behind.currency or head.currency)
        tail = tail_of(text, second, behind, given)
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


def _amount(text: str, parts: tuple[Magnitude, Head, Tail], value: Decimal) -> Amount:
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
