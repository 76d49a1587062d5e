"""Breaks text into words and lines by character classes alone, without any font.

Han and full-width characters are 1 em wide, all others half an em. A word holds one class of
characters, so that a part of it is boxed rightly by its share of the width.
"""

from __future__ import annotations

import re
from typing import NamedTuple

EM = 10.0
LINE = 1.5 * EM
RISE = 0.25 * EM
"""Space between the top of a line and the top of its words, which are 1 em high."""

_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_WIDE = (
    "\u1100-\u115f\u3001-\u3004\u3008-\u3020\u302a-\u3037\u303c-\u33ff\uac00-\ud7a3"
    "\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
)
_TOKEN = re.compile(rf"([{_HAN}]+)|([{_WIDE}]+)|([^\s{_HAN}{_WIDE}]+)|(\s+)")
_HAN_GROUP, _WIDE_GROUP, _NARROW_GROUP, _SPACE_GROUP = 1, 2, 3, 4
_BROAD = re.compile(rf"[{_HAN}{_WIDE}\u3000]")
_SLACK = 1e-6


class Spot(NamedTuple):
    """Where one word of a text stands: its characters, its edges, and the line it is on."""

    start: int
    end: int
    x0: float
    x1: float
    line: int


def measure(text: str) -> float:
    """Give the width of a text on one line, in points."""
    return EM * 0.5 * (len(text) + len(_BROAD.findall(text)))


def longest(text: str) -> float:
    """Give the width of the widest stretch of narrow characters, which is better not broken."""
    return max((EM * 0.5 * len(m[0]) for m in _TOKEN.finditer(text) if m[3]), default=0.0)


def wrap(text: str, left: float, right: float) -> list[Spot]:
    """Set a text between two edges (points); a word too long for a line is broken.

    Every character that is no white space stands in exactly one spot.
    """
    spots: list[Spot] = []
    x, line = left, 0
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        kind = found.lastindex
        if kind == _SPACE_GROUP:
            if x > left or line == 0:
                x += measure(found[0])
            continue
        step = EM * 0.5 if kind == _NARROW_GROUP else EM
        wide = (end - start) * step
        if kind == _NARROW_GROUP and x > left and x + wide > right + _SLACK:
            x, line = left, line + 1
        if (right - x + _SLACK) // step >= end - start:  # most words stand on one line
            spots.append(Spot(start, end, x, x + wide, line))
            x += wide
            continue
        while start < end:
            room = int((right - x + _SLACK) // step)
            if room < 1:
                if x > left:
                    x, line = left, line + 1
                room = max(1, int((right - x + _SLACK) // step))
            count = min(room, end - start)
            spots.append(Spot(start, start + count, x, x + count * step, line))
            x += count * step
            start += count
    return spots
