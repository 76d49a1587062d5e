"""Runs jobs through a process that does nothing but fork: for parents that must not fork.

A process with threads must not be forked, and one that holds keys had better not be: a child has
all that its parent has in memory. The forker is a fresh interpreter with one thread, which loads
the readers once and knows nothing else. It passes bytes on and never looks at them. One that has
done its work is kept for the next, since starting one takes long.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import struct
import subprocess
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from papertrace.errors import ReaderCrashed
from papertrace.read import sandbox_child, sandbox_forks, sandbox_start
from papertrace.read.sandbox_answer import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import NoReturn

    from papertrace.read.sandbox_child import Job, Limits, Load

Key = TypeVar("Key")
_HEAD = struct.Struct(">cQQ")
"""Before every message: its kind, the number of the argument, the length of what follows."""
_REHEARSE, _DO, _PAUSE = b"R", b"D", b"P"
_DONE, _FAILED = b"O", b"E"
_CHUNK = 1 << 18
_PATIENCE = 5
"""Seconds for a forker to end its children and itself."""


@dataclass(slots=True)
class _Talk(Generic[Key]):
    """What was sent to a forker and what it said."""

    process: subprocess.Popen[bytes]
    asked: dict[int, Key] = field(default_factory=dict)
    unsent: deque[memoryview] = field(default_factory=deque)
    heard: bytearray = field(default_factory=bytearray)

    def say(self, kind: bytes, number: int, what: bytes) -> None:
        """Put a message into the queue."""
        self.unsent.append(memoryview(_HEAD.pack(kind, number, len(what))))
        if what:
            self.unsent.append(memoryview(what))

    def answers(self) -> Iterator[tuple[Key, Answer]]:
        """Take the answers that have come whole."""
        while len(self.heard) >= _HEAD.size:
            kind, number, length = _HEAD.unpack_from(self.heard)
            end = _HEAD.size + length
            if len(self.heard) < end:
                return
            what = bytes(memoryview(self.heard)[_HEAD.size : end])
            del self.heard[:end]
            if kind == _DONE:
                yield self.asked.pop(number), Answer(ok=True, output=what)
            else:
                code, message, forbidden = json.loads(what)
                answer = Answer(ok=False, code=code, message=message, forbidden=forbidden)
                yield self.asked.pop(number), answer


def run_many(
    job: Job,
    arguments: Iterable[tuple[Key, Load]],
    limits: Limits,
    jobs: int,
    rehearsal: tuple[bytes, ...] = (),
) -> Iterator[tuple[Key, Answer]]:
    """Run a job on many arguments, as `sandbox.run_many` says; one argument is asked for ahead."""
    command = tuple(sandbox_start.command(__name__, job, limits, str(jobs)))
    waiting = iter(arguments)
    item = next(waiting, None)
    number = 0
    while item is not None:
        kept = _kept(command)
        talk: _Talk[Key] = _Talk(kept or _started(command))
        for control in () if kept else rehearsal:
            talk.say(_REHEARSE, 0, control)
        try:
            alive = True
            while alive and (item is not None or talk.asked):
                while item is not None and len(talk.asked) <= max(1, jobs):
                    number += 1
                    talk.asked[number] = item[0]
                    talk.say(_DO, number, item[1]())
                    item = next(waiting, None)
                    if item is None:
                        talk.say(_PAUSE, 0, b"")
                alive = _exchange(talk)
                yield from talk.answers()
        finally:
            status = _leave_off(command, talk)
        message = f"The process that starts the readers ended (exit status {status})."
        for key in talk.asked.values():
            yield key, Answer(ok=False, code=ReaderCrashed.code, message=message)


_idle: dict[tuple[str, ...], subprocess.Popen[bytes]] = {}


def _kept(command: tuple[str, ...]) -> subprocess.Popen[bytes] | None:
    """Take the forker that was kept, if it still lives."""
    kept = _idle.pop(command, None)
    if kept is not None and kept.poll() is not None:
        _end(kept)
        return None
    return kept


def _leave_off(command: tuple[str, ...], talk: _Talk[Key]) -> int:
    """Keep a forker that has said all and was told all, else end it; give its exit status."""
    sound = not (talk.asked or talk.unsent or talk.heard)
    if (
        sound
        and talk.process.poll() is None
        and _idle.setdefault(command, talk.process) is talk.process
    ):
        return 0
    if talk.asked:
        talk.process.terminate()
    return _end(talk.process)


@atexit.register
def end_all() -> None:
    """End the forkers that are kept."""
    while _idle:
        _end(_idle.popitem()[1])


def _started(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    started = subprocess.Popen(  # noqa: S603  (our own interpreter and module)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=sandbox_start.surroundings(),
    )
    for pipe in (started.stdin, started.stdout):
        if pipe is not None:
            os.set_blocking(pipe.fileno(), False)
    return started


def _exchange(talk: _Talk[Key]) -> bool:
    """Wait until something can be sent or heard and do it; False when the forker is gone."""
    to, of = talk.process.stdin, talk.process.stdout
    if to is None or of is None:
        return False
    with selectors.DefaultSelector() as selector:
        selector.register(of, selectors.EVENT_READ)
        if talk.unsent:
            selector.register(to, selectors.EVENT_WRITE)
        ready = [key.fileobj for key, _ in selector.select()]
    if of in ready:
        chunk = os.read(of.fileno(), _CHUNK)
        talk.heard += chunk
        return bool(chunk)
    try:
        first = talk.unsent[0]
        left = first[os.write(to.fileno(), first[:_CHUNK]) :]
    except BrokenPipeError:
        return False
    if left:
        talk.unsent[0] = left
    else:
        talk.unsent.popleft()
    return True


def _end(process: subprocess.Popen[bytes]) -> int:
    """End a forker, and with it its children."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    try:
        return process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def main(told: list[str]) -> None:
    """Be the forker: never returns."""
    *job_and_limits, jobs = told
    signal.signal(signal.SIGTERM, _leave)
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    try:
        job, limits = sandbox_start.job_and_limits(*job_and_limits)
        post = _Post(job)
        while not post.over:
            for number, answer in sandbox_forks.run_many(job, post.turn(), limits, int(jobs)):
                what = answer.output
                if not answer.ok:
                    what = json.dumps([answer.code, answer.message, answer.forbidden]).encode()
                _write(answers, _HEAD.pack(_DONE if answer.ok else _FAILED, number, len(what)))
                _write(answers, what)
    except BaseException:  # noqa: BLE001  (whoever asked sees the missing answers and says so)
        os._exit(1)
    os._exit(0)


def _leave(*_: object) -> NoReturn:
    raise SystemExit


@dataclass(slots=True)
class _Post:
    """What comes on standard input."""

    job: Job
    over: bool = False

    def turn(self) -> Iterator[tuple[int, Load]]:
        """Give arguments as they are asked for, up to a pause; do what is for rehearsal."""
        while head := _read(_HEAD.size):
            kind, number, length = _HEAD.unpack(head)
            what = _read(length)
            if kind == _PAUSE:
                return
            if kind == _REHEARSE:
                sandbox_child.attempt(self.job, what)
            else:
                yield number, partial(_given, what)
        self.over = True


def _given(what: bytes) -> bytes:
    return what


def _read(length: int) -> bytes:
    """Read exactly so many bytes; b'' where there is nothing more."""
    parts = bytearray()
    while len(parts) < length:
        chunk = os.read(0, min(length - len(parts), _CHUNK))
        if not chunk:
            return b""
        parts += chunk
    return bytes(parts)


def _write(pipe: int, what: bytes) -> None:
    left = memoryview(what)
    while left:
        left = left[os.write(pipe, left) :]
