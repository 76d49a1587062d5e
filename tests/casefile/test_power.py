"""The power goes at any moment: what was not synced by then is gone, and nothing acknowledged is.

The disk is taken at its worst: a name is there only once its folder was synced, and bytes only
once their file was. SQLite is trusted for its own file.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from casefile import samples
from papertrace.casefile import Case, disk

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import SigningKey

DOCUMENTS = 3


class PowerCut(BaseException):
    """Nothing runs after it, least of all what clears up."""


class Disk:
    """Remembers what would not survive, and cuts the power before the n-th operation."""

    def __init__(self, nth: int) -> None:
        """Take the operation before which the power goes."""
        self.left = nth
        self.names: set[Path] = set()
        self.unwritten: set[Path] = set()

    def __call__(self, operation: str, path: Path) -> None:
        """Stand in for `disk.step`: what it announces happens, unless the power is off."""
        self.left -= 1
        if self.left <= 0:
            raise PowerCut
        if path.suffix == ".db":
            return
        if operation in ("open", "mkdir", "link", "rename") and not path.exists():
            self.names.add(path)
        if operation == "open":
            self.unwritten.add(path)
        elif operation == "fsync":
            self.unwritten.discard(path)
        elif operation == "fsync folder":
            self.names = {p for p in self.names if p.parent != path}

    def lose(self) -> None:
        """Take away what was not on the disk itself."""
        for path in self.names:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        for path in self.unwritten:
            if path.exists():
                path.write_bytes(b"")


def test_nothing_acknowledged_is_lost_with_the_power(
    tmp_path: Path, reporter: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nth in range(1, 1000):
        root = tmp_path / f"case{nth}"
        Case.create(root, "T", reporter).close()
        case, done = Case.open(root), []
        case.ledger()
        worst = Disk(nth)
        monkeypatch.setattr(disk, "step", worst)
        try:
            with case.lock():
                for number in range(DOCUMENTS):
                    made = samples.add(case, b"document %d" % number, f"n{number}.txt", reporter)
                    done.append(made.digest)
        except PowerCut:
            pass
        monkeypatch.undo()
        case.close()
        if worst.left > 0:
            assert len(done) == DOCUMENTS
            return
        worst.lose()
        with Case.open(root) as again:
            assert samples.broken(again) == []
            assert all(again.original(d) for d in done)
            for number in range(DOCUMENTS):
                samples.add(again, b"document %d" % number, f"n{number}.txt", reporter)
            assert len(again.captures()) == DOCUMENTS
            assert again.archive.leftovers() == ()
            assert samples.broken(again) == []
    pytest.fail("an import that never ends")
