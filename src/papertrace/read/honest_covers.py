"""What on a PDF page may lie over text or behind it: pictures, filled shapes, annotations.

Only what is large enough to cover something counts. It looks at no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.read import pdf_calls as calls
from papertrace.read.honest_inks import areas
from papertrace.read.pdf_annotations import notes_on
from papertrace.read.pdf_objects import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

    from papertrace.read.honest_inks import Area, Colour
    from papertrace.read.pdf_glyphs import Matrix

_SLIM: Final = 2.0
"""Points: what is slimmer covers nothing."""
_PLAIN: Final = frozenset(
    (pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_POPUP)
)
"""Annotations that cover nothing."""
_MOST_NOTES: Final = 500


@dataclass(frozen=True, slots=True)
class Shape:
    """Something that is drawn over a place."""

    order: int
    area: Area
    colour: Colour | None
    """None for pictures and shadings."""


def paths(order: Sequence[int], objects: list[int], matrix: Matrix) -> list[Shape]:
    """Give the filled shapes, and the broad lines, that are large enough to cover something."""
    if not objects:
        return []
    where = areas(objects, matrix)
    slim = ((where[:, 2:] - where[:, :2]) < _SLIM).any(1)
    # a slim shape without a broad line covers nothing: most of a page's rules end here
    some = np.flatnonzero(slim)
    broad = some[_widths(objects, some.tolist()) >= _SLIM]
    kept = np.sort(np.concatenate((np.flatnonzero(~slim), broad))).tolist()
    modes = told(calls.draw_mode, [objects[n] for n in kept], 2, np.int32).tolist()
    filled = [n for n, (fill, _) in zip(kept, modes, strict=True) if fill]
    lines = [n for n, (fill, stroke) in zip(kept, modes, strict=True) if stroke and not fill]
    found = {}
    colours = told(calls.fill_colour, [objects[n] for n in filled], 4, np.uint32)
    for n, colour in zip(filled, colours.tolist(), strict=True):
        found[n] = Shape(order[n], tuple(where[n].tolist()), tuple(colour))
    colours = told(calls.stroke_colour, [objects[n] for n in lines], 4, np.uint32)
    widths = _widths(objects, lines).tolist()
    for n, colour, width in zip(lines, colours.tolist(), widths, strict=True):
        if width >= _SLIM:
            left, low, right, high = where[n].tolist()
            half = width / 2
            grown = (left - half, low - half, right + half, high + half)
            found[n] = Shape(order[n], grown, tuple(colour))
    return [found[n] for n in kept if n in found]


def _widths(objects: list[int], some: Sequence[int]) -> NDArray[np.float32]:
    """Give how broad the lines of some objects are; 0 where they say nothing."""
    return told(calls.stroke_width, [objects[n] for n in some], 1, np.float32)[:, 0]


def picture(order: int, thing: int, matrix: Matrix) -> Shape:
    """Give a picture or a shading."""
    left, low, right, high = areas([thing], matrix)[0].tolist()
    return Shape(order, (left, low, right, high), None)


def notes(page: PdfPage) -> Iterator[Shape]:
    """Give the annotations that may cover text; they lie above all else."""
    for _, kind, box in notes_on(page, _MOST_NOTES):
        if kind not in _PLAIN:
            low, high = sorted((box.top, box.bottom))
            left, right = sorted((box.left, box.right))
            yield Shape(1 << 40, (left, low, right, high), None)
