"""Reads image files: PNG, JPEG, TIFF of many pages, WebP, JPEG 2000, BMP; an image is a page.

`read` looks at heads only and says of every page that it was not read; `recognise` reads them. A
page's points are its pixels by the file's own resolution, or 72 an inch where it states none.
"""

from __future__ import annotations

import io
import math
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PIL import (
    BmpImagePlugin,
    Image,
    ImageOps,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from papertrace.errors import Damaged, OverLimit
from papertrace.model import Document, Page, Problem
from papertrace.read.ocr_weights import remedy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.read.ocr_recorded import Recognition

MEDIA_TYPES = ("image/png", "image/jpeg", "image/tiff", "image/webp", "image/jp2", "image/bmp")
NAME = "image"
VERSION = "3"

PLUGINS: Final = (
    BmpImagePlugin,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
"""What opens the files; loaded here, since nothing can be loaded behind the walls."""
MOST_PAGES: Final = 2000
MOST_PIXELS: Final = 100_000_000
_UNKNOWN: Final = 72.0
_SOUND: Final = (36.0, 4800.0)
"""Dots an inch that a scan can have; what is stated beyond is no resolution."""
_ORIENTATION: Final = 0x0112
_SIDEWAYS: Final = (5, 6, 7, 8)
_FORMATS: Final = ("PNG", "JPEG", "TIFF", "WEBP", "JPEG2000", "BMP")


def warm() -> None:
    """Look for the weights once, since nothing can be looked for behind the walls."""
    remedy()


def read(data: bytes, name: str, digest: str) -> Document:
    """List an image file's pages, each with the problem that it was not read.

    Raises Damaged where it is no image, OverLimit where it has too many pages or pixels.
    """
    with opened(data) as image:
        sizes = [size(image, index) for index in _frames(image, name)]
    pages = tuple(
        Page(number, *size, 0, "", (), (), "digital", problems=(_unread(number),))
        for number, size in enumerate(sizes, 1)
    )
    return Document(digest, name, _type(data), f"{NAME}/{VERSION}", "", pages)


def recognise(data: bytes, name: str, digest: str, recognition: Recognition) -> Document:
    """Read an image file by recognition; raises as `read` does."""
    from papertrace.read import image_scans  # noqa: PLC0415  (its libraries are large)

    with opened(data) as image:
        frames = _frames(image, name)
        every = ((size(image, i), picture(image, i)) for i in frames)
        pages = image_scans.pages(recognition, every)
    reader = f"{NAME}/{VERSION}{recognition.told}"
    return Document(digest, name, _type(data), reader, "", pages)


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """Open an image file; what goes wrong with it while it is open is raised as Damaged."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sizes and of odd metadata: both are looked at here
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                yield image
    except Image.DecompressionBombError as error:
        msg = f"It would have over {MOST_PIXELS} pixels."
        raise OverLimit(msg) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise Damaged from error


def picture(image: Image.Image, index: int) -> Image.Image:
    """Give a page's pixels in red-green-blue, upright, on white; OverLimit above 100 million."""
    size(image, index)
    frame: Image.Image = ImageOps.exif_transpose(image)
    if frame.mode.startswith("I;16") or frame.mode in ("I", "F"):
        low, high = (float(v) for v in frame.getextrema())  # type: ignore[arg-type]  # one band
        span = max(high - low, 1.0)
        return (
            frame.convert("F").point(lambda v: v * (255 / span) - low * 255 / span).convert("RGB")
        )
    if "A" in frame.getbands() or "transparency" in frame.info:
        seen = frame.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return frame.convert("RGB")


def _frames(image: Image.Image, name: str) -> range:
    found = count(image)
    if found > MOST_PAGES:
        msg = f"{name} has {found} pages, more than {MOST_PAGES}."
        raise OverLimit(msg)
    return range(found)


def count(image: Image.Image) -> int:
    """Give the number of pages; what phones append to a JPEG is none."""
    return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def size(image: Image.Image, index: int) -> tuple[float, float]:
    """Give width and height of a page in points; OverLimit above 100 million pixels."""
    image.seek(index)
    wide, high = image.size
    if wide * high > MOST_PIXELS:
        msg = f"Page {index + 1} has over {MOST_PIXELS} pixels."
        raise OverLimit(msg)
    across, down = _resolution(image)
    points = wide * 72 / across, high * 72 / down
    return points[::-1] if image.getexif().get(_ORIENTATION) in _SIDEWAYS else points


def _resolution(image: Image.Image) -> tuple[float, float]:
    stated = image.info.get("dpi")
    try:
        across, down = (float(v) for v in stated or ())
    except (TypeError, ValueError, ZeroDivisionError):
        return _UNKNOWN, _UNKNOWN
    if not all(math.isfinite(v) and _SOUND[0] <= v <= _SOUND[1] for v in (across, down)):
        return _UNKNOWN, _UNKNOWN
    return across, down


def _unread(number: int) -> Problem:
    message = f"Page {number} is an image; it was not read without text recognition."
    return Problem("PT321", "warning", message, remedy())


def _type(data: bytes) -> str:
    with opened(data) as image:
        return {"JPEG2000": "image/jp2", "MPO": "image/jpeg"}.get(
            image.format or "", f"image/{(image.format or '').lower()}"
        )
