"""Finds the text on a PDF page that may not be seen, by how it is drawn and by what lies around it.

It looks at every object once and only suspects; whether something shows, the pixels tell
(`honest_pixels`). On an ordinary page it suspects nothing, and that is all that it costs.
"""

from __future__ import annotations

from collections import deque
from ctypes import addressof, byref, c_float, c_int, c_uint, c_ulong, c_ushort, sizeof
from dataclasses import dataclass
from itertools import repeat
from math import hypot
from typing import TYPE_CHECKING, Final

import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.read import pdf_calls as calls
from papertrace.read.pdf_glyphs import times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdfium2 import PdfPage

    from papertrace.read.pdf_glyphs import Matrix

Area = tuple[float, float, float, float]
"""Left, low, right, high in the page's own space."""
Colour = tuple[int, int, int, int]

_SAME: Final[Matrix] = (1, 0, 0, 1, 0, 0)
_DEPTH: Final = 12
_MOST: Final = 200_000
"""Objects of a page that are looked at."""
_FAINT: Final = 40
"""Opacity below which nothing is seen."""
_LIGHT: Final = 185
_LEAST: Final = 1.5
"""Points: smaller text cannot be read."""
_SLIM: Final = 2.0
"""Points: what is slimmer covers nothing."""
_NEAR: Final = 110
"""Sum of differences of two colours up to which one hides the other."""
_INVISIBLE: Final = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_STROKED: Final = (pdfium_c.FPDF_TEXTRENDERMODE_STROKE, pdfium_c.FPDF_TEXTRENDERMODE_STROKE_CLIP)
_TIGHT: Final = 0.4
"""Of a text's size: what a clip may cut off, as programs do that clip to the cell."""
_OVERLAID: Final = 2_000_000
_O, _C = ord("O"), ord("C")
_PLAIN: Final = frozenset(
    (pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_POPUP)
)
"""Annotations that cover nothing."""


@dataclass(slots=True)
class Ink:
    """One text object as it is drawn."""

    address: int
    order: int
    area: Area
    mode: int = 0
    colour: Colour = (0, 0, 0, 255)
    size: float = 10.0
    layered: bool = False
    """It, or the form it stands in, belongs to an optional layer."""
    nested: bool = False
    clipped: bool = False
    covered: bool = False
    """Something is drawn over it later."""
    pictured: bool = False
    """It stands on a picture, or under one."""
    doubted: bool = False

    @property
    def tiny(self) -> bool:
        """Say whether it is too small to be read."""
        return 0 <= self.size < _LEAST

    @property
    def transparent(self) -> bool:
        """Say whether it is drawn without ink."""
        return self.mode in _INVISIBLE or self.colour[3] < _FAINT


@dataclass(frozen=True, slots=True)
class _Shape:
    order: int
    area: Area
    colour: Colour | None
    """None for pictures and shadings."""


def doubtful(page: PdfPage) -> list[Ink]:
    """Give the text objects of a page that may not be seen."""
    texts: list[Ink] = []
    shapes: list[_Shape] = []
    every = _objects(page)
    _look(every, _SAME, texts, shapes, _Inside(0, layered=False))
    if not texts:
        return []
    shapes += _notes(page)
    _overlay(texts, shapes)
    bounds = _bounds(page)
    for ink in texts:
        ink.doubted |= (
            ink.transparent
            or ink.tiny
            or ink.layered
            or ink.nested
            or min(ink.colour[:3]) > _LIGHT
            or _leaves(ink.area, bounds)
        )
    return [ink for ink in texts if ink.doubted]


def _objects(page: PdfPage) -> list[int]:
    count = min(pdfium_c.FPDFPage_CountObjects(page), _MOST)
    return list(map(calls.object_at, repeat(calls.address_of(page.raw), count), range(count)))


def _bounds(page: PdfPage) -> Area:
    area = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page, byref(area))
    low, high = sorted((area.top, area.bottom))
    left, right = sorted((area.left, area.right))
    return left, low, right, high


@dataclass(frozen=True, slots=True)
class _Inside:
    depth: int
    layered: bool


def _look(
    objects: Sequence[int], matrix: Matrix, texts: list[Ink], shapes: list[_Shape], where: _Inside
) -> None:
    """Sort objects into text and what may cover it; forms are opened."""
    kinds = list(map(calls.object_type, objects))
    base = len(texts) + len(shapes)
    said = [n for n, kind in enumerate(kinds) if kind == pdfium_c.FPDF_PAGEOBJ_TEXT]
    found = _inks([objects[n] for n in said], matrix, where)
    for n, ink in zip(said, found, strict=True):
        ink.order = base + n
    texts += found
    drawn = [n for n, kind in enumerate(kinds) if kind == pdfium_c.FPDF_PAGEOBJ_PATH]
    shapes += _paths([(base + n, objects[n]) for n in drawn], matrix)
    for n, kind in enumerate(kinds):
        if kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            shapes.append(_Shape(base + n, _areas([objects[n]], matrix)[0], None))
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and where.depth < _DEPTH:
            count = min(calls.count_in_form(objects[n]), _MOST)
            inner = list(map(calls.object_in_form, repeat(objects[n], count), range(count)))
            own = times(_matrix(objects[n]), matrix)
            deeper = _Inside(where.depth + 1, where.layered or _is_layered(objects[n]))
            _look(inner, own, texts, shapes, deeper)


def _inks(objects: list[int], matrix: Matrix, where: _Inside) -> list[Ink]:
    if not objects:
        return []
    modes = list(map(calls.text_mode, objects))
    fills = _colours(calls.fill_colour, objects)
    areas = _areas(objects, matrix)
    found = [
        Ink(address, 0, area, mode, colour, size, nested=where.depth > 0, layered=where.layered)
        for address, area, mode, colour, size in zip(
            objects, areas, modes, fills, _sizes(objects, matrix), strict=True
        )
    ]
    for ink, marks in zip(found, map(calls.count_marks, objects), strict=True):
        if marks > 0:
            ink.layered |= _is_layered(ink.address)
    for ink, clips in zip(found, map(calls.count_clips, map(calls.clip_of, objects)), strict=True):
        if clips > 0:
            ink.doubted = ink.clipped = _is_clipped(ink, clips, matrix)
    for ink in found:
        if ink.mode in _STROKED:
            ink.colour = _colours(calls.stroke_colour, [ink.address])[0]
    return found


def _colours(call: object, objects: list[int]) -> list[Colour]:
    held = (c_uint * (4 * len(objects)))()
    start, step = addressof(held), 4 * sizeof(c_uint)
    places = [range(start + 4 * k, start + 4 * k + step * len(objects), step) for k in range(4)]
    deque(map(call, objects, *places), 0)  # type: ignore[call-overload]  # one of pdf_calls
    values = list(held)
    return list(zip(values[::4], values[1::4], values[2::4], values[3::4], strict=True))


def _areas(objects: list[int], matrix: Matrix) -> list[Area]:
    """Give where objects stand, in the page's own space."""
    held = (c_float * (4 * len(objects)))()
    start, step = addressof(held), 4 * sizeof(c_float)
    places = [range(start + 4 * k, start + 4 * k + step * len(objects), step) for k in range(4)]
    deque(map(calls.object_bounds, objects, *places), 0)
    values = list(held)
    found = list(zip(values[::4], values[1::4], values[2::4], values[3::4], strict=True))
    return found if matrix == _SAME else [_moved(area, matrix) for area in found]


def _moved(area: Area, matrix: Matrix) -> Area:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in area[::2] for y in area[1::2]]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(thing: int) -> Matrix:
    held = (c_float * 6)()
    calls.object_matrix(thing, addressof(held))
    a, b, c, d, e, f = held
    return (a, b, c, d, e, f)


def _sizes(objects: list[int], matrix: Matrix) -> list[float]:
    """Give the height of texts in points; a size of 0 is taken for what pdfium makes of it, 1."""
    count = len(objects)
    sizes, matrices = (c_float * count)(), (c_float * (6 * count))()
    at, places = addressof(sizes), addressof(matrices)
    deque(map(calls.font_size, objects, range(at, at + 4 * count, 4)), 0)
    deque(map(calls.object_matrix, objects, range(places, places + 24 * count, 24)), 0)
    grown = hypot(matrix[2], matrix[3])
    values = list(matrices)
    return [
        abs(size or 1.0) * hypot(c, d) * grown
        for size, c, d in zip(sizes, values[2::6], values[3::6], strict=True)
    ]


def _is_layered(thing: int) -> bool:
    """Say whether an object is marked as part of an optional layer."""
    name = (c_ushort * 8)()
    size = c_ulong()
    at, length = addressof(name), addressof(size)
    for index in range(calls.count_marks(thing)):
        calls.mark_name(calls.mark_at(thing, index), at, 16, length)
        if name[0] == _O and name[1] == _C and not name[2]:
            return True
    return False


def _is_clipped(ink: Ink, count: int, matrix: Matrix) -> bool:
    """Say whether a text leaves the box of one of the paths it is clipped to."""
    clip = calls.clip_of(ink.address)
    points = (c_float * 2)()
    x, y = addressof(points), addressof(points) + sizeof(c_float)
    for index in range(min(count, 16)):
        xs, ys = [], []
        for n in range(min(calls.count_clip_segments(clip, index), 200)):
            calls.segment_point(calls.clip_segment(clip, index, n), x, y)
            xs.append(points[0])
            ys.append(points[1])
        if not xs:
            return True
        area = (min(xs), min(ys), max(xs), max(ys))
        if _leaves(ink.area, area if matrix == _SAME else _moved(area, matrix), _TIGHT * ink.size):
            return True
    return False


def _paths(drawn: list[tuple[int, int]], matrix: Matrix) -> Iterator[_Shape]:
    """Give the filled shapes that are large enough to cover something."""
    areas = _areas([thing for _, thing in drawn], matrix) if drawn else []
    modes, width = (c_int * 2)(), c_float()
    at, slot = addressof(modes), addressof(width)
    for (order, thing), area in zip(drawn, areas, strict=True):
        slim = area[2] - area[0] < _SLIM or area[3] - area[1] < _SLIM
        if slim:
            width.value = 0.0
            calls.stroke_width(thing, slot)
            if width.value < _SLIM:
                continue
        calls.draw_mode(thing, at, at + 4)
        if modes[0]:
            yield _Shape(order, area, _colours(calls.fill_colour, [thing])[0])
        elif modes[1]:
            if not slim:
                width.value = 0.0
                calls.stroke_width(thing, slot)
            if width.value < _SLIM:
                continue
            half = width.value / 2
            grown = (area[0] - half, area[1] - half, area[2] + half, area[3] + half)
            yield _Shape(order, grown, _colours(calls.stroke_colour, [thing])[0])


def _notes(page: PdfPage) -> Iterator[_Shape]:
    """Give the annotations that may cover text; they lie above all else."""
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), 500)):
        note = pdfium_c.FPDFPage_GetAnnot(page, index)
        if pdfium_c.FPDFAnnot_GetSubtype(note) not in _PLAIN:
            box = pdfium_c.FS_RECTF()
            pdfium_c.FPDFAnnot_GetRect(note, byref(box))
            low, high = sorted((box.top, box.bottom))
            left, right = sorted((box.left, box.right))
            yield _Shape(1 << 40, (left, low, right, high), None)
        pdfium_c.FPDFPage_CloseAnnot(note)


def _overlay(texts: list[Ink], shapes: list[_Shape]) -> None:
    """Suspect texts that lie under a shape, or on one of their own colour, or on a picture."""
    many = len(texts) * len(shapes) > _OVERLAID
    for shape in shapes:
        if shape.colour is not None and shape.colour[3] < _FAINT:
            continue
        left, low, right, high = shape.area
        for ink in texts if not many else ():
            there = ink.area
            if there[0] >= right or there[2] <= left or there[1] >= high or there[3] <= low:
                continue
            if _meets(shape.area, there):
                later = shape.order > ink.order
                ink.covered |= later
                ink.pictured |= shape.colour is None
                alike = shape.colour is None or _near(shape.colour, ink.colour)
                ink.doubted |= later or alike
    if many:
        for ink in texts:
            ink.doubted = ink.covered = True


def _near(a: Colour, b: Colour) -> bool:
    return sum(abs(x - y) for x, y in zip(a[:3], b[:3], strict=True)) < _NEAR


def _meets(shape: Area, text: Area) -> bool:
    wide = min(shape[2], text[2]) - max(shape[0], text[0])
    high = min(shape[3], text[3]) - max(shape[1], text[1])
    return wide > 1 and high > min(1.0, 0.3 * (text[3] - text[1]))


def _leaves(text: Area, area: Area, slack: float = 1.0) -> bool:
    """Say whether a text stands outside an area by more than so many points."""
    return (
        text[0] < area[0] - slack
        or text[1] < area[1] - slack
        or text[2] > area[2] + slack
        or text[3] > area[3] + slack
    )
