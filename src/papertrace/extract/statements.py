"""Statements and attributed figures of news, as facts.

An office is named, a private person never: of him or her the role class, the month and the country
are kept, without the words, and no anchor shows what stands around them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.bindings import is_latin, statements_of
from papertrace.extract.bodies_en import LIVES_IN
from papertrace.extract.papers import days_in, text_of
from papertrace.extract.told import printed
from papertrace.model import Field, Problem
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.papers import Paper
    from papertrace.extract.speakers import Said
    from papertrace.extract.spoken import Statement
    from papertrace.extract.told_figures import Figure
    from papertrace.model import Fact

_CHANNEL = re.compile(
    r"\b(?:e-?mailed|emailed|written|faxed|phone|telephone|WhatsApp"
    r"|letter)\s*(?:questions?|requests?|calls?|inquir(?:y|ies))?(?=\b)"
    r"|(?:电话|邮件|书面|传真|函件|来函|采访函)",
)
_REQUEST = re.compile(
    r"questions?|requests?|[Cc]alls|[Ff]axes|e-?mails|letters|messages|inquir|comment|置评|采访|询问|函|邮件"
)
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+[A-Z][a-z]+|\b[A-Z][a-z]+(?:[- ][A-Z]?[a-z]+)?"
    r"\s[A-Z][a-z]+(?:[- ][a-z]+)?,\s+(?:\d{1,3}\b|an?\s|the\s|who\s)|,\s*(?:aged\s+)?\d{1,2},"
)
_CAPS = re.compile(r"\b[A-Z][a-z]+(?:[-\s][A-Z][a-z]+)+\b")
_KNOWN = re.compile(
    r"\b(?:North|South|East|West|Korea|Korean|China|Chinese|Japan"
    r"|Russia|United|States|Nations|Ministry|Office|Bureau|Department"
    r"|Government|Police|"
    r"Embassy|Agency|Commission|Administration|Committee|Council|River"
    r"|Province|City|County|Company|Ltd|Bridge|Station|Port|Border"
    r"|Security|"
    r"Public|Foreign|Affairs|Human|Rights|Watch|Group|Centre|Center"
    r"|Institute|University|Service|Immigration|Exit|Entry|National"
    r"|People|Republic|"
    r"Asia|Europe|World|Security|Council|Law|Act|Convention|Mountain"
    r"|Zone|District|Prefecture|Unification|Red|Cross|High|Court|Monday"
    r"|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March"
    r"|April|May|June|July|August|September|October|November|December)\b"
)
_COUNT = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        map(str, range(1, 11)),
        strict=True,
    )
)
_NUMBERS = re.compile(rf"(?:{'|'.join(_COUNT)}|\d{{1,3}})\b", re.IGNORECASE)


def statement_facts(paper: Paper, form: str) -> Iterator[Fact | Problem]:
    """Give statements, attributed figures, unanswered questions, and what is nobody's for sure."""
    bound = statements_of(paper)
    for each in bound.statements:
        if each.said is None:
            yield _unverified(paper, each, form)
            continue
        if each.said.more[1:]:
            for role, at in each.said.more:
                one = replace(each.said, private=role, role=at)
                yield _statement(paper, each, one, form)
        else:
            yield _statement(paper, each, each.said, form)
        if each.said.act == "no_response":
            yield from _question(paper, each, each.said, form)
        for figure in each.figures:
            yield _figure(paper, each, each.said, figure, form)
    for spot in bound.unclear:
        yield _unclear(spot)


def _unclear(spot: Spot) -> Problem:
    anchor = anchor_of(printed(spot.page), spot.start, spot.end, "speaker_org")
    return Problem(
        "PT442",
        "warning",
        "It is not plain whose statement this is, or which claim it doubts; nobody got it.",
        "Read the sentences before it and enter the speaker by hand.",
        replace(anchor, prefix="", suffix=""),
    )


def _bared(builder: Builder, confidence: float, reasons: list[str]) -> Fact:
    """Make the fact with anchors that show their quotes alone: a name may stand beside one."""
    builder.anchors = [replace(a, prefix="", suffix="") for a in builder.anchors]
    return builder.fact(confidence, reasons)


def _unverified(paper: Paper, each: Statement, form: str) -> Fact:
    builder = Builder(paper.document, "attributed_statement", form)
    spot = each.caveat or each.sentence
    builder.add("speech_act", "not_verified", spot).add(
        "caveat", "not independently verified", spot
    )
    return _bared(builder, 0.85, ["no statement stands right before it"])


def _speaker(builder: Builder, each: Statement, said: Said) -> None:
    """Set who speaks: body and office, or the role class of a private person and nothing else."""
    if said.private and said.role:
        spot = each.sentence.part(*said.role)
        number = re.match(_NUMBERS, spot.text)
        if number:
            told = _COUNT.get(number[0].lower(), number[0])
            _bare(builder, "speakers", told, spot.part(0, number.end()))
        _bare(builder, "speaker_role", said.private, _last_word(spot))
        return
    named, far = each.source or each.sentence, each.source is not None
    if said.org:
        spot = named.part(*said.org)
        value = " ".join(spot.printed.split()) if each.latin else "".join(spot.printed.split())
        builder.add("speaker_org", value, spot, inherited=far)
    if said.paper:
        spot = each.sentence.part(*said.paper)
        gap = " " if each.latin else ""
        builder.add("source", gap.join(spot.printed.split()), spot)
    if said.role:
        spot = (each.sentence if said.role_here else named).part(*said.role)
        far = far and not said.role_here
        told = spot.printed.strip().lower() if each.latin else spot.bare
        builder.add("speaker_role", told, spot, inherited=far)


def _last_word(spot: Spot) -> Spot:
    """Narrow `four North Korean defectors` to its last word; Chinese stretches stay whole."""
    text = text_of(spot).rstrip()
    return spot.part(text.rfind(" ") + 1, len(text)) if is_latin(text) else spot


def _bare(builder: Builder, name: str, value: str, spot: Spot) -> None:
    """Set a field to a word of our own for what is printed: a role class, a month."""
    anchor = anchor_of(printed(spot.page), spot.start, spot.end, name)
    builder.fields[name] = Field(value, anchor.quote)
    builder.anchors.append(anchor)


def _statement(paper: Paper, each: Statement, said: Said, form: str) -> Fact:
    builder = Builder(paper.document, "attributed_statement", form)
    reasons: list[str] = []
    _speaker(builder, each, said)
    verb = each.sentence.part(*said.verb)
    if said.private:
        _bare(builder, "speech_act", said.act, verb)
        _add_month(builder, paper)
        country = LIVES_IN.search(text_of(each.sentence)) if each.latin else None
        if country:
            spot = each.sentence.part(*country.span("country"))
            _bare(builder, "country", country["country"].removeprefix("the "), spot)
        reasons.append("of a private speaker only role, month and country are kept")
    else:
        builder.add("speech_act", said.act, verb)
        _add_words(builder, each, said, reasons)
        _add_day(builder, paper, each)
    if each.caveat is not None:
        builder.add("caveat", "not independently verified", each.caveat)
    if said.paper:
        reasons.append("papers tell it, and no speaker")
    sure = 0.9 if said.org and ("proposition" in builder.fields or said.act != "assert") else 0.75
    sure = 0.85 if said.paper else sure
    return _bared(builder, sure, reasons)


def _add_words(builder: Builder, each: Statement, said: Said, reasons: list[str]) -> None:
    if said.proposition and said.act not in {"no_response", "decline"}:
        spot = each.sentence.part(*said.proposition)
        if each.latin and names_person(spot.text):
            reasons.append("the words name a person; they are left out")
        else:
            value = " ".join(spot.printed.split()) if each.latin else "".join(spot.printed.split())
            rest = each.sentence.part(*said.rest) if said.rest else None
            if rest is not None and not names_person(rest.text):
                gap = " " if each.latin else ""
                value += gap + gap.join(rest.printed.split())
                builder.add("proposition", value, spot)
                builder.anchors.append(
                    anchor_of(printed(rest.page), rest.start, rest.end, "proposition")
                )
            else:
                builder.add("proposition", value, spot)
    if said.venue:
        builder.add(
            "venue",
            " ".join(each.sentence.part(*said.venue).printed.split()),
            each.sentence.part(*said.venue),
        )


def names_person(text: str) -> bool:
    """Say whether an English text seems to name a person; rather once too often."""
    if _PERSON.search(text):
        return True
    return any(not _KNOWN.search(m[0]) for m in _CAPS.finditer(text))


def _add_day(builder: Builder, paper: Paper, each: Statement) -> None:
    """Set the day of a statement: the one in the sentence before the verb, else the publication."""
    said = each.said
    days = [d for d in days_in(each.sentence, paper) if "/" not in d.value and len(d.value) >= 10]  # noqa: PLR2004
    if said is not None:
        days = [
            d for d in days if d.spot.start < each.sentence.start + said.verb[0] and not each.latin
        ]
    if days:
        days[-1].onto(builder, "date")
    elif paper.published:
        builder.add("date", *paper.published, inherited=True)


def _add_month(builder: Builder, paper: Paper) -> None:
    """Set the month of publication, from an anchor that shows no more of it where it can."""
    if paper.published is None:
        return
    value, spot = paper.published
    month = re.match(r"(?:19|20)\d\d\s*(?:年|[-./])\s*\d{1,2}", spot.text) or re.search(
        r"[A-Z][a-z]+\s+(?:19|20)\d\d", spot.text
    )
    apart = re.search(
        r"(?P<month>[A-Z][a-z]{2,8})\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?P<year>20\d\d)", spot.text
    )
    if apart and not month:  # May 7, 2024: the month and the year, not the day
        _bare(builder, "date", value[:7], spot.part(*apart.span("month")))
        year = spot.part(*apart.span("year"))
        builder.anchors.append(anchor_of(printed(year.page), year.start, year.end, "date"))
        builder.fields["date"] = replace(builder.fields["date"], inherited=True)
    if month:
        raw = spot.page.text[spot.start : spot.end]
        lead = len(raw) - len(raw.lstrip())
        _bare(builder, "date", value[:7], spot.part(lead + month.start(), lead + month.end()))
        builder.fields["date"] = replace(builder.fields["date"], inherited=True)


def _question(paper: Paper, each: Statement, said: Said, form: str) -> Iterator[Fact]:
    """Give a question that was not answered, where it is told that one was asked."""
    text = text_of(each.sentence)
    asked = _REQUEST.search(text)
    if not asked or said.private or not said.org:
        return
    builder = Builder(paper.document, "unanswered_question", form)
    _speaker(builder, each, said)
    channel = _CHANNEL.search(text)
    if channel:
        builder.add("channel", " ".join(channel[0].split()), each.sentence.part(*channel.span()))
    if paper.published:
        builder.add("cut_off", *paper.published, inherited=True)
    yield _bared(builder, 0.8, ["the day of publication is taken as the cut-off"])


def _figure(paper: Paper, each: Statement, said: Said, figure: Figure, form: str) -> Fact:
    builder = Builder(paper.document, "third_party_figure", form)
    part = each.sentence.part
    if said.private and said.role:
        _bare(builder, "speaker_role", said.private, part(*said.role))
        _bare(builder, "value", figure.value, part(*figure.at))
        _bare(builder, "unit", figure.unit, part(*(figure.unit_at or figure.at)))
        _add_month(builder, paper)
    else:
        _speaker(builder, each, said)
        builder.add("value", figure.value, part(*figure.at))
        builder.add("unit", figure.unit, part(*(figure.unit_at or figure.at)))
        _add_day(builder, paper, each)
        if figure.denominator:
            spot = part(*figure.denominator)
            if not names_person(spot.text):
                builder.add("denominator", " ".join(spot.printed.split()), spot)
        if figure.period:
            builder.add("period", " ".join(figure.period[0].split()), part(*figure.period[1]))
    if figure.hedge:
        builder.add("hedge", figure.hedge, part(*figure.at))
    if figure.direction:
        builder.add("direction", figure.direction[0], part(*figure.direction[1]))
    return _bared(builder, 0.8, ["as told by the speaker; not a figure of this document"])
