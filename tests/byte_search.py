"""Looks for words in files as bytes: in the usual encodings, as they are and inside compression."""

from __future__ import annotations

import base64
import bz2
import io
import lzma
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5")
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|BZh[1-9]|\xfd7zXZ\x00")
_DEEP = 3


def spellings(word: str) -> frozenset[bytes]:
    """Give a word's bytes as it may be written: encodings, hex, base64, URL and JSON escapes."""
    plain = {word.encode(e) for e in _ENCODINGS if _fits(word, e)}
    told = {b.hex().encode() for b in plain} | {quote(word).encode()}
    told |= {word.encode("unicode_escape")}
    told |= {base64.b64encode(b"\0" * n + b)[4:-4] for b in plain for n in range(3)}
    return frozenset(t for t in plain | told if len(t) >= len(word))


def _fits(word: str, encoding: str) -> bool:
    try:
        word.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def layers(data: bytes, deep: int = _DEEP) -> Iterator[bytes]:
    """Give bytes, and what is packed anywhere inside them."""
    yield data
    if not deep:
        return
    for at in (m.start() for m in _PACKED.finditer(data)):
        made = _opened(data[at:])
        if made:
            yield from layers(made, deep - 1)
    if b"PK\x03\x04" in data:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                for name in packed.namelist():
                    yield name.encode()
                    yield from layers(packed.read(name), deep - 1)
        except (zipfile.BadZipFile, NotImplementedError):
            return


def _opened(data: bytes) -> bytes:
    try:
        if data[:1] == b"B":
            return bz2.BZ2Decompressor().decompress(data)
        if data[:1] == b"\xfd":
            return lzma.LZMADecompressor().decompress(data)
        return zlib.decompressobj(47).decompress(data)
    except (zlib.error, OSError, lzma.LZMAError, EOFError):
        return b""


def found(files: Iterable[tuple[str, bytes]], words: Iterable[str]) -> set[tuple[str, str]]:
    """Give (file, word) for every word that stands in a file or its name."""
    wanted = [(w, spelling) for w in words for spelling in spellings(w)]
    return {
        (name, word)
        for name, data in files
        for told in (name.encode(), *layers(data))
        for word, spelling in wanted
        if spelling in told
    }


def under(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file below a folder."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        yield path.relative_to(folder).as_posix(), path.read_bytes()
