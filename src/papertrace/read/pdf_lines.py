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

_TOUCH: Final = 0.25  # of the glyphs' height: a wider gap ends a strip
_LEVEL: Final = 0.5  # of the lower one's height: two strips sharing more stand on one line


@dataclass(slots=True)
class Strip:
    """A run of glyphs that follow each other in the file and on the line."""

    glyphs: list[int]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> float:
        """Give the height at which it stands."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Line:
    """Glyphs that stand on one line, from the left."""

    strips: list[Strip]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def glyphs(self) -> list[int]:
        """Give the glyphs' numbers, from the left."""
        return [g for s in self.strips for g in s.glyphs]


def strips_of(glyphs: Glyphs, place: Callable[[float, float], int]) -> dict[int, list[Strip]]:
    """Cut a page's glyphs into strips; `place(x, y)` says where a glyph belongs (a cell, or -1).

    Gives the strips of every place.
    """
    found: dict[int, list[Strip]] = {}
    strip: Strip | None = None
    at = -1
    columns = zip(glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom, strict=True)
    for index, (x0, top, x1, bottom) in enumerate(columns):
        here = place((x0 + x1) / 2, (top + bottom) / 2)
        if strip is not None and here == at:
            height = bottom - top
            gap = x0 - strip.x1
            shared = min(bottom, strip.bottom) - max(top, strip.top)
            if -height <= 2 * gap <= 2 * _TOUCH * height and shared > _LEVEL * height:
                strip.glyphs.append(index)
                strip.x1 = max(strip.x1, x1)
                strip.top, strip.bottom = min(strip.top, top), max(strip.bottom, bottom)
                continue
        at = here
        strip = Strip([index], x0, top, x1, bottom)
        found.setdefault(here, []).append(strip)
    return found


def lines_of(strips: Iterable[Strip]) -> list[Line]:
    """Put strips on lines, from the top; on a line from the left."""
    lines: list[Line] = []
    for strip in sorted(strips, key=lambda s: (s.middle, s.x0)):
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
    for line in lines:
        line.strips.sort(key=lambda s: s.x0)
    return lines
