"""Where the desk works: a few threads, each with the case opened for itself.

What the case file opens belongs to one thread; a request is served on whichever is free, so that a
slow check never keeps a page from being turned. Writers wait for each other in the case file.
"""

from __future__ import annotations

import asyncio
import queue
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from papertrace.casefile import Case
from papertrace.workflow.veiled import as_seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from papertrace.casefile import SigningKey

T = TypeVar("T")
THREADS: Final = 4


@dataclass(slots=True)
class Bench:
    """The threads of one desk."""

    root: Path
    _pool: ThreadPoolExecutor | None = None
    _free: queue.SimpleQueue[_Place] = field(default_factory=queue.SimpleQueue)

    def _open(self) -> ThreadPoolExecutor:
        """Give the threads, started with the first job; they stay until `close`."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(THREADS, "desk-turn")
            for _ in range(THREADS):
                self._free.put(_Place(self.root, ThreadPoolExecutor(1, "desk")))
        return self._pool

    def close(self) -> None:
        """Let what is begun end, and close the case in every thread."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None
            for _ in range(THREADS):
                self._free.get().close()

    async def do(self, job: Callable[[Case], T]) -> T:
        """Do a job on the case, in a thread; what it raises is raised here."""
        return await asyncio.get_running_loop().run_in_executor(self._open(), self._do, job)

    def later(self, job: Callable[[Case], T]) -> Future[T]:
        """Begin a job on the case, in a thread, and do not wait for it."""
        return self._open().submit(self._do, job)

    def _do(self, job: Callable[[Case], T]) -> T:
        place = self._free.get()
        try:
            return place.own.submit(place.do, job).result()
        finally:
            self._free.put(place)


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place at a bench: every job is given the case as they may see it."""

    bench: Bench
    key: SigningKey

    async def do(self, job: Callable[[Case], T]) -> T:
        """Do a job on the case, in a thread; what it raises is raised here."""
        return await self.bench.do(lambda case: job(as_seen(case, self.key)))

    def later(self, job: Callable[[Case], T]) -> Future[T]:
        """Begin a job on the whole case, of which only counts are shown to anybody."""
        return self.bench.later(job)

    def close(self) -> None:
        """Close the bench."""
        self.bench.close()


@dataclass(slots=True)
class _Place:
    """One thread and its case."""

    root: Path
    own: ThreadPoolExecutor
    case: Case | None = None

    def do(self, job: Callable[[Case], T]) -> T:
        """Do a job; called in the place's own thread."""
        if self.case is None:
            self.case = Case.open(self.root)
        return job(self.case)

    def close(self) -> None:
        """Close the case in the thread that opened it."""
        if self.case is not None:
            self.own.submit(self.case.close).result()
        self.own.shutdown()
