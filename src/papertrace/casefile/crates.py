"""A case as one stream of bytes (a tar), and back: every file with its digest, or not at all.

The stream holds the folder's files as they are; the two databases are handed in, so that they can
be copies that nobody writes to. A list of all files with their digests comes last: a stream
without it was cut. It encrypts nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

from papertrace.casefile import disk, locking
from papertrace.errors import BackupUnusable, NotPreserved, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LIST = "papertrace-files.json"
SEALED_KEY = "locked.key"
"""Holds the key of a case that was locked with a passphrase, locked with it itself."""
PASSING = (".copying-", ".locking-", ".unlocking-", disk.INCOMING)
"""How the names of what is on its way begin."""
_OWN = frozenset({locking.NAME, locking.SEALED, SEALED_KEY, LIST})
_DATABASES = ("log.db", "derived/derived.db", "derived/index.")
"""Handed in, or (the search index) made again by the next search."""
_BLOCK = 512
_FORMAT = 1


def belonging(root: Path) -> Iterator[tuple[str, Path]]:
    """Give (name, path) of every file of a case but its databases and what is on its way.

    UsageError where a link lies there: it would be lost.
    """
    for path in disk.files(root):
        name = path.relative_to(root).as_posix()
        if name in _OWN or name.startswith(_DATABASES) or _passing(name):
            continue
        if path.is_symlink() or not path.is_file():
            msg = f"{name} is a link or no file: it cannot be taken along."
            raise UsageError(msg, remedy="Move it out of the case folder.")
        yield name, path


def _passing(name: str) -> bool:
    return any(part.startswith(PASSING) for part in name.split("/"))


def pack(root: Path, databases: Mapping[str, Path], told: Mapping[str, str]) -> Iterator[bytes]:
    """Give a case's stream; `told` goes into the list at its end. OSError, NotPreserved."""
    rows = []
    folders = (p for p in sorted(root.rglob("*")) if p.is_dir() and not p.is_symlink())
    for path in folders:
        name = path.relative_to(root).as_posix()
        if not _passing(name):
            info = tarfile.TarInfo(name)
            info.type, info.mode = tarfile.DIRTYPE, 0o755
            yield info.tobuf(tarfile.PAX_FORMAT)
    for name, path in (*belonging(root), *databases.items()):
        digest = hashlib.sha256()
        with disk.stream(path) as source:
            state = os.fstat(source.fileno())
            info = tarfile.TarInfo(name)
            info.size, info.mode, info.mtime = state.st_size, state.st_mode & 0o777, state.st_mtime
            yield info.tobuf(tarfile.PAX_FORMAT)
            left = state.st_size
            while left:
                chunk = source.read(min(left, disk.CHUNK))
                if not chunk:
                    msg = f"{name} was cut while it was copied."
                    raise NotPreserved(msg, remedy="Close what writes to it, and repeat.")
                digest.update(chunk)
                left -= len(chunk)
                yield chunk
        yield b"\0" * (-state.st_size % _BLOCK)
        rows.append({"name": name, "bytes": state.st_size, "sha256": digest.hexdigest()})
    yield from _listed({**told, "format": _FORMAT, "files": rows})


def tar_of(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Give files as a tar's stream, without owners and times."""
    for name, data in files:
        info = tarfile.TarInfo(name)
        info.size, info.mode = len(data), 0o644
        yield info.tobuf(tarfile.PAX_FORMAT)
        yield data
        yield b"\0" * (-len(data) % _BLOCK)
    yield b"\0" * (2 * _BLOCK)


def _listed(told: object) -> Iterator[bytes]:
    text = json.dumps(told, ensure_ascii=False).encode()
    info = tarfile.TarInfo(LIST)
    info.size, info.mode = len(text), 0o644
    yield info.tobuf(tarfile.PAX_FORMAT)
    yield text + b"\0" * (-len(text) % _BLOCK + 2 * _BLOCK)


@dataclass(slots=True)
class Drawn:
    """A stream drawn from pieces."""

    pieces: Iterator[bytes]
    _rest: bytes = field(default=b"")

    def read(self, size: int = -1) -> bytes:
        """Give up to `size` bytes, none at the end."""
        while not self._rest:
            piece = next(self.pieces, None)
            if piece is None:
                return b""
            self._rest = piece
        size = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def unpack(stream: BinaryIO, folder: Path | None) -> dict[str, Any]:
    """Lay a stream down in an empty folder, durably; gives the list at its end.

    Without a folder it is only read. BackupUnusable where a file is not what the list says, one is
    missing, or a name leads out of the folder; what was laid down then is not to be used.
    """
    seen: dict[str, str] = {}
    told: dict[str, Any] | None = None
    try:
        with tarfile.open(fileobj=stream, mode="r|") as packed:
            for info in packed:
                place = _place(info.name)
                if info.isdir():
                    if folder:
                        (folder / place).mkdir(parents=True, exist_ok=True)
                    continue
                source = packed.extractfile(info) if info.isreg() else None
                if source is None:
                    msg = f"{info.name} is no file."
                    raise BackupUnusable(msg)
                if info.name == LIST:
                    told = json.loads(source.read())
                else:
                    seen[info.name] = _lay_down(source, info, folder and folder / place)
    except (tarfile.TarError, ValueError, EOFError) as error:
        msg = f"It is not a whole copy of a case: {error}."
        raise BackupUnusable(msg) from error
    listed = {f["name"]: f["sha256"] for f in (told or {}).get("files", ())}
    if told is None or told.get("format") != _FORMAT or listed != seen:
        msg = "It is not a whole copy of a case: its list of files does not fit."
        raise BackupUnusable(msg)
    return told


def _place(name: str) -> Path:
    told = PurePosixPath(name)
    if told.is_absolute() or ".." in told.parts or "\\" in name or not told.parts:
        msg = f"{name!r} leads out of the folder."
        raise BackupUnusable(msg)
    return Path(*told.parts)


def _lay_down(source: Any, info: tarfile.TarInfo, path: Path | None) -> str:  # noqa: ANN401  (a file of tarfile)
    digest = hashlib.sha256()
    descriptor = -1
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = disk.create(path, 0o600)
    try:
        while chunk := source.read(disk.CHUNK):
            digest.update(chunk)
            if path:
                disk.write(descriptor, chunk, path)
        if path:
            disk.sync(descriptor, path)
    finally:
        if path:
            disk.close(descriptor, path)
    if path:
        os.utime(path, (info.mtime, info.mtime))
        disk.chmod(path, info.mode & 0o777)
    return digest.hexdigest()
