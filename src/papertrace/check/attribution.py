"""Whether a sentence tells a statement as that of who made it: the speaker speaks, and says so.

The name must stand where the speaker of the verb stands: "River Watch, a monitoring group, said";
"according to River Watch". A name in another place (its rivals said, reports say) tells another
speaker. A denial must be told as one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.options import text_of
from papertrace.check.stages import levels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.model import AcceptedFact, Claim

SAYING = re.compile(
    r"\b(?:said|says|say|told|tells|according\s+to|reported|reports|estimat\w+|stated|states|claim\w*"
    r"|announced|wrote|put\s+(?:it|the\s+\w+)\s+at|denied|denies|called|described|confirmed|declined"
    r"|refused)\b|称|表示|说|指出|介绍|通报|据|公布|否认|回应",
    re.IGNORECASE,
)
_VERB = SAYING.pattern.split("|称", 1)[0]
_HAN_VERB = "称|表示|说|指出|介绍|通报|公布|否认|回应|报告"
_OF = rf"(?:\s+(?:of|for|in|at|from|on)\s+(?:(?!{_VERB})[^,.;:])+?)?"
_APART = rf"(?:\s*,(?:(?!{_VERB})[^,.;])*,)?"
_BETWEEN = r"(?:\s+(?:had|has|have|also|later|itself|then|again|first|publicly|officials?))*"
_OWN = (
    r"(?:['’]s?\s+(?:own\s+)?(?:report|statement|figures?|data|count|estimates?|website|account"
    r"|spokes\w+|officials?|director|head)\b)?"
)
_ENDS = r"(?=\s*(?:[,.;:!?”\"'’)—–]|\Z))"
_MEANT = re.compile(
    r"\s*(?:it|they|the\s+(?:ministry|group|network|bureau|organi[sz]ation|government|company|station))"
    rf"\s+(?:(?:had|has|also|later)\s+)*(?:{_VERB})\b",
    re.IGNORECASE,
)
"""A speaker who was named before."""
_INVERTED = (
    r"\b(?:according\s+to|(?:report|statement|count|estimate)\s+(?:by|of|from)|reported\s+by)\s+"
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|disput(?:es|ed)|refut(?:es|ed))\b|否认|驳斥",
    re.IGNORECASE,
)
_DECLINED = re.compile(r"\b(?:declin(?:es|ed)|refus(?:es|ed))\b|拒绝", re.IGNORECASE)


def speakers(fact: AcceptedFact) -> tuple[str, ...]:
    """Give the names under which a fact has its speaker."""
    names = (fact.fields[n].value for n in ("speaker_org", "speaker_role") if n in fact.fields)
    return tuple(name for name in names if name)


def unattributed(claim: Claim, fact: AcceptedFact) -> str:
    """Say what lacks for the statement to be told as its speaker's; '' where nothing does."""
    whole = claim.context or claim.span.text
    if not SAYING.search(whole):
        return "The sentence tells somebody's statement as a finding: no verb of saying."
    said = text_of(claim, "speaker")
    names = (said,) if said else speakers(fact)
    if not any(_named(name, whole) for name in names):
        if not said and _MEANT.match(whole):
            return _act(claim, fact)  # whom it means is for the grammar, or for a person
        return f"The sentence does not name {' or '.join(names) or 'who said it'}."
    if not any(_speaks(name, whole) for name in names):
        return f"It is not {' or '.join(names)} who speaks in the sentence."
    return _act(claim, fact)


def unbound_speaker(claim: Claim, fact: AcceptedFact, bodies: Mapping[str, str]) -> str:
    """Say that `speaker` is nobody whom the document names; '' where it is, or is not set."""
    said = text_of(claim, "speaker")
    own = speakers(fact)
    if not said or said.lower() in {name.lower() for name in own}:
        return ""
    ends = [body for words, body in bodies.items() if said.lower().endswith(words.lower())]
    if any(body == name for body in ends for name in own):
        return ""
    told = " or ".join(own) or "nobody"
    return f"The document has {told} speak; nothing binds {said!r} to that."


def _named(name: str, whole: str) -> bool:
    return re.search(_pattern(name), whole, re.IGNORECASE) is not None


def _pattern(name: str) -> str:
    words = re.escape(name).replace(r"\ ", r"\s+")
    return words if not name.isascii() else rf"(?<!\w){words}(?!\w)"


def _speaks(name: str, whole: str) -> bool:
    """Say whether a verb of saying has this name for its subject."""
    told = _pattern(name)
    after = rf"{told}{_OWN}{_OF}{_APART}{_BETWEEN}\s+(?:{_VERB})"
    before = rf"(?:{_INVERTED}|\b(?:said|says|wrote)\s+)(?:(?:the|a|an)\s+)?{told}{_OWN}"
    inverted = rf"{before}{_OF}{_ENDS}"
    han = rf"{told}[^，。；,;]{{0,12}}?(?:{_HAN_VERB})|据{told}"
    return any(re.search(p, whole, re.IGNORECASE) for p in (after, inverted, han))


def _act(claim: Claim, fact: AcceptedFact) -> str:
    """Say that a denial is told as none, or a statement as a denial."""
    act = fact.fields["speech_act"].value if "speech_act" in fact.fields else ""
    if not act:
        return ""
    clause = levels(claim)[1]
    acts: Sequence[tuple[str, re.Pattern[str], str]] = (
        ("deny", _DENIAL, "a denial"),
        ("decline", _DECLINED, "a refusal to comment"),
    )
    for code, pattern, told in acts:
        if (act == code) != bool(pattern.search(clause)):
            return (
                f"The document tells {told}; the sentence does not."
                if act == code
                else (f"The sentence tells {told}; the document does not.")
            )
    return ""
