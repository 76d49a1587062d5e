"""The archive: originals under the sha256 of their bytes, written once, never changed.

It knows bytes and digests, not names, captures or people. A file is on its way until the log has
it: until then a second name, `.incoming-DIGEST`, stands beside it and tells an interrupted write
from a file that nobody can explain.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from papertrace.casefile import disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HEAD = 4096
"""How many of its first bytes tell what a file is."""
_READ_ONLY = 0o444
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes that are on the disk but not yet part of the archive."""

    path: Path
    digest: str
    size: int
    head: bytes


class Archive:
    """The folder of originals."""

    def __init__(self, folder: Path) -> None:
        """Take the folder."""
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Give the place of a file."""
        return self.folder / digest[:2] / digest

    def marker(self, digest: str) -> Path:
        """Give the second name of a file that the log does not have yet."""
        return self.folder / f"{disk.INCOMING}{digest}"

    def receive(self, source: BinaryIO) -> Incoming:
        """Write a stream to the disk while hashing it; OSError leaves nothing behind."""
        path = self.folder / f"{disk.INCOMING}{secrets.token_hex(8)}"
        told, size, head = hashlib.sha256(), 0, b""
        try:
            descriptor = disk.create(path)
            try:
                while chunk := source.read(disk.CHUNK):
                    disk.write(descriptor, chunk, path)
                    told.update(chunk)
                    size += len(chunk)
                    if len(head) < HEAD:
                        head += chunk[: HEAD - len(head)]
                disk.sync(descriptor, path)
            finally:
                disk.close(descriptor, path)
            disk.chmod(path, _READ_ONLY)
        except BaseException:
            discard(path)
            raise
        return Incoming(path, told.hexdigest(), size, head)

    def place(self, incoming: Incoming) -> None:
        """Give the bytes their place, durably, leaving the marker until `settle`.

        A damaged file at that place is replaced by these bytes, which have its digest; a sound one
        is never touched. OSError leaves what `settle` or `sweep` clears up.
        """
        target, marker = self.path(incoming.digest), self.marker(incoming.digest)
        disk.make_folder(target.parent)
        disk.move(incoming.path, marker)
        disk.sync_folder(self.folder)
        if target.exists() and not self.is_sound(incoming.digest):
            disk.remove(target)
        try:
            linked = disk.link(marker, target)
        except FileExistsError:
            return
        if not linked:
            disk.move(marker, target)
            disk.close(disk.create(marker), marker)
        disk.sync_folder(target.parent)

    def settle(self, digest: str, *, recorded: bool) -> None:
        """Take the marker away; the file too where the log does not have it."""
        if not recorded and self.marker(digest).exists():
            disk.remove(self.path(digest))
        disk.remove(self.marker(digest))

    def sweep(self, is_recorded: Callable[[str], bool]) -> int:
        """Clear up after interrupted writes; say how many there were. Needs the case's lock."""
        count = 0
        for path in self.leftovers():
            count += 1
            named = path.name.removeprefix(disk.INCOMING)
            if _DIGEST.fullmatch(named):
                self.settle(named, recorded=is_recorded(named))
            else:
                disk.remove(path)
        return count

    def leftovers(self) -> tuple[Path, ...]:
        """Give what interrupted writes (or writes going on now) have left."""
        return tuple(sorted(self.folder.glob(f"{disk.INCOMING}*")))

    def files(self) -> Iterator[tuple[Path, str | None]]:
        """Give every file but leftovers, with the digest its place stands for, if any."""
        for path in disk.files(self.folder):
            if path.parent == self.folder and path.name.startswith(disk.INCOMING):
                continue
            right = _DIGEST.fullmatch(path.name) and path == self.path(path.name)
            yield path, path.name if right else None

    def read(self, digest: str) -> bytes:
        """Give the bytes stored under a digest; ValueError where they do not have it, OSError."""
        data = disk.read(self.path(digest))
        if hashlib.sha256(data).hexdigest() != digest:
            msg = "the bytes do not have their digest"
            raise ValueError(msg)
        return data

    def hash_of(self, digest: str) -> str:
        """Give the sha256 of the bytes stored under a digest; OSError where they cannot be read."""
        with disk.stream(self.path(digest)) as stream:
            told = hashlib.sha256()
            while chunk := stream.read(disk.CHUNK):
                told.update(chunk)
            return told.hexdigest()

    def is_sound(self, digest: str) -> bool:
        """Say whether the bytes stored under a digest are there and have it."""
        try:
            return self.hash_of(digest) == digest
        except OSError:
            return False


def discard(path: Path) -> None:
    """Remove a file that is of no use; where even that fails, the next sweep does it."""
    with contextlib.suppress(OSError):
        disk.remove(path)
