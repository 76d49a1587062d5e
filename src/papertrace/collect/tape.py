"""A socket that keeps what came through it, and gives up at a limit of time, silence or size.

It understands nothing of what it passes on.
"""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from _typeshed import WriteableBuffer


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond these an answer is cut off, and said to be."""

    seconds: float = 60.0
    """From connecting to the last byte, however they drip."""
    silence: float = 20.0
    """Seconds without a byte."""
    size: int = 64 << 20
    """Bytes of one answer, with its head."""
    redirects: int = 8


class CutOff(Exception):
    """A limit was reached; `kind` is `slow` (time), `silent` or `too-long`."""

    def __init__(self, kind: str) -> None:
        """Take the kind."""
        self.kind = kind
        super().__init__(kind)


class Tape(io.RawIOBase):
    """A stream of what a socket gives; everything it gave is on the tape."""

    def __init__(
        self, source: socket.socket, limits: Limits, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take the socket; the time begins to run."""
        self._socket, self._limits, self._clock = source, limits, clock
        self._until = clock() + limits.seconds
        self._parts: list[bytes] = []
        self.size = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read once; CutOff at a limit, OSError where the other side breaks off."""
        left = self._until - self._clock()
        if left <= 0:
            msg = "slow"
            raise CutOff(msg)
        silence = min(left, self._limits.silence)
        self._socket.settimeout(silence)
        try:
            count = self._socket.recv_into(buffer)
        except TimeoutError:
            raise CutOff("slow" if silence == left else "silent") from None
        self._parts.append(bytes(memoryview(buffer)[:count]))
        self.size += count
        if self.size > self._limits.size:
            msg = "too-long"
            raise CutOff(msg)
        return count

    def told(self) -> bytes:
        """Give everything that came, as it came, up to the limit of size."""
        return b"".join(self._parts)[: self._limits.size]
