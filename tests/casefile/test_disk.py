"""The seam to the disk."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from papertrace.casefile import disk
from papertrace.casefile.trouble import told
from papertrace.errors import CaseBusy, CaseTampered


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    disk.write_new(tmp_path / "a", b"one")
    with pytest.raises(FileExistsError):
        disk.write_new(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"one"
    disk.write_over(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_link_never_replaces_and_says_where_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "b").write_bytes(b"two")
    with pytest.raises(FileExistsError):
        disk.link(tmp_path / "a", tmp_path / "b")
    assert disk.link(tmp_path / "a", tmp_path / "c")

    def refuse(_source: Path, _target: Path, code: int) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(os, "link", lambda a, b: refuse(a, b, errno.EPERM))
    assert not disk.link(tmp_path / "a", tmp_path / "d")
    monkeypatch.setattr(os, "link", lambda a, b: refuse(a, b, errno.ENOSPC))
    with pytest.raises(OSError, match="no"):
        disk.link(tmp_path / "a", tmp_path / "d")


def test_a_short_write_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:3]))
    disk.write_new(tmp_path / "a", b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_a_file_in_the_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(FileExistsError):
        disk.make_folder(tmp_path / "a")
    assert disk.make_folder(tmp_path / "b")
    assert not disk.make_folder(tmp_path / "b")


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret").write_bytes(b"")
    (tmp_path / "in" / "way").symlink_to(tmp_path / "out")
    assert list(disk.files(tmp_path / "in")) == [tmp_path / "in" / "way"]


@pytest.mark.parametrize(
    ("place", "kind"),
    [("/mnt/share/case", "nfs4"), ("/mnt/share disk/case", "cifs"), ("/mnt/case", ""), ("/x", "")],
)
def test_a_network_drive_is_known(monkeypatch: pytest.MonkeyPatch, place: str, kind: str) -> None:
    mounts = (
        "22 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n"
        "30 22 0:40 / /mnt/share rw - nfs4 server:/x rw\n"
        "31 22 0:41 / /mnt/share\\040disk rw - cifs //server/y rw\n"
    )
    monkeypatch.setattr(Path, "read_text", lambda *_args, **_words: mounts)
    assert disk.network_drive(Path(place)) == kind


def test_where_mounts_are_not_told_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_args: object, **_words: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", missing)
    assert disk.network_drive(Path("/mnt")) == ""


def test_a_long_locked_file_is_busy_not_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "BUSY_SECONDS", 0.05)
    path = tmp_path / "x.db"
    with (
        closing(disk.connect(path, durable=True, create=True)) as one,
        closing(disk.connect(path, durable=True)) as two,
    ):
        one.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseBusy), told("x.db"):
            two.execute("BEGIN IMMEDIATE")
        one.execute("ROLLBACK")


def test_a_file_that_is_no_database_is_tampered_and_a_fault_of_ours_is_not(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"no database, but long enough to be taken for one" * 30)
    with pytest.raises(CaseTampered, match=r"x\.db cannot be read"), told("x.db"):
        disk.connect(tmp_path / "x.db", durable=True)
    shut = disk.connect(tmp_path / "y.db", durable=True, create=True)
    shut.close()
    with pytest.raises(sqlite3.ProgrammingError), told("y.db"):
        shut.execute("SELECT 1")
