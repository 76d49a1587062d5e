"""Takes dropped files off the wire into one file without a name, part by part.

Nothing is held in memory beyond one piece, and nothing is written under a name that a browser sent:
names are only remembered, as text. The file is gone with the process that holds it.
"""

from __future__ import annotations

import io
import re
import tempfile
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from papertrace.errors import UsageError
from papertrace.workflow.adding import HIDDEN, Source, is_litter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path
    from typing import BinaryIO

MOST_FILES: Final = 20_000
_LONGEST: Final = 1_000
"""Characters of a name; what is longer loses its beginning."""
_SLOPS: Final = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(slots=True)
class Spool:
    """Dropped files, one behind the other in a file that has no name."""

    held: BinaryIO
    parts: list[tuple[str, int, int]] = field(default_factory=list)
    """Name, first byte, length of each."""

    def sources(self) -> list[Source]:
        """Give them to be preserved, in the order they came."""
        return [
            Source(name, partial(_Slice, self.held, first, length), HIDDEN * is_litter(name))
            for name, first, length in self.parts
        ]

    def close(self) -> None:
        """Let go of the bytes."""
        self.held.close()


class _Slice(io.RawIOBase):
    """Some bytes of a file, to be read from their beginning to their end."""

    def __init__(self, held: BinaryIO, first: int, length: int) -> None:
        """Take where the bytes are."""
        super().__init__()
        self._held, self._at, self._end = held, first, first + length

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Give up to so many bytes, b'' at the end."""
        left = self._end - self._at
        self._held.seek(self._at)
        found = self._held.read(left if size < 0 else min(size, left))
        self._at += len(found)
        return found


def named(told: bytes) -> str:
    """Give a file's name as the browser told it, as text that is no path: no `..`, no root."""
    plain = told.replace(b"\\", b"/").replace(b"%22", b'"')
    text = plain.decode("utf-8", "backslashreplace")
    parts = [_SLOPS.sub("\ufffd", p) for p in text.split("/") if p not in ("", ".", "..")]
    return "/".join(parts)[-_LONGEST:]


async def received(pieces: AsyncIterator[bytes], content_type: str, folder: Path) -> Spool:
    """Take a form of files; UsageError where it is none or names too many, OSError of the disk."""
    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if not boundary:
        msg = "These are no files sent by the desk's own page."
        raise UsageError(msg)
    spool = Spool(tempfile.TemporaryFile(dir=folder))  # noqa: SIM115  (the spool closes it)
    try:
        await _fed(_Writing(spool), pieces, boundary)
    except FormParserError as error:
        spool.close()
        msg = "These are no files sent by the desk's own page."
        raise UsageError(msg) from error
    except BaseException:
        spool.close()
        raise
    return spool


async def _fed(writing: _Writing, pieces: AsyncIterator[bytes], boundary: bytes) -> None:
    """Give the form to its parser; UsageError where its end is missing."""
    parser = MultipartParser(boundary, writing.callbacks())  # type: ignore[arg-type]  # a plain dict
    async for piece in pieces:
        parser.write(piece)
    parser.finalize()
    if not writing.ended:
        msg = "The files did not arrive whole."
        raise UsageError(msg, remedy="Send them again.")


@dataclass(slots=True)
class _Writing:
    """What the parser of the form tells, turned into parts of the spool."""

    spool: Spool
    ended: bool = False
    _field: bytes = b""
    _value: bytes = b""
    _name: str | None = None
    _first: int = 0

    def callbacks(self) -> dict[str, object]:
        """Give what is called for each event of the form."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_part_data": self._data,
            "on_part_end": self._part_end,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        self._name, self._field, self._value = None, b"", b""
        self._first = self.spool.held.tell()

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._field.lower() == b"content-disposition":
            _, options = parse_options_header(self._value)
            self._name = named(options.get(b"filename", b"")) or None
        self._field, self._value = b"", b""

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._name is not None:  # a field without a file is nothing to us
            self.spool.held.write(data[start:end])

    def _part_end(self) -> None:
        if self._name is None:
            return
        if len(self.spool.parts) >= MOST_FILES:
            msg = f"These are more than {MOST_FILES} files."
            raise UsageError(msg, remedy="Use `papertrace add FOLDER`.")
        length = self.spool.held.tell() - self._first
        self.spool.parts.append((self._name, self._first, length))

    def _end(self) -> None:
        self.ended = True
