"""Finds the text on a PDF page that may not be seen, by how it is drawn and by what lies around it.

It looks at every object once and only suspects; whether something shows, the pixels tell
(`honest_pixels`). On an ordinary page it suspects nothing, and that is all that it costs.
"""

from __future__ import annotations

from ctypes import byref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.read.honest_covers import notes, paths, picture
from papertrace.read.honest_inks import SAME, Inside, is_layered, joined, leaves, texts_of
from papertrace.read.pdf_calls import object_matrix
from papertrace.read.pdf_glyphs import times
from papertrace.read.pdf_objects import Things, filled, in_form, on_page

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

    from papertrace.read.honest_covers import Shape
    from papertrace.read.honest_inks import Area, Colour, Texts
    from papertrace.read.pdf_glyphs import Matrix

_DEPTH: Final = 12
_MOST: Final = 200_000
"""Objects of a page that are looked at."""
_FAINT: Final = 40
"""Opacity below which nothing is seen."""
_LIGHT: Final = 185
_LEAST: Final = 1.5
"""Points: smaller text cannot be read."""
_NEAR: Final = 110
"""Sum of differences of two colours up to which one hides the other."""
_INVISIBLE: Final = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_OVERLAID: Final = 2_000_000
_AT_ONCE: Final = 250_000
"""Pairs of a text and a shape that are looked at together."""


@dataclass(frozen=True, slots=True)
class Ink:
    """One text object that may not be seen, as it is drawn."""

    address: int
    order: int
    area: Area
    mode: int
    colour: Colour
    size: float
    layered: bool
    """It, or the form it stands in, belongs to an optional layer."""
    nested: bool
    clipped: bool
    covered: bool
    """Something is drawn over it later."""
    pictured: bool
    """It stands on a picture, or under one."""

    @property
    def tiny(self) -> bool:
        """Say whether it is too small to be read."""
        return 0 <= self.size < _LEAST

    @property
    def transparent(self) -> bool:
        """Say whether it is drawn without ink."""
        return self.mode in _INVISIBLE or self.colour[3] < _FAINT


def doubtful(page: PdfPage, things: Things | None = None) -> list[Ink]:
    """Give the text objects of a page that may not be seen; `things` are the page's objects."""
    parts: list[Texts] = []
    shapes: list[Shape] = []
    every = on_page(page) if things is None else things
    if len(every.addresses) > _MOST:
        every = Things(every.addresses[:_MOST], every.kinds[:_MOST])
    _look(every, SAME, parts, shapes, Inside(0, layered=False))
    if not parts:
        return []
    texts = joined(parts)
    shapes += notes(page)
    overlaid = _overlay(texts, shapes)
    doubted = (
        overlaid.doubted
        | texts.clipped
        | (texts.mode == _INVISIBLE[0])
        | (texts.mode == _INVISIBLE[1])
        | (texts.colour[:, 3] < _FAINT)
        | ((texts.size >= 0) & (texts.size < _LEAST))
        | texts.layered
        | texts.nested
        | (texts.colour[:, :3].min(1) > _LIGHT)
        | leaves(texts.area, _bounds(page))
    )
    return [_ink(texts, n, overlaid) for n in np.flatnonzero(doubted).tolist()]


def _ink(texts: Texts, n: int, overlaid: _Overlaid) -> Ink:
    left, low, right, high = texts.area[n].tolist()
    red, green, blue, opacity = texts.colour[n].tolist()
    return Ink(
        texts.addresses[n],
        int(texts.order[n]),
        (left, low, right, high),
        int(texts.mode[n]),
        (red, green, blue, opacity),
        float(texts.size[n]),
        bool(texts.layered[n]),
        bool(texts.nested[n]),
        bool(texts.clipped[n]),
        bool(overlaid.covered[n]),
        bool(overlaid.pictured[n]),
    )


def _bounds(page: PdfPage) -> Area:
    area = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page, byref(area))
    low, high = sorted((area.top, area.bottom))
    left, right = sorted((area.left, area.right))
    return left, low, right, high


def _look(
    things: Things, matrix: Matrix, parts: list[Texts], shapes: list[Shape], where: Inside
) -> None:
    """Sort objects into text and what may cover it; forms are opened."""
    objects = things.addresses
    base = sum(len(part.addresses) for part in parts) + len(shapes)
    said = things.places(pdfium_c.FPDF_PAGEOBJ_TEXT)
    if said:
        parts.append(texts_of([objects[n] for n in said], [base + n for n in said], matrix, where))
    drawn = things.places(pdfium_c.FPDF_PAGEOBJ_PATH)
    shapes += paths([base + n for n in drawn], [objects[n] for n in drawn], matrix)
    if len(said) + len(drawn) == len(objects):
        return
    for n, kind in enumerate(things.kinds):
        if kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            shapes.append(picture(base + n, objects[n], matrix))
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and where.depth < _DEPTH:
            a, b, c, d, e, f = filled(object_matrix, [objects[n]], 6, np.float32)[0].tolist()
            own = times((a, b, c, d, e, f), matrix)
            deeper = Inside(where.depth + 1, where.layered or is_layered(objects[n]))
            _look(in_form(objects[n], _MOST), own, parts, shapes, deeper)


@dataclass(frozen=True, slots=True)
class _Overlaid:
    """Of each text: whether something makes it doubtful, covers it, is a picture at it."""

    doubted: NDArray[np.bool_]
    covered: NDArray[np.bool_]
    pictured: NDArray[np.bool_]


def _overlay(texts: Texts, shapes: list[Shape]) -> _Overlaid:
    """Suspect texts that lie under a shape, or on one of their own colour, or on a picture."""
    count = len(texts.addresses)
    doubted, covered, pictured = (np.zeros(count, np.bool_) for _ in range(3))
    if count * len(shapes) > _OVERLAID:
        covered[:] = doubted[:] = True
        return _Overlaid(doubted, covered, pictured)
    some = [s for s in shapes if s.colour is None or s.colour[3] >= _FAINT]
    step = max(1, _AT_ONCE // count)
    for first in range(0, len(some), step):
        part = some[first : first + step]
        which, mine = np.nonzero(_meet(np.array([s.area for s in part], np.float64), texts.area))
        if not which.size:
            continue
        later = np.array([s.order for s in part], np.int64)[which] > texts.order[mine]
        is_picture = np.array([s.colour is None for s in part], np.bool_)[which]
        colours = np.array([s.colour or (0, 0, 0, 0) for s in part], np.int64)[which]
        apart = np.abs(colours[:, :3] - texts.colour[mine, :3]).sum(1)
        covered[mine[later]] = True
        pictured[mine[is_picture]] = True
        doubted[mine[later | is_picture | (apart < _NEAR)]] = True
    return _Overlaid(doubted, covered, pictured)


def _meet(shapes: NDArray[np.float64], texts: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say for each shape (rows) and each text (columns) whether one lies on the other."""
    left, low, right, high = (shapes[:, k, None] for k in range(4))
    x0, y0, x1, y1 = texts.T
    wide = np.minimum(right, x1) - np.maximum(left, x0)
    tall = np.minimum(high, y1) - np.maximum(low, y0)
    found: NDArray[np.bool_] = (
        (wide > 1)
        & (tall > np.minimum(1.0, 0.3 * (y1 - y0)))
        & (x0 < right)  # and what has no extent of its own lies on nothing
        & (x1 > left)
        & (y0 < high)
        & (y1 > low)
    )
    return found
