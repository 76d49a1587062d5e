"""From a stretch of a page's text to an anchor, and from an anchor back to the page.

Quotes are compared without white space, so that a reader that breaks a line elsewhere still finds
the same words. An anchor is sound only where its quote stands in its boxes; it never slides to a
look-alike elsewhere.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from papertrace.model.facts import Anchor
from papertrace.model.geometry import Box, by_line, holds, overlap

if TYPE_CHECKING:
    from papertrace.model.facts import Role
    from papertrace.model.pages import Page, Word

State = Literal["sound", "orphan"]

_CONTEXT = 16


def text_sha256(text: str) -> str:
    """Give the digest of a page's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=8)
def _bare(text: str) -> tuple[str, tuple[int, ...]]:
    """Give the text without white space, and for each of its characters the offset it had."""
    kept = [(c, i) for i, c in enumerate(text) if not c.isspace()]
    return "".join(c for c, _ in kept), tuple(i for _, i in kept)


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
    return by_line(_part(w, start, end) for w in page.words if w.start < end and w.end > start)


def selector_of(page: Page, start: int, end: int) -> str | None:
    """Give the selector of `page.text[start:end]`, or None where the page has no runs.

    A stretch over several elements is named by the first and the last, joined by ` .. `.
    """
    inside = [r for r in page.runs if r.start < end and r.end > start]
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


_last_ends: tuple[tuple[Word, ...], list[int]] = ((), [])


def _ends(words: tuple[Word, ...]) -> list[int]:
    """Give the furthest offset up to each word; kept for the page last asked about."""
    global _last_ends  # noqa: PLW0603  (one page is asked about many times in a row)
    if _last_ends[0] is not words:
        _last_ends = words, list(accumulate((w.end for w in words), max))
    return _last_ends[1]


def _places(page: Page, quote: str) -> list[tuple[tuple[int, int], int, int]]:
    """Find every occurrence of a quote: ((top, left) in whole points, start, end) in text order."""
    bare, back = _bare(page.text)
    wanted = "".join(quote.split())
    found = []
    ends = _ends(page.words)
    at = bare.find(wanted) if wanted else -1
    while at >= 0:
        start, end = back[at], back[at + len(wanted) - 1] + 1
        first = bisect_right(ends, start)
        none = Box(0, 0, 0, 0)
        spot = _part(page.words[first], start, end) if first < len(ends) else none
        found.append(((round(spot.top), round(spot.x0)), start, end))
        at = bare.find(wanted, at + 1)
    return found


def ordinal_of(page: Page, start: int, end: int) -> int:
    """Say which occurrence of its own words a stretch is: by top, then left, from 0."""
    while start < end and page.text[start].isspace():
        start += 1
    places = _places(page, page.text[start:end])
    if len(places) < 2:  # noqa: PLR2004
        return 0
    starts = [s for _, s, _ in sorted(places)]
    return starts.index(start) if start in starts else 0


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


def state_of(page: Page | None, anchor: Anchor) -> State:
    """Say whether an anchor still stands: the same words, as the same occurrence, in their place.

    The place is the selector where the page has selectors (a drawing may be laid out anew), the
    boxes where it is the original's own geometry.
    """
    if page is None:
        return "orphan"
    places = sorted(_places(page, anchor.quote))
    if anchor.ordinal >= len(places):
        return "orphan"
    _, start, end = places[anchor.ordinal]
    if anchor.selector is not None:
        return "sound" if selector_of(page, start, end) == anchor.selector else "orphan"
    found = boxes_of(page, start, end)
    good = all(any(overlap(f, b) > 0 or holds(b, f) for b in anchor.boxes) for f in found)
    return "sound" if good and found else "orphan"
