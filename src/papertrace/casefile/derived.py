"""What machines made of the originals: pages and facts. All of it can be deleted and made again.

It is never evidence: a missing, damaged or foreign file is set aside and an empty one takes its
place, and nothing else in the case is touched. Pages are stored as a reader's worker packed them,
unread: one that turns out to be no page when it is used makes its document a refused one.
"""

from __future__ import annotations

import secrets
import time
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from papertrace.casefile import disk, packing
from papertrace.casefile.page_columns import Damaged, unpack_page
from papertrace.casefile.trouble import told
from papertrace.errors import CaseTampered, ReaderCrashed
from papertrace.model import Problem, fact_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from papertrace.casefile.packing import Body, Derivation
    from papertrace.model import Fact, Page

T = TypeVar("T")

NAME = "derived.db"
_TICK = 2_000_000_000
"""Nanoseconds within which two writes may leave the same time on a file."""
_REMEDY = "The derived pages and facts were set aside; run `papertrace build` to make them again."
_DOCUMENT = "SELECT digest, fingerprint, json, pages, facts, crc FROM document"
_FACT = "SELECT digest, position, id, kind, page, top, x0, json, crc FROM fact"


class Derived:
    """The file derived/derived.db."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing is opened before it is needed."""
        self.folder = folder
        self.path = folder / NAME
        self._open: disk.Connection | None = None

    def put(self, derivation: Derivation) -> None:
        """Store what was made of one document in place of what was there."""
        self.put_many((derivation,))

    def put_many(self, derivations: Iterable[Derivation]) -> None:
        """Store several in one transaction."""
        self.put_packed((d, packing.bodies_of(d.pages)) for d in derivations)

    def put_packed(self, made: Iterable[tuple[Derivation, Sequence[Body]]]) -> None:
        """Store several in one transaction, their pages as they were packed elsewhere."""
        ready = [packing.pack(derivation, bodies) for derivation, bodies in made]

        def store(connection: disk.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            for document, pages, facts in ready:
                connection.execute("DELETE FROM document WHERE digest = ?", (document[0],))
                connection.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", document)
                connection.executemany("INSERT INTO page VALUES (?, ?, ?)", pages)
                connection.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", facts)
            connection.execute("COMMIT")

        self._try(store)

    def remove(self, digest: str) -> None:
        """Forget what was made of a document."""
        self._try(lambda c: c.execute("DELETE FROM document WHERE digest = ?", (digest,)))

    def destroy(self, digests: Iterable[str]) -> bool:
        """Forget documents so that no byte of them stays; False where a reader keeps the old ones.

        What was set aside as damaged goes, too: it may hold them.
        """
        for path in self.folder.glob(f"{NAME}.damaged-*"):
            disk.remove(path)
        if not self.path.is_file():
            return True
        for digest in digests:
            self.remove(digest)

        def fold(connection: disk.Connection) -> bool:
            connection.execute("VACUUM")
            return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]

        return self._try(fold)

    def fingerprints(self) -> dict[str, str]:
        """Give digest -> fingerprint of every document that something was made of."""
        return dict(self._rows("SELECT digest, fingerprint FROM document ORDER BY digest"))

    def marks(self) -> dict[str, str]:
        """Give digest -> a word that is another one whenever the document was read otherwise."""
        rows = self._rows("SELECT digest, fingerprint, crc, pages FROM document ORDER BY digest")
        return {digest: f"{mark} {crc} {pages}" for digest, mark, crc, pages in rows}

    def places(self) -> dict[str, tuple[int, ...]]:
        """Give digest -> numbers of its pages, in order, of every document that has any."""
        found: dict[str, list[int]] = {}
        for digest, number in self._rows("SELECT digest, number FROM page ORDER BY digest, number"):
            found.setdefault(digest, []).append(number)
        return {digest: tuple(numbers) for digest, numbers in found.items()}

    def texts(self, digest: str) -> Iterator[tuple[int, str]]:
        """Give the number and the text of each page of a document."""
        return ((page.number, page.text) for page in self.pages(digest))

    def summary(self, digest: str) -> Derivation | None:
        """Give what was made of a document without pages and facts; None where nothing was."""
        rows = self._rows(f"{_DOCUMENT} WHERE digest = ?", digest)
        return self._sound(packing.unpack_summary, rows[0]) if rows else None

    def summaries(self) -> tuple[Derivation, ...]:
        """Give every summary, sorted by digest."""
        rows = self._rows(f"{_DOCUMENT} ORDER BY digest")
        return tuple(self._sound(packing.unpack_summary, r) for r in rows)

    def whole(self, digest: str) -> Derivation | None:
        """Give all that was made of a document, facts in the order they were made."""
        made = self.summary(digest)
        if made is None:
            return None
        rows = self._rows(f"{_FACT} WHERE digest = ? ORDER BY position", digest)
        facts = tuple(self._sound(packing.unpack_fact, row) for row in rows)
        return replace(made, pages=tuple(self.pages(digest)), facts=facts)

    def page(self, digest: str, number: int) -> Page | None:
        """Give one page; None where there is none of this number, or what is stored is no page."""
        rows = self._rows("SELECT body FROM page WHERE digest = ? AND number = ?", digest, number)
        if not rows:
            return None
        try:
            page = unpack_page(rows[0][0])
        except Damaged as error:
            raise self._damaged() from error
        except ValueError:
            page = None
        if page is None or page.number != number:
            self._disown(digest, number)
            return None
        return page

    def pages(self, digest: str) -> Iterator[Page]:
        """Give the pages of a document in order, one at a time."""
        for (number,) in self._rows("SELECT number FROM page WHERE digest = ? ORDER BY 1", digest):
            page = self.page(digest, number)
            if page is not None:
                yield page

    def facts(self, kind: str | None = None, digest: str | None = None) -> Iterator[Fact]:
        """Give facts, sorted by digest, page, top, x0 (of where they begin), kind and id."""
        rows = self._rows(
            f"{_FACT} WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR digest = ?2)"
            " ORDER BY digest, page, top, x0, kind, id",
            kind,
            digest,
        )
        for row in rows:
            yield self._sound(packing.unpack_fact, row)

    def fact(self, fact_id: str) -> Fact | None:
        """Give the fact of an id; None where there is none."""
        rows = self._rows(f"{_FACT} WHERE id = ?", fact_id)
        return self._sound(packing.unpack_fact, rows[0]) if rows else None

    def close(self) -> None:
        """Close the file."""
        if self._open is not None:
            opened, self._open = self._open, None
            opened.close()

    def counts(self) -> dict[str, int]:
        """Give digest -> number of facts of every document that something was made of."""
        return dict(self._rows("SELECT digest, facts FROM document ORDER BY digest"))

    def stamp(self) -> tuple[int, ...]:
        """Give the sizes and times of the files: others whenever anything was stored.

        () where they were written so lately that one more write might not show.
        """
        found: list[int] = []
        for name in (NAME, f"{NAME}-wal"):
            path = self.path.with_name(name)
            told = path.stat() if path.exists() else None
            if told and time.time_ns() - told.st_mtime_ns < _TICK:
                return ()
            found += (told.st_size, told.st_mtime_ns, told.st_ino) if told else ()
        return tuple(found)

    def mark(self) -> str:
        """Give a word that is another one whenever facts are: so that they can be kept in memory.

        It is made of their checksums, and shows no forgery.
        """
        ((count, all_of_them, in_place),) = self._rows(
            "SELECT count(*), sum(crc), sum(crc % 65521 * (position + 1)) FROM fact"
        )
        return f"{count}-{all_of_them}-{in_place}"

    def is_current(self) -> bool:
        """Say whether there is a file laid out as this version does it; CaseTampered."""
        if not self.path.is_file():
            return False
        with self._apart() as connection:
            return _shape(connection) == packing.SHAPE

    def audit(self) -> Iterator[str]:
        """Say in a sentence each what is damaged; silent where all is well, and changes nothing.

        CaseTampered where the file cannot be read at all.
        """
        with self._apart() as connection:
            for (line,) in connection.execute("PRAGMA integrity_check"):
                if line != "ok":
                    yield f"SQLite says: {line}."
            yield from _audit(connection)

    @contextmanager
    def _apart(self) -> Iterator[disk.Connection]:
        """Open the file anew, leaving it as it is."""
        with told(NAME), closing(disk.connect(self.path, durable=False)) as connection:
            yield connection

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._try(lambda c: c.execute(sql, values).fetchall())

    def _try(self, use: Callable[[disk.Connection], T]) -> T:
        """Use the file; a damaged one is set aside, and its empty successor used instead."""
        try:
            return self._use(use)
        except CaseTampered:
            self._set_aside()
            return self._use(use)

    def _use(self, use: Callable[[disk.Connection], T]) -> T:
        with told(NAME):
            try:
                return use(self._connection())
            except BaseException:
                self.close()  # which takes an unfinished transaction back
                raise

    def _sound(self, unpack: Callable[[Any], T], row: object) -> T:
        try:
            return unpack(row)
        except ValueError as error:
            raise self._damaged() from error

    def _damaged(self) -> CaseTampered:
        self._set_aside()
        msg = f"{NAME} is damaged."
        return CaseTampered(msg, remedy=_REMEDY)

    def _disown(self, digest: str, number: int) -> None:
        """Keep nothing of a document whose reader handed over what is no page, but that it did."""
        was = self.summary(digest)
        if was is not None:
            message = f"What its reader handed over as page {number} is no page."
            problem = Problem(
                ReaderCrashed.code, "error", message, "Run `papertrace build --again`."
            )
            self.put(
                replace(
                    was,
                    outcome="refused",
                    reason=problem.code,
                    page_count=0,
                    problems=(problem,),
                )
            )

    def _connection(self) -> disk.Connection:
        if self._open is None:
            disk.make_folder(self.folder)
            made = disk.connect(self.path, durable=False, create=True)
            version = _shape(made)
            if version not in (0, packing.SHAPE):
                made.close()
                self._remove()
                made = disk.connect(self.path, durable=False, create=True)
            self._open = made
            _make_tables(made)
        return self._open

    def _set_aside(self) -> None:
        self.close()
        if self.path.exists():
            disk.move(self.path, self.path.with_name(f"{NAME}.damaged-{secrets.token_hex(4)}"))
        self._remove()

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            disk.remove(self.path.with_name(NAME + suffix))


def _shape(connection: disk.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _make_tables(connection: disk.Connection) -> None:
    if _shape(connection) == packing.SHAPE:
        return
    connection.execute("BEGIN IMMEDIATE")
    if _shape(connection) != packing.SHAPE:
        for statement in packing.TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={packing.SHAPE}")
    connection.execute("COMMIT")


def _audit(connection: disk.Connection) -> Iterator[str]:
    """Read every row of every document as it will be read in use, and count them."""
    for row in connection.execute(f"{_DOCUMENT} ORDER BY digest"):
        digest, pages, facts = row[0], 0, 0
        try:
            packing.unpack_summary(row)
            for (body,) in connection.execute("SELECT body FROM page WHERE digest = ?", (digest,)):
                unpack_page(body)
                pages += 1
            for fact in connection.execute(f"{_FACT} WHERE digest = ?", (digest,)):
                yield from _flaws(packing.unpack_fact(fact), digest)
                facts += 1
        except ValueError:
            yield f"What was read from document {str(digest)[:12]} is damaged."
            continue
        if (pages, facts) != (row[3], row[4]):
            yield f"Pages or facts of document {str(digest)[:12]} are missing."


def _flaws(fact: Fact, digest: str) -> Iterator[str]:
    """Say whether a fact's id is not its own: a checksum anyone can compute does not show that."""
    own = fact_id(fact.digest, fact.kind, fact.fields, fact.anchors)
    if own != fact.id or fact.digest != digest:
        yield f"Fact {fact.id[:12]} of document {digest[:12]} was changed: its id is not its own."
