"""Preserve files and folders: every file's bytes first, questions later.

It reads no document: only the first bytes are looked at, to name the type; what is inside archives
and mails is unpacked in the worker and preserved too. Links are recorded as skipped and never
followed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.errors import UsageError
from papertrace.read import sniff
from papertrace.workflow.means import means
from papertrace.workflow.unpacking import NONE, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Capture
    from papertrace.workflow.passwords import Passwords

_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file."""

    name: str
    capture: Capture | None
    """None where it was skipped."""
    new: bool
    note: str = ""


def told(name: str) -> str:
    """Give a file's name as text, whatever the system's encoding is.

    The name's bytes are read as UTF-8; one that is not is written as its number, so that the name
    can stand in the log, be printed and be found again.
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def files_under(root: Path) -> Iterator[tuple[str, Path, str]]:
    """Give (name relative to the argument, path, why it is skipped or '') in sorted order."""
    if root.is_symlink():
        yield told(root.name), root, "a link: not followed"
    elif root.is_file():
        yield told(root.resolve().name), root, ""
    elif root.is_dir():
        for path in sorted(root.rglob("*")):
            name = told(path.relative_to(root).as_posix())
            if path.is_symlink():
                yield name, path, "a link: not followed"
            elif path.is_dir():
                continue
            elif not path.is_file():
                yield name, path, "not a regular file"
            elif path.name in _LITTER or any(p.startswith(".") for p in name.split("/")):
                yield name, path, "hidden: the system's own file"
            else:
                yield name, path, ""
    else:
        msg = f"{root} does not exist."
        raise UsageError(msg, remedy="Name a file or a folder.")


def count(paths: list[Path]) -> int:
    """Count the files that `add` would look at."""
    return sum(1 for root in paths for _ in files_under(root))


def add(
    case: Case,
    paths: list[Path],
    key: SigningKey,
    passwords: Passwords = NONE,
) -> Iterator[Added]:
    """Preserve every file of every path, and what is inside them; idempotent by digest and name."""
    limits, _ = means(case)
    plan = [found for root in paths for found in files_under(root)]
    with case.lock():
        for name, path, skipped in plan:
            if skipped:
                yield Added(name, None, new=False, note=skipped)
                continue

            def media_type(head: bytes, name: str = name) -> str:
                return sniff.sniff(head, name)

            with path.open("rb") as source:
                capture, new = case.preserve(source, name, "file", media_type, key)
            yield Added(name, capture, new=new)
            for inner in unpack(case, capture, key, limits, passwords):
                yield Added(*inner)
