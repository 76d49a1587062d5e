"""Opens locked files with a password that a person gave: what is inside comes out as parts.

A PDF or office file gives one part: itself without the lock; a ZIP gives its own parts. Runs in the
worker. It tries the passwords it is given and no others, and neither keeps nor names any.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no type marker
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

from papertrace.read import foreign_archives, sniff
from papertrace.read.archives import zip_parts
from papertrace.read.packed import BROKEN
from papertrace.read.parts import of_bytes

try:
    import msoffcrypto  # type: ignore[import-untyped]  # it has no type marker
    from msoffcrypto.exceptions import (  # type: ignore[import-untyped]  # as above
        DecryptionError,
        FileFormatError,
        InvalidKeyError,
    )
except ImportError:  # an extra
    msoffcrypto = None

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.read.parts import Part

OFFICE: Final = (sniff.DOCX, sniff.XLSX, sniff.PPTX, sniff.DOC, sniff.XLS)
"""Types whose locked files need the extra."""
HAS_OFFICE: Final = msoffcrypto is not None
MISSING: Final = "Locked office files need `pip install papertrace[locked]`."
UNLOCKED: Final = "unlocked"
"""The name of the part, before its ending."""
_COPY: Final = re.compile(rb"(/ID\[<[0-9A-F]*><)([0-9A-F]+)(>\])(?=[^/]*\Z)")
_AES: Final = 99
"""The method of ZIP parts that the standard library cannot unlock."""


def is_locked(data: bytes, kind: str) -> bool:
    """Say whether a file needs a password before it gives all it holds."""
    if kind == sniff.PDF:
        return _opened(data, None) is None
    if kind == sniff.ZIP:
        return any(info.flag_bits & 1 for info in _listed(data))
    return kind in OFFICE and _office_locked(data)


def parts(data: bytes, kind: str, passwords: Iterable[str]) -> Iterator[Part] | None:
    """Give the parts of a locked file by the first password that fits; None where none does."""
    for password in passwords:
        if kind == sniff.PDF:
            found = _pdf(data, password)
        elif kind == sniff.ZIP:
            found = _zip(data, password)
        elif kind in OFFICE:
            found = _office(data, kind, password)
        else:
            return None
        if found is not None:
            return found
    return None


def _opened(data: bytes, password: str | None) -> pdfium.PdfDocument | None:
    try:
        return pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            return None
        raise


def _pdf(data: bytes, password: str) -> Iterator[Part] | None:
    file = _opened(data, password)
    if file is None:
        return None
    held = io.BytesIO()
    try:
        file.save(held, flags=pdfium_c.FPDF_REMOVE_SECURITY)
    finally:
        file.close()
    # pdfium makes up a new mark for every copy: without it, equal files give equal copies
    plain = _COPY.sub(lambda m: m[1] + b"0" * len(m[2]) + m[3], held.getvalue())
    return iter((of_bytes(f"{UNLOCKED}.pdf", plain),))


def _listed(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        return zipfile.ZipFile(io.BytesIO(data)).infolist()
    except BROKEN:
        return []  # the reader proper says what is wrong with it


def _zip(data: bytes, password: str) -> Iterator[Part] | None:
    """Give all parts, those that are not locked too."""
    locked = [info for info in _listed(data) if info.flag_bits & 1]
    if any(info.compress_type == _AES for info in locked):
        return _zip_by_library(data, password)
    secret = password.encode()
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        with file.open(min(locked, key=lambda i: i.file_size), pwd=secret) as one:
            while one.read(1 << 18):
                pass
    except BROKEN:
        return None  # the password does not fit
    return zip_parts(data, "", secret)


def _zip_by_library(data: bytes, password: str) -> Iterator[Part] | None:
    """Give the parts of a ZIP locked with AES, where libarchive is installed."""
    if not foreign_archives.AVAILABLE or not foreign_archives.opens(data, password):
        return None
    return foreign_archives.unlocked(data, password)


def _office_locked(data: bytes) -> bool:
    if msoffcrypto is None:
        return False
    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted())
    except (FileFormatError, *BROKEN):
        return False


def _office(data: bytes, kind: str, password: str) -> Iterator[Part] | None:
    if msoffcrypto is None or not _office_locked(data):
        return None
    held = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=password, verify_password=True)
        file.decrypt(held)
    except (InvalidKeyError, DecryptionError, FileFormatError, *BROKEN):
        return None
    plain = held.getvalue()
    ending = {
        sniff.DOCX: "docx", sniff.XLSX: "xlsx", sniff.PPTX: "pptx", sniff.DOC: "doc",
        sniff.XLS: "xls",
    }[kind]  # fmt: skip
    return iter((of_bytes(f"{UNLOCKED}.{ending}", plain),))
