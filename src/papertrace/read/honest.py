"""Looks at what was read for text that deceives, and names it on the page where it stands.

It is asked once a document, behind the reader; what only the reader can see (the ink of a PDF's
characters, the runs of a DOCX) the reader asks for itself. It never changes a page's text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from papertrace.read import honest_fonts, honest_html, honest_revisions, honest_sheets, sniff
from papertrace.read.honest_text import suspects

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from papertrace.model import Document, Page

VERSION: Final = "4"

_KINDS: Final[Mapping[str, Callable[[Document, bytes], Document]]] = {
    sniff.PDF: honest_revisions.revised,
    sniff.XLSX: honest_sheets.examined,
    "text/html": honest_html.examined,
    "application/xhtml+xml": honest_html.examined,
}


def examined(document: Document, data: bytes, kind: str, *, eyes: bool = False) -> Document:
    """Add to a document what deceives in it; `kind` is its media type.

    With `eyes`, figures in fonts that may lie are read off the rendered page.
    """
    closer = _KINDS.get(kind)
    if closer is not None:
        document = closer(document, data)
    if kind == sniff.PDF:
        document = honest_fonts.examined(document, data, eyes=eyes)
    pages = [_looked_at(page) for page in document.pages]
    if all(a is b for a, b in zip(pages, document.pages, strict=True)):
        return document
    return replace(document, pages=tuple(pages))


def _looked_at(page: Page) -> Page:
    found = suspects(page)
    return replace(page, problems=(*page.problems, *found)) if found else page
