"""Which speaker a sentence of news belongs to: the one it names, or the one a pronoun means.

A doubt (`could not be independently verified`) belongs to the claim it follows, never to a body
that declined or kept silent. Where two could be meant, nobody gets it and a person is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from papertrace.extract.papers import sentences, text_of
from papertrace.extract.speakers import DENIAL as ZH_DENIAL
from papertrace.extract.speakers import told_in as chinese
from papertrace.extract.speakers_en import DENIAL as EN_DENIAL
from papertrace.extract.speakers_en import told_in as english
from papertrace.extract.told_figures import chinese_figures, english_figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.extract.anchors import Spot
    from papertrace.extract.papers import Paper
    from papertrace.extract.speakers import Act, Said
    from papertrace.extract.told_figures import Figure

_VERIFIED = r"(?:verif(?:y|ied)|confirm(?:ed)?|check(?:ed)?|corroborated?)"
_COULD_NOT = (
    r"(?:could not|was unable to|were unable to|could(?:n['’]t)|can ?not|has not|have not|had not)"
)
UNVERIFIED = re.compile(
    rf"{_COULD_NOT}\s+(?:be\s+|been\s+|been able to\s+)?independently\s+(?:be\s+)?{_VERIFIED}"
    rf"|not\s+(?:been\s+)?(?:possible|able)\s+to\s+(?:independently\s+)?{_VERIFIED}"
    rf"|{_COULD_NOT}\s+(?:be(?:en)?\s+)?{_VERIFIED}\s+(?:[^.]{{3,60}}\s+)?independently"
    r"|(?:no|without)\s+independent\s+(?:verification|confirmation)"
    r"|(?:无法|未能|尚未|没有|难以|未经|未获)(?:得到|获得|进行|对[^，。]{0,12})?(?:独立)?"
    r"(?:核实|证实|查证|求证|验证)"
)
_DENIAL = re.compile(f"{EN_DENIAL.pattern}|{ZH_DENIAL.pattern}", re.IGNORECASE)
_CLAIMS = frozenset({"assert", "deny"})
_FAR = 3
"""Sentences back in which a claim or an office may be meant that does not stand right before."""
_BACK = r"(?:also|later|further|then|again|has|had|have|but|nevertheless|repeatedly|separately)"
_EN_VERBS: tuple[tuple[Act, str], ...] = (
    (
        "no_response",
        r"(?:did|has|have|had)\s+not\s+(?:immediately\s+)?(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?)",
    ),
    (
        "decline",
        r"(?:declined|refused)\s+(?:to\s+)?(?:comment|answer|discuss|respond|say)",
    ),
    ("deny", r"(?:denied|denies|rejected|dismissed)"),
    (
        "assert",
        (
            r"(?:said|says|added|stated|told|noted|warned|estimated|estimates|claimed|confirmed|announced|argued|insisted"
            r"|put|documented|recorded|counted|called|acknowledged)"
        ),
    ),
)
_ACTS: tuple[Act, ...] = ("no_response", "decline", "deny", "assert")
_EN_PRONOUN = re.compile(
    r"^\s*(?P<quote>[“\"][^”\"]*[”\"]\s*)?(?:(?:But|And|However|Later|Separately|In\s+(?:a|an|its|the)\s[^,，]{3,30}|At\s+[^,，]{3,30}"
    r"|On\s+[^,，]{3,20})[,，]?\s+)?(?P<who>[Hh]e|[Ss]he|[Ii]t|[Tt]hey"
    rf"|[Tt]he\s+(?:spokes(?:man|woman|person)|official|minister|director|ambassador))\s+(?:{_BACK}\s+)*"
    "(?:" + "|".join(f"(?P<{act}>{words})" for act, words in _EN_VERBS) + r")\b"
)
_ZH_PRONOUN = re.compile(
    r"^(?P<quote>“[^”]*”[，。]?)?(?:对此|此外|同时|另外|随后)?[，]?(?P<who>他们|她们|他|她|该(?:新闻)?(?:发言人|负责人|官员|人士|工作人员|局长|站长|副站长|副局长))"
    r"(?:还|也|同时|又|并|进一步|随后|另|则|均|再次|对此)*(?:(?P<no_response>未(?:予|作)?(?:回应|回复|答复))"
    r"|(?P<decline>(?:拒绝|不予|未予)(?:置评|评论))|(?P<deny>否认)|(?P<assert>表示|说|称|指出|强调|透露|介绍|补充(?:说|道)?|坦言|认为|回应(?:称|说)?))"
)
_FAMILIES = (
    (r"ministry", r"Ministry"),
    (r"bureau", r"Bureau"),
    (r"office", r"Office"),
    (r"embassy", r"Embassy"),
    (r"agency", r"Agency"),
    (r"administration", r"Administration"),
    (r"commission", r"Commission"),
    (r"department", r"Department"),
    (r"police", r"[Pp]olice"),
    (r"institute", r"Institute"),
    (r"company|firm|maker|contractor|supplier", r"Company|Corporation|Corp|Ltd|Co\b"),
    (r"newspaper", r"Times|Post|Daily|News|Herald|Journal"),
    (
        r"group|organi[sz]ation|NGO|charity|watchdog|monitor|observatory",
        (
            r"Group|Organi[sz]ation|Watch|Monitor|Network|Alliance|Coalition|Foundation|Observatory|Association|Rights"
            r"|Project|Initiative|[A-Z]{3,}|^(?:[A-Z]\w+\s?){2,3}$"
        ),
    ),
)
_PLAIN = re.compile(r"^(?:the\s+)?(?P<noun>[a-z]+(?:\s[a-z]+)?)$")
_THIS = re.compile(r"^(?:该|上述|这一|这家)(?P<noun>[一-鿿]{1,6})$")
_ZH_WATCH = re.compile(r"机构|组织|团体|监察|观察")
_BY_ITSELF = re.compile(r"\s*(?:that\s+|[，,])?(?:it|they|he|she|we|其|该报|本报)?\s*$")
_NUMBERS = re.compile(
    r"figures?|numbers?|estimates?|toll|tally|count|data|statistics|数字|数据|统计|人数"
)
_VOICES = re.compile(
    r"\b(?:his|her|their|accounts?|testimon(?:y|ies)|[Vv]oice|story|stories)\b|讲述|证词|其说法"
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
        if doubt:
            _doubted(found, Statement(spot, order, said[0] if said else None, latin), doubt)
            continue
        made = [Statement(spot, order, one, latin) for one in said]
        pronoun = None if made else (_EN_PRONOUN if latin else _ZH_PRONOUN).match(text)
        if pronoun:
            made, open_ = _meant(found, spot, order, pronoun, latin=latin)
            unclear += open_
        for each in made:
            _resolve(found, each)
            if each.unclear:
                unclear.append(each.sentence.part(*each.said.verb) if each.said else spot)
                continue
            _add_figures(each, text, alone=len(made) == 1)
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
    if said is None or said.act not in _CLAIMS:
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
    orgs = {s.org for s in before}
    verb_act = next(a for a in _ACTS if pronoun[a])
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
    this = _THIS.match(each.org)
    plain = _PLAIN.match(each.org) if each.latin else None
    if this is None and plain is None:
        return
    near = [s for s in _near(found, each.order, _FAR) if s.org]
    kin = [s for s in near if _akin(plain or this, s.org)]
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
        return org.endswith(noun) or bool(_ZH_WATCH.search(noun) and _ZH_WATCH.search(org))
    last = noun.split()[-1]
    return not _PLAIN.match(org) and re.fullmatch(_family(org) or "(?!)", last) is not None


def _family(org: str) -> str:
    """Give the common nouns by which a named body may be meant; '' where it has none."""
    return next((words for words, heads in _FAMILIES if re.search(heads, org)), "")


def _doubted(found: list[Statement], each: Statement, doubt: re.Match[str]) -> None:
    """Bind a doubt to the claim it follows; to none where it is not plain which."""
    text = text_of(each.sentence)
    place = each.sentence.part(*doubt.span())
    said = each.said
    if said is not None and said.act in _CLAIMS and said.verb[0] < doubt.start():
        between = text[said.verb[1] : doubt.start()]
        if not _BY_ITSELF.fullmatch(between):
            each.caveat = place
            _add_figures(each, text, alone=True)
            found.append(each)
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
    for group in (before, near):
        counted = [s for s in group if s.figures] if numbers else group
        if len(counted) == 1:
            return counted[0]
    told = [s for s in near if s.said is not None and s.said.private]
    if _VOICES.search(text) and len({s.order for s in told}) == 1:
        return told[-1]
    return before[0] if len(before) == 1 else None


def _names(text: str, org: str) -> bool:
    """Say whether a sentence of doubt names a body: whole, or by its common noun."""
    if org in text:
        return True
    if is_latin(org):
        words = _family(org) or "(?!)"
        return re.search(rf"\bthe (?:{words})['’]s?\b", text, re.IGNORECASE) is not None
    this = re.search(r"该(?P<noun>局|部|站|组织|机构|团体|公司|政府)", text)
    return bool(this and _akin(this, org))
