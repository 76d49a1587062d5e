"""From a PDF page to the horizontal and vertical rules drawn on it.

Stroked lines and the edges of stroked rectangles count, and filled shapes that are thin enough to
be a line (the habit of word processors). It never looks at clip paths, curves or shadings, and
does not say what a rule is for: that is the grid's work.
"""

from __future__ import annotations

from collections import deque
from ctypes import addressof, c_float, c_int, sizeof
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Final

import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.model import Box
from papertrace.read.pdf_calls import (
    address_of,
    count_in_form,
    count_segments,
    draw_mode,
    object_at,
    object_in_form,
    object_matrix,
    object_type,
    segment_at,
    segment_closes,
    segment_point,
    segment_type,
)
from papertrace.read.pdf_glyphs import times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pypdfium2 import PdfPage

    from papertrace.read.pdf_glyphs import Matrix

Rule = tuple[float, float, float]
"""Position across, start and end along, in points: (y, x0, x1) or (x, top, bottom)."""

_THIN: Final = 3.0  # points; a filled shape no thicker is a line
_STRAIGHT: Final = 1.0  # points; a line may lean by this
_DEPTH: Final = 12  # forms within forms
_MOST_SEGMENTS: Final = 20_000  # of one path; a longer one is a drawing
_PATH: Final = pdfium_c.FPDF_PAGEOBJ_PATH
_IMAGE: Final = pdfium_c.FPDF_PAGEOBJ_IMAGE
_FORM: Final = pdfium_c.FPDF_PAGEOBJ_FORM
_MOVE: Final = pdfium_c.FPDF_SEGMENT_MOVETO
_LINE: Final = pdfium_c.FPDF_SEGMENT_LINETO
# pdfium writes into these; it runs in one thread alone, so they can be shared by all calls
_matrix = (c_float * 6)()
_modes = (c_int * 2)()
_points = (c_float * (2 * _MOST_SEGMENTS))()
_at_matrix, _at_modes, _at_points = addressof(_matrix), addressof(_modes), addressof(_points)
_AT_X: Final = range(_at_points, _at_points + 8 * _MOST_SEGMENTS, 8)
_AT_Y: Final = range(_at_points + 4, _at_points + 4 + 8 * _MOST_SEGMENTS, 8)
MOST: Final = 20_000  # rules on a page; more is a drawing


def drawn_on(page: PdfPage, matrix: Matrix) -> tuple[list[Rule], list[Rule], list[Box]]:
    """Give horizontal rules, vertical rules, and the boxes of the images on a page."""
    across: list[Rule] = []
    down: list[Rule] = []
    images: list[Box] = []
    count = pdfium_c.FPDFPage_CountObjects(page)
    found = map(object_at, repeat(address_of(page.raw), count), range(count))
    for kind, thing, placed in _things(found, matrix, 0):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            images.append(_square(times(_matrix_of(thing), placed)))
        elif len(across) + len(down) <= MOST:
            _add_path(thing, placed, across, down)
    return across, down, images


def images_on(page: PdfPage, matrix: Matrix) -> list[tuple[Box, int]]:
    """Give the box of every image on a page, placed by `matrix`, and the address of its object."""
    handle = address_of(page.raw)
    found = [object_at(handle, n) for n in range(pdfium_c.FPDFPage_CountObjects(page))]
    return [
        (_square(times(_matrix_of(thing), placed)), thing)
        for kind, thing, placed in _things(found, matrix, 0)
        if kind == _IMAGE
    ]


def _things(found: Iterable[int], matrix: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    """Give every path and image with the matrix of the form it stands in."""
    path, image, form = _PATH, _IMAGE, _FORM
    for thing in found:
        kind = object_type(thing)
        if kind in (path, image):
            yield kind, thing, matrix
        elif kind == form and depth < _DEPTH:
            count = count_in_form(thing)
            inner = map(object_in_form, repeat(thing, count), range(count))
            yield from _things(inner, times(_matrix_of(thing), matrix), depth + 1)


def _square(matrix: Matrix) -> Box:
    """Give the box of an image, which is drawn into the unit square."""
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _matrix_of(thing: int) -> Matrix:
    object_matrix(thing, _at_matrix)
    a, b, c, d, e, f = _matrix
    return (a, b, c, d, e, f)


def _add_path(thing: int, matrix: Matrix, across: list[Rule], down: list[Rule]) -> None:
    draw_mode(thing, _at_modes, _at_modes + sizeof(c_int))
    fill, stroke = _modes
    count = count_segments(thing)
    if not (fill or stroke) or not 1 < count <= _MOST_SEGMENTS:
        return
    segments = list(map(segment_at, repeat(thing, count), range(count)))
    kinds = list(map(segment_type, segments))
    deque(map(segment_point, segments, _AT_X, _AT_Y), 0)
    a, b, c, d, e, f = times(_matrix_of(thing), matrix)
    xs, ys = _points[: 2 * count : 2], _points[1 : 2 * count : 2]
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(xs, ys, strict=True)]
    if kinds.count(_MOVE) == 1 and kinds[0] == _MOVE:
        starts = [0]
    else:
        starts = [i for i, kind in enumerate(kinds) if kind == _MOVE]
    for first, end in pairwise([*starts, count]):
        if end - first > 1:
            part = points[first:end]
            straight = stroke and all(kind == _LINE for kind in kinds[first + 1 : end])
            if straight and segment_closes(segments[end - 1]):
                part.append(part[0])
            _add_lines(part, across, down, outlined=bool(straight))


def _add_lines(
    points: list[tuple[float, float]], across: list[Rule], down: list[Rule], *, outlined: bool
) -> None:
    """Add a subpath that is thin enough to be a line, or else the edges of an outlined one."""
    xs, ys = zip(*points, strict=True)
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    wide, high = x1 - x0, bottom - top
    if high <= _THIN and high <= wide:
        across.append(((top + bottom) / 2, x0, x1))
    if wide <= _THIN and wide <= high:
        down.append(((x0 + x1) / 2, top, bottom))
    if outlined and wide > _THIN and high > _THIN:
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ay - by) <= _STRAIGHT < abs(ax - bx):
                across.append(((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) <= _STRAIGHT < abs(ay - by):
                down.append(((ax + bx) / 2, min(ay, by), max(ay, by)))
