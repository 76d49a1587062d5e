"""How a sentence of the program is taken apart at its holes, and put together in another language.

A line of `sentences.tsv` says what may fill each hole. Where a sentence can be cut in more than one
way that reads differently, it is not cut at all: rather no Chinese than wrong Chinese. It decides
nothing about words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOLE: Final = re.compile(r"\{([+_#q]?)\}")
"""{} is anything, as it is: names, words of documents; {+} is put into Chinese where it is a
sentence or a word of the program; {_} is one word of the program, {#} a number or a day, {q} words
between quotation marks."""
TRANSLATED: Final = frozenset("+_")
_FITS: Final = {
    "": re.compile(r"(?s:.*)"),
    "+": re.compile(r"(?s:.*)"),
    "_": re.compile(r"[^\s,:;]*"),
    "#": re.compile(r"[-−+]?[0-9][0-9.,:/%-]*|\?"),
    "q": re.compile(r"'[^']*'|\"[^\"]*\""),
}
_PLACE: Final = re.compile(r"\{(\d?)\}")
_TRIES: Final = 400
"""So many signs are looked at for one line: what is longer is no sentence of the program."""
_MANY: Final = 8
"""More ways to cut than this are as good as none."""


class _TooMany(Exception):
    """A text repeats what stands still in a line too often to be cut."""


def parted(english: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what stands still in a line, and the sort of each hole between."""
    pieces = HOLE.split(english)
    return tuple(pieces[::2]), tuple(pieces[1::2])


def cuts(still: tuple[str, ...], sorts: tuple[str, ...], text: str) -> list[list[str]] | None:
    """Give all ways to cut a text at a line, [] where it does not fit; None for too many."""
    first, last = still[0], still[-1]
    end = len(text) - len(last)
    if end < len(first) or not text.startswith(first) or not text.endswith(last):
        return []
    tries = iter(range(_TRIES))
    try:
        found = []
        for one in _rest(text[:end], len(first), (still[1:-1], sorts), tries):
            found.append(one)
            if len(found) > _MANY:
                return None
    except _TooMany:
        return None
    return found


def _rest(
    text: str, at: int, left: tuple[tuple[str, ...], tuple[str, ...]], tries: Iterator[int]
) -> Iterator[list[str]]:
    """Give the ways to fill what is left of a line from a sign on."""
    still, (sort, *sorts) = left
    if not still:
        if _FITS[sort].fullmatch(text, at):
            yield [text[at:]]
        return
    there = text.find(still[0], at)
    while there >= 0:
        if next(tries, None) is None:
            raise _TooMany
        if _FITS[sort].fullmatch(text, at, there):
            behind = there + len(still[0])
            for more in _rest(text, behind, (still[1:], tuple(sorts)), tries):
                yield [text[at:there], *more]
        there = text.find(still[0], there + 1)


def filled(
    words: str, sorts: tuple[str, ...], parts: list[str], translate: Callable[[str], str]
) -> str:
    """Put what differs into its places, numbered ones by their number, others in order."""
    told = [translate(p) if s in TRANSLATED else p for p, s in zip(parts, sorts, strict=True)]
    rest = iter(told)
    return _PLACE.sub(lambda m: told[int(m[1]) - 1] if m[1] else next(rest), words)
