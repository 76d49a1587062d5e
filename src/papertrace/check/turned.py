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
    r"\b(?:false(?:ly)?|untrue|lies?|den(?:y|ies|ied|ying)|wrong(?:ly)?|rumou?r\w*|myth|hoax|disprov\w+"
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
