"""Anchors whose context shows no private person: what rooms use in place of `model.anchor_of`.

The words before and behind a quote only help a reader to find it, and nothing is matched by them.
They are dropped up to the edge of the nearest name or number, where the anchor is made: the quote,
its boxes and its selector are those of the model, and verified as ever.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from papertrace.model import anchor_of as model_anchor_of
from papertrace.text.personal_characters import HEADS
from papertrace.text.personal_names import is_personal_name
from papertrace.text.personal_wary import loose

if TYPE_CHECKING:
    from papertrace.model import Anchor, Page
    from papertrace.model.facts import Role

_APART = r"\s、,，;；:：/|()（）\[\]。“”"
_TOKEN = re.compile(rf"[^{_APART}]+")
_LAST = re.compile(rf"[^{_APART}]+\Z")
_LONGEST_NAME = 8
"""Characters of a bare name that a context may cut in two."""


def anchor_of(page: Page, start: int, end: int, field: str, role: Role = "") -> Anchor:
    """Make the anchor of `page.text[start:end]`, its context cut at the nearest private person.

    ValueError where nothing is printed there.
    """
    made = model_anchor_of(page, start, end, field, role)
    while page.text[start].isspace():
        start += 1
    while page.text[end - 1].isspace():
        end -= 1
    first, last = start - len(made.prefix), end + len(made.suffix)
    shown = _free(page.text, first, start, end, last)
    if shown == (first, last):
        return made
    return replace(made, prefix=page.text[shown[0] : start], suffix=page.text[end : shown[1]])


@lru_cache(maxsize=16)
def _hidden(text: str) -> tuple[list[int], list[int]]:
    """Give where each stretch begins and ends that may be a person, or stands alone like one."""
    found = [(s.start, s.end) for s in loose(text)]
    found += [
        m.span()
        for m in _TOKEN.finditer(text)
        if 1 < m.end() - m.start() <= _LONGEST_NAME
        and (text[m.start()] in HEADS or "·" in m[0])
        and is_personal_name(m[0])
    ]
    starts, ends = list[int](), list[int]()
    for start, end in sorted(found):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _free(text: str, first: int, start: int, end: int, last: int) -> tuple[int, int]:
    """Narrow `text[first:start]` and `text[end:last]` to what touches the quote and is no name."""
    starts, ends = _hidden(text)
    before = bisect_left(starts, start)
    if before and ends[before - 1] > first:
        first = min(ends[before - 1], start)
    behind = bisect_right(ends, end)
    if behind < len(starts) and starts[behind] < last:
        last = max(starts[behind], end)
    left = _LAST.search(text, max(0, start - _LONGEST_NAME), start)
    if left and left.start() >= first and is_personal_name(left[0]):
        first = start
    right = _TOKEN.match(text, end, min(len(text), end + _LONGEST_NAME))
    if right and right.end() <= last and is_personal_name(right[0]):
        last = end
    return first, last
