"""How the text objects of a PDF page are drawn, all at once, in arrays.

It reads what the file says: where each text stands, its colour, size, mode, layer and clip. What
follows from that, `honest_shapes` says.
"""

from __future__ import annotations

from collections import deque
from ctypes import addressof, c_float, c_ulong, c_ushort, sizeof
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.read import pdf_calls as calls
from papertrace.read.pdf_objects import filled, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from papertrace.read.pdf_glyphs import Matrix

Area = tuple[float, float, float, float]
"""Left, low, right, high in the page's own space."""
Colour = tuple[int, int, int, int]

SAME: Final[Matrix] = (1, 0, 0, 1, 0, 0)
_STROKED: Final = (pdfium_c.FPDF_TEXTRENDERMODE_STROKE, pdfium_c.FPDF_TEXTRENDERMODE_STROKE_CLIP)
_TIGHT: Final = 0.4
"""Of a text's size: what a clip may cut off, as programs do that clip to the cell."""
_MOST_CLIPS: Final = 16
_MOST_SEGMENTS: Final = 200
_O, _C = ord("O"), ord("C")
# pdfium writes into these; it runs in one thread alone, so they can be shared by all calls
_name = (c_ushort * 8)()
_length = c_ulong()
_points = (c_float * (2 * _MOST_SEGMENTS))()
_at_name, _at_length, _at_points = addressof(_name), addressof(_length), addressof(_points)
_AT_X: Final = range(_at_points, _at_points + 8 * _MOST_SEGMENTS, 8)
_AT_Y: Final = range(_at_points + 4, _at_points + 4 + 8 * _MOST_SEGMENTS, 8)


@dataclass(frozen=True, slots=True)
class Inside:
    """Where objects stand: how many forms deep, and whether in an optional layer."""

    depth: int
    layered: bool


@dataclass(frozen=True, slots=True)
class Texts:
    """Text objects as they are drawn: the n-th of everything belongs to the n-th object."""

    addresses: list[int]
    order: NDArray[np.int64]
    area: NDArray[np.float64]
    """Rows of left, low, right, high in the page's own space."""
    mode: NDArray[np.int64]
    colour: NDArray[np.int64]
    """Rows of red, green, blue, opacity."""
    size: NDArray[np.float64]
    """Height in points."""
    layered: NDArray[np.bool_]
    clipped: NDArray[np.bool_]
    """It leaves the box of something it is clipped to."""
    nested: NDArray[np.bool_]


def texts_of(objects: list[int], order: Sequence[int], matrix: Matrix, where: Inside) -> Texts:
    """Ask how text objects are drawn; `matrix` leads from where they stand to the page."""
    count = len(objects)
    mode = np.array(list(map(calls.text_mode, objects)), np.int64)
    colour = told(calls.fill_colour, objects, 4, np.uint32).astype(np.int64)
    stroked = np.flatnonzero((mode == _STROKED[0]) | (mode == _STROKED[1]))
    if stroked.size:
        some = [objects[n] for n in stroked.tolist()]
        colour[stroked] = told(calls.stroke_colour, some, 4, np.uint32)
    area, size = areas(objects, matrix), _sizes(objects, matrix)
    return Texts(
        objects,
        np.array(order, np.int64),
        area,
        mode,
        colour,
        size,
        np.ones(count, np.bool_) if where.layered else _layered(objects),
        _clipped(objects, area, size, matrix),
        np.full(count, where.depth > 0),
    )


def joined(parts: Sequence[Texts]) -> Texts:
    """Give all texts of a page as one."""
    if len(parts) == 1:
        return parts[0]
    return Texts(
        [address for part in parts for address in part.addresses],
        np.concatenate([part.order for part in parts]),
        np.concatenate([part.area for part in parts]),
        np.concatenate([part.mode for part in parts]),
        np.concatenate([part.colour for part in parts]),
        np.concatenate([part.size for part in parts]),
        np.concatenate([part.layered for part in parts]),
        np.concatenate([part.clipped for part in parts]),
        np.concatenate([part.nested for part in parts]),
    )


def areas(objects: Sequence[int], matrix: Matrix) -> NDArray[np.float64]:
    """Give where objects stand, in the page's own space: rows of left, low, right, high."""
    found = told(calls.object_bounds, objects, 4, np.float32).astype(np.float64)
    return found if matrix == SAME else _moved(found, matrix)


def _moved(found: NDArray[np.float64], matrix: Matrix) -> NDArray[np.float64]:
    a, b, c, d, e, f = matrix
    x, y = found[:, [0, 0, 2, 2]], found[:, [1, 3, 1, 3]]
    with np.errstate(all="ignore"):
        xs, ys = a * x + c * y + e, b * x + d * y + f
    return np.stack((xs.min(1), ys.min(1), xs.max(1), ys.max(1)), 1)


def leaves(texts: NDArray[np.float64], area: Any, slack: Any = 1.0) -> NDArray[np.bool_]:  # noqa: ANN401  (one for all, or one each)
    """Say which texts stand outside an area by more than so many points."""
    left, low, right, high = np.asarray(area, np.float64).T
    found: NDArray[np.bool_] = (
        (texts[:, 0] < left - slack)
        | (texts[:, 1] < low - slack)
        | (texts[:, 2] > right + slack)
        | (texts[:, 3] > high + slack)
    )
    return found


def _sizes(objects: list[int], matrix: Matrix) -> NDArray[np.float64]:
    """Give the height of texts in points; a size of 0 is taken for what pdfium makes of it, 1."""
    sizes = told(calls.font_size, objects, 1, np.float32)[:, 0].astype(np.float64)
    placed = filled(calls.object_matrix, objects, 6, np.float32).astype(np.float64)
    sizes[sizes == 0] = 1.0
    with np.errstate(all="ignore"):
        grown = np.hypot(placed[:, 2], placed[:, 3]) * np.hypot(matrix[2], matrix[3])
        found: NDArray[np.float64] = np.abs(sizes) * grown
    return found


def _layered(objects: list[int]) -> NDArray[np.bool_]:
    """Say which objects are marked as part of an optional layer."""
    found = np.zeros(len(objects), np.bool_)
    known: dict[int, bool] = {}
    for n, marks in enumerate(map(calls.count_marks, objects)):
        if marks > 0:
            found[n] = any(_is_layer(calls.mark_at(objects[n], k), known) for k in range(marks))
    return found


def is_layered(thing: int) -> bool:
    """Say whether an object is marked as part of an optional layer."""
    return bool(_layered([thing])[0])


def _is_layer(mark: int, known: dict[int, bool]) -> bool:
    """Say whether a mark is that of a layer; all that stands inside it shares one."""
    own = known.get(mark)
    if own is None:
        _name[0] = 0
        calls.mark_name(mark, _at_name, sizeof(_name), _at_length)
        own = known[mark] = _name[0] == _O and _name[1] == _C and not _name[2]
    return own


def _clipped(
    objects: list[int], area: NDArray[np.float64], size: NDArray[np.float64], matrix: Matrix
) -> NDArray[np.bool_]:
    """Say which texts leave the box of one of the paths they are clipped to."""
    found = np.zeros(len(objects), np.bool_)
    clips = list(map(calls.clip_of, objects))
    boxes: dict[tuple[int, int], Area | None] = {}
    owners: list[int] = []
    edges: list[Area] = []
    for n, count in enumerate(map(calls.count_clips, clips)):
        for index in range(min(count, _MOST_CLIPS)):
            box = _clip(clips[n], index, boxes)
            if box is None:
                found[n] = True
            else:
                owners.append(n)
                edges.append(box)
    if owners:
        bounds = np.array(edges, np.float64)
        bounds = bounds if matrix == SAME else _moved(bounds, matrix)
        out = leaves(area[owners], bounds, _TIGHT * size[owners])
        found[np.array(owners)[out]] = True
    return found


def _clip(clip: int, index: int, known: dict[tuple[int, int], Area | None]) -> Area | None:
    """Give the box of a path that clips; None where it has no segments.

    Texts that are clipped to the same path share its segments: they lie at one address.
    """
    count = min(calls.count_clip_segments(clip, index), _MOST_SEGMENTS)
    key = (calls.clip_segment(clip, index, 0) if count > 0 else 0, count)
    if key not in known:
        some = map(calls.clip_segment, repeat(clip), repeat(index), range(count))
        deque(map(calls.segment_point, some, _AT_X, _AT_Y), 0)
        xs, ys = _points[: 2 * count : 2], _points[1 : 2 * count : 2]
        known[key] = (min(xs), min(ys), max(xs), max(ys)) if count > 0 else None
    return known[key]
