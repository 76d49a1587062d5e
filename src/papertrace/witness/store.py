"""The store's one file: age under a passphrase, written whole and padded, its owner's alone.

It refuses to lie inside a case. It is replaced in one step, so that a stop at any moment leaves the
old or the new one; nothing unencrypted ever touches a disk.
"""

from __future__ import annotations

import contextlib
import glob
import json
import os
import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING

import pyrage

from papertrace.errors import NotPreserved, UsageError, WitnessLocked
from papertrace.witness.book import Book, Interview, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PAD = 64 << 10
"""The file's size tells only this many bytes' worth."""
_LEAST = 12
"""Characters of a passphrase."""


def create(path: Path, passphrase: str) -> None:
    """Make an empty store; UsageError where one is there, it is in a case, or the words are few."""
    _apart(path)
    if path.exists():
        msg = "There is a file at this path already."
        raise UsageError(msg, remedy="Name a new file.")
    if len(passphrase) < _LEAST:
        msg = f"A passphrase of fewer than {_LEAST} characters can be guessed."
        raise UsageError(msg, remedy="Use five or more random words.")
    if not path.parent.is_dir():
        msg = "There is no folder for the store."
        raise UsageError(msg, remedy="Make the folder first, then the store in it.")
    _write(path, Book(), passphrase)


def load(path: Path, passphrase: str) -> Book:
    """Open a store; WitnessLocked where the passphrase is wrong or the file no store."""
    _apart(path)
    try:
        sealed = _sealed(path)
    except OSError as error:
        msg = f"The store cannot be read: {error.strerror}."
        raise UsageError(msg, remedy="papertrace witness new STORE") from error
    try:
        told = json.loads(pyrage.passphrase.decrypt(sealed, passphrase))
        return Book(
            tuple(Source(**s) for s in told["sources"]),
            tuple(Interview(**{**i, "claims": tuple(i["claims"])}) for i in told["interviews"]),
        )
    except (pyrage.DecryptError, ValueError, KeyError, TypeError) as error:
        msg = "The store does not open with this passphrase, or was changed."
        raise WitnessLocked(msg) from error


def change(path: Path, passphrase: str, edit: Callable[[Book], Book]) -> Book:
    """Open a store, change it, and write it back whole."""
    with _alone(path):
        book = edit(load(path, passphrase))
        _write(path, book, passphrase)
    return book


def _sealed(path: Path) -> bytes:
    """Read the file itself, never what a link leads to, and only where it is its owner's alone."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o077:
            msg = "Others on this machine can read or write the store."
            raise UsageError(msg, remedy=f"chmod 600 {path}")
        return file.read()


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Wait until nobody else changes a store in this folder; sweep what a stopped change left."""
    if os.name != "posix":
        yield
        return
    import fcntl  # noqa: PLC0415  (POSIX alone has it)

    try:
        folder = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        msg = f"The store cannot be read: {error.strerror}."
        raise UsageError(msg, remedy="papertrace witness new STORE") from error
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        for left in path.parent.glob(f".{glob.escape(path.name)}.{'[0-9a-f]' * 8}"):
            left.unlink(missing_ok=True)
        yield
    finally:
        os.close(folder)


def _apart(path: Path) -> None:
    """Refuse a path inside a case, whatever links lead there, and a store that is a link itself."""
    if path.is_symlink():
        msg = "The store is a link."
        raise UsageError(msg, remedy="Name the file itself: a link would be replaced.")
    for folder in path.absolute().resolve().parents:
        if (folder / "case.toml").exists() or (folder / "log.db").exists():
            msg = "The store would lie inside a case."
            raise UsageError(msg, remedy="Keep it on a path of its own, best on another medium.")


def _write(path: Path, book: Book, passphrase: str) -> None:
    plain = json.dumps(asdict(book), ensure_ascii=False).encode()
    plain += b" " * (-len(plain) % _PAD)
    sealed = pyrage.passphrase.encrypt(plain, passphrase)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        _sync(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink()
        msg = f"The store could not be written: {error.strerror}."
        raise NotPreserved(msg) from error


def _sync(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
