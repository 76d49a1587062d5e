"""Lets a job end a part of its work before its limit ends the whole process.

A child looks at the clock each quarter second of processor time; where `spared` stands around a
part of a job and most of the job's time is gone, `OverLimit` is raised in that part. Without
`begin`, and on systems without such a timer, nothing is ever raised. It replaces no limit.
"""

from __future__ import annotations

import signal
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.errors import OverLimit

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARE = 0.75
"""Of a job's time that is left to a part that can be spared; packing and sending need the rest."""
_STEP = 0.25
"""Seconds of processor time between two looks at the clock."""


@dataclass(slots=True)
class _Clock:
    end: float = float("inf")
    """Monotonic time after which what can be spared is ended."""
    watching: bool = False


_clock = _Clock()


def begin(seconds: float) -> None:
    """Start the clock of a job that may take so many seconds; before the walls are raised."""
    if not hasattr(signal, "setitimer"):
        return
    _clock.end = time.monotonic() + SHARE * seconds
    signal.signal(signal.SIGPROF, _look)
    signal.setitimer(signal.ITIMER_PROF, _STEP, _STEP)


@contextmanager
def spared() -> Iterator[None]:
    """Raise OverLimit inside, once the time for what can be spared is over."""
    _clock.watching = True
    try:
        yield
    finally:
        _clock.watching = False


def _look(*_: object) -> None:
    if _clock.watching and time.monotonic() > _clock.end:
        _clock.watching = False
        message = "It took longer than its share of the time."
        raise OverLimit(message)
