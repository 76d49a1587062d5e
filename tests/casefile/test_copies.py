"""A backup is tested before it counts; a wrong, cut or changed one is refused; none overwrites."""

from __future__ import annotations

import random
import tarfile
from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import Case, sealed
from papertrace.casefile.copies import backup, restore
from papertrace.casefile.verify import verify
from papertrace.errors import BackupUnusable, CaseExists, NotPreserved, UnknownKey, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import Keyring


@pytest.fixture
def full(case: Case, keys: Keyring) -> Case:
    """Give a case with documents, decisions, a draft, a table of its owner's, an empty folder."""
    samples.fill(case, keys)
    (case.root / "drafts" / "story.md").write_text("# 故事\n", encoding="utf-8")
    (case.root / "denominators.csv").write_text("body,2024\n", encoding="utf-8")
    (case.root / "notes").mkdir()
    (case.root / "derived" / "index.db").write_bytes(b"an index: made again by the next search")
    return case


def contents(root: Path) -> dict[str, bytes]:
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in root.rglob("*")
        if p.is_file() and not p.name.startswith((".lock", "log.db", "derived.db", "index.db"))
    }


def test_all_of_a_case_comes_back(full: Case, tmp_path: Path) -> None:
    secret, public = sealed.fresh()
    out, back = tmp_path / "b.age", tmp_path / "back"
    made = backup(full, out, [public])
    assert made.head == full.head()
    assert out.stat().st_mode & 0o077 == 0
    assert b"n0.txt" not in out.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b.age", "case", "keys"]
    assert not list(full.root.glob(".copying-*"))
    again = restore(out, back, [secret])
    assert (again.head, again.files, again.items) == (made.head, made.files, ())
    assert contents(back) == contents(full.root)
    assert (back / "notes").is_dir()
    with Case.open(back) as copy:
        assert [e.hash for e in copy.entries()] == [e.hash for e in full.entries()]
        assert copy.decisions() == full.decisions()
        assert tuple(copy.derived.facts()) == tuple(full.derived.facts())
        assert {i.state for i in verify(copy)} == {"sound"}
        assert copy.archive.path(copy.documents()[0].digest).stat().st_mode & 0o222 == 0


def test_the_tools_of_age_and_tar_open_it(full: Case, tmp_path: Path) -> None:
    secret, public = sealed.fresh()
    backup(full, tmp_path / "b.age", [public])
    with (
        sealed.decrypted(tmp_path / "b.age", [secret]) as stream,
        tarfile.open(fileobj=stream, mode="r|") as packed,
    ):
        assert {"case.toml", "log.db", "drafts/story.md"} <= {m.name for m in packed}


def test_nothing_is_overwritten(full: Case, tmp_path: Path) -> None:
    secret, public = sealed.fresh()
    out = tmp_path / "b.age"
    out.write_bytes(b"mine")
    with pytest.raises(UsageError, match="already"):
        backup(full, out, [public])
    assert out.read_bytes() == b"mine"
    backup(full, tmp_path / "c.age", [public])
    with pytest.raises(CaseExists):
        restore(tmp_path / "c.age", full.root, [secret])
    with pytest.raises(CaseExists):
        restore(tmp_path / "c.age", out, [secret])


def test_wrong_cut_and_changed_backups_are_refused_with_a_reason(
    full: Case, tmp_path: Path
) -> None:
    secret, public = sealed.fresh()
    backup(full, tmp_path / "b.age", [public])
    whole, chance = (tmp_path / "b.age").read_bytes(), random.Random(7)  # noqa: S311  (places, not secrets)
    bad = tmp_path / "bad.age"
    for number in range(50):
        at = chance.randrange(1, len(whole))
        cut = whole[:at]
        flipped = whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        bad.write_bytes((cut, flipped)[number % 2])
        with pytest.raises(BackupUnusable) as told:
            restore(bad, tmp_path / "back", [secret])
        assert told.value.message
        assert not (tmp_path / "back").exists()
    other, _ = sealed.fresh()
    with pytest.raises(BackupUnusable, match="None of the keys"):
        restore(tmp_path / "b.age", tmp_path / "back", [other])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b.age", "bad.age", "case", "keys"]


def test_a_copy_that_does_not_come_out_whole_is_not_kept(
    full: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, public = sealed.fresh()
    real = sealed.encrypt

    def cut(source: sealed.Readable, path: Path, to: list[object]) -> None:
        real(source, path, to)
        path.write_bytes(path.read_bytes()[:-40])

    monkeypatch.setattr(sealed, "encrypt", cut)
    with pytest.raises(BackupUnusable):
        backup(full, tmp_path / "b.age", [public])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case", "keys"]


def test_a_damaged_case_is_copied_and_said_to_be(full: Case, tmp_path: Path) -> None:
    secret, public = sealed.fresh()
    path = full.original_path(full.documents()[0].digest)
    path.chmod(0o666)
    path.write_bytes(b"other")
    made = backup(full, tmp_path / "b.age", [public])
    assert [i.what for i in made.items] == ["archive"]
    assert restore(tmp_path / "b.age", tmp_path / "back", [secret]).items == made.items


def test_a_link_is_not_silently_left_out(full: Case, tmp_path: Path) -> None:
    (full.root / "drafts" / "link").symlink_to(tmp_path)
    with pytest.raises(UsageError, match="link"):
        backup(full, tmp_path / "b.age", [sealed.fresh()[1]])


def test_recipients_are_lines_files_and_own_keys(tmp_path: Path) -> None:
    own = tmp_path / "own"
    line = sealed.own_recipient(own, "ana")
    assert sealed.own_recipient(own, "ana") == line
    (tmp_path / "people").write_text(f"# desk\n{line}\n\n{line}\n", encoding="utf-8")
    told = sealed.recipients([line, "ana", str(tmp_path / "people")], own)
    assert [str(r) for r in told] == [line] * 4
    assert (own / "ana.age").stat().st_mode & 0o077 == 0
    assert len(sealed.identities([], own)) == 1
    with pytest.raises(UnknownKey):
        sealed.recipients(["age1nobody"], own)
    with pytest.raises(UnknownKey):
        sealed.identities([tmp_path / "people"], own)
    with pytest.raises(UsageError):
        sealed.recipients([], own)
    (tmp_path / "not").write_bytes(b"")
    with pytest.raises(NotPreserved):
        sealed.own_recipient(tmp_path / "not", "x")
