"""Bytes -> `Document`: pages with one text each, words with boxes, tables with cells.

`read` chooses the reader by what the file is, not by its name. It never opens a path, an address
or a second file.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol, cast

from papertrace.errors import Damaged, OnlyOffice, UnknownFormat
from papertrace.read import (
    container,
    delimited,
    doc,
    docx,
    honest,
    html,
    images,
    json_text,
    mail,
    members,
    mhtml,
    msg,
    ods,
    odt,
    ofd,
    office,
    pdf,
    pptx,
    rtf,
    sheets,
    sniff,
    spreadsheet_xml,
    txt,
)
from papertrace.read.draw import draw
from papertrace.read.extras import extras
from papertrace.read.ocr_recorded import Recognition
from papertrace.read.render import render

if TYPE_CHECKING:
    from papertrace.model import Document

__all__ = ["READERS", "Reader", "draw", "extras", "has_pictures", "read", "render"]


class Reader(Protocol):
    """A module that reads some media types."""

    MEDIA_TYPES: tuple[str, ...]
    NAME: str
    VERSION: str

    def read(self, data: bytes, name: str, digest: str) -> Document:
        """Read the bytes of a file."""


READERS: tuple[Reader, ...] = (
    html,
    txt,
    sheets,
    spreadsheet_xml,
    docx,
    container,
    mail,
    mhtml,
    delimited,
    json_text,
    odt,
    ods,
    rtf,
    pptx,
    ofd,
    doc,
    msg,
    cast("Reader", images),
    cast("Reader", pdf),
)


_UNSEEN = frozenset({"PT315", "PT321", "PT322", "PT354"})
"""Problems of a page that recognition of its picture may take away."""


def has_pictures(document: Document) -> bool:
    """Say whether reading a document again with `pictures` may give more."""
    kinds = [r.MEDIA_TYPES for r in READERS if hasattr(r, "recognise")]
    return any(document.media_type in kind for kind in kinds) and any(
        problem.code in _UNSEEN for page in document.pages for problem in page.problems
    )


def read(
    data: bytes,
    name: str,
    digest: str = "",
    *,
    pictures: bool = False,
    recognition: Recognition | None = None,
) -> Document:
    """Read a file; raises UnknownFormat, Encrypted or Damaged where it cannot be read.

    With `pictures`, text in pictures is recognised, which takes seconds a page; ImportError or
    FileNotFoundError where `ocr_weights.missing` names what that needs. With `recognition` it is
    done by that, which may know a recorded reading and can be asked for a new one.
    """
    if not data:
        message = "The file is empty."
        raise Damaged(message)
    kind = sniff.sniff(data, name)
    for reader in READERS:
        if kind in reader.MEDIA_TYPES:
            eyes = pictures or recognition is not None
            own = digest or hashlib.sha256(data).hexdigest()
            seeing = getattr(reader, "recognise", None)
            if seeing and eyes:
                recognition = recognition or Recognition(own)
                made = recognition.marked(seeing(data, name, own, recognition))
            else:
                made = reader.read(data, name, own)
            return honest.examined(members.attach(made, data, kind), data, kind, eyes=eyes)
    if office.target(kind, name, data):
        message = f"Only LibreOffice opens files of this kind ({kind})."
        raise OnlyOffice(message)
    message = f"papertrace does not read files of type {kind}."
    raise UnknownFormat(message)
