"""What a command works with: the limits of its workers, and how many of them at a time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from papertrace.read import sandbox

if TYPE_CHECKING:
    from papertrace.casefile import Case

_MIB = 1 << 20


def means(case: Case, jobs: int | None = None) -> tuple[sandbox.Limits, int]:
    """Give a case's limits of a worker and the number of workers; `jobs` goes before case.toml."""
    told = case.config.worker
    limits = sandbox.Limits(
        seconds=float(told.seconds), memory=told.memory_mib * _MIB, output=told.output_mib * _MIB
    )
    return limits, jobs or told.jobs or os.cpu_count() or 1
