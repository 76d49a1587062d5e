"""One importer or builder at a time: the case's lock, which dies with its process.

Readers never take it, and short writes to the log do without it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from papertrace.casefile import disk
from papertrace.casefile.trouble import plainly
from papertrace.errors import CaseBusy, CaseLocked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = ".lock"
SEALED = "locked.age"
"""The file that a locked case is: where it lies, nothing else there counts."""


def refuse_locked(root: Path) -> None:
    """Raise CaseLocked where the case is encrypted as a whole."""
    if (root / SEALED).is_file():
        raise CaseLocked


class Lock:
    """The file .lock of a case; who has it may take it again."""

    def __init__(self, folder: Path) -> None:
        """Take the case's folder."""
        self._path = folder / NAME
        self._descriptor: int | None = None
        self._depth = 0

    @contextmanager
    def hold(self, wait: float = 0.0) -> Iterator[bool]:
        """Hold the lock, and say whether it was not held before.

        CaseBusy where another process keeps it over `wait` seconds.
        """
        if self._depth == 0:
            with plainly("the case's lock"):
                self._descriptor = disk.take_lock(self._path, wait)
            if self._descriptor is None:
                raise CaseBusy
        self._depth += 1
        try:
            yield self._depth == 1
        finally:
            self._depth -= 1
            if self._depth == 0:
                self.release()

    def release(self) -> None:
        """Give the lock back, however often it was taken."""
        if self._descriptor is not None:
            given, self._descriptor = self._descriptor, None
            disk.give_lock(given)
