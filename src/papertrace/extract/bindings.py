"""Which speaker a sentence of news belongs to: the one it names, or the one a pronoun means.

A doubt (`could not be independently verified`) belongs to the claim it follows, never to a body
that declined or kept silent. Where two could be meant, nobody gets it and a person is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.extract.doubt_words import BY_ITSELF, NUMBERS, OTHERS, UNVERIFIED, VOICES
from papertrace.extract.named_offices import UNIT, convened, role_alone
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
from papertrace.extract.speakers_en import DENIAL as EN_DENIAL
from papertrace.extract.spoken import (
    CLAIMS,
    Statement,
    called_again,
    goes_on,
    listed_on,
    told_near,
    words_of,
)
from papertrace.extract.surnames_zh import named_again
from papertrace.extract.told_figures import english_figures
from papertrace.extract.told_figures_zh import chinese_figures
from papertrace.extract.told_papers import attributions

if TYPE_CHECKING:
    from papertrace.extract.anchors import Spot
    from papertrace.extract.papers import Paper

_DENIAL = re.compile(f"{EN_DENIAL.pattern}|{ZH_DENIAL.pattern}", re.IGNORECASE)
_FAR = 3
"""Sentences back in which a claim or an office may be meant that does not stand right before."""
_STATE = re.compile(r"[部局委厅站队院署府]$|办(?:公室)?$|公安|警方|使馆|代表团|公司$")


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
    earlier: list[Spot] = []
    titles = {paper.title.place} if paper.title else set()
    if paper.lines and not re.search(r"[.。！？!?”\"]\s*$", paper.lines[0].text):
        titles.add(paper.lines[0].spot.place)  # a headline, where it names one who says so
    for order, spot in enumerate(sentences(paper.lines)):
        text = text_of(spot)
        if spot.place in titles:
            continue
        latin = is_latin(text)
        said = attributions(text, latin=latin)
        doubt = UNVERIFIED.search(text)
        made = [Statement(spot, order, one, latin) for one in said]
        pronoun = None if made else (EN_PRONOUN if latin else ZH_PRONOUN).match(text)
        if not made and not pronoun:
            made, open_ = _without_verb(found, earlier, spot, order, latin=latin)
            unclear += open_
        earlier.append(spot)
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
            _resolve(found, each, convened(earlier[-_FAR - 1 :]) if each.org else {})
            if each.unclear:
                unclear.append(each.sentence.part(*each.said.verb) if each.said else spot)
                continue
            joint = any(m.said and each.said and m.said.verb == each.said.verb for m in before)
            if not joint:  # a figure that several give together is one
                _add_figures(each, text, alone=alone)
            before.append(each)
            found.append(each)
    return Bound(tuple(found), (*unclear, *(_place(s) for s in found if s.unclear)))


def _without_verb(
    found: list[Statement], earlier: list[Spot], spot: Spot, order: int, *, latin: bool
) -> tuple[list[Statement], list[Spot]]:
    """Give a quotation that goes on, or what an office says whose body stands before."""
    if quote := GOES_ON.fullmatch(text_of(spot)):
        return goes_on(found, spot, order, quote), []
    if latin and (again := called_again(found, spot, order)):
        return [again], []
    if not latin and (known := named_again(text_of(spot), earlier)):
        return [Statement(spot, order, known[1], latin, source=known[0])], []
    if not latin and (more := listed_on(found, earlier, spot, order)):
        return [more], []
    return ([], []) if latin else _alone(found, earlier, spot, order)


def _place(each: Statement) -> Spot:
    return each.caveat or each.sentence


def _add_figures(each: Statement, text: str, *, alone: bool) -> None:
    """Give a statement the figures of its sentence; of several in one, those of its own words."""
    said = each.said
    if said is None or said.act != "assert":  # what is denied is another's figure
        return
    for figure in english_figures(text) if each.latin else chinese_figures(text):
        if (
            said.proposition
            and said.proposition[1] <= said.verb[0] < figure.at[0]
            and not said.rest
        ):
            continue  # what it was said after, or on what ground
        own = alone or (
            said.proposition is not None
            and said.proposition[0] <= figure.at[0] < said.proposition[1]
        )
        if own and not (said.private and figure.unit not in COUNTED):
            each.figures.append(figure)


COUNTED = frozenset({"percent", "people", "人", "人次", "nationals"})
"""All that a private speaker's figures may count: what else he tells may lead to him."""


def _meant(
    found: list[Statement], spot: Spot, order: int, pronoun: re.Match[str], *, latin: bool
) -> tuple[list[Statement], list[Spot]]:
    """Find whom a pronoun means: the only office that spoke in the sentence before."""
    before = told_near(found, order, 1)
    if not before and re.search(r"report|study", pronoun["who"]):  # a doubt may stand between
        before = [s for s in told_near(found, order, _FAR) if s.org]
    orgs = {s.org for s in before}
    verb_act = next(a for a in ACTS if pronoun[a])
    verb = pronoun.span(verb_act)
    if len(orgs) == 1 and "" not in orgs:
        last = before[-1]
        said = last.said
        if said is None:
            return [], []
        quote = pronoun.span("quote") if pronoun["quote"] else None
        words = words_of(text_of(spot), quote, verb[1])
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
    office = any(s.org for s in told_near(found, order, _FAR))
    return [], [spot.part(*verb)] if office and (len(orgs) > 1 or not before) else []


def _alone(
    found: list[Statement], earlier: list[Spot], spot: Spot, order: int
) -> tuple[list[Statement], list[Spot]]:
    """Find the body of an office named without one: who spoke, else who held the conference."""
    told = role_alone(text_of(spot))
    if told is None:
        return [], []
    near = [s for s in told_near(found, order, _FAR) if s.org and s.said]
    bodies = {s.org: (s.source or s.sentence, s.said.org) for s in near if s.said and s.said.org}
    bodies = bodies or dict(convened(earlier[-_FAR:]))
    if len(bodies) != 1:
        return [], [spot.part(*told.verb)] if bodies else []
    source, org = next(iter(bodies.values()))
    one = replace(told, org=org, role_here=True)
    return [Statement(spot, order, one, latin=False, source=source)], []


def _resolve(
    found: list[Statement], each: Statement, held: dict[str, tuple[Spot, tuple[int, int]]]
) -> None:
    """Put the body that was named before in the place of `the ministry`, `该局`.

    `held` are the bodies that a sentence before says held a press conference.
    """
    said = each.said
    if said is None or said.private or each.source is not None or not each.org:
        return
    this = THIS.match(each.org)
    this = this or UNIT.fullmatch(each.org)
    plain = PLAIN.match(each.org) if each.latin else None
    if this is None and plain is None:
        return
    near = [s for s in told_near(found, each.order, _FAR) if s.org]
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
        return
    called = [held[n] for n in held if _akin(plain or this, n)] if not kin else []
    if len(called) == 1:
        each.source, org = called[0]
        each.said = replace(said, org=org, role_here=True)
    elif this is not None and not UNIT.fullmatch(each.org):
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
    if said is not None and said.act in CLAIMS and said.verb[0] < doubt.start():
        between = text[said.verb[1] : doubt.start()]
        if not BY_ITSELF.fullmatch(between):
            others = OTHERS.search(between)
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
        alone.unclear = bool(told_near(found, each.order, _FAR))
        found.append(alone)


def _claim(found: list[Statement], order: int, text: str) -> Statement | None:
    """Find the one claim a doubt is about: by whose it is, what it counts, what stands near."""
    claims = [s for s in found if s.said is not None and s.said.act in CLAIMS]
    near = [s for s in claims if order - _FAR <= s.order < order]
    named = [s for s in claims if s.org and s.order < order and _names(text, s.org)]
    numbers = NUMBERS.search(text) is not None
    if len({s.org for s in named}) == 1:
        counted = [s for s in named if s.figures] if numbers else named
        return (counted or named)[-1]
    before = [s for s in near if s.order == order - 1]
    if not numbers and len(before) == 1:
        return before[0]
    counted = [s for s in before if s.figures] or [s for s in near if s.figures]
    if numbers:
        return counted[0] if len(counted) == 1 else None
    silent = {s.order for s in found if s.said is not None and s.said.act not in CLAIMS}
    if len(near) == 1 and all(n in silent for n in range(near[0].order + 1, order)):
        return near[0]
    told = [s for s in near if s.said is not None and s.said.private]
    if VOICES.search(text) and len({s.order for s in told}) == 1:
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
