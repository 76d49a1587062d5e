"""Backups: a whole case as one encrypted file, tested before it counts, and back again.

Nothing is overwritten: neither a file that is there by a backup, nor a folder by a restore. What
is only half written goes under another name and is taken away. The age file holds a tar, so that
`age -d FILE | tar x` opens it where papertrace is not.
"""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.casefile import disk, sealed
from papertrace.casefile.archive import discard
from papertrace.casefile.case import Case
from papertrace.casefile.crates import Drawn, pack, unpack
from papertrace.casefile.trouble import plainly, told
from papertrace.casefile.verify import verify
from papertrace.errors import BackupUnusable, CaseExists, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile.items import Item


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy of a case holds."""

    at: str
    """When it was made, UTC."""
    head: str
    """Hash of the log's last entry: note it elsewhere."""
    files: int
    size: int
    """Bytes of all files together."""
    items: tuple[Item, ...]
    """What `verify` says of it that is not sound."""


def backup(case: Case, out: Path, to: list[object]) -> Copied:
    """Write a case encrypted to `to`, restore it aside, verify it, and only then give it its name.

    A key that nobody keeps opens it for this test. UsageError where `out` is taken; CaseBusy,
    NotPreserved; BackupUnusable where the copy does not come out as the case stands.
    """
    if out.exists():
        msg = f"There is something at {out} already."
        raise UsageError(msg, remedy="Name a new file: backups are never overwritten.")
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    secret, public = sealed.fresh()
    with case.lock(), plainly(out.name):
        head = case.head()
        try:
            with _snapshots(case) as databases:
                at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
                stream = pack(case.root, databases, {"at": at, "case": case.id})
                sealed.encrypt(Drawn(stream), part, [*to, public])
            made = _tested(part, secret, head)
            if not disk.link(part, out):
                disk.move(part, out)
            disk.sync_folder(out.parent)
        finally:
            discard(part)
    return made


def _tested(part: Path, secret: object, head: str) -> Copied:
    """Restore a copy aside and verify it; it must end where the case's log ends, or later."""
    aside = part.with_name(f"{part.name}.test")
    try:
        made = _restored(part, aside, [secret])
        with Case.open(aside) as copy:
            known = {e.hash for e in copy.entries()}
        if head not in known:
            msg = "The copy does not end where the case's log ends."
            raise BackupUnusable(msg, remedy="Report it: the backup was not kept.")
        return made
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def restore(source: Path, root: Path, keys: list[object]) -> Copied:
    """Bring a case back into a folder that is empty or not there, whole or not at all.

    CaseExists where something is in the way; BackupUnusable where it does not open, or is not
    whole; NotPreserved. A case that was damaged when it was copied comes back as it was: `items`
    says so.
    """
    if (root.exists() and not root.is_dir()) or (root.is_dir() and any(root.iterdir())):
        msg = f"There is something at {root.name} already."
        raise CaseExists(msg)
    if not source.is_file():
        msg = f"There is no file {source}."
        raise UsageError(msg, remedy="Name the backup.")
    part = root.absolute().with_name(f".{root.absolute().name}.{secrets.token_hex(4)}")
    with plainly(root.name):
        part.parent.mkdir(parents=True, exist_ok=True)
        try:
            made = _restored(source, part, keys)
            with suppress(FileNotFoundError):
                root.rmdir()
            disk.move(part, root)
            disk.sync_folder(part.parent)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return made


def _restored(source: Path, folder: Path, keys: list[object]) -> Copied:
    disk.make_folder(folder, 0o700)
    with sealed.decrypted(source, keys) as stream:
        found = unpack(stream, folder)
    for path in sorted(p for p in folder.rglob("*") if p.is_dir()):
        disk.sync_folder(path)
    disk.sync_folder(folder)
    with Case.open(folder) as copy:
        items = tuple(i for i in verify(copy) if i.state != "sound")
        head = copy.head()
    sizes = [int(f["bytes"]) for f in found["files"]]
    return Copied(str(found.get("at", "")), head, len(sizes), sum(sizes), items)


@contextmanager
def _snapshots(case: Case) -> Iterator[dict[str, Path]]:
    """Give copies of the databases that nobody writes to, by the name they have in the case."""
    for left in case.root.glob(".copying-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = case.root / f".copying-{secrets.token_hex(4)}"
    disk.make_folder(folder, 0o700)
    try:
        made = {}
        for name in ("log.db", "derived/derived.db"):
            path = case.root / name
            if path.is_file():
                made[name] = folder / path.name
                _copy(path, made[name])
        yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(path: Path, target: Path) -> None:
    with (
        told(path.name),
        closing(disk.connect(path, durable=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
