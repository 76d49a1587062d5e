"""Sentences of news that rest on papers, and on no speaker: `tender documents show`, 招标文件显示.

The paper is what is named, as printed; whoever saw it or holds it did not say what stands in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.bodies_en import DATELINE
from papertrace.extract.speakers import LONGEST, Said
from papertrace.extract.speakers import told_in as chinese
from papertrace.extract.speakers_en import told_in as english

if TYPE_CHECKING:
    from papertrace.extract.speakers import Span

_EN = (
    r"(?:(?:[a-z]+\s+){0,3}?(?i:tender|procurement|bidding|bid|budget|contract|court|corporate|company|planning"
    r"|government|internal|customs|public|land|leaked|police|purchase|purchasing|official|construction"
    r"|environmental|shipping|tax|registration|financial)\s+)"
    r"(?:documents?|records?|papers?|files|filings?|notices?|announcements?|registers?|disclosures?|paperwork|permits?)"
)
_SEEN = (
    r"(?:\s+(?:seen|reviewed|obtained|examined|published|posted|released|issued|dated|viewed|filed|from|for|on|in|of|by)\b"
    r"[^,.;“”]{2,80}?)?"
)
_SHOW = (
    r"(?:show(?:s|ed|n)?|indicate[sd]?|reveal(?:s|ed)?|state[sd]?|sa(?:y|ys|id)"
    r"|list(?:s|ed)?|suggest(?:s|ed)?)"
)
_EN_PATTERNS = (
    re.compile(
        rf"^(?:[Tt]he\s+|An?\s+)?(?P<src>{_EN}){_SEEN}\s+(?P<verb>{_SHOW})\s+(?:that\s+)?(?P<words>[^“”].*)$"
    ),
    re.compile(
        rf"^(?P<words>.+?),\s+(?:the\s+|an?\s+)?(?P<src>{_EN}){_SEEN}\s+(?P<verb>{_SHOW})\b[^,.]{{0,60}}\.?$"
    ),
    re.compile(
        rf"^(?P<words>.{{12,}}?),?\s+(?P<verb>according\s+to)\s+(?:the\s+|an?\s+)?(?P<src>{_EN})\b[^“”]{{0,90}}$"
    ),
    re.compile(
        rf"^(?P<verb>According\s+to)\s+(?:the\s+|an?\s+)?(?P<src>{_EN}){_SEEN},\s+(?P<words>.+)$"
    ),
)
_ZH = re.compile(
    r"(?:^|[，,：:）)])(?:据|根据|另据|而)?(?:(?:本报|本网|记者|本台)[一-鿿]{0,4}?(?:查阅|获得|获取|看到|拿到|梳理)(?:到|过)?的)?"
    r"(?:一份)?[一-鿿]{0,24}?(?P<src>(?:招标|采购|投标|预算|决算|合同|中标|成交|法院|工商|环评|规划|判决|裁判|内部|施工|竣工)"
    r"(?:结果)?(?:文件|公告|文书|资料|材料|记录|报告书?|档案|登记信息|合同|通知书|公示|书))(?:则|也|还|均|都)?"
    r"(?P<verb>显示|表明|写明|载明|记载|披露)(?:的是)?[，,：:]?(?P<words>[^“”]+)"
)
_MARKS = " ,;:.，；：。、"


def attributions(text: str, *, latin: bool) -> list[Said]:
    """Give what papers tell in a sentence, failing that what speakers say in it."""
    if told := papers_told(text, latin=latin):
        return [told]
    return english(text) if latin else chinese(text)


def papers_told(text: str, *, latin: bool) -> Said | None:
    """Read a sentence that a paper tells; None where none does."""
    if len(text) > LONGEST:
        return None
    dated = DATELINE.match(text) if latin else None
    lead = dated.end() if dated else len(text) - len(text.lstrip())
    told = text[lead:]
    found = (
        next((m for p in _EN_PATTERNS if (m := p.match(told))), None) if latin else _ZH.search(told)
    )
    if found is None:
        return None
    words = _stripped(text, found.start("words") + lead, found.end("words") + lead)
    if words is None:
        return None
    verb, source = (_moved(found.span(n), lead) for n in ("verb", "src"))
    return Said("assert", verb, proposition=words, paper=source)


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return (start, end) if end - start > 3 else None  # noqa: PLR2004  (nothing said)
