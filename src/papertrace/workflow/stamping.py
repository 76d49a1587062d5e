"""Seals a case and has the seal stamped: by authorities that are asked, or by hand through files.

What no authority has stamped yet stays in the queue, which is the log itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.casefile import disk, seals, stamps
from papertrace.collect.stamping import asked
from papertrace.errors import FetchRefused, SealUnavailable, UsageError
from papertrace.workflow.session import session_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import Case, SigningKey
    from papertrace.casefile.seals import Seal


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of one authority."""

    authority: str
    at: str
    """When it says it is, '' where it gave no stamp."""
    said: str
    """Why there is none, or what is doubtful about it."""


def stamp(case: Case, key: SigningKey) -> Iterator[Asked]:
    """Ask every authority that has not stamped the newest seal; what fails stays in the queue."""
    waiting = seals.pending(case)
    reach = session_of(case).reach if waiting else None
    for seal, address in waiting:
        question, nonce = stamps.question_of(seal.message)
        try:
            answer = asked(address, question, reach) if reach else b""
            made = seals.keep(case, seal, address, answer, key, nonce)
        except (SealUnavailable, FetchRefused) as error:
            yield Asked(address, "", error.message)
        except stamps.BadStamp as error:
            yield Asked(address, "", f"its answer is no stamp of this seal: {error}")
        else:
            yield _told(address, made)


def questions(case: Case, folder: Path) -> list[Path]:
    """Write the question for the newest seal into a folder, to be carried to an authority."""
    every = seals.seals(case)
    if not every:
        return []
    last = every[-1]
    name = hashlib.sha256(last.message).hexdigest()[:16]
    question, _ = stamps.question_of(last.message)
    written = {f"{name}.tsq": question, f"{name}.bin": last.message}
    for one, data in written.items():
        if not (folder / one).exists():
            _write(folder / one, data)
    return [folder / one for one in written]


def take(case: Case, path: Path, authority: str, key: SigningKey) -> tuple[Seal, Asked]:
    """Take an authority's answer from a file, for whichever seal it is over; UsageError."""
    try:
        answer = path.read_bytes()
    except OSError as error:
        msg = f"{path.name} cannot be read: {error.strerror}."
        raise UsageError(msg, remedy="Name a file that an authority answered (.tsr).") from error
    why = "there is no seal"
    for seal in reversed(seals.seals(case)):
        try:
            return seal, _told(authority, seals.keep(case, seal, authority, answer, key))
        except stamps.BadStamp as error:
            why = str(error)
    msg = f"{path.name} is no stamp of a seal of this case: {why}."
    raise UsageError(msg, remedy="Send the question that `papertrace seal --questions` wrote.")


def write_receipt(case: Case, seal: Seal, path: Path) -> None:
    """Write a seal's receipt; UsageError where something is there already."""
    if path.exists():
        msg = f"{path.name} is there already."
        raise UsageError(msg, remedy="Name a new file, and keep it elsewhere.")
    _write(path, seals.receipt(case, seal).encode())


def _write(path: Path, data: bytes) -> None:
    try:
        disk.write_new(path, data)
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror}."
        raise UsageError(msg, remedy="Name a folder that is there.") from error


def _told(address: str, made: stamps.Stamp) -> Asked:
    doubt = "" if made.trusted else "its signature was not tested: case.toml names no roots for it"
    return Asked(address, made.at, doubt)
