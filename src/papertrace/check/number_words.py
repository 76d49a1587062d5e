"""Numbers in English words: eighteen, twenty-two, a hundred and fifty, three million.

Exact integers only; what is not a well-formed number gives None.
"""

from __future__ import annotations

import re

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_ALL = "|".join(sorted((*_UNITS, *_TENS, "hundred", *SCALES), key=len, reverse=True))
PATTERN = (
    rf"(?:\ba(?=[\s\-](?:hundred|{'|'.join(SCALES)})\b)|\b(?:{_ALL})\b)"
    rf"(?:[\s\-]+(?:and\s+)?(?:{_ALL})\b)*"
)
"""Pattern of a run of number words; `number` decides whether it is well formed."""


def number(text: str) -> int | None:
    """Read a run of number words; None where it is no one number (`two three`)."""
    words = [w for w in re.split(r"[\s\-]+", text.lower()) if w != "and"]
    whole, group, last = 0, 0, 10**15
    seen = False
    for word in words:
        if word == "a":
            group, seen = 1, True
        elif word in SCALES:
            scale = SCALES[word]
            if scale >= last or not seen:
                return None
            whole, group, last, seen = whole + group * scale, 0, scale, False
        elif word == "hundred":
            if not seen or not 0 < group < 10:  # noqa: PLR2004
                return None
            group *= 100
        else:
            value = _small(word, group)
            if value is None:
                return None
            group, seen = group + value, True
    return whole + group


def _small(word: str, group: int) -> int | None:
    """Give what a word adds to its group of three digits; None where it cannot follow."""
    if word in _TENS:
        return _TENS[word] if group % 100 == 0 else None
    value = _UNITS[word]
    if group % 100 == 0:
        return value
    return value if group % 10 == 0 and group % 100 >= 20 and 0 < value < 10 else None  # noqa: PLR2004
