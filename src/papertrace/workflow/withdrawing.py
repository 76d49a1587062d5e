"""Take published folders back: every page answers with a dated tombstone, all else goes.

Only folders that papertrace published are touched, and in them only its own files. Copies that
others made cannot be called back, and nothing here pretends so.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import secrets
import zipfile
from typing import TYPE_CHECKING

from papertrace.casefile.sealing import seal
from papertrace.errors import BundleInvalid, UsageError
from papertrace.publish import tombstone
from papertrace.workflow.writing import MARK, is_ours, own_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey

_VERIFIER = "verify.py"
_BAG = "bagit.txt"
"""What a bundle has in place of a mark."""
_SHORT = 12
"""So many digits of a digest stand in the addresses of a site."""


def publications(folder: Path) -> tuple[Path, ...]:
    """Give every published folder inside a folder."""
    marks = (mark for name in (MARK, _BAG) for mark in folder.rglob(name))
    return tuple(sorted({mark.parent for mark in marks if is_ours(mark.parent)}))


def checked(folder: Path) -> Path:
    """Give the folder; UsageError where papertrace published nothing there."""
    if not is_ours(folder):
        msg = f"{folder} is no publication of papertrace."
        raise UsageError(msg, remedy="Name the folder that `publish` wrote.")
    return folder


def shows(folder: Path, digests: Iterable[str]) -> bool:
    """Say whether a publication names or shows one of these documents.

    `digests` are theirs, and the commitments by which public editions know them.
    """
    wanted = [d[:_SHORT].encode() for d in digests]
    return any(w in told for told in _told(folder) for w in wanted)


def _told(folder: Path) -> Iterator[bytes]:
    for name in own_files(folder):
        yield name.encode()
        path = folder / name
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                yield from (packed.read(inner) for inner in packed.namelist())
        elif path.is_file():
            yield path.read_bytes()


def withdraw(folder: Path, by: SigningKey | None = None) -> list[str]:
    """Put tombstones in place of a publication; gives the addresses that answer with one.

    With `by`, the notice is signed (namespace `papertrace-tombstone`). An interrupted run is
    finished by repeating it. BundleInvalid where the disk refuses.
    """
    day = dt.datetime.now(dt.UTC).date().isoformat()
    before = sorted(own_files(folder))
    stones = {n: tombstone.withdrawn(day) for n in before if n.endswith(".html")}
    stones[tombstone.NAME] = tombstone.notice(day)
    if _VERIFIER in before:
        stones[_VERIFIER] = tombstone.verifier(day)
    if by is not None:
        signed = seal(by, stones[tombstone.NAME].encode(), "papertrace-tombstone")
        stones[f"{tombstone.NAME}.sig"] = signed
    stones[MARK] = json.dumps({"withdrawn": day, "files": sorted(stones)}, indent=1) + "\n"
    try:
        for name in before:
            if name not in stones:
                (folder / name).unlink(missing_ok=True)
                _drop_empty(folder / name, folder)
        for name, text in stones.items():
            _replace(folder / name, text)
    except OSError as error:
        msg = f"{folder} cannot be withdrawn: {error.strerror or error}."
        raise BundleInvalid(msg, remedy="Check the permissions, and repeat.") from error
    return sorted(set(stones) - {MARK})


def _drop_empty(path: Path, top: Path) -> None:
    for folder in path.parents:
        if folder == top or any(folder.iterdir()):
            return
        folder.rmdir()


def _replace(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with part.open("xb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
