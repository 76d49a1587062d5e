"""Runs jobs on hostile bytes in child processes that are walled off and live for one argument each.

Whatever a child does (hang, eat memory, crash, write without end), the parent gets an `Answer` that
says so. It never runs a job on a document in its own process, and never raises what a child did.
"""

from __future__ import annotations

import os
import platform
import threading
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

from papertrace.read import (
    sandbox_child,
    sandbox_forker,
    sandbox_forks,
    sandbox_spawn,
    walls,
    walls_probe,
)
from papertrace.read.sandbox_answer import Answer
from papertrace.read.sandbox_child import Job, Limits, Load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Answer", "Job", "Limits", "Load", "level", "run", "run_many", "ways_out"]

Key = TypeVar("Key")
_rehearsed: set[Job] = set()


def run(job: Job, argument: bytes, limits: Limits | None = None) -> Answer:
    """Run a job on one argument in a child process."""
    ((_, answer),) = run_many(job, [(None, lambda: argument)], limits or Limits(), jobs=1)
    return answer


def run_many(
    job: Job,
    arguments: Iterable[tuple[Key, Load]],
    limits: Limits,
    jobs: int,
    rehearsal: tuple[bytes, ...] = (),
    *,
    apart: bool = False,
) -> Iterator[tuple[Key, Answer]]:
    """Run a job on many arguments, `jobs` children at a time; answers come as they are ready.

    An argument is asked for only when a child is free for it, or is about to be. What asking raises
    is raised here; the children that then live are killed, as when the iterator is closed.

    `rehearsal` holds arguments of our own, never a document's: the job is done on them once in the
    process that forks, so that what it loads and builds the first time is there for every child.
    With `apart` that is a process of its own, for what is loaded takes much memory.
    """
    if not hasattr(os, "fork"):
        for key, load in arguments:
            yield key, sandbox_spawn.run(job, load(), limits)
    elif apart or threading.active_count() > 1:  # a process with threads must not be forked
        yield from sandbox_forker.run_many(job, arguments, limits, jobs, rehearsal)
    else:
        if rehearsal and job not in _rehearsed:
            _rehearsed.add(job)
            for control in rehearsal:
                sandbox_child.attempt(job, control)
        yield from sandbox_forks.run_many(job, arguments, limits, jobs)


@cache
def level() -> str:
    """Name the walls that stand around a job on this system, after trying every way out once."""
    limits = "limits (processor time, files)"
    if not hasattr(os, "fork"):
        return "child process, watched for time and output"
    if platform.system() == "Linux":
        limits = "limits (address space, processor time, files)"
    stand = walls.found().words()
    if not stand:
        return f"child process + {limits}"
    left = ways_out()
    told = f"not stopped: {', '.join(left)}" if left else "none left open"
    return f"{stand} + {limits}; {len(walls_probe.TRIES)} ways out tried, {told}"


def ways_out(targets: walls_probe.Targets | None = None) -> tuple[str, ...]:
    """Try every way out of a worker; give those that are open."""
    to = targets or walls_probe.targets()
    tries = [(name, partial(walls_probe.argument, name, to)) for name in walls_probe.TRIES]
    answers = run_many(walls_probe.attempt, tries, Limits(seconds=10), jobs=1)
    return tuple(
        name
        for name, answer in answers
        if answer.output != walls_probe.STOPPED and not answer.forbidden
    )
