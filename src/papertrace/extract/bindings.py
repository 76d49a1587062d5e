"""Which speaker a sentence of news belongs to: the one it names, or the one a pronoun means.

A doubt (`could not be independently verified`) belongs to the claim it follows, never to a body
that declined or kept silent. Where two could be meant, nobody gets it and a person is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from papertrace.extract.papers import sentences, text_of
from papertrace.extract.pronouns import (
    ACTS,
    EN_PRONOUN,
    GOES_ON,
    PLAIN,
    THIS,
    ZH_PRONOUN,
    ZH_WATCH,
    family_of,
)
from papertrace.extract.speakers import DENIAL as ZH_DENIAL
from papertrace.extract.speakers import told_in as chinese
from papertrace.extract.speakers_en import DENIAL as EN_DENIAL
from papertrace.extract.speakers_en import told_in as english
from papertrace.extract.told_figures import english_figures
from papertrace.extract.told_figures_zh import chinese_figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.extract.anchors import Spot
    from papertrace.extract.papers import Paper
    from papertrace.extract.speakers import Said
    from papertrace.extract.told_figures import Figure

_VERIFIED = r"(?:verif(?:y|ied)|confirm(?:ed)?|check(?:ed)?|corroborated?)"
_COULD_NOT = (
    r"(?:could not|was unable to|were unable to|could(?:n['’]t)|can ?not|has not|have not|had not)"
)
UNVERIFIED = re.compile(
    rf"{_COULD_NOT}\s+(?:be\s+|been\s+|been able to\s+)?independently\s+(?:be\s+)?{_VERIFIED}"
    rf"|not\s+(?:been\s+)?(?:possible|able)\s+to\s+(?:independently\s+)?{_VERIFIED}"
    rf"|{_COULD_NOT}\s+(?:be(?:en)?\s+)?{_VERIFIED}\s+(?:[^.]{{3,60}}\s+)?independently"
    rf"|{_COULD_NOT}\s+(?:be|been)\s+{_VERIFIED}|unable to verify|could(?: not|n['’]t) verify"
    r"|(?:no|without)\s+independent\s+(?:verification|confirmation)"
    r"|(?:无法|未能|尚未|没有|难以|未经|未获)(?:得到|获得|进行|对[^，。]{0,12}|经)?"
    r"(?:其他|任何)?[^，。]{0,8}?(?:独立)?"
    r"(?:核实|证实|查证|求证|验证)"
)
_DENIAL = re.compile(f"{EN_DENIAL.pattern}|{ZH_DENIAL.pattern}", re.IGNORECASE)
_CLAIMS = frozenset({"assert", "deny"})
_FAR = 3
"""Sentences back in which a claim or an office may be meant that does not stand right before."""
_STATE = re.compile(r"[部局委厅站队院署府]$|公安|警方|使馆|代表团|公司$")
_BY_ITSELF = re.compile(r"\s*(?:that\s+|[，,])?(?:it|they|he|she|we|其|该报|本报)?\s*$")
_OTHERS = re.compile(
    r"\b(?:the|those|these|such)\s+(?:claims?|reports?|allegations?|accounts?|figures?)[,，]?\s+(?:which|that|but\s+it)?\s*$"
)
"""What a speaker mentions is not what he says: `it was checking the claims, which ...`."""
_NUMBERS = re.compile(
    r"\b(?:figures?|numbers?|estimates?|toll|tally|count|data|statistics)\b|数字|数据|统计|人数"
)
_VOICES = re.compile(
    r"\b(?:his|her|their|accounts?|testimon(?:y|ies)|[Vv]oice|story|stories)\b|讲述|证词|[他她其](?:们)?的?说法"
)


@dataclass(slots=True)
class Statement:
    """One attribution in the making."""

    sentence: Spot
    order: int
    said: Said | None
    latin: bool
    caveat: Spot | None = None
    figures: list[Figure] = field(default_factory=list)
    source: Spot | None = None
    """The sentence that names the speaker, where a pronoun stands in this one."""
    unclear: bool = False
    """True where it is a doubt that no single claim can be found for."""

    @property
    def org(self) -> str:
        """Give the body that speaks, as printed; '' for a private speaker."""
        if self.said is None or self.said.org is None:
            return ""
        return " ".join((self.source or self.sentence).part(*self.said.org).text.split())


@dataclass(frozen=True, slots=True)
class Bound:
    """What a paper's sentences say, and the places where it is not plain who speaks."""

    statements: tuple[Statement, ...]
    unclear: tuple[Spot, ...]


def is_latin(text: str) -> bool:
    """Say whether a sentence is written in Latin letters."""
    return len(re.findall(r"[A-Za-z]", text)) > len(re.findall(r"[一-鿿]", text))


def statements_of(paper: Paper) -> Bound:
    """Give every attribution of a paper in order, with the caveat that stands behind it."""
    found: list[Statement] = []
    unclear: list[Spot] = []
    titles = {paper.title.place} if paper.title else set()
    if paper.lines and not re.search(r"[.。！？!?”\"]\s*$", paper.lines[0].text):
        titles.add(paper.lines[0].spot.place)  # a headline, where it names one who says so
    for order, spot in enumerate(sentences(paper.lines)):
        text = text_of(spot)
        if spot.place in titles:
            continue
        latin = is_latin(text)
        said = english(text) if latin else chinese(text)
        doubt = UNVERIFIED.search(text)
        made = [Statement(spot, order, one, latin) for one in said]
        pronoun = None if made else (EN_PRONOUN if latin else ZH_PRONOUN).match(text)
        if not made and not pronoun and (quote := GOES_ON.fullmatch(text)):
            made = _goes_on(found, spot, order, quote)
        if pronoun:
            made, open_ = _meant(found, spot, order, pronoun, latin=latin)
            unclear += open_
        if doubt:
            first = made[0] if made else Statement(spot, order, None, latin)
            _doubted(found, first, doubt)
            continue
        before: list[Statement] = []
        alone = len({m.said.verb for m in made if m.said}) == 1
        for each in made:
            _resolve(found, each)
            if each.unclear:
                unclear.append(each.sentence.part(*each.said.verb) if each.said else spot)
                continue
            joint = any(m.said and each.said and m.said.verb == each.said.verb for m in before)
            if not joint:  # a figure that several give together is one
                _add_figures(each, text, alone=alone)
            before.append(each)
            found.append(each)
    return Bound(tuple(found), (*unclear, *(_place(s) for s in found if s.unclear)))


_PRESS = re.compile(
    r"记者|本报|本网|本台|讯[）)】\s]|新华社|中新|通讯员|来源[:：]|日电|责任编辑|采访|融媒"
)


def reported(paper: Paper) -> bool:
    """Say whether a paper reports what offices say: press, not an authority's own notice."""
    spots = sentences(paper.lines)
    press = any(_PRESS.search(text_of(s)) for s in spots)
    told = 0
    for spot in spots:
        text = text_of(spot)
        told += any(s.org for s in (english(text) if is_latin(text) else chinese(text)))
        if told > (not press):
            return True
    return False


def _place(each: Statement) -> Spot:
    return each.caveat or each.sentence


def _add_figures(each: Statement, text: str, *, alone: bool) -> None:
    """Give a statement the figures of its sentence; of several in one, those of its own words."""
    said = each.said
    if said is None or said.act != "assert":  # what is denied is another's figure
        return
    for figure in english_figures(text) if each.latin else chinese_figures(text):
        own = alone or (
            said.proposition is not None
            and said.proposition[0] <= figure.at[0] < said.proposition[1]
        )
        if own and not (said.private and figure.unit not in COUNTED):
            each.figures.append(figure)


COUNTED = frozenset({"percent", "people", "人", "人次", "nationals"})
"""All that a private speaker's figures may count: what else he tells may lead to him."""


def _near(found: Iterable[Statement], order: int, far: int) -> list[Statement]:
    return [s for s in found if order - far <= s.order < order and s.said is not None]


def _meant(
    found: list[Statement], spot: Spot, order: int, pronoun: re.Match[str], *, latin: bool
) -> tuple[list[Statement], list[Spot]]:
    """Find whom a pronoun means: the only office that spoke in the sentence before."""
    before = _near(found, order, 1)
    if not before and re.search(r"report|study", pronoun["who"]):  # a doubt may stand between
        before = [s for s in _near(found, order, _FAR) if s.org]
    orgs = {s.org for s in before}
    verb_act = next(a for a in ACTS if pronoun[a])
    verb = pronoun.span(verb_act)
    if len(orgs) == 1 and "" not in orgs:
        last = before[-1]
        said = last.said
        if said is None:
            return [], []
        quote = pronoun.span("quote") if pronoun["quote"] else None
        words = _words(text_of(spot), quote, verb[1])
        if verb_act == "assert" and words and _DENIAL.search(text_of(spot), *words):
            verb_act = "deny"
        one = replace(
            said,
            act=verb_act,
            verb=verb,
            proposition=words,
            rest=None,
            venue=None,
            time=None,
            more=(),
        )
        return [Statement(spot, order, one, latin, source=last.source or last.sentence)], []
    office = any(s.org for s in _near(found, order, _FAR))
    return [], [spot.part(*verb)] if office and (len(orgs) > 1 or not before) else []


def _goes_on(
    found: list[Statement], spot: Spot, order: int, quote: re.Match[str]
) -> list[Statement]:
    """Give a quotation without a speaker to the one office quoted in the sentence before."""
    before = _near(found, order, 1)
    last = before[-1] if before else None
    if last is None or last.said is None or len({s.org for s in before}) != 1:
        return []
    quoted = re.search(r"[”\"]", text_of(last.sentence))
    if quoted is None or last.said.act not in _CLAIMS or last.said.private:
        return []
    one = replace(
        last.said, act="assert", verb=quote.span("words"), proposition=quote.span("words"),
        rest=None, venue=None, time=None, more=(),
    )  # fmt: skip
    return [Statement(spot, order, one, last.latin, source=last.source or last.sentence)]


def _words(text: str, quote: tuple[int, int] | None, verb: int) -> tuple[int, int] | None:
    start, end = quote or (verb, len(text))
    marks = " ,;:.，；：。、“”\"'"
    while start < end and text[start] in marks:
        start += 1
    if not quote and text.startswith("that ", start):
        start += 5
    while end > start and text[end - 1] in marks:
        end -= 1
    return (start, end) if end - start > 3 else None  # noqa: PLR2004  (nothing said)


def _resolve(found: list[Statement], each: Statement) -> None:
    """Put the body that was named before in the place of `the ministry`, `该局`."""
    said = each.said
    if said is None or said.private or each.source is not None or not each.org:
        return
    this = THIS.match(each.org)
    plain = PLAIN.match(each.org) if each.latin else None
    if this is None and plain is None:
        return
    near = [s for s in _near(found, each.order, _FAR) if s.org]
    kin = [s for s in near if _akin(plain or this, s.org)]
    if not kin:  # the only one of its kind that spoke at all
        kin = [s for s in found if s.org and _akin(plain or this, s.org)]
    names = {s.org for s in kin}
    if len(names) == 1:
        last = kin[-1]
        if last.said is not None:
            each.said = replace(said, org=last.said.org)
            each.source = last.source or last.sentence
            each.said = replace(each.said, role=None)
    elif this is not None:
        each.unclear = True


def _akin(meant: re.Match[str] | None, org: str) -> bool:
    """Say whether a body may be meant by a common noun."""
    noun = meant["noun"] if meant else ""
    if not noun.isascii():
        watches = ZH_WATCH.search(org) or not _STATE.search(org)
        return org.endswith(noun) or bool(ZH_WATCH.search(noun) and watches)
    last = noun.split()[-1]
    return not PLAIN.match(org) and re.fullmatch(family_of(org) or "(?!)", last) is not None


def _doubted(found: list[Statement], each: Statement, doubt: re.Match[str]) -> None:
    """Bind a doubt to the claim it follows; to none where it is not plain which."""
    text = text_of(each.sentence)
    place = each.sentence.part(*doubt.span())
    said = each.said
    if said is not None and said.act in _CLAIMS and said.verb[0] < doubt.start():
        between = text[said.verb[1] : doubt.start()]
        if not _BY_ITSELF.fullmatch(between):
            others = _OTHERS.search(between)
            each.caveat = None if others else place
            _add_figures(each, text, alone=True)
            found.append(each)
            if not others:
                return
    claim = _claim(found, each.order, text)
    if claim is not None and claim.caveat is None:
        claim.caveat = place
        return
    if claim is None:
        alone = Statement(each.sentence, each.order, None, each.latin, place)
        alone.unclear = bool(_near(found, each.order, _FAR))
        found.append(alone)


def _claim(found: list[Statement], order: int, text: str) -> Statement | None:
    """Find the one claim a doubt is about: by whose it is, what it counts, what stands near."""
    claims = [s for s in found if s.said is not None and s.said.act in _CLAIMS]
    near = [s for s in claims if order - _FAR <= s.order < order]
    named = [s for s in claims if s.org and s.order < order and _names(text, s.org)]
    numbers = _NUMBERS.search(text) is not None
    if len({s.org for s in named}) == 1:
        counted = [s for s in named if s.figures] if numbers else named
        return (counted or named)[-1]
    before = [s for s in near if s.order == order - 1]
    if not numbers and len(before) == 1:
        return before[0]
    counted = [s for s in before if s.figures] or [s for s in near if s.figures]
    if numbers:
        return counted[0] if len(counted) == 1 else None
    silent = {s.order for s in found if s.said is not None and s.said.act not in _CLAIMS}
    if len(near) == 1 and all(n in silent for n in range(near[0].order + 1, order)):
        return near[0]
    told = [s for s in near if s.said is not None and s.said.private]
    if _VOICES.search(text) and len({s.order for s in told}) == 1:
        return told[-1]
    return None


def _names(text: str, org: str) -> bool:
    """Say whether a sentence of doubt names a body: whole, or by its common noun."""
    if org in text:
        return True
    if is_latin(org):
        words = family_of(org) or "(?!)"
        return re.search(rf"\bthe (?:{words})['’]s?\b", text, re.IGNORECASE) is not None
    this = re.search(r"该(?P<noun>局|部|站|组织|机构|团体|公司|政府)", text)
    return bool(this and _akin(this, org))
