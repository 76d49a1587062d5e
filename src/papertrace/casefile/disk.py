"""The one seam to the disk: every file of a case is opened, written and synced through here.

Each call announces itself to `step` first, so that a test can make the n-th one fail. It knows no
case: it writes the bytes it is given where it is told, and never retries a sync that failed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CHUNK = 1 << 20
INCOMING = ".incoming-"
"""Files whose name starts so are on their way; left behind, they are an interrupted write."""
BUSY_SECONDS = 15.0
"""How long a writer waits for another process's short transaction."""

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "fuse.sshfs"}
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_LOCKED = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}
_held: set[int] = set()


def _nothing(_operation: str, _path: Path) -> None:
    """Let every operation pass."""


step: Callable[[str, Path], None] = _nothing
"""Called before each operation with its name and place; tests replace it to make one fail."""


def make_folder(path: Path, mode: int = 0o777) -> bool:
    """Make one folder; say whether it was not there before. OSError as the system gives it."""
    step("mkdir", path)
    try:
        path.mkdir(mode=mode)
    except FileExistsError:
        if not path.is_dir():
            raise
        return False
    return True


def create(path: Path, mode: int = 0o666) -> int:
    """Open a new file for writing, readable and writable; FileExistsError where there is one."""
    step("open", path)
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    return os.open(path, flags | getattr(os, "O_CLOEXEC", 0), mode)


def write(descriptor: int, data: bytes, path: Path) -> None:
    """Write all of `data`."""
    view = memoryview(data)
    while view:
        step("write", path)
        view = view[os.write(descriptor, view) :]


def sync(descriptor: int, path: Path) -> None:
    """Wait until the file's bytes are on the disk itself."""
    step("fsync", path)
    if sys.platform == "darwin":
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(path: Path) -> None:
    """Wait until the folder's names are on the disk itself (Windows has no such call)."""
    step("fsync folder", path)
    if sys.platform != "win32":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def close(descriptor: int, path: Path) -> None:
    """Close; some file systems say only here that a write failed."""
    try:
        step("close", path)
    finally:
        os.close(descriptor)


def link(source: Path, target: Path) -> bool:
    """Give a file a second name, never replacing one; False where links are not to be had."""
    step("link", target)
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno in _NO_LINKS:
            return False
        raise
    return True


def move(source: Path, target: Path) -> None:
    """Rename within one file system, replacing a file at `target`."""
    step("rename", target)
    source.replace(target)


def chmod(path: Path, mode: int) -> None:
    """Set a file's permissions."""
    step("chmod", path)
    path.chmod(mode)


def remove(path: Path) -> None:
    """Remove a file; nothing happens where there is none."""
    step("unlink", path)
    if sys.platform == "win32":
        with contextlib.suppress(FileNotFoundError):
            path.chmod(0o666)
    path.unlink(missing_ok=True)


def read(path: Path) -> bytes:
    """Give a file's bytes."""
    step("read", path)
    return path.read_bytes()


def stream(path: Path) -> BinaryIO:
    """Open a file for reading."""
    step("read", path)
    return path.open("rb")


def write_new(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Make a file whole or not at all, never replacing one; FileExistsError where there is one."""
    _write_whole(path, data, mode, replace=False)


def write_over(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Make or replace a file: after a crash it is the old one or the new one, never between."""
    _write_whole(path, data, mode, replace=True)


def _write_whole(path: Path, data: bytes, mode: int, *, replace: bool) -> None:
    if not replace and path.exists():
        msg = f"{path.name} exists"
        raise FileExistsError(msg)
    temporary = path.parent / f"{INCOMING}{secrets.token_hex(8)}"
    try:
        descriptor = create(temporary, mode)
        try:
            write(descriptor, data, temporary)
            sync(descriptor, temporary)
        finally:
            close(descriptor, temporary)
        if replace or not link(temporary, path):
            move(temporary, path)
        sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            remove(temporary)


class Connection(sqlite3.Connection):
    """A connection that announces each statement to `step`, like any other access to the disk."""

    place: Path

    def execute(self, sql: str, parameters: object = (), /) -> sqlite3.Cursor:
        """Run one statement."""
        step(sql.split(maxsplit=1)[0].lower(), self.place)
        return super().execute(sql, parameters)  # type: ignore[arg-type]  # sqlite3 checks it

    def executemany(self, sql: str, parameters: Iterable[object], /) -> sqlite3.Cursor:
        """Run one statement for many rows."""
        step(sql.split(maxsplit=1)[0].lower(), self.place)
        return super().executemany(sql, parameters)  # type: ignore[arg-type]  # as above


def connect(path: Path, *, durable: bool, create: bool = False) -> Connection:
    """Open a SQLite file with every guard on; sqlite3.Error as SQLite gives it.

    `durable` waits for the disk at every commit; otherwise the newest commits may be lost with
    the power, though the file stays sound. Transactions are begun and ended by the caller.
    """
    step("open", path)
    mode = "rwc" if create else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        factory=Connection,
    )
    connection.place = path
    try:
        for pragma in (
            "trusted_schema=OFF",
            "cell_size_check=ON",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"synchronous={'FULL' if durable else 'NORMAL'}",
            "fullfsync=ON",
            "journal_mode=WAL",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def take_lock(path: Path, wait: float = 0.0) -> int | None:
    """Take the file's lock for this process; None where another one keeps it over `wait` seconds.

    The system gives it back when the process ends, however it ends; a forked child does not
    inherit it.
    """
    step("lock", path)
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o666)
    until = time.monotonic() + wait
    while not _try_lock(descriptor):
        if time.monotonic() >= until:
            os.close(descriptor)
            return None
        time.sleep(0.02)
    _held.add(descriptor)
    return descriptor


def give_lock(descriptor: int) -> None:
    """Give a lock back."""
    if descriptor in _held:
        _held.discard(descriptor)
        if sys.platform != "win32":
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # a child forked just now may have it still
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _LOCKED:
            return False
        os.close(descriptor)
        raise
    return True


def _forget_locks() -> None:
    """Let go of the parent's locks in a forked child, so that they die with the parent."""
    while _held:
        with contextlib.suppress(OSError):
            os.close(_held.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_locks)


def files(folder: Path) -> Iterator[Path]:
    """Give every file below a folder, sorted; links are given, not followed."""
    step("list", folder)
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        if entry.is_dir(follow_symlinks=False):
            yield from files(folder / entry.name)
        else:
            yield folder / entry.name


def network_drive(path: Path) -> str:
    """Give the kind of network file system that holds `path`, or '' where none is known of."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:  # not Linux: nothing can be said
        return ""
    real, best, kind = path.resolve(), -1, ""
    for line in lines.splitlines():
        left, _, right = line.partition(" - ")
        place = Path(left.split()[4].replace("\\040", " "))
        if (real == place or place in real.parents) and len(place.parts) >= best:
            best, kind = len(place.parts), right.split()[0]
    return kind if kind in _NETWORK else ""
