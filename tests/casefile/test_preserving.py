"""Originals are stored once, durably, before anyone is told so."""

from __future__ import annotations

import io
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import disk
from papertrace.casefile.archive import HEAD
from papertrace.errors import NotPreserved

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import Case, Keyring, SigningKey


def test_the_same_bytes_under_the_same_name_are_one_capture(
    case: Case, reporter: SigningKey
) -> None:
    def preserve(name: str) -> tuple[str, bool]:
        made, new = case.preserve(io.BytesIO(b"x"), name, "file", lambda _: "text/plain", reporter)
        return made.id, new

    first, new = preserve("a.txt")
    assert new
    assert preserve("a.txt") == (first, False)
    second, new = preserve("b.txt")
    assert new
    assert second != first
    assert len(case.captures()) == 2
    assert len(case.documents()) == 1
    assert case.archive.leftovers() == ()


def test_a_capture_says_what_was_captured(case: Case, reporter: SigningKey) -> None:
    heads = []

    def media_type(head: bytes) -> str:
        heads.append(head)
        return "application/pdf"

    data = bytes(range(256)) * 10_000
    made, _ = case.preserve(io.BytesIO(data), "大.pdf", "member", media_type, reporter)
    assert heads == [data[:HEAD]]
    assert (made.name, made.source, made.media_type) == ("大.pdf", "member", "application/pdf")
    assert (made.size, made.by) == (len(data), reporter.id)
    path = case.original_path(made.digest)
    assert path == case.root / "archive" / made.digest[:2] / made.digest
    assert path.read_bytes() == case.original(made.digest) == data
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o444
        assert path.stat().st_nlink == 1


def test_an_empty_file_is_a_document(case: Case, reporter: SigningKey) -> None:
    made = samples.add(case, b"", "empty", reporter)
    assert case.original(made.digest) == b""


def test_the_order_is_file_folder_row(
    case: Case, reporter: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(
        disk, "step", lambda operation, path: steps.append(f"{operation} {path.name}")
    )
    digest = samples.add(case, b"x" * 10, "a.txt", reporter).digest
    short = [s.split()[0] + (" folder" if "folder" in s else "") for s in steps]
    assert short.index("write") < short.index("fsync") < short.index("link")
    assert steps.index(f"link {digest}") < steps.index(f"fsync folder {digest[:2]}")
    assert steps.index(f"fsync folder {digest[:2]}") < steps.index("insert log.db")
    assert steps.index("commit log.db") < steps.index(f"unlink .incoming-{digest}")
    assert steps[: steps.index(f"link {digest}")].count("fsync folder archive") == 1


@pytest.mark.parametrize("known", [True, False])
def test_a_fault_of_the_caller_leaves_nothing(
    case: Case, reporter: SigningKey, *, known: bool
) -> None:
    if known:
        samples.add(case, b"x", "a.txt", reporter)

    def media_type(_: bytes) -> str:
        raise LookupError

    with pytest.raises(LookupError):
        case.preserve(io.BytesIO(b"x"), "b.txt", "file", media_type, reporter)
    assert case.archive.leftovers() == ()
    assert len(case.documents()) == int(known)
    assert samples.broken(case) == []


def test_a_source_that_cannot_be_read_is_not_preserved(case: Case, reporter: SigningKey) -> None:
    class Bad(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, f"Input/output error after {size}")

    with pytest.raises(NotPreserved, match=r"a\.txt could not be stored: Input/output error"):
        case.preserve(Bad(), "a.txt", "file", lambda _: "", reporter)
    assert case.archive.leftovers() == ()


def test_adding_again_brings_a_lost_or_damaged_original_back(case: Case, keys: Keyring) -> None:
    me = keys.get("reporter")
    digest = samples.add(case, b"sound", "a.txt", me).digest
    path = case.original_path(digest)
    path.chmod(0o644)
    path.write_bytes(b"wrong")
    assert len(samples.broken(case)) == 1
    samples.add(case, b"sound", "a.txt", me)
    assert samples.broken(case) == []
    path.unlink()
    samples.add(case, b"sound", "a.txt", me)
    assert samples.broken(case) == []
    assert len(case.captures()) == 1
    assert len(list(case.entries("repair"))) == 2


def test_a_file_system_without_links_will_do(
    case: Case, reporter: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(_source: Path, _target: Path) -> bool:
        return False

    monkeypatch.setattr(disk, "link", no_link)
    digest = samples.add(case, b"x", "a.txt", reporter).digest
    assert case.original(digest) == b"x"
    assert case.archive.leftovers() == ()
    assert samples.broken(case) == []


def test_the_next_writer_clears_up_after_an_interrupted_one(
    case: Case, reporter: SigningKey
) -> None:
    samples.add(case, b"recorded", "a.txt", reporter)
    kept = case.archive.receive(io.BytesIO(b"recorded"))
    case.archive.place(kept)
    case.archive.receive(io.BytesIO(b"half"))
    placed = case.archive.receive(io.BytesIO(b"not recorded"))
    case.archive.place(placed)
    assert len(case.archive.leftovers()) == 3
    assert samples.broken(case) == []
    with case.lock():
        assert case.archive.leftovers() == ()
    assert not case.original_path(placed.digest).exists()
    assert case.original(kept.digest) == b"recorded"
    assert samples.broken(case) == []
