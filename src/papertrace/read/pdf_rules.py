"""From a PDF page to the horizontal and vertical rules drawn on it.

Stroked lines and the edges of stroked rectangles count, and filled shapes that are thin enough to
be a line (the habit of word processors). It never looks at clip paths, curves or shadings, and
does not say what a rule is for: that is the grid's work.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Final

import numpy as np
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.model import Box
from papertrace.read.pdf_calls import (
    count_segments,
    draw_mode,
    object_matrix,
    segment_at,
    segment_closes,
    segment_point,
    segment_type,
)
from papertrace.read.pdf_glyphs import times
from papertrace.read.pdf_objects import filled, in_form, on_page, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

    from papertrace.read.pdf_glyphs import Matrix
    from papertrace.read.pdf_objects import Things

Rule = tuple[float, float, float]
"""Position across, start and end along, in points: (y, x0, x1) or (x, top, bottom)."""

_THIN: Final = 3.0  # points; a filled shape no thicker is a line
_STRAIGHT: Final = 1.0  # points; a line may lean by this
_DEPTH: Final = 12  # forms within forms
_MOST_SEGMENTS: Final = 20_000  # of one path; a longer one is a drawing
_AT_ONCE: Final = 50_000  # segments that are looked at together
_PATH: Final = pdfium_c.FPDF_PAGEOBJ_PATH
_IMAGE: Final = pdfium_c.FPDF_PAGEOBJ_IMAGE
_FORM: Final = pdfium_c.FPDF_PAGEOBJ_FORM
_MOVE: Final = pdfium_c.FPDF_SEGMENT_MOVETO
_LINE: Final = pdfium_c.FPDF_SEGMENT_LINETO
MOST: Final = 20_000  # rules on a page; more is a drawing


@dataclass(frozen=True, slots=True)
class _Paths:
    """Paths of one page or form, all of whose points are moved by one matrix after their own."""

    objects: list[int]
    matrix: Matrix


def drawn_on(
    page: PdfPage, matrix: Matrix, things: Things | None = None
) -> tuple[list[Rule], list[Rule], list[Box]]:
    """Give horizontal rules, vertical rules, and the boxes of the images on a page.

    `things` are the page's objects, where they are listed already.
    """
    across: list[Rule] = []
    down: list[Rule] = []
    images: list[Box] = []
    for part in _parts(on_page(page) if things is None else things, matrix, 0):
        if isinstance(part, _Paths):
            _add_paths(part, across, down)
        else:
            images.append(part[0])
    return across, down, images


def images_on(page: PdfPage, matrix: Matrix) -> list[tuple[Box, int]]:
    """Give the box of every image on a page, placed by `matrix`, and the address of its object."""
    return [p for p in _parts(on_page(page), matrix, 0) if not isinstance(p, _Paths)]


def _parts(things: Things, matrix: Matrix, depth: int) -> Iterator[_Paths | tuple[Box, int]]:
    """Give paths, as many together as can be, and images, in the order in which they are drawn."""
    paths: list[int] = []
    for kind, thing in zip(things.kinds, things.addresses, strict=True):
        if kind == _PATH:
            paths.append(thing)
        elif kind == _IMAGE:
            yield _square(times(_matrix_of(thing), matrix)), thing
        elif kind == _FORM and depth < _DEPTH:
            yield _Paths(paths, matrix)
            paths = []
            yield from _parts(in_form(thing), times(_matrix_of(thing), matrix), depth + 1)
    yield _Paths(paths, matrix)


def _square(matrix: Matrix) -> Box:
    """Give the box of an image, which is drawn into the unit square."""
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _matrix_of(thing: int) -> Matrix:
    a, b, c, d, e, f = filled(object_matrix, [thing], 6, np.float32)[0].tolist()
    return (a, b, c, d, e, f)


def _add_paths(part: _Paths, across: list[Rule], down: list[Rule]) -> None:
    """Add the rules among paths; none of the next path where a page has too many already."""
    count = len(part.objects)
    if not count or len(across) + len(down) > MOST:
        return
    sizes = [n if n <= _MOST_SEGMENTS else 0 for n in map(count_segments, part.objects)]
    if count == 1 or sum(sizes) <= _AT_ONCE:
        level, upright = _rules(part, sizes)
        if count == 1 or len(across) + len(down) + len(level) + len(upright) <= MOST:
            across += level
            down += upright
            return
    for some in (part.objects[: count // 2], part.objects[count // 2 :]):
        _add_paths(_Paths(some, part.matrix), across, down)


def _rules(part: _Paths, sizes: Sequence[int]) -> tuple[list[Rule], list[Rule]]:
    """Give the level and the upright rules among paths with so many segments each."""
    modes = told(draw_mode, part.objects, 2, np.int32)
    kept = np.flatnonzero(modes.any(1) & (np.array(sizes) > 1)).tolist()
    if not kept:
        return [], []
    objects, counts = [part.objects[n] for n in kept], [sizes[n] for n in kept]
    each = chain.from_iterable(map(repeat, objects, counts))
    segments = list(map(segment_at, each, chain.from_iterable(map(range, counts))))
    kinds = np.array(list(map(segment_type, segments)))
    x, y = told(segment_point, segments, 2, np.float32).astype(np.float64).T
    size = np.array(counts)
    a, b, c, d, e, f = (np.repeat(n, size) for n in _placed(objects, part.matrix))
    with np.errstate(all="ignore"):
        xs, ys = a * x + c * y + e, b * x + d * y + f
    ends = np.cumsum(size)
    starts = np.flatnonzero(kinds == _MOVE)
    owner = np.searchsorted(ends, starts, "right")
    stops = np.minimum(ends[owner], np.append(starts[1:], len(kinds)))
    some = stops - starts > 1
    stroked = modes[kept, 1][owner[some]] != 0
    return _sorted_out(_Drawn(xs, ys, starts[some], stops[some], stroked, kinds), segments)


def _placed(objects: list[int], matrix: Matrix) -> tuple[NDArray[np.float64], ...]:
    """Give the six numbers of each path's own matrix followed by another: `times`, for many."""
    own = filled(object_matrix, objects, 6, np.float32).astype(np.float64)
    a, b, c, d, e, f = own.T
    ao, bo, co, do, eo, fo = matrix
    with np.errstate(all="ignore"):
        return (
            a * ao + b * co,
            a * bo + b * do,
            c * ao + d * co,
            c * bo + d * do,
            e * ao + f * co + eo,
            e * bo + f * do + fo,
        )


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Subpaths: segments `starts` to `stops` among all segments, whose points are xs and ys."""

    xs: NDArray[np.float64]
    ys: NDArray[np.float64]
    starts: NDArray[np.int64]
    stops: NDArray[np.int64]
    stroked: NDArray[np.bool_]
    kinds: NDArray[np.int64]

    def extent(self, values: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
        """Give the least and the largest value of each subpath."""
        return self._over(np.minimum, values), self._over(np.maximum, values)

    def straight(self) -> NDArray[np.bool_]:
        """Say which subpaths are lines alone, and stroked."""
        curved = self._over(np.add, (self.kinds != _LINE).astype(np.float64))
        found: NDArray[np.bool_] = self.stroked & (curved == 1)  # the one is where it begins
        return found

    def _over(self, what: np.ufunc, values: NDArray[np.float64]) -> NDArray[np.float64]:
        cuts = np.stack((self.starts, self.stops), 1).ravel()
        made: NDArray[np.float64] = what.reduceat(np.append(values, 0.0), cuts)[::2]
        return made


def _sorted_out(found: _Drawn, segments: Sequence[int]) -> tuple[list[Rule], list[Rule]]:
    """Give subpaths that are thin enough to be lines, and the edges of outlined ones."""
    if not found.starts.size:
        return [], []
    (x0, x1), (top, bottom) = found.extent(found.xs), found.extent(found.ys)
    with np.errstate(all="ignore"):
        wide, high = x1 - x0, bottom - top
        level = np.flatnonzero((high <= _THIN) & (high <= wide))
        upright = np.flatnonzero((wide <= _THIN) & (wide <= high))
        outlined = np.flatnonzero(found.straight() & (wide > _THIN) & (high > _THIN))
        ys, xs = (top + bottom) / 2, (x0 + x1) / 2
    across = list(zip(ys[level].tolist(), x0[level].tolist(), x1[level].tolist(), strict=True))
    down = list(
        zip(xs[upright].tolist(), top[upright].tolist(), bottom[upright].tolist(), strict=True)
    )
    if not outlined.size:
        return across, down
    return _with_edges(
        found, outlined.tolist(), segments, (level.tolist(), across), (upright.tolist(), down)
    )


def _with_edges(
    found: _Drawn,
    outlined: Sequence[int],
    segments: Sequence[int],
    level: tuple[list[int], list[Rule]],
    upright: tuple[list[int], list[Rule]],
) -> tuple[list[Rule], list[Rule]]:
    """Add the edges of outlined subpaths to the rules that others are, in the order of drawing."""
    across, down = (list(zip(*rules, strict=True)) for rules in (level, upright))
    for n in outlined:
        first, end = int(found.starts[n]), int(found.stops[n])
        points = list(zip(found.xs[first:end].tolist(), found.ys[first:end].tolist(), strict=True))
        if segment_closes(segments[end - 1]):
            points.append(points[0])
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ay - by) <= _STRAIGHT < abs(ax - bx):
                across.append((n, ((ay + by) / 2, min(ax, bx), max(ax, bx))))
            elif abs(ax - bx) <= _STRAIGHT < abs(ay - by):
                down.append((n, ((ax + bx) / 2, min(ay, by), max(ay, by))))
    across.sort(key=itemgetter(0))
    down.sort(key=itemgetter(0))
    return [rule for _, rule in across], [rule for _, rule in down]
