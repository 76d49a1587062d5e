"""A text as the search for names sees it: without invisible characters, in one form of each letter.

A zero-width blank, a soft hyphen or a full-width digit must not hide a name or a number. Nothing
is judged here, and what is found is told in offsets of the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from papertrace.text.fold import fold_char

if TYPE_CHECKING:
    from collections.abc import Sequence

_ODD = re.compile("[^\\x00-\\x7f\u3000-\u303f\u3400-\u9fff，。：；、（）！？“”‘’—…·]")
"""Every other character is taken as it is."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without invisible characters, and the way back."""

    text: str
    offsets: Sequence[int]
    """For each character the index it had, and one entry more for the end."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the original offsets of the stretch [start, end), which must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=4096)
def _told(char: str) -> str:
    """Give what one character is taken for: '' for an invisible one."""
    category = unicodedata.category(char)
    if category == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ""
    if category == "Zs":
        return char if char == "\u3000" else " "
    if category[0] in "LN" or category == "So":  # radicals are symbols, and stand for characters
        folded = fold_char(char)
        return folded if len(folded) == 1 else char
    return char


@lru_cache(maxsize=16)
def bared(text: str) -> Bare:
    """Take the invisible characters out of a text; every other one keeps its length of one."""
    odd = {c: _told(c) for c in set(_ODD.findall(text))}
    if "" not in odd.values():
        changed = {ord(c): t for c, t in odd.items() if c != t}
        return Bare(text.translate(changed) if changed else text, range(len(text) + 1))
    kept = [(told, i) for i, c in enumerate(text) if (told := odd.get(c, c))]
    return Bare("".join(c for c, _ in kept), (*(i for _, i in kept), len(text)))
