"""The words that documents give away about private persons, for what is published.

More than their labels show: a name that its shape and surroundings give away is one as well. Who
stands beside the word for an office anywhere in these texts is left to the person who writes. The
words are kept in memory only, and never in a message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.text.personal_wary import officials, wary
from papertrace.text.personal_words import name_words, private_words

if TYPE_CHECKING:
    from collections.abc import Iterable


def secret_words(texts: Iterable[str]) -> tuple[str, ...]:
    """Gather names and numbers of private persons from texts (whole pages), longest first."""
    every = tuple(texts)
    public = {"".join(w.split()) for text in every for w in officials(text)}
    found = set[str]()
    for text in every:
        told = [text[s.start : s.end] for s in wary(text) if s.kind == "name"]
        found.update(w for t in told if "".join(t.split()) not in public for w in name_words(t))
    found.update(private_words(every))
    return tuple(sorted(found, key=lambda w: (-len(w), w)))
