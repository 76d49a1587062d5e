"""Runs jobs on hostile bytes in child processes that have limits and live for one argument each.

Whatever a child does (hang, eat memory, crash, write without end), the parent gets an `Answer` that
says so. It never runs a job in its own process, and never raises what a child did.
"""

from __future__ import annotations

import os
import platform
import selectors
import signal
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from papertrace.read import sandbox_child, sandbox_spawn
from papertrace.read.sandbox_answer import (
    Answer,
    answer_of,
    complete,
    ended,
    over_output,
    over_time,
)
from papertrace.read.sandbox_child import Job, Limits, Load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Answer", "Job", "Limits", "Load", "level", "run", "run_many"]

Key = TypeVar("Key")
_CHUNK = 1 << 18
_LAST_WAIT = 0.5
"""Seconds for a child that closed its pipe without an answer to end by itself."""


@dataclass(slots=True, eq=False)
class _Child:
    pid: int
    pipe: int
    deadline: float
    received: bytearray = field(default_factory=bytearray)


def level() -> str:
    """Name the walls that stand around a job on this system."""
    if not _can_fork():
        return "child process, watched for time and output"
    if platform.system() == "Linux":
        return "child process + rlimits (address space, processor time, files)"
    return "child process + rlimits (processor time, files)"


def run(job: Job, argument: bytes, limits: Limits | None = None) -> Answer:
    """Run a job on one argument in a child process."""
    ((_, answer),) = run_many(job, [(None, lambda: argument)], limits or Limits(), jobs=1)
    return answer


def run_many(
    job: Job,
    arguments: Iterable[tuple[Key, Load]],
    limits: Limits,
    jobs: int,
) -> Iterator[tuple[Key, Answer]]:
    """Run a job on many arguments, `jobs` children at a time; answers come as they are ready.

    An argument is asked for only when a child is free for it. What asking raises is raised here;
    the children that then live are killed, as when the iterator is closed.
    """
    if not _can_fork():
        for key, load in arguments:
            yield key, sandbox_spawn.run(job, load(), limits)
        return
    waiting = iter(arguments)
    living: dict[int, tuple[Key, _Child]] = {}
    with selectors.DefaultSelector() as selector:
        try:
            while True:
                while len(living) < max(1, jobs) and (item := next(waiting, None)) is not None:
                    child = _fork(job, item[1](), limits)
                    living[child.pipe] = (item[0], child)
                    selector.register(child.pipe, selectors.EVENT_READ)
                if not living:
                    return
                for pipe, answer in _await(selector, [c for _, c in living.values()], limits):
                    selector.unregister(pipe)
                    key, child = living.pop(pipe)
                    yield key, _bury(child, answer, limits)
        finally:
            for _, child in living.values():
                _bury(child, over_time(0), limits)


def _can_fork() -> bool:
    """Say whether forking is possible and safe: a process with threads must not be forked."""
    return hasattr(os, "fork") and threading.active_count() == 1


def _fork(job: Job, argument: bytes, limits: Limits) -> _Child:
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        sandbox_child.live(theirs, job, argument, limits)
    os.close(theirs)
    return _Child(pid, ours, time.monotonic() + limits.seconds)


def _await(
    selector: selectors.BaseSelector, children: list[_Child], limits: Limits
) -> Iterator[tuple[int, Answer | None]]:
    """Wait for the next thing to happen; give the pipes of the children that are done.

    Their answer is None where it has to be told from how the child ended.
    """
    by_pipe = {c.pipe: c for c in children}
    patience = min(c.deadline for c in children) - time.monotonic()
    for ready, _ in selector.select(max(0.0, patience)):
        child = by_pipe[ready.fd]
        chunk = os.read(child.pipe, _CHUNK)
        child.received += chunk
        if len(child.received) > limits.output:
            yield child.pipe, over_output(limits.output)
        elif complete(child.received):
            yield child.pipe, answer_of(child.received)
        elif not chunk:
            yield child.pipe, None
        else:
            continue
        del by_pipe[ready.fd]
    now = time.monotonic()
    for child in by_pipe.values():
        if child.deadline <= now:
            yield child.pipe, over_time(limits.seconds)


def _bury(child: _Child, answer: Answer | None, limits: Limits) -> Answer:
    """End a child for good and give its answer."""
    os.close(child.pipe)
    status: int | None = None
    if answer is None:
        until = time.monotonic() + _LAST_WAIT
        while status is None and time.monotonic() < until:
            pid, raw = os.waitpid(child.pid, os.WNOHANG)
            status = os.waitstatus_to_exitcode(raw) if pid else None
            if status is None:
                time.sleep(0.001)
    if status is None:
        _kill(child.pid)
        os.waitpid(child.pid, 0)
    return answer or ended(1 if status is None else status, limits.seconds)


def _kill(pid: int) -> None:
    """Kill a child with all it started."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # it has no group of its own yet
        os.kill(pid, signal.SIGKILL)
