"""Compressed streams (gzip, bzip2, xz) as a file to read from: gives what there is before damage.

It holds one chunk at a time, and never gives more than a container may unpack to.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from typing import TYPE_CHECKING, Any, Final

from papertrace.errors import OverLimit
from papertrace.read.budget import MOST_BYTES
from papertrace.read.sniff import BZIP2, GZIP, XZ

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_CHUNK: Final = 1 << 18
_MEMORY: Final = 256 << 20
"""Bytes that unpacking an xz may take, whatever its head asks for."""
_GZIP_WINDOW: Final = 31
_MAGIC: Final = {GZIP: b"\x1f\x8b", BZIP2: b"BZh", XZ: b"\xfd7zXZ\x00"}
_BAD: Final = (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError)


class Torn(OSError):
    """The stream is damaged here, ends too early or never ends."""


class _Gzip:
    """zlib with the manners of the other two."""

    def __init__(self) -> None:
        self._own = zlib.decompressobj(_GZIP_WINDOW)
        self._rest = b""

    def decompress(self, data: bytes, size: int) -> bytes:
        made = self._own.decompress(self._rest + data, size)
        self._rest = self._own.unconsumed_tail
        return made

    @property
    def eof(self) -> bool:
        return self._own.eof

    @property
    def needs_input(self) -> bool:
        return not self._rest

    @property
    def unused_data(self) -> bytes:
        return self._own.unused_data


_OPENERS: Final[Mapping[str, Callable[[], Any]]] = {
    GZIP: _Gzip,
    BZIP2: bz2.BZ2Decompressor,
    XZ: lambda: lzma.LZMADecompressor(memlimit=_MEMORY),
}


class Stream:
    """What comes out of a compressed file, several streams in a row as one."""

    def __init__(self, data: bytes, kind: str) -> None:
        """Begin at the beginning."""
        self._data, self._kind, self._at = memoryview(data), kind, 0
        self._own = _OPENERS[kind]()
        self._held = b""
        self._out = 0
        self._torn = self._over = False

    def read(self, size: int = -1) -> bytes:
        """Give up to `size` bytes, b'' at the end; Torn where there is damage, after all before."""
        wanted = _CHUNK if size < 0 else size
        while len(self._held) < wanted and not self._over:
            self._more()
        given, self._held = self._held[:wanted], self._held[wanted:]
        if not given and wanted and self._torn:
            raise Torn
        return given

    def _more(self) -> None:
        try:
            fed = b""
            if self._own.needs_input:
                fed = bytes(self._data[self._at : self._at + _CHUNK])
                self._at += len(fed)
            made = self._own.decompress(fed, _CHUNK)
        except _BAD as error:
            if "emory" in str(error):
                message = "Unpacking it needs more memory than a file may use."
                raise OverLimit(message) from error
            self._over = self._torn = True
            return
        self._out += len(made)
        self._held += made
        if self._own.eof:
            self._at -= len(self._own.unused_data)
            self._next()
        elif self._out > MOST_BYTES or not (made or fed):
            self._over = self._torn = True

    def _next(self) -> None:
        """Go on to a further stream; what follows and is none is not looked at, as others do."""
        magic = _MAGIC[self._kind]
        while self._kind == XZ and self._data[self._at : self._at + 4] == bytes(4):
            self._at += 4  # padding
        if self._data[self._at : self._at + len(magic)] == magic:
            self._own = _OPENERS[self._kind]()
        else:
            self._over = True
