"""The figures in a story's own words: what is printed is the expectation.

English and Chinese; digits, number words, fractions and the vague ones that have a rule (dozens,
hundreds, doubled). Each figure keeps how exactly it is printed. Dates are left to `date_words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.check.date_words import find_dates
from papertrace.check.number_words import PATTERN as WORDS
from papertrace.check.number_words import SCALES, number
from papertrace.check.units import CURRENCIES, MONEY, unit_at
from papertrace.text.numerals import RUN, numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}
_SIGN = "|".join(re.escape(s) for s in sorted(CURRENCIES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?:(?<![A-Za-z])(?P<sign>{_SIGN})\s?)?"
    r"(?P<minus>(?<![\w)\]])[-−])?"
    r"(?<![\d.])(?<![A-Za-z]\d)(?P<digits>\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?"
    r"|\d+(?:\.\d+)?)(?!\d)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[A-Za-z]+-?\Z")
"""Letters fused to digits make a name, not a figure: G20, COVID-19."""
_SCALE = re.compile(
    r"[\s-]?(?P<word>hundred|thousand|million|billion|trillion|(?:mn|bn|tn|m|k)(?![A-Za-z2²]))"
    r"|\s?(?P<han>[十百千]?[万萬亿億])",
    re.IGNORECASE,
)
_SHORT = {"m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "k": 10**3, "hundred": 100, **SCALES}
_HAN = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN_SMALL = {"十": 10, "百": 100, "千": 1000}
_WORDS = re.compile(WORDS, re.IGNORECASE)
_CHINESE = re.compile(RUN)
_COUNTED = re.compile(
    r"\s?(?:[元块人名个位艘辆套台架部座处项次例起件份家天年月米条支]|公里|平方|小时|分钟|工作日|倍|成|%|％)"
)
_PARTS = "third|quarter|fifth|sixth|seventh|eighth|ninth|tenth"
_SMALL_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_FRACTION = re.compile(
    rf"\bhalf\b(?P<of>\s+a\s+(?P<scale>million|billion|dozen))?"
    rf"|\b(?P<top>a|one|two|three|four|five)[\s-](?P<part>{_PARTS})s?\b"
    r"|\b(?P<one>one|two|three|\d+)\s+(?:in|out\s+of)\s+(?:every\s+)?"
    rf"(?P<many>{'|'.join(_SMALL_WORDS)}|\d+)\b(?!\s*(?:percent|%|million|yuan))"
    r"|(?P<han>[一二三四五六七八九十百]+)分之(?P<over>[一二三四五六七八九十百零点]+)|(?P<halfhan>一半|半数)"
    r"|(?P<tenths>[一二三四五六七八九])成(?!本|立|果|交|员|为|功|都|长|绩)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?P<dozens>dozens)\b|\b(?P<hundreds>hundreds)\b(?!\s+of\s+(?:thousand|million|billion))"
    r"|\b(?P<double>doubl(?:ed|es|ing)|twofold|two-fold)\b|\b(?P<triple>tripl(?:ed|es|ing))\b"
    r"|\b(?P<quadruple>quadrupl(?:ed|es|ing))\b|\b(?P<halve>halv(?:ed|es|ing))\b"
    r"|(?P<fan>翻一番|翻了一番|翻番)",
    re.IGNORECASE,
)
_BOUNDS = {"dozens": (24, 99), "hundreds": (200, 999)}
_TIMES = {"double": "2", "fan": "2", "triple": "3", "quadruple": "4", "halve": "0.5"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text."""

    start: int
    end: int
    text: str
    """As printed, with its unit."""
    value: Decimal
    """In the unit itself: 22.3 million is 22300000; a share is a fraction of 1."""
    step: Decimal = Decimal(1)
    """Size of the last printed digit: 100000 for 22.3 million."""
    unit: str = ""
    """ISO currency, percent, percentage_point, person, day, share, factor ... or ''."""
    near: bool = False
    """True for fractions, which hold within five percent."""
    bounds: tuple[int, int] | None = None
    """Lowest and highest value, for words like dozens."""
    digits: str = ""
    """The digits as printed, '' for words."""
    scale: Decimal = Decimal(1)


def narrow(text: str) -> str:
    """Give the text with full-width signs as plain ones; every offset stays."""
    return text.translate(_WIDE)


def find_figures(text: str) -> tuple[Figure, ...]:
    """Find the figures of a text in their order; dates and years are none."""
    plain = narrow(text)
    taken = [(d.start, d.end) for d in find_dates(plain)]
    found: list[Figure] = []
    for some in (_fractions, _vague, _digits, _words, _han):
        for figure in some(plain):
            if all(figure.end <= a or figure.start >= b for a, b in taken):
                found.append(figure)
                taken.append((figure.start, figure.end))
    return tuple(sorted(found, key=lambda f: f.start))


def _unit(text: str, at: int) -> tuple[str, int]:
    """Find the unit behind a number: directly, behind a blank or behind a hyphen."""
    for gap in ("", " ", "-", "个"):
        if text.startswith(gap, at):
            unit, end = unit_at(text, at + len(gap))
            if unit:
                return unit, end
    return "", at


def _scaled(text: str, at: int, *, money: bool) -> tuple[Decimal, int]:
    match = _SCALE.match(text, at)
    if not match:
        return Decimal(1), at
    if match["han"]:
        told = match["han"]
        return Decimal(_HAN[told[-1]] * _HAN_SMALL.get(told[:-1], 1)), match.end()
    word = match["word"].lower()
    if word == "m" and not money and _unit(text, match.end())[0] not in MONEY:
        return Decimal(1), at  # 26.5 m without a currency may be metres
    return Decimal(_SHORT[word]), match.end()


def _digits(text: str) -> Iterator[Figure]:
    for match in _NUMBER.finditer(text):
        if not match["sign"] and _LABEL.search(text[: match.start()]):
            continue
        printed = re.sub(r"[^\d.]", "", match["digits"])
        scale, end = _scaled(text, match.end(), money=bool(match["sign"]))
        unit, unit_end = _unit(text, end)
        currency = CURRENCIES.get((match["sign"] or "").lower(), "")
        if currency and unit in MONEY:
            currency = unit
        places = len(printed.partition(".")[2])
        sign = -1 if match["minus"] else 1
        last = unit_end if unit else end
        yield Figure(
            match.start(),
            last,
            text[match.start() : last],
            sign * Decimal(printed) * scale,
            scale * Decimal(1).scaleb(-places),
            currency or unit,
            digits=printed,
            scale=scale,
        )


def _words(text: str) -> Iterator[Figure]:
    for match in _WORDS.finditer(text):
        value = number(match.group())
        if value is None:
            continue
        lower = match.group().lower()
        scale = next((Decimal(s) for w, s in reversed(SCALES.items()) if lower.endswith(w)), None)
        unit, end = _unit(text, match.end())
        yield Figure(
            match.start(),
            end if unit else match.end(),
            text[match.start() : end if unit else match.end()],
            Decimal(value),
            scale or Decimal(1),
            unit,
        )


def _han(text: str) -> Iterator[Figure]:
    for match in _CHINESE.finditer(text):
        value = numeral(match.group())
        tail = match.group().lstrip("零一二三四五六七八九十百千两〇")
        if value is None or not (tail or _COUNTED.match(text, match.end())):
            continue
        unit, end = _unit(text, match.end())
        scale = Decimal(_HAN.get(match.group()[-1], 1))
        last = end if unit else match.end()
        yield Figure(match.start(), last, text[match.start() : last], value, scale, unit)


def _fractions(text: str) -> Iterator[Figure]:
    for match in _FRACTION.finditer(text):
        start, end = match.span()
        value, unit = _share(match), "share"
        if value is None:
            continue
        if match["han"] == "百":  # 百分之: a percentage, as exact as it is printed
            yield Figure(start, end, text[start:end], 100 * value, _last_place(value), "percent")
            continue
        if match["of"]:
            word = match["scale"].lower()
            value *= 12 if word == "dozen" else SCALES[word]
            unit, end = _unit(text, end)
            end = end if unit else match.end()
        yield Figure(start, end, text[start:end], value, unit=unit, near=True)


def _last_place(value: Decimal) -> Decimal:
    """Give the size of the last digit of a percentage that is told as a fraction of 100."""
    exponent = (100 * value).normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))


def _share(match: re.Match[str]) -> Decimal | None:
    """Give the fraction a match tells; None where it tells none."""
    top, bottom = Decimal(1), Decimal(2)
    if match["part"]:
        top = Decimal(number(match["top"]) or 1) if match["top"].lower() != "a" else top
        bottom = Decimal(_PARTS.split("|").index(match["part"].lower()) + 3)
    elif match["one"]:
        top, bottom = _small(match["one"]), _small(match["many"])
    elif match["han"]:
        below, above = numeral(match["han"], bare_scale=True), numeral(match["over"])
        if below is None or above is None:
            return None
        top, bottom = above, below
    elif match["tenths"]:
        top, bottom = numeral(match["tenths"]) or top, Decimal(10)
    return top / bottom if bottom else None


def _small(word: str) -> Decimal:
    return Decimal(word) if word.isdigit() else Decimal(_SMALL_WORDS.index(word.lower()) + 1)


def _vague(text: str) -> Iterator[Figure]:
    for match in _VAGUE.finditer(text):
        name = str(match.lastgroup)
        start, end = match.span()
        if name in _BOUNDS:
            low, high = _BOUNDS[name]
            yield Figure(start, end, match.group(), Decimal(low), bounds=(low, high))
        else:
            value = Decimal(_TIMES[name])
            yield Figure(start, end, match.group(), value, unit="factor", near=True)
