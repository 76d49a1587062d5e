"""The structures of a binary Word file (97 and later): text pieces, and properties of stretches.

As published by Microsoft ([MS-DOC]). Offsets are checked; what points outside is Damaged.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from papertrace.errors import Damaged, Encrypted, OnlyOffice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.read.ole import Compound

_MAGIC: Final = 0xA5EC
_WORD_97: Final = 0xC1
_LOCKED: Final = 0x0100
_SECOND_TABLE: Final = 0x0200
_COUNTS: Final = 0x4C
"""Place of the lengths of body, footnotes, headers, macros, comments, endnotes, text boxes."""
_CHARACTERS, _PARAGRAPHS, _PIECES = 0xFA, 0x102, 0x1A2
_PAGE: Final = 512
_NARROW: Final = 0x40000000
_SIZES: Final = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of a property's operand by the top bits of its code; 0 where it states its own."""
T_DEF_TABLE: Final = 0xD608
_TABS: Final = 0xC615
_LONG: Final = 255

Properties = dict[int, bytes]
"""Code of a property -> its operand."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as it lies in the file."""

    text: str
    place: int
    """Where in the file its first character is."""
    wide: int
    """Bytes a character."""


@dataclass(slots=True)
class WordFile:
    """What is needed of one file."""

    text: str
    lengths: tuple[int, ...]
    """Of body, footnotes, headers, macros, comments, endnotes, boxes, header's boxes."""
    places: list[tuple[int, int, int]]
    """First character, place and bytes a character of each piece."""
    paragraphs: Stretches
    characters: Stretches

    def place(self, index: int) -> int:
        """Say where in the file a character is."""
        n = bisect_right(self.places, (index, 1 << 40, 0)) - 1
        first, place, wide = self.places[max(n, 0)]
        return place + (index - first) * wide


@dataclass(slots=True)
class Stretches:
    """Properties by where a stretch begins in the file."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    told: list[Properties] = field(default_factory=list)

    def at(self, place: int) -> Properties:
        """Give the properties that hold at a place."""
        n = bisect_right(self.starts, place) - 1
        return self.told[n] if n >= 0 and place < self.ends[n] else {}


def opened(file: Compound) -> WordFile:
    """Read the structures; Encrypted, OnlyOffice (Word 95 and before) or Damaged."""
    main = file.read("WordDocument")
    try:
        return _opened(file, main)
    except (struct.error, IndexError, OverflowError) as error:
        message = "The document is cut off or damaged."
        raise Damaged(message) from error


def _opened(file: Compound, main: bytes) -> WordFile:
    magic, version = struct.unpack_from("<HH", main)
    (flags,) = struct.unpack_from("<H", main, 0x0A)
    if flags & _LOCKED:
        message = "The document is locked with a password."
        raise Encrypted(message)
    if magic != _MAGIC or version < _WORD_97:
        message = "This is a document of Word 95 or before, which only LibreOffice opens."
        raise OnlyOffice(message)
    table = file.read("1Table" if flags & _SECOND_TABLE else "0Table")
    lengths = struct.unpack_from("<8I", main, _COUNTS)
    texts: list[str] = []
    places: list[tuple[int, int, int]] = []
    length = 0
    for piece in _pieces(_at(table, main, _PIECES), main):
        places.append((length, piece.place, piece.wide))
        texts.append(piece.text)
        length += len(piece.text)
    if not places:
        message = "The document's list of text pieces is missing."
        raise Damaged(message)
    stretches = [_stretches(main, _at(table, main, n), n) for n in (_PARAGRAPHS, _CHARACTERS)]
    return WordFile("".join(texts), lengths, places, *stretches)


def _at(table: bytes, main: bytes, entry: int) -> bytes:
    start, size = struct.unpack_from("<II", main, entry)
    return table[start : start + size]


def _pieces(listed: bytes, main: bytes) -> Iterator[Piece]:
    at = 0
    while at < len(listed) and listed[at] == 1:
        at += 3 + int(struct.unpack_from("<H", listed, at + 1)[0])
    if at >= len(listed) or listed[at] != 2:  # noqa: PLR2004  (the mark of the list of pieces)
        return
    (size,) = struct.unpack_from("<I", listed, at + 1)
    body = listed[at + 5 : at + 5 + size]
    count = (len(body) - 4) // 12
    marks = struct.unpack_from(f"<{count + 1}I", body)
    for n in range(count):
        (told,) = struct.unpack_from("<I", body, 4 * (count + 1) + 8 * n + 2)
        chars = marks[n + 1] - marks[n]
        narrow = bool(told & _NARROW)
        place = (told & ~_NARROW) // 2 if narrow else told
        raw = main[place : place + max(chars, 0) * (1 if narrow else 2)]
        text = raw.decode("cp1252" if narrow else "utf-16-le", "replace")
        yield Piece(_exactly(text, raw, narrow=narrow), place, 1 if narrow else 2)


def _exactly(text: str, raw: bytes, *, narrow: bool) -> str:
    """Keep one character for each unit of the file, so that counts hold: pairs stand as two."""
    units = len(raw) if narrow else len(raw) // 2
    if len(text) == units:
        return text
    codes = struct.unpack(f"<{units}H", raw[: 2 * units])
    return "".join(map(chr, codes))  # halves of characters, joined by the reader


def _stretches(main: bytes, listed: bytes, kind: int) -> Stretches:
    """Read the pages that hold the properties of paragraphs or of characters."""
    found = Stretches()
    count = (len(listed) - 4) // 8
    rows: list[tuple[int, int, Properties]] = []
    for n in range(max(count, 0)):
        (page,) = struct.unpack_from("<I", listed, 4 * (count + 1) + 4 * n)
        start = (page & 0x3FFFFF) * _PAGE
        held = main[start : start + _PAGE]
        if len(held) == _PAGE:
            rows += _page(held, paragraphs=kind == _PARAGRAPHS)
    for start, end, told in sorted(rows, key=lambda r: r[0]):
        found.starts.append(start)
        found.ends.append(end)
        found.told.append(told)
    return found


def _page(held: bytes, *, paragraphs: bool) -> Iterator[tuple[int, int, Properties]]:
    count = held[-1]
    width = 13 if paragraphs else 1
    if 4 * (count + 1) + width * count >= _PAGE:
        return
    marks = struct.unpack_from(f"<{count + 1}I", held)
    for n in range(count):
        at = 2 * held[4 * (count + 1) + width * n]
        if not at:
            yield marks[n], marks[n + 1], {}
            continue
        size = held[at]
        begin = at + 1
        if paragraphs:
            begin, size = (at + 2, 2 * held[at + 1]) if size == 0 else (at + 1, 2 * size - 1)
            begin, size = begin + 2, size - 2  # the number of its style stands before
        yield marks[n], marks[n + 1], dict(_properties(held[begin : begin + max(size, 0)]))


def _properties(told: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 3 <= len(told):
        (code,) = struct.unpack_from("<H", told, at)
        at += 2
        size = _SIZES[code >> 13]
        if code == T_DEF_TABLE and at + 2 <= len(told):
            size = int(struct.unpack_from("<H", told, at)[0]) + 1
        elif size == 0:
            if code == _TABS and told[at] == _LONG:
                return
            size = told[at] + 1
        yield code, told[at : at + size]
        at += size
