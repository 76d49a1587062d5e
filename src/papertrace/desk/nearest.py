"""Who compares on one desk: one person at a time, and nobody waits for another.

A network takes seconds where a page takes milliseconds, so that two at once would stop the desk
for everybody. What is in use is said, never waited for. The places of the last few questions stay
in memory, so that paging and exports need no network; neither they nor questions reach the disk.
"""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING, Final

from papertrace.search import nearness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.workflow.nearing import Nearness

_LAST: Final = 32
"""Questions whose places are remembered: 7 KiB each."""


@dataclass(slots=True)
class Nearest:
    """What one desk compares now, and what it remembers of questions."""

    failed: set[tuple[str, int]] = field(default_factory=set)
    """Pages that could not be compared: their turn comes last."""
    _comparing: Lock = field(default_factory=Lock)
    _placing: Lock = field(default_factory=Lock)
    _turning: Lock = field(default_factory=Lock)
    _places: dict[bytes, bytes] = field(default_factory=dict)
    """Digest of a question -> its place, the last one used last."""
    _salt: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Be the only one who compares pages; gives False at once where somebody else is."""
        mine = self._comparing.acquire(blocking=False)
        try:
            yield mine
        finally:
            if mine:
                self._comparing.release()

    def place(self, near: Nearness) -> bool:
        """Give a question its place, where there are pages to order by it.

        False where another question is being placed just now. ReaderCrashed as `Nearness.place`.
        """
        told = f"{nearness.version()}\n{near.question}".encode("utf-8", "surrogatepass")
        key = blake2b(told, key=self._salt).digest()
        near.asked = self._kept(key)
        if near.asked or not near.known:
            return True
        if not self._placing.acquire(blocking=False):
            return False
        try:
            near.place()
            self._keep(key, near.asked)
        finally:
            self._placing.release()
        return True

    def _kept(self, key: bytes) -> bytes:
        with self._turning:
            place = self._places.pop(key, b"")
            if place:
                self._places[key] = place
        return place

    def _keep(self, key: bytes, place: bytes) -> None:
        with self._turning:
            self._places[key] = place
            while len(self._places) > _LAST:
                del self._places[next(iter(self._places))]
