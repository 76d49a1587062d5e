"""Recognises the pages and pictures of a PDF that have no sound text of their own.

It never touches a page with sound text, except for the pictures on it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import ceil, floor
from typing import TYPE_CHECKING, Final

import numpy as np

from papertrace.model import Box
from papertrace.read.ocr_layout import laid
from papertrace.read.pdf_page import Draft, Sheet

if TYPE_CHECKING:
    from pypdfium2 import PdfPage  # type: ignore[import-untyped]  # it has no type marker

    from papertrace.model import Page, Problem
    from papertrace.read.ocr_layout import Own
    from papertrace.read.ocr_models import Picture
    from papertrace.read.ocr_recorded import Recognition

MOST: Final = 300
"""Pages of one document that are recognised."""


@dataclass(slots=True)
class Reading:
    """The recognition of one document."""

    recognition: Recognition
    count: int = 0
    """Pages recognised so far."""

    @property
    def told(self) -> str:
        """Give what stands behind the reader's name where anything was recognised."""
        return self.recognition.told

    def page(self, pdf_page: PdfPage, page: Page, trouble: Problem) -> Draft:
        """Read a whole page from its picture; `trouble` is why."""
        if self.count >= MOST:
            message = f"Page {page.number} is past the {MOST} pages that are recognised."
            left = replace(trouble, message=message)
            return Draft(replace(page, origin="digital", problems=(left,)), Sheet(page.number))
        self.count += 1
        whole = Box(0, 0, page.width, page.height)
        return laid(self.recognition, page, [whole], partial(_drawn, pdf_page, page))

    def pictures(self, pdf_page: PdfPage, page: Page, boxes: list[Box], own: Own) -> Draft:
        """Read the pictures on a page that has text, and lay out both."""
        boxes = boxes if self.count < MOST else []
        self.count += bool(boxes)
        mixed = replace(page, origin="mixed")
        return laid(self.recognition, mixed, boxes, partial(_drawn, pdf_page, page), own)


def _drawn(pdf_page: PdfPage, page: Page, box: Box, scale: float) -> Picture:
    """Draw a part of a page: rows, columns, red-green-blue."""
    bitmap = pdf_page.render(
        scale=scale, may_draw_forms=False, draw_annots=False, rev_byteorder=True
    )
    pixels = bitmap.to_numpy()
    if pixels.ndim == 2:  # noqa: PLR2004  (grey)
        pixels = pixels[:, :, None]
    down, across = pixels.shape[0] / page.height, pixels.shape[1] / page.width
    part = pixels[
        floor(box.top * down) : ceil(box.bottom * down),
        floor(box.x0 * across) : ceil(box.x1 * across),
        :3,
    ]
    whole = np.repeat(part, 3, 2) if part.shape[2] == 1 else np.array(part, order="C")
    bitmap.close()
    return whole
