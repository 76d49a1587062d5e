"""The search index of a case: which pages may hold words. It is derived, and can be made again.

Every character of a page is a token of its own, so that words of any length in any script are
found. The index says where to look; what stands there is read from the page itself. Its digest is
kept beside it: one that is not as it was written is thrown away, never asked.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from papertrace.casefile import disk
from papertrace.casefile.trouble import told
from papertrace.errors import CaseBusy
from papertrace.search import bare_text, tokens, version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

NAME: Final = "index.db"
_SEAL: Final = "index.sha256"
_LOCK: Final = "index.lock"
_WAIT: Final = 15.0
"""Seconds to wait for another process that asks or writes."""
_TABLES: Final = (
    "CREATE TABLE document (digest TEXT PRIMARY KEY, mark TEXT NOT NULL) STRICT",
    "CREATE TABLE page (id INTEGER PRIMARY KEY, digest TEXT NOT NULL, number INTEGER NOT NULL)",
    "CREATE INDEX page_digest ON page (digest)",
    "CREATE VIRTUAL TABLE words USING fts5 (text, content='', columnsize=0, tokenize='ascii')",
    "CREATE TABLE used (last INTEGER NOT NULL) STRICT",
    "INSERT INTO used VALUES (0)",
)
_GROUP: Final = 2_000
"""Pages that are stored in one transaction."""
_DEAD: Final = 1_000
"""Pages of documents that are no more, above which (and above half) the index is made anew."""
_SMALL: Final = 64 << 20
"""Bytes up to which the digest is compared each time the index is asked."""

Place = tuple[str, int]
"""Digest of a document, number of a page."""


class Index:
    """The file derived/index.db, asked and written by one process at a time."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing is opened before it is needed."""
        self.folder = folder
        self.path = folder / NAME
        self.seal = folder / _SEAL
        self._open: disk.Connection | None = None
        self._checked: tuple[int, ...] = ()
        """What the file's state was when its digest was last compared."""
        self._current: tuple[tuple[int, ...], dict[str, str]] = (), {}

    def update(
        self, marks: Mapping[str, str], pages: Callable[[str], Iterable[tuple[int, str]]]
    ) -> Iterator[str]:
        """Bring the index to what `marks` (digest -> what its pages are made of) says.

        `pages` gives a document's pages as numbers and texts. Each document taken up is given as
        it is; ended early, the next update goes on. NotPreserved, CaseBusy.
        """
        wanted = _wanted(marks)
        with told(NAME), self._locked():
            if self.path.exists() and not self._sound():
                self._throw_away()
            known = self._known()
            gone = [d for d, mark in known.items() if wanted.get(d) != mark]
            new = [d for d, mark in wanted.items() if known.get(d) != mark]
            if not gone and not new and self.seal.exists():
                return
            disk.remove(self.seal)
            if self._mostly_dead(gone):
                self._throw_away()
                gone, new = [], list(wanted)
            self._forget(gone)
            yield from self._take(new, wanted, pages)
            self._connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self.close()
            disk.write_over(self.seal, self._digest().encode())

    def ask(
        self, marks: Mapping[str, str], words: Iterable[str], most: int = -1
    ) -> list[set[Place]] | None:
        """Give for each words the pages on which they may stand; blank ones stand nowhere.

        At most `most` pages each, where it is not negative, of those taken up first. None where
        the index is not what `marks` says: every page is to be looked at. CaseBusy.
        """
        with told(NAME), self._locked():
            if not (self.path.exists() and self._sound() and self._is(_wanted(marks))):
                return None
            return [self._holding(tokens(bare_text(one)), most) for one in words]

    def audit(self) -> Iterator[str]:
        """Say what is damaged; silent where all is well or nothing is there. It changes nothing."""
        with told(NAME):
            before = self._sealed()
            wrong = before and self.path.exists() and self._digest() != before
            if wrong and self._sealed() == before:  # else it is being written just now
                yield "The search index is not as it was written."

    def close(self) -> None:
        """Close the file."""
        if self._open is not None:
            opened, self._open = self._open, None
            opened.close()

    def remove(self) -> None:
        """Throw the index away, with all that is in it. CaseBusy, NotPreserved."""
        if self.folder.is_dir():
            with told(NAME), self._locked():
                self._throw_away()

    def _holding(self, asked: str, most: int) -> set[Place]:
        sql = (
            "SELECT p.digest, p.number FROM words JOIN page p ON p.id = words.rowid"
            " WHERE words MATCH ? LIMIT ?"
        )
        return set(self._connection().execute(sql, (f'"{asked}"', most))) if asked else set()

    def _known(self) -> dict[str, str]:
        return dict(self._connection().execute("SELECT digest, mark FROM document"))

    def _is(self, wanted: dict[str, str]) -> bool:
        """Say whether the index is of these documents; what it has is read once a state."""
        state = self._state()
        if self._current[0] != state:
            self._current = state, self._known()
        return self._current[1] == wanted

    def _state(self) -> tuple[int, ...]:
        told = self.path.stat()
        return told.st_ino, told.st_size, told.st_mtime_ns

    def _mostly_dead(self, gone: Iterable[str]) -> bool:
        """Say whether pages that are no more have come to outweigh the others."""
        one = self._connection().execute
        live = one("SELECT count(*) FROM page").fetchone()[0]
        for digest in gone:
            live -= one("SELECT count(*) FROM page WHERE digest = ?", (digest,)).fetchone()[0]
        return bool(self._last() - live > max(_DEAD, live))

    def _last(self) -> int:
        """Give the highest number that any page ever had: words of a forgotten one are kept."""
        (last,) = self._connection().execute("SELECT last FROM used").fetchone()
        return int(last)

    def _forget(self, gone: Iterable[str]) -> None:
        """Leave documents out; their words stay in the file until it is made anew."""
        with self._writing() as connection:
            for digest in gone:
                connection.execute("DELETE FROM page WHERE digest = ?", (digest,))
                connection.execute("DELETE FROM document WHERE digest = ?", (digest,))

    def _take(
        self,
        new: Iterable[str],
        marks: Mapping[str, str],
        pages: Callable[[str], Iterable[tuple[int, str]]],
    ) -> Iterator[str]:
        """Take documents up, several in one transaction."""
        held: list[tuple[str, list[tuple[int, str]]]] = []
        for digest in new:
            held.append((digest, [(number, bare_text(text)) for number, text in pages(digest)]))
            if sum(len(some) + 1 for _, some in held) >= _GROUP:
                self._store(held, marks)
                held = []
            yield digest
        self._store(held, marks)

    def _store(
        self, held: list[tuple[str, list[tuple[int, str]]]], marks: Mapping[str, str]
    ) -> None:
        rows = [(digest, number, text) for digest, some in held for number, text in some]
        with self._writing() as connection:
            ids = range(self._last() + 1, self._last() + 1 + len(rows))
            places = [(i, digest, number) for i, (digest, number, _) in zip(ids, rows, strict=True)]
            said = ((i, tokens(text)) for i, (_, _, text) in zip(ids, rows, strict=True))
            connection.executemany("INSERT INTO page VALUES (?, ?, ?)", places)
            connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", said)
            marked = [(digest, marks[digest]) for digest, _ in held]
            connection.executemany("INSERT INTO document VALUES (?, ?)", marked)
            connection.execute("UPDATE used SET last = last + ?", (len(rows),))

    def _sealed(self) -> str:
        return disk.read(self.seal).decode("ascii", "replace") if self.seal.exists() else ""

    def _sound(self) -> bool:
        """Say whether the file is as it was left; a large one is not read through each time."""
        sealed = self._sealed()
        if sealed:
            state = self._state()
            if state != self._checked and state[1] <= _SMALL and sealed != self._digest():
                return False
            self._checked = state
            return True
        try:
            (answer,) = self._connection().execute("PRAGMA quick_check").fetchone()
        except sqlite3.DatabaseError:
            return False
        return bool(
            answer == "ok"
        )  # something ended it while it was written: SQLite is to be asked

    def _digest(self) -> str:
        found = hashlib.sha256()
        with disk.stream(self.path) as opened:
            while chunk := opened.read(disk.CHUNK):
                found.update(chunk)
        return found.hexdigest()

    def _throw_away(self) -> None:
        self.close()
        disk.remove(self.seal)
        for suffix in ("", "-wal", "-shm"):
            disk.remove(self.path.with_name(NAME + suffix))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        disk.make_folder(self.folder)
        lock = disk.take_lock(self.folder / _LOCK, _WAIT)
        if lock is None:
            raise CaseBusy
        try:
            yield
        finally:
            self.close()
            disk.give_lock(lock)

    @contextmanager
    def _writing(self) -> Iterator[disk.Connection]:
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            self.close()  # which takes the unfinished transaction back
            raise
        connection.execute("COMMIT")

    def _connection(self) -> disk.Connection:
        if self._open is None:
            self._open = disk.connect(self.path, durable=False, create=True)
            (count,) = self._open.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if not count:
                with self._writing() as connection:
                    for statement in _TABLES:
                        connection.execute(statement)
        return self._open


def _wanted(marks: Mapping[str, str]) -> dict[str, str]:
    return {digest: f"{version()} {mark}" for digest, mark in marks.items()}
