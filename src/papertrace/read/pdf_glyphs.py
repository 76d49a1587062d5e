"""From a PDF page to its glyphs: one character each, boxed in points from the top left.

This is the border to pdfium's text: page rotation and crop box end here. It never orders, joins
or drops a character; white space is turned into a mark on the glyph behind it.
"""

from __future__ import annotations

from ctypes import byref, c_double
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x' = a x + c y + e, y' = b x + d y + f."""

HAN, WIDE, NARROW = 1, 2, 3
"""What a character is for the making of words."""

_HYPHEN: Final = 2  # pdfium writes U+0002 for a hyphen at the end of a line
_CONTROLS: Final = frozenset(map(chr, (3, 0x93, 0x94, 0x96, 0x97, 0x98)))  # it skips these itself
_HAN_RANGES: Final = (
    (0x2E80, 0x2FDF),
    (0x3005, 0x3005),
    (0x3007, 0x3007),
    (0x3021, 0x3029),
    (0x3038, 0x303B),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


@dataclass(slots=True)
class Glyphs:
    """A page's characters in the order of the file, as parallel lists."""

    text: list[str] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    """HAN, WIDE or NARROW."""
    x0: list[float] = field(default_factory=list)
    top: list[float] = field(default_factory=list)
    x1: list[float] = field(default_factory=list)
    bottom: list[float] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)
    """White space stood between this one and the one before."""
    unmapped: int = 0
    """How many are private-use, replacement or control characters."""


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


_kinds: dict[int, int] = {}


def kind_of(code: int) -> int:
    """Say whether a character is Han, another wide one (，（％), or narrow."""
    found = _kinds.get(code)
    if found is None:
        if any(a <= code <= b for a, b in _HAN_RANGES):
            found = HAN
        else:
            found = WIDE if 0x2E80 <= code < 0xFFE7 and not 0xD800 <= code < 0xF900 else NARROW  # noqa: PLR2004  (Unicode blocks)
        _kinds[code] = found
    return found


def _is_unmapped(code: int) -> bool:
    return code < 32 or 0xE000 <= code < 0xF900 or code == 0xFFFD or code >= 0xF0000  # noqa: PLR2004  (Unicode blocks)


def glyphs_of(page: PdfPage, matrix: Matrix) -> Glyphs:
    """Read every character of a page that is not white space.

    Boxes are the font's (full width of the advance, ascent to descent), so that neighbours touch;
    where a font states none they are those of the ink.
    """
    found = Glyphs()
    textpage = page.get_textpage()
    raw = textpage.raw
    count = pdfium_c.FPDFText_CountChars(raw)
    area = pdfium_c.FS_RECTF()
    at_area = byref(area)
    get_code, get_box = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox
    a, b, c, d, e, f = matrix
    level = b == 0
    spaced = False
    for index in range(count):
        code = get_code(raw, index)
        char = chr(code) if code != _HYPHEN else "-"
        if char.isspace() or char in _CONTROLS or 0xD800 <= code < 0xE000:  # noqa: PLR2004  (surrogates)
            spaced = True
            continue
        get_box(raw, index, at_area)
        left, high, right, low = area.left, area.top, area.right, area.bottom
        if left == right or high == low:
            left, high, right, low = _ink(raw, index)
        if level:
            x0, x1, top, bottom = a * left + e, a * right + e, d * high + f, d * low + f
        else:
            x0, x1, top, bottom = c * low + e, c * high + e, b * left + f, b * right + f
        found.text.append(char)
        found.kind.append(kind_of(code))
        found.x0.append(min(x1, x0))
        found.x1.append(max(x0, x1))
        found.top.append(min(bottom, top))
        found.bottom.append(max(top, bottom))
        found.spaced.append(spaced)
        spaced = False
        found.unmapped += _is_unmapped(code)
    textpage.close()
    return found


def _ink(raw: object, index: int) -> tuple[float, float, float, float]:
    """Give left, top, right, bottom of a character's ink, in the page's own space."""
    left, right, low, high = c_double(), c_double(), c_double(), c_double()
    pdfium_c.FPDFText_GetCharBox(raw, index, byref(left), byref(right), byref(low), byref(high))
    return left.value, high.value, right.value, low.value
