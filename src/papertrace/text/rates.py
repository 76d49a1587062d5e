"""Rates, shares and changes in percent: 百分之十二点五, 5‰, 三成, 八五折, 下浮率8.5%, 翻两番.

A discount, a surcharge, a share of the price, a change and a level are different units and are kept
apart. A rate never becomes an amount here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.text.bounds import bound_behind
from papertrace.text.fold import fold
from papertrace.text.magnitudes import START, token_end
from papertrace.text.numerals import EXACT, NUMERAL_CHARS, RUN, digits, numeral, plain
from papertrace.text.quantities import Figure, Quantity, figure_at, setting_of, told_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

PERCENT, POINT, FACTOR = "percent", "percentage_point", "factor"
CHANGE, DISCOUNT, SURCHARGE = "percent_change", "percent_discount", "percent_surcharge"
OF_PRICE = "percent of list price"

_SIGN = re.compile(
    r"\s?(?P<sign>%|‰|‱|个?百分点|百分比|percentage\s+points?|percent(?![a-z])|per\s+cent|pct(?![a-z]))",
    re.IGNORECASE,
)
_WORDS = re.compile(rf"(?P<of>[百千万])分之(?P<number>{RUN}|\d+(?:\.\d+)?)")
_TENTHS = re.compile(
    r"(?P<ones>[一二两三四五六七八九1-9])\s?成(?P<more>[一二三四五六七八九半])?"
    r"(?![立本果功员为品绩])"
)
_REDUCED = re.compile(
    r"(?P<number>[一二三四五六七八九]{1,2}|\d{1,2}(?:\.\d{1,2})?)\s?折(?!合|算|旧|扣|叠|页)"
)
_TIMES = re.compile(rf"(?P<number>{RUN}|\d+(?:\.\d+)?)\s?倍")
_DOUBLED = re.compile(rf"翻(?:了)?(?P<number>{RUN}|\d+)?番")
_HALF = re.compile(r"(?P<down>减半)|一半")
_PARTS = re.compile(rf"(?P<under>{RUN}|\d+)分之(?P<over>{RUN}|\d+)")
_UP = (
    r"增长|增加|增幅|提高|上升|上涨|扩大|提升|增收|增支|多增|涨幅|同比增|环比增|"
    r"rose|grew|increased?"
)
_DOWN = (
    r"下降|减少|降低|降幅|下滑|缩减|回落|压减|压缩|减幅|同比降|fell|dropped|decreased?|declined?"
)
_LEVEL = r"(?:到|至|为(?!上)|达)\Z"
_KINDS = (
    (DISCOUNT, re.compile(r"下浮|优惠|让利|折让|降价率|discount", re.IGNORECASE)),
    (SURCHARGE, re.compile(r"上浮|加价|加成|surcharge", re.IGNORECASE)),
    (OF_PRICE, re.compile(r"折扣")),
)
_BEGIN = re.compile(rf"\d|[{NUMERAL_CHARS}]|翻|减半")
_REACH = 12


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate before the words around it are read."""

    figure: Figure
    unit: str
    factor: Decimal
    end: int


def find_rates(text: str) -> tuple[Quantity, ...]:
    """Find rates in `text`, in order; value in percent, or as a factor; offsets are those of it."""
    folded = fold(text)
    found: list[Quantity] = []
    for rate in _rates(folded.text):
        quantity = _read(folded.text, rate)
        start, end = folded.span(quantity.start, quantity.end)
        found.append(replace(quantity, start=start, end=end))
    return tuple(found)


def _rates(text: str) -> Iterator[_Rate]:
    at = 0
    while begin := _BEGIN.search(text, at):
        at = begin.start()
        rate = _special(text, at) or (_signed(text, at) if START.match(text, at) else None)
        if rate:
            yield rate
            at = rate.end
        else:
            at = token_end(text, at)


def _number(text: str) -> Decimal | None:
    return digits(text) if text[:1].isdigit() else numeral(text, bare_scale=True)


def _one(value: Decimal, start: int, end: int) -> Figure:
    return Figure((value,), start, end, more=False, words=True)


def _signed(text: str, at: int) -> _Rate | None:
    """Read 95%, 30-50%, 30%-50%, 5个百分点."""
    figure = figure_at(text, at)
    sign = _SIGN.match(text, figure.end) if figure else None
    if figure is None or sign is None:
        return None
    mark = sign["sign"].lower()
    unit = POINT if "点" in mark or "point" in mark else PERCENT
    factor = {"‰": Decimal("0.1"), "‱": Decimal("0.01")}.get(mark, Decimal(1))
    end = sign.end()
    joint = re.compile(r"\s?(?:-|~|—{1,2}|–|至|到)\s?").match(text, end)
    if len(figure.numbers) == 1 and joint and START.match(text, joint.end()):
        second = figure_at(text, joint.end())
        closing = _SIGN.match(text, second.end) if second else None
        if second and closing and figure.numbers[0] < second.numbers[0]:
            both = (figure.numbers[0], second.numbers[0])
            figure, end = replace(figure, numbers=both, end=second.end), closing.end()
    return _Rate(figure, unit, factor, end)


def _special(text: str, at: int) -> _Rate | None:
    """Read rates that are not written with a sign."""
    for read in (_in_words, _tenths, _price, _doubled, _halved, _times, _parts):
        rate = read(text, at)
        if rate:
            return rate
    return None


def _in_words(text: str, at: int) -> _Rate | None:
    found = _WORDS.match(text, at)
    value = _number(found["number"]) if found else None
    if found is None or value is None:
        return None
    factor = {"千": Decimal("0.1"), "万": Decimal("0.01")}.get(found["of"], Decimal(1))
    numbers, end = [value], found.end()
    until = re.compile(rf"(?:至|到|-|~)(?:[百千万]分之)?(?P<number>{RUN}|\d+(?:\.\d+)?)").match(
        text, end
    )
    high = _number(until["number"]) if until else None
    if until and high is not None and value < high:
        numbers, end = [value, high], until.end()
    return _Rate(Figure(tuple(numbers), at, end, more=False, words=True), PERCENT, factor, end)


def _tenths(text: str, at: int) -> _Rate | None:
    found = _TENTHS.match(text, at)
    if not found or (at and text[at - 1] in "十百千0123456789."):
        return None
    value = (_number(found["ones"]) or Decimal(0)) * 10
    more = found["more"]
    value += Decimal(5) if more == "半" else (numeral(more) or Decimal(0)) if more else Decimal(0)
    return _Rate(_one(value, at, found.end()), PERCENT, Decimal(1), found.end())


def _price(text: str, at: int) -> _Rate | None:
    found = _REDUCED.match(text, at)
    if not found or (at and text[at - 1].isdigit()):
        return None
    printed = found["number"]
    if printed[0].isdigit():
        value = Decimal(printed)
        value = value if value >= 10 else value * 10  # noqa: PLR2004  (8.5折 and 85折 are one)
    else:
        value = Decimal("".join(str(numeral(c)) for c in printed)) * (
            10 if len(printed) == 1 else 1
        )
    return _Rate(_one(value, at, found.end()), OF_PRICE, Decimal(1), found.end())


def _times(text: str, at: int) -> _Rate | None:
    found = _TIMES.match(text, at)
    value = (
        _number(found["number"]) if found and not (at and text[at - 1] in "0123456789.") else None
    )
    if found is None or value is None:
        return None
    return _Rate(_one(value, at, found.end()), FACTOR, Decimal(1), found.end())


def _doubled(text: str, at: int) -> _Rate | None:
    found = _DOUBLED.match(text, at)
    times = (_number(found["number"]) if found["number"] else Decimal(1)) if found else None
    if found is None or times is None or not 0 < times < 10:  # noqa: PLR2004  (翻十番 is no figure)
        return None
    return _Rate(_one(Decimal(2) ** int(times), at, found.end()), FACTOR, Decimal(1), found.end())


def _halved(text: str, at: int) -> _Rate | None:
    found = _HALF.match(text, at)
    if not found:
        return None
    if found["down"]:
        return _Rate(_one(Decimal(-50), at, found.end()), CHANGE, Decimal(1), found.end())
    return _Rate(_one(Decimal(50), at, found.end()), PERCENT, Decimal(1), found.end())


def _parts(text: str, at: int) -> _Rate | None:
    """Read 四分之一 where it is an exact decimal; 三分之一 is none."""
    found = _PARTS.match(text, at)
    under, over = (_number(found["under"]), _number(found["over"])) if found else (None, None)
    if found is None or not under or over is None:
        return None
    value = EXACT.divide(over * 100, under)
    if EXACT.multiply(value, under) != over * 100 or len(plain(value)) > 12:  # noqa: PLR2004
        return None
    return _Rate(_one(value, at, found.end()), PERCENT, Decimal(1), found.end())


def _read(text: str, rate: _Rate) -> Quantity:
    """Settle what kind of rate it is from the words before it, and its bounds."""
    setting = setting_of(text, rate.figure)
    before = re.split(r"[,;。、\n]", text[max(0, rate.figure.start - _REACH) : rate.figure.start])[
        -1
    ]
    numbers = tuple(EXACT.multiply(n, rate.factor) for n in rate.figure.numbers)
    unit, numbers = _kind(before, rate.unit, numbers)
    operator, approximate = setting.operator, setting.approximate
    behind = bound_behind(text, rate.end)
    if behind:
        operator, approximate = operator or behind.operator, approximate or behind.approximate
    printed = text[rate.figure.end : rate.end].strip()
    return Quantity(
        told_numbers(numbers), operator, unit, printed, "", approximate, rate.figure.start, rate.end
    )


def _kind(before: str, unit: str, numbers: tuple[Decimal, ...]) -> tuple[str, tuple[Decimal, ...]]:
    """Tell a discount, a surcharge and a change from a level by the words before."""
    level = re.search(rf"(?:{_UP}|{_DOWN})\w?{_LEVEL}", before, re.IGNORECASE)
    down = not level and re.search(_DOWN, before, re.IGNORECASE)
    up = not level and re.search(_UP, before, re.IGNORECASE)
    signed = tuple(-n for n in numbers) if down and len(numbers) == 1 else numbers
    if unit == POINT:
        return unit, signed
    if unit == FACTOR:
        return (CHANGE, tuple(n * 100 for n in numbers)) if up else (unit, numbers)
    if unit != PERCENT:
        return unit, numbers
    for kind, words in _KINDS:
        if words.search(before):
            return kind, numbers
    return (CHANGE, signed) if up or down else (unit, numbers)
