"""Recognises the pages of an image file. It opens no file: whoever calls gives the pixels."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from papertrace.model import Box, Page, Problem
from papertrace.read.ocr_layout import laid
from papertrace.read.pdf_page import Draft, Sheet
from papertrace.read.pdf_tables import finished, with_tables
from papertrace.read.scan_regions import put_back

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL import Image

    from papertrace.read.ocr_models import Picture
    from papertrace.read.ocr_recorded import Recognition

MOST: Final = 300
"""Pages of one file that are recognised."""


def pages(
    recognition: Recognition,
    pictures: Iterable[tuple[tuple[float, float], Image.Image]],
) -> tuple[Page, ...]:
    """Read pages given as (width, height in points) and pixels, in order."""
    drafts = [_draft(recognition, number, *given) for number, given in enumerate(pictures, 1)]
    tables = finished([draft.sheet for draft in drafts])
    made = (put_back(with_tables(d, t), d.regions) for d, t in zip(drafts, tables, strict=True))
    return tuple(made)


def _draft(
    recognition: Recognition, number: int, size: tuple[float, float], image: Image.Image
) -> Draft:
    page = Page(number, *size, 0, "", (), (), "ocr")
    if number > MOST:
        message = f"Page {number} is past the {MOST} pages that are recognised."
        problem = Problem("PT321", "warning", message, "Split the file and add the parts.")
        return Draft(replace(page, origin="digital", problems=(problem,)), Sheet(number))
    return laid(recognition, page, [Box(0, 0, *size)], partial(_scaled, np.asarray(image)))


def _scaled(pixels: Picture, box: Box, scale: float) -> Picture:
    """Give the pixels of a whole page at `scale` pixels a point."""
    wide, high = max(1, round(box.width * scale)), max(1, round(box.height * scale))
    shrinks = wide < pixels.shape[1]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return cv2.resize(pixels, (wide, high), interpolation=how)  # type: ignore[return-value]  # a wider type
