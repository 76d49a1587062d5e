"""Fold text to one width and one form of each character, with a map back to the original.

Every grammar of this room reads folded text and reports offsets of the original. Nothing is
repaired here: a doubtful letter inside digits stays what it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from papertrace.model.swift import swift

_RADICALS = {
    # CJK radicals that fonts put in place of characters and NFKC leaves alone or reads as
    # traditional ones.
    "⺁": "厂", "⺠": "民", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车",
    "⻓": "长", "⻔": "门", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食",
    "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄",
    "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟", "⼾": "户", "⾯": "面",
}  # fmt: skip
_KEPT = "…‥"  # NFKC would make full stops of them, which read as decimal points
_SIGNS = {
    "−": "-",
    "﹣": "-",
    "‐": "-",
    "‑": "-",
    "﹦": "=",
    "∶": ":",
    "︰": ":",
    "•": "·",
    "⋅": "·",
}
_LATIN = re.compile(r"[0-9A-Za-zÀ-ɏ.,&'’()\-]")
_BLANKS = re.compile(r"\s+")
_FOLDING = re.compile("[^\x00-\x7f、。\u4e00-\u9fff]")
"""What may fold to something else; Han characters of the main block never do."""


@swift
@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and the way back."""

    text: str
    offsets: tuple[int, ...]
    """For each folded character the index of its original, and one entry more for the end."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the original offsets of the folded stretch [start, end)."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=4096)
def fold_char(char: str) -> str:
    """Fold one character: '' for an invisible one, several where it stood for several."""
    if char in _KEPT:
        return char
    known = _RADICALS.get(char) or _SIGNS.get(char)
    if known:
        return known
    category = unicodedata.category(char)
    if category == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ""
    if "①" <= char <= "⓿" or "❶" <= char <= "➓" or "㈠" <= char <= "㉃" or "㊀" <= char <= "㊿":
        # An enclosed number is a list mark; bare, it would fuse with the figure behind it.
        inner = unicodedata.normalize("NFKC", char).strip("().")
        return f"({inner})"
    return unicodedata.normalize("NFKC", char)


@lru_cache(maxsize=256)
def fold(text: str) -> Folded:
    """Fold `text` character by character: NFKC, full width, radicals; invisible ones go."""
    if text.isascii():
        return Folded(text, tuple(range(len(text) + 1)))
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for found in _FOLDING.finditer(text):
        index = found.start()
        parts.append(text[done:index])
        offsets.extend(range(done, index))
        folded = fold_char(found[0])
        parts.append(folded)
        offsets.extend([index] * len(folded))
        done = index + 1
    parts.append(text[done:])
    offsets.extend(range(done, len(text) + 1))
    return Folded("".join(parts), tuple(offsets))


@lru_cache(maxsize=1024)
def folded_text(text: str) -> str:
    """Fold `text` where the way back is not needed."""
    return text if text.isascii() else _FOLDING.sub(_folded, text)


def _folded(found: re.Match[str]) -> str:
    return fold_char(found[0])


def bare(label: str) -> str:
    """Give a label's normal form: folded, without white space, without colons at its end."""
    return _BLANKS.sub("", folded_text(label)).rstrip(":")


def squeeze(name: str) -> str:
    """Give a name as printed without inner blanks; Latin words keep one blank between them."""
    text = name.strip()

    def joint(found: re.Match[str]) -> str:
        before, behind = text[found.start() - 1], text[found.end()]
        return " " if _LATIN.match(before) and _LATIN.match(behind) else ""

    return _BLANKS.sub(joint, text)
