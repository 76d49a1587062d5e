"""The log: what people did, as a chain of signed entries that is only ever added to.

An entry holds a keyed commitment to its body; the body (values, quotes, names) lies in a table of
its own, so that it can be destroyed while the chain stays whole. Nothing here knows what a body
means.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from papertrace.casefile import disk
from papertrace.casefile.keys import entry_message
from papertrace.casefile.trouble import told
from papertrace.errors import CaseNotFound, CaseTampered, CaseTooNew

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from papertrace.casefile.keys import SigningKey

SCHEMA = 1
"""Version of the log's tables, kept as SQLite's user_version."""
APPLICATION = 0x70617065
"""SQLite's application_id of a log ("pape")."""
START = "0" * 64
"""What the first entry names as the hash before it."""

TABLES = """\
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
  commitment TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL, signature TEXT NOT NULL
) STRICT

CREATE TABLE payload (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq), salt BLOB NOT NULL, body TEXT NOT NULL
) STRICT

CREATE TABLE expunged (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  by_seq INTEGER NOT NULL REFERENCES entry (seq)
) STRICT

CREATE TRIGGER entry_insert BEFORE INSERT ON entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
BEGIN SELECT RAISE (ABORT, 'entries follow each other'); END

CREATE TRIGGER entry_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE (ABORT, 'entries are never changed'); END

CREATE TRIGGER entry_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE (ABORT, 'entries are never deleted'); END

CREATE TRIGGER payload_insert BEFORE INSERT ON payload
WHEN EXISTS (SELECT 1 FROM payload WHERE seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'payloads are never replaced'); END

CREATE TRIGGER payload_update BEFORE UPDATE ON payload
BEGIN SELECT RAISE (ABORT, 'payloads are never changed'); END

CREATE TRIGGER payload_delete BEFORE DELETE ON payload
WHEN NOT EXISTS (SELECT 1 FROM expunged WHERE seq = OLD.seq)
BEGIN SELECT RAISE (ABORT, 'payloads are deleted only when expunged'); END

CREATE TRIGGER expunged_insert BEFORE INSERT ON expunged
WHEN EXISTS (SELECT 1 FROM expunged WHERE seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'what was expunged stays so'); END

CREATE TRIGGER expunged_update BEFORE UPDATE ON expunged
BEGIN SELECT RAISE (ABORT, 'what was expunged stays so'); END

CREATE TRIGGER expunged_delete BEFORE DELETE ON expunged
BEGIN SELECT RAISE (ABORT, 'what was expunged stays so'); END
""".strip().split("\n\n")
"""Every statement that makes the log's tables; `verify` compares them with what is there."""
_ENTRY = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_PAYLOAD = "INSERT INTO payload VALUES (?, ?, ?)"
_ROWS = """
SELECT entry.seq, at, actor, kind, commitment, prev, hash, signature, salt, body, by_seq
FROM entry LEFT JOIN payload USING (seq) LEFT JOIN expunged USING (seq)
WHERE entry.seq > ? ORDER BY entry.seq
"""
_LAST = "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as stored, with its payload where that is still there."""

    seq: int
    at: str
    """UTC, ISO 8601 with microseconds."""
    actor: str
    """Key id."""
    kind: str
    commitment: str
    prev: str
    hash: str
    signature: str
    salt: bytes | None
    body: str | None
    expunged: int | None = None
    """Seq of the entry by which the body was destroyed."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry as read: one thing that one person did."""

    seq: int
    """From 1, without gaps."""
    at: str
    """UTC, ISO 8601 with microseconds."""
    actor: str
    """Key id."""
    kind: str
    """case, key, capture, decision, judgement ..."""
    hash: str
    body: Mapping[str, Any]
    """Empty where it was expunged."""


def canonical(value: object) -> str:
    """Give the one JSON text of a value: sorted keys, no blanks, ASCII alone."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def commitment_of(salt: bytes, body: str) -> str:
    """Give the keyed commitment to a body."""
    return hmac.new(salt, body.encode(), hashlib.sha256).hexdigest()


def hash_of(row: Row) -> str:
    """Give the hash an entry must have."""
    told = [row.seq, row.at, row.actor, row.kind, row.commitment, row.prev]
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def entry_of(row: Row, prev: Row | None) -> LogEntry:
    """Give an entry, checked against the one before it and against its body.

    CaseTampered where they do not fit. Signatures are left to `chain`.
    """
    try:
        flaw = next(flaws_of(row, prev), "")
    except (TypeError, ValueError):
        flaw = "cannot be read"
    if flaw:
        msg = f"Entry {row.seq} of the log {flaw}."
        raise CaseTampered(msg)
    return opened(row)


def flaws_of(row: Row, prev: Row | None) -> Iterator[str]:
    """Say what is wrong with an entry, seen beside the one before it; signatures aside.

    TypeError or ValueError where a column does not even hold what its type promises.
    """
    due, link = (prev.seq + 1, prev.hash) if prev else (1, START)
    if row.seq != due:
        yield f"follows on entry {due - 1}: what stood between them is gone"
    elif row.prev != link:
        yield "does not continue the entry before it: one of the two was put there later"
    if row.hash != hash_of(row):
        yield "was changed: its hash does not fit"
    if row.body is not None and row.salt is not None:
        if commitment_of(row.salt, row.body) != row.commitment:
            yield "was changed: its content is not what was signed"
    elif row.expunged is None:
        yield "has lost its content"


def opened(row: Row) -> LogEntry:
    """Give a row as an entry, unchecked."""
    body = {} if row.body is None else json.loads(row.body)
    return LogEntry(row.seq, row.at, row.actor, row.kind, row.hash, body)


class Log:
    """The file log.db."""

    def __init__(self, path: Path) -> None:
        """Take the place; nothing is opened before it is needed."""
        self.path = path
        self._open: disk.Connection | None = None

    @property
    def connection(self) -> disk.Connection:
        """Give the open connection; CaseNotFound, CaseTooNew, CaseTampered."""
        if self._open is None:
            if not self.path.is_file():
                msg = f"{self.path.parent.name}/{self.path.name} is missing."
                raise CaseNotFound(msg)
            with told(self.path.name):
                made = disk.connect(self.path, durable=True)
                version = made.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA:
                made.close()
                msg = f"The case has log format {version}; this one knows {SCHEMA}."
                raise CaseTooNew(msg)
            self._open = made
        return self._open

    def make(self) -> None:
        """Make the empty log; its place must be free."""
        with told(self.path.name):
            self._open = disk.connect(self.path, durable=True, create=True)
            with self.transaction() as connection:
                for statement in TABLES:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id={APPLICATION}")
                connection.execute(f"PRAGMA user_version={SCHEMA}")

    def close(self) -> None:
        """Close; the last one to close folds the write-ahead log into the file."""
        if self._open is not None:
            opened, self._open = self._open, None
            opened.close()

    @contextmanager
    def transaction(self) -> Iterator[disk.Connection]:
        """Give the connection within BEGIN IMMEDIATE; all of it is stored durably, or nothing.

        After a failed commit nothing is tried again: the connection is given up, and the next
        one reads the last good state.
        """
        connection = self.connection
        with told(self.path.name):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                self._give_up()
                raise

    def _give_up(self) -> None:
        connection, self._open = self._open, None
        if connection is not None:
            try:
                connection.rollback()
            finally:
                connection.close()

    def append(
        self, bodies: Iterable[tuple[str, Mapping[str, object]]], key: SigningKey
    ) -> tuple[Row, ...]:
        """Add entries of (kind, body) in one transaction; they are durable when this returns."""
        made: list[Row] = []
        with self.transaction() as connection:
            last = connection.execute(_LAST).fetchone()
            seq, prev = last or (0, START)
            for kind, body in bodies:
                row = _sign(seq + 1, prev, kind, canonical(body), key)
                connection.execute(_ENTRY, astuple(row)[:8])
                connection.execute(_PAYLOAD, (row.seq, row.salt, row.body))
                made.append(row)
                seq, prev = row.seq, row.hash
        return tuple(made)

    def destroy(self, seqs: Iterable[int], body: Mapping[str, object], key: SigningKey) -> Row:
        """Destroy the bodies of entries by a signed `expunge` entry, both in one transaction."""
        with self.transaction() as connection:
            seq, prev = connection.execute(_LAST).fetchone()
            order = _sign(seq + 1, prev, "expunge", canonical(body), key)
            connection.execute(_ENTRY, astuple(order)[:8])
            connection.execute(_PAYLOAD, (order.seq, order.salt, order.body))
            for one in seqs:
                connection.execute("INSERT INTO expunged VALUES (?, ?)", (one, order.seq))
                connection.execute("DELETE FROM payload WHERE seq = ?", (one,))
        return order

    def fold(self) -> bool:
        """Fold the write-ahead log into the file and empty it; False where a reader keeps it."""
        with told(self.path.name):
            busy, _, _ = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def rows(self, after: int = 0) -> Iterator[Row]:
        """Give the stored entries behind a seq, in order, unchecked; CaseTampered if unreadable."""
        with told(self.path.name):
            for row in self.connection.execute(_ROWS, (after,)):
                yield Row(*row)


def _sign(seq: int, prev: str, kind: str, body: str, key: SigningKey) -> Row:
    salt = secrets.token_bytes(32)
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    bare = Row(seq, at, key.id, kind, commitment_of(salt, body), prev, "", "", salt, body)
    own = hash_of(bare)
    signature = key.sign(entry_message(own)).hex()
    return Row(seq, at, key.id, kind, bare.commitment, prev, own, signature, salt, body)
