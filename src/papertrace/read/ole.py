"""Streams of Microsoft's compound files, read through olefile with its errors made ours."""

from __future__ import annotations

import io

import olefile  # type: ignore[import-untyped]  # it has no type marker

from papertrace.errors import Damaged

_MOST = 256 << 20
_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError)
"""What olefile raises on damaged files."""


class Compound:
    """One compound file."""

    is_torn = False
    """Whether a stream that was read is shorter or other than its directory says."""

    def __init__(self, data: bytes) -> None:
        """Open; Damaged."""
        try:
            self._file = olefile.OleFileIO(io.BytesIO(data))
            self.paths: tuple[tuple[str, ...], ...] = tuple(map(tuple, self._file.listdir()))
        except _BROKEN as error:
            message = "The file is cut off or damaged: its streams cannot be listed."
            raise Damaged(message) from error

    def __contains__(self, path: tuple[str, ...]) -> bool:
        """Say whether there is a stream of this path."""
        return path in self.paths

    def read(self, *path: str) -> bytes:
        """Give a stream's bytes; Damaged where it is missing or broken."""
        try:
            if self._file.get_size(list(path)) <= _MOST:
                before = len(self._file.parsing_issues)
                held: bytes = self._file.openstream(list(path)).read()
                self.is_torn |= len(self._file.parsing_issues) > before
                return held
        except _BROKEN as error:
            message = f"Its stream {'/'.join(path)} is missing or damaged."
            raise Damaged(message) from error
        message = f"Its stream {'/'.join(path)} is larger than a document's is."
        raise Damaged(message)
