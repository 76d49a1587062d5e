"""What the words around a claim without a figure do to it: deny it, widen it to a whole world.

A comparison, a rank, an only, a date or a place is no figure, so nothing else reads the words
around it. It names what it finds; where it is in doubt a claim fails.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.loose_words import loose_words
from papertrace.check.stages import levels

if TYPE_CHECKING:
    from papertrace.model import Claim

_DENIED = re.compile(
    r"\b(?:not|never|cannot|neither|nor|no|nobody|none|nothing|hardly|barely|scarcely|nowhere"
    r"|without|fail(?:s|ed)?\s+to|refus\w+|instead\s+of|rather\s+than|far\s+from)\b|n[’']t\b"
    r"|不(?!同|断)|没有|没(?!收)|未(?!来)|非|从无|并无",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:false(?:ly)?|untrue|den(?:y|ies|ied|ying)|wrong(?:ly)?|rumou?r\w*|myth|hoax|disprov\w+"
    r"|abandon\w+|scrap(?:ped|s)?|reject\w+|if)\b|否认|不是真|谣言|虚假|不实|如果",
    re.IGNORECASE,
)
WORLD = re.compile(
    r"\b(?:ever|any(?:where|one|body)?|every\w*|world\w*|globe|global\w*|nation(?:al|wide)?"
    r"|countr(?:y|ies)|provinces?|histor\w+|on\s+record|of\s+all\s+time|all\s+(?:of\s+)?China|China)\b"
    r"|\b(?:in|across|throughout|within)\s+(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"(?-i:[A-Z])\w+|全[国省市县州区球世]|史上|有史以来|任何|世界|亚洲",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:rose|risen|rise|grew|grow\w*|f[ae]ll(?:en|s)?|dropped|drop|cut|increased?|decreased?|reduced?"
    r"|declined?|raised?|up|down|short|slashed|trimmed|shrank|exceed\w*)\s+(?:by|of)\s*\Z"
    r"|(?:增加|减少|增长|下降|削减|压减|压缩|上升|提高|上涨)了?[约近]?\s*\Z",
    re.IGNORECASE,
)
_CAST_OFF = re.compile(
    r"\b(?:reject\w*|abandon\w*|scrap(?:ped|s)?|cancel\w*|withdr\w+|lies?|false(?:ly)?|untrue|rumou?r\w*"
    r"|hoax|myth|deficits?|shortfalls?|bribes?|bribery)\b|不是真|谣言|虚假|不实|取消|赤字|贿",
    re.IGNORECASE,
)
_RUNS_ON = re.compile(r"[一二三四五六七八九十百千万两]\Z")
_APART = re.compile(
    r"\b(?:exclud\w*|except\w*|on\s+top\s+of|in\s+addition|additional(?:ly)?|besides|apart\s+from"
    r"|aside\s+from|other\s+than|beyond|outside|plus|separate(?:ly)?)\b"
    r"|另外|此外|除|不含|不包括|不计|之外|以外",
    re.IGNORECASE,
)
_SHARE_MOVED = re.compile(
    r"\b(?:rose|risen|rise|rises|grew|grows?|growth|f[ae]ll(?:en|s)?|dropp?(?:ed|s)?|increas\w+|decreas\w+"
    r"|declin\w+|reduc\w+|cut|(?<!make\s)(?<!makes\s)(?<!made\s)(?<!take\s)(?<!takes\s)(?<!took\s)up"
    r"|down|(?:more|less)(?!\s+than\b))\b|增|减|升|降",
    re.IGNORECASE,
)
_OTHER_SHARE = re.compile(r"‰|\bbasis\s+points?\b|\bper\s*mille?\b|千分之|万分之", re.IGNORECASE)


def moved(claim: Claim) -> str:
    """Say which words tell an amount as a change, cast off or a longer number; '' for none."""
    found = (
        _MOVED.search(claim.before)
        or _CAST_OFF.search(claim.context or claim.span.text)
        or _RUNS_ON.search(claim.before)
    )
    return f"{found.group().strip()!r} makes another figure of it." if found else ""


def apart(claim: Claim) -> str:
    """Say which words tell a part as none; '' where none does."""
    found = _APART.search(claim.context or claim.span.text)
    return f"{found.group().strip()!r} says that it is no part." if found else ""


_OF_PEOPLE = re.compile(
    r"\s*of\s+(?:(?:all|the|its|their|these|those|all\s+of)\s+){0,2}(?:\w+\s+)?"
    r"(?:people|persons?|officers?|men|women|children|staff|employees|residents|guards|police"
    r"|migrants?|refugees?|detainees?|victims?|cases|boats?|ships?|vessels?|vehicles?)\b"
    r"|的?(?:人员|人数|民警|职工|居民|案件|船艇)",
    re.IGNORECASE,
)


def of_others(claim: Claim) -> str:
    """Say that a share of money is told as one of people or things; '' where it is not."""
    whole = claim.context or claim.span.text
    found = _OF_PEOPLE.match(whole, len(claim.before) + len(claim.span.text))
    return f"It is a share of money, not {found.group().strip()!r}." if found else ""


def no_share(claim: Claim) -> str:
    """Say which words tell a share as a change or in another measure; '' where none does."""
    _, clause, whole = levels(claim)
    found = _OTHER_SHARE.search(whole) or _SHARE_MOVED.search(clause)
    return f"{found.group().strip()!r} makes another share of it." if found else ""


def turned(claim: Claim) -> str:
    """Say in a sentence which word denies what is linked; '' where none does."""
    _, clause, whole = levels(claim)
    found = _DENIED.search(clause) or _FALSE.search(whole)
    return f"{found.group().strip()!r} denies or casts off what is linked." if found else ""


def widened(claim: Claim) -> str:
    """Say in a sentence which word claims more than documents at hand can prove; '' for none."""
    found = WORLD.search(claim.context or claim.span.text)
    told = f"{found.group().strip()!r} claims more than the documents at hand" if found else ""
    return f"{told}." if told else ""


def more_linked(text: str, tested: re.Pattern[str]) -> str:
    """Give the first checkable words of a link beyond those that are tested; '' for none."""
    spans = [m.span() for m in tested.finditer(text)][:1]
    for word in loose_words(text):
        if not any(word.start < end and start < word.end for start, end in spans):
            return text[word.start : word.end]
    return ""
