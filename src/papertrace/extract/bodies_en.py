"""How English news names those who speak: offices, groups and seats of government, private roles.

Words and stretches only; who of them speaks, and what, is for `speakers_en`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.extract.speakers import Span

PRIVATE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "defector",
        re.compile(
            r"\b(?:defector|escapee|refugee|returnee)s?\b|\bwho\s+(?:fled|escaped|defected)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "missionary",
        re.compile(r"\b(?:missionar(?:y|ies)|pastors?|priests?|clergyman)\b", re.IGNORECASE),
    ),
    (
        "resident",
        re.compile(
            r"\b(?:resident|villager|trader|broker|driver|shopkeeper"
            r"|relative|neighbou?r|local|worker|farmer|mother|father"
            r"|brother|sister|family member)s?\b",
            re.IGNORECASE,
        ),
    ),
    (
        "activist",
        re.compile(r"\b(?:activist|campaigner|volunteer|rescuer|aid worker)s?\b", re.IGNORECASE),
    ),
    (
        "researcher",
        re.compile(
            r"\b(?:researcher|analyst|academic|scholar|professor|expert)s?\b", re.IGNORECASE
        ),
    ),
    (
        "source",
        re.compile(
            r"\b(?:source|witness|eyewitness|informant|person familiar|people familiar)(?:e?s)?\b",
            re.IGNORECASE,
        ),
    ),
    ("lawyer", re.compile(r"\b(?:lawyer|attorney)s?\b", re.IGNORECASE)),
)
LIVES_IN = re.compile(
    r"\b(?:lives?|living|resid(?:es?|ing)|based|(?:re)?settled|now(?:\s+safely)?)\s+(?:in|inside)\s+"
    r"(?:[A-Z][\w-]+,\s+)?(?P<country>(?:North"
    r"|South) Korea|China|Japan|Russia|Mongolia|Thailand|Vietnam|Laos"
    r"|Myanmar|Kazakhstan|the United States|the United Kingdom|Britain"
    r"|Germany|France)\b"
)
"""Where somebody lives; where one fled to, came from or was held is a route and is not kept."""
HEAD = (
    r"(?:Ministry|Embassy|Consulate|Government|Office|Bureau|Administration"
    r"|Commission|Department|Police|Council|Agency|Committee|"
    r"Authority|Authorities|Centre|Center|Group|Institute|University"
    r"|Company|Corporation|Corp|Ltd|Nations|Watch|Foundation|Network"
    r"|"
    r"Station|Service|Court|Alliance|Association|Organi[sz]ation|Assembly"
    r"|Parliament|Customs|Party|House|Monitors?|Observatory|Fund|Federation|Union|Society|Coalition"
    r"|Initiative|Database|International|Times|Post|Daily|News|Herald|Journal|Forum|Mission"
    r"|Secretariat|Directorate|Inspection|Detachment|Brigade|UNHCR|OHCHR|UNICEF|Project|Rapporteur"
    r"|Archive|Trust|Chamber|Bank|Library|Hospital|Prefecture|Force)"
)
_CAP = r"(?:(?:[A-Z]\.){2,3}|[A-Z][\w’'&-]*)"
_NAMED = (
    rf"(?:{_CAP}\s+(?:(?:of|and|for|the|on)\s+)*)*{HEAD}(?:\s+(?:of|for"
    rf"|on|in)\s+(?:the\s+)?{_CAP}(?:\s+(?:and\s+|of\s+)?{_CAP})*)?"
)
_PLAIN = (
    r"(?:(?:[A-Z][\w’'-]*|foreign|unification|public security|defen[cs]e|interior|justice|health"
    r"|commerce|immigration|border|local|provincial|city|county|monitoring|rights|human rights"
    r"|state|railway|security|municipal|customs|central|national|affairs|foreign affairs|press"
    r"|information|propaganda"
    r"|intelligence|emergency|regional|district|prefectural|federal|municipal)\s+)*"
    r"(?:ministr(?:y|ies)|embassy|government|office|bureau|administration|department|police"
    r"|agenc(?:y|ies)|compan(?:y|ies)|firm|contractor|maker|supplier|groups?|authority|authorities"
    r"|station|council|commission|committee|court|customs|organi[sz]ation|institute|embassies"
    r"|newspaper|broadcaster|observatory|monitor|watchdog|charity|NGO|service|mission|delegation|consulate|project)"
    r"(?:(?:(?<=mission)|(?<=embassy)|(?<=consulate))\s+(?:in|to)\s+(?:the\s+)?[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*(?:\s+in\s+[A-Z]\w+)?)?"
)
_OFFICIALS = (
    r"(?:[A-Z][\w’'-]*\s+)*(?:[A-Z][\w’'-]*)\s+(?:(?:municipal|provincial|city|county|prefectural|local|government"
    r"|state|border|immigration|customs|foreign ministry|public security|health|security)\s+)*"
    r"(?:officials|authorities|police)|(?:[Oo]fficials|[Aa]uthorities|[Pp]olice)\s+in\s+[A-Z][\w’'-]+"
)
_OF_THE_UN = (
    r"(?:[Tt]he\s+)?(?:U\.N\.|UN|EU|(?:United\s+Nations|European\s+Union|African\s+Union))(?:['’]s)?\s+"
    r"(?:special\s+rapporteur|human\s+rights\s+chief|experts?|panel|secretary-general"
    r"|(?:[a-z]+\s+){0,3}(?:office|agency|mission|delegation|council|committee|commission|body))"
)
_SEATS = r"(?:Beijing|Pyongyang|Seoul|Moscow|Tokyo|Washington|Ulaanbaatar|Hanoi|Bangkok|Vientiane)"
_SEAT = re.compile(
    rf"(?:^\s*|[.,;”\"]\s*|\b(?:but|and|while)\s+)(?P<org>{_SEATS})\s*(?:also|later|has|had)?\s*$"
)
_ACRONYM = re.compile(
    r"(?:^|\s)(?:[Tt]he\s+)?(?P<org>(?:U\.N\.|UN|EU|[A-Z]{3,6})(?:['’]s\s+[\w ]{3,40})?)\s*$"
)
KIND_OF = (
    r"(?:group|organi[sz]ation|NGO|non-profit|nonprofit|charity|watchdog|monitor"
    r"|think[- ]tank|newspaper|agency|network|coalition|broadcaster|website|company|firm|institute"
    r"|outlet|campaign|body|contractor|magazine)"
)
_NAME = r"[A-Z][\w’'&.-]*(?:\s+(?:(?:of|for|the|and|in|on)\s+)*[A-Z][\w’'&.-]*)*"
_APPOSED = re.compile(
    rf"(?:^|(?<!\bfrom)(?<!\bin)(?<!\bto)(?<!\bof)(?<!\bnear)(?<!\bat)\s)"
    rf"(?:[Tt]he\s+)?(?P<org>{_NAME})[,，]\s+(?:an?|the|its|one of)\s[^,，]*\b{KIND_OF}\b"
)
_INTRODUCED = re.compile(
    rf"\b{KIND_OF}\s+[“\"]?(?P<org>{_NAME})[”\"]?\s*[,，]?[^,，]*[,，]?\s*$"
    rf"|^\s*[Tt]he\s+(?:[a-z-]+\s+){{0,2}}{KIND_OF}[,，]\s+(?P<same>{_NAME})[,，]\s*$"
)
"""A name behind the word for what it is: the group Open Frontier; the company, Jade Works, …"""
ORG = re.compile(
    rf"(?:{_OF_THE_UN}|{_NAMED}|{_OFFICIALS}|(?:(?:[Tt]he|[Aa]|[Ii]ts|[Bb]oth|[Nn]either|[Tt]wo)\s+)?{_PLAIN})\b"
)
JOINT = re.compile(r"\s*(?:[,，]\s*)?(?:and|nor|or)\s+(?:the\s+)?$|\s*[,，]\s*(?:the\s+)?$")
_ASIDE = re.compile(
    r"[,，]\s+(?:citing|quoting|which|who|where|whose|named|identified|listed|based|headed|led|run|an?|the|its|speaking|asked|in|of|[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?['’]s)\b[^“”\"]*$"
)
DATELINE = re.compile(
    r"^\s*[（(][A-Z][\w ,]{2,30}[)）]\s*[-–—]+\s+|"
    r"^\s*(?:[A-Z][A-Z .'’/-]{2,40},\s*)?[A-Z][a-z]{2,8}\.?\s+\d{1,2}"
    r"(?:,\s+20\d\d)?\s*[（(][A-Z][\w ]+[)）]\s*[-–—]+\s+"
    r"|^\s*[A-Z][A-Z ,.'’/-]{2,50}(?:[（(][^)）]*[)）])?\s*[-–—:]+\s+"
    r"|^[A-Z][A-Z ]{2,24}\s*[（(][^)）]*[)）]\s+"
    r"|^\s*[A-Z]{3,}[A-Z ]{0,20}(?:,\s*[A-Z][\w.’']+){0,2}"
    r"(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}|,?\s+\d{1,2}\s+[A-Z][a-z]{2,8})?"
    r"(?:,?\s+20\d\d)?\s*(?:[（(][^)）]*[)）])?\s*[-–—]+\s+"
)
OFFICIAL = re.compile(
    r"\b(?:spokes(?:man|woman|person)|officials?|minister|director"
    r"|chief|commander|ambassador|deputy director|head|representative"
    r"|press officer)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\s+(?:[A-Z][a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
_NO_ANSWER = re.compile(
    r"(?:[Cc]alls?|[Qq]uestions?|[Rr]equests?|[Ee]-?mails?|[Ll]etters?|[Mm]essages?|[Ff]axes)"
    r"(?:\s[^.;]{0,60}?)?\s(?:to|with)\s+(?P<to>[^.;]{3,90}?)\s+"
    r"(?P<verb>(?:went|go|remained|have gone|had gone)\s+unanswered"
    r"|(?:was|were|have|had|has)\s+not\s+(?:been\s+)?(?:answered|returned)"
    r"|(?:received|drew|brought|got)\s+no\s+(?:reply|response|answer))"
)
_UNREACHED = re.compile(
    r"(?P<to>[^.;]{3,140}?)[,，]?\s+(?P<verb>could\s+not\s+(?:immediately\s+)?be\s+reached|was\s+not\s+(?:immediately\s+)?available\s+for\s+comment)"
)
_NONE_CAME = re.compile(
    r"(?P<verb>[Nn]o\s+(?:immediate\s+)?(?:reply|response|comment|answer))\s+(?:was\s+received\s+|came\s+|had\s+come\s+"
    r"|had\s+been\s+received\s+)?from\s+(?P<to>[^.;,]{3,90})"
)
_NEITHER = re.compile(
    r"[Nn]either\s+(?P<to>[^.;]{3,140}?)\s+(?P<verb>respon[ds]\w*|repli\w+|answered|returned|commented)"
)
SILENT = (_NO_ANSWER, _NONE_CAME, _NEITHER, _UNREACHED)
"""Questions that found no answer: groups `to`, who was asked, and `verb`."""


def named(subject: str, orgs: list[re.Match[str]]) -> Span | None:
    """Give the body that speaks: the one nearest to the verb, remarks between commas aside."""
    apposed = _APPOSED.search(subject) or _INTRODUCED.search(subject)
    name = apposed.span(apposed.lastgroup or "org") if apposed else (0, 0)
    if apposed and not any(o.start() <= name[0] < o.end() for o in orgs):
        return name
    short = _SEAT.search(subject) or _ACRONYM.search(subject)
    if short and not any(o.end() > short.start("org") for o in orgs):
        return short.span("org")
    orgs = [o for o in orgs if not re.search(r"\b[Tt]his\s+$", subject[: o.start()])]
    own = [o for o in orgs if not _possessed(subject, o)] or orgs
    if not own:
        return None
    aside = _ASIDE.search(subject)
    inside = [o for o in own if aside is None or o.start() < aside.start()] or own
    chain = inside[-1]
    for one in reversed(inside[:-1]):
        between = subject[one.end() : chain.start()]
        if not _CHAINED.fullmatch(between):
            break
        chain = one
    start, end = chain.span()
    person = _PERSON_OF.match(chain[0])
    based = _BASED.match(chain[0])
    cut = person or based
    return (start + cut.end() if cut else start), end


def _possessed(subject: str, org: re.Match[str]) -> bool:
    """Say whether a body only owns what is spoken of (the station's parent)."""
    return re.match(r"['’]s?\s+[a-z]", subject[org.end() :]) is not None


_CHAINED = re.compile(
    r"(?:['’]s)?\s+(?:(?:of|for|at|in|to|under|within|from|inside)\s+(?:the\s+)?)?"
)
_PERSON_OF = re.compile(rf"(?!.*?{HEAD}.*?\sof\s)(?:[A-Z][\w’'-]+\s+){{2,3}}of\s+(?:the\s+)?")
"""A person's name before his institute's: it is no part of the institute's name."""
_BASED = re.compile(r"(?:[Tt]he\s+)?[A-Z][\w]+-based\s+")


_ANOTHER = re.compile(
    r"(?:\b(?:and|or|nor)|as\s+well\s+as|along\s+with|,)\s+"
    r"(?P<own>(?:an?|the|another|several|some|many|other|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\s+)?"
    r"(?:(?!who\b|which\b|that\b)[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)


def more_of(subject: str, at: int) -> tuple[tuple[str, Span], ...]:
    """Give the private role of each speaker a stretch names, with the number before it.

    `a missionary who fled` and `a defector and activist` are one person: only what is joined on
    with an article, a number or in the plural is another.
    """
    told = sorted(
        ((m.start(), m.end(), name) for name, p in PRIVATE for m in p.finditer(subject)),
    )
    found: list[tuple[str, Span]] = []
    for place, end, name in told:
        number = _NUMBER.search(subject[:place])
        start = number.start() if number else place
        if found and not _is_another(subject, place, end):
            continue
        found.append((name, (at + start, at + end)))
    return tuple(found)


def _is_another(subject: str, start: int, end: int) -> bool:
    joint = _ANOTHER.search(subject[:start])
    if joint is None or (joint[0].startswith(",") and not re.search(r"\band\b", subject[end:])):
        return False
    return bool(joint["own"]) or subject[start:end].lower().endswith("s")
