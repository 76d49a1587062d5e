"""Sentences that tell of silence, of asking or of being asked, however they are worded.

What a story says of a party's silence is a claim of kind `reply`, or it is not said: of a party
that was not asked, or that answered, no sentence may say it in any words. It names too much rather
than too little; a sentence that it names wrongly is worded otherwise, or linked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.check.drafts import PREFIX, spot
from papertrace.check.markdown import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.check.markdown import Block
    from papertrace.model import Draft, DraftSpan

_NOT = (
    r"(?:\b(?:not|never|no|none|nothing|nobody|neither|nor|without|yet\s+to|fail\w*|unable|declin\w+"
    r"|refus\w+|would|stopped|ceased|reluctan\w+|wall|zero|unwilling|avoid\w+|evad\w+|dodg\w+)\b"
    r"|n[’']t\b)"
)
_SENT = (
    r"(?:calls?|e-?mails?|letters?|messages?|questions?|inquir(?:y|ies)|enquir(?:y|ies)|requests?|fax"
    r"(?:es)?|phones?|telephones?)"
)
_TOPIC = (
    r"\b(?:respon[ds]\w*|repl(?:y|ies|ied|ying)|answer(?:s|ed|ing)?"
    r"|comment(?:s|ed|ing)?|react(?:s|ed|ion)?|acknowledg\w+|pick(?:ed)?\s+up|speak|spoke|talk(?:ed)?"
    r"|elaborat\w+|hear(?:d)?\s+(?:back|from|anything|nothing)|word\s+(?:from|back|came)"
    r"|be\s+(?:reached|contacted)|come\s+to\s+the\s+phone|touch)\b"
)
_SILENT = re.compile(
    rf"{_NOT}[^.;]{{0,50}}?{_TOPIC}|{_TOPIC}[^.;]{{0,25}}?{_NOT}"
    rf"|{_NOT}[^.;]{{0,40}}?\b(?:return\w*|take|took|open\w*|read|heed\w*)\s[^.;]{{0,20}}?\b{_SENT}\b"
    rf"|\b{_SENT}\b[^.;]{{0,40}}?\b(?:unanswered|unreturned|ignored|unheeded|bounced|in\s+vain|wall"
    r"|nowhere|nothing|silence|dead|void|deaf|without\s+\w+|returned\s+un\w+|no)\b"
    r"|\b(?:would|could|will|did|does)\s*n[o’']t\s+say(?:\s+(?:anything|more|a\s+(?:word|thing)))?\s*[.;,]"
    r"|\bsa(?:id|ys?)\s+(?:nothing|little|not\s+a\s+word)\b|\bno\s+(?:word|statement|sign\s+of\s+life)\b"
    r"|\b(?:silen(?:t|ce|tly)|mum|speechless|tight-?lipped|stonewall\w*|unanswered|unreturned"
    r"|unavailable|unreachable|unresponsive|incommunicado|out\s+of\s+reach|no[- ]comment|wordless"
    r"|clammed|ghosted|brushed\s+off|shrugged\s+off)\b"
    rf"|\bignor\w+\s+(?:us|me|our|them|repeated|all|every|the\s+(?:{_SENT})|{_SENT})"
    r"|\b(?:hung|hangs?)\s+up\b|\b(?:deaf\s+ears?|cold\s+shoulder)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:we|our|reporters?|this\s+(?:paper|newspaper|desk|outlet))\b[^.;]{0,40}\b(?:asked|contacted"
    r"|approached|called|phoned|wrote\s+to|e-?mailed|faxed|reached\s+out|sought\s+comment|requests?"
    r"|letters?|questions?|inquir\w+)\b|\b(?:asked|approached|contacted|reached)\s+(?:for|by|about)\b"
    r"|\b(?:request|asked)\w*\s+for\s+(?:a\s+)?(?:comment|response|reply)",
    re.IGNORECASE,
)
_HAN_SILENT = re.compile(
    r"(?:未|没有?|不|拒绝?|无|尚未|避)[^。；，]{0,8}(?:回应|回复|答复|置评|评论|表态|理会|理睬|接听|发声|联系上|受访|接受采访)"
    r"|沉默|缄默|无回音|石沉大海|三缄其口|不置可否|电话无人|联系不上|无人接听|避而不答|装聋作哑"
)
_HAN_ASKED = re.compile(
    r"(?:记者|本报|我们)[^。；]{0,10}(?:联系|询问|致电|致函|采访|求证|去函|发函)"
)


_MAY_BE = re.compile(
    r"\b(?:it|its|itself|they|their|theirs|them|he|she|his|her|who|whom|we|us|our|ours|reporters?"
    r"|journalists?|calls?|letters?|requests?|questions?|deadline|silence|officials?|spokes\w+|officers?"
    r"|authorit\w+|directors?|stations?|posts?|checkpoints?|bureaus?|administrations?|departments?"
    r"|office|company|firm|makers?|suppliers?|ministry|government|police|commission|brigade|detachment"
    r"|party|side|accused|paper|newspaper|nobody|no\s+one|none|neither|no\s+(?:word|reply|answer|comment))\b"
    r"|[该其它他她]|对方|记者|本报|我们|电话|来函|截至|发言人|官员|负责人|站|局|公司|政府|部门|单位|方面|当局",
    re.IGNORECASE,
)


def may_be_of(text: str, words: Iterable[str]) -> bool:
    """Say whether a sentence without a claim may tell of a party, by whatever words."""
    return bool(_MAY_BE.search(text)) or any(w.lower() in text.lower() for w in words)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that tells of silence or asking and links no claim."""

    text: str
    words: str
    """What tells it."""
    asking: bool
    """Whether it tells of being asked alone, and of no silence."""
    span: DraftSpan


def told_silences(draft: Draft) -> Iterator[Told]:
    """Give every sentence about silence or asking in which no claim is linked."""
    for block in blocks(draft.text):
        at = 0
        while at < len(block.text):
            low, high = block.sentence(at, at + 1)
            told = _told(draft, block, max(low, at), high)
            if told is not None:
                yield told
            at = max(high, at + 1)


def _told(draft: Draft, block: Block, low: int, high: int) -> Told | None:
    text = block.text[low:high]
    if any(x.target.startswith(PREFIX) and low <= x.start < high for x in block.links):
        return None
    silent = _SILENT.search(text) or _HAN_SILENT.search(text)
    found = silent or _ASKED.search(text) or _HAN_ASKED.search(text)
    if found is None:
        return None
    span = spot(draft.path, block, low + found.start(), low + found.end())
    return Told(text, found.group(), silent is None, span)
