"""Whether a sentence tells a party's silence or answer as that party's, and as nothing else.

A closed grammar: an opening of known words, the party (its name, its words of `[bodies]`, or a word
that can only mean it), a verb of answering, and behind a silence nothing but what was asked. A
sentence built otherwise fails, however true.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.check.grammar.names import spellings
from papertrace.check.markdown import blocks
from papertrace.check.options import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.model import Claim, ClaimResult, Draft, Evidence

_TYPES = (
    ("station", "站"),
    ("bureau|department|administration", "局|厅|部|总局"),
    ("ministry", "部|Ministry"),
    ("company|firm|maker|supplier|contractor|builder|manufacturer|vendor", "公司|厂|集团|Ltd|Inc"),
    ("government", "政府|Government"),
    ("office", "办|所|Office"),
    ("police", "公安|警|Police"),
    ("court", "法院|Court"),
    ("committee|commission", "委|Committee|Commission"),
    ("brigade|detachment|team", "队"),
    ("embassy|consulate", "使馆|领事馆|Embassy|Consulate"),
    ("hospital", "医院|Hospital"),
    ("school|university|college", "校|大学|学院|School|University|College"),
    ("group|organi[sz]ation|agency|network", "Group|Organi[sz]ation|Agency|Watch|Network|社|协会"),
)
"""English words for a kind of body, and what names of such bodies hold."""
_HAN_TYPES = "站|局|厅|部|公司|厂|集团|政府|办|所|法院|委|队|院|校|署|处"
_KIND = (
    r"(?:(?:border|inspection|provincial|municipal|county|local|police|migration|immigration|public"
    r"|security|foreign|state|boat|same)\s+){0,2}"
)
_OPENER = (
    r"(?:(?:by|as\s+of|at|until|when|asked|after|in|on|through|via|for\s+its\s+part|later)\b"
    r"(?:(?!\b(?:not|never|no|false|that|so|because|although|though|if|lie|lied|answered"
    r"|replied|said|wrote)\b)[^.,;:])*,\s*|(?:and|but|then|later|afterwards),?\s+)?"
)
_APART = r"(?:\s*,\s+(?:an?|the)\s+(?:(?!\b(?:which|who|that|whose|said|wrote|not)\b)[^,.;:])+,)?"
_ADVERB = (
    r"(?:\s+(?:also|itself|still|then|later|again|has|had|have|likewise|in\s+turn|initially))*"
)
_SAID = (
    "said|says|wrote|writes|replied|replies|answered|answers|responded|responds|stated|states|added"
    "|told|called|calls|described|insisted|maintained|noted|explained"
)
_SAID_HAN = "回应|回复|答复|表示|称|说|写道|指出|强调|否认"
_STOPS = rf"\b(?:{_SAID}|not|never|no|deny|denied|if|until|before)\b|n[’']t"
_OBJECT = rf"(?:(?!{_STOPS})[^.;:“”\"「」]){{0,80}}?"
_QUOTE = r"[\s“\"‘'「『]*\Z"
_ASKED_WORDS = (
    "a an the our its any all two three four five six several repeated many multiple further"
    " written detailed emailed faxed first second request requests question questions inquiry"
    " inquiries enquiry enquiries letter letters call calls email emails e-mail e-mails"
    " message messages fax faxes comment comments response reply interview statement time"
    " times publication publishing deadline press of this these story report article findings"
    " for to by before as at on sent from us we in within day days week weeks month months"
    " when asked contacted reached despite after about concerning regarding and or set put it"
    " them phone telephone post mail january february march april may june july august"
    " september october november december"
)
_ASKED = frozenset(_ASKED_WORDS.split())
_HAN_TAIL = re.compile(
    r"[\s记者本报我们对于向的采访置评书面问题询问请求来函传真邮件，截至发稿时前止出版期限]*[。！]?\Z"
)
_FAIL = "The sentence does not tell it as that of {party}: {why}"
_REMEDY = "Begin the sentence with the party, as [bodies] names it, and say no more than this."


def of_the_party(result: ClaimResult, draft: Draft, evidence: Evidence) -> ClaimResult:
    """Fail a passed reply whose sentence tells it of another, turns it, or goes on with more."""
    if result.outcome != "passed" or result.claim.kind != "reply":
        return result
    party = text_of(result.claim, "party")
    silent = result.message.startswith(party) and "respond" in result.message
    why = _why(result.claim, party, draft, evidence, silent=silent)
    if not why:
        return result
    return replace(
        result, outcome="failed", slip="attribution", warnings=(), remedy=_REMEDY,
        message=_FAIL.format(party=party, why=why),
    )  # fmt: skip


def _why(claim: Claim, party: str, draft: Draft, evidence: Evidence, *, silent: bool) -> str:
    whole = claim.context or claim.span.text
    behind = whole[len(claim.before) + len(claim.span.text) :]
    subject = _subject(claim, party, draft, evidence)
    if not subject:
        return "nothing before it says who is meant."
    if silent:
        return _silence(claim.before, behind, subject)
    return _answer(claim.before, behind, subject)


def _silence(before: str, behind: str, subject: str) -> str:
    party = rf"(?:the\s+)?(?:{subject})(?:方面)?{_APART}{_ADVERB}"
    lead = rf"\A[\s\W]*{_OPENER}{party}\s*(?:截至[^，。]{{0,14}})?\Z"
    if not re.match(lead, before, re.IGNORECASE):
        return f"{before.strip()[-60:]!r} stands before it."
    words = re.findall(r"[A-Za-z][\w-]*", behind)
    more = [w for w in words if w.lower() not in _ASKED]
    han = re.search(r"[\u3400-\u9fff]", behind) and not _HAN_TAIL.match(behind)
    return f"{(more or [behind.strip()])[0]!r} stands behind it." if more or han else ""


def _answer(before: str, behind: str, subject: str) -> str:
    verb = rf"(?:the\s+)?(?:{subject}){_APART}{_ADVERB}\s+(?:{_SAID})\b"
    lead = rf"\A[\s\W]*{_OPENER}{verb}{_OBJECT}[,:]?{_QUOTE}"
    gap = r"[^，。：“]{0,14}"
    said = rf"(?:{subject})(?:方面)?{gap}(?:{_SAID_HAN})[^，。：“]{{0,4}}[：，:,]?{_QUOTE}"
    han = rf"\A[\s\W]*(?:[^，。]{{0,14}}，)?{said}"
    if any(re.match(p, before, re.IGNORECASE) for p in (lead, han)):
        return ""
    if not before.strip(" “\"‘'「『*_"):
        turned = rf"(?:{_SAID})\s+(?:the\s+)?(?:{subject})|(?:{subject})(?:{_SAID_HAN})"
        told = rf"[\s”\"’'」』,，.!?]*(?:{verb}|{turned})"
        return "" if re.match(told, behind, re.IGNORECASE) else "no party speaks behind it."
    return f"{before.strip()[-60:]!r} stands before it."


def _subject(claim: Claim, party: str, draft: Draft, evidence: Evidence) -> str:
    """Give the pattern of what may stand for the party here; '' where nothing may."""
    own = _named(party, draft)
    made = [rf"(?<!\w){_loose(n)}(?!\w)" if n.isascii() else _loose(n) for n in own]
    at = _kind(party)
    if at and made:
        made.append(rf"(?:the|a)\s+{_KIND}(?:{at[0]})\s+(?:of|at|in)\s+(?:{'|'.join(made)})")
    others = ({s.party for s in evidence.replies} | {b for _, b in draft.bodies}) - {party}
    kind = _kind(party)
    last = _last_named(claim, draft, {party, *others})
    meant = last == party or (not last and not others)
    asked = {s.party for s in evidence.replies} - {party}
    rivals = {*asked, last} - {party}
    if kind and (last == party or not any(re.search(kind[1], rival) for rival in rivals)):
        made.append(rf"(?:the|this)\s+{_KIND}(?:{kind[0]})")
    if meant:
        made.append(rf"(?:该|这个?)(?:{_HAN_TYPES})|对方|it|they|其|它|他们")
    return "|".join(made)


def _kind(party: str) -> tuple[str, str] | None:
    return next((row for row in _TYPES if re.search(rf"(?:{row[1]})\Z", party)), None) or next(
        (row for row in _TYPES if re.search(row[1], party)), None
    )


def _named(party: str, draft: Draft) -> list[str]:
    told = (words for words, body in draft.bodies if body == party)
    return list(dict.fromkeys([*spellings(party), *told]))


def _loose(name: str) -> str:
    bare = re.sub(r"\A(?:the|a)\s+", "", name, flags=re.IGNORECASE)
    return re.escape(bare).replace(r"\ ", r"\s+")


def _last_named(claim: Claim, draft: Draft, names: Iterable[str]) -> str:
    """Give the party that is named last before the claim's sentence, in its paragraph."""
    at = (claim.span.line, claim.span.column)
    block = next((b for b in blocks(draft.text) if at in b.places), None)
    if block is None:
        return ""
    text = block.text[: max(0, block.places.index(at) - len(claim.before))]
    found: list[tuple[int, str]] = []
    for name in names:
        for told in _named(name, draft):
            found += [(m.start(), name) for m in re.finditer(_loose(told), text, re.IGNORECASE)]
        kind = _kind(name)
        if kind and not found:
            found += [
                (m.start(), name)
                for m in re.finditer(rf"\bthe\s+{_KIND}(?:{kind[0]})\b", text, re.IGNORECASE)
            ]
    return max(found, default=(0, ""))[1]
