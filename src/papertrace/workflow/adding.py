"""Preserve files and folders: every file's bytes first, questions later.

It reads no document: only the first bytes are looked at, to name the type; what is inside archives
and mails is unpacked in the worker and preserved too. Links are recorded as skipped and never
followed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from io import FileIO
from typing import TYPE_CHECKING, BinaryIO, cast

from papertrace.errors import UsageError
from papertrace.read import sniff
from papertrace.workflow.means import means
from papertrace.workflow.unpacking import NONE, unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from io import IOBase
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Capture
    from papertrace.workflow.passwords import Passwords

HIDDEN = "hidden: the system's own file"
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
            elif is_litter(name):
                yield name, path, HIDDEN
            else:
                yield name, path, ""
    else:
        msg = f"{root} does not exist."
        raise UsageError(msg, remedy="Name a file or a folder.")


def count(paths: list[Path]) -> int:
    """Count the files that `add` would look at."""
    return sum(1 for root in paths for _ in files_under(root))


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes that wait to be preserved."""

    name: str
    """Where they are from, as the case will know them: never a place on this machine's disk."""
    opened: Callable[[], IOBase]
    skipped: str = ""
    """Why they are left out, or ''."""


def add(
    case: Case,
    paths: list[Path],
    key: SigningKey,
    passwords: Passwords = NONE,
) -> Iterator[Added]:
    """Preserve every file of every path, and what is inside them; idempotent by digest and name."""
    found = [one for root in paths for one in files_under(root)]
    every = [Source(name, partial(FileIO, path), skipped) for name, path, skipped in found]
    return take(case, every, key, passwords)


def is_litter(name: str) -> bool:
    """Say whether a name with its folders is the system's own file rather than a document."""
    parts = name.split("/")
    return parts[-1] in _LITTER or any(part.startswith(".") for part in parts)


def take(
    case: Case, sources: Iterable[Source], key: SigningKey, passwords: Passwords = NONE
) -> Iterator[Added]:
    """Preserve every source and what is inside it, as `add` does with files."""
    limits, _ = means(case)
    with case.lock():
        for one in sources:
            if one.skipped:
                yield Added(one.name, None, new=False, note=one.skipped)
                continue

            def media_type(head: bytes, name: str = one.name) -> str:
                return sniff.sniff(head, name)

            with one.opened() as source:
                stream = cast("BinaryIO", source)  # read to its end, nothing else
                capture, new = case.preserve(stream, one.name, "file", media_type, key)
            yield Added(one.name, capture, new=new)
            for inner in unpack(case, capture, key, limits, passwords):
                yield Added(*inner)
