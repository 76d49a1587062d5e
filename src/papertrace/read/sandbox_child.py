"""What happens inside a child process: it is shut in, does its one job, answers and is gone.

`shut_in` runs before the first byte of a document is looked at. A child that cannot be shut in does
no job. It never opens a file for writing, prints, or returns to its parent's code.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from papertrace.errors import Damaged, OverLimit, PapertraceError, ReaderCrashed
from papertrace.read import sandbox_time, walls

if TYPE_CHECKING:
    from typing import NoReturn

if sys.platform != "win32":
    import resource

Job = Callable[[bytes], bytes]
Load = Callable[[], bytes]
"""Gives a job's argument when its turn has come."""

HEAD = struct.Struct(">cQ")
"""Before every answer: b'O' (the job's bytes) or b'E' (code and message as JSON); its length."""
_GRACE = 5
"""Seconds after which a child ends itself, should its parent have died."""
_FILES = 64
_PANIC = "PanicException"
"""What libraries written in Rust raise where a file contradicts itself; no name to import."""
_MOST_SECONDS = 600.0
_NEW_THINGS = 20_000
"""Objects that a child makes before it looks for unused ones: most end before one would."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use."""

    seconds: float = 30.0
    """Of wall-clock time; processor time is limited to the same, rounded up."""
    memory: int = 960 << 20
    """Bytes it may hold in all, counting what it was born with; enforced by its address space."""
    output: int = 256 << 20
    """Bytes of answer."""
    readable: tuple[str, ...] = ()
    """Folders and files it may read; for page images only, which need the system's fonts."""
    threads: bool = False
    """Whether it may start threads of its own."""
    seconds_a_mib: float = 0.0
    """What a job on a large argument may take more, for each MiB."""

    def on(self, argument: bytes) -> Limits:
        """Give the limits of a job on an argument of this size."""
        more = min(_MOST_SECONDS, self.seconds_a_mib * (len(argument) >> 20))
        return replace(self, seconds=self.seconds + more) if more else self


def frame(kind: bytes, payload: bytes) -> bytes:
    """Give an answer as it goes through the pipe."""
    return HEAD.pack(kind, len(payload)) + payload


def attempt(job: Job, argument: bytes) -> bytes:
    """Do a job and give its answer as a frame, whatever happens short of the process's death."""
    try:
        return frame(b"O", job(argument))
    except PapertraceError as error:
        return refused(error.code, error.message)
    except MemoryError:
        return refused(OverLimit.code, "It needs more memory than a file may use.")
    except RecursionError:
        return refused(OverLimit.code, "It is nested too deeply.")
    except ImportError as error:
        message = f"The reader lacks a module: {str(error.name)[:60]} ({_where(error)})."
        return refused(ReaderCrashed.code, message)
    except BaseException as error:  # noqa: BLE001  (whatever a parser raises, the answer is sent)
        code = Damaged.code if type(error).__name__ == _PANIC else ReaderCrashed.code
        return refused(code, f"The reader failed on it ({_where(error)}).")


def refused(code: str, message: str) -> bytes:
    """Give an answer that says why there is none."""
    return frame(b"E", json.dumps([code, message]).encode())


def _where(error: BaseException) -> str:
    """Name an error and the line it came from, without its message, which may quote the file."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def live(pipe: int, errors: int, job: Job, argument: bytes, limits: Limits) -> NoReturn:
    """Be the child: never returns. `errors` is what becomes its standard error."""
    try:
        gc.freeze()  # what the parent made is not looked through, which would copy all of it
        gc.set_threshold(_NEW_THINGS)
        try:
            shut_in(pipe, limits, errors)
        except (OSError, ValueError) as error:
            told = refused(ReaderCrashed.code, f"The reader could not be walled off ({error}).")
        else:
            told = attempt(job, argument)
        answer = memoryview(told)
        while answer:
            answer = answer[os.write(pipe, answer) :]
    except BaseException:  # noqa: BLE001  (the parent sees the missing answer and says so)
        os._exit(1)
    os._exit(0)


def shut_in(pipe: int, limits: Limits, errors: int = -1) -> None:
    """Leave the child nothing but its memory, its pipes and its limits."""
    os.setpgid(0, 0)
    walls.die_with_parent()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGPIPE, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
    sandbox_time.begin(limits.seconds)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    if errors >= 0:
        os.dup2(errors, 2)  # for what libraries say before they end the process
    sys.stdout = sys.stderr = os.fdopen(1, "w", closefd=False)
    os.closerange(3, pipe)
    os.closerange(pipe + 1, os.sysconf("SC_OPEN_MAX"))
    os.chdir("/")  # where one is tells the name of a folder
    close_in(limits)


def close_in(limits: Limits) -> None:
    """Set the limits and raise the walls around this process, as far as the system has them."""
    os.environ.clear()
    restrict(limits)
    walls.close_in(walls.found(), limits.readable, threads=limits.threads)


def restrict(limits: Limits) -> None:
    """Set the operating system's limits on this process, where it has any."""
    if sys.platform == "win32":
        return
    seconds = int(limits.seconds) + 1
    space, held = born_with()
    wanted: list[tuple[int, int, int | None]] = [
        (resource.RLIMIT_AS, space + room(limits, held), None),
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, _FILES, _FILES),
    ]
    if not limits.threads:
        wanted.append((resource.RLIMIT_NPROC, 0, 0))
    for kind, soft, hard in wanted:
        allowed = resource.getrlimit(kind)[1]
        top = soft if hard is None else hard
        if allowed != resource.RLIM_INFINITY:
            soft, top = min(soft, allowed), min(top, allowed)  # noqa: PLW2901  (never above ours)
        resource.setrlimit(kind, (soft, top))


def room(limits: Limits, held: int) -> int:
    """Give the bytes a process may take beyond the `held` it was born with."""
    return max(limits.memory - held, limits.memory // 2)


def born_with() -> tuple[int, int]:
    """Give the bytes of address space and of memory in use now; 0 where the system is silent."""
    try:
        with open("/proc/self/statm", "rb", buffering=0) as file:  # noqa: PTH123  (cheap: per child)
            space, held = file.read(64).split()[:2]
            return int(space) * resource.getpagesize(), int(held) * resource.getpagesize()
    except OSError:
        return 0, 0
