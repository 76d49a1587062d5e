"""A text cut into words, and how much what stands around a stretch of them speaks for a person.

Roles, verbs of contact and speech, brackets behind a body's name speak for one; the rest of a
body's or a place's name, a number of a house or of a paper speaks against.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from papertrace.text.personal_lexicon import words
from papertrace.text.personal_stand_words import (
    BODY_AHEAD,
    GOES_ON,
    OFFICES,
    OWNED,
    PLACE_BEFORE,
    STEPS,
    TRAILS,
    leads,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

BLANKS = frozenset(" \u3000\u00a0")
_OPENING = frozenset("（(:：【[\t-/／|｜—，,")
_BESIDE_BODY = _OPENING - frozenset(":：\t")
_LABELLED = frozenset(":：\t（(")
_CALLED = frozenset(["联系方式", "联系电话", "电话", "手机", "咨询电话", "报名"])
_OPEN, _CLOSE = frozenset("（("), frozenset("）)")
_HAN = re.compile("[\u3400-\u9fff]")
_ADDRESSED = re.compile(
    r"[（(]\s*(?:签字|签名|签章|盖章|手签|代|男|女|已故|化名|身份证|个体)|[,，]\s*[男女][,，、 ]"
    r"|[二三四五六七八九十两]人"
)
_ORGANISATION = re.compile(r"(?:[局委站院厅署处科队校厂店馆会团府室部司]|公司|派出所|支行|中心)\Z")
_EDGE = re.compile(
    "(?<=[一二三])(?=等)|(?<=船主|车主|户主|业主|店主|复核|审核|核对|校对|监理|经办|经手|签发|签收|制表|"
    "拟稿|咨询|联系|组长|成员|接替|配合|协助|遣返|抓获|慰问)"
    "(?=[\u3400-\u9fff][\u3400-\u9fff \u3000])(?![人方单员的])"
)
"""Where a word ends, though the list would go on with what follows (…一等, 复核武…)."""
_MARK = "\0"
_AGAINST = re.compile(
    r"\d{1,3}(?!\d)|[ \u3000]*[\[〔【（(﹝„][ \u3000]*(?:19|20)\d\d"
    r"|(?<=[路街巷弄线桥屯])[ \u3000]*(?:\d|部分|沿线|与|交叉|以)"
)
"""What no name runs into: a short number, the year in a paper's number, a house in a street."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a stretch: how much it speaks for a person, and whether for an office."""

    weight: int
    office: bool


@dataclass(frozen=True, slots=True)
class _Side:
    weight: int
    edge: bool = False
    """Whether nothing but a mark stands there."""
    office: bool = False


class Cut:
    """A text in words; linear to make."""

    def __init__(self, text: str) -> None:
        """Cut the text; the words are in order, and joined they are the text."""
        self.text = text
        marked = text if _MARK in text else _EDGE.sub(_MARK, text)
        found: Sequence[str] = words(marked)
        self.words = found if len(marked) == len(text) else [w for w in found if w != _MARK]
        self.starts = [0, *accumulate(map(len, self.words))]

    def is_han(self, at: int) -> bool:
        """Say whether the word there is one of Han characters."""
        return 0 <= at < len(self.words) and _HAN.match(self.words[at]) is not None

    def around(self, start: int, end: int) -> Around | None:
        """Weigh what stands around the words [start, end); None where a body or a place goes on."""
        before = self._before(start)
        behind = self._behind(end) if before else None
        if before is None or behind is None:
            return None
        office = before.office or behind.office
        if not (before.edge and behind.edge):
            both = before.weight + behind.weight
            return Around(both - (both == 1), office)
        first, last = self.starts[start], self.starts[end]
        closed = self.text[first - 1 : first] in _OPEN and self.text[last : last + 1] in _CLOSE
        return Around(2 if closed else 1, office)

    def _before(self, start: int) -> _Side | None:
        at = start - 1
        while at >= 0 and self.words[at] in BLANKS:
            at -= 1
        blank = at < start - 1
        word = self.words[at] if at >= 0 else "\n"
        inner = self.words[at - 1] if at > 0 else ""
        if not _HAN.match(word):
            return _behind_mark(word, inner)
        if word in PLACE_BEFORE:
            return _Side(0) if blank else None
        if word in OFFICES:
            return _Side(2, office=True)
        pair = len(word) == 1 and len(inner) == 1 and leads(inner + word)
        body = _ORGANISATION.search(word) is not None
        if pair or leads(word) or (blank and body):
            return _Side(2)
        return _Side(int(word in STEPS or blank or body))

    def _behind(self, end: int) -> _Side | None:
        place, at = self.starts[end], end
        if _AGAINST.match(self.text, place):
            return None
        if _ADDRESSED.match(self.text, place):
            return _Side(3)
        while at < len(self.words) and self.words[at] in BLANKS:
            at += 1
        word = self.words[at] if at < len(self.words) else "\n"
        owned = word == "的" and at + 1 < len(self.words) and self.words[at + 1] in OWNED
        if word in OFFICES or word in TRAILS or owned:
            return _Side(2, office=word in OFFICES)
        if at > end or not _HAN.match(word):
            broken = word == "\n" and BODY_AHEAD.match(self.text, self.starts[at] + 1)
            return _Side(0 if broken else 1, edge=True)
        if word in GOES_ON:
            return _Side(1)
        return None if BODY_AHEAD.match(self.text, place) else _Side(0)


def _behind_mark(mark: str, inner: str) -> _Side:
    """Weigh a mark, and the word before it."""
    if mark in _LABELLED and (inner in OFFICES or inner in _CALLED or leads(inner)):
        return _Side(3, office=inner in OFFICES)
    if mark in _BESIDE_BODY and _ORGANISATION.search(inner):
        return _Side(2)
    return _Side(1, edge=True)
