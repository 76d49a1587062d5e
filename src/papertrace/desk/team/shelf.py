"""A small file of JSON that several processes read and change: whole, durable, its owner's alone.

It lies beside the user's keys, outside every case. A change is made under a lock; a reader sees
the file before or after it, and reads it again only where it was replaced.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from papertrace.casefile import disk
from papertrace.errors import CaseBusy, NotPreserved, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")
_WAIT = 10.0


@dataclass(slots=True)
class Shelf:
    """One such file."""

    path: Path
    _read: tuple[tuple[int, int, int], dict[str, Any]] | None = None
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def look(self) -> dict[str, Any]:
        """Give what the file holds, {} where there is none; it is not to be changed."""
        try:
            told = self.path.stat()
        except FileNotFoundError:
            return {}
        mark = (told.st_mtime_ns, told.st_ino, told.st_size)
        known = self._read
        if known is None or known[0] != mark:
            known = mark, self._parsed()
            self._read = known
        return known[1]

    def _parsed(self) -> dict[str, Any]:
        try:
            found = json.loads(disk.read(self.path))
        except (OSError, ValueError) as error:
            msg = f"{self.path.name} cannot be read: {error}."
            raise UsageError(msg, remedy="Bring it back from a copy.") from error
        if not isinstance(found, dict):
            msg = f"{self.path.name} is not what the desk wrote."
            raise UsageError(msg, remedy="Bring it back from a copy.")
        return found

    def change(self, make: Callable[[dict[str, Any]], T]) -> T:
        """Change a copy of what the file holds and put it in its place; what `make` gives is given.

        CaseBusy where another process keeps the lock, NotPreserved where it cannot be written.
        """
        with self._guard:
            disk.make_folder(self.path.parent, 0o700)
            lock = disk.take_lock(self.path.with_suffix(".lock"), _WAIT)
            if lock is None:
                msg = f"Another process is writing {self.path.name}."
                raise CaseBusy(msg)
            try:
                held = self._parsed() if self.path.exists() else {}
                before = json.dumps(held, ensure_ascii=False, sort_keys=True)
                made = make(held)
                after = json.dumps(held, ensure_ascii=False, sort_keys=True)
                if after != before:
                    disk.write_over(self.path, after.encode(), 0o600)
            except OSError as error:
                msg = f"{self.path.name} could not be written: {error.strerror}."
                raise NotPreserved(msg) from error
            finally:
                disk.give_lock(lock)
            return made
