"""The form in which words are compared: width, case, traditional characters and blanks folded.

Both the pages and what is asked for take this form, so that a search is exact whatever the page's
script and spacing. The way back to each character's place on the page is kept where it is wanted.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache
from typing import Final

from papertrace.text import fold, script

_SHAPE = 1
"""Raised when what `bare` or `tokens` give changes otherwise than by the tables they read."""
_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_ODD = {chr(n): chr(n) if chr(n) in _PLAIN else f"x{n:x}" for n in range(128)}
"""ASCII character -> its token: a sign is named by its number, so that it can be asked for."""


def bare(text: str) -> tuple[str, list[int]]:
    """Fold a text and leave out its white space; give each character's place in the original."""
    folded = fold.fold(text)
    kept = [(c, folded.offsets[i]) for i, c in enumerate(folded.text) if not c.isspace()]
    plain = script.simplified("".join(c for c, _ in kept))
    if len(plain.casefold()) == len(kept):
        return plain.casefold(), [i for _, i in kept]
    parts = [(part, i) for c, (_, i) in zip(plain, kept, strict=True) for part in c.casefold()]
    return "".join(part for part, _ in parts), [i for _, i in parts]


def bare_text(text: str) -> str:
    """Give what `bare` gives, without the way back."""
    return script.simplified("".join(fold.folded_text(text).split())).casefold()


def tokens(words: str) -> str:
    """Write bare text as one token a character, blanks between them."""
    odd = _ODD.get
    return " ".join([odd(c, c) for c in words.encode("utf-8", "replace").decode()])


@lru_cache(maxsize=1)
def version() -> str:
    """Name the way of folding: an index made with another one is made anew.

    It is made of what folding gives for every character that it may change.
    """
    every = [chr(n) for n in (*range(0x3400), *range(0xF900, 0x10000), *script.TABLE)]
    told = f"{_SHAPE} {unicodedata.unidata_version} {bare_text(''.join(every))}"
    return hashlib.sha256(told.encode()).hexdigest()[:12]
