"""Compares a PDF with its earlier revisions, which stay inside a file that is changed in place.

Only what is shown now is read; a page whose text was another before is named, whole. What stood
there before is not kept.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no type marker

from papertrace.model import Anchor, Box, Problem, text_sha256
from papertrace.read.pdf_fonts import use_block_font

if TYPE_CHECKING:
    from papertrace.model import Document, Page

CODE: Final = "PT352"
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF[^\S\n]*\r?\n?")
_MOST: Final = 8
"""Revisions that are looked at, the newest first."""
_MOST_PAGES: Final = 300
_REMEDY: Final = "Compare the earlier revision (the bytes before) before you rely on what changed."


def revised(document: Document, data: bytes) -> Document:
    """Name every page whose text is on no page of an earlier revision inside the file."""
    ends = _ends(data)
    if not ends:
        return document
    use_block_font()
    now = _texts(data)
    before = [texts for texts in (_texts(data[:end]) for end in ends[-_MOST:]) if texts]
    pages = tuple(
        _named(page, len(ends))
        if any(_at(now, page.number) not in texts for texts in before)
        else page
        for page in document.pages
    )
    gone = max((len(texts) for texts in before), default=0) - len(now)
    if gone <= 0:
        return replace(document, pages=pages)
    message = f"An earlier revision inside the file has {gone} pages more."
    told = Problem(CODE, "warning", message, _REMEDY)
    return replace(document, pages=pages, problems=(*document.problems, told))


def _ends(data: bytes) -> list[int]:
    """Give where earlier revisions end; the first part of a file made for the web is none."""
    if data.count(b"startxref") < 2:  # noqa: PLR2004  (one belongs to every file)
        return []
    found = list(_END.finditer(data))
    return [m.end() for m in found[:-1] if 0 < int(m[1]) < m.start()]


def _texts(data: bytes) -> list[str]:
    """Give the text of every page of a revision; nothing where it is none."""
    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return []
    try:
        return [_text(file, index) for index in range(min(len(file), _MOST_PAGES))]
    finally:
        file.close()


def _text(file: pdfium.PdfDocument, index: int) -> str:
    try:
        page = file[index]
        textpage = page.get_textpage()
        said: str = textpage.get_text_range()
    except pdfium.PdfiumError:
        return ""
    textpage.close()
    page.close()
    return "".join(said.split())


def _at(texts: list[str], number: int) -> str | None:
    return texts[number - 1] if number <= len(texts) else None


def _named(page: Page, count: int) -> Page:
    message = f"The file holds {count} earlier revisions; page {page.number} read otherwise before."
    whole = (Box(0, 0, page.width, page.height),)
    anchor = Anchor("", page.number, whole, None, "", 0, "", "", text_sha256(page.text))
    told = Problem(CODE, "warning", message, _REMEDY, anchor)
    return replace(page, problems=(*page.problems, told))
