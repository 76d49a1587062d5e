"""How a sum is hedged where it is printed: about, provisional, expected, at most, at least.

A hedge is part of what the document says of the sum. It stands right before the sum, right behind
it, or in its label; words further off say nothing of it. Nothing is made of it here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.extract.anchors import Spot

_REACH = 18
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("provisional", re.compile(r"暂[定估]")),
    ("expected", re.compile(r"预[计估]|估[计算]|概算")),
    (
        "<=",
        re.compile(r"不(?:得?超过?|高于|多于|大于)|至多|最[高多](?!限价)|上限|封顶|以[内下]|限额"),
    ),
    (">=", re.compile(r"不(?:低于|少于|小于)|至少|最低|以上|保底")),
    ("about", re.compile(r"大?约|大概|左右|上下|近")),
)
_WORDS = "|".join(pattern.pattern for _, pattern in _KINDS)
_BEFORE = re.compile(
    rf"(?P<word>{_WORDS})(?:合同|成交|中标|总|金额|价款?|价格|费用|租金|人民币|RMB|为|是|计|[:：\s￥¥(（）)])*\Z"
)
_BEHIND = re.compile(
    rf"\s*(?:元?整?)\s*(?:[（(]\s*[￥¥]?[\d,.]+\s*元?\s*[）)])?\s*[）)]?\s*[（(,，]?\s*(?:为|系)?\s*(?P<word>{_WORDS})(?:价|金额)?"
)
_CEILING = re.compile(r"限价|控制价|拦标|预算|限额|上限价")
"""Labels of what is a limit by itself, and hedged by nothing."""
_LOOSE = re.compile(r"估[计算]|概算|近")
"""Words that hedge right before a sum alone: 估算 in a label names another sum."""


def hedge_at(spot: Spot, at: tuple[int, int], label: Spot | None) -> tuple[str, Spot] | None:
    """Give the hedge of the sum at [start, end) of a stretch, and its words; None for a plain one.

    One of `about`, `provisional`, `expected`, `<=`, `>=`.
    """
    text = spot.page.text[spot.start : spot.end]
    start, end = at
    low = max(0, start - _REACH)
    found = _BEFORE.search(text[low:start])
    if found:
        return _named(found["word"]), spot.part(low + found.start("word"), low + found.end("word"))
    found = _BEHIND.match(text, end)
    if found and not _LOOSE.fullmatch(found["word"]):
        return _named(found["word"]), spot.part(*found.span("word"))
    return _in_label(label) if label else None


def _in_label(label: Spot) -> tuple[str, Spot] | None:
    text = label.page.text[label.start : label.end]
    if _CEILING.search(text):
        return None
    for name, pattern in _KINDS[:3]:
        found = pattern.search(text)
        if found and not _LOOSE.fullmatch(found[0]):
            return name, label.part(*found.span())
    return None


def _named(word: str) -> str:
    return next(name for name, pattern in _KINDS if pattern.fullmatch(word))
