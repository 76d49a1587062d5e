"""Runs a job in a fresh interpreter, for systems without fork.

Slower than forking, with the same answers. The job must be a function of a module.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from papertrace.read import sandbox_child, sandbox_start, walls, walls_warm
from papertrace.read.sandbox_answer import answer_of, complete, ended, over_output, over_time

if TYPE_CHECKING:
    from typing import IO

    from papertrace.read.sandbox_answer import Answer
    from papertrace.read.sandbox_child import Job, Limits

_CHUNK = 1 << 20


def run(job: Job, argument: bytes, limits: Limits) -> Answer:
    """Run a job on its argument in a new interpreter."""
    limits = limits.on(argument)
    with subprocess.Popen(  # noqa: S603  (our own interpreter and module)
        sandbox_start.command(__name__, job, limits),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=sandbox_start.surroundings(),
    ) as child:
        received = bytearray()
        feeder = threading.Thread(target=_feed, args=(child.stdin, argument), daemon=True)
        reader = threading.Thread(
            target=_collect, args=(child, received, limits.output), daemon=True
        )
        feeder.start()
        reader.start()
        reader.join(limits.seconds)
        late = reader.is_alive()
        child.kill()
        reader.join()
        feeder.join()
        status = child.wait()
    if len(received) > limits.output:
        return over_output(limits.output)
    if complete(received):
        return answer_of(received)
    return over_time(limits.seconds) if late else ended(status, limits.seconds)


def _feed(pipe: IO[bytes] | None, argument: bytes) -> None:
    if pipe is not None:
        try:
            with pipe:
                pipe.write(argument)
        except OSError:  # the child died; its end tells why
            return


def _collect(child: subprocess.Popen[bytes], received: bytearray, limit: int) -> None:
    pipe = child.stdout
    while pipe is not None and (chunk := os.read(pipe.fileno(), _CHUNK)):
        received += chunk
        if len(received) > limit:
            child.kill()
            return


def main(told: list[str]) -> None:
    """Be the child; the argument comes on standard input."""
    job, limits = sandbox_start.job_and_limits(*told)
    argument = sys.stdin.buffer.read()
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    walls.die_with_parent()
    walls_warm.load()
    if limits.readable:
        walls_warm.load_fonts()
    sandbox_child.close_in(limits)
    answers.write(sandbox_child.attempt(job, argument))
    answers.flush()
