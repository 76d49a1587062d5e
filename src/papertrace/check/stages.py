"""The stage, year and body words of a sentence: what they bind the evidence to.

Words bind the figure they stand with: first those of the linked words, then those of its clause,
then those of the sentence. Verbs go before nouns (`paid from the budget` is paid).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.date_words import YearsSaid, years_said

if TYPE_CHECKING:
    from collections.abc import Callable

    from papertrace.model import Claim

VERBS: tuple[tuple[str, str], ...] = (
    ("executed", r"spent|spends|paid|pays|disbursed|expended|laid\s+out|go(?:es)?\s+to"),
    ("executed", r"(?<!contract\s)(?<!tender\s)(?<!award\s)went\s+to"),
    ("executed", r"invest(?:s|ed)|transferr?(?:s|ed)|hand(?:s|ed)\s+over|shelled\s+out|wasted"),
    ("executed", r"squandered|forked\s+out|splashed\s+out|splurged|poured|lavished|received"),
    ("executed", r"bought|buys|purchased|(?<!to\s)cost|costs"),
    ("awarded", r"(?:contract|tender|award)\s+went\s+to"),
    ("awarded", r"bought|buys|purchased|(?<!to\s)cost|costs"),
    ("contracted", r"bought|buys|purchased|(?<!to\s)cost|costs"),
    ("executed", r"花费|支付|实际支出|花了|付给"),
    ("awarded", r"awarded|awards(?=\s+(?:the|a))|won|wins|中标|成交"),
    ("contracted", r"contracted|signed|签订|签约"),
    ("tendered", r"tendered|put\s+out\s+to\s+tender|invited\s+bids|sought\s+bids|招标"),
    ("budgeted", r"budgeted|budgets(?=\s+(?:for|\d))|earmarked|appropriated|set\s+aside"),
    ("budgeted", r"allocated|allotted|安排预算|预算安排"),
    ("planned", r"planned|plans|planning|intends|intended|proposed|拟|计划"),
    ("built", r"built|completed|constructed|finished|建成|竣工"),
    ("opened", r"opened|inaugurated|commissioned|in\s+use|启用|投入使用"),
)  # fmt: skip
NOUNS: tuple[tuple[str, str], ...] = (
    ("executed", r"expenditures?|spending|outlays?|final\s+accounts?|决算|执行数"),
    ("awarded", r"awards?|winning\s+bids?"),
    ("contracted", r"contracts?|deals?|合同"),
    ("tendered", r"tenders?|ceilings?|最高限价|控制价"),
    ("budgeted", r"budgets?|预算"),
    ("planned", r"intentions?|意向"),
)
_SPLIT = re.compile(
    r"[,;:，；：、()（）—–]|\s-\s|\b(?:and(?!\s+(?:19|20)\d\d\b)|but|while|whereas|though|although|of\s+which|which|after"
    r"|before|than|then)\b|其中|而|但"
)
_EACH = r"each|every|apiece|per(?!\s?cent)"
_TIME = r"a\s+(?:year|month|day|week)|an\s+hour|annual(?:ly)?|yearly|monthly|daily|per(?!\s?cent)"
_EACH_BEFORE = re.compile(rf"\b(?:{_EACH})\b[^0-9]*\Z|(?:每|人均)[^0-9]*\Z", re.IGNORECASE)
_EACH_BEHIND = re.compile(
    rf"\s*(?:(?:to|for|from|by|in)\s+)?(?:(?!(?:within|over|after|than|once|were|was|are|is|had|have|must|should|would|to|and)\b)[\w-]+\s+){{0,3}}"
    rf"(?:{_EACH}|{_TIME}|a\s+(?:person|head|case|station|piece))\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(rf"\b(?:{_TIME})\b|每年|每月|每天|/年", re.IGNORECASE)


def _compiled(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    made = []
    for stage, words in rows:
        bounded = "|".join(w if ord(w[0]) > 0x2E7F else rf"\b(?:{w})\b" for w in _parts(words))  # noqa: PLR2004  (Han begins there)
        made.append((stage, re.compile(bounded, re.IGNORECASE)))
    return tuple(made)


def _parts(words: str) -> list[str]:
    """Split alternatives at the bars that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for i, char in enumerate(words):
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            parts.append(words[start:i])
            start = i + 1
    return [*parts, words[start:]]


_VERBS, _NOUNS = _compiled(VERBS), _compiled(NOUNS)


def stages_in(text: str) -> frozenset[str]:
    """Give the stages a text names: by its verbs, or, where it has none of them, by its nouns."""
    for rows in (_VERBS, _NOUNS):
        found = frozenset(stage for stage, words in rows if words.search(text))
        if found:
            return found
    return frozenset()


def levels(claim: Claim) -> tuple[str, str, str]:
    """Give a claim's linked words, its clause and its sentence."""
    text, whole = claim.span.text, claim.context or claim.span.text
    start = len(claim.before)
    low, high = clause_around(whole, start, start + len(text))
    return text, whole[low:high], whole


def clause_around(whole: str, start: int, end: int) -> tuple[int, int]:
    """Give the offsets of the clause of a sentence that holds a stretch."""
    cuts = [m.end() for m in _SPLIT.finditer(whole[:start])]
    stop = _SPLIT.search(whole[end:])
    return cuts[-1] if cuts else 0, end + stop.start() if stop else len(whole)


def _nearest(claim: Claim, find: Callable[[str], frozenset[str]]) -> frozenset[str]:
    return next((found for level in levels(claim) if (found := find(level))), frozenset())


def stages_said(claim: Claim) -> frozenset[str]:
    """Give the stages the sentence binds a claim to; empty where it names none."""
    return _nearest(claim, stages_in)


def years_of(claim: Claim) -> YearsSaid:
    """Give the years the sentence binds a claim to: of the nearest level that prints any."""
    return next((y for level in levels(claim) if (y := years_said(level))), YearsSaid(()))


def says_each(claim: Claim) -> bool:
    """Say whether the words around a figure tell it as one for each of something.

    Before the figure they may stand anywhere back to the figure before; behind it, directly.
    """
    before, text, behind = claim.before, claim.span.text, _behind(claim)
    inside = re.search(rf"\b(?:{_EACH})\b|每|人均", text, re.IGNORECASE)
    return bool(inside or _EACH_BEFORE.search(before) or _EACH_BEHIND.match(behind))


def says_period(claim: Claim) -> bool:
    """Say whether the sentence tells the figure as one for a span of time, or for each."""
    return bool(says_each(claim) or _PERIOD.search(claim.context or claim.span.text))


def _behind(claim: Claim) -> str:
    return claim.context[len(claim.before) + len(claim.span.text) :]
