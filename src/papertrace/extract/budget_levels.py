"""Sums of lines without codes: what holds what is told by （类）（款）（项）, numbers, indents.

Words that name the level are believed: a sum of theirs that fails is told. An indent may be no more
than a way of printing: its sums count where more of them hold than fail, or not at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from papertrace.extract.heads import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.budget_rows import Line

_SUFFIX = re.compile(r"[（(](?P<level>[类款项])[)）]$")
_MARKS = (
    re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}[、.．](?!\d)"),
    re.compile(r"^[（(]\d{1,2}[)）]"),
)
_STEP = 4.0
"""Points by which a deeper line begins further right; less is the printer's hand."""
Sum = tuple[int, tuple[int, ...]]
"""The number of the line that is the whole, and those of its parts."""


def sums_by_level(lines: Sequence[Line], key: str) -> Iterator[tuple[Sum, bool]]:
    """Give the sums that levels promise, and whether each must hold for the lines to be right."""
    for levels, sure in (
        (_worded(lines), True),
        (_marked(lines), False),
        (_indented(lines), False),
    ):
        if len({n for n in levels if n is not None}) > 1:
            yield from ((s, sure) for s in _sums(lines, levels, key))
            return
    flat = [None if TOTAL.match(x.name) else 0 for x in lines]
    yield from ((s, False) for s in _sums(lines, flat, key))


def _worded(lines: Sequence[Line]) -> list[int | None]:
    found = [_SUFFIX.search(x.name) for x in lines]
    return ["类款项".index(m["level"]) if m else None for m in found]


def _marked(lines: Sequence[Line]) -> list[int | None]:
    return [next((n for n, p in enumerate(_MARKS) if p.match(x.name)), None) for x in lines]


def _indented(lines: Sequence[Line]) -> list[int | None]:
    """Tell levels by where the first word of a name begins."""
    begins = [None if TOTAL.match(x.name) else _begin(x) for x in lines]
    steps: list[float] = []
    for place in sorted({b for b in begins if b is not None}):
        if not steps or place - steps[-1] > _STEP:
            steps.append(place)
    return [None if b is None else max(n for n, s in enumerate(steps) if s <= b) for b in begins]


def _begin(line: Line) -> float | None:
    spot = line.name_spots[0]
    words = spot.page.words
    at = bisect_left(words, spot.start, key=lambda w: w.start)
    return words[at].box.x0 if at < len(words) and words[at].start < spot.end else None


def _sums(lines: Sequence[Line], levels: Sequence[int | None], key: str) -> Iterator[Sum]:
    known = [n for n in levels if n is not None]
    for number, level in enumerate(levels):
        if level is None or key not in lines[number].amounts:
            continue
        inside: list[int] = []
        for n in range(number + 1, len(lines)):
            below = levels[n]
            if below is None or below <= level:
                break
            inside.append(n)
        parts = _nearest(lines, inside, levels, key) if inside else ()
        if parts:
            yield number, parts
    totals = [n for n, x in enumerate(lines) if TOTAL.match(x.name) and key in x.amounts]
    tops = [n for n, level in enumerate(levels) if known and level == min(known)]
    tops = [n for n in tops if key in lines[n].amounts]
    if len(totals) == 1 and len(tops) > 1:
        yield totals[0], tuple(tops)


def _nearest(
    lines: Sequence[Line], inside: Sequence[int], levels: Sequence[int | None], key: str
) -> tuple[int, ...]:
    """Give the lines directly below one: the widest level among those inside it."""
    widest = min(n for i in inside if (n := levels[i]) is not None)
    return tuple(i for i in inside if levels[i] == widest and key in lines[i].amounts)
