"""Where a text most likely holds private persons, looked at with more suspicion than for printing.

`personal` leaves what is doubtful alone, since it blackens pages that are published. Here a word
too many costs little: what is found is neither searched for, nor sent, nor kept beside a quote.
Officials who speak for an office are not private. Nothing found is kept beyond the text's own run.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from papertrace.text.personal_bare import bared
from papertrace.text.personal_english import english_names
from papertrace.text.personal_fused import fused
from papertrace.text.personal_latin import latin_names
from papertrace.text.personal_names import is_personal_name, may_name
from papertrace.text.personal_prose import names_at
from papertrace.text.personal_roles import likely_names, loose_names, name_before_deed
from papertrace.text.personal_shape import ANYWHERE, IN_FACTS, UNMISSED, shaped
from papertrace.text.personal_transcribed import transcribed_names
from papertrace.text.personal_words import Roll
from papertrace.text.persons import Span, joined, personal
from papertrace.text.places import is_place
from papertrace.text.script import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.text.personal_bare import Bare
    from papertrace.text.personal_shape import Shaped

BLOT = "█"
"""What stands for each character that is not shown."""
_HAN = "\u3400-\u9fff"
_BODY_THEN_NAME = re.compile(
    rf"(?<=[司局委站所院厅署处科队社校厂店馆会团府])[ \u3000]{{1,3}}(?P<name>[{_HAN}]{{2,4}})"
    rf"(?=[ \u3000]{{0,3}}(?:$|[\t\n，,、；;。（(\d０-９]))",
    re.MULTILINE,
)
"""A name with nothing but a blank between it and a body's (…公司 某某 0431-…)."""
_AND = re.compile(r"[ \u3000]?[、和与及][ \u3000]?")
_BORN = re.compile(
    r"[1-8](?<![\dA-Za-z].)\d{5}(?:19[3-9]\d|200\d|201[0-2])(?:0[1-9]|1[0-2])"
    r"(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
"""Eighteen digits with a day of birth, whether or not their check digit is right."""
_CALL = re.compile(r"0\d{2,3}-\d{3,8}(?![\d-])")
_WORDS_BEFORE = re.compile(r"[\u3400-\u9fff][ \u3000,，]{0,2}\Z")
"""A telephone number, however short, right behind words."""


@lru_cache(maxsize=16)
def wary(text: str) -> tuple[Span, ...]:
    """Find what is most likely private in a text (a whole page), in order and apart.

    Linear in the text, and kept for the texts last asked about.
    """
    bare, plain = _plain(text)
    found = list(personal(plain))
    found += [Span(a, b, "name") for a, b in _names(plain)]
    found += [Span(s.start, s.end, "name") for s in _shapes(plain) if _private(s)]
    found += [Span(*m.span(), "identity") for m in _BORN.finditer(plain)]
    found += [
        Span(*m.span(), "phone")
        for m in _CALL.finditer(plain)
        if _WORDS_BEFORE.search(plain, max(0, m.start() - 3), m.start())
    ]
    found += [Span(a, b, "name" if name else "phone") for a, b, name in fused(plain)]
    found += [Span(*at, "name") for s in tuple(found) for at in _further(plain, s)]
    words = {plain[s.start : s.end] for s in found if s.kind == "name"}
    found += [Span(a, b, "name") for a, b in Roll(words).places(plain)]
    return tuple(Span(*bare.span(s.start, s.end), s.kind) for s in joined(found))


def _further(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Give the names that a list goes on with behind one (…、某某)."""
    more = _AND.match(text, span.end) if span.kind == "name" else None
    if more:
        yield from names_at(text, more.end())
        found = name_before_deed(text, more.end())
        if found:
            yield found


def _names(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if may_name(line):
            yield from ((at + a, at + b) for a, b in likely_names(line))
        at += len(line) + 1
    yield from latin_names(text)
    yield from english_names(text)
    yield from transcribed_names(text)
    for m in _BODY_THEN_NAME.finditer(text):
        if is_personal_name(m["name"]) and not is_place(m["name"]):
            yield m.span("name")


@lru_cache(maxsize=16)
def _plain(text: str) -> tuple[Bare, str]:
    """Give a text without invisible characters, and the same in simplified ones: of one length."""
    bare = bared(text)
    return bare, simplified(bare.text)


def suspected(text: str) -> tuple[Span, ...]:
    """Find what `wary` finds, and shapes of names with a little less around them: for facts."""
    bare, plain = _plain(text)
    more = [
        Span(*bare.span(s.start, s.end), "name")
        for s in _shapes(plain)
        if s.weight >= IN_FACTS and not s.office
    ]
    return tuple(joined([*wary(text), *more]))


@lru_cache(maxsize=16)
def _shapes(text: str) -> tuple[Shaped, ...]:
    return tuple(shaped(text, UNMISSED))


def officials(text: str) -> tuple[str, ...]:
    """Give the names that stand beside the word for an office, as written."""
    _, plain = _plain(text)
    return tuple(plain[s.start : s.end] for s in _shapes(plain) if s.office)


def _private(shape: Shaped) -> bool:
    """Say whether this is taken out anywhere; who stands beside the word for an office is not."""
    return shape.weight >= ANYWHERE and not shape.office


@lru_cache(maxsize=16)
def loose(text: str) -> tuple[Span, ...]:
    """Find what may be a person, officials with it: for words that nobody misses."""
    found = list(wary(text))
    bare, plain = _plain(text)
    found += [Span(*bare.span(s.start, s.end), "name") for s in _shapes(plain)]
    at = 0
    for line in text.split("\n"):
        if may_name(line):
            found += [Span(at + a, at + b, "name") for a, b in loose_names(line)]
        at += len(line) + 1
    return tuple(joined(found))


def touches(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Say whether a stretch [start, end) overlaps one of the spans; logarithmic."""
    at = bisect_left(spans, end, key=lambda s: s.start)
    return at > 0 and spans[at - 1].end > start


def within(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """Give the spans that overlap a stretch [start, end), in order; logarithmic."""
    last = bisect_left(spans, end, key=lambda s: s.start)
    first = last
    while first > 0 and spans[first - 1].end > start:
        first -= 1
    return spans[first:last]


def blotted(text: str, start: int = 0, end: int | None = None) -> str:
    """Give `text[start:end]` with what is private in the text blotted out, at its length."""
    stop = len(text) if end is None else min(end, len(text))
    out, at = [], start
    for span in within(wary(text), start, stop):
        first, last = max(span.start, start), min(span.end, stop)
        out += [text[at:first], "".join(c if c.isspace() else BLOT for c in text[first:last])]
        at = last
    return "".join([*out, text[at:stop]])
