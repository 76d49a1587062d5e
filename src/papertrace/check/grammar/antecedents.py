"""Whom a name, a pronoun or a noun like "the station" means: the nearest subject before it.

A pronoun means the subject of the nearest sentence that has one. Where that sentence begins with
words that are not understood, nobody can say whom it means, and nor does this.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.check.grammar.automaton import Piece
    from papertrace.check.grammar.ground import Ground

NOBODY = "nobody"
"""Nothing at all was said before: a pronoun can mean nobody but whom the evidence is of."""
UNKNOWN = "unknown"
_UNITS = r"(?:border|inspection|exit-entry|frontier|immigration|migration|local|provincial|\s)*"
_NOUN = (
    r"(?:station|post|checkpoint|bureau|administration|office|department|company|firm|maker|supplier"
    r"|ministry|government|commission|brigade|detachment|group|organi[sz]ation|network)"
)
_TIME = re.compile(
    r"(?:(?:in|for|during|by)\s+(?:19|20)\d\d,?\s+|(?:a|one|two|three)\s+years?\s+(?:earlier|before|later),?\s+"
    r"|(?:also|then|later|still|but|and),?\s+)*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"(?:(?:the|a|an)\s+)?(?:{_UNITS}(?:{_NOUN}|one)\s+(?:of|at|in)\s+)?(?:the\s+)?", re.IGNORECASE
)
_THINGS = (
    r"budget|form|contract|award|awards|notice|document|documents|goal|target|quota|boats?|case|purpose"
    r"|figure|figures|sum|plan|ceiling|deadline|works|fence|depot|project|line|forms|budgets|contracts"
    r"|notices"
)
_PASSED_OVER = re.compile(
    r"(?:it|its|they|their|theirs|this|that|these|those|there|one|so|of|no|in|a\s+further"
    rf"|(?:the|its|a|each|their)\s+(?:{_UNITS}{_NOUN}|{_THINGS})|[\d“\"‘(].*"
    r"|(?:about|almost|nearly|over|some|more\s+than|at\s+least|up\s+to|less\s+than|two|three|four|five"
    r"|six|seven|eight|nine|ten)|其中|该[站局单公]|其|它)(?![A-Za-z])",
    re.IGNORECASE,
)


def meant(ground: Ground, piece: Piece | str) -> frozenset[str] | str:
    """Give the bodies that words mean; NOBODY or UNKNOWN where that cannot be said."""
    words = "" if isinstance(piece, str) else piece.text.lower()
    if not isinstance(piece, str):
        named = [ground.known.bodies(e.text) for e in piece.edges if "NAME" in e.symbols]
        if named:
            return frozenset().union(*named)
        if words == "which":
            return _before(ground, piece)
    if not ground.sentence.before:
        return NOBODY
    noun = _noun(words)
    for sentence in ground.sentence.before:
        time = _TIME.match(sentence)
        begin = time.end() if time else 0
        found = _subject(ground, sentence, begin) if not noun else frozenset[str]()
        found = found or (_fitting(ground, sentence, noun) if noun else found)
        if found:
            return found
        if not _PASSED_OVER.match(sentence, begin):
            again = re.search(rf"(?<![A-Za-z])(?<!the )(?<!The ){noun}", sentence)
            if not noun or again:
                return UNKNOWN
        lead = re.compile(rf"(?:the|该)\s*{_UNITS}({_NOUN}|[站局]|公司)", re.IGNORECASE)
        head = lead.match(sentence, begin)
        noun = noun or (_noun(head.group().lower()) if head else "")
    return NOBODY


def _noun(words: str) -> str:
    found = re.search(rf"{_NOUN}|[站局]|公司", words)
    return found.group() if found else ""


def _subject(ground: Ground, sentence: str, begin: int) -> frozenset[str]:
    """Give the bodies of the name with which a sentence begins; empty where it begins otherwise."""
    pattern = ground.known.pattern()
    lead = _LEAD.match(sentence, begin)
    for at in (lead.end() if lead else begin, begin):
        name = pattern.match(sentence, at) if pattern else None
        if name:
            return ground.known.bodies(name.group())
    return frozenset()


def _fitting(ground: Ground, sentence: str, noun: str) -> frozenset[str]:
    """Give the last bodies of a sentence that a noun may mean."""
    pattern = ground.known.pattern()
    some = [ground.known.bodies(m.group()) for m in pattern.finditer(sentence)] if pattern else []
    return next((one for one in reversed(some) if _fits(noun, one)), frozenset())


_SIGNS = {
    "station": "站", "post": "站", "checkpoint": "站", "bureau": "局", "administration": "局",
    "office": "局", "department": "厅", "company": "公司", "firm": "公司", "maker": "公司",
    "supplier": "公司", "government": "政府", "commission": "委", "ministry": "部",
}  # fmt: skip


def _fits(noun: str, bodies: frozenset[str]) -> bool:
    sign = _SIGNS.get(noun, noun)
    return any(sign in b or noun in b.lower() for b in bodies)


def _before(ground: Ground, piece: Piece) -> frozenset[str] | str:
    """Give the bodies of the name nearest before a word of the same sentence."""
    some = [
        e for e in ground.lattice.edges if "NAME" in e.symbols and e.start < piece.edges[0].start
    ]
    return ground.known.bodies(max(some, key=lambda e: e.start).text) if some else UNKNOWN
