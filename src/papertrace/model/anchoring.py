"""From a stretch of a page's text to an anchor, and from an anchor back to the page.

Quotes are compared without white space, so that a reader that breaks a line elsewhere still finds
the same words. An anchor is sound only where its quote stands in its boxes; it never slides to a
look-alike elsewhere.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from papertrace.model.anchoring_index import index_of
from papertrace.model.facts import Anchor
from papertrace.model.geometry import Box, by_line, holds, overlap

if TYPE_CHECKING:
    from collections.abc import Callable

    from papertrace.model.facts import Role
    from papertrace.model.pages import Page, Word

State = Literal["sound", "orphan"]

_CONTEXT = 16


def text_sha256(text: str) -> str:
    """Give the digest of a page's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=8)
def _digest(text: str) -> str:
    return text_sha256(text)


def _part(word: Word, start: int, end: int) -> Box:
    """Box the part of a word that lies in [start, end): its share of the width."""
    length = word.end - word.start
    if length <= 0 or (start <= word.start and end >= word.end):
        return word.box
    a = max(start, word.start) - word.start
    b = min(end, word.end) - word.start
    step = word.box.width / length
    return Box(word.box.x0 + a * step, word.box.top, word.box.x0 + b * step, word.box.bottom)


def boxes_of(page: Page, start: int, end: int) -> tuple[Box, ...]:
    """Box `page.text[start:end]`, one box a line."""
    return by_line(_part(w, start, end) for w in index_of(page).words.touching(start, end))


def selector_of(page: Page, start: int, end: int) -> str | None:
    """Give the selector of `page.text[start:end]`, or None where the page has no runs.

    A stretch over several elements is named by the first and the last, joined by ` .. `.
    """
    inside = index_of(page).runs.touching(start, end)
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    if "!" in first.path and "/" not in first.path:
        return first.path if first.path == last.path else f"{first.path} .. {last.path}"
    a = first.offset + max(0, start - first.start)
    b = last.offset + min(end, last.end) - last.start
    if first.path == last.path:
        return f"{first.path}#{a}:{b}" if first.path else f"{a}:{b}"
    return f"{first.path}#{a}: .. {last.path}#:{b}"


def _place(page: Page) -> Callable[[int, int], tuple[int, int]]:
    """Give what tells an occurrence's place on the page: (top, left) in whole points."""
    words = index_of(page).words

    def place(start: int, end: int) -> tuple[int, int]:
        word = words.first(start)
        if word is None:
            return 0, 0
        left = word.box.x0 if start <= word.start else _part(word, start, end).x0
        return round(word.box.top), round(left)

    return place


def ordinal_of(page: Page, start: int, end: int) -> int:
    """Say which occurrence of its own words a stretch is: by top, then left, from 0."""
    while start < end and page.text[start].isspace():
        start += 1
    wanted = "".join(page.text[start:end].split())
    return index_of(page).rank(wanted, start, _place(page)) if wanted else 0


def anchor_of(page: Page, start: int, end: int, field: str, role: Role = "") -> Anchor:
    """Make the anchor of `page.text[start:end]`; ValueError where nothing is printed there."""
    while start < end and page.text[start].isspace():
        start += 1
    while end > start and page.text[end - 1].isspace():
        end -= 1
    if start >= end:
        msg = f"nothing is printed at {start}:{end} of page {page.number}"
        raise ValueError(msg)
    return Anchor(
        field=field,
        page=page.number,
        boxes=boxes_of(page, start, end),
        selector=selector_of(page, start, end),
        quote=page.text[start:end],
        ordinal=ordinal_of(page, start, end),
        prefix=page.text[max(0, start - _CONTEXT) : start],
        suffix=page.text[end : end + _CONTEXT],
        text_sha256=_digest(page.text),
        role=role,
    )


def place_of(page: Page, anchor: Anchor) -> tuple[int, int] | None:
    """Give the stretch [start, end) of a page's text that an anchor quotes, None where it is gone.

    Its place on the page is not compared: see `state_of`.
    """
    wanted = "".join(anchor.quote.split())
    return index_of(page).occurrence(wanted, anchor.ordinal, _place(page)) if wanted else None


def state_of(page: Page | None, anchor: Anchor) -> State:
    """Say whether an anchor still stands: the same words, as the same occurrence, in their place.

    The place is the selector where the page has selectors (a drawing may be laid out anew), the
    boxes where it is the original's own geometry.
    """
    if page is None:
        return "orphan"
    spot = place_of(page, anchor)
    if spot is None:
        return "orphan"
    start, end = spot
    if anchor.selector is not None:
        return "sound" if selector_of(page, start, end) == anchor.selector else "orphan"
    found = boxes_of(page, start, end)
    good = all(any(overlap(f, b) > 0 or holds(b, f) for b in anchor.boxes) for f in found)
    return "sound" if good and found else "orphan"
