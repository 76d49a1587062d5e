"""Who speaks in an English sentence of news: offices by name, private persons by role alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.extract.bodies_en import (
    DATELINE,
    OFFICIAL,
    ORG,
    PRIVATE,
    SILENT,
    more_of,
    named,
)
from papertrace.extract.speakers import LONGEST, Said
from papertrace.extract.speech_en import COUNTED, VERBS, WATCHERS
from papertrace.extract.together_en import each_of, quoted

if TYPE_CHECKING:
    from papertrace.extract.speakers import Act, Span

DENIAL = re.compile(
    r"(?:completely|entirely|totally)\s+(?:not factual|false|untrue"
    r"|baseless|fabricated)|not factual|not true|baseless|groundless"
    r"|no basis in fact|there\s+(?:is|was|are|were)\s+no\s+such\s+thing"
    r"|fabricat|contrary to (?:the )?facts?",
    re.IGNORECASE,
)
_HEARER = re.compile(
    r"\s+(?:reporters|journalists|lawmakers|us|me|(?:the|a) [a-z]+"
    r"|[A-Z]\w+)(?=\s+(?:that|it|in|the|on|they|about)\b)"
)
_TOLD_TO = re.compile(
    r"\s+(?:reporters|journalists|lawmakers|parliament|us|me|(?:the|a|an)\s+[\w’'-]+(?:\s+[A-Z]\w+)*|[A-Z]\w+(?:\s+[A-Z]\w+)*)"
)
_DECLINED = re.compile(
    r"(?:(?:we|it|they|he|she|I|(?:the|its|this)\s+[a-z]+(?:\s+[a-z]+)?|there)\s+)?"
    r"(?:(?:do|does|did|would|will|could|can)(?:\s+not|n['’]t)|can(?:no|['’])t|won['’]t|decline[sd]?(?:\s+to)?)\s+"
    r"(?:(?:usually|routinely|normally|generally|ever|publicly|further|yet|be\s+able\s+to)\s+)*"
    r"(?:comment(?:ing)?|discuss|be\s+commenting)(?:\s+(?:on|about|upon))?(?:\s+(?!but\b)[\w’'-]+){0,8}"
    r"|(?:(?:we|it|they|he|she|I|the\s+[a-z]+)\s+(?:have|has|had)\s+|there\s+(?:is|was|would\s+be)\s+)no\s+(?:further\s+|immediate\s+)?comment(?:s)?"
    r"(?:\s+(?!but\b)[\w’'-]+){0,6}",
    re.IGNORECASE,
)
"""Words that say no more than that nothing is said."""
DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:night|morning|evening|afternoon))?)"
_BY_THE_WAY = re.compile(
    rf"(?:(?:in|at|on|last|this|during|after|by|via|today|yesterday|earlier|{DAY})\b"
    r"(?!\s+(?:\w+\s+)?that\b)[^,，]{0,140})?"
    r"(?:[,，]?\s*(?:citing|quoting|referring|pointing|drawing|relying|based\s+on|using|adding|noting|responding|speaking"
    r"|when\s+asked|asked|despite|amid|following|(?:(?:a\s+)?(?:days?|hours?|weeks?)\s+)?(?:after|before))\b.*)?"
)
"""When and where a thing was said, and on what ground."""
_LEAD = re.compile(rf"\s*(?:{DAY}\s+)?(?:that\s+|[:,]\s*)?[\"“]?")
_ASIDE = re.compile(
    r"(?:\s+(?:on|in|at|last|late|early|during|by|through|via)\s+(?:(?!that\b)[^,;:“”\"]){2,60}?|\s+(?:yesterday|today|earlier))+"
    r"(?:,\s+[^,;“”\"]{2,40},)?(?=\s+that\s)"
)
"""When and where a thing was said, between the verb and `that`."""
_INSTEAD = re.compile(
    r"[,，][”\"]?\s+(?:saying|insisting|stating|adding|maintaining)\s+(?:that\s+)?[“\"]?"
)
"""`denied the claim, saying ...`: what is said stands behind it."""
_ADDING = re.compile(r",\s+(?P<verb>adding|noting)\s+that\s+")
"""A second thing that the same speaker said."""
_ACCORDING = re.compile(r"[Aa]ccording to\s+(?P<who>[^,.;]{3,120})")
_VENUE = re.compile(
    r"\b(?:in|at)\s+(?:an?|its|the)\s+(?:(?:written|emailed|regular"
    r"|daily|news|press|faxed|joint|annual)\s+)*(?:statement|briefing"
    r"|conference|report|email|e-mail|letter|reply|interview|hearing)\b"
)


def english(text: str) -> Said | None:
    """Read the attribution of an English sentence: the first that names an office or a role."""
    for act, pattern in VERBS:
        for verb in re.finditer(rf"\b(?:{pattern})", text):
            found = None if _beside(text, verb.start()) else _with_subject(text, act, verb)
            if found is not None:
                return found
    return unanswered(text) or _counted(text) or _sourced(text)


def _sourced(text: str) -> Said | None:
    told = _ACCORDING.search(text)
    if told is None:
        return None
    leads = len(text[: told.start()].split()) > 1
    behind = re.compile(r"[,，]\s").search(text, told.end())
    said = (0, told.start()) if leads else (behind.end() if behind else told.end(), len(text))
    return _of_speaker(text, "assert", told.span(), told.span("who"), said)


def _beside(text: str, at: int) -> bool:
    """Say whether a verb is no main one: quoted, of a clause with `which`, or a pronoun's."""
    return quoted(text, at) or bool(
        re.search(r"\b(?:which|that|who|it|he|she|they|we|I)\s+$", text[:at])
        or (
            re.match(
                r"(?:told|said|reported|described|estimated|claimed|noted|called)\b", text[at:]
            )
            and re.search(r"\b(?:was|were|been|being|is|are|be)\s+$", text[:at])
        )
    )


def _counted(text: str) -> Said | None:
    """Read `The Monitor documented 36 cases`: one who watches gives a figure."""
    for verb in COUNTED.finditer(text):
        found = None if quoted(text, verb.start()) else _with_subject(text, "assert", verb)
        if found is not None and found.org and WATCHERS.search(text[found.org[0] : verb.start()]):
            return found
    return None


_STAFF = re.compile(
    r"(?:[Aa]nalysts|[Rr]esearchers|[Ee]xperts|[Ll]awyers)\s+(?:at|of|from|with)\s+(?:the\s+)?[A-Z]"
)
"""Those of an institute that no one names speak for it."""


def unanswered(text: str) -> Said | None:
    """Read a question that found no answer where the silent one is no subject of the verb."""
    for pattern in SILENT:
        for match in pattern.finditer(text):
            to, verb = match.span("to"), match.span("verb")
            found = (
                None if quoted(text, verb[0]) else _of_speaker(text, "no_response", verb, to, verb)
            )
            if found is not None:
                return found
    return None


_BREAK = re.compile(
    r"[,，;；]\s+(?:while|but|though|although|whereas|and)\s+(?=[A-Z“\"]|the\s|an?\s|neither\s)|[;；]\s+(?=[A-Z]|the\s)"
)


_TRAILING = re.compile(
    r"[,，]\s+(?:which|who)\s+(?:(?P<no_response>(?:did|has|have|had)\s+not\s+(?:respond|repl|answer)\w*)"
    r"|(?P<decline>(?:declined|refused)\s+to\s+(?:comment|answer|discuss|say)))"
)


def told_in(text: str) -> list[Said]:
    """Give every attribution of a sentence: of its clauses, and of bodies that are named together.

    `The ministry denied it, while the Monitor said ...` holds two, each with its own speaker.
    """
    if len(text) > LONGEST:
        return []
    lead = DATELINE.match(text)
    floor = lead.end() if lead else 0
    cuts = [floor, *(m.end() for m in _BREAK.finditer(text, floor) if not quoted(text, m.start()))]
    ends = [
        *(m.start() for m in _BREAK.finditer(text, floor) if not quoted(text, m.start())),
        len(text),
    ]
    parts = [(english(text[a:b]), a) for a, b in zip(cuts, ends, strict=True)]
    if len(parts) > 1 and all(p is not None and (p.org or p.private) for p, _ in parts):
        return [o for p, a in parts if p is not None for o in each_of(text, _moved(p, a))]
    whole = english(text[floor:])
    found = each_of(text, _moved(whole, floor)) if whole else []
    more = next((m for m in _ADDING.finditer(text, floor) if not quoted(text, m.start())), None)
    if more and len(found) == 1 and found[0].org and found[0].act == "assert":
        words = _stripped(text, (more.end(), len(text)))
        last = found[0].proposition
        if words and last and last[1] <= more.start():
            found.append(replace(found[0], verb=more.span("verb"), proposition=words, rest=None))
    silent = _TRAILING.search(text, floor)
    if silent and found and found[-1].org and not quoted(text, silent.start()):
        act: Act = "no_response" if silent["no_response"] else "decline"
        found.append(Said(act, silent.span(act), found[-1].org))
    return found


def _moved(said: Said, by: int) -> Said:
    def on(span: Span | None) -> Span | None:
        return (span[0] + by, span[1] + by) if span else None

    verb = (said.verb[0] + by, said.verb[1] + by)
    more = tuple((n, (a + by, b + by)) for n, (a, b) in said.more)
    return replace(
        said,
        verb=verb,
        org=on(said.org),
        role=on(said.role),
        proposition=on(said.proposition),
        rest=on(said.rest),
        venue=on(said.venue),
        time=on(said.time),
        more=more,
    )


_NAMED_ALONE = re.compile(
    r"(?:\S+\s+){4,}\S+[,，]\s+(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?(?!(?:Beijing|Pyongyang|Seoul|Moscow|Tokyo|Washington)\b)"
    r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?\s+(?:also\s+|later\s+)?$"
)


def _with_subject(text: str, act: Act, verb: re.Match[str]) -> Said | None:
    """Read the speaker before the verb, failing that right behind it (`said a spokesman`)."""
    quote = max(text.rfind(c, 0, verb.start()) for c in '"”“') + 1
    start = quote if quote and text[:quote].count("”") + text[:quote].count('"') else 0
    if start and _fragment(text, start) and (clause := _clause(text, verb.start())) > start:
        start = clause
    if not start and _NAMED_ALONE.search(text[: verb.start()]):
        return None  # whose office that is stands in a sentence before
    if start == 0 and (clause := _clause(text, verb.start())):
        start = clause
    before = (0, start) if start > 3 else None  # noqa: PLR2004
    behind = (_after_verb(text, verb.end()), len(text))
    said = behind if before is None or behind[1] - behind[0] > 12 else before  # noqa: PLR2004
    if before is not None and start and text[start : verb.start()].strip():
        said = before if _closes(text, verb.end()) else behind
    split = _split_quote(text, start, verb.end())
    found = _of_speaker(text, act, verb.span(), (start, verb.start()), said)
    if found is None and before is not None:
        end = re.search(
            r"[.;]|,(?!\s+(?:(?:an?|the)\s+\w|(?!who|which|when|while|as|but|and|or|citing|adding|in|on|at|by)[a-z]+\s))|$",
            text[verb.end() :],
        )
        stop = verb.end() + (end.start() if end else 0)
        found = _of_speaker(text, act, verb.span(), (verb.end(), stop), before)
    if found is not None and before is not None and split and not found.private:
        return replace(found, proposition=_stripped(text, before), rest=_stripped(text, split))
    return found


def _fragment(text: str, end: int) -> bool:
    """Say whether a quotation is a word or two of a sentence that goes on behind it."""
    return text[end - 2] not in ",.!?，！？" and re.match(r"\s*[,，]", text[end:]) is None


def _split_quote(text: str, start: int, verb: int) -> Span | None:
    """Give the second half of a quotation its speaker parts: “One half,” X said, “the other.”."""
    if not start or text[start - 1] not in '"”':
        return None
    again = re.compile(r"[^“\".;]{0,60}[,，]\s*[“\"](?P<rest>[^”\"]{3,})[”\"]?").match(text, verb)
    return again.span("rest") if again else None


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
            r"\b(?:was|were|is|are|had|has|have|will|would|did|does|can|could|[a-z]+ed"
            r"|sent|began|begun|held|built|took|made|gave|put|kept|left|came|went|grew|fell|rose"
            r"|brought|became|appears?|remains?|plans?|faces?|continues?|operates?|uses|runs)\b",
            text,
        )
    )


def _closes(text: str, at: int) -> bool:
    """Say whether nothing is told behind the verb but a time or a venue."""
    hearer = _TOLD_TO.match(text, at) if text[:at].endswith("told") else None
    rest = text[hearer.end() if hearer else at :].strip(' ."”')
    if _ADDING.match(text, at) or len(rest.split()) <= 4:  # noqa: PLR2004  (a day, a place)
        return True
    return bool(_BY_THE_WAY.fullmatch(rest.lstrip(" ,，")))


def _after_verb(text: str, at: int) -> int:
    """Give where the words begin: behind whom it was told to, `that`, a colon or a quote."""
    hearer = _HEARER.match(text, at) if text[:at].endswith("told") else None
    at = hearer.end() if hearer else at
    aside = _ASIDE.match(text, at)
    at = aside.end() if aside else at
    lead = _LEAD.match(text, at)
    return lead.end() if lead else at


def _of_speaker(text: str, act: Act, verb: Span, who: Span, said: Span) -> Said | None:
    subject = text[who[0] : who[1]]
    venue = _VENUE.search(text, who[0])
    place = venue.span() if venue else None
    told = [(n, m) for n, p in PRIVATE if (m := p.search(subject))]
    role = min(told, key=lambda t: t[1].start(), default=None)
    orgs = [m for m in ORG.finditer(subject) if m[0].strip()]
    official = OFFICIAL.search(subject)
    if (
        role is not None
        and not official
        and not _STAFF.match(subject, role[1].start())
        and not (orgs and orgs[0].start() < role[1].start() and orgs[0].end() >= role[1].end())
    ):
        roles = more_of(subject, who[0])
        return Said(act, verb, role=roles[0][1], private=role[0], more=roles)
    body = named(subject, orgs)
    if body is None:
        return None
    lead = re.match(r"(?:(?:[Tt]he|[Aa]|[Ii]ts|[Nn]either)\s+)+", subject[slice(*body)])
    org = (who[0] + body[0] + (lead.end() if lead else 0), who[0] + body[1])
    words = _stripped(text, said)
    if act == "deny" and words and (instead := _INSTEAD.search(text, *words)):
        words = _stripped(text, (instead.end(), said[1]))
    if act == "assert" and words and DENIAL.search(text[words[0] : words[1]]):
        act = "deny"
    if act == "assert" and words and _DECLINED.fullmatch(text[words[0] : words[1]]):
        act = "decline"
    office = (who[0] + official.start(), who[0] + official.end()) if official else None
    return Said(act, verb, org, office, "", words, venue=place)


def _stripped(text: str, said: Span) -> Span | None:
    start, end = said
    marks = " ,;:.，；：\"“”'"  # a quotation mark makes its comma Chinese in what forms read
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return (start, end) if end - start > 3 else None  # noqa: PLR2004
