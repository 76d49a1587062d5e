"""Words around a figure that make another figure of it: twice, minus, did not.

A figure is compared as it is printed. What multiplies it, turns its sign or denies it would be read
by every reader and by no comparison, so a claim with such words fails.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.hedges import stretch
from papertrace.check.stages import clause_around

if TYPE_CHECKING:
    from papertrace.model import Claim

_LINK = r"(?:\s|of|the|that|this|a|an|as|much|many|its|their|some|about|之|的)*\Z"
_MULTIPLIED = re.compile(
    r"(?:\b(?:twice|thrice|doubl\w*|trebl\w*|tripl\w*|quadrupl\w*|quintupl\w*|half|halv\w*"
    r"|\w+[\s-]?fold|times|x|multiples?|quarters?|thirds?|dozens?|scores?|hundreds?|thousands?"
    r"|millions?|billions?|percent|per\s+cent|most|part|fraction|several|many|few|couple)"
    rf"|[%％×倍])(?<!\bas\smuch)(?<!\bas\smany){_LINK}",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"(?:\b(?:minus|negative|less|without|excluding|except)|[-−负減减])\s*\Z", re.IGNORECASE
)
_AGAIN = re.compile(
    r"\s*(?:(?:twice|thrice|times|many\s+times)\s+over|squared|times\s+(?!a\b)\w+|[×x]\s*\d"
    r"|翻番|[0-9一二三四五六七八九十百千]*倍)",
    re.IGNORECASE,
)
_NOT = r"(?:not|never|cannot|neither|nor|hardly|barely|scarcely|falsely|wrongly|without|n[’']t)"
_DENIED = re.compile(
    rf"(?:\b|(?<=\w)){_NOT}\b(?!\s+(?:only|just|merely)\b)"
    r"|\b(?:no|nobody|no\s+one|none|nothing|den(?:y|ies|ied)|fail(?:s|ed)?\s+to|refus(?:es|ed)\s+to"
    r"|far\s+from|instead\s+of|rather\s+than)\b"
    r"|\bif\s+(?:\w+\s+){1,3}had\b|没有|并未|并非|非\Z|从未|未(?!来)|没(?!收)|不(?!少于|超过|低于|足|到|高于|多于|同|断)|否认",
    re.IGNORECASE,
)
_DENIED_BEFORE_COMMA = re.compile(rf"{_NOT}\s*[,，(—–]", re.IGNORECASE)
_BUT_NOT = re.compile(
    r"\s*[,，—–(]?\s*(?:but\s+|and\s+)?not\s+(?:for|to|on|by|from|in|at)\b", re.IGNORECASE
)
_DENIED_BEHIND = re.compile(
    r"\b(?:was|were|is|are|has|have|had|did|does|do|could|can|will|would)\s+(?:not|never)\b"
    r"|n[’']t\b|\b(?:never|falsely)\b|未|没有|并非",
    re.IGNORECASE,
)


def distorted(claim: Claim, start: int, end: int) -> str:
    """Say in a sentence which words around a figure change it; '' where none do.

    `start` and `end` are the figure's offsets in the claim's sentence.
    """
    whole = claim.context or claim.span.text
    left = whole[:start]
    cut = left[: stretch(left)].rstrip(" \t\n,，")
    for pattern, told in ((_MULTIPLIED, "multiplies"), (_SIGN, "turns the sign of")):
        match = pattern.search(cut)
        if match:
            return f"{match.group().strip()!r} {told} the figure; it is compared as printed."
    again = _AGAIN.match(whole, end)
    if again:
        return f"{again.group().strip()!r} multiplies the figure; it is compared as printed."
    low, _ = clause_around(cut, len(cut), len(cut))
    _, high = clause_around(whole, start, end)
    denied = (
        _DENIED.search(cut, low)
        or _DENIED_BEFORE_COMMA.search(cut)
        or _DENIED_BEHIND.search(whole, end, high)
        or _BUT_NOT.match(whole, end)
    )
    return f"{denied.group().strip()!r} denies the figure." if denied else ""
