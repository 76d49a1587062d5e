"""Names told by their shape: a surname, and characters behind it that are no word of the language.

A text is cut into words; where a surname begins what no word list knows, what stands before and
behind says whether it is somebody. Nobody's name is known here, and bodies and places are left
alone as far as what follows shows them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from papertrace.model.swift import swift
from papertrace.text.personal_around import BLANKS, Cut
from papertrace.text.personal_characters import (
    DOUBLES,
    GIVEN,
    HEADS,
    NEVER,
    PLACES,
    STAND_IN,
    WORDY,
)
from papertrace.text.personal_lexicon import is_everyday, is_known
from papertrace.text.personal_names import is_personal_name
from papertrace.text.personal_stand_words import STEPS
from papertrace.text.places import is_place
from papertrace.text.surnames import FOREIGN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SURE, _LIKELY, _MAYBE = 3, 2, 1
"""How much a shape looks like a name: no other word is so built, few are, many are."""
ANYWHERE, IN_FACTS, UNMISSED = 5, 4, 3
"""What shape and surroundings come to where a name is taken out: anywhere, in facts, unmissed."""
_TOGETHER = 2
"""What a name beside another speaks for."""
_LONGEST, _SINGLE, _PAIR = 4, 3, 2
"""Characters of a name: the most, the most behind a surname of one, the fewest."""
_BETWEEN = re.compile(r"[ \u3000]*(?:[、,，/]|[和与及])?[ \u3000]*\Z")
"""What parts two names of a list."""
_MARKS = frozenset('，。、；：:,.;()（）\n\t0123456789/-《》“”"')
_HAN = re.compile("[\u3400-\u9fff]")


@swift
@dataclass(frozen=True, slots=True)
class Shaped:
    """A stretch [start, end) with a name's shape, and how much speaks for a name."""

    start: int
    end: int
    weight: int
    office: bool
    """Whether the word for an office stands beside it."""


def shaped(text: str, least: int = ANYWHERE) -> list[Shaped]:
    """Find stretches with the shape of a name in a text in simplified characters; linear."""
    cut = Cut(text)
    found: list[Shaped] = []
    behind = 0
    for i, word in enumerate(cut.words):
        if word[0] not in HEADS or i < behind or not _heads(cut.words, i):
            continue
        name = _name_from(cut.words, i) or _spaced(cut.words, i)
        if name is None or (word in STEPS and _joins(cut, i)):
            continue
        end, weight = name
        around = cut.around(i, end)
        if around is not None:
            behind = end
            told = weight + around.weight
            told += told == IN_FACTS and _usual("".join(cut.words[i:end]))
            found.append(Shaped(cut.starts[i], cut.starts[end], told, around.office))
    return [s for s in _together(text, found) if s.weight >= least]


@lru_cache(maxsize=16384)
def _usual(name: str) -> bool:
    """Say whether a name is long enough, and built of nothing but what names are built of."""
    bare = "".join(name.split())
    given = bare[2 if bare[:2] in DOUBLES else 1 :]
    return (
        len(bare) < len(name)
        or (len(given) > 1 and GIVEN.issuperset(given) and not is_everyday(given))
        or (given.endswith(STAND_IN))
    )


def _heads(words: Sequence[str], i: int) -> bool:
    """Say whether a name may begin with a word whose first character begins surnames."""
    word = words[i]
    follows = words[i + 1] if i + 1 < len(words) else ""
    if len(word) == 1:
        return 0 < len(follows) <= _SINGLE and follows[0] not in _MARKS
    if len(word) > _LONGEST or not _plain(word):
        return len(word) <= _LONGEST
    return len(word) == _PAIR and word[1] in GIVEN and word[0] not in WORDY and follows in GIVEN


@lru_cache(maxsize=16384)
def _plain(word: str) -> bool:
    """Say whether a word of two characters and more is one of everyday life, and no surname."""
    return word[:2] not in DOUBLES and (is_everyday(word) or not _name(word))


def _joins(cut: Cut, at: int) -> bool:
    """Say whether a word for with or by stands there rather than a surname."""
    return cut.is_han(at - 1) or _name_from(cut.words, at + 1) is not None


def _together(text: str, found: list[Shaped]) -> Iterator[Shaped]:
    """Let those that stand in one list with a sure one count as it does."""
    links = [_BETWEEN.match(text[a.end : b.start]) is not None for a, b in pairwise(found)]
    sure = [s.weight >= ANYWHERE and not s.office for s in found]
    for i, linked in enumerate(links):  # two that are likely, side by side
        if linked and min(found[i].weight, found[i + 1].weight) >= ANYWHERE - 1:
            sure[i] = sure[i + 1] = True
    near = list(sure)
    for i, linked in enumerate(links):
        near[i + 1] |= linked and near[i]
    for i in range(len(links) - 1, -1, -1):
        near[i] |= links[i] and near[i + 1]
    for s, own, joined in zip(found, sure, near, strict=True):
        more = _TOGETHER if joined and (not own or s.weight < ANYWHERE) else 0
        yield Shaped(s.start, s.end, s.weight + more, s.office)


def _name_from(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """Give the word behind the name that begins here, and what its shape weighs; None for none."""
    best = _shape(tuple(words[i : i + _LONGEST]))
    return (i + best[0], best[1]) if best else None


@lru_cache(maxsize=65536)
def _shape(words: tuple[str, ...]) -> tuple[int, int] | None:
    """Give how many of these words are a name, and what its shape weighs; None for none."""
    best: tuple[int, int] | None = None
    told = "".join(words[:2])[:2] if words and len(words[0]) == 1 else "".join(words[:1])[:2]
    double = told in DOUBLES
    longest = _LONGEST if double else _SINGLE
    name = ""
    for count, word in enumerate(words, 1):
        if not _HAN.match(word) or (name and told not in FOREIGN and _ends(name, word)):
            break
        name += word
        if len(name) > longest + (word == STAND_IN):
            break
        weight = _weight([len(w) for w in words[:count]], name, double=double)
        if weight and (best is None or weight >= best[1]):
            best = count, weight
    return best


def _ends(name: str, word: str) -> bool:
    """Say whether a word holds what stands in no given name."""
    return not NEVER.isdisjoint(word) and not is_known(name + word)


def _spaced(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """Do as `_name_from` does for a surname with blanks behind it (张 三, 张 三 丰)."""
    if len(words[i]) > 1 or i + 1 == len(words) or words[i + 1] not in BLANKS:
        return None
    name, j = words[i], i + 1
    while j < len(words) and (words[j] in BLANKS or _HAN.match(words[j])):
        if words[j] not in BLANKS:
            if len(name) + len(words[j]) > _SINGLE or not NEVER.isdisjoint(words[j]):
                break
            name += words[j]
        j += 1
    while words[j - 1] in BLANKS:
        j -= 1
    onward = j + 1 < len(words) and words[j] in BLANKS and len(words[j + 1]) == 1
    if len(name) == 1 or not _name(name) or (onward and _HAN.match(words[j + 1])):
        return None  # letters set apart, not a name
    if GIVEN.issuperset(name[1:]):
        return j, _SURE
    return j, _MAYBE if is_everyday(name[1:]) else _LIKELY


@lru_cache(maxsize=16384)
def _name(name: str) -> bool:
    return is_personal_name(name) and not is_place(name) and not is_everyday(name)


def _weight(lengths: Sequence[int], name: str, *, double: bool) -> int:
    """Weigh a shape by how its words are cut; 0 where it is no name."""
    given = name[2 if double else 1 :]
    if not given or not ((double and name[:2] in FOREIGN) or _name(name)):
        return 0
    if given.endswith(STAND_IN):
        return _SURE
    usual = GIVEN.issuperset(given)
    plain = not usual and lengths[-1] == len(given) > 1 and is_everyday(given)
    if double:
        return _MAYBE if plain else _SURE + usual if len(given) > 1 else _LIKELY
    if len(given) == 1:
        weight = _LIKELY if usual and len(lengths) > 1 else _MAYBE
    elif len(lengths) == _SINGLE:  # every character for itself
        weight = _SURE + usual
    elif lengths[0] == 1:
        weight = _MAYBE if plain else _LIKELY
    else:
        weight = _LIKELY if usual else _MAYBE
    if given[0] == "家" and not usual:  # the place of a family (俞家…)
        return 0
    return weight - (lengths[0] == 1 and name[0] in WORDY) - (name[-1] in PLACES)
