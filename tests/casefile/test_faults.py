"""The n-th call to the disk fails, for every n: the store is sound, and resuming completes."""

from __future__ import annotations

import errno
import io
import sqlite3
from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import Case, disk
from papertrace.casefile.verify import verify
from papertrace.errors import CaseExists, NotPreserved, PapertraceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from papertrace.casefile import Keyring, SigningKey

DOCUMENTS = 3
FAULTS: dict[str, Callable[[], Exception]] = {
    "full": lambda: OSError(errno.ENOSPC, "No space left on device"),
    "broken": lambda: OSError(errno.EIO, "Input/output error"),
    "read-only": lambda: OSError(errno.EROFS, "Read-only file system"),
    "too many": lambda: OSError(errno.EMFILE, "Too many open files"),
}


class Fault:
    """Fails the n-th operation, and every one after it where the disk stays broken."""

    def __init__(self, nth: int, kind: str, *, lasting: bool) -> None:
        """Take which operation fails, how, and whether all later ones do."""
        self.left = nth
        self.kind = kind
        self.lasting = lasting
        self.struck = ""

    def __call__(self, operation: str, path: Path) -> None:
        """Stand in for `disk.step`."""
        self.left -= 1
        if self.left == 0 or (self.lasting and self.left < 0):
            self.struck = self.struck or f"{operation} {path.name}"
            if path.suffix == ".db" and operation not in ("open", "mkdir"):
                failed = sqlite3.OperationalError("disk I/O error")
                failed.sqlite_errorcode = sqlite3.SQLITE_IOERR
                raise failed
            error = FAULTS[self.kind]()
            raise error


def load(case: Case, key: SigningKey) -> tuple[list[str], PapertraceError | None]:
    """Add the documents until one fails; give the names acknowledged, and the error."""
    done: list[str] = []
    try:
        with case.lock():
            for number in range(DOCUMENTS):
                samples.add(case, b"document %d" % number, f"n{number}.txt", key)
                done.append(f"n{number}.txt")
    except PapertraceError as error:
        return done, error
    return done, None


@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("kind", list(FAULTS))
def test_every_call_of_an_import_may_fail(
    tmp_path: Path,
    reporter: SigningKey,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    *,
    lasting: bool,
) -> None:
    struck: list[str] = []
    for nth in range(1, 1000):
        root = tmp_path / f"case{nth}"
        Case.create(root, "T", reporter).close()
        case = Case.open(root)
        fault = Fault(nth, kind, lasting=lasting)
        monkeypatch.setattr(disk, "step", fault)
        done, error = load(case, reporter)
        monkeypatch.undo()
        case.close()
        with Case.open(root) as again:
            known = [h.name for h in again.documents()]
            assert set(done) <= set(known), fault.struck
            assert samples.broken(again) == [], fault.struck
            assert load(again, reporter) == ([f"n{n}.txt" for n in range(DOCUMENTS)], None)
            assert len(again.captures()) == DOCUMENTS
            assert again.archive.leftovers() == ()
            assert {i.state for i in verify(again) if i.what == "archive"} == {"sound"}
        if not fault.struck:
            assert error is None
            break
        struck.append(fault.struck.split()[0])
        if error is not None:
            assert isinstance(error, NotPreserved), (fault.struck, error)
            assert "disk I/O error" in error.message or FAULTS[kind]().args[1] in error.message
    else:
        pytest.fail("an import that never ends")
    assert {"open", "write", "fsync", "rename", "link", "begin", "insert", "commit"} <= set(struck)


def test_a_full_disk_leaves_no_temporary_file(
    case: Case, reporter: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Room is gone for writing, while names can still be taken away, as on a real full disk."""
    strikes: list[str] = []

    def full(operation: str, _path: Path) -> None:
        if strikes and operation == strikes[0]:
            raise OSError(errno.ENOSPC, strikes.pop())

    monkeypatch.setattr(disk, "step", full)
    for operation in ("open", "write", "fsync", "link", "fsync folder", "insert", "commit"):
        strikes.append(operation)
        with pytest.raises(NotPreserved, match=operation):
            samples.add(case, operation.encode(), "n.txt", reporter)
        assert strikes == []
        assert case.archive.leftovers() == (), operation
        assert case.documents() == ()
        assert samples.broken(case) == []


def test_a_case_that_cannot_be_made_leaves_nothing_but_its_folder(
    tmp_path: Path, reporter: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nth in range(1, 200):
        root = tmp_path / f"case{nth}"
        fault = Fault(nth, "full", lasting=False)
        monkeypatch.setattr(disk, "step", fault)
        try:
            Case.create(root, "T", reporter).close()
        except NotPreserved:
            monkeypatch.undo()
            if root.exists():
                assert list(root.iterdir()) == [], fault.struck
            Case.create(root, "T", reporter).close()
        except CaseExists:
            pytest.fail(fault.struck)
        monkeypatch.undo()
        with Case.open(root) as made:
            assert samples.broken(made) == []
        if not fault.struck:
            return
    pytest.fail("a creation that never ends")


def test_a_decision_that_cannot_be_written_is_not_taken(
    case: Case, keys: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    (fact,) = samples.fill(case, keys, 1)
    key = keys.get("reporter")
    for nth in range(1, 60):
        before = len(case.decisions())
        fault = Fault(nth, "full", lasting=False)
        monkeypatch.setattr(disk, "step", fault)
        try:
            case.decide(fact, "rejected", key=key, channel="script")
        except NotPreserved:
            monkeypatch.undo()
            written = list(case.entries("decision"))
            assert len(case.decisions()) == len(written)
            assert len(written) - before in (0, 1)
        monkeypatch.undo()
        assert samples.broken(case) == []
        if not fault.struck:
            return
    pytest.fail("a decision that never ends")


def test_bytes_read_from_nothing_stay_out(case: Case, reporter: SigningKey) -> None:
    stream = io.BytesIO(b"x")
    stream.close()
    with pytest.raises(ValueError, match="closed"):
        case.preserve(stream, "x", "file", lambda _: "", reporter)
    assert case.archive.leftovers() == ()
