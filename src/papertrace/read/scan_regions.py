"""Which parts of a page are pictures that must be read, and what was read of them put on the page.

Pure geometry in points; it neither draws nor recognises.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from papertrace.model import Box, union
from papertrace.read.pdf_glyphs import GIVEN, Glyphs, times

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.model import Page, Problem, Table
    from papertrace.read.grid import Grid
    from papertrace.read.ocr_seen import Seen
    from papertrace.read.pdf_glyphs import Matrix

FULL: Final = 200 / 72
"""Pixels a point at which pictures are read."""
_LARGEST: Final = 1250.0
"""Points of a page's longer side, beyond which its points are taken to be pixels of a scan."""
_USUAL: Final = 842.0
_LEAST: Final = 0.04
"""Share of the page from which a picture is worth reading."""
_SIDE: Final = 40.0
"""Points of its shorter side."""
_LINE, _WORD = 6.0, 9.0
"""Points: the least height of a line of print, and the least width of what is worth reading."""
_TOUCH: Final = 2.0
"""Points between strips of one picture."""
_FEW: Final = 3
"""Characters of text that may stand on a picture that has no text layer: a stamp, a number."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that was recognised: laid out straight, then moved to where it stands."""

    box: Box
    """Where it lies while the page is laid out."""
    back: Matrix
    """From there to the page."""


def unit_of(width: float, height: float) -> float:
    """Give how many points of a page make one point of print: 1, but for scans without a size."""
    longer = max(width, height)
    return longer / _USUAL if longer > _LARGEST else 1.0


def without_text(images: Iterable[Box], glyphs: Glyphs, page: Box) -> list[Box]:
    """Give the pictures on a page on which no text of the page stands."""
    found = []
    for box in _together(images):
        x0, top = max(box.x0, page.x0), max(box.top, page.top)
        x1, bottom = min(box.x1, page.x1), min(box.bottom, page.bottom)
        if min(x1 - x0, bottom - top) < _SIDE:
            continue
        if (x1 - x0) * (bottom - top) < _LEAST * page.width * page.height:
            continue
        inside = sum(
            x0 <= (a + b) / 2 <= x1 and top <= (c + d) / 2 <= bottom
            for a, b, c, d in zip(glyphs.x0, glyphs.x1, glyphs.top, glyphs.bottom, strict=True)
        )
        if inside < _FEW:
            found.append(Box(x0, top, x1, bottom))
    return found


def small_ones(images: Iterable[Box], glyphs: Glyphs, page: Box) -> list[Box]:
    """Give the pictures on a page that could hold a line of print, and are too small for the above.

    Pictures on which text of the page stands are none of them.
    """
    found = []
    for box in _together(images):
        x0, top = max(box.x0, page.x0), max(box.top, page.top)
        x1, bottom = min(box.x1, page.x1), min(box.bottom, page.bottom)
        wide, high = x1 - x0, bottom - top
        if min(wide, high) < _LINE or max(wide, high) < _WORD:
            continue
        if min(wide, high) >= _SIDE and wide * high >= _LEAST * page.width * page.height:
            continue
        if not any(
            x0 <= (a + b) / 2 <= x1 and top <= (c + d) / 2 <= bottom
            for a, b, c, d in zip(glyphs.x0, glyphs.x1, glyphs.top, glyphs.bottom, strict=True)
        ):
            found.append(Box(x0, top, x1, bottom))
    return found


def _together(images: Iterable[Box]) -> list[Box]:
    """Join boxes that overlap or touch."""
    parts: list[Box] = []
    for box in images:
        joined = box
        rest = []
        for part in parts:
            if _touch(joined, part):
                joined = union((joined, part))
            else:
                rest.append(part)
        parts = [*rest, joined]
    return parts


def _touch(a: Box, b: Box) -> bool:
    return (
        a.x0 <= b.x1 + _TOUCH
        and b.x0 <= a.x1 + _TOUCH
        and a.top <= b.bottom + _TOUCH
        and b.top <= a.bottom + _TOUCH
    )


def region_of(seen: Seen, box: Box, unit: float) -> Region:
    """Say where something seen in a picture at `box` lies; `unit` as of `unit_of`."""
    laid = Box(box.x0, box.top, box.x0 + seen.width, box.top + seen.height)
    inner = times((1, 0, 0, 1, -box.x0, -box.top), seen.back)
    return Region(laid, times(inner, (unit, 0, 0, unit, box.x0, box.top)))


def added(glyphs: Glyphs, seen: Seen, box: Box) -> Glyphs:
    """Add what was seen in a picture at `box` to a page's characters."""
    new = seen.glyphs
    return Glyphs(
        glyphs.text + new.text,
        glyphs.x0 + [x + box.x0 for x in new.x0],
        glyphs.top + [y + box.top for y in new.top],
        glyphs.x1 + [x + box.x0 for x in new.x1],
        glyphs.bottom + [y + box.top for y in new.bottom],
        glyphs.spaced + new.spaced,
        (glyphs.confidence or [GIVEN] * len(glyphs.text)) + new.confidence,
    )


def shifted(grid: Grid, box: Box) -> Grid:
    """Give a grid of a picture at `box` as a grid of the page."""
    slots = tuple(replace(s, box=_shifted(s.box, box)) for s in grid.slots)
    xs, ys = tuple(x + box.x0 for x in grid.xs), tuple(y + box.top for y in grid.ys)
    return replace(grid, box=_shifted(grid.box, box), xs=xs, ys=ys, slots=slots)


def _shifted(box: Box, by: Box) -> Box:
    return Box(box.x0 + by.x0, box.top + by.top, box.x1 + by.x0, box.bottom + by.top)


def on_page(inner: Box, box: Box, region: Region) -> Box:
    """Give where something stands on the page that was seen in the picture at `box`."""
    return _moved(_shifted(inner, box), region.back)


def in_place(problem: Problem, regions: Iterable[Region]) -> Problem:
    """Give a problem whose place is told as laid out with its place on the page."""
    if problem.anchor is None:
        return problem
    every = list(regions)
    boxes = []
    for box in problem.anchor.boxes:
        own = next((r for r in every if _holds(r.box, box)), None)
        boxes.append(box if own is None else _moved(box, own.back))
    return replace(problem, anchor=replace(problem.anchor, boxes=tuple(boxes)))


def put_back(page: Page, regions: Iterable[Region]) -> Page:
    """Give a page with the boxes of what was recognised as they stand on the page."""
    for region in regions:
        words = tuple(
            replace(w, box=_moved(w.box, region.back))
            if w.confidence is not None and _holds(region.box, w.box)
            else w
            for w in page.words
        )
        tables = tuple(
            _moved_table(t, region.back) if _holds(region.box, t.box) else t for t in page.tables
        )
        page = replace(page, words=words, tables=tables)
    return page


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


def _moved_table(table: Table, back: Matrix) -> Table:
    cells = tuple(replace(c, box=_moved(c.box, back)) for c in table.cells)
    return replace(table, box=_moved(table.box, back), cells=cells)


def _moved(box: Box, back: Matrix) -> Box:
    """Give the box around a box that was turned and moved."""
    a, b, c, d, e, f = back
    corners = [(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    xs = [round(a * x + c * y + e, 3) for x, y in corners]
    ys = [round(b * x + d * y + f, 3) for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
