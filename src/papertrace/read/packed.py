"""Parts of a file that is a ZIP inside (DOCX, ODT, PPTX, OFD): read by name, within limits.

Nothing is written anywhere; sizes are counted as they come out, not as the file declares them.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from papertrace.errors import Damaged, Encrypted, OverLimit
from papertrace.read import xml_tree

if TYPE_CHECKING:
    from papertrace.read.xml_tree import Element

_MOST_PARTS = 10_000
_MOST_OF_ONE = 256 << 20
_MOST_OF_ALL = 512 << 20
_CHUNK = 1 << 20
_GUARDED, _RATIO = 10 << 20, 200
"""XML of a large plain table packs about fifty to one; bombs start at several hundred."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
)
"""What `zipfile` raises on damaged files."""


class Package:
    """The parts of one file."""

    def __init__(self, data: bytes) -> None:
        """Open; Damaged or OverLimit."""
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            listed = self._file.infolist()
        except BROKEN as error:
            message = "The file is cut off or damaged: its list of parts cannot be read."
            raise Damaged(message) from error
        if len(listed) > _MOST_PARTS:
            message = f"The file has more than {_MOST_PARTS} parts."
            raise OverLimit(message)
        self._parts = {i.filename.lstrip("/"): i for i in listed if not i.is_dir()}
        self._left = _MOST_OF_ALL

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of all parts, in the file's order."""
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        """Say whether there is a part of this name."""
        return name.lstrip("/") in self._parts

    def read(self, name: str) -> bytes:
        """Give a part's bytes; Damaged where it is missing or broken, Encrypted, OverLimit."""
        info = self._parts.get(name.lstrip("/"))
        if info is None:
            message = f"Its part {name} is missing."
            raise Damaged(message)
        if info.flag_bits & 1:
            message = "The file is locked with a password."
            raise Encrypted(message)
        chunks = bytearray()
        try:
            with self._file.open(info) as part:
                while chunk := part.read(_CHUNK):
                    chunks += chunk
                    if len(chunks) > min(_MOST_OF_ONE, self._left) or (
                        len(chunks) > _GUARDED and len(chunks) > _RATIO * max(1, info.compress_size)
                    ):
                        message = f"Its part {name} unpacks to more than a document has."
                        raise OverLimit(message)
        except BROKEN as error:
            message = f"Its part {name} is damaged."
            raise Damaged(message) from error
        self._left -= len(chunks)
        return bytes(chunks)

    def xml(self, name: str) -> Element:
        """Give a part as a tree of elements."""
        return xml_tree.parse(self.read(name), name)

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Give a part's relations: id -> (last word of its type, path of the target).

        Targets outside the file are left out: nothing is ever fetched.
        """
        folder, own = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{own}.rels")
        if path not in self:
            return {}
        found = {}
        for told in xml_tree.every(self.xml(path), "Relationship"):
            if told.get("TargetMode", "").lower() == "external":
                continue
            target = told.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = told.get("Type", "").rpartition("/")[2]
            found[told.get("Id", "")] = (kind, posixpath.normpath(full))
        return found
