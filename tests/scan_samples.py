"""Pictures of invented pages: printed lines and a ruled table, to be leaned, turned and stamped."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no type marker
from PIL import Image, ImageChops, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

SCALE = 200 / 72
"""Pixels a point."""
ROWS = (("Item", "Budget", "Spent"), ("Boats", "1,284.50", "936.07"), ("Radars", "52.18", "417.6"))
LEFT, TOP, WIDE, HIGH = 40.0, 90.0, 110.0, 22.0
"""Of the table, its columns and rows, in points."""
SEAL = (150.0, 80.0, 260.0, 190.0)
RED, BLUE = (205, 45, 50), (50, 60, 200)


def page(rows: Sequence[Sequence[str]] = ROWS, title: str = "Harbour budget 2031") -> Image.Image:
    """Draw a page of 420 by 300 points at 200 dots an inch."""
    picture = Image.new("RGB", (round(420 * SCALE), round(300 * SCALE)), (246, 244, 240))
    pen = ImageDraw.Draw(picture)
    write(pen, 60, 30, title, 16)
    bottom, right = TOP + HIGH * len(rows), LEFT + WIDE * len(rows[0])
    for row in range(len(rows) + 1):
        _line(pen, LEFT, TOP + HIGH * row, right, TOP + HIGH * row)
    for column in range(len(rows[0]) + 1):
        _line(pen, LEFT + WIDE * column, TOP, LEFT + WIDE * column, bottom)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            write(pen, LEFT + WIDE * column + 8, TOP + HIGH * row + 5, text, 11)
    write(pen, 60, 240, "Page 7", 11)
    return picture


def write(pen: ImageDraw.ImageDraw, x: float, top: float, text: str, size: float) -> None:
    """Write a line; place and size in points."""
    pen.text((x * SCALE, top * SCALE), text, (25, 25, 30), font(size))


def font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Give the type that Pillow carries, in a size in points."""
    return ImageFont.load_default(size * SCALE)


def _line(pen: ImageDraw.ImageDraw, x0: float, y0: float, x1: float, y1: float) -> None:
    at = tuple(v * SCALE for v in (x0, y0, x1, y1))
    pen.line(at, (20, 20, 20), 2)


def sealed(picture: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    """Stamp a ring with a star-like cross over the table."""
    stamped = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(stamped)
    left, top, right, bottom = (v * SCALE for v in SEAL)
    pen.ellipse((left, top, right, bottom), outline=colour, width=12)
    pen.ellipse((left + 110, top + 110, right - 110, bottom - 110), fill=colour)
    return ImageChops.multiply(picture, stamped)  # as ink lies on ink


def with_picture(data: bytes, picture: Image.Image) -> bytes:
    """Put a picture 420 points wide on the first page of a PDF, 300 points below its top edge."""
    file = pdfium.PdfDocument(data)
    place = pdfium.PdfImage.new(file)
    place.load_jpeg(BytesIO(saved(picture, "JPEG", quality=95)), inline=True)
    wide, high = 420, 420 * picture.height / picture.width
    place.set_matrix(pdfium.PdfMatrix().scale(wide, high).translate(80, 842 - 300 - high))
    sheet = file[0]
    sheet.insert_obj(place)
    sheet.gen_content()
    held = BytesIO()
    file.save(held)
    file.close()
    return held.getvalue()


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:  # noqa: ANN401  (Pillow's options)
    """Write a picture as a file of this kind, at 200 dots an inch unless `how` says otherwise."""
    held = BytesIO()
    picture.save(held, kind, **({"dpi": (200, 200)} | how))
    return held.getvalue()
