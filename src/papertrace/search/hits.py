"""Every occurrence of words on one page that was read, in any script, boxed.

It ranks nothing, and what it does not find does not stand there (as read). The names and numbers
of private persons are the exception: they are neither found nor shown, and no setting changes that.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from papertrace.model import boxes_of
from papertrace.search.bare import bare
from papertrace.search.query import unquoted
from papertrace.text.personal_wary import blotted, touches, wary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Box, Page

_AROUND = 30
_bare = lru_cache(maxsize=8)(bare)


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence of a query on a page."""

    page: int
    boxes: tuple[Box, ...]
    snippet: str
    """The words around it, with private persons blotted out."""


def find(words: str, page: Page) -> Iterator[Hit]:
    """Give what `occurrences` gives; quotation marks around the words are left out."""
    return occurrences(unquoted(words.strip()), page)


def occurrences(words: str, page: Page) -> Iterator[Hit]:
    """Give every occurrence of words on a page, each sign of them as it stands.

    What touches a private person's name or number is not given. Only a page with an occurrence is
    looked at for persons.
    """
    wanted, _ = bare(words)
    if not wanted:
        return
    text, places = _bare(page.text)
    at = text.find(wanted)
    while at >= 0:
        start, end = places[at], places[at + len(wanted) - 1] + 1
        if not touches(wary(page.text), start, end):
            before, behind = max(0, start - _AROUND), end + _AROUND
            snippet = " ".join(blotted(page.text, before, behind).split())
            yield Hit(page.number, boxes_of(page, start, end), snippet)
        at = text.find(wanted, at + 1)
