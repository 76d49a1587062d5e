"""Shares told in words: one in five, two thirds, 七成, 三分之二, 半数以上; in percent.

A share is given as its words say it; nothing is multiplied with a number of people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from papertrace.text.numerals import digits, numeral, plain

Span = tuple[int, int]

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "a": 1,
}  # fmt: skip
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8,
    "tenth": 10,
}  # fmt: skip
_HEDGE = (
    r"at least|no fewer than|more than|over|up to|at most|fewer than|less than|about|around|some"
    r"|roughly|approximately|nearly|almost|close to"
)
_NUMBER = "|".join(_ONES)
SHARE = re.compile(
    rf"(?:\b(?P<hedge>{_HEDGE})\s+)?\b(?P<n>(?P<one>{_NUMBER}|\d{{1,2}})\s+"
    r"(?:in|out of)(?:\s+every)?\s+"
    rf"(?P<all>{_NUMBER}|\d{{1,3}})"
    r"(?!\s*(?:years?|months?|weeks?|days?|hours?|cit|countr|province|count))"
    rf"|(?P<parts>{_NUMBER})[\s-]"
    r"(?P<part>thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)"
    rf"|(?:one\s+|a\s+)?(?P<half>half)(?=\s+(?:of\b|the\b)))\b"
    r"(?:\s+(?:of\s+)?(?P<what>(?!(?:of|them|whom|us|it)\b)[a-z][a-zA-Z’' -]{2,50}?)"
    r"(?=\s+(?:were|was|had|have|has|are|is|came|come|did|said|in|over|since|during|from|who|could|would|will|live|lived)\b|[,.;]|$))?",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?P<hedge>约有?|大约|近|将近|接近|逾|超过|超|至少|不到|不足)?"
    r"(?:(?P<tenths>[一二三四五六七八九])成(?P<half>半)?"
    r"|(?P<low>[二三四五六七八九十百千\d]{1,4})分之(?P<high>[一二三四五六七八九十\d]{1,4})"
    r"|(?P<majority>半数以上|过半数?|超过?半数|一半以上)|(?P<even>一半|半数))"
    r"(?P<more>以上|左右|多|以内)?"
    r"(?P<whole>(?!为|是|来自|未|已|没)的?[\u3400-\u9fff]{1,8}?(?=来自|为|是|未|建|已|被|没|有|在|，|。|$))?"
)
_HEDGES = {
    "约": "~", "约有": "~", "大约": "~", "近": "almost", "将近": "almost", "接近": "almost",
    "逾": ">", "超过": ">", "超": ">", "至少": ">=", "不到": "<", "不足": "<",
}  # fmt: skip
_BEHIND = {"以上": ">=", "左右": "~", "多": ">", "以内": "<="}
_NO_SHARE = re.compile(r"[一二三四五六七八九]成[立本员果效绩都就交]|(?<=之)一成")


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a Chinese sentence, in percent; `text[start:end]` is what prints it."""

    value: str
    hedge: str
    start: int
    end: int
    whole: Span | None
    """What it is a share of, where the words behind it say so."""


def share_of(match: re.Match[str]) -> str | None:
    """Give the percent of a match of SHARE as a plain decimal; None where it is no share."""
    if match["half"]:
        return "50"
    if match["parts"]:
        top = _ONES[match["parts"].lower()]
        bottom = _PARTS[match["part"].lower().removesuffix("s")]
    else:
        top, bottom = (_count(match[g]) for g in ("one", "all"))
    return _percent(top, bottom) if 0 < top < bottom else None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _ONES[word.lower()]


def _percent(top: int, bottom: int) -> str:
    exact = Decimal(top) * 100 / Decimal(bottom)
    return plain(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def chinese_shares(text: str) -> list[Share]:
    """Give the shares of a Chinese sentence in order; 百分之… are rates and none here."""
    found: list[Share] = []
    for match in _CHINESE.finditer(text):
        value = _value(match)
        if value is None or _NO_SHARE.match(text, match.start("tenths")):
            continue
        hedge = _HEDGES.get(match["hedge"] or "", "") or _BEHIND.get(match["more"] or "", "")
        if match["majority"]:
            hedge = ">=" if "以上" in match["majority"] else ">"
        start = match.start()
        stop = match.start("whole") if match["whole"] else match.end()
        whole = match.span("whole") if match["whole"] else None
        if whole and text[whole[0]] == "的":
            whole = (whole[0] + 1, whole[1])
        found.append(
            Share(value, hedge, start, stop, whole if whole and whole[1] > whole[0] else None)
        )
    return found


def _value(match: re.Match[str]) -> str | None:
    if match["majority"] or match["even"]:
        return "50"
    if match["tenths"]:
        return str("零一二三四五六七八九".index(match["tenths"]) * 10 + (5 if match["half"] else 0))
    low, high = (digits(t) if t.isdigit() else numeral(t) for t in (match["low"], match["high"]))
    if low is None or high is None or low in {100, 1000} or not 0 < high < low:
        return None
    return _percent(int(high), int(low))
