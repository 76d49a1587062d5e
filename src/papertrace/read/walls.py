"""The walls around a worker on Linux: Landlock, then a filter of system calls.

They are raised inside the worker before it looks at a document, and cannot be taken down again. A
wall that the system has and that cannot be raised is an error, never passed over.
"""

from __future__ import annotations

import os
import platform
import sys
from ctypes import Structure, byref, c_char_p, c_uint, c_uint32, c_ushort, get_errno
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from papertrace.read import walls_landlock
from papertrace.read.walls_kernel import call, control, fail
from papertrace.read.walls_seccomp import KILL, Leave, filter_for, laid_out, machine_named

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_NEW_PRIVILEGES = 38
"""No program that is started may have more rights; the walls ask for it."""
_DIE_WITH_PARENT = 1
_KILLED = 9
_SET_FILTER, _ASK_VERDICT = 1, 2
_ALL_THREADS = 1
_STEP_SIZE = 8


@dataclass(frozen=True, slots=True)
class Walls:
    """The walls that this system has."""

    landlock: int = 0
    """Version of its interface; 0: there is none."""
    seccomp: bool = False

    def words(self) -> str:
        """Name them."""
        named = [f"Landlock ABI {self.landlock}"] if self.landlock else []
        return " + ".join([*named, "seccomp"] if self.seccomp else named)


class _Program(Structure):
    _fields_ = (("length", c_ushort), ("steps", c_char_p))


@cache
def found() -> Walls:
    """Find out which walls this system has, without raising any."""
    machine = machine_named(platform.machine())
    if platform.system() != "Linux":
        return Walls()
    verdict = c_uint32(KILL)
    knows = machine is not None and not call(
        machine.seccomp, c_uint(_ASK_VERDICT), c_uint(0), byref(verdict)
    )
    return Walls(walls_landlock.version(), knows)


def close_in(walls: Walls, readable: Sequence[str] = (), *, threads: bool = False) -> None:
    """Raise the walls around this process for good; OSError where one cannot be raised.

    `readable` names folders and files whose contents may still be read.
    """
    machine = machine_named(platform.machine())
    if walls.landlock or walls.seccomp:
        no_new_rights()
    if walls.landlock:
        walls_landlock.restrict(walls.landlock, walls_landlock.Leave(readable))
    if walls.seccomp and machine is not None:
        leave = Leave(bool(readable), threads, _compiles())
        set_filter(machine.seccomp, filter_for(machine, os.getpid(), leave))


def lay_out(walls: Walls, readable: Sequence[str] = (), *, threads: bool = False) -> None:
    """Work out, before workers are forked, what each of them will raise; nothing is raised."""
    machine = machine_named(platform.machine())
    if walls.seccomp and machine is not None:
        laid_out(machine, Leave(bool(readable), threads, _compiles()))


def die_with_parent(how: int = _KILLED) -> None:
    """Let the kernel send this process a signal when its parent ends, where it can."""
    if platform.system() == "Linux":
        control(_DIE_WITH_PARENT, how)


def no_new_rights() -> None:
    """Let no program that is started have more rights; OSError where that cannot be had."""
    if control(_NO_NEW_PRIVILEGES, 1):
        fail("no_new_privs", get_errno())


def set_filter(number: int, made: bytes) -> None:
    """Set a packed filter by the call of this number; OSError where the kernel refuses."""
    program = _Program(len(made) // _STEP_SIZE, made)
    if call(number, c_uint(_SET_FILTER), c_uint(_ALL_THREADS), byref(program)):
        fail("seccomp", get_errno())


def _compiles() -> bool:
    """Say whether this interpreter makes machine code as it runs."""
    compiler = getattr(sys, "_jit", None)
    return compiler is not None and bool(compiler.is_enabled())
