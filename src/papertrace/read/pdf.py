"""Reads PDF files: text with a box for every word, and ruled tables with their cells.

`read` recognises nothing in images: a page without text is a Problem. `recognise` does, on pages
and pictures that have no sound text of their own, and only there. Both write no file, start no
process and need no network; hostile files are the sandbox's concern.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no type marker
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.errors import Damaged, Encrypted
from papertrace.model import Box, Document, Page, Problem
from papertrace.read import honest_pdf, pdf_annotations, pdf_figures, pdf_pictures
from papertrace.read.grid import grids
from papertrace.read.honest_shapes import doubtful
from papertrace.read.ocr_weights import remedy
from papertrace.read.pdf_fonts import use_block_font
from papertrace.read.pdf_glyphs import displayed, letters_of, to_display
from papertrace.read.pdf_objects import on_page
from papertrace.read.pdf_page import Draft, Sheet, lay_out
from papertrace.read.pdf_rules import drawn_on
from papertrace.read.pdf_tables import finished, with_tables
from papertrace.read.pdf_turn import turned, turned_back
from papertrace.read.scan_regions import put_back, without_text

if TYPE_CHECKING:
    from papertrace.read.ocr_recorded import Recognition
    from papertrace.read.pdf_scans import Reading

MEDIA_TYPES = ("application/pdf",)
NAME = "pdf"
VERSION = "5"

MOST_PAGES: Final = 10_000
_FEW: Final = 10  # characters; a page with images and fewer is an image
_JUMBLED: Final = 0.2  # share of characters of unusual scripts from which a text may be a jumble
_SCRIPTS: Final = 6  # blocks of 128 code points they come from
_UNMAPPED: Final = 0.3  # share of characters without a meaning from which the text is no text


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a PDF file; raises Encrypted or Damaged where it cannot be read at all."""
    return _read(data, name, digest, None)


def recognise(data: bytes, name: str, digest: str, recognition: Recognition) -> Document:
    """Read a PDF file as `read` does, and its pictures of text by recognition.

    NotInstalled where the parts for that are missing.
    """
    from papertrace.read import pdf_scans  # noqa: PLC0415  (its libraries are large)

    return _read(data, name, digest, pdf_scans.Reading(recognition))


def _read(data: bytes, name: str, digest: str, scans: Reading | None) -> Document:
    use_block_font()
    file = opened(data)
    try:
        count = min(len(file), MOST_PAGES)
        left_out = _left_out(len(file) - count)
        title = _title(_stated(file))
        drafts: list[Draft] = []
        known: pdf_pictures.Known = set()
        for index in range(count):
            before = drafts[-1].sheet if drafts else None
            drafts.append(_page(file, index, scans, before, known))
    finally:
        file.close()
    tables = finished([draft.sheet for draft in drafts])
    pages = tuple(
        put_back(turned_back(with_tables(d, t), d.turn), d.regions)
        for d, t in zip(drafts, tables, strict=True)
    )
    reader = f"{NAME}/{VERSION}{scans.told if scans else ''}"
    return Document(digest, name, MEDIA_TYPES[0], reader, title, pages, left_out)


def _left_out(count: int) -> tuple[Problem, ...]:
    if not count:
        return ()
    message = f"The first {MOST_PAGES} pages were read, the {count} after them were not."
    return (Problem("PT331", "warning", message, "Split the file and add the parts."),)


def opened(data: bytes) -> pdfium.PdfDocument:
    """Open a PDF; raises Encrypted or Damaged."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise Encrypted from error
        raise Damaged from error


def _page(
    file: pdfium.PdfDocument,
    index: int,
    scans: Reading | None,
    before: Sheet | None,
    known: pdf_pictures.Known,
) -> Draft:
    number = index + 1
    try:
        page = file[index]
    except pdfium.PdfiumError:
        problem = Problem("PT323", "error", f"Page {number} is damaged and could not be read.")
        empty = Page(number, 0, 0, 0, "", (), (), "digital", problems=(problem,))
        return Draft(empty, Sheet(number))
    try:
        things = on_page(page)
        matrix, width, height, stated = to_display(page)
        inks = doubtful(page, things)
        letters = letters_of(page, owned=bool(inks))
        seen = honest_pdf.shown(page, letters, inks, matrix, (width, height))
        seen = replace(seen, problems=(*seen.problems, *pdf_annotations.named(page, matrix)))
        letters = seen.letters
        turn = 0 if letters.turn is None else (letters.turn - stated) % 360
        matrix = turned(matrix, turn, width, height)
        across, down, images = drawn_on(page, matrix, things)
        glyphs = displayed(letters, matrix)
        trouble = _unread(number, letters.text, len(images), len(across) + len(down))
        area = Box(0, 0, *((height, width) if turn in (90, 270) else (width, height)))
        left = [] if trouble or turn else without_text(images, glyphs, area)
        small = (
            []
            if trouble or turn
            else pdf_pictures.small_on(page, matrix, images, (glyphs, area), known)
        )
        if scans and trouble:
            blank = Page(number, width, height, stated, "", (), (), "ocr")
            return honest_pdf.told(scans.page(page, blank, trouble), seen)
        tables = grids(across, down)
        empty = Page(number, width, height, stated, "", (), (), "digital")
        if scans and (left or small):
            from papertrace.read.ocr_layout import Own  # noqa: PLC0415  (as in `recognise`)

            own = Own(glyphs, tables, across, area, before)
            some = [*left, *small[: pdf_pictures.MOST_READ]]
            draft = scans.pictures(page, empty, some, own)
            more = pdf_pictures.named(draft.page, small[pdf_pictures.MOST_READ :], 0)
            made = replace(draft.page, problems=(*draft.page.problems, *more))
            made = pdf_pictures.doubted(made, (across, down), images)
            return honest_pdf.told(replace(draft, page=made), seen)
    finally:
        page.close()
    sheet = lay_out(number, glyphs, tables, across, area, before)
    made = replace(empty, text=sheet.text, words=tuple(sheet.words))
    problems = (trouble,) if trouble else pdf_pictures.named(made, small, len(left))
    made = replace(made, problems=(*problems, *pdf_figures.told(made, sheet.doubts)))
    made = pdf_pictures.doubted(made, (across, down), images)
    return honest_pdf.told(Draft(made, sheet, turn), seen)


def _unread(number: int, text: str, images: int, drawn: int) -> Problem | None:
    """Say why a page has no text, or none that is sound; None where it has."""
    count = len(text)
    if count < _FEW and images:
        message = f"Page {number} is an image; it was not read without text recognition."
        return Problem("PT321", "warning", message, remedy())
    if count and (len(_UNKNOWN.findall(text)) > _UNMAPPED * count or _is_jumble(text)):
        message = f"Most characters of page {number} have no known meaning (unmapped fonts)."
        return Problem("PT322", "warning", message, remedy())
    if not count and drawn:
        message = f"Page {number} has drawings but no text; what they show was not read."
        return Problem("PT321", "warning", message, remedy())
    return None


def _is_jumble(text: str) -> bool:
    """Say whether characters come from so many scripts at once that no language is theirs.

    Fonts whose glyphs were renumbered give such text. Documents in Uyghur, Tibetan, Mongolian or
    Korean have one script besides the common ones, not many.
    """
    strange = _STRANGE.findall(text)
    return len(strange) > _JUMBLED * len(text) and len({ord(c) >> 7 for c in strange}) >= _SCRIPTS


_UNKNOWN = re.compile(r"[\x00-\x1f\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_STRANGE = re.compile(r"[\u0250-\u0390\u0400-\u1fff\u2c00-\u2e7f\u3400-\u4dbf\ua000-\uabff]")
_PROGRAM = re.compile(r"^(?:Microsoft (?:Word|Excel|PowerPoint)|WPS[^-]*)\s*-\s*", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:docx?|xlsx?|pptx?|wps|et|rtf|pdf|html?|txt)$", re.IGNORECASE)
_NOT_A_TITLE = re.compile(
    r"^(?:untitled|无标题|未命名|未标题|.*[\\/].*|[*\s.\-_0-9]*|.*\ufffd.*)\d*$"
)
_HEXED = re.compile(r"^<([0-9A-Fa-f]{2,})>$")


def _stated(file: pdfium.PdfDocument) -> str:
    """Give the title a PDF states; '' where it is no text."""
    try:
        told: str = file.get_metadata_value("Title")
    except UnicodeDecodeError:
        return ""
    return told


def _title(stated: str) -> str:
    """Clean the title a PDF states; '' where it is none."""
    hexed = _HEXED.match(stated.strip())
    if hexed and len(hexed[1]) % 2 == 0:
        stated = bytes.fromhex(hexed[1]).decode("gb18030", "replace")
    bare = "".join(c for c in stated if c.isprintable()).strip()
    bare = _ENDING.sub("", _PROGRAM.sub("", bare)).strip()
    return "" if _NOT_A_TITLE.match(bare) else " ".join(bare.split())
