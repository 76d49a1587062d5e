"""From a PDF page to the horizontal and vertical rules drawn on it.

Stroked lines and the edges of stroked rectangles count, and filled shapes that are thin enough to
be a line (the habit of word processors). It never looks at clip paths, curves or shadings, and
does not say what a rule is for: that is the grid's work.
"""

from __future__ import annotations

import itertools
from ctypes import byref, c_float, c_int
from typing import TYPE_CHECKING, Any, Final

import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.read.pdf_glyphs import times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

    from papertrace.read.pdf_glyphs import Matrix

Rule = tuple[float, float, float]
"""Position across, start and end along, in points: (y, x0, x1) or (x, top, bottom)."""

_THIN: Final = 3.0  # points; a filled shape no thicker is a line
_STRAIGHT: Final = 1.0  # points; a line may lean by this
_DEPTH: Final = 12  # forms within forms
MOST: Final = 20_000  # rules on a page; more is a drawing


def drawn_on(page: PdfPage, matrix: Matrix) -> tuple[list[Rule], list[Rule], int]:
    """Give horizontal rules, vertical rules, and the number of images on a page."""
    across: list[Rule] = []
    down: list[Rule] = []
    images = 0
    count = pdfium_c.FPDFPage_CountObjects(page)
    found = (pdfium_c.FPDFPage_GetObject(page, i) for i in range(count))
    for kind, thing, placed in _things(found, matrix, 0):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            images += 1
        elif len(across) + len(down) <= MOST:
            _add_path(thing, placed, across, down)
    return across, down, images


def _things(found: Iterator[Any], matrix: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
    """Give every path and image with the matrix of the form it stands in."""
    for thing in found:
        kind = pdfium_c.FPDFPageObj_GetType(thing)
        if kind in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE):
            yield kind, thing, matrix
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            count = pdfium_c.FPDFFormObj_CountObjects(thing)
            inner = (pdfium_c.FPDFFormObj_GetObject(thing, i) for i in range(count))
            yield from _things(inner, times(_matrix_of(thing), matrix), depth + 1)


def _matrix_of(thing: Any) -> Matrix:  # noqa: ANN401  (a ctypes pointer)
    m = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(thing, byref(m))
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _add_path(thing: Any, matrix: Matrix, across: list[Rule], down: list[Rule]) -> None:  # noqa: ANN401  (a ctypes pointer)
    fill, stroke = c_int(), c_int()
    pdfium_c.FPDFPath_GetDrawMode(thing, byref(fill), byref(stroke))
    if not fill.value and not stroke.value:
        return
    placed = times(_matrix_of(thing), matrix)
    for points, straight in _subpaths(thing, placed):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if bottom - top <= _THIN and bottom - top <= x1 - x0:
            across.append(((top + bottom) / 2, x0, x1))
        if x1 - x0 <= _THIN and x1 - x0 <= bottom - top:
            down.append(((x0 + x1) / 2, top, bottom))
        if stroke.value and straight and x1 - x0 > _THIN and bottom - top > _THIN:
            _add_edges(points, across, down)


def _add_edges(points: list[tuple[float, float]], across: list[Rule], down: list[Rule]) -> None:
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        if abs(ay - by) <= _STRAIGHT < abs(ax - bx):
            across.append(((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) <= _STRAIGHT < abs(ay - by):
            down.append(((ax + bx) / 2, min(ay, by), max(ay, by)))


def _subpaths(thing: Any, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:  # noqa: ANN401  (a ctypes pointer)
    """Give each subpath's points in display space, and whether it has straight lines alone."""
    a, b, c, d, e, f = matrix
    x, y = c_float(), c_float()
    at_x, at_y = byref(x), byref(y)
    points: list[tuple[float, float]] = []
    straight = True
    for index in range(pdfium_c.FPDFPath_CountSegments(thing)):
        segment = pdfium_c.FPDFPath_GetPathSegment(thing, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, straight
            points, straight = [], True
        elif kind != pdfium_c.FPDF_SEGMENT_LINETO:
            straight = False
        pdfium_c.FPDFPathSegment_GetPoint(segment, at_x, at_y)
        px, py = x.value, y.value
        points.append((a * px + c * py + e, b * px + d * py + f))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points, straight
