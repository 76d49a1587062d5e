"""Keys are made once, whole, and readable by their owner alone."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Keyring, disk
from papertrace.casefile.keys import signed_by
from papertrace.errors import NotPreserved, UnknownKey, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_key_made_is_the_default(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "deep" / "keys")
    assert ring.default() is None
    assert ring.labels() == ()
    first = ring.make("wen")
    ring.make("ana")
    assert ring.labels() == ("ana", "wen")
    default = ring.default()
    assert default is not None
    assert (default.id, default.label, default.public) == (first.id, "wen", first.public)
    assert first.id == hashlib.sha256(bytes.fromhex(first.public)).hexdigest()[:16]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_owner_may_read(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        ring = Keyring(tmp_path / "keys")
        ring.make("wen")
    finally:
        os.umask(mask)
    assert ring.folder.stat().st_mode & 0o777 == 0o700
    assert {p.stat().st_mode & 0o777 for p in ring.folder.iterdir()} == {0o600}


def test_a_kept_key_signs_as_the_one_made(tmp_path: Path) -> None:
    made = Keyring(tmp_path).make("wen")
    again = Keyring(tmp_path).get("wen")
    assert signed_by(made.public, again.sign(b"x").hex(), b"x")
    assert not signed_by(made.public, again.sign(b"x").hex(), b"y")
    assert "PRIVATE" not in repr(again)


def test_a_signature_has_one_spelling_only(tmp_path: Path) -> None:
    key = Keyring(tmp_path).make("wen")
    good = key.sign(b"x").hex()
    assert signed_by(key.public, good, b"x")
    for other in (good.upper(), f" {good}", "", "zz", good[:-2]):
        assert not signed_by(key.public, other, b"x")


def test_a_label_is_used_once(tmp_path: Path) -> None:
    ring = Keyring(tmp_path)
    first = ring.make("wen")
    with pytest.raises(UsageError, match="already"):
        ring.make("wen")
    assert ring.get("wen").id == first.id
    assert sorted(p.name for p in tmp_path.iterdir()) == ["default", "wen.key"]


@pytest.mark.parametrize("label", ["", "../up", "a/b", ".hidden", "a b", "x" * 65, "a\n"])
def test_a_label_that_is_no_file_name_is_refused(tmp_path: Path, label: str) -> None:
    with pytest.raises(UsageError):
        Keyring(tmp_path).make(label)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_key_is_refused_and_the_nearest_named(tmp_path: Path) -> None:
    ring = Keyring(tmp_path)
    with pytest.raises(UnknownKey):
        ring.get("wen")
    ring.make("reporter")
    with pytest.raises(UnknownKey) as caught:
        ring.get("reportr")
    assert "`reporter`" in caught.value.advice


def test_a_damaged_key_is_not_used(tmp_path: Path) -> None:
    ring = Keyring(tmp_path)
    ring.make("wen")
    (tmp_path / "wen.key").write_bytes(b"-----BEGIN NOTHING-----")
    with pytest.raises(UnknownKey, match="cannot be read"):
        ring.get("wen")


def test_a_key_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(operation: str, _path: Path) -> None:
        if operation == "fsync":
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "step", full)
    with pytest.raises(NotPreserved, match="No space left"):
        Keyring(tmp_path).make("wen")
    assert list(tmp_path.iterdir()) == []
