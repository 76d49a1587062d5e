"""What a machine made of pages to order them by: derived, thrown away and made again at will.

It holds for each page the passages that stand for it (no private person in them) and their places
in the network's space. It is never evidence, and nothing is found or left out by it: a damaged
file is removed, and each row has a checksum. Its name begins as the search index's does, so that
copies and locked cases leave it out likewise.
"""

from __future__ import annotations

import json
import zlib
from contextlib import closing, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from papertrace.casefile import disk
from papertrace.casefile.trouble import told
from papertrace.errors import CaseTampered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

NAME: Final = "index.vectors.db"
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS near (digest TEXT NOT NULL, number INTEGER NOT NULL,"
    " mark TEXT NOT NULL, passages TEXT NOT NULL, places BLOB NOT NULL, crc INTEGER NOT NULL,"
    " PRIMARY KEY (digest, number)) STRICT, WITHOUT ROWID"
)
_AT_ONCE: Final = 400
"""Pages that are asked for in one statement."""

Place = tuple[str, int]
"""Digest of a document, number of a page."""
Kept = tuple[tuple[str, ...], bytes]
"""Passages of a page, and their places."""


class Vectors:
    """The file derived/index.vectors.db; opened when it is needed, and never kept open."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing is opened before it is needed."""
        self.folder = folder
        self.path = folder / NAME

    def get(
        self, marks: Mapping[str, str], places: Iterable[Place], *, mend: bool = True
    ) -> dict[Place, Kept]:
        """Give what is kept of these pages (`marks`: digest -> what they were made of).

        No other page is read, and nothing is written; with `mend` alone a damaged file is removed.
        A row of another mark, or a damaged one, is not given. CaseBusy, NotPreserved.
        """
        found: dict[Place, Kept] = {}
        if not self.path.is_file() or not self.path.stat().st_size:
            return found
        asked = iter(places)
        try:
            with told(NAME), closing(disk.connect(self.path, durable=False)) as connection:
                while some := tuple(islice(asked, _AT_ONCE)):
                    for digest, number, mark, parts, kept, crc in _rows(connection, some):
                        if marks.get(digest) == mark and crc == _crc(mark, parts, kept):
                            found[digest, number] = tuple(json.loads(parts)), kept
        except CaseTampered:
            if mend:
                self.remove()
        return found

    def put(self, made: Mapping[Place, Kept], marks: Mapping[str, str]) -> None:
        """Keep what was made of pages, all or none, and forget documents that have no mark.

        CaseBusy, NotPreserved.
        """
        rows = []
        for (digest, number), (passages, places) in made.items():
            mark, parts = marks[digest], json.dumps(passages, ensure_ascii=False)
            rows.append((digest, number, mark, parts, places, _crc(mark, parts, places)))
        with self._opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            known = {d for (d,) in connection.execute("SELECT DISTINCT digest FROM near")}
            gone = [(d,) for d in known if d not in marks]
            connection.executemany("DELETE FROM near WHERE digest = ?", gone)
            connection.executemany("REPLACE INTO near VALUES (?, ?, ?, ?, ?, ?)", rows)
            connection.execute("COMMIT")

    def remove(self) -> None:
        """Throw it away, with all that is in it. NotPreserved."""
        with told(NAME):
            for suffix in ("", "-wal", "-shm"):
                disk.remove(self.path.with_name(NAME + suffix))

    @contextmanager
    def _opened(self) -> Iterator[disk.Connection]:
        """Open the file; what is damaged is removed, and an empty one takes its place."""
        with told(NAME):
            disk.make_folder(self.folder)
        try:
            with told(NAME):
                made = disk.connect(self.path, durable=False, create=True)
                made.execute(_TABLE)
        except CaseTampered:
            self.remove()
            with told(NAME):
                made = disk.connect(self.path, durable=False, create=True)
                made.execute(_TABLE)
        with closing(made):
            try:
                with told(NAME):
                    yield made
            except CaseTampered:
                made.close()
                self.remove()


def _rows(connection: disk.Connection, some: tuple[Place, ...]) -> Iterator[tuple[Any, ...]]:
    """Look each of these pages up; the rest of the table is not gone through."""
    every = ", ".join(["(?, ?)"] * len(some))
    return connection.execute(
        f"WITH asked(d, n) AS (VALUES {every})"  # noqa: S608  (question marks alone)
        " SELECT digest, number, mark, passages, places, crc"
        " FROM asked CROSS JOIN near ON digest = d AND number = n",
        [part for place in some for part in place],
    )


def _crc(mark: str, parts: str, places: bytes) -> int:
    return zlib.crc32(places, zlib.crc32(f"{mark}\n{parts}".encode()))
