"""Where two readings of one picture differ: stretches of the newer one, and what the older one had.

Characters are compared by where they stand, not by their order. It says that two readings differ,
never which of them is right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from papertrace.read.ocr_characters import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.read.pdf_glyphs import Glyphs

_ASIDE: Final = 0.6
"""Of a character's height: how far apart along the line the same character may stand."""
_LEVEL: Final = 0.5
_BESIDE: Final = 0.7
"""Of a character's height: how far its neighbours are where one has nothing to stand against."""
_APART: Final = 1.5
"""Of a character's height: how far its neighbour in a figure is at most."""
_FIELD: Final = 24.0
"""Points of the fields in which characters are looked up."""
_FIGURE: Final = frozenset("0123456789.,%")


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of a reading that an earlier one read otherwise."""

    start: int
    end: int
    """Characters of the newer reading; equal where it has none there."""
    was: str
    """What the earlier one has there."""


def differences(now: Glyphs, was: Glyphs) -> tuple[Difference, ...]:
    """Compare two readings of one picture; stretches in order, figures always whole."""
    alone, left = _unmatched(now, was)
    marked = set(alone)
    lost: list[int] = []
    here = _fields(now)
    for index in left:
        close = list(_near(here, was, index))
        if any(n in marked and _stands_by(now, n, was, index, _ASIDE) for n in close):
            continue
        beside = [n for n in close if _stands_by(now, n, was, index, _BESIDE)]
        marked.update(beside)
        if not beside:
            lost.append(index)
    there = _fields(was)
    found = [
        Difference(start, end, _text_there(now, start, end, was, there))
        for start, end in _stretches(now, marked)
    ]
    return (*found, *(Difference(0, 0, was.text[n]) for n in lost))


def _unmatched(now: Glyphs, was: Glyphs) -> tuple[list[int], set[int]]:
    """Give the characters of each that have no equal in the other at their place."""
    fields, left, alone = _fields(was), set(range(len(was.text))), []
    for index, character in enumerate(now.text):
        equal = [
            n
            for n in _near(fields, now, index)
            if n in left
            and folded(was.text[n]) == folded(character)
            and _stands_by(was, n, now, index, _ASIDE)
        ]
        if equal:
            x = _middle(now, index)[0]
            left.discard(min(equal, key=lambda n: abs(_middle(was, n)[0] - x)))
        else:
            alone.append(index)
    return alone, left


def _stretches(now: Glyphs, marked: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Join marked characters that follow on each other, and grow them to whole figures."""
    end = 0
    for index in sorted(marked):
        if index < end:
            continue
        start, end = index, index + 1
        while start > 0 and _joined(now, start):
            start -= 1
        while end < len(now.text) and (_joined(now, end) or (end in marked and _follows(now, end))):
            end += 1
        yield start, end


def _joined(now: Glyphs, at: int) -> bool:
    """Say whether the characters before and at a place belong to one figure."""
    return now.text[at - 1] in _FIGURE and now.text[at] in _FIGURE and _follows(now, at)


def _follows(now: Glyphs, at: int) -> bool:
    return not now.spaced[at] and _stands_by(now, at, now, at - 1, _APART)


def _text_there(
    now: Glyphs, start: int, end: int, was: Glyphs, fields: dict[tuple[int, int], list[int]]
) -> str:
    left, right = min(now.x0[start:end]), max(now.x1[start:end])
    found = {
        n
        for index in range(start, end)
        for n in _near(fields, now, index)
        if left <= _middle(was, n)[0] <= right and _stands_by(was, n, now, index, _APART)
    }
    return "".join(was.text[n] for n in sorted(found, key=lambda n: _middle(was, n)[0]))


def _middle(glyphs: Glyphs, index: int) -> tuple[float, float]:
    return (
        (glyphs.x0[index] + glyphs.x1[index]) / 2,
        (glyphs.top[index] + glyphs.bottom[index]) / 2,
    )


def _fields(glyphs: Glyphs) -> dict[tuple[int, int], list[int]]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index in range(len(glyphs.text)):
        x, y = _middle(glyphs, index)
        found[int(x // _FIELD), int(y // _FIELD)].append(index)
    return found


def _near(fields: dict[tuple[int, int], list[int]], of: Glyphs, index: int) -> Iterator[int]:
    x, y = _middle(of, index)
    column, row = int(x // _FIELD), int(y // _FIELD)
    for across in (column - 1, column, column + 1):
        for down in (row - 1, row, row + 1):
            yield from fields.get((across, down), ())


def _stands_by(one: Glyphs, n: int, other: Glyphs, m: int, aside: float) -> bool:
    """Say whether two characters stand on one line, no farther apart than `aside` heights."""
    (x, y), (u, v) = _middle(one, n), _middle(other, m)
    height = max(other.bottom[m] - other.top[m], 1.0)
    return abs(x - u) <= aside * height and abs(y - v) <= _LEVEL * height
