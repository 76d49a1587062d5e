"""Whether linked words are told as a quotation, and whether they stand in a text uncut.

A quotation stands in quotation marks, is long enough to mean something, and is not cut out of a
word, a number or a denial. Blanks, width and the kind of marks do not matter; no two digits of
different lines are ever joined. It reads text alone and knows no page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.text.fold import folded_text

if TYPE_CHECKING:
    from papertrace.model import Claim

_OPEN, _CLOSE = "\"'“‘「『«„", "\"'”’」』»“"
_GAP = r"[\s\"'“”‘’「」『』«»]"
_TOKEN = re.compile(r"[A-Za-z]+|\d+|[^\sA-Za-z\d\"'“”‘’「」『』«»]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+")
_SCALE = "十百千万萬亿億%％‰元人名个艘辆架套台件次米年月日"
_END = re.compile(r"[。.!?！？;；:：,，、()（）\[\]\n]")
_DENIAL = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|cannot|without|den(?:y|ies|ied)|false|untrue"
    r"|refus\w+|fail(?:s|ed)?|hardly|barely)\b|n[’']t\b|不|没|未|无|非|否|勿|莫",
    re.IGNORECASE,
)
_FULL_STOPS = tuple("。.!?！？")
_MOST_HAN, _MOST_WORDS = 4, 3
_BESIDE = re.compile(
    r"[\s\"'”’」』»)]*(?:hundred|thousand|million|billion|trillion|percent|dozen|\d|[十百千万萬亿億%％])",
    re.IGNORECASE,
)


def told_as_quote(claim: Claim) -> str:
    """Say why the linked words are no quotation in their sentence; '' where they are one."""
    words, whole = claim.span.text.strip(), claim.context or claim.span.text
    before, behind = claim.before.rstrip(), whole[len(claim.before) + len(claim.span.text) :]
    opened = words[:1] in _OPEN or before[-1:] in tuple(_OPEN)
    behind = behind.lstrip()
    closed = words[-1:] in _CLOSE or behind.lstrip(".,!?。，！？").startswith(tuple(_CLOSE))
    if not opened or not closed:
        return "No quotation marks stand around the linked words."
    if re.search(r"[\d十百千万亿]\W*\Z", words) and _BESIDE.match(behind):
        return "A number goes on behind the linked words."
    return ""


def stands(words: str, text: str) -> str:
    """Say why words do not stand in a text, uncut; '' where they do."""
    plain, there = folded_text(words), folded_text(text)
    pattern = _pattern(plain)
    if not pattern:
        return "There is nothing to quote."
    found = list(re.finditer(pattern, there, re.IGNORECASE))
    if not found:
        return "These words do not stand there, sign for sign."
    reasons = [_cut(plain, there, m.start(), m.end()) for m in found]
    return "" if "" in reasons else reasons[0]


def _pattern(plain: str) -> str:
    """Write words as a pattern in which only blanks and marks may vary."""
    made, end = [], -1
    for token in _TOKEN.finditer(plain):
        if end >= 0:
            latin = plain[end - 1].isascii() and token.group()[0].isascii()
            apart = token.start() > end
            digits = plain[end - 1].isdigit() and token.group()[0].isdigit()
            solid = latin and not apart
            gap = "[ ]+" if digits else f"{_GAP}+" if latin and apart else f"{_GAP}*"
            made.append("" if solid else gap)
        made.append(re.escape(token.group()))
        end = token.end()
    return "".join(made)


def _cut(plain: str, text: str, start: int, end: int) -> str:
    """Say what a stretch of a text is cut out of; '' where it stands whole."""
    if _inside(text, start) or _inside(text, end):
        return "The words are cut out of a word or a number."
    low = max((m.end() for m in _END.finditer(text[:start])), default=0)
    ended = text[start:end].rstrip(_CLOSE)[-1:] in _FULL_STOPS
    stop = _END.search(text, end - 1 if ended else end)
    rest = f"{text[low:start]} {text[end : stop.start() if stop else len(text)]}"
    denial = _DENIAL.search(rest)
    if denial:
        return f"The words are cut out of a denial ({denial.group()!r})."
    whole = not re.sub(r"[\W_]+", "", rest)
    long = len(_HAN.findall(plain)) >= _MOST_HAN or len(_WORD.findall(plain)) >= _MOST_WORDS
    return "" if whole or long else "The words are too few to be a quotation."


def _inside(text: str, at: int) -> bool:
    """Say whether an offset stands inside a Latin word or a number, or before its unit."""
    left, right = text[max(0, at - 2) : at], text[at : at + 2]
    if not left or not right:
        return False
    a, b = left[-1], right[0]
    if a.isascii() and b.isascii() and a.isalnum() and b.isalnum():
        return True
    if a.isdigit() and (b in _SCALE or (b in ".,，" and right[1:].isdigit())):
        return True
    if a in ".,，" and b.isdigit() and left[:1].isdigit():
        return True
    return (a in "十百千万萬亿億" and b in _SCALE) or (a == "人" and b == "次")
