"""The parts of archives: ZIP, tar, gzip, bzip2, xz. Streams only; nothing is ever extracted.

Links, devices and locked parts are named as such and never opened.
"""

from __future__ import annotations

import encodings.cp437  # noqa: F401  (names in a ZIP; a walled-off worker can load nothing)
import io
import stat
import tarfile
import zipfile
from typing import IO, TYPE_CHECKING, Literal, Self, cast

from papertrace.errors import Damaged
from papertrace.read.member_names import of_zip
from papertrace.read.packed import BROKEN
from papertrace.read.parts import Part, PartBroken
from papertrace.read.sniff import BZIP2, GZIP, XZ
from papertrace.read.squeezed import Stream, Torn
from papertrace.read.web_archives import warc_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from papertrace.read.parts import Why

_CHUNK = 1 << 18
_LOCKED = 1
_ENDINGS = {GZIP: (".gz", ".tgz"), BZIP2: (".bz2", ".tbz"), XZ: (".xz", ".txz")}
_BAD_STREAM = (OSError, EOFError, ValueError, OverflowError)
_TAR_HEAD = 512
_WEB = b"WARC/1."


def zip_parts(data: bytes, name: str, password: bytes | None = None) -> Iterator[Part]:
    """Give the parts of a ZIP, locked ones with a password; Damaged without a sound directory."""
    del name
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        if password is not None:
            file.setpassword(password)
        listed = file.infolist()
    except BROKEN as error:
        message = "The archive is cut off or damaged: its list of parts cannot be read."
        raise Damaged(message) from error
    for info in listed:
        called = of_zip(info)
        if called.endswith(("/", "\\")) and info.file_size == 0:
            continue
        why: Why = "locked" if info.flag_bits & _LOCKED and password is None else ""
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            why = "link"
        yield Part(called, zip_chunks(file, info), info.compress_size, why, info.file_size)


def zip_chunks(file: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], Iterator[bytes]]:
    """Give a reader of one part of a ZIP; it raises PartBroken where that fails."""

    def chunks() -> Iterator[bytes]:
        try:
            with file.open(info) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except BROKEN as error:
            raise PartBroken from error

    return chunks


_BAD_HEAD = (
    tarfile.InvalidHeaderError,  # type: ignore[attr-defined]  # it is there, and not in the stubs
    tarfile.TruncatedHeaderError,  # type: ignore[attr-defined]  # as above
)


class _Member(tarfile.TarInfo):
    """A head in a tar; one that is not sound is damage, not the end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Read a head; ReadError where it is cut off, its sum is wrong or its size is none."""
        try:
            made = super().frombuf(buf, encoding, errors)
        except _BAD_HEAD as error:
            raise tarfile.ReadError from error
        if made.size < 0:
            raise tarfile.ReadError
        return made


def tar_parts(data: bytes, name: str) -> Iterator[Part]:
    """Give the parts of a tar."""
    del name
    return _tar(io.BytesIO(data), "r:", len(data))


def _tar(stream: IO[bytes], mode: Literal["r:", "r|"], size: int) -> Iterator[Part]:
    try:
        file = tarfile.open(fileobj=stream, mode=mode, errors="surrogateescape", tarinfo=_Member)  # noqa: SIM115  (in memory)
    except (tarfile.TarError, *_BAD_STREAM) as error:
        message = "The archive is cut off or damaged."
        raise Damaged(message) from error
    while True:
        try:
            info = file.next()
        except (tarfile.TarError, *_BAD_STREAM) as error:
            raise PartBroken from error
        if info is None:
            return
        file.members = []  # type: ignore[attr-defined]  # it would keep them all
        if info.isdir():
            continue
        called = _tar_name(info.name)
        why: Why = "" if info.isreg() else "link"
        if info.sparse is not None:
            why = "damaged"  # its holes would be filled; no document is kept so
        yield Part(called, _tar_chunks(file, info), size, why)


def _tar_name(name: str) -> str:
    """Give a tar's name; bytes that are not UTF-8 are most likely GBK."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _tar_chunks(file: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[], Iterator[bytes]]:
    def chunks() -> Iterator[bytes]:
        try:
            part = file.extractfile(info)
            left = info.size
            while part is not None and (chunk := part.read(_CHUNK)):
                left -= len(chunk)
                yield chunk
        except (tarfile.TarError, *_BAD_STREAM) as error:
            raise PartBroken from error
        if left:
            raise PartBroken

    return chunks


def squeezed_parts(kind: str) -> Callable[[bytes, str], Iterator[Part]]:
    """Give the reader of a compressed stream: a tar's parts, or the one file it holds."""

    def parts(data: bytes, name: str) -> Iterator[Part]:
        try:
            head = Stream(data, kind).read(_TAR_HEAD)
        except Torn as error:
            message = "The compressed file is cut off or damaged."
            raise Damaged(message) from error
        if head.startswith(_WEB):
            return warc_parts(data, name)
        if head[257:262] == b"ustar":
            return _tar(cast("IO[bytes]", Stream(data, kind)), "r|", len(data))
        return iter((Part(_inner_name(name, kind), lambda: _stream(data, kind), len(data)),))

    return parts


def _inner_name(name: str, kind: str) -> str:
    own = name.rpartition("/")[2]
    for ending in _ENDINGS[kind]:
        if own.lower().endswith(ending) and len(own) > len(ending):
            return own[: -len(ending)]
    return own or "content"


def _stream(data: bytes, kind: str) -> Iterator[bytes]:
    file = Stream(data, kind)
    try:
        while chunk := file.read(_CHUNK):
            yield chunk
    except Torn as error:
        raise PartBroken from error
