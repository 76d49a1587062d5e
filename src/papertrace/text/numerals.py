"""Numbers as they are written: Chinese ordinary and formal numerals, digits with group marks.

Exact decimals only. What is not a well-formed number gives None; it is never repaired.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal

EXACT = Context(prec=120)
"""Wide enough that no printed figure is ever rounded."""

_DIGIT = {
    char: value
    for value, chars in enumerate(
        (
            *("零〇○", "一壹弌", "二贰貳两兩弍", "三叁參叄弎", "四肆"),
            *("五伍", "六陆陸", "七柒", "八捌", "九玖"),
        )
    )
    for char in chars
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_FORMAL = frozenset("壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟")
_POINT = "点點"

SCALE_CHARS = "".join((*_SMALL, *_LARGE))
"""Characters that multiply: 十 百 千 万 亿 and their formal and traditional forms."""
NUMERAL_CHARS = "".join((*_DIGIT, *_SMALL, *_LARGE, "廿卅"))
"""Characters of which a Chinese numeral is made, without the decimal point."""

DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,3}(?: \d{3})+(?!\d)|\d{1,3}(?:['’]\d{3})+(?!\d)|\d+)"
    r"(?:\.\d+)?"
)
"""Pattern of a number in digits, with or without group marks, in folded text."""
RUN = rf"[{NUMERAL_CHARS}]+(?:[{_POINT}][{NUMERAL_CHARS}]+)?"
"""Pattern of a number in Chinese numerals; `numeral` decides whether it is well formed."""

_ALL = re.compile(rf"{RUN}\Z")
_WHOLE = re.compile(rf"[-+]?{DIGITS}\Z")
_LONGEST = 60


def numeral(text: str, *, bare_scale: bool = False) -> Decimal | None:
    """Read a Chinese numeral, ordinary or formal; None where it is not well formed.

    `bare_scale` lets 百, 千, 万 stand for 100, 1000, 10000 (近百人). Two digits side by side
    (三四天) are a guess between two numbers, and give None.
    """
    if len(text) > _LONGEST or not _ALL.match(text):
        return None
    formal = not _FORMAL.isdisjoint(text)
    plain_text = text.replace("廿", "二十").replace("卅", "三十")
    for point in _POINT:
        if point in plain_text:
            return _fraction(*plain_text.split(point, 1))
    if all(c in _DIGIT for c in plain_text):
        return _positional(plain_text)
    if bare_scale and plain_text[0] in "百千万亿":
        plain_text = "一" + plain_text
    value = _large(plain_text, formal=formal)
    return None if value is None else Decimal(value)


def digits(text: str) -> Decimal | None:
    """Read a number in digits (`1,634.27`, `1 250 000.00`, `-12.5`); None where it is none."""
    if len(text) > _LONGEST or not text.isascii() or not _WHOLE.match(text):
        return None
    return Decimal(re.sub(r"[,' ]", "", text))


def scale_of(text: str) -> Decimal | None:
    """Give the factor of a run of scale characters (千万 = 10 000 000); None where it is odd."""
    factor, last_large = 1, 0
    for char in text:
        if char in _SMALL:
            if last_large:
                return None
            factor *= _SMALL[char]
        elif char in _LARGE and _LARGE[char] > last_large:
            last_large = _LARGE[char]
            factor *= last_large
        else:
            return None
    return Decimal(factor)


def plain(value: Decimal) -> str:
    """Give a decimal as a plain string: no exponent, no zeros behind the last digit that counts."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _positional(text: str) -> Decimal | None:
    """Read digits side by side (二〇二四)."""
    if len(text) == 2 and all(_DIGIT[c] for c in text):  # noqa: PLR2004  (三四: three or four)
        return None
    return Decimal("".join(str(_DIGIT[c]) for c in text))


def _fraction(left: str, right: str) -> Decimal | None:
    """Read 三点五 and 三点五亿."""
    tail = right.rstrip(SCALE_CHARS)
    factor = scale_of(right[len(tail) :])
    whole = _large(left, formal=False)
    if not tail or factor is None or whole is None or any(c not in _DIGIT for c in tail):
        return None
    value = Decimal(f"{whole}." + "".join(str(_DIGIT[c]) for c in tail))
    return EXACT.multiply(value, factor)


def _large(text: str, *, formal: bool) -> int | None:
    """Read a whole number, split at 亿 and 万."""
    for names, factor in (("亿億", 10**8), ("万萬", 10**4)):
        at = max(text.rfind(c) for c in names)
        if at < 0:
            continue
        left = _large(text[:at], formal=formal) if at else None
        rest = text[at + 1 :]
        if not rest:
            right: int | None = 0
        elif len(rest) == 1 and rest in _DIGIT and not formal:
            right = _DIGIT[rest] * factor // 10  # 三万五 is 35 000
        else:
            right = _large(rest, formal=formal)
        if left is None or right is None or left >= factor or right >= factor:
            return None
        return left * factor + right
    return _small(text, formal=formal)


def _small(text: str, *, formal: bool) -> int | None:
    """Read a number below 10 000."""
    total, pending, gap, last = 0, -1, False, 10**4
    for char in text:
        if char in _SMALL:
            if _SMALL[char] >= last or (pending < 0 and char not in "十拾"):
                return None
            last = _SMALL[char]
            total += last * (pending if pending >= 0 else 1)
            pending, gap = -1, False
        elif _DIGIT.get(char) == 0:
            if pending >= 0:
                return None
            gap = True
        elif char in _DIGIT and pending < 0:
            pending = _DIGIT[char]
        else:
            return None
    if pending < 0:
        return total if text else None
    if last in (100, 1000) and not gap:  # 一百五 is 150; in formal writing it would be a slip
        return None if formal else total + pending * last // 10
    return total + pending
