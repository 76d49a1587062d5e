"""A case at rest: the whole folder as one encrypted file, and back.

One rule makes every moment safe: where `locked.age` lies, the case is locked, and whatever else
lies there that is not younger is a leftover of what was interrupted. It comes by one rename, when
all of the case is in it and was read back; it goes by one removal, when all of the case lies there
again. A file younger than it is never removed.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.casefile import config, disk, sealed
from papertrace.casefile.archive import discard
from papertrace.casefile.case import Case
from papertrace.casefile.crates import PASSING, SEALED_KEY, Drawn, pack, unpack
from papertrace.casefile.locking import NAME, SEALED, Lock
from papertrace.casefile.trouble import plainly, told
from papertrace.errors import BackupUnusable, CaseBusy, CaseNotFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOUND = "found-while-locked"
"""Where `unlock` puts files that appeared while the case was locked."""
_MARKS = frozenset({SEALED, SEALED_KEY, NAME})


@dataclass(frozen=True, slots=True)
class Rest:
    """What locking or unlocking did."""

    files: int
    kept: tuple[str, ...]
    """Files younger than the lock, which were left alone (lock) or put aside (unlock)."""


def lock(root: Path, to: list[object], passphrase: str = "") -> Rest:
    """Encrypt a whole case to recipients, or to a passphrase, and remove it as it was.

    A case that is locked already is swept of leftovers. UsageError, CaseBusy where anybody has it
    open, NotPreserved; whatever goes wrong, the case is either as it was or locked.
    """
    if (root / SEALED).is_file():
        with _alone(root), plainly(root.name):
            return Rest(0, _wiped(root))
    if bool(to) == bool(passphrase):
        msg = "A case is locked to recipients, or with a passphrase."
        raise UsageError(msg, remedy="--to RECIPIENT, or --passphrase-file FILE")
    with Case.open(root) as case, case.lock(), plainly(root.name):
        case.ledger()  # a case that cannot be read is mended first
        return _sealed(root, dict(_quiet(case)), to, passphrase)


def _sealed(root: Path, databases: dict[str, Path], to: list[object], passphrase: str) -> Rest:
    for left in _passing(root):
        _remove(left)
    part = root / f".locking-{secrets.token_hex(4)}"
    secret, public = sealed.fresh()
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    key = sealed.wrapped(secret, passphrase) if passphrase else b""
    try:
        sealed.encrypt(Drawn(pack(root, databases, {"at": at})), part, [*to, public])
        with sealed.decrypted(part, [secret]) as stream:
            files = len(unpack(stream, None)["files"])
        if passphrase:
            disk.write_over(root / SEALED_KEY, key, 0o600)
        else:
            disk.remove(root / SEALED_KEY)
        disk.move(part, root / SEALED)
    except BaseException:
        discard(part)
        raise
    disk.sync_folder(root)
    return Rest(files, _wiped(root))


def unlock(root: Path, keys: list[object], passphrase: str = "") -> Rest:
    """Bring a locked case back. UsageError where it is not locked; BackupUnusable, NotPreserved.

    Whatever goes wrong, the case is locked still, or whole again.
    """
    with _alone(root), plainly(root.name):
        if not (root / SEALED).is_file():
            msg = "The case is not locked."
            raise UsageError(msg, remedy="Nothing needs to be done.")
        if passphrase:
            if not (root / SEALED_KEY).is_file():
                msg = "The case was locked to recipients, not with a passphrase."
                raise UsageError(msg, remedy="--identity FILE")
            keys = sealed.unwrapped(disk.read(root / SEALED_KEY), passphrase)
        kept = _set_aside(root, _wiped(root))
        part = root / f".unlocking-{secrets.token_hex(4)}"
        try:
            disk.make_folder(part, 0o700)
            with sealed.decrypted(root / SEALED, keys) as stream:
                files = len(unpack(stream, part)["files"])
            _moved(part, root)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        disk.remove(root / SEALED)
        disk.sync_folder(root)
        disk.remove(root / SEALED_KEY)
    return Rest(files, kept)


def _moved(part: Path, root: Path) -> None:
    """Move a whole case out of its folder aside, everything on the disk before the lock goes."""
    if not (part / config.NAME).is_file():
        msg = "It holds no case."
        raise BackupUnusable(msg)
    for folder in sorted(p for p in part.rglob("*") if p.is_dir()):
        disk.sync_folder(folder)
    for path in sorted(part.iterdir()):
        disk.move(path, root / path.name)
    part.rmdir()
    disk.sync_folder(root)


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the folder's lock; CaseNotFound, CaseBusy."""
    if not (root / SEALED).is_file() and not (root / config.NAME).is_file():
        msg = f"{root.name or root} is not a case folder."
        raise CaseNotFound(msg)
    with Lock(root).hold():
        yield


def _quiet(case: Case) -> Iterator[tuple[str, Path]]:
    """Fold both databases, which only works when nobody else has them open; CaseBusy."""
    case.log.close()
    case.derived.close()
    for name in ("log.db", "derived/derived.db"):
        path = case.root / name
        if not path.is_file():
            continue
        with told(path.name), closing(disk.connect(path, durable=True)) as connection:
            connection.execute("PRAGMA busy_timeout=200")
            try:
                mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
            except sqlite3.OperationalError:
                mode = "wal"
        if mode != "delete":
            msg = "Another process has the case open."
            raise CaseBusy(msg, remedy="Close the desk and what else works on it, then repeat.")
        yield name, path


def _passing(root: Path) -> list[Path]:
    return [p for p in root.iterdir() if p.name.startswith(PASSING)]


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        for inner in sorted(path.iterdir()):
            _remove(inner)
        disk.step("rmdir", path)
        path.rmdir()
    else:
        disk.remove(path)


def _wiped(root: Path) -> tuple[str, ...]:
    """Remove all that is not younger than the lock; give the names of what is."""
    since = (root / SEALED).stat().st_mtime_ns
    for left in _passing(root):
        _remove(left)
    kept = []
    for path in list(disk.files(root)):
        name = path.relative_to(root).as_posix()
        if name in _MARKS:
            continue
        if path.lstat().st_mtime_ns > since:
            kept.append(name)
        else:
            disk.remove(path)
    for folder in sorted((p for p in root.rglob("*") if p.is_dir()), reverse=True):
        with contextlib.suppress(OSError):  # something younger lies there
            disk.step("rmdir", folder)
            folder.rmdir()
    disk.sync_folder(root)
    return tuple(kept)


def _set_aside(root: Path, names: tuple[str, ...]) -> tuple[str, ...]:
    """Move what appeared while the case was locked out of the way of what comes back."""
    if not names:
        return ()
    aside = root / f"{FOUND}-{secrets.token_hex(4)}"
    for name in names:
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        disk.move(root / name, aside / name)
    return tuple(f"{aside.name}/{name}" for name in names)
