"""Keeps time between questions to one site, never the same twice.

A steady beat tells a machine; a burst is unfriendly. The first question to a site never waits.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST, MOST = 0.5, 1.5
"""Times the delay, between which a pause lies."""


@dataclass(slots=True)
class Pace:
    """When each site was asked last, and how long to wait at least."""

    delay: float = 3.0
    """Seconds on average between two questions to one site."""
    sleep: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic
    chance: Callable[[float, float], float] = field(default=random.SystemRandom().uniform)
    _asked: dict[str, float] = field(default_factory=dict)
    _wished: dict[str, float] = field(default_factory=dict)

    def wish(self, host: str, seconds: float) -> None:
        """Note the delay that a site asks for."""
        self._wished[host] = seconds

    def eased(self, part: float) -> Pace:
        """Give a pace of shorter pauses for the same sites, for what browsers fetch at once."""
        return replace(self, delay=self.delay * part)

    def wait(self, host: str) -> float:
        """Wait until a site may be asked; give the seconds that were waited."""
        last, spent = self._asked.get(host), 0.0
        if last is not None:
            wanted = self.delay * self.chance(LEAST, MOST)
            due = last + max(wanted, self._wished.get(host, 0.0))
            spent = max(0.0, due - self.clock())
            if spent:
                self.sleep(spent)
        self._asked[host] = self.clock()
        return spent
