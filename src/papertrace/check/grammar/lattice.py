"""The readings of one sentence: words, names, figures under test, dates, as a grammar takes them.

A stretch may have several readings; each is an edge from where it begins to where the next word
begins. Figures, dates and names are found as everywhere else in the check. Nothing is judged here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.check.date_words import find_dates
from papertrace.check.grammar.automaton import Edge
from papertrace.check.hedges import stretch
from papertrace.check.kinds.reply import SILENT
from papertrace.check.units import COUNTED
from papertrace.check.words import find_figures, narrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from papertrace.check.grammar.names import Names
    from papertrace.model import Claim

_FIGURES = frozenset({"amount", "count", "change", "share", "part_of", "testimony"})
_BRACKETS = frozenset({"comparison", "rank", "only", "absence"})
_WORD = re.compile(r"[A-Za-z]+n['’]t\b|[A-Za-z]+(?:-[A-Za-z]+)*|['’]s?(?![A-Za-z])|\d[\d,.]*\d|\S")
_HAN = re.compile(r"[\u3400-\u9fff]")
_QUOTES = '"“”„«»「」『』‘'
_BEHIND = re.compile(
    r"\s*(?:or\s+(?:so|more|less|fewer)|and\s+above|左右|上下|以上|以下|以内|余|多)"
)
_DATED = re.compile(r"\s*(?:on|in|since|from|自|从)?\s*", re.IGNORECASE)
_TIMES = re.compile(
    r"\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten", re.IGNORECASE
)
_LONGEST, _LEAST = 16, 2


@dataclass(frozen=True, slots=True)
class Linked:
    """A claim's link in a sentence."""

    start: int
    end: int
    claim: Claim


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was said before a sentence: a sentence or a heading."""

    text: str
    """Its words; where they were understood, without the names of those it was done to."""
    understood: bool = False
    heading: bool = False
    vouched: bool = False
    """Whether people read it: where it names nobody, it is passed over."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with claims, and what was said before it."""

    text: str
    links: tuple[Linked, ...]
    before: tuple[str, ...] = ()
    """The sentences before it, the nearest first."""
    cited: frozenset[str] = frozenset()
    """Ids of the facts behind the last claim before it."""
    places: tuple[tuple[int, int], ...] = ((1, 1),)
    """Line and column of each of its signs."""
    earlier: tuple[Earlier, ...] = ()
    """The sentences and headings before it, the nearest first."""

    @property
    def marked(self) -> str:
        """Give its words with the links as they are written: what a person vouches for."""
        made, at = [], 0
        for link in sorted(self.links, key=lambda one: one.start):
            told = self.text[link.start : link.end]
            made += [self.text[at : link.start], f"[{told}](claim:{link.claim.id})"]
            at = link.end
        return "".join([*made, self.text[at:]])


@dataclass(slots=True)
class Lattice:
    """Every reading of a sentence."""

    edges: list[Edge] = field(default_factory=list)
    claims: dict[int, Claim] = field(default_factory=dict)
    """Where an edge of a claim begins -> the claim."""
    length: int = 0
    spots: dict[int, int] = field(default_factory=dict)
    """Where an edge begins -> its offset in the sentence."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a sentence's words may be held against while they are read."""

    names: Names
    texts: str
    """What the facts behind its claims say, for words that are taken from them."""
    said: Callable[[str], bool]
    """Whether a word stands in the statement under test."""
    roles: frozenset[str]
    """Beginnings of words for those who speak: defector, resident."""
    about: frozenset[str]
    """Words of the names of testimonies' claims."""


class _Cells:
    """Numbers for the places of a sentence; brackets of links have places of their own."""

    def __init__(self, text: str, links: tuple[Linked, ...]) -> None:
        self.text = text
        opening = {one.start: one for one in links if one.claim.kind in _BRACKETS}
        closing = {one.end for one in links if one.claim.kind in _BRACKETS}
        self.first: list[int] = []
        self.at: list[int] = []
        self.brackets: list[tuple[int, int, str, Claim | None]] = []
        self.marked = set(opening) | closing
        number = 0
        for i in range(len(text) + 1):
            self.first.append(number)
            if i in closing:
                self.brackets.append((number, i, "]", None))
                number += 1
            if i in opening:
                claim = opening[i].claim
                self.brackets.append((number, i, f"[{claim.kind}", claim))
                number += 1
            self.at.append(number)
            number += 1

    def behind(self, end: int) -> int:
        """Give where the next word begins behind an offset."""
        while end < len(self.text) and self.text[end].isspace() and end not in self.marked:
            end += 1
        return self.first[end]


def lattice(sentence: Sentence, known: Known) -> Lattice:
    """Give every reading of a sentence."""
    text = narrow(sentence.text)
    cells, made = _Cells(text, sentence.links), Lattice()
    stop = len(re.sub(r"[\s.。!！]+\Z", "", text))
    made.length = cells.at[stop]
    for number, at, sign, claim in cells.brackets:
        to = number + 1 if not text[at : at + 1].isspace() else cells.behind(at + 1)
        made.edges.append(Edge(number, to, frozenset({sign}), ""))
        if claim is not None:
            made.claims[number] = claim
    for start, end, symbols, claim in _found(text, sentence, known):
        place = cells.at[start]
        made.edges.append(Edge(place, cells.behind(end), frozenset(symbols), text[start:end]))
        made.spots[place] = start
        if claim is not None:
            made.claims[place] = claim
    return made


_Reading = "tuple[int, int, set[str], Claim | None]"


def _found(
    text: str, sentence: Sentence, known: Known
) -> Iterator[tuple[int, int, set[str], Claim | None]]:
    for start, end, symbols in _words(text, known):
        yield start, end, symbols, None
    pattern = known.names.pattern()
    for match in pattern.finditer(text) if pattern else ():
        yield match.start(), match.end(), {"NAME"}, None
    for date in find_dates(text):
        alone = re.fullmatch(r"(?:19|20)\d\d(?:\s?年度?)?", date.text)
        yield date.start, date.end, {"YEAR"} if alone else {"DATE"}, None
    for link in sentence.links:
        for start, end, symbols in _linked(text, link):
            yield start, end, symbols, link.claim


def _words(text: str, known: Known) -> Iterator[tuple[int, int, set[str]]]:
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'")
        symbols = {word}
        if word == "'":
            symbols.add("'s")
        if word in _QUOTES:
            symbols.add('"')
        if known.said(word):
            symbols.add("SAID")
        if any(word.startswith(role) for role in known.roles):
            symbols.add("ROLE")
        if word in known.about:
            symbols.add("ABOUT")
        if _TIMES.fullmatch(word):
            symbols.add("NUMBER")
        yield match.start(), match.end(), symbols
    yield from _han(text, known)


def _han(text: str, known: Known) -> Iterator[tuple[int, int, set[str]]]:
    """Give runs of Han signs that stand so in the facts, or in the statement under test."""
    for start in range(len(text)):
        if not _HAN.match(text, start):
            continue
        for end in range(start + _LEAST, min(len(text), start + _LONGEST) + 1):
            run = text[start:end]
            symbols = {"HANTHING"} if run in known.texts else set[str]()
            if known.said(run):
                symbols.add("SAID")
            if any(run == role for role in known.roles):
                symbols.add("ROLE")
            if symbols:
                yield start, end, symbols


def _linked(text: str, link: Linked) -> Iterator[tuple[int, int, set[str]]]:
    """Give the readings of a link's words as what its claim tests."""
    kind, words = link.claim.kind, text[link.start : link.end]
    if kind in _FIGURES:
        yield from _figures(text, link)
    elif kind == "date":
        lead = _DATED.match(words)
        rest = words[lead.end() :] if lead else words
        if any(d.text == rest for d in find_dates(words)) or re.fullmatch(r"[A-Z][a-z]+", rest):
            yield link.start, link.end, {"@date"}
    elif kind in ("place", "statement"):
        low = stretch(text[: link.start]) if kind == "statement" else link.start
        yield link.start, link.end, {f"@{kind}"}
        if low < link.start:
            yield low, link.end, {f"@{kind}"}
    elif kind == "reply" and SILENT.fullmatch(words.strip()):
        yield link.start, link.end, {"@silent"}
    elif kind in ("reply", "quote"):
        bare = words.strip(_QUOTES)
        start = link.start + words.index(bare) if bare else link.start
        yield start, start + len(bare), {f"@{kind}"}


def _figures(text: str, link: Linked) -> Iterator[tuple[int, int, set[str]]]:
    """Give the figures of a link with hedge and unit; a noun that is counted stands for itself."""
    symbols = {f"@{link.claim.kind}"}
    for figure in find_figures(text):
        if figure.start < link.end and figure.end > link.start:
            start, end = stretch(text[: figure.start]), figure.end
            noun = re.search(r"\s+[A-Za-z -]+\Z", text[figure.start : end])
            if noun and figure.unit in COUNTED - _MEASURES:
                end = figure.start + noun.start()
            yield start, end, symbols
            behind = _BEHIND.match(text, end)
            if behind:
                yield start, behind.end(), symbols


_MEASURES = frozenset(
    {"day", "working_day", "hour", "minute", "month", "year", "m2", "km2", "km", "m"}
)


def unread(sentence: Sentence, made: Lattice, words: Mapping[str, object] | frozenset[str],
           reached: int) -> tuple[tuple[str, ...], bool]:  # fmt: skip
    """Name the words that no wording holds, with True; else those at which wordings end."""
    taken = [(link.start, link.end) for link in sentence.links]
    read = [(made.spots[e.start], made.spots[e.start] + len(e.text)) for e in made.edges
            if e.start in made.spots and e.symbols & _CLASSES]  # fmt: skip
    odd = []
    text = narrow(sentence.text)
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'")
        inside = any(a <= match.start() < b for a, b in (*taken, *read))
        if not inside and word not in words and re.search(r"\w", word):
            odd.append((match.start(), match.end()))
    if odd:
        return tuple(_joined(sentence.text, odd)), True
    at = next((s for p, s in sorted(made.spots.items()) if p >= reached), len(text))
    stop = re.compile(r"\w\S*(?:\s+\S+){0,3}").search(text, at)
    ending = stop.group().rstrip(".。,，;；") if stop else ""
    return (ending or text.split()[-1].rstrip(".。,，;；") or text.strip(),), False


_CLASSES = frozenset({"NAME", "YEAR", "SAID", "ROLE", "ABOUT", "HANTHING"}) | {
    f"@{kind}" for kind in _FIGURES
}


def _joined(text: str, spots: list[tuple[int, int]]) -> Iterator[str]:
    """Join words that stand side by side."""
    low, high = spots[0]
    for start, end in spots[1:]:
        if text[high:start].strip():
            yield text[low:high]
            low = start
        high = end
    yield text[low:high]
