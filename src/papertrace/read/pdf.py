"""Reads PDF files: text with a box for every word, and ruled tables with their cells.

It recognises nothing in images: a page without text is a Problem. It writes no file, starts no
process and needs no network; hostile files are the sandbox's concern.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no type marker
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.errors import Damaged, Encrypted, OverLimit
from papertrace.model import Document, Page, Problem
from papertrace.read.grid import grids
from papertrace.read.pdf_fonts import use_block_font
from papertrace.read.pdf_glyphs import displayed, letters_of, to_display
from papertrace.read.pdf_page import Sheet, lay_out
from papertrace.read.pdf_rules import drawn_on
from papertrace.read.pdf_tables import finished
from papertrace.read.pdf_turn import turned, turned_back

MEDIA_TYPES = ("application/pdf",)
NAME = "pdf"
VERSION = "1"

MOST_PAGES: Final = 10_000
_FEW: Final = 10  # characters; a page with images and fewer is an image
_JUMBLED: Final = 0.2  # share of characters of unusual scripts from which a text may be a jumble
_SCRIPTS: Final = 6  # blocks of 128 code points they come from
_UNMAPPED: Final = 0.3  # share of characters without a meaning from which the text is no text


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a PDF file; raises Encrypted, Damaged or OverLimit where it cannot be read at all."""
    use_block_font()
    file = opened(data)
    try:
        if len(file) > MOST_PAGES:
            msg = f"{name} has {len(file)} pages, more than {MOST_PAGES}."
            raise OverLimit(msg)
        title = _title(file.get_metadata_value("Title"))
        drafts = [_page(file, index) for index in range(len(file))]
    finally:
        file.close()
    tables = finished([draft.sheet for draft in drafts])
    pages = tuple(
        turned_back(replace(d.page, tables=t), d.turn) for d, t in zip(drafts, tables, strict=True)
    )
    return Document(digest, name, MEDIA_TYPES[0], f"{NAME}/{VERSION}", title, pages)


def opened(data: bytes) -> pdfium.PdfDocument:
    """Open a PDF; raises Encrypted or Damaged."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise Encrypted from error
        raise Damaged from error


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page whose tables have no titles yet."""

    page: Page
    sheet: Sheet
    turn: int = 0
    """Degrees clockwise by which it was turned for reading, beyond what the file states."""


def _page(file: pdfium.PdfDocument, index: int) -> _Draft:
    number = index + 1
    try:
        page = file[index]
    except pdfium.PdfiumError:
        problem = Problem("PT323", "error", f"Page {number} is damaged and could not be read.")
        empty = Page(number, 0, 0, 0, "", (), (), "digital", problems=(problem,))
        return _Draft(empty, Sheet(number))
    try:
        matrix, width, height, stated = to_display(page)
        letters = letters_of(page)
        turn = 0 if letters.turn is None else (letters.turn - stated) % 360
        matrix = turned(matrix, turn, width, height)
        across, down, images = drawn_on(page, matrix)
    finally:
        page.close()
    sheet = lay_out(number, displayed(letters, matrix), grids(across, down))
    problems = _problems(number, letters.text, images, len(across) + len(down))
    words = tuple(sheet.words)
    text = sheet.text
    made = Page(number, width, height, stated, text, words, (), "digital", problems=problems)
    return _Draft(made, sheet, turn)


def _problems(number: int, text: str, images: int, drawn: int) -> tuple[Problem, ...]:
    count = len(text)
    if count < _FEW and images:
        message = f"Page {number} is an image; it was not read without text recognition."
        return (Problem("PT321", "warning", message, "Look at the page itself."),)
    if count and (len(_UNKNOWN.findall(text)) > _UNMAPPED * count or _is_jumble(text)):
        message = f"Most characters of page {number} have no known meaning (unmapped fonts)."
        return (Problem("PT322", "warning", message, "Look at the page itself."),)
    if not count and drawn:
        message = f"Page {number} has drawings but no text; what they show was not read."
        return (Problem("PT321", "warning", message, "Look at the page itself."),)
    return ()


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


def _title(stated: str) -> str:
    """Clean the title a PDF states; '' where it is none."""
    hexed = _HEXED.match(stated.strip())
    if hexed and len(hexed[1]) % 2 == 0:
        stated = bytes.fromhex(hexed[1]).decode("gb18030", "replace")
    bare = "".join(c for c in stated if c.isprintable()).strip()
    bare = _ENDING.sub("", _PROGRAM.sub("", bare)).strip()
    return "" if _NOT_A_TITLE.match(bare) else " ".join(bare.split())
