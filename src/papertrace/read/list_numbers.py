"""Numbers that a word processor prints before list items and headings but does not store as text.

Pure: a format's name and a count in, the label out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SILENT = ("none", "bullet", "")
_MOST = 9999
_LETTERS = 26
_CIRCLES = (20, 0x2460)
_BRACKETED = (20, 0x2474)


def written(count: int, form: str) -> str:
    """Write a count in a format of Word's or OpenDocument's; '' for formats without numbers."""
    if form in _SILENT:
        return ""
    lowered = _SHORT.get(form, form.lower())
    write = next((w for start, w in _WAYS if lowered.startswith(start)), None)
    if write is None or not 0 < count <= _MOST:
        return str(count)
    text = write(count)
    return text.upper() if lowered.startswith("upper") else text


def _from(count: int, block: tuple[int, int]) -> str:
    most, first = block
    return chr(first + count - 1) if count <= most else str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % _LETTERS) * ((count - 1) // _LETTERS + 1)


def _chinese(count: int, digits: str, units: str, zero: str) -> str:
    """Write up to 9999 as counted: 十二, 一百零三."""
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = count // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (zero if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    return text[1:] if text.startswith(digits[1] + units[0]) else text


def _plain(count: int) -> str:
    return _chinese(count, _DIGITS, "十百千", "零")


def _legal(count: int) -> str:
    return _chinese(count, _FORMAL, "拾佰仟", "零")


_SHORT = {"a": "lowerletter", "A": "upperletter", "i": "lowerroman", "I": "upperroman"}
_WAYS: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("chineselegal", _legal),
    ("ideographlegal", _legal),
    ("japaneselegal", _legal),
    ("壹", _legal),
    ("chinese", _plain),
    ("japanese", _plain),
    ("taiwanese", _plain),
    ("ideographdigital", _plain),
    ("一", _plain),
    ("ideographtraditional", lambda n: _STEMS[(n - 1) % len(_STEMS)]),
    ("ideographzodiac", lambda n: _BRANCHES[(n - 1) % len(_BRANCHES)]),
    ("decimalenclosedparen", lambda n: _from(n, _BRACKETED)),
    ("decimalenclosedcircle", lambda n: _from(n, _CIRCLES)),
    ("decimalzero", lambda n: f"{n:02}"),
    ("lowerroman", _roman),
    ("upperroman", _roman),
    ("lowerletter", _letters),
    ("upperletter", _letters),
)
"""How a format's name begins, and how it writes."""
