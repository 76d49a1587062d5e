"""How a page shows text that is off the line: struck out, raised, lowered, in a formula.

Readers write marks around it, for people and for forms alike. What is struck out stays where it
stood: it can be searched and seen, and nobody takes it for what holds now. A raised figure is never
one with the figure it stands at: 128 with a note's raised 1 is not 1281, ten to the sixth not 106.
"""

from __future__ import annotations

import re
from typing import Final

OPENS: Final = "〔划去："
RAISED: Final = "〔上标："
LOWERED: Final = "〔下标："
OVER: Final = "〔分子："
UNDER: Final = "〔分母："
LIFTED: Final = "↑"
SUNK: Final = "↓"
SHIFTED: Final = {LIFTED: RAISED, SUNK: LOWERED}
"""Never written: what stands off the line by its place alone, and its mark behind a figure."""
FORMULA: Final = "〔公式："
CLOSES: Final = "〕"
OFF_LINE: Final = (RAISED, LOWERED, OVER, UNDER, FORMULA)
"""Marks of what stands above or below the line."""

_READ_PAST = re.compile(
    rf"{OPENS}[^〔〕]*{CLOSES}|(?<!10)(?<!１０)(?<![{CLOSES}^]){RAISED}[^〔〕]*{CLOSES}"
)
"""A note's sign is read past, but not what may be an exponent, nor what follows another mark."""
_AT_FORMULA = re.compile(rf"[\d.,，．]*{FORMULA}[^〔〕]*{CLOSES}[\d.,，．]*")
_FIGURE: Final = ".,，．％%"
_NO_BREAK = re.compile(r"[^\n]")


def blanked(text: str) -> str:
    """Give a text of the same length with blanks in place of what does not count."""
    if "〔" not in text:
        return text
    return _READ_PAST.sub(lambda m: _NO_BREAK.sub(" ", m[0]), text)


def masked(text: str) -> str:
    """Give a text of the same length in which formulas and the figures at them are no figures."""
    if FORMULA not in text:
        return text
    return _AT_FORMULA.sub(lambda m: "_" * len(m[0]), text)


def opening(mark: str, text: str, before: str) -> str:
    """Give the mark that opens a text which is written behind a character (or ''); '' for none.

    Raised text is marked where it could be taken for part of a figure: it holds a digit and does
    not stand at a Latin letter (m², CO₂), or it stands at a figure.
    """
    if not mark or not text or text.isspace():
        return ""
    if mark not in (RAISED, LOWERED):
        return mark
    if before.isnumeric() or (before and before in _FIGURE):
        return mark
    at_letter = before.isascii() and before.isalpha()
    return mark if not at_letter and any(c.isnumeric() for c in text) else ""


def parted(text: str, raised: str) -> bool:
    """Say whether text behind raised text that has no marks must be kept apart from it."""
    return raised[-1:].isnumeric() and (text[:1].isnumeric() or text[:1] in (".", ","))
