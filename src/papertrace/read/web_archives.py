"""The pages of web archives (WARC, WACZ): every response with a body is a part of its own.

A part is named by its address without the scheme. Requests, redirects and indexes are no parts; in
archives that papertrace wrote, what a page is only shown with is named and left there. Nothing is
fetched, and addresses are names only.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from papertrace.errors import Damaged
from papertrace.read.member_names import from_address
from papertrace.read.packed import BROKEN
from papertrace.read.parts import Part, PartBroken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

    from papertrace.read.parts import Why

_CHUNK = 1 << 18
_KINDS = WarcRecordType.response | WarcRecordType.resource
_REDIRECTED = range(300, 400)
_FOLDER = "archive/"
_USE = "WARC-Papertrace-Use"
"""Header by which our own archives name what is no document: styles, error pages, rules."""


def warc_parts(data: bytes, name: str) -> Iterator[Part]:
    """Give the pages of a WARC, compressed or not."""
    del name
    return _pages(io.BytesIO(data), len(data))


def wacz_parts(data: bytes, name: str) -> Iterator[Part]:
    """Give the pages of all WARCs in a WACZ; Damaged where its directory cannot be read."""
    del name
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        listed = [i for i in file.infolist() if i.filename.startswith(_FOLDER) and i.file_size]
    except BROKEN as error:
        message = "The archive is cut off or damaged: its list of parts cannot be read."
        raise Damaged(message) from error
    for info in listed:
        try:
            stream = file.open(info)
        except BROKEN as error:
            raise PartBroken from error
        with stream:
            yield from _pages(stream, len(data))


def _pages(stream: IO[bytes], size: int) -> Iterator[Part]:
    try:
        for record in ArchiveIterator(stream, record_types=_KINDS, auto_decode="all"):
            http: Any = record.http_headers  # none in a resource, whatever its type says
            if http is not None and http.status_code in _REDIRECTED:
                continue
            address = record.headers.get("WARC-Target-URI") or ""
            why: Why = "furniture" if record.headers.get(_USE) else ""
            yield Part(from_address(address), _chunks(record), size, why)
    except (*BROKEN, UnicodeError) as error:
        raise PartBroken from error


def _chunks(record: Any) -> Callable[[], Iterator[bytes]]:  # noqa: ANN401  (it has no types)
    def chunks() -> Iterator[bytes]:
        try:
            while chunk := record.reader.read(_CHUNK):
                yield bytes(chunk)
        except BROKEN as error:
            raise PartBroken from error

    return chunks
