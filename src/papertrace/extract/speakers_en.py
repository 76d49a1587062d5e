"""Who speaks in an English sentence of news: offices by name, private persons by role alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.speakers import Said

if TYPE_CHECKING:
    from papertrace.extract.speakers import Act, Span

PRIVATE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("defector", re.compile(r"\b(?:defector|escapee|refugee|returnee)s?\b", re.IGNORECASE)),
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
COUNTRIES = re.compile(
    r"\b(?:in|from|inside|across|based in|living in|fled to|settled in)\s+(?P<country>(?:North"
    r"|South) Korea|China|Japan|Russia|Mongolia|Thailand|Vietnam|Laos"
    r"|Myanmar|Kazakhstan|the United States|the United Kingdom|Britain"
    r"|Germany|France)\b"
)
_HEAD = (
    r"(?:Ministry|Embassy|Consulate|Government|Office|Bureau|Administration"
    r"|Commission|Department|Police|Council|Agency|Committee|"
    r"Authority|Authorities|Centre|Center|Group|Institute|University"
    r"|Company|Corporation|Corp|Ltd|Nations|Watch|Foundation|Network"
    r"|"
    r"Station|Service|Court|Alliance|Association|Organi[sz]ation|Assembly"
    r"|Parliament|Customs|Party|House)"
)
_CAP = r"[A-Z][\w’'&-]*"
_NAMED = (
    rf"(?:{_CAP}\s+(?:(?:of|and|for|the|on)\s+)*)*{_HEAD}(?:\s+(?:of|for"
    rf"|on|in)\s+(?:the\s+)?{_CAP}(?:\s+(?:and\s+|of\s+)?{_CAP})*)?"
)
_PLAIN = (
    r"(?:(?:[A-Z][\w’'-]*|foreign|unification|public security|defen[cs]e|interior|justice|health"
    r"|commerce|immigration|border|local|provincial|city|county|monitoring|rights|human rights"
    r"|state|railway|security|central|national)\s+)*"
    r"(?:ministr(?:y|ies)|embassy|government|office|bureau|administration|department|police"
    r"|agenc(?:y|ies)|compan(?:y|ies)|firm|contractor|maker|supplier|groups?|authority|authorities"
    r"|station|council|commission|committee|court|customs)"
)
ORG = re.compile(
    rf"(?:{_NAMED}|(?:(?:[Tt]he|[Aa]|[Ii]ts|[Bb]oth|[Nn]either|[Tt]wo)\s+)?{_PLAIN})\b"
)
_OFFICIAL = re.compile(
    r"\b(?:spokes(?:man|woman|person)|officials?|minister|director"
    r"|chief|commander|ambassador|deputy director|head|representative"
    r"|press officer)\b",
    re.IGNORECASE,
)
_VERBS: tuple[tuple[Act, str], ...] = (
    (
        "no_response",
        (
            r"(?:did not|didn['’]t|has not|have not|had not|hasn['’]t"
            r"|haven['’]t)\s+(?:immediately\s+|yet\s+)?(?:respond(?:ed)?"
            r"|repl(?:y|ied)|answer(?:ed)?|return(?:ed)?\s+(?:calls|messages))"
        ),
    ),
    (
        "decline",
        (
            r"(?:declined|refused)\s+(?:to\s+(?:comment|answer|respond|discuss)"
            r"|comment|an interview)|would not comment"
        ),
    ),
    (
        "confirm_receipt",
        (
            r"(?:acknowledged|confirmed)\s+receipt|confirmed\s+(?:it\s+)?(?:had\s+)?(?:received|receiving)"
        ),
    ),
    ("deny", r"(?:denied|denies|rejected|dismissed|disputed)\b"),
    (
        "assert",
        (
            r"(?:said|says|stated|states|told|announced|confirmed|added"
            r"|estimates|estimated|reported|wrote|claimed|noted|recalled"
            r"|described)\b"
        ),
    ),
)
_DENIAL = re.compile(
    r"(?:completely|entirely|totally)\s+(?:not factual|false|untrue"
    r"|baseless|fabricated)|not factual|not true|baseless|groundless"
    r"|no basis in fact|fabricat|contrary to (?:the )?facts?",
    re.IGNORECASE,
)
_HEARER = re.compile(
    r"\s+(?:reporters|journalists|lawmakers|us|me|(?:the|a) [a-z]+"
    r"|[A-Z]\w+)(?=\s+(?:that|it|in|the|on|they|about)\b)"
)
_NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\s+(?:[A-Z][a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\s*(?:that\s+|[:,]\s*)?[\"“]?")
_ACCORDING = re.compile(r"[Aa]ccording to\s+(?P<who>[^,.;]{3,120})")
_VENUE = re.compile(
    r"\b(?:in|at)\s+(?:an?|its|the)\s+(?:(?:written|emailed|regular"
    r"|daily|news|press|faxed|joint|annual)\s+)*(?:statement|briefing"
    r"|conference|report|email|e-mail|letter|reply|interview|hearing)\b"
)


def english(text: str) -> Said | None:
    """Read the attribution of an English sentence: the first that names an office or a role."""
    for act, pattern in _VERBS:
        for verb in re.finditer(rf"\b(?:{pattern})", text):
            found = _with_subject(text, act, verb)
            if found is not None:
                return found
    told = _ACCORDING.search(text)
    if told is None:
        return None
    leads = len(text[: told.start()].split()) > 1
    said = (0, told.start()) if leads else (told.end(), len(text))
    return _of_speaker(text, "assert", told.span(), told.span("who"), said)


def _with_subject(text: str, act: Act, verb: re.Match[str]) -> Said | None:
    """Read the speaker before the verb, failing that right behind it (`said a spokesman`)."""
    quote = max(text.rfind(c, 0, verb.start()) for c in '"”“') + 1
    start = quote if quote and text[:quote].count("”") + text[:quote].count('"') else 0
    if start == 0 and (clause := _clause(text, verb.start())):
        start = clause
    before = (0, start) if start > 3 else None  # noqa: PLR2004
    behind = (_after_verb(text, verb.end()), len(text))
    said = behind if before is None or behind[1] - behind[0] > 12 else before  # noqa: PLR2004
    if before is not None and start and text[start : verb.start()].strip():
        said = before if _closes(text, verb.end()) else behind
    found = _of_speaker(text, act, verb.span(), (start, verb.start()), said)
    if found is None and before is not None:
        end = re.search(r"[,.;]|$", text[verb.end() :])
        stop = verb.end() + (end.start() if end else 0)
        found = _of_speaker(text, act, verb.span(), (verb.end(), stop), before)
    return found


def _clause(text: str, verb: int) -> int:
    """Give where the speaker begins in `The site was closed, the ministry said`."""
    mark = text.rfind(", ", 0, verb)
    while mark > 0:
        stretch = text[mark + 2 : verb]
        if ORG.match(stretch.strip()) or re.match(
            r"(?:an?|the|one|two|three|four|five|six)\s", stretch
        ):
            left = text[:mark]
            return mark + 2 if _is_clause(left) else 0
        mark = text.rfind(", ", 0, mark)
    return 0


def _is_clause(text: str) -> bool:
    """Say whether what stands before a speaker is a sentence of its own, not his name or title."""
    return len(text.split()) > 3 and bool(  # noqa: PLR2004  (a name, or `On Monday`)
        re.search(
            r"\b(?:was|were|is|are|had|has|have|will|would|did|does|can|could|[a-z]+ed)\b", text
        )
    )


def _closes(text: str, at: int) -> bool:
    """Say whether nothing is told behind the verb but a time or a venue."""
    rest = text[at:].strip(' ."”')
    return len(rest.split()) <= 4 or bool(re.match(r"(?:in|at|on|last|this)\b[^,]{0,60}$", rest))  # noqa: PLR2004


def _after_verb(text: str, at: int) -> int:
    """Give where the words begin: behind whom it was told to, `that`, a colon or a quote."""
    hearer = _HEARER.match(text, at) if text[:at].endswith("told") else None
    at = hearer.end() if hearer else at
    lead = _LEAD.match(text, at)
    return lead.end() if lead else at


def _of_speaker(text: str, act: Act, verb: Span, who: Span, said: Span) -> Said | None:
    subject = text[who[0] : who[1]]
    venue = _VENUE.search(text, who[0])
    place = venue.span() if venue else None
    role = next(((n, m) for n, p in PRIVATE if (m := p.search(subject))), None)
    orgs = [m for m in ORG.finditer(subject) if m[0].strip()]
    official = _OFFICIAL.search(subject)
    if (
        role is not None
        and not official
        and not (orgs and orgs[0].start() < role[1].start() and orgs[0].end() >= role[1].end())
    ):
        spot = (who[0] + role[1].start(), who[0] + role[1].end())
        return Said(act, verb, role=spot, private=role[0], more=_more(subject, who[0]))
    if not orgs:
        return None
    best = max(
        orgs,
        key=lambda m: (
            m[0][:1].isupper() and not m[0].startswith(("The ", "A ", "Its ")),
            m.end() - m.start(),
        ),
    )
    lead = re.match(r"(?:[Tt]he|[Aa]|[Ii]ts)\s+", best[0])
    org = (who[0] + best.start() + (lead.end() if lead else 0), who[0] + best.end())
    words = _stripped(text, said)
    if act == "assert" and words and _DENIAL.search(text[words[0] : words[1]]):
        act = "deny"
    office = (who[0] + official.start(), who[0] + official.end()) if official else None
    return Said(act, verb, org, office, "", words, place)


def _more(subject: str, at: int) -> tuple[tuple[str, Span], ...]:
    """Give every private role a speaker's stretch names, with the number before it."""
    found = []
    for name, pattern in PRIVATE:
        for match in pattern.finditer(subject):
            number = _NUMBER.search(subject[: match.start()])
            start = number.start() if number else match.start()
            found.append((name, (at + start, at + match.end())))
    return tuple(sorted(found, key=lambda f: f[1]))


def _stripped(text: str, said: Span) -> Span | None:
    start, end = said
    marks = " ,;:.，；：\"“”'"  # a quotation mark makes its comma Chinese in what forms read
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return (start, end) if end - start > 3 else None  # noqa: PLR2004
