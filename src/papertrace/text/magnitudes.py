"""Numbers with their scale: 2650万, 1.2万亿, 48万5千, 壹亿零叁佰万, 500余, in folded text.

A magnitude says nothing about what is counted. Malformed groups (1,2345), serial numbers and vague
words (几十, 数百) give none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from papertrace.text.numerals import (
    DIGITS,
    EXACT,
    NUMERAL_CHARS,
    RUN,
    SCALE_CHARS,
    digits,
    numeral,
    scale_of,
)

START = re.compile(rf"\d|[{NUMERAL_CHARS}]")
"""Where a number may begin."""

_DIGITS = re.compile(DIGITS)
_RUN = re.compile(RUN)
_SCALE = re.compile(
    rf"\s{{0,2}}(?P<more>[余多])?\s{{0,2}}(?P<scale>[{SCALE_CHARS}]{{1,3}})(?!分[之比点])"
)
_MORE = re.compile(r"\s?[余多](?![位媒种样次年])")
_BOUND_BEHIND = re.compile(r"[一-龥]{1,3}?(?:以[上下内]|左右)")
_TOKEN = re.compile(rf"[\d,.']+|[{NUMERAL_CHARS}点點]+")
_FUSED = re.compile(r"(?:\d|\d[.,]|\d\s?[×xX*]\s?|\.|[A-Za-z_][-/]?|[A-Za-z]\d*[-/])\Z")
_VAGUE = "数几若"


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A number with its scale characters."""

    value: Decimal
    start: int
    end: int
    head_end: int
    """Where its figures end and its first scale begins; `end` for numbers in words."""
    step: Decimal
    """The scale of its last part, 1 where none is printed."""
    parts: int
    """48万5千 has two."""
    more: bool
    """余 or 多 stands in it or behind it: somewhat more than it says."""
    words: bool
    """Chinese numerals, not digits."""
    scaled: bool
    """万 or another scale is its last character, so that a unit is half said."""


def fused(text: str, at: int) -> bool:
    """Say whether what stands before `at` makes the number part of a code or another number."""
    return bool(_FUSED.search(text[max(0, at - 8) : at]))


def token_end(text: str, at: int) -> int:
    """Give the end of the run of digits or numerals that begins at `at`."""
    found = _TOKEN.match(text, at)
    return found.end() if found else at + 1


def magnitude(text: str, at: int) -> Magnitude | None:
    """Read the number that begins at `at` of folded text; None where it is not well formed."""
    return _of_digits(text, at) if text[at].isdigit() else _of_words(text, at)


def _of_words(text: str, at: int) -> Magnitude | None:
    found = _RUN.match(text, at)
    if not found or (at and text[at - 1] in _VAGUE) or text[found.end() : found.end() + 1] == "几":
        return None
    implied = text[at] in "百千万亿"  # 近百人, 上千万元
    value = numeral(found[0], bare_scale=implied)
    if value is None:
        return None
    end, more, step = found.end(), False, Decimal(1)
    scale = _SCALE.match(text, end)
    if scale and scale["more"]:
        factor = scale_of(scale["scale"])
        if factor is not None:
            value, end, more, step = EXACT.multiply(value, factor), scale.end(), True, factor
    behind = _MORE.match(text, end)
    if behind:
        more, end = True, behind.end()
    led = text[max(0, at - 1) : at] in ("近", "上", "超", "逾", "约")
    if implied and not (more or led or _BOUND_BEHIND.match(text, end)):
        return None
    scaled = text[end - 1] in "万萬亿億"
    return Magnitude(value, at, end, found.end(), step, 1, more, words=True, scaled=scaled)


def _of_digits(text: str, at: int) -> Magnitude | None:
    value, end, head_end, step, parts, more = Decimal(0), at, at, Decimal(1), 0, False
    while found := _DIGITS.match(text, end + (parts and text[end : end + 1] in ("零", "〇"))):
        number = digits(found[0])
        scale = _SCALE.match(text, found.end())
        factor = scale_of(scale["scale"]) if scale else Decimal(1)
        if number is None or factor is None:
            break
        if parts and (number * factor >= step or not (scale or text[found.end() :][:1] in "元圆")):
            break
        value = EXACT.add(value, EXACT.multiply(number, factor))
        head_end = head_end if parts else found.end()
        end, step, parts = (scale or found).end(), factor, parts + 1
        more = more or bool(scale and scale["more"])
        if not scale:
            break
    if not parts or re.match(r"[.,]\d", text[end : end + 2]) or re.match(r"0\d", text[at : at + 2]):
        return None
    behind = _MORE.match(text, end)
    if behind:
        more, end = True, behind.end()
    return Magnitude(value, at, end, head_end, step, parts, more, words=False, scaled=step > 1)
