"""Whom a name, a pronoun or a noun like "the station" means: the nearest subject before it.

A pronoun means the subject of the nearest sentence, or heading, that begins with a name, where
nobody else may be meant: any other name on the way, any word that may name somebody and is not
known, and any sentence that begins in a way that is not known leave it to a person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.capitals import unvouched
from papertrace.check.grammar.languages import vocabulary

if TYPE_CHECKING:
    from papertrace.check.grammar.automaton import Piece
    from papertrace.check.grammar.ground import Ground
    from papertrace.check.grammar.lattice import Earlier

NOBODY = "nobody"
"""Nobody at all was named before: a pronoun can mean nobody but whom the evidence is of."""
UNKNOWN = "unknown"
_UNITS = r"(?:border|inspection|exit-entry|frontier|immigration|migration|local|provincial|\s)*"
_NOUN = (
    r"(?:station|post|checkpoint|bureau|administration|office|department|company|firm|maker|supplier"
    r"|ministry|government|commission|brigade|detachment|group|organi[sz]ation|network)"
)
_HAN_NOUN = r"(?:检查站|边检站|站|局|公司|单位)"
_TIME = re.compile(
    r"(?:(?:in|for|during|by)\s+(?:19|20)\d\d,?\s+|(?:a|one|two|three)\s+years?\s+(?:earlier|before|later),?\s+"
    r"|(?:also|then|later|still|but|and),?\s+)*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"(?:(?:the|a|an)\s+)?(?:{_UNITS}(?:{_NOUN}|one)\s+(?:of|at|in)\s+)?(?:the\s+)?", re.IGNORECASE
)
_HEAD = re.compile(rf"(?:the\s+{_UNITS}({_NOUN})(?!\w)|该({_HAN_NOUN}))", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:(?:it|they)(?![\w'’])|[它](?!们?的))", re.IGNORECASE)
_THING = re.compile(
    r"(?:its|their|the|this|that|these|those)\s+(?:budgets?|forms?|contracts?|awards?|notices?"
    r"|documents?|goals?|targets?|quotas?|boats?|purpose|figures?|sum|plan|ceiling|deadline|works"
    r"|fence|depot|project|line)(?!\w)",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"[;:；：—–]|,\s*(?:and|but|while|whereas|unlike|though|although|because|as|so|which|who|whose|not)\b"
    r"|\b(?:while|whereas|unlike|because)\b|[，,].*[是叫]",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"\s*(?:['’]s?\s+{_UNITS}(?!{_NOUN})|的(?!{_HAN_NOUN}))(?=\S)", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:[A-Z]\.?){2,}(?![a-z])")
_NAMING = re.compile(r"[是叫名称属归为]|公司|集团|政府|委员会|军|[厅局部站]")
_WORD = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")


def meant(ground: Ground, piece: Piece | str) -> frozenset[str] | str:
    """Give the bodies that words mean; NOBODY or UNKNOWN where that cannot be said."""
    words = "" if isinstance(piece, str) else piece.text.lower()
    if not isinstance(piece, str):
        named = [ground.known.bodies(e.text) for e in piece.edges if "NAME" in e.symbols]
        if named:
            return frozenset().union(*named)
        if words == "which":
            return _before(ground, piece)
    noun = _noun(words)
    for said in ground.sentence.earlier:
        found, head = _by_noun(ground, said, noun) if noun else _by_subject(ground, said)
        if found:
            return found
        noun = noun or head
    return NOBODY


def _noun(words: str) -> str:
    found = re.search(rf"{_NOUN}|[站局]|公司", words)
    return found.group() if found else ""


def _by_subject(ground: Ground, said: Earlier) -> tuple[frozenset[str] | str, str]:
    """Give whom "it" means by a sentence, or the noun that it leads to; ('', '') to go on."""
    time = _TIME.match(said.text)
    begin = time.end() if time else 0
    own, end = subject(ground, said.text, begin)
    head = _HEAD.match(said.text, begin)
    if said.understood:
        if own or not _named(ground, said.text):
            return own, _noun(head.group().lower()) if head else ""
        return UNKNOWN, ""
    rest = said.text[end if own else head.end() if head else begin :]
    if any(not one & own for one in _named(ground, rest)) or strangers(ground, rest, said.heading):
        return UNKNOWN, ""
    turned = _CLAUSES.search(rest) or (_OWNED.match(rest) and not _owned_thing(rest))
    if own or head:
        found: frozenset[str] | str = UNKNOWN if turned else own
        odd = head and not own and _HAN.search(rest) and _NAMING.search(rest)
        return UNKNOWN if odd else found, _noun(head.group().lower()) if head else ""
    if said.vouched:
        return "", ""
    goes_on = _PRONOUN.match(rest) and not turned and not _NAMING.search(rest)
    known = _plain(rest) and (said.heading or _THING.match(rest))
    return "" if goes_on or known else UNKNOWN, ""


def _owned_thing(rest: str) -> bool:
    owned = re.match(r"\s*['’]s?\s+", rest)
    return bool(owned and _THING.match(f"the {rest[owned.end() :]}"))


def _by_noun(ground: Ground, said: Earlier, noun: str) -> tuple[frozenset[str] | str, str]:
    """Give whom "the station" means by a sentence: the only one with such a unit named in it."""
    fitting = {b for b in _named(ground, said.text) if _fits(noun, b)}
    if len(fitting) > 1:
        return UNKNOWN, ""
    other = re.search(
        rf"(?<![A-Za-z])(?<!the )(?<!The ){noun}(?![a-z])|\b{noun}\s+(?:named|called)\b", said.text
    )
    odd = not said.understood and (other or strangers(ground, said.text, said.heading))
    if odd and (other is None or not fitting):
        return UNKNOWN, ""
    return next(iter(fitting), frozenset()), ""


def _named(ground: Ground, text: str) -> list[frozenset[str]]:
    pattern = ground.known.pattern()
    return [ground.known.bodies(m.group()) for m in pattern.finditer(text)] if pattern else []


def subject(ground: Ground, text: str, begin: int = 0) -> tuple[frozenset[str], int]:
    """Give the bodies of the name with which a text begins, and where it ends; else none."""
    pattern = ground.known.pattern()
    lead = _LEAD.match(text, begin)
    for at in (lead.end() if lead else begin, begin):
        name = pattern.match(text, at) if pattern else None
        if name:
            return ground.known.bodies(name.group()), name.end()
    return frozenset(), begin


def strangers(ground: Ground, text: str, heading: bool = False) -> tuple[str, ...]:  # noqa: FBT001, FBT002  (of the text)
    """Give the capitalised words and initials of a text that may name somebody unknown."""
    pattern = ground.known.pattern()
    bare = pattern.sub(lambda m: " " * len(m.group()), text) if pattern else text
    some = [*unvouched(bare, ground.known.known), *(m.group() for m in _SHORT.finditer(bare))]
    first = _WORD.search(bare)
    return tuple(
        one
        for one in some
        if not (
            (heading or (first and first.group() == one))
            and all(w.lower() in vocabulary() for w in one.split())
        )
    )


def _plain(text: str) -> bool:
    """Say whether a text holds none but words of wordings, and no new station or company."""
    words = [w.lower() for w in _WORD.findall(text)]
    new = re.search(rf"\b(?:an?|another|one|no|some)\s+{_UNITS}{_NOUN}\b", text, re.IGNORECASE)
    return bool(words) and not new and not _HAN.search(text) and vocabulary().issuperset(words)


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
