"""Forks a child for every argument, watches over it and buries it.

It must run in a process with one thread: a process with more must not be forked.
"""

from __future__ import annotations

import os
import selectors
import signal
import time
import warnings
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from papertrace.read import sandbox_child, walls, walls_pages, walls_warm
from papertrace.read.sandbox_answer import answer_of, complete, ended, over_output, over_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.read.sandbox_answer import Answer
    from papertrace.read.sandbox_child import Job, Limits, Load

Key = TypeVar("Key")
_CHUNK = 1 << 18
_KIB = 1024
_forked = count(1)
_MANY = 32
"""Children after which it pays to lay this process's memory out anew."""
_FULL = 2
"""A child that took this part of its memory and then ended itself had got no more: what is asked
for at once, when a library makes room for twice what it has, is as much again."""
_LAST_WAIT = 0.5
"""Seconds for a child that closed its pipe without an answer to end by itself."""


@dataclass(slots=True, eq=False)
class _Child:
    pid: int
    pipe: int
    errors: int
    """Its standard error, as far as the pipe holds it."""
    seconds: float
    deadline: float
    received: bytearray = field(default_factory=bytearray)


def run_many(
    job: Job, arguments: Iterable[tuple[Key, Load]], limits: Limits, jobs: int
) -> Iterator[tuple[Key, Answer]]:
    """Run a job on many arguments, `jobs` children at a time, as `sandbox.run_many` says."""
    walls_warm.load()
    if limits.readable:
        walls_warm.load_fonts()
    walls.lay_out(walls.found(), limits.readable, threads=limits.threads)
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


def _fork(job: Job, argument: bytes, limits: Limits) -> _Child:
    if next(_forked) == _MANY:
        walls_pages.join()
    limits = limits.on(argument)
    ours, theirs = os.pipe()
    heard, errors = os.pipe()
    os.set_blocking(heard, False)
    os.set_blocking(errors, False)  # what does not fit into it is lost
    with warnings.catch_warnings():
        # threads that libraries keep hold nothing that a child uses
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        sandbox_child.live(theirs, errors, job, argument, limits)
    os.close(theirs)
    os.close(errors)
    return _Child(pid, ours, heard, limits.seconds, time.monotonic() + limits.seconds)


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
            yield child.pipe, over_time(child.seconds)


def _bury(child: _Child, answer: Answer | None, limits: Limits) -> Answer:
    """End a child for good and give its answer."""
    os.close(child.pipe)
    status: int | None = None
    full, born = (
        False,
        sandbox_child.born_with()[1],
    )  # this process's own, which the child began with
    if answer is None:
        until = time.monotonic() + _LAST_WAIT
        while status is None and time.monotonic() < until:
            pid, raw, used = os.wait4(child.pid, os.WNOHANG)
            status = os.waitstatus_to_exitcode(raw) if pid else None
            full = used.ru_maxrss * _KIB > born + sandbox_child.room(limits, born) // _FULL
            if status is None:
                time.sleep(0.001)
    if status is None:
        _kill(child.pid)
        os.waitpid(child.pid, 0)
    try:
        end = 1 if status is None else status
        return answer or ended(end, limits.seconds, _heard(child), full=full)
    finally:
        os.close(child.errors)


def _heard(child: _Child) -> bytes:
    """Give what a child's libraries said last."""
    try:
        return os.read(child.errors, _CHUNK)
    except BlockingIOError:
        return b""


def _kill(pid: int) -> None:
    """Kill a child with all it started."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # it has no group of its own yet
        os.kill(pid, signal.SIGKILL)
