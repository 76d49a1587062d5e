"""Tells how much of a character's place can be seen where the file lacks the character's font.

The glyphs of such a font are stand-ins: their ink says nothing of what a reader's machine shows. So
for looking, the whole place of each character is filled in the text's colour and in the text's own
place in the order of drawing, and the pixels are counted. The page is left as it was.
"""

from __future__ import annotations

from ctypes import cast
from typing import TYPE_CHECKING, Final

import numpy as np
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.read.honest_pixels import pair
from papertrace.read.pdf_calls import set_active

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdfium2 import PdfPage

    from papertrace.model import Box
    from papertrace.read.honest_inks import Area
    from papertrace.read.honest_shapes import Ink

SEEN: Final = 0.9
"""Share of a place from which a character is seen."""
HIDDEN: Final = 0.1
"""Share of a place up to which it is not; what lies between nobody can tell without the font."""
_MOST: Final = 5000

Place = tuple["Ink", "Area", "Box"]
"""What a character is part of; where it stands in the page's own space; where on the page shown."""


def is_guessed(ink: Ink) -> bool:
    """Say whether a covered text's glyphs are stand-ins whose places can be filled instead."""
    if not ink.covered or ink.nested or ink.layered or ink.clipped or ink.transparent:
        return False
    font = pdfium_c.FPDFTextObj_GetFont(_as_object(ink.address))
    return bool(font) and pdfium_c.FPDFFont_GetIsEmbedded(font) != 1


def shares(page: PdfPage, places: Sequence[Place]) -> list[float]:
    """Give the share of each place that is seen, 0 to 1; what is past a limit counts as half."""
    some = places[:_MOST]
    by_ink: dict[int, tuple[Ink, list[Area]]] = {}
    for ink, area, _ in some:
        by_ink.setdefault(ink.address, (ink, []))[1].append(area)
    for address in by_ink:
        set_active(address, 0)
    drawn: list[object] = []

    def fill() -> None:
        for ink, areas in sorted(by_ink.values(), key=lambda own: -own[0].order):
            drawn.append(_filled(page, ink, areas))

    try:
        pixels = pair(page, [box for *_, box in some], fill)
    finally:
        for thing in drawn:
            pdfium_c.FPDFPage_RemoveObject(page, thing)
            pdfium_c.FPDFPageObj_Destroy(thing)
        for address in by_ink:
            set_active(address, 1)
    found = [float(np.mean(pixels.changed(box))) for *_, box in some]
    return found + [0.5] * (len(places) - len(some))


def _filled(page: PdfPage, ink: Ink, areas: Sequence[Area]) -> object:
    """Draw areas in a text's colour right behind it; give the new object."""
    left, low, *_ = areas[0]
    made = pdfium_c.FPDFPageObj_CreateNewPath(left, low)
    for x0, y0, x1, y1 in areas:
        pdfium_c.FPDFPath_MoveTo(made, x0, y0)
        for x, y in ((x1, y0), (x1, y1), (x0, y1)):
            pdfium_c.FPDFPath_LineTo(made, x, y)
        pdfium_c.FPDFPath_Close(made)
    pdfium_c.FPDFPath_SetDrawMode(made, pdfium_c.FPDF_FILLMODE_WINDING, 0)
    pdfium_c.FPDFPageObj_SetFillColor(made, *ink.colour)
    pdfium_c.FPDFPage_InsertObjectAtIndex(page, made, ink.order + 1)
    return made


def _as_object(address: int) -> object:
    return cast(address, pdfium_c.FPDF_PAGEOBJECT)
