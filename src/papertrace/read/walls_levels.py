"""How well workers are walled off here, as a level from 1 to 3; what is missing, why, what to do.

It only looks: nothing is raised or tried here. Level 0, a document opened in the process itself,
does not exist in papertrace.
"""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from typing import Final

from papertrace.read import walls
from papertrace.read.walls_seccomp import machine_named

NAMES: Final = {
    1: "a child process, watched for time and output",
    2: "a child process with limits of the system",
    3: "a child process with limits, Landlock and seccomp",
}
_SIGNALS, _NETWORK = 6, 4
"""Versions of Landlock from which on it knows of them."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that would wall workers off better."""

    what: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Level:
    """What stands around a worker."""

    number: int
    name: str
    missing: tuple[Missing, ...]


def level() -> Level:
    """Give the level that workers have on this system."""
    if not hasattr(os, "fork"):
        number = 1
    else:
        found = walls.found()
        number = 3 if found.landlock and found.seccomp else 2
    return Level(number, NAMES[number], tuple(_missing(number)))


def _missing(number: int) -> list[Missing]:
    system, kernel = platform.system(), platform.release()
    if system != "Linux":
        said = "a worker that is taken over can read files and reach the network"
        remedy = "Open documents of unknown origin on Linux, a virtual machine for instance."
        absent = [Missing("Landlock and seccomp", f"{system} has neither: {said}", remedy)]
        if number == 1:
            why = f"{system} has no limits of memory and processor time for a process"
            absent.append(Missing("limits of the system", why, remedy))
        return absent
    found, absent = walls.found(), []
    if not found.landlock:
        why = f"kernel {kernel} is older than 5.13, or Landlock is switched off in it"
        remedy = "Use a newer kernel, or boot with `landlock` in its `lsm=` list."
        absent.append(Missing("Landlock", why, remedy))
    elif found.landlock < _NETWORK:
        why = f"kernel {kernel} is older than 6.7: Landlock does not know of the network"
        remedy = "Nothing needs to be done where seccomp stands, which closes it."
        absent.append(Missing("Landlock for the network", why, remedy))
    elif found.landlock < _SIGNALS:
        why = f"kernel {kernel} is older than 6.12: Landlock does not know of signals"
        remedy = "Nothing needs to be done where seccomp stands, which closes them."
        absent.append(Missing("Landlock for signals", why, remedy))
    if not found.seccomp:
        machine = platform.machine()
        known = machine_named(machine) is not None
        why = "the kernel or a container forbids filters" if known else f"{machine} is not known"
        remedy = "Allow seccomp filters." if known else "Use an x86-64 or ARM64 machine."
        absent.append(Missing("seccomp", why, remedy))
    return absent
