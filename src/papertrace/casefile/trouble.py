"""What SQLite and the system raise, turned into papertrace's errors in plain words."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from papertrace.errors import CaseBusy, CaseTampered, NotPreserved

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_WRITTEN = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_NOMEM,
}


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what SQLite and the system raise into papertrace's errors, in plain words."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # a fault of the program: the tables refused what it asked for
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            msg = f"Another process has been writing {name} for a long time."
            raise CaseBusy(msg) from error
        if code in _NOT_WRITTEN:
            msg = f"{name} could not be written: {error}."
            raise NotPreserved(msg) from error
        msg = f"{name} cannot be read: {error}."
        raise CaseTampered(msg) from error
    except UnicodeDecodeError as error:  # SQLite quotes a damaged schema in its own message
        msg = f"{name} cannot be read: it is damaged."
        raise CaseTampered(msg) from error
    except OSError as error:
        msg = f"{name} could not be written: {error.strerror}."
        raise NotPreserved(msg) from error


@contextmanager
def plainly(name: str) -> Iterator[None]:
    """Say in plain words what the system could not do with a file."""
    try:
        yield
    except OSError as error:
        msg = f"{name} could not be stored: {error.strerror or error}."
        raise NotPreserved(msg) from error
