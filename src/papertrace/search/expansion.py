"""Words looked for beside those asked for: the same in another language, or spelt in Pinyin.

Every one is shown with what it stands for and can be left out (quotation marks around the words).
A search is only ever widened by them: what was asked for is always looked for, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal

from papertrace.search.bare import bare_text
from papertrace.search.query import Some, Words
from papertrace.text.places import divisions
from papertrace.text.places_latin import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.search.query import Node

_MOST: Final = 12
"""Words looked for beside one."""
_SHORTEST: Final = 4
"""Letters of Pinyin: fewer would be any syllable."""
_HAN = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Expansion:
    """One word looked for beside the one that was asked for."""

    asked: str
    also: str
    why: Literal["term", "place", "pinyin", "quotes"]


def expansions(words: Words, names: Iterable[str] = ()) -> tuple[Expansion, ...]:
    """Give what else to look for; nothing where the words stood in quotation marks.

    `names` are those of bodies and places in the case, for words in Pinyin.
    """
    asked = words.text.strip()
    if words.exact or not asked:
        return ()
    found = [Expansion(asked, w, "term") for w in _terms().get(bare_text(asked), ())]
    letters = re.sub(r"[^a-z]", "", asked.lower()) if asked.isascii() else ""
    if letters and not re.search(r"\d", asked):
        places = {_stem(divisions()[code].name, letters) for code, end in spelt(asked) if not end}
        found += [Expansion(asked, name, "place") for name in sorted(places)]
        if len(letters) >= _SHORTEST:
            every = dict.fromkeys((*names, *(w for g in groups() for w in g)))
            found += [Expansion(asked, w, "pinyin") for w in every if letters in _pinyin(w)]
    own = {bare_text(asked)}
    kept = []
    for one in found:
        if bare_text(one.also) not in own:
            own.add(bare_text(one.also))
            kept.append(one)
    return tuple(kept[:_MOST])


def widened(words: Words, more: Iterable[Expansion]) -> Node:
    """Give a query for the words or any of what is looked for beside them."""
    others = tuple(Words(e.also, exact=True) for e in more)
    return Some((words, *others)) if others else words


@lru_cache(maxsize=1)
def groups() -> tuple[tuple[str, ...], ...]:
    """Give the words of each line of the table."""
    lines = files("papertrace.search").joinpath("terms.txt").read_text("utf-8").splitlines()
    return tuple(
        tuple(w.strip() for w in line.split("|"))
        for line in lines
        if line and not line.startswith("#")
    )


@lru_cache(maxsize=1)
def _terms() -> dict[str, tuple[str, ...]]:
    """Give the others of each word's groups, by its bare text."""
    found: dict[str, tuple[str, ...]] = {}
    for group in groups():
        for word in group:
            found[bare_text(word)] = (*found.get(bare_text(word), ()), *group)
    return found


def _stem(name: str, letters: str) -> str:
    """Give the beginning of a division's name that is spelt so: 图们 of 图们市."""
    ends = _pinyin(name)
    return name[: ends[letters]] if letters in ends else name


@lru_cache(maxsize=20_000)
def _pinyin(name: str) -> dict[str, int]:
    """Give the Pinyin of every beginning of a name from two characters on, with its length."""
    if not _HAN.fullmatch(name):
        return {}
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  (its tables take 50 MiB, which each worker would inherit)

    syllables = lazy_pinyin(name, style=Style.NORMAL)
    return {"".join(syllables[:n]): n for n in range(2, len(syllables) + 1)}
