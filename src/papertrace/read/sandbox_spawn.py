"""Runs a job in a fresh interpreter, for systems without fork and for processes with threads.

Slower than forking, with the same answers. The job must be a function of a module.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING

from papertrace.read import sandbox_child
from papertrace.read.sandbox_answer import answer_of, complete, ended, over_output, over_time

if TYPE_CHECKING:
    from typing import IO

    from papertrace.read.sandbox_answer import Answer
    from papertrace.read.sandbox_child import Job, Limits

_CHUNK = 1 << 20


def run(job: Job, argument: bytes, limits: Limits) -> Answer:
    """Run a job on its argument in a new interpreter."""
    command = [
        sys.executable,
        "-m",
        "papertrace.read.sandbox_spawn",
        f"{job.__module__}:{job.__qualname__}",
        repr(limits.seconds),
        str(limits.memory),
    ]
    with subprocess.Popen(  # noqa: S603  (our own interpreter and module)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
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


def main(arguments: list[str]) -> None:
    """Be the child: MODULE:FUNCTION SECONDS MEMORY, the argument on standard input."""
    name, seconds, memory = arguments
    module, _, function = name.partition(":")
    job = getattr(import_module(module), function)
    argument = sys.stdin.buffer.read()
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    sandbox_child.restrict(sandbox_child.Limits(float(seconds), int(memory)))
    answers.write(sandbox_child.attempt(job, argument))
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
