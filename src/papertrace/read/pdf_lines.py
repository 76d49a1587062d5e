"""From glyphs to lines: what stands side by side is one line, read from the left.

Everything is decided by geometry; the order of the file only keeps runs of glyphs together. It
never drops a glyph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from papertrace.read.pdf_glyphs import Glyphs

TOUCH: Final = 0.25  # of the glyphs' height: a wider gap ends a strip
SLIM: Final = 0.1  # as wide a gap ends a strip where the file has white space
_BACK: Final = 0.5  # of the height: how far glyphs may overlap (kerning, italics)
_SIGN: Final = 0.75  # of a line's height: a sign that hangs on it is no higher
_HANGS: Final = 0.15  # of the sign's height: what it shares with the line
_SHORT: Final = 2.0  # of the line's height: how wide it may be
_NEAR: Final = 0.4  # of the line's height: how far from a strip of the line
_SET: Final = 0.08  # of the height: characters of one figure stand no further apart
_IN_FIGURE: Final = frozenset("0123456789.,-%")
_LEVEL: Final = 0.5  # of the lower one's height: two strips sharing more stand on one line


@dataclass(slots=True)
class Strip:
    """Glyphs `first` to `end` of the file, which follow each other on a line without a gap."""

    first: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Line:
    """Strips that stand on one line, from the left."""

    strips: list[Strip]
    x0: float
    top: float
    x1: float
    bottom: float


def strips_of(glyphs: Glyphs) -> list[Strip]:
    """Cut a page's glyphs into strips."""
    found: list[Strip] = []
    first = 0
    left = right = high = low = 0.0  # the edges of the strip in the making
    columns = zip(glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom, glyphs.spaced, strict=True)
    # conditions and not min and max, which take twice as long: this runs for every character
    for index, (x0, top, x1, bottom, spaced) in enumerate(columns):
        tall = bottom - top
        if (
            -_BACK * tall <= x0 - right <= (SLIM if spaced else TOUCH) * tall
            and (bottom if bottom < low else low)  # noqa: FURB136
            - (top if top > high else high)  # noqa: FURB136
            > _LEVEL * tall
            and index
        ):
            if x1 > right:  # noqa: PLR1730
                right = x1
            if top < high:  # noqa: PLR1730
                high = top
            if bottom > low:  # noqa: PLR1730
                low = bottom
            continue
        if index:
            found.append(Strip(first, index, left, high, right, low))
        first, left, high, right, low = index, x0, top, x1, bottom
    if glyphs.x0:
        found.append(Strip(first, len(glyphs.x0), left, high, right, low))
    return found


def placed(
    glyphs: Glyphs, strips: Iterable[Strip], place: Callable[[float, float], int]
) -> dict[int, list[Strip]]:
    """Sort strips by where they belong; `place(x, y)` says it: a cell's number, or -1.

    A strip that runs over several cells is cut where the next glyph's middle lies in another, but
    never inside a figure.
    """
    found: dict[int, list[Strip]] = {}
    for strip in strips:
        spots = [
            place((glyphs.x0[i] + glyphs.x1[i]) / 2, (glyphs.top[i] + glyphs.bottom[i]) / 2)
            for i in (strip.first, strip.end - 1)
        ]
        if spots[0] == spots[1]:
            found.setdefault(spots[0], []).append(strip)
            continue
        for i, spot in zip(
            range(strip.first, strip.end), _spots(glyphs, strip, place), strict=True
        ):
            x0, top, x1, bottom = glyphs.x0[i], glyphs.top[i], glyphs.x1[i], glyphs.bottom[i]
            here = found.setdefault(spot, [])
            if here and here[-1].end == i and here[-1].first >= strip.first:
                last = here[-1]
                last.end, last.x1 = i + 1, max(last.x1, x1)
                last.top, last.bottom = min(last.top, top), max(last.bottom, bottom)
            else:
                here.append(Strip(i, i + 1, x0, top, x1, bottom))
    return found


def _spots(glyphs: Glyphs, strip: Strip, place: Callable[[float, float], int]) -> list[int]:
    """Say where each glyph of a strip belongs; a figure stands where most of it does."""
    first, end = strip.first, strip.end
    spots = [
        place((glyphs.x0[i] + glyphs.x1[i]) / 2, (glyphs.top[i] + glyphs.bottom[i]) / 2)
        for i in range(first, end)
    ]
    start = first
    for i in range(first + 1, end + 1):
        if i < end and _is_one_figure(glyphs, i):
            continue
        told = spots[start - first : i - first]
        if len(set(told)) > 1:
            most = max(dict.fromkeys(reversed(told)), key=told.count)
            spots[start - first : i - first] = [most] * len(told)
        start = i
    return spots


def _is_one_figure(glyphs: Glyphs, i: int) -> bool:
    """Say whether a glyph and the one before it are set as parts of one figure."""
    gap, high = glyphs.x0[i] - glyphs.x1[i - 1], glyphs.bottom[i] - glyphs.top[i]
    return (
        glyphs.text[i] in _IN_FIGURE
        and glyphs.text[i - 1] in _IN_FIGURE
        and not glyphs.spaced[i]
        and gap < _SET * high
    )


def lines_of(strips: Iterable[Strip]) -> list[Line]:
    """Put strips on lines, from the top; on a line from the left."""
    lines: list[Line] = []
    for strip in sorted(strips, key=lambda s: (s.top + s.bottom, s.x0)):
        best, most = None, 0.0
        for line in lines[-3:]:
            shared = min(line.bottom, strip.bottom) - max(line.top, strip.top)
            low = min(line.bottom - line.top, strip.bottom - strip.top)
            if shared > _LEVEL * low and shared > most:
                best, most = line, shared
        if best is None:
            lines.append(Line([strip], strip.x0, strip.top, strip.x1, strip.bottom))
            continue
        best.strips.append(strip)
        best.x0, best.x1 = min(best.x0, strip.x0), max(best.x1, strip.x1)
        if strip.bottom - strip.top > best.bottom - best.top:
            best.top, best.bottom = strip.top, strip.bottom
    lines = _taken_up(lines)
    for line in lines:
        line.strips.sort(key=lambda s: s.x0)
    return lines


def _taken_up(lines: list[Line]) -> list[Line]:
    """Put lines of nothing but small signs that touch the head or foot of a line on that line."""
    kept: list[Line] = []
    for index, line in enumerate(lines):
        near = [*kept[-1:], *lines[index + 1 : index + 2]]
        home = next((n for n in near if _hangs_on(line, n)), None)
        if home is None:
            kept.append(line)
        else:
            home.strips += line.strips
            home.x0, home.x1 = min(home.x0, line.x0), max(home.x1, line.x1)
    return kept


def _hangs_on(line: Line, other: Line) -> bool:
    high, tall = other.bottom - other.top, line.bottom - line.top
    shared = min(line.bottom, other.bottom) - max(line.top, other.top)
    if tall > _SIGN * high or shared < _HANGS * tall:
        return False
    return all(
        s.x1 - s.x0 <= _SHORT * high
        and any(
            -_BACK * tall <= s.x0 - o.x1 <= _NEAR * high
            or -_BACK * tall <= o.x0 - s.x1 <= _NEAR * high
            for o in other.strips
        )
        for s in line.strips
    )
