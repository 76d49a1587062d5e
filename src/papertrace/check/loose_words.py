"""Words of a story that say something checkable: figures, dates, superlatives, absolutes.

What counts is decided here, and documented in docs/claims/README.md. Idioms that state nothing
(at first, one of the, no longer a matter of counting) are left alone; in doubt a word counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.check import codes
from papertrace.check.date_words import find_dates
from papertrace.check.vague_words import TOTAL, VAGUE
from papertrace.check.words import find_figures, narrow

if TYPE_CHECKING:
    from collections.abc import Iterator

_SMALL = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
_FUNCTION = re.compile(
    r"\s*(?:\Z|[^\w\s]|(?:to|in|at|on|by|for|with|and|or|but|as|if|is|are|was|were|had|have|has"
    r"|would|could|will|can|may|who|which|that|said|say|says)\b)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?:\s|-)+(?:hundred|thousand|million|billion|trillion|percent|per\s+cent|percentage)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"(?<!at )(?<!not )\b(?:most(?!\s+recently\b)|least|best|worst|[a-z]{3,}(?:est|iest))\b"
    r"|(?<!至)(?<!不)最(?!近|后|终|初|少\d|多\d|高限价|低限价|高投标|高人民)[\u3400-\u9fff]?",
    re.IGNORECASE,
)
_NOT_SUPERLATIVE = frozenset((
    "almost", "arrest", "attest", "behest", "bequest", "bucharest", "budapest", "chest",
    "conquest", "contest", "crest", "detest", "digest", "dishonest", "disinterest", "divest",
    "earnest", "everest", "forest", "guest", "harvest", "honest", "immodest", "infest",
    "ingest", "inquest", "interest", "invest", "jest", "lest", "manifest", "midwest", "modest",
    "molest", "nest", "northwest", "pest", "priest", "protest", "quest", "reinvest", "request",
    "rest", "retest", "southwest", "suggest", "tempest", "test", "unrest", "utmost", "vest",
    "west", "wrest", "zest",
))  # fmt: skip
_ABSOLUTE = re.compile(
    r"\b(?:no(?!\s+(?:more|fewer|less|later|earlier|longer|matter|doubt)\b)(?!\s*[.,;:!?”\"')]|\s*\Z)"
    r"(?!\.\s?\d)|none|never|nobody|nothing|no\s+one|only|neither|not\s+(?:a\s+single|any)|without\s+any"
    r"|first(?!-?\s?hand)(?!\s+(?:name|aid|lady|of\s+all)\b))\b"
    r"|没有|并无|从未|从没|从不|唯一|首次|首个|首家|首例|首艘|第一[次个家例艘]|仅|只有",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:(?:last|next|this|on)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|tomorrow"
    r"|last\s+(?:week|month|night))\b|昨[天日]|前天|上周|上个?月|上星期",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(r"\b(?:at|not)\s+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LooseWord:
    """Words that need a claim."""

    start: int
    end: int
    code: str


def loose_words(text: str) -> tuple[LooseWord, ...]:
    """Find all words of a text that need a claim, in order; none overlaps another."""
    found: list[LooseWord] = []
    for word in (*_dates(text), *_figures(text), *_others(text)):
        if all(word.end <= o.start or word.start >= o.end for o in found):
            found.append(word)
    return tuple(sorted(found, key=lambda w: w.start))


def _dates(text: str) -> Iterator[LooseWord]:
    for date in find_dates(narrow(text)):
        yield LooseWord(date.start, date.end, codes.UNCLAIMED_DATE)
    for match in _RELATIVE.finditer(text):
        yield LooseWord(match.start(), match.end(), codes.UNCLAIMED_DATE)


def _figures(text: str) -> Iterator[LooseWord]:
    for figure in find_figures(text):
        if _counts(text, figure.start, figure.end, figure.text):
            yield LooseWord(figure.start, figure.end, codes.UNCLAIMED_FIGURE)
    for match in VAGUE.finditer(text):
        yield LooseWord(match.start(), match.end(), codes.UNCLAIMED_FIGURE)


def _counts(text: str, start: int, end: int, told: str) -> bool:
    """Say whether a figure quantifies: `one` only before a scale, two to ten before a noun."""
    word = told.lower()
    if word == "one":
        return bool(_ONE.match(text, end))
    if word in _SMALL:
        return not _FUNCTION.match(text[end:]) or bool(re.match(r"\s+(?:in|percent)\b", text[end:]))
    if word == "half":
        return not re.match(r"[\s-]+(?:way|time|brother|sister|hearted)", text[end:], re.IGNORECASE)
    return not (word == "zero" and start > 0 and text[start - 1] == "-")


def _others(text: str) -> Iterator[LooseWord]:
    for match in _SUPERLATIVE.finditer(text):
        word = match.group().lower()
        before = text[: match.start()]
        if word in _NOT_SUPERLATIVE or (word in ("least", "most") and _AT_FIRST.search(before)):
            continue
        if match.group()[0].isupper() and _name_like(before):
            continue
        yield LooseWord(match.start(), match.end(), codes.UNCLAIMED_SUPERLATIVE)
    for match in TOTAL.finditer(text):
        yield LooseWord(match.start(), match.end(), codes.UNCLAIMED_ABSOLUTE)
    for match in _ABSOLUTE.finditer(text):
        if match.group().lower() == "first" and _AT_FIRST.search(text[: match.start()]):
            continue
        yield LooseWord(match.start(), match.end(), codes.UNCLAIMED_ABSOLUTE)


def _name_like(before: str) -> bool:
    """Say whether a capitalised word stands inside a sentence, where it is part of a name."""
    return bool(re.search(r"[a-z,]\s+\Z", before))
