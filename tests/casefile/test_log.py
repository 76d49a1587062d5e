"""The log is only ever added to."""

from __future__ import annotations

import hashlib
import hmac
import json
import multiprocessing
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import Case, Keyring
from papertrace.casefile import log as log_module
from papertrace.casefile.keys import signed_by
from papertrace.casefile.log import START
from papertrace.casefile.verify import verify
from papertrace.errors import CaseTampered

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import SigningKey


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET at = at",
        "UPDATE payload SET body = body WHERE seq = 2",
        "DELETE FROM entry WHERE seq = 2",
        "DELETE FROM payload WHERE seq = 2",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 1",
        "INSERT OR REPLACE INTO payload SELECT seq, x'00', '{}' FROM payload WHERE seq = 1",
        "INSERT INTO entry SELECT 9, at, actor, kind, commitment, prev, hash, '' FROM entry",
    ],
)
def test_nothing_is_changed_or_deleted(case: Case, reporter: SigningKey, statement: str) -> None:
    case.append("note", {"text": "x"}, reporter)
    before = list(case.log.rows())
    with pytest.raises(sqlite3.IntegrityError):
        samples.meddle(case, statement, unguarded=False)
    assert list(case.log.rows()) == before


def test_every_guard_is_on(case: Case) -> None:
    told = {
        name: case.log.connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "secure_delete",
            "trusted_schema",
            "cell_size_check",
        )
    }
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    assert case.log.connection.execute("PRAGMA busy_timeout").fetchone()[0] >= 5000


def test_entries_are_chained_committed_and_signed(case: Case, reporter: SigningKey) -> None:
    """What an independent verifier computes, from the standard library and one signature check."""
    case.append_all([("note", {"n": n, "文": "字"}) for n in range(3)], reporter)
    case.close()
    prev = START
    with closing(sqlite3.connect(case.root / "log.db")) as outside:
        rows = outside.execute(
            "SELECT * FROM entry JOIN payload USING (seq) ORDER BY seq"
        ).fetchall()
    for seq, at, actor, kind, commitment, before, own, signature, salt, body in rows:
        assert before == prev
        text = json.dumps([seq, at, actor, kind, commitment, before], separators=(",", ":"))
        assert own == hashlib.sha256(text.encode()).hexdigest()
        assert commitment == hmac.new(salt, body.encode(), hashlib.sha256).hexdigest()
        assert signed_by(reporter.public, signature, b"papertrace log entry\n" + own.encode())
        assert body == json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"))
        assert datetime.fromisoformat(at).utcoffset() == datetime.now(UTC).utcoffset()
        prev = own
    assert [r[0] for r in rows] == [1, 2, 3, 4]
    assert len({r[8] for r in rows}) == 4


def test_a_changed_content_is_not_given_out(case: Case, keys: Keyring) -> None:
    samples.fill(case, keys, 1)
    case.close()
    samples.meddle(case, "UPDATE payload SET body = replace(body, 'accepted', 'rejected')")
    with Case.open(case.root) as again, pytest.raises(CaseTampered, match="Entry 3"):
        again.decisions()


def test_a_clock_set_back_changes_no_order_and_is_noted(
    case: Case, reporter: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Past(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Past:
            return cls(2015, 1, 1, tzinfo=UTC) if tz else cls(2015, 1, 1)

    case.append("note", {"n": 1}, reporter)
    monkeypatch.setattr(log_module, "datetime", Past)
    late = case.append("note", {"n": 2}, reporter)
    monkeypatch.undo()
    case.append("note", {"n": 3}, reporter)
    assert [e.body["n"] for e in case.entries("note")] == [1, 2, 3]
    assert late.at == "2015-01-01T00:00:00.000000+00:00"
    noted = [i for i in verify(case) if "clock" in i.message]
    assert [(i.name, i.state) for i in noted] == [("entry 3", "sound")]
    assert samples.broken(case) == []


def _write(root: Path, folder: Path, name: str, count: int) -> None:
    key = Keyring(folder).get("reporter")
    with Case.open(root) as case:
        for number in range(count):
            case.append("note", {"by": name, "n": number}, key)


def test_two_processes_lose_no_entry(case: Case, keys: Keyring) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=_write, args=(case.root, keys.folder, name, 40)) for name in "ab"
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [w.exitcode for w in writers] == [0, 0]
    told = [(e.body["by"], e.body["n"]) for e in case.entries("note")]
    assert sorted(told) == [(name, n) for name in "ab" for n in range(40)]
    for name in "ab":
        assert [n for by, n in told if by == name] == list(range(40))
    assert samples.broken(case) == []
