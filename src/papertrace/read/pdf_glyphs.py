"""From a PDF page to its glyphs: one character each, boxed in points from the top left.

This is the border to pdfium's text: page rotation and crop box end here. It never orders, joins
or drops a character; white space is turned into a mark on the glyph behind it.
"""

from __future__ import annotations

from array import array
from collections import Counter, deque
from ctypes import byref, c_double
from dataclasses import dataclass, field
from itertools import repeat
from math import pi
from typing import TYPE_CHECKING, Final

import numpy as np
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.read.pdf_calls import (
    address_of,
    all_text,
    char_angle,
    char_box,
    char_code,
    text_object,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x' = a x + c y + e, y' = b x + d y + f."""

BLANK: Final = frozenset(
    [
        *(code for code in range(0x3001) if chr(code).isspace()),
        *(3, 0x93, 0x94, 0x96, 0x97, 0x98),  # controls that pdfium's own text skips
        *range(0xD800, 0xE000),  # halves of characters
    ]
)
_IS_BLANK: Final = np.zeros((1 << 16) + 1, np.bool_)
_IS_BLANK[list(BLANK)] = True
_IS_DEVIOUS: Final = np.zeros(1 << 16, np.bool_)
"""UTF-16 units that need not stand for one character of a page each."""
for _first, _last in (
    (0, 9),
    (11, 12),
    (14, 31),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x590, 0x8FF),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0xD800, 0xDFFF),
    (0xFB00, 0xFDFF),
    (0xFE70, 0xFEFF),
    (0xFFF0, 0xFFFF),
):
    _IS_DEVIOUS[_first : _last + 1] = True
_HYPHEN: Final = "\x02"  # what pdfium writes for a hyphen at the end of a line
GIVEN: Final = 2.0
"""The confidence of a character that was not recognised but given."""
_LOOKED_AT: Final = 48  # characters of a page whose angle is asked
_MOST: Final = 0.7  # share of them that must stand the same way
_LEAN: Final = 0.1  # radians by which text may lean and still stand upright or sideways


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A page's characters in the order of the file: the n-th of `text` has the n-th place."""

    text: str
    x0: list[float]
    top: list[float]
    x1: list[float]
    bottom: list[float]
    spaced: list[bool]
    """White space stood between this one and the one before."""
    confidence: list[float] = field(default_factory=list)
    """Of each, 0 to 1, where it was recognised, GIVEN where the file gives it; empty: all given."""


@dataclass(frozen=True, slots=True)
class Letters:
    """A page's characters as pdfium gives them: in the page's own space, origin lower left."""

    text: str
    xs: tuple[NDArray[np.float64], NDArray[np.float64]]
    """Left edges, right edges."""
    ys: tuple[NDArray[np.float64], NDArray[np.float64]]
    """Lower edges, upper edges."""
    spaced: list[bool]
    turn: int | None
    """Degrees clockwise by which the page's own space must be turned for upright text.

    None where there is no text, or it stands in several ways.
    """
    owners: list[int]
    """The address of the text object each comes from, 0 for none; empty where nobody asked."""


def to_display(page: PdfPage) -> tuple[Matrix, float, float, int]:
    """Give the matrix from the page's own space to points from the top left; width, height, turn.

    The turn is the page's /Rotate in degrees clockwise; width and height are those after it.
    """
    area = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page, byref(area))
    left, right = min(area.left, area.right), max(area.left, area.right)
    low, high = min(area.top, area.bottom), max(area.top, area.bottom)
    wide, tall = right - left, high - low
    turn = pdfium_c.FPDFPage_GetRotation(page) % 4
    if turn == 1:
        return (0, 1, 1, 0, -low, -left), tall, wide, 90
    if turn == 2:  # noqa: PLR2004  (quarter turns)
        return (-1, 0, 0, 1, right, -low), wide, tall, 180
    if turn == 3:  # noqa: PLR2004  (quarter turns)
        return (0, -1, -1, 0, high, right), tall, wide, 270
    return (1, 0, 0, -1, -left, high), wide, tall, 0


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """Give the matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    ao, bo, co, do, eo, fo = outer
    return (
        a * ao + b * co,
        a * bo + b * do,
        c * ao + d * co,
        c * bo + d * do,
        e * ao + f * co + eo,
        e * bo + f * do + fo,
    )


def letters_of(page: PdfPage, *, owned: bool = False) -> Letters:
    """Read every character of a page that is not white space; with `owned`, whose it is, too.

    Boxes are the font's (full width of the advance, ascent to descent), so that neighbours touch;
    where a font states none they are those of the ink.
    """
    textpage = page.get_textpage()
    raw = textpage.raw
    handle = address_of(raw)
    codes = _codes(handle, pdfium_c.FPDFText_CountChars(raw))
    marks = ~_IS_BLANK[np.minimum(codes, len(_IS_BLANK) - 1)]
    places = np.flatnonzero(marks)
    kept = places.tolist()
    boxes = np.zeros((len(kept), 4), np.float32)
    start: int = boxes.__array_interface__["data"][0]
    deque(map(char_box, repeat(handle), kept, range(start, start + 16 * len(kept), 16)), 0)
    left, high, right, low = boxes.astype(np.float64).T
    for at in np.flatnonzero((left == right) | (high == low)).tolist():
        left[at], high[at], right[at], low[at] = array("f", _ink(raw, kept[at]))
    turn = _turn_of(handle, kept)
    owners = [text_object(handle, n) or 0 for n in kept] if owned else []
    textpage.close()
    said = "".join(map(chr, codes[places].tolist())).replace(_HYPHEN, "-")
    spaced = [True, *(np.diff(places) > 1).tolist()][: len(kept)]
    return Letters(said, (left, right), (low, high), spaced, turn, owners)


def _codes(handle: int, count: int) -> NDArray[np.uint32]:
    """Give the code points of a text page's characters, one for each.

    All at once where pdfium's text has them one by one: its text drops controls, parts ligatures
    and puts other signs for some characters; where any of that may be, each is asked for.
    """
    units = np.zeros(2 * count + 2, np.uint16)  # room for characters that take two
    written = all_text(handle, 0, count, units.__array_interface__["data"][0]) if count else 0
    if written == count + 1:
        told = units[:count]
        if not _IS_DEVIOUS[told].any():
            return told.astype(np.uint32)
    return np.array(list(map(char_code, repeat(handle, count), range(count))), np.uint32)


def displayed(letters: Letters, matrix: Matrix) -> Glyphs:
    """Place letters by a matrix of quarter turns that leads to points from the top left."""
    a, b, c, d, e, f = matrix
    xs, ys = letters.xs, letters.ys
    along, across = (xs, ys) if b == 0 else (ys, xs)
    by_x, by_y = (a, d) if b == 0 else (c, b)
    x0, x1 = along if by_x > 0 else along[::-1]
    bottom, top = across if by_y < 0 else across[::-1]
    return Glyphs(
        letters.text,
        (by_x * x0 + e).tolist(),
        (by_y * top + f).tolist(),
        (by_x * x1 + e).tolist(),
        (by_y * bottom + f).tolist(),
        letters.spaced,
    )


def _turn_of(handle: int, kept: Sequence[int]) -> int | None:
    some = kept[:: max(1, len(kept) // _LOOKED_AT)]
    angles: list[float] = list(map(char_angle, repeat(handle), some))
    if angles and not any(angles):
        return 0
    found: Counter[int] = Counter()
    for angle in angles:
        quarters = angle / (pi / 2)
        if abs(quarters - round(quarters)) < _LEAN:
            found[-90 * round(quarters) % 360] += 1
    turn, count = found.most_common(1)[0] if found else (None, 0)
    return turn if count > _MOST * len(some) else None


def _ink(raw: object, index: int) -> tuple[float, float, float, float]:
    """Give left, top, right, bottom of a character's ink, in the page's own space."""
    left, right, low, high = c_double(), c_double(), c_double(), c_double()
    pdfium_c.FPDFText_GetCharBox(raw, index, byref(left), byref(right), byref(low), byref(high))
    return left.value, high.value, right.value, low.value
