"""Words and signs that make a bound of a figure (domain: Civil Code usage of 以上, 超过 ...).

以上, 以下, 以内 include the figure; 超过, 不足, 不满 exclude it. A figure without any such word has
no operator, which is not the same as '='.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

AT_LEAST, AT_MOST, MORE, LESS, EQUAL = ">=", "<=", ">", "<", "="

_BEFORE = {
    AT_LEAST: (
        r">\s*=|=\s*>|≥|≧|⩾|不得?(?:少于|低于|小于|短于)|至少|最少|最低|大于(?:或|或者)?等于|"
        r"高于(?:或|或者)?等于|不早于|at\s+least|no\s+(?:less|fewer)\s+than|minimum\s+of"
    ),
    AT_MOST: (
        r"<\s*=|=\s*<|≤|≦|⩽|不得?(?:超过|超出|高于|多于|大于|长于|突破)|至多|最多|最高|最长|"
        r"小于(?:或|或者)?等于|低于(?:或|或者)?等于|(?:严格)?控制在|不晚于|不迟于|"
        r"at\s+most|(?:no|not)\s+more\s+than|up\s+to|within|maximum\s+of"
    ),
    MORE: r">|超过|超出|超|多于|大于|高于|逾|突破|more\s+than|over|above|exceeding",
    LESS: r"<|不足|不到|不满|未满|未达到?|低于|少于|小于|less\s+than|fewer\s+than|under|below",
    EQUAL: r"=|等于",
}
_NEARLY = r"将近|接近|近|nearly|almost|just\s+under|close\s+to"
_ABOUT = r"大约|约为|约|大概|左右|≈|~|about|around|roughly|approximately|approx\.?|some|circa"
_FRONT = re.compile(
    rf"(?:(?P<ge>{_BEFORE[AT_LEAST]})|(?P<le>{_BEFORE[AT_MOST]})|(?P<gt>{_BEFORE[MORE]})|"
    rf"(?P<lt>{_BEFORE[LESS]})|(?P<eq>{_BEFORE[EQUAL]})|(?P<near>{_NEARLY})|(?P<about>{_ABOUT}))"
    r"\s*(?:为|达到?|在|有)?\s*\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:[((]\s*(?:含|包含)[^()]{0,8}[))]\s*)?"
    r"(?:(?P<gt>以外|之外)|(?P<ge>及?(?:以上|之上)|起(?!始|诉|草|至|到))|"
    r"(?P<le>(?:及?(?:以下|以内|之内|之下)|内(?![容部外蒙网存设装]))(?!简称|合称|统称|简))|"
    r"(?P<about>左右|上下(?!限|浮|级)|or\s+so))"
)
_NAMES = {"ge": AT_LEAST, "le": AT_MOST, "gt": MORE, "lt": LESS, "eq": EQUAL, "near": LESS}
_REACH = 24


@dataclass(frozen=True, slots=True)
class Bound:
    """What the words beside a figure make of it."""

    operator: str
    """'>=', '<=', '>', '<', '=' or '' where nothing is said."""
    approximate: bool
    start: int
    """Where the words begin, in the text asked about."""
    end: int


def bound_before(text: str, at: int, reach: int = _REACH) -> Bound | None:
    """Read the bound that ends directly before `at` in folded text."""
    low = max(0, at - reach)
    window = text[low:at]
    found = None
    for start in range(len(window)):  # the longest wins: 不超过 before 超过
        found = _FRONT.match(window, start)
        if found:
            break
    if not found or found.lastgroup is None:
        return None
    name = found.lastgroup
    if found[name][0].isascii() and found[name][0].isalpha():
        before = window[found.start() - 1 : found.start()]
        if before.isalpha() and before.isascii():
            return None
    approximate = name in ("about", "near")
    return Bound(_NAMES.get(name, ""), approximate, low + found.start(), at)


def bound_behind(text: str, at: int) -> Bound | None:
    """Read the bound that begins directly at `at` in folded text."""
    found = _BEHIND.match(text, at)
    if not found or found.lastgroup is None:
        return None
    name = found.lastgroup
    return Bound(_NAMES.get(name, ""), name == "about", at, found.end())
