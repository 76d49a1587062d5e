"""What stands on a PDF page outside its content: form fields, stamps, notes drawn over it.

A viewer shows them, and each its own way; here they are neither read nor drawn, but named, and a
figure they touch is doubted. Links, markers under words and folded notes hide nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.model import Anchor, Box, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

    from papertrace.read.pdf_glyphs import Matrix

_FIELD: Final = pdfium_c.FPDF_ANNOT_WIDGET
_QUIET: Final = frozenset(
    [
        pdfium_c.FPDF_ANNOT_UNKNOWN,
        pdfium_c.FPDF_ANNOT_TEXT,
        pdfium_c.FPDF_ANNOT_LINK,
        pdfium_c.FPDF_ANNOT_HIGHLIGHT,
        pdfium_c.FPDF_ANNOT_UNDERLINE,
        pdfium_c.FPDF_ANNOT_SQUIGGLY,
        pdfium_c.FPDF_ANNOT_POPUP,
        pdfium_c.FPDF_ANNOT_FILEATTACHMENT,
    ]
)
_UNSEEN: Final = 2 | 32
"""Flags of what no viewer shows: hidden, no view."""
_MOST: Final = 2_000
"""Annotations of a page that are looked at."""
_LEAST: Final = 1.0
"""Points: smaller ones show nothing."""


def named(page: PdfPage, matrix: Matrix) -> tuple[Problem, ...]:
    """Name what stands over a page and was not read, boxed in the space of `matrix`."""
    count = pdfium_c.FPDFPage_GetAnnotCount(page.raw)
    if count <= 0:
        return ()
    boxes: list[Box] = []
    seals = 0
    for box, is_seal in _standing(page, matrix):
        seals += is_seal
        if not is_seal:
            boxes.append(box)
    found = []
    if boxes or count > _MOST:
        message = "Form fields, stamps or notes stand over page {}; what they show was not read."
        remedy = "Look at the original in a viewer of PDF."
        anchor = Anchor("", 1, tuple(boxes), None, "", 0, "", "", "") if boxes else None
        found.append(Problem("PT367", "warning", message, remedy, anchor))
    if seals:
        message = "Page {} is signed: the look of its seal was not read."
        found.append(Problem("PT367", "note", message, "Check the signature in a viewer of PDF."))
    return tuple(found)


def notes_on(page: PdfPage, most: int) -> Iterator[tuple[object, int, pdfium_c.FS_RECTF]]:
    """Give the first annotations of a page: handle (until the next one), kind and rectangle."""
    for number in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), most)):
        note = pdfium_c.FPDFPage_GetAnnot(page.raw, number)
        if not note:
            continue
        try:
            place = pdfium_c.FS_RECTF()
            if pdfium_c.FPDFAnnot_GetRect(note, place):
                yield note, pdfium_c.FPDFAnnot_GetSubtype(note), place
        finally:
            pdfium_c.FPDFPage_CloseAnnot(note)


def _standing(page: PdfPage, matrix: Matrix) -> Iterator[tuple[Box, bool]]:
    """Give the box of everything a viewer shows, and whether it is a signature's seal."""
    for note, kind, place in notes_on(page, _MOST):
        if kind in _QUIET or pdfium_c.FPDFAnnot_GetFlags(note) & _UNSEEN:
            continue
        box = _moved(place, matrix)
        if min(box.width, box.height) < _LEAST or (kind == _FIELD and not _shows(note)):
            continue
        yield box, kind == _FIELD and _text(note, b"FT") == "Sig"


def _moved(place: pdfium_c.FS_RECTF, matrix: Matrix) -> Box:
    """Give the box of a rectangle of the file in the space of `matrix`."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (place.left, place.right) for y in (place.bottom, place.top)]
    xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _shows(field: object) -> bool:
    """Say whether a form field shows anything: a look of its own, or a value."""
    return bool(pdfium_c.FPDFAnnot_HasKey(field, b"AP")) or bool(_text(field, b"V"))


def _text(note: object, key: bytes) -> str:
    """Give a text of an annotation's own entry, at most its first hundred characters."""
    held = (pdfium_c.FPDF_WCHAR * 101)()
    length = pdfium_c.FPDFAnnot_GetStringValue(note, key, held, 202)
    return bytes(held)[: max(0, min(length, 202) - 2)].decode("utf-16-le", "replace")
