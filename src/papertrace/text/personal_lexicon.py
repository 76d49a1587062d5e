"""Words of the language: a text cut at the edges of its words, and whether a string is a word.

The word list is the one that ships inside `rjieba`. It is asked for one thing: that what looks like
a name is no everyday word. It is loaded when first needed, and decides nothing about a figure.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_PROPER = frozenset(["nr", "nrt", "nrfg", "nz", "zg", "x"])
"""How the list marks what is a name, or no word at all."""


@cache
def _list() -> Any:  # noqa: ANN401  (the module itself)
    import rjieba  # noqa: PLC0415  (a fifth of a second, and only texts with words need it)

    return rjieba


def warm() -> None:
    """Load the word list now: before a worker that may load nothing any more is walled off."""
    _list()


def words(text: str) -> Sequence[str]:
    """Cut a text into words and single characters; joined together they are the text. Linear."""
    found: list[str] = _list().cut(text, hmm=False)
    return found


@lru_cache(maxsize=16384)
def is_everyday(text: str) -> bool:
    """Say whether a string is a word of the language that is no name of anybody."""
    if not _list().has_word(text):
        return False
    told: list[tuple[str, str]] = _list().tag(text, hmm=False)
    return len(told) == 1 and told[0][1] not in _PROPER


@lru_cache(maxsize=16384)
def is_known(text: str) -> bool:
    """Say whether a string stands in the word list at all, as a name or as a word."""
    return bool(_list().has_word(text))


@lru_cache(maxsize=16384)
def is_name(text: str) -> bool:
    """Say whether the word list holds a string as somebody's name."""
    if not _list().has_word(text):
        return False
    told: list[tuple[str, str]] = _list().tag(text, hmm=False)
    return len(told) == 1 and told[0][1].startswith("nr")
