"""Whatever is done to a case from outside is found and named."""

# ruff: noqa: S608  (the tests write their own SQL)

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import Case, Keyring
from papertrace.casefile.keys import entry_message
from papertrace.casefile.log import commitment_of, hash_of
from papertrace.casefile.verify import verify
from papertrace.errors import CaseTampered

if TYPE_CHECKING:
    from papertrace.casefile import SigningKey
    from papertrace.casefile.items import Item
    from papertrace.casefile.log import Row

LAST = 8
"""Entries of the sample: the case, three captures with a decision each, and a judgement."""


@pytest.fixture
def full(case: Case, keys: Keyring) -> Case:
    """Give a closed case with eight entries."""
    samples.fill(case, keys, 3)
    case.judge("n0.txt", "complete", key=keys.get("reporter"))
    assert samples.broken(case) == []
    case.close()
    return case


def found(case: Case) -> list[tuple[str, str]]:
    """Verify a case opened anew; give what is broken in log and database."""
    with Case.open(case.root) as again:
        return [(i.what, i.name) for i in samples.broken(again) if i.what in ("log", "database")]


@pytest.mark.parametrize("column", ["at", "actor", "kind", "commitment", "prev", "hash"])
def test_an_edited_entry_is_named(full: Case, column: str) -> None:
    samples.meddle(full, f"UPDATE entry SET {column} = 'x' || substr({column}, 2) WHERE seq = 4")
    assert ("log", "entry 4") in found(full)


@pytest.mark.parametrize(
    "value", ["''", "upper(signature)", "(SELECT signature FROM entry WHERE seq = 3)"]
)
def test_a_stripped_or_borrowed_signature_is_named(full: Case, value: str) -> None:
    samples.meddle(full, f"UPDATE entry SET signature = {value} WHERE seq = 5")
    assert found(full) == [("log", "entry 5")]


def test_a_deleted_entry_is_named(full: Case) -> None:
    samples.meddle(full, "DELETE FROM payload WHERE seq = 4", "DELETE FROM entry WHERE seq = 4")
    assert ("log", "entry 5") in found(full)


def test_a_deleted_and_closed_up_entry_is_named(full: Case) -> None:
    samples.meddle(
        full,
        "DELETE FROM payload WHERE seq = 4",
        "DELETE FROM entry WHERE seq = 4",
        *(
            f"UPDATE {table} SET seq = {seq - 1} WHERE seq = {seq}"
            for seq in range(5, LAST + 1)
            for table in ("entry", "payload")
        ),
    )
    assert ("log", "entry 4") in found(full)


def test_two_swapped_entries_are_named(full: Case) -> None:
    samples.meddle(
        full,
        *(
            f"UPDATE {table} SET seq = {new} WHERE seq = {old}"
            for old, new in ((4, 99), (5, 4), (99, 5))
            for table in ("entry", "payload")
        ),
    )
    assert {("log", "entry 4"), ("log", "entry 5")} <= set(found(full))


def test_swapped_contents_are_named(full: Case) -> None:
    samples.meddle(
        full,
        *(f"UPDATE payload SET seq = {n} WHERE seq = {o}" for o, n in ((3, 99), (5, 3), (99, 5))),
    )
    assert found(full) == [("log", "entry 3"), ("log", "entry 5")]


def test_a_content_taken_away_is_named(full: Case) -> None:
    samples.meddle(full, "DELETE FROM payload WHERE seq = 3")
    assert found(full) == [("log", "entry 3")]


def test_a_content_called_expunged_without_an_order_is_named(full: Case) -> None:
    samples.meddle(full, "INSERT INTO expunged VALUES (3, 8)", unguarded=False)
    samples.meddle(full, "DELETE FROM payload WHERE seq = 3", unguarded=False)
    assert found(full) == [("log", "entry 3")]


def test_a_content_expunged_by_a_signed_order_is_sound(full: Case, keys: Keyring) -> None:
    with Case.open(full.root) as again:
        order = again.append("expunge", {"entries": [8], "reason": "asked"}, keys.get("reporter"))
    samples.meddle(full, f"INSERT INTO expunged VALUES (8, {order.seq})", unguarded=False)
    samples.meddle(full, "DELETE FROM payload WHERE seq = 8", unguarded=False)
    assert found(full) == []
    with Case.open(full.root) as again:
        assert again.judgements() == ()
        assert len(again.decisions()) == 3


def rechained(rows: list[Row]) -> list[Row]:
    """Give rows whose hashes and links fit again, as anyone can compute them."""
    made: list[Row] = []
    for row in rows:
        assert row.salt is not None
        assert row.body is not None
        fresh = replace(
            row,
            prev=made[-1].hash if made else row.prev,
            commitment=commitment_of(row.salt, row.body),
        )
        made.append(replace(fresh, hash=hash_of(fresh)))
    return made


def write(case: Case, rows: list[Row]) -> None:
    """Put rows in the place of those that are there."""
    samples.meddle(case, "DELETE FROM payload", "DELETE FROM entry")
    with closing(sqlite3.connect(case.root / "log.db")) as outside, outside:
        for r in rows:
            told = (r.seq, r.at, r.actor, r.kind, r.commitment, r.prev, r.hash, r.signature)
            outside.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", told)
            outside.execute("INSERT INTO payload VALUES (?, ?, ?)", (r.seq, r.salt, r.body))


def test_a_log_rehashed_without_the_key_is_named(full: Case) -> None:
    rows = list(full.log.rows())
    full.close()
    body = rows[2].body or ""
    rows[2] = replace(rows[2], body=body.replace("accepted", "rejected"))
    write(full, rechained(rows))
    assert found(full) == [("log", f"entry {n}") for n in range(3, LAST + 1)]


def test_a_forged_log_is_refused_where_it_is_built_on(full: Case) -> None:
    rows = list(full.log.rows())
    full.close()
    body = rows[2].body or ""
    rows[2] = replace(rows[2], body=body.replace("accepted", "rejected"))
    write(full, rechained(rows))
    with Case.open(full.root) as again:
        again.ledger()  # the chain fits
        with pytest.raises(CaseTampered, match="Entry 3 of the log is not signed by"):
            again.sound_log()


def test_one_forged_signature_among_thousands_is_named(case: Case, reporter: SigningKey) -> None:
    told = {"subject": "n0.txt", "verdict": "complete", "other": "", "reason": ""}
    case.append_all([("judgement", {**told, "reason": str(n)}) for n in range(3000)], reporter)
    case.sound_log()
    assert len(case.judgements()) == 3000
    case.close()
    same = "(SELECT signature FROM entry WHERE seq = 2500)"
    samples.meddle(case, f"UPDATE entry SET signature = {same} WHERE seq = 2600")
    with Case.open(case.root) as again:
        with pytest.raises(CaseTampered, match="Entry 2600 of the log is not signed by"):
            again.sound_log()
        assert [i.name for i in samples.broken(again) if i.what == "log"] == ["entry 2600"]


def test_an_entry_signed_by_a_stranger_is_named(full: Case, keys: Keyring) -> None:
    rows = list(full.log.rows())
    full.close()
    stranger = keys.get("editor")
    body = json.dumps({"id": stranger.id, "label": "editor", "public": stranger.public})
    forged = replace(rows[-1], seq=LAST + 1, kind="key", actor=stranger.id, body=body)
    forged = rechained([*rows, forged])[-1]
    signature = stranger.sign(entry_message(forged.hash)).hex()
    write(full, [*rows, replace(forged, signature=signature)])
    assert found(full) == [("log", f"entry {LAST + 1}")]


def test_a_signed_entry_that_holds_nonsense_is_named(full: Case, keys: Keyring) -> None:
    """Even someone with a known key cannot slip in what no papertrace writes."""
    me = keys.get("reporter")
    full.log.append([("decision", {"fact_id": "x"}), ("key", {"id": "x"}), ("later", {})], me)
    full.log.append([("case", {"title": "T", "key": {}})], me)
    full.close()
    assert found(full) == [("log", f"entry {n}") for n in (9, 10, 12)]


def test_a_log_begun_anew_by_a_stranger_misses_a_head_kept_elsewhere(
    full: Case, keys: Keyring
) -> None:
    with Case.open(full.root) as before:
        head = before.head()
    for name in ("log.db", "case.toml"):
        (full.root / name).unlink()
    other = full.root.with_name("other")
    with Case.create(other, "Border budgets", keys.get("editor")) as forged:
        samples.fill(forged, _Only(keys), 3)
    shutil.copyfile(other / "log.db", full.root / "log.db")
    shutil.copyfile(other / "case.toml", full.root / "case.toml")
    with Case.open(full.root) as again:
        assert [(i.what, i.name) for i in samples.broken(again, [head])] == [("log", head[:12])]


class _Only(Keyring):
    """A keyring that gives the editor's key under every name."""

    def __init__(self, keys: Keyring) -> None:
        super().__init__(keys.folder)

    def get(self, _label: str) -> SigningKey:
        return super().get("editor")


def test_a_cut_tail_is_found_against_a_head_kept_elsewhere_and_only_so(full: Case) -> None:
    with Case.open(full.root) as before:
        head = before.head()
    samples.meddle(full, "DELETE FROM payload WHERE seq = 8", "DELETE FROM entry WHERE seq = 8")
    with Case.open(full.root) as again:
        assert samples.broken(again) == []
        assert [(i.what, i.name) for i in samples.broken(again, [head])] == [("log", head[:12])]


def test_a_cut_tail_with_a_capture_in_it_leaves_a_file_nobody_captured(full: Case) -> None:
    samples.meddle(full, "DELETE FROM payload WHERE seq > 5", "DELETE FROM entry WHERE seq > 5")
    with Case.open(full.root) as again:
        assert any("No capture" in i.message for i in samples.broken(again))


def test_an_emptied_log_is_named(full: Case) -> None:
    samples.meddle(full, "DELETE FROM payload", "DELETE FROM entry")
    assert ("log", "log.db") in found(full)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER entry_update",
        "DROP TRIGGER payload_delete",
        "CREATE TABLE more (x)",
        "CREATE TRIGGER quiet BEFORE INSERT ON payload BEGIN SELECT RAISE (IGNORE); END",
        "PRAGMA user_version=0",
        "PRAGMA application_id=7",
    ],
)
def test_a_missing_guard_or_foreign_part_is_named(full: Case, statement: str) -> None:
    samples.meddle(full, statement, unguarded=False)
    assert found(full) == [("database", "log.db")]


def test_a_content_without_an_entry_is_named(full: Case) -> None:
    samples.meddle(full, "INSERT INTO payload VALUES (50, x'00', '{}')", unguarded=False)
    assert found(full) == [("database", "log.db")]


def archived(case: Case) -> list[Item]:
    """Give what is broken in the archive."""
    with Case.open(case.root) as again:
        return [i for i in samples.broken(again) if i.what == "archive"]


def test_swapped_originals_are_named_with_what_hangs_on_them(full: Case) -> None:
    one, two = (full.original_path(c.digest) for c in full.captures()[:2])
    full.close()
    a, b = one.read_bytes(), two.read_bytes()
    for path, data in ((one, b), (two, a)):
        path.chmod(0o644)
        path.write_bytes(data)
    items = archived(full)
    assert [i.name for i in items] == ["n0.txt", "n1.txt"]
    assert all("changed" in i.message for i in items)
    assert all("1 facts and 1 decisions hang on it" in i.message for i in items)


def test_a_missing_original_is_named(full: Case) -> None:
    full.original_path(full.captures()[1].digest).unlink()
    (item,) = archived(full)
    assert (item.name, "missing" in item.message) == ("n1.txt", True)


@pytest.mark.parametrize("place", ["stray.pdf", "ab/stray", ".hidden", "ab/" + "0" * 64])
def test_a_file_that_does_not_belong_is_named(full: Case, place: str) -> None:
    path = full.root / "archive" / place
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"?")
    assert [i.name for i in archived(full)] == [place]


def test_an_original_that_nobody_captured_is_named(full: Case) -> None:
    digest = hashlib.sha256(b"?").hexdigest()
    path = full.original_path(digest)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"?")
    (item,) = archived(full)
    assert "No capture" in item.message


@pytest.mark.parametrize("data", [b"", b"not a database at all" * 300, None])
def test_a_log_that_cannot_be_read_is_named_and_the_rest_still_checked(
    full: Case, data: bytes | None
) -> None:
    path = full.root / "log.db"
    path.unlink() if data is None else path.write_bytes(data)
    with Case.open(full.root) as again:
        items = list(verify(again))
    assert ("log", "broken") in {(i.what, i.state) for i in items}
    unsure = [i for i in items if i.what == "archive"]
    assert len(unsure) == 3
    assert all(i.state != "sound" for i in unsure)


def test_a_damaged_case_toml_is_named(full: Case) -> None:
    for data in (b"title =", b'titel = "x"', b"\xff"):
        (full.root / "case.toml").write_bytes(data)
        with Case.open(full.root) as again:
            assert [i.what for i in samples.broken(again)] == ["config"]
    (full.root / "case.toml").unlink()
    with Case.open(full.root) as again:
        assert [i.what for i in samples.broken(again)] == ["config"]


def test_a_missing_archive_is_named(full: Case) -> None:
    shutil.rmtree(full.root / "archive")
    assert len(archived(full)) >= 1
