"""What became of a job in a child process, told from its bytes and from how it ended."""

from __future__ import annotations

import json
import re
import signal
from dataclasses import dataclass

from papertrace.errors import OverLimit, ReaderCrashed
from papertrace.read.sandbox_child import HEAD

_CODE = re.compile(r"PT[0-9]{3}")
_LONGEST = 1000
_GIVEN_UP = ("SIGABRT", "SIGTRAP", "SIGILL", "SIGSEGV", "SIGBUS")
"""How libraries end a process that gets no memory."""
_NO_MEMORY = (b"memory allocation of", b"bad_alloc", b"ut of memory")
"""What libraries write before they end the process because they got no more memory."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The job's bytes, or why there are none."""

    ok: bool
    output: bytes = b""
    code: str = ""
    """PT304 (time, memory, output), PT305 (crash), or the code of the error the job raised."""
    message: str = ""
    forbidden: bool = False
    """Whether the child was ended because it tried what no reader does."""


def complete(received: bytes | bytearray) -> bool:
    """Say whether a whole frame has come."""
    return len(received) >= HEAD.size and len(received) - HEAD.size >= HEAD.unpack_from(received)[1]


def answer_of(received: bytes | bytearray) -> Answer:
    """Read a whole frame; what is none is a crash, for the child may be in hostile hands."""
    kind, length = HEAD.unpack_from(received)
    payload = bytes(memoryview(received)[HEAD.size : HEAD.size + length])
    if kind == b"O" and len(received) == HEAD.size + length:
        return Answer(ok=True, output=payload)
    try:
        code, message = json.loads(payload) if kind == b"E" else ("", "")
    except (ValueError, RecursionError):
        code, message = "", ""
    if not isinstance(code, str) or not isinstance(message, str) or not _CODE.fullmatch(code):
        return Answer(ok=False, code=ReaderCrashed.code, message="The reader gave no sound answer.")
    return Answer(ok=False, code=code, message=message[:_LONGEST])


def over_time(seconds: float) -> Answer:
    """Say that a job took too long."""
    message = f"It took longer than {seconds:g} seconds and was stopped."
    return Answer(ok=False, code=OverLimit.code, message=message)


def over_output(limit: int) -> Answer:
    """Say that a job answered too much."""
    message = f"It gave more than {limit >> 20} MiB and was stopped."
    return Answer(ok=False, code=OverLimit.code, message=message)


def ended(status: int, seconds: float, last_words: bytes = b"", *, full: bool = False) -> Answer:
    """Say how a child died that gave no answer; `status` as of subprocess: minus the signal.

    `last_words` is what its libraries wrote to standard error; nothing of it is passed on. `full`:
    it held so much that it most likely ended itself because it got no more.
    """
    name = _name(status)
    given_up = full and name in _GIVEN_UP
    if given_up or any(mark in last_words for mark in _NO_MEMORY):
        message = "It needs more memory than a file may use."
        return Answer(ok=False, code=OverLimit.code, message=message)
    if name == "SIGXCPU":
        return over_time(seconds)
    if name == "SIGKILL":
        message = "The system killed the reader, most likely because memory ran out."
        return Answer(ok=False, code=OverLimit.code, message=message)
    message = f"The reader died on it ({name})."
    if name == "SIGSYS":
        message = "The reader tried what no reader does, and was ended by its walls."
    return Answer(ok=False, code=ReaderCrashed.code, message=message, forbidden=name == "SIGSYS")


def _name(status: int) -> str:
    try:
        return signal.Signals(-status).name if status < 0 else f"exit status {status}"
    except ValueError:
        return f"signal {-status}"
