"""The small pictures on a PDF page that has its own text: which of them must be read or named.

An amount pasted as a picture is small. What stands again where the page before had it is a logo or
a page's ornament: it is read once. It neither draws nor recognises.
"""

from __future__ import annotations

from ctypes import c_ubyte, cast
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.model import Anchor, Problem, overlap, text_sha256
from papertrace.read.ocr_weights import remedy
from papertrace.read.pdf_figures import told
from papertrace.read.pdf_rules import images_on
from papertrace.read.pdf_strokes import drawn_at
from papertrace.read.scan_regions import small_ones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdfium2 import PdfPage

    from papertrace.model import Box, Page
    from papertrace.read.grid_rules import Rule
    from papertrace.read.pdf_glyphs import Glyphs, Matrix

MOST_READ: Final = 30
"""Small pictures of a page that are read."""
Known = set[tuple[str, tuple[int, ...]]]
"""Pictures of the pages before: what they are made of, and where they stand."""


def small_on(
    page: PdfPage, matrix: Matrix, images: Sequence[Box], text: tuple[Glyphs, Box], known: Known
) -> list[Box]:
    """Give the small pictures of a page on which no text stands, without those already `known`.

    `images` are the boxes of all; `text` are its characters and what is seen of it. `known` takes
    up what is new.
    """
    found = small_ones(images, *text)
    if not found:
        return []
    made = [(box, _print(thing)) for box, thing in images_on(page, matrix)]
    kept = []
    for box in found:
        parts = "".join(sorted(own for place, own in made if overlap(place, box) > 0))
        key = parts, tuple(round(n) for n in (box.x0, box.top, box.x1, box.bottom))
        if key not in known:
            kept.append(box)
            known.add(key)
    return kept


def _print(thing: int) -> str:
    """Give the digest of a picture's bytes as they stand in the file, all of them.

    A part is not to be had: into less room than the whole needs, pdfium copies nothing.
    """
    handle = cast(thing, pdfium_c.FPDF_PAGEOBJECT)
    length = pdfium_c.FPDFImageObj_GetImageDataRaw(handle, None, 0)
    held = (c_ubyte * max(1, length))()
    pdfium_c.FPDFImageObj_GetImageDataRaw(handle, held, length)
    return sha256(held).hexdigest()


def named(page: Page, boxes: Sequence[Box], large: int) -> tuple[Problem, ...]:
    """Name pictures of a page that were not read: small ones at `boxes` and `large` others."""
    found = []
    if large:
        message = f"Pictures stand on page {page.number}; what they show was not read."
        found.append(Problem("PT315", "note", message, remedy()))
    if boxes:
        message = f"Small pictures stand on page {page.number}; what they show was not read."
        digest = text_sha256(page.text)
        anchor = Anchor("", page.number, tuple(boxes), None, "", 0, "", "", digest)
        found.append(Problem("PT315", "note", message, remedy(), anchor))
    return tuple(found)


def doubted(
    page: Page, rules: tuple[Sequence[Rule], Sequence[Rule]], pictures: Sequence[Box]
) -> Page:
    """Give a page with its figures named at which something is drawn."""
    doubts = drawn_at(page.words, *rules, pictures)
    return replace(page, problems=(*page.problems, *told(page, doubts)))
