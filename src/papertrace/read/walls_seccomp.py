"""A filter of system calls for the worker: what is not named in `walls_calls` is refused.

A list of what is allowed, not of what is forbidden, so that a call that a later kernel brings is
refused too. Most calls are refused with an error, since libraries ask in vain for many things and
live without; a few end the process.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from papertrace.read.walls_calls import (
    CHECKED,
    DEADLY,
    FREE,
    MACHINES,
    NEW_FROM,
    PRETENDED,
    READING,
    SOCKET,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papertrace.read.walls_calls import Machine, Numbers

Step = tuple[int, int, int, int]
"""One instruction of classic BPF: code, jump if true, jump if false, constant."""

LOAD, EQUAL, FROM, ANY, GIVE = 0x20, 0x15, 0x35, 0x45, 0x06
"""Load a word; jump if equal, if not below, if any bit is set; give a verdict."""
ALLOW: Final = 0x7FFF0000
KILL: Final = 0x80000000
_EPERM, _ENOSYS = 1, 38
REFUSE: Final = 0x00050000 | _EPERM
UNKNOWN: Final = 0x00050000 | _ENOSYS
PRETEND: Final = 0x00050000
"""The call is not made, and reports success."""

_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_EXECUTABLE = 4  # PROT_EXEC
_WRITING = 0o3 | 0o100 | 0o1000 | 0o2000 | 0o20200000  # all ways to open but for reading
_EMPTY_PATH = 0x1000  # AT_EMPTY_PATH: of what is open already
_THREAD = 0x10000  # CLONE_THREAD
_NEW_SPACES = 0x7E020000  # CLONE_NEW...: worlds of one's own, in which more is allowed
_CLONE_3 = 435
_LOCAL, _STREAMS = 1, (1, 0o4001, 0o2000001, 0o2004001)  # AF_UNIX, SOCK_STREAM with its flags
_DUPLICATE, _GET_FLAG, _SET_FLAG, _GET_MODE, _DUPLICATE_CLOSING = 0, 1, 2, 3, 1030
_NOBODY = 0x7FFFFFFE
"""Stands for a process's number in a filter that is laid out before the process is there."""
_TERMINAL, _CLOSE, _STAY, _SIZE = 0x5401, 0x5451, 0x5450, 0x5413


@dataclass(frozen=True, slots=True)
class Leave:
    """What a worker may do beyond computing."""

    readable: bool = False
    """Open files for reading: which, Landlock says."""
    threads: bool = False
    executable: bool = False
    """Make memory executable (an interpreter that compiles as it runs)."""


def _word(argument: int, *, high: bool = False) -> int:
    """Give where half an argument lies; both machines write the low half first."""
    return _ARGUMENTS + 8 * argument + 4 * high


def _one_of(argument: int, values: Iterable[int]) -> list[Step]:
    known = list(values)
    tests = [(EQUAL, len(known) - i, 0, v) for i, v in enumerate(known)]
    return [(LOAD, 0, 0, _word(argument)), *tests, (GIVE, 0, 0, REFUSE), (GIVE, 0, 0, ALLOW)]


def _without(argument: int, bits: int) -> list[Step]:
    return [
        (LOAD, 0, 0, _word(argument)),
        (ANY, 0, 1, bits),
        (GIVE, 0, 0, REFUSE),
        (GIVE, 0, 0, ALLOW),
    ]


def _with(argument: int, bits: int) -> list[Step]:
    return [
        (LOAD, 0, 0, _word(argument)),
        (ANY, 1, 0, bits),
        (GIVE, 0, 0, REFUSE),
        (GIVE, 0, 0, ALLOW),
    ]


def _limits_of_its_own(pid: int) -> list[Step]:
    """Let a process look at its own limits, and set none."""
    return [
        (LOAD, 0, 0, _word(2)),
        (EQUAL, 0, 2, 0),
        (LOAD, 0, 0, _word(2, high=True)),
        (EQUAL, 1, 0, 0),
        (GIVE, 0, 0, REFUSE),
        *_one_of(0, (0, pid)),
    ]


def _checks(pid: int, leave: Leave) -> dict[str, list[Step]]:
    """Give what is done with each call of CHECKED; one that is missing is refused."""
    allowed = [(GIVE, 0, 0, ALLOW)]
    checks = {
        "mmap": allowed if leave.executable else _without(2, _EXECUTABLE),
        "mprotect": allowed if leave.executable else _without(2, _EXECUTABLE),
        "fcntl": _one_of(1, (_DUPLICATE, _GET_FLAG, _SET_FLAG, _GET_MODE, _DUPLICATE_CLOSING)),
        "ioctl": _one_of(1, (_TERMINAL, _CLOSE, _STAY, _SIZE)),
        "kill": _one_of(0, (pid,)),
        "tkill": _one_of(0, (pid,)),
        "tgkill": _one_of(0, (pid,)),
        "prlimit64": _limits_of_its_own(pid),
    }
    if leave.readable:
        checks |= {"open": _without(1, _WRITING), "openat": _without(2, _WRITING)}
    else:
        checks["newfstatat"] = _with(3, _EMPTY_PATH)
    if leave.threads:
        checks["clone"] = _with(0, _THREAD)
    return checks


def steps(machine: Machine, pid: int, leave: Leave) -> list[Step]:
    """Give the filter for a process of this number."""

    def numbers(table: Mapping[str, Numbers]) -> Iterator[tuple[str, int]]:
        for name, known in table.items():
            number = known[machine.column]
            if number is not None:
                yield name, number

    made = _begun(machine)
    checks = _checks(pid, leave)
    for name, number in numbers(CHECKED):
        if name in checks:
            made += [(EQUAL, 0, len(checks[name]), number), *checks[name]]
    free = {**FREE, **READING} if leave.readable else FREE
    for _, number in numbers(free):
        made += [(EQUAL, 0, 1, number), (GIVE, 0, 0, ALLOW)]
    for _, number in numbers(DEADLY):
        made += [(EQUAL, 0, 1, number), (GIVE, 0, 0, KILL)]
    return [*made, (FROM, 0, 1, NEW_FROM), (GIVE, 0, 0, UNKNOWN), (GIVE, 0, 0, REFUSE)]


def _begun(machine: Machine) -> list[Step]:
    """Give the steps that every filter begins with: no other machine's calls."""
    made: list[Step] = [
        (LOAD, 0, 0, _ARCHITECTURE),
        (EQUAL, 1, 0, machine.audit),
        (GIVE, 0, 0, KILL),
        (LOAD, 0, 0, _NUMBER),
    ]
    if machine.foreign:
        made += [(FROM, 0, 1, machine.foreign), (GIVE, 0, 0, KILL)]
    return made


def open_steps(
    machine: Machine, refused: Mapping[str, Numbers], deadly: Mapping[str, Numbers]
) -> list[Step]:
    """Give a filter that lets all through but what is named: for a program of others."""
    made = _begun(machine)
    clone = _without(0, _NEW_SPACES)
    local = [*_one_of(0, (_LOCAL,))[:-1], *_one_of(1, _STREAMS)]
    for name, checks in (("clone", clone), ("socket", local)):
        number = {**CHECKED, **SOCKET}[name][machine.column]
        if number is not None:
            made += [(EQUAL, 0, len(checks), number), *checks]
    made += [(EQUAL, 0, 1, _CLONE_3), (GIVE, 0, 0, UNKNOWN)]  # its arguments cannot be looked at
    for table, verdict in ((refused, REFUSE), (PRETENDED, PRETEND), (deadly, KILL)):
        for known in table.values():
            called = known[machine.column]
            if called is not None:
                made += [(EQUAL, 0, 1, called), (GIVE, 0, 0, verdict)]
    return [*made, (GIVE, 0, 0, ALLOW)]


def packed(made: Iterable[Step]) -> bytes:
    """Give a filter as the kernel takes it."""
    return b"".join(struct.pack("=HBBI", *step) for step in made)


@lru_cache(maxsize=8)
def laid_out(machine: Machine, leave: Leave) -> tuple[bytes, tuple[int, ...]]:
    """Give a filter for nobody, packed, and where in it the number of a process belongs."""
    made = steps(machine, _NOBODY, leave)
    return packed(made), tuple(8 * n + 4 for n, step in enumerate(made) if step[3] == _NOBODY)


def filter_for(machine: Machine, pid: int, leave: Leave) -> bytes:
    """Give the filter for a process of this number, packed; most of it is laid out only once."""
    whole, places = laid_out(machine, leave)
    made = bytearray(whole)
    for place in places:
        struct.pack_into("=I", made, place, pid)
    return bytes(made)


def machine_named(name: str) -> Machine | None:
    """Give the machine of this name; None where there is no table for it or it is not 64 bits."""
    return MACHINES.get(name) if struct.calcsize("P") == 8 else None  # noqa: PLR2004
