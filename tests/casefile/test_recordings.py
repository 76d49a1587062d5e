"""Recorded readings: written once, named in the log, and checked like originals."""

from __future__ import annotations

import errno
import hashlib
import io
from typing import TYPE_CHECKING, Any

import pytest

from casefile import samples
from papertrace.casefile import Case, disk
from papertrace.casefile.recordings import keep, newest, recorded
from papertrace.casefile.verify import verify
from papertrace.errors import CaseTampered, PapertraceError, UnknownDocument

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import SigningKey

MADE: dict[str, Any] = {
    "engine": "onnxruntime 1.22",
    "lane": "full",
    "network": "net-fp32",
    "weights": "0" * 64,
    "precision": "fp32",
    "threads": 1,
    "processor": "x86_64-one-avx2",
    "flags": ("avx", "avx2"),
}


@pytest.fixture
def scan(case: Case, reporter: SigningKey) -> str:
    return samples.add(case, b"a scan", "scan.pdf", reporter).digest


def test_a_reading_is_kept_under_its_hash_and_named_in_the_log(
    case: Case, scan: str, reporter: SigningKey
) -> None:
    assert newest(case, scan) is None
    made = keep(case, scan, b"one", MADE, reporter)
    assert made.sha256 == hashlib.sha256(b"one").hexdigest()
    assert (made.digest, made.flags, made.by) == (scan, ("avx", "avx2"), reporter.id)
    assert recorded(case, made) == b"one"
    assert [e.kind for e in case.entries()][-1] == "reading"
    with Case.open(case.root) as again:
        assert newest(again, scan) == made
    assert samples.broken(case) == []


def test_the_newest_stands_and_the_older_stay(case: Case, scan: str, reporter: SigningKey) -> None:
    first = keep(case, scan, b"one", MADE, reporter)
    second = keep(case, scan, b"two", MADE, reporter)
    assert keep(case, scan, b"two", MADE, reporter) == second
    assert case.ledger().readings[scan] == [first, second]
    back = keep(case, scan, b"one", MADE, reporter)
    assert newest(case, scan) == back
    assert (recorded(case, first), recorded(case, second)) == (b"one", b"two")
    assert samples.broken(case) == []


def test_a_reading_of_no_document_is_refused(case: Case, reporter: SigningKey) -> None:
    with pytest.raises(UnknownDocument):
        keep(case, "0" * 64, b"one", MADE, reporter)


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_damaged_reading_is_named_and_can_be_mended(
    case: Case, scan: str, reporter: SigningKey, how: str
) -> None:
    made = keep(case, scan, b"one", MADE, reporter)
    path = case.archive.path(made.sha256)
    path.chmod(0o666)
    path.unlink() if how == "gone" else path.write_bytes(b"two")
    with pytest.raises(CaseTampered, match=r"reading of scan\.pdf"):
        recorded(case, made)
    (item,) = [i for i in verify(case) if i.state == "broken"]
    assert "reading" in item.name
    keep(case, scan, b"one", MADE, reporter)
    assert recorded(case, made) == b"one"
    assert case.ledger().readings[scan] == [made]
    assert samples.broken(case) == []


def test_a_foreign_file_is_no_reading(case: Case, scan: str, reporter: SigningKey) -> None:
    keep(case, scan, b"one", MADE, reporter)
    digest = hashlib.sha256(b"two").hexdigest()
    place = case.archive.path(digest)
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"two")
    (item,) = [i for i in verify(case) if i.state == "broken"]
    assert digest in item.name


def test_bytes_may_be_a_document_and_a_reading(case: Case, scan: str, reporter: SigningKey) -> None:
    made = keep(case, scan, b"one", MADE, reporter)
    again = samples.add(case, b"one", "one.json", reporter)
    assert again.digest == made.sha256
    assert recorded(case, made) == case.original(again.digest)
    assert samples.broken(case) == []


def test_every_call_of_keeping_may_fail(
    tmp_path: Path, reporter: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The n-th call to the disk fails, for every n: nothing half is left, and repeating works."""
    struck = 0
    for nth in range(1, 200):
        with Case.create(tmp_path / f"case{nth}", "T", reporter) as case:
            scan = samples.add(case, b"a scan", "scan.pdf", reporter).digest
            left = nth

            def fail(operation: str, path: Path) -> None:
                nonlocal left
                left -= 1
                if left == 0 and not (path.suffix == ".db" and operation != "open"):
                    raise OSError(errno.ENOSPC, operation)

            monkeypatch.setattr(disk, "step", fail)
            failed = False
            try:
                keep(case, scan, b"one", MADE, reporter)
            except PapertraceError:
                failed = True
            monkeypatch.undo()
            done = left > 0
            struck += failed
            with Case.open(case.root) as again:
                assert failed == (newest(again, scan) is None)
                made = keep(again, scan, b"one", MADE, reporter)
                assert recorded(again, made) == b"one"
                assert again.archive.leftovers() == ()
                assert samples.broken(again) == []
        if done:
            break
    assert struck > 5


def test_an_interrupted_reading_is_cleared_up(case: Case, scan: str, reporter: SigningKey) -> None:
    """Killed between the file and the log: the next one to take the lock clears up."""
    incoming = case.archive.receive(io.BytesIO(b"one"))
    case.archive.place(incoming)
    assert newest(case, scan) is None
    with Case.open(case.root) as again, again.lock():
        assert again.archive.leftovers() == ()
        assert not again.archive.path(incoming.digest).exists()
    kept = keep(case, scan, b"one", MADE, reporter)
    case.archive.place(case.archive.receive(io.BytesIO(b"one")))
    with Case.open(case.root) as again, again.lock():
        assert recorded(again, kept) == b"one"
