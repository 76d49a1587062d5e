"""Makes a new case folder; what it cannot finish it takes away again."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from papertrace.casefile import config, disk, locking
from papertrace.casefile.archive import discard
from papertrace.casefile.bodies import key_body
from papertrace.casefile.trouble import plainly
from papertrace.errors import CaseError, CaseExists, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile.keys import SigningKey
    from papertrace.casefile.log import Log

SCHEMA = 1
"""Version of the folder's layout, stated in the log's first entry."""
_FILES = (config.NAME, "log.db", "log.db-wal", "log.db-shm", locking.NAME)
_FOLDERS = ("archive", "drafts", "derived")


def make_case(root: Path, log: Log, title: str, key: SigningKey) -> None:
    """Make a case in a folder that is empty or not there, with the log begun by `key`.

    CaseExists where something is in the way, UsageError without a title, CaseError on a network
    drive, NotPreserved where it cannot be written.
    """
    if (root.exists() and not root.is_dir()) or (root.is_dir() and any(root.iterdir())):
        msg = f"There is something at {root.name} already."
        raise CaseExists(msg)
    if not title.strip():
        msg = "A case needs a title."
        raise UsageError(msg)
    with plainly(root.name):
        for folder in reversed([p for p in (root, *root.parents) if not p.exists()]):
            disk.make_folder(folder)
            disk.sync_folder(folder.parent)
        _refuse_network(root)
        try:
            _fill(root, log, title, key)
        except BaseException:
            log.close()
            _unmake(root)
            raise


def _fill(root: Path, log: Log, title: str, key: SigningKey) -> None:
    """Fill the empty folder; case.toml comes last and makes it a case."""
    for name in _FOLDERS:
        disk.make_folder(root / name)
    log.make()
    log.append([("case", {"title": title, "schema": SCHEMA, "key": key_body(key)})], key)
    disk.write_new(root / config.NAME, config.first(title).encode())


def _unmake(root: Path) -> None:
    for name in _FILES:
        discard(root / name)
    for name in _FOLDERS:
        with contextlib.suppress(OSError):
            (root / name).rmdir()


def _refuse_network(root: Path) -> None:
    kind = disk.network_drive(root)
    if kind:
        msg = f"{root.name} lies on a network drive ({kind}), where a log cannot be kept safely."
        raise CaseError(
            msg,
            remedy="Make the case on a local disk, and copy it afterwards.",
        )
