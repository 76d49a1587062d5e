"""The store's one file: age under a passphrase, written whole and padded, its owner's alone.

It refuses to lie inside a case. It is replaced in one step, so that a stop at any moment leaves the
old or the new one; nothing unencrypted ever touches a disk.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING

import pyrage

from papertrace.errors import NotPreserved, UsageError, WitnessLocked
from papertrace.witness.book import Book, Interview, Source

if TYPE_CHECKING:
    from collections.abc import Callable
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
    _write(path, Book(), passphrase)


def load(path: Path, passphrase: str) -> Book:
    """Open a store; WitnessLocked where the passphrase is wrong or the file no store."""
    _apart(path)
    try:
        sealed = path.read_bytes()
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
    book = edit(load(path, passphrase))
    _write(path, book, passphrase)
    return book


def _apart(path: Path) -> None:
    """Refuse a path inside a case, whatever links lead there."""
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
