"""Exact search over the pages that were read: every occurrence, in any script, boxed.

It ranks nothing and indexes nothing yet: it looks through the text of every page, so what it does
not find does not stand there (as read). Width, case, traditional characters and white space are
folded on both sides. The names and numbers of private persons are the exception: they are neither
found nor shown, and no setting changes that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.model import boxes_of
from papertrace.text import fold, script
from papertrace.text.personal_wary import blotted, touches, wary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Box, Page

_AROUND = 30


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence of a query on a page."""

    page: int
    boxes: tuple[Box, ...]
    snippet: str
    """The words around it, with private persons blotted out."""


def _bare(text: str) -> tuple[str, list[int]]:
    """Fold a text and leave out its white space; give each character's place in the original."""
    folded = fold.fold(text)
    kept = [(c, folded.offsets[i]) for i, c in enumerate(folded.text) if not c.isspace()]
    return script.simplified("".join(c for c, _ in kept)).casefold(), [i for _, i in kept]


def find(query: str, page: Page) -> Iterator[Hit]:
    """Give every occurrence of a query on a page; quotation marks around it are left out.

    What touches a private person's name or number is not given. Only a page with an occurrence is
    looked at for persons.
    """
    wanted, _ = _bare(query.strip().strip('"“”'))
    if not wanted:
        return
    text, places = _bare(page.text)
    at = text.find(wanted) if len(text) == len(places) else -1
    while at >= 0:
        start, end = places[at], places[at + len(wanted) - 1] + 1
        if not touches(wary(page.text), start, end):
            before, behind = max(0, start - _AROUND), end + _AROUND
            snippet = " ".join(blotted(page.text, before, behind).split())
            yield Hit(page.number, boxes_of(page, start, end), snippet)
        at = text.find(wanted, at + 1)
