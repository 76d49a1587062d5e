"""Files inside office documents and PDFs: objects put into the text, and attachments of a PDF.

Gives them as parts of a container; runs no macro, and follows no link.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no type marker

from papertrace.errors import Damaged
from papertrace.read.archives import zip_chunks
from papertrace.read.packed import BROKEN
from papertrace.read.parts import Part, PartBroken

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMBEDDED = re.compile(
    r"^(?:word|xl|ppt)/(?:embeddings/|afchunk)[^/]*$|(?:^|/)attachs?/(?!Attachments?\.xml$)[^/]+$",
    re.IGNORECASE,
)
EMBEDDINGS = (b"/embeddings/", b"/afchunk", b"/Attachs/", b"/Attach/")
"""What stands in an office file that holds others."""
ATTACHED = (b"/ObjStm", b"EmbeddedFile")
"""What stands in a PDF that may hold others; without either it holds none."""


def office_parts(data: bytes, name: str) -> Iterator[Part]:
    """Give the files put into a DOCX, XLSX, PPTX or OFD."""
    del name
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        listed = file.infolist()
    except BROKEN as error:
        message = "The file is cut off or damaged: its list of parts cannot be read."
        raise Damaged(message) from error
    for info in listed:
        if _EMBEDDED.search(info.filename):
            own = info.filename.rpartition("/")[2]
            yield Part(own, zip_chunks(file, info), info.compress_size)


def pdf_parts(data: bytes, name: str) -> Iterator[Part]:
    """Give the attachments of a PDF."""
    del name
    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return  # the reader proper says what is wrong with it
    try:
        for n in range(file.count_attachments()):
            yield _attached(file, n, len(data))
    finally:
        file.close()


def _attached(file: pdfium.PdfDocument, number: int, size: int) -> Part:
    """Give one attachment; its bytes are asked for when they are wanted."""
    unnamed = f"attachment {number + 1}"
    try:
        found = file.get_attachment(number)
        called = found.get_name() or unnamed
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return Part(unnamed, lambda: iter(()), size, "damaged")

    def chunks() -> Iterator[bytes]:
        try:
            yield bytes(found.get_data())
        except pdfium.PdfiumError as error:
            raise PartBroken from error

    return Part(called, chunks, size)
