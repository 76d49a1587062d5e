"""How much may be unpacked from one file that was added, with everything nested in it.

Bytes are counted as they come out; what a header says of sizes is never believed.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_BYTES = 1 << 30
MOST_PARTS = 10_000
MOST_LEVELS = 10
_GUARDED = 10 << 20
"""Bytes from which on the ratio counts."""
_RATIO = 100
_DEAR = 8
"""How many times bytes count that came out in vain: a part that was begun and dropped."""
_POSSIBLE = 1100
"""What deflate can do at most; a size beyond that is a lie."""


class Exhausted(Exception):
    """The budget ends here: nothing more of this file is unpacked."""


class Bloated(Exception):
    """One part swells beyond the ratio; the parts after it may be sound."""


@dataclass(slots=True)
class Budget:
    """What is left; shared by all that is nested in one added file."""

    size: int
    """Bytes of the file that was added."""
    bytes_left: int = MOST_BYTES
    parts_left: int = MOST_PARTS
    read_out: int = 0

    def part(self) -> None:
        """Begin a part; Exhausted where there may be no more."""
        if self.parts_left <= 0:
            message = f"more than {MOST_PARTS} parts"
            raise Exhausted(message)
        self.parts_left -= 1

    def take(self, count: int) -> None:
        """Count bytes that came out; Exhausted where they are too many."""
        self.bytes_left -= count
        self.read_out += count
        if self.bytes_left < 0:
            message = f"more than {MOST_BYTES >> 20} MiB"
            raise Exhausted(message)
        if self.read_out > _GUARDED and self.read_out > _RATIO * self.size:
            message = f"more than {_RATIO} times the size of the file"
            raise Exhausted(message)

    def forget(self, count: int) -> None:
        """Take bytes of a part that was dropped out of the ratio; they stay spent, and more."""
        self.read_out -= count
        self.bytes_left -= (_DEAR - 1) * count
        if self.bytes_left < 0:
            message = f"{MOST_BYTES // _DEAR >> 20} MiB of parts that swell"
            raise Exhausted(message)

    @property
    def is_spent(self) -> bool:
        """Say whether nothing more may be unpacked."""
        swollen = self.read_out > _GUARDED and self.read_out > _RATIO * self.size
        return self.bytes_left < 0 or self.parts_left <= 0 or swollen


def check_stated(size: int, packed: int) -> None:
    """Bloated where a part says itself that it gives more than the ratio allows."""
    if size > _GUARDED and _RATIO * packed < size <= _POSSIBLE * packed:
        raise Bloated


def check_ratio(came_out: int, packed: int) -> None:
    """Bloated where one part gives more than the ratio allows for its packed bytes."""
    if came_out > _GUARDED and came_out > _RATIO * max(1, packed):
        raise Bloated
