"""pdfium's functions in a form that can be mapped over thousands of characters at once.

The same functions as `pypdfium2.raw`, but pointers are plain addresses: ctypes then converts
nothing, and `map` needs no Python code for each call. They keep Python's lock, which calls so short
would only let go of to take it again. It holds no state.
"""

from __future__ import annotations

from ctypes import PYFUNCTYPE, c_float, c_int, c_uint, c_ulong, c_void_p, cast
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

if TYPE_CHECKING:
    from collections.abc import Callable


def address_of(pointer: Any) -> int:  # noqa: ANN401  (a ctypes pointer)
    """Give a handle of pypdfium2 as a plain address."""
    return cast(pointer, c_void_p).value or 0


def _plain(function: Any, gives: Any, *takes: Any) -> Callable[..., int]:  # noqa: ANN401  (ctypes types)
    address = address_of(function)
    made: Callable[..., int] = PYFUNCTYPE(gives, *takes)(address)
    return made


char_code = _plain(pdfium_c.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
"""(text page, index) -> Unicode code point"""
char_box = _plain(pdfium_c.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
"""(text page, index, address of four floats: left, top, right, bottom)"""
char_angle = _plain(pdfium_c.FPDFText_GetCharAngle, c_float, c_void_p, c_int)
"""(text page, index) -> radians"""
all_text = _plain(pdfium_c.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
"""(text page, first index, count, address of UTF-16 units) -> units written, the closing 0 too"""
object_at = _plain(pdfium_c.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
"""(page, index) -> object"""
object_in_form = _plain(pdfium_c.FPDFFormObj_GetObject, c_void_p, c_void_p, c_int)
"""(form object, index) -> object"""
object_type = _plain(pdfium_c.FPDFPageObj_GetType, c_int, c_void_p)
"""(object) -> FPDF_PAGEOBJ_..."""
object_matrix = _plain(pdfium_c.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
"""(object, address of six floats a to f)"""
count_in_form = _plain(pdfium_c.FPDFFormObj_CountObjects, c_int, c_void_p)
"""(form object) -> number of objects"""
draw_mode = _plain(pdfium_c.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
"""(path, address of an int for fill, of one for stroke)"""
count_segments = _plain(pdfium_c.FPDFPath_CountSegments, c_int, c_void_p)
"""(path) -> number of segments"""
segment_at = _plain(pdfium_c.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
"""(path, index) -> segment"""
segment_type = _plain(pdfium_c.FPDFPathSegment_GetType, c_int, c_void_p)
"""(segment) -> FPDF_SEGMENT_..."""
segment_point = _plain(pdfium_c.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
"""(segment, address of a float for x, of one for y)"""
segment_closes = _plain(pdfium_c.FPDFPathSegment_GetClose, c_int, c_void_p)
"""(segment) -> whether it closes its subpath"""
object_bounds = _plain(pdfium_c.FPDFPageObj_GetBounds, c_int, c_void_p, *[c_void_p] * 4)
"""(object, addresses of four floats: left, bottom, right, top)"""
fill_colour = _plain(pdfium_c.FPDFPageObj_GetFillColor, c_int, c_void_p, *[c_void_p] * 4)
"""(object, addresses of four unsigned ints: red, green, blue, opacity; 0 to 255)"""
stroke_colour = _plain(pdfium_c.FPDFPageObj_GetStrokeColor, c_int, c_void_p, *[c_void_p] * 4)
"""(object, addresses of four unsigned ints: red, green, blue, opacity; 0 to 255)"""
stroke_width = _plain(pdfium_c.FPDFPageObj_GetStrokeWidth, c_int, c_void_p, c_void_p)
"""(object, address of a float)"""
text_mode = _plain(pdfium_c.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
"""(text object) -> FPDF_TEXTRENDERMODE_..."""
font_size = _plain(pdfium_c.FPDFTextObj_GetFontSize, c_int, c_void_p, c_void_p)
"""(text object, address of a float)"""
count_marks = _plain(pdfium_c.FPDFPageObj_CountMarks, c_int, c_void_p)
"""(object) -> number of marks"""
mark_at = _plain(pdfium_c.FPDFPageObj_GetMark, c_void_p, c_void_p, c_ulong)
"""(object, index) -> mark"""
mark_name = _plain(pdfium_c.FPDFPageObjMark_GetName, c_int, c_void_p, c_void_p, c_ulong, c_void_p)
"""(mark, address of UTF-16 characters, their bytes, address of an unsigned long for the length)"""
clip_of = _plain(pdfium_c.FPDFPageObj_GetClipPath, c_void_p, c_void_p)
"""(object) -> its clip path"""
count_clips = _plain(pdfium_c.FPDFClipPath_CountPaths, c_int, c_void_p)
"""(clip path) -> number of paths, -1 for none"""
count_clip_segments = _plain(pdfium_c.FPDFClipPath_CountPathSegments, c_int, c_void_p, c_int)
"""(clip path, index of a path) -> number of its segments"""
clip_segment = _plain(pdfium_c.FPDFClipPath_GetPathSegment, c_void_p, c_void_p, c_int, c_int)
"""(clip path, index of a path, index) -> segment"""
text_object = _plain(pdfium_c.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
"""(text page, index) -> the text object a character comes from"""
set_active = _plain(pdfium_c.FPDFPageObj_SetIsActive, c_int, c_void_p, c_int)
"""(object, whether it is drawn)"""
