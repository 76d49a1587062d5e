"""Draws a page of a PDF or of an image file as pixels, with masks burnt in.

What lies under a mask is painted over in the pixels themselves: nothing of it remains in the
image, and the image carries no metadata. It never draws annotations or form fields, whose look
could change with the program.
"""

from __future__ import annotations

from io import BytesIO
from math import ceil, floor
from typing import TYPE_CHECKING, Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no type marker
from PIL import Image, ImageDraw

from papertrace.errors import Damaged, OverLimit, UsageError
from papertrace.model import PageImage
from papertrace.read import images, sniff
from papertrace.read.pdf import opened
from papertrace.read.pdf_fonts import use_system_fonts
from papertrace.read.pdf_glyphs import to_display

if TYPE_CHECKING:
    from papertrace.model import Box

_GREY: Final = (128, 128, 128)
MOST_PIXELS: Final = 100_000_000


def render(
    data: bytes, digest: str, page: int, scale: float = 2.0, masks: tuple[Box, ...] = ()
) -> PageImage:
    """Draw page number `page` (from 1) at `scale` pixels a point, `masks` (in points) burnt in.

    Gives a PNG, the same bytes for the same input. Raises Encrypted, Damaged, UsageError where
    there is no such page or the scale is not positive, OverLimit above 100 million pixels.
    """
    if not scale > 0:
        msg = f"The scale must be above 0, not {scale}."
        raise UsageError(msg)
    if sniff.sniff(data, "") in images.MEDIA_TYPES:
        return _shown(data, digest, page, scale, masks)
    use_system_fonts()
    file = opened(data)
    try:
        if not 1 <= page <= len(file):
            msg = f"There is no page {page}; the file has {len(file)}."
            raise UsageError(msg)
        return _drawn(file, digest, page, scale, masks)
    finally:
        file.close()


def _drawn(
    file: pdfium.PdfDocument, digest: str, number: int, scale: float, masks: tuple[Box, ...]
) -> PageImage:
    try:
        page = file[number - 1]
    except pdfium.PdfiumError as error:
        msg = f"Page {number} is damaged."
        raise Damaged(msg) from error
    try:
        _, width, height, _ = to_display(page)
        if width * scale * height * scale > MOST_PIXELS:
            msg = f"Page {number} would have over {MOST_PIXELS} pixels at {scale} a point."
            raise OverLimit(msg)
        bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
        # a copy, since the picture must outlive pdfium's memory
        picture = bitmap.to_pil().convert("RGB").copy()
        bitmap.close()
    finally:
        page.close()
    _mask(picture, masks, scale)
    return PageImage(digest, number, "image/png", width, height, _written(picture))


def _shown(
    data: bytes, digest: str, number: int, scale: float, masks: tuple[Box, ...]
) -> PageImage:
    """Draw a page of an image file, as `render` does."""
    with images.opened(data) as image:
        count = images.count(image)
        if not 1 <= number <= count:
            msg = f"There is no page {number}; the file has {count}."
            raise UsageError(msg)
        width, height = images.size(image, number - 1)
        wide, high = max(1, round(width * scale)), max(1, round(height * scale))
        if wide * high > MOST_PIXELS:
            msg = f"Page {number} would have over {MOST_PIXELS} pixels at {scale} a point."
            raise OverLimit(msg)
        picture = images.picture(image, number - 1).resize((wide, high))
    _mask(picture, masks, scale)
    return PageImage(digest, number, "image/png", width, height, _written(picture))


def _written(picture: Image.Image) -> bytes:
    held = BytesIO()
    # a fresh picture, so that nothing but pixels is written
    Image.frombytes("RGB", picture.size, picture.tobytes()).save(held, "PNG")
    return held.getvalue()


def _mask(picture: Image.Image, masks: tuple[Box, ...], scale: float) -> None:
    """Paint every pixel that a mask touches, and one around it (blurred edges of glyphs)."""
    pen = ImageDraw.Draw(picture)
    for box in masks:
        left, top = floor(box.x0 * scale) - 1, floor(box.top * scale) - 1
        right, bottom = ceil(box.x1 * scale), ceil(box.bottom * scale)
        pen.rectangle((left, top, max(left, right), max(top, bottom)), fill=_GREY)
