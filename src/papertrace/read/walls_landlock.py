"""Landlock for the worker: no file, no TCP, no signal or abstract socket beyond itself.

Folders that a worker may read are named one by one; there are none but for page images. Running
programs and writing are never allowed to a worker, only to a program of others that converts.
"""

from __future__ import annotations

import os
import stat
import struct
from ctypes import c_char_p, c_int, c_size_t, c_uint32, get_errno
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from papertrace.read.walls_kernel import call, fail

if TYPE_CHECKING:
    from collections.abc import Sequence

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same on every machine
_ASK_VERSION = 1
_FILE_RIGHTS: Final = {1: 13, 2: 14, 3: 15, 5: 16}
"""From this version on: how many rights over files there are, each a bit."""
_NETWORK_FROM, _TCP = 4, 0b11  # bind and connect
_SCOPES_FROM, _SCOPES = 6, 0b11  # abstract sockets and signals
_READ_FILE, _READ_FOLDER, _RUN = 1 << 2, 1 << 3, 1 << 0
_KEEP: Final = 1 << 1 | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 13 | 1 << 14
"""Write, remove folders and files, make folders and regular files, move, shorten."""
_OF_FILES: Final = _READ_FILE | _RUN | 1 << 1 | 1 << 14
"""Rights that a rule on a file, not a folder, may give."""
_BENEATH = 1


@dataclass(frozen=True, slots=True)
class Leave:
    """What may be reached: folders and files, with all beneath them."""

    readable: Sequence[str] = ()
    runnable: Sequence[str] = ()
    """Read and run."""
    writable: Sequence[str] = ()
    """Read, write, make and remove."""


def version() -> int:
    """Give the version of the kernel's Landlock; 0 where it has none or it is switched off."""
    found = call(_CREATE, c_char_p(None), c_size_t(0), c_uint32(_ASK_VERSION))
    return max(0, found)


def ruleset(abi: int) -> bytes:
    """Give what is taken from the worker, as the kernel of this version takes it: all there is."""
    made = struct.pack("=Q", _rights(abi))
    if abi >= _NETWORK_FROM:
        made += struct.pack("=Q", _TCP)
    if abi >= _SCOPES_FROM:
        made += struct.pack("=Q", _SCOPES)
    return made


def _rights(abi: int) -> int:
    """Give all rights over files that a kernel of this version knows."""
    return int((1 << max(n for least, n in _FILE_RIGHTS.items() if least <= abi)) - 1)


def restrict(abi: int, leave: Leave) -> None:
    """Lock this thread in for good; OSError where the kernel refuses."""
    told = ruleset(abi)
    rules = call(_CREATE, c_char_p(told), c_size_t(len(told)), c_uint32(0))
    if rules < 0:
        fail("Landlock", get_errno())
    try:
        known = _rights(abi)
        for path in leave.readable:
            _allow(rules, path, _READ_FILE | _READ_FOLDER)
        for path in leave.runnable:
            _allow(rules, path, _READ_FILE | _READ_FOLDER | _RUN)
        for path in leave.writable:
            _allow(rules, path, (_READ_FILE | _READ_FOLDER | _KEEP) & known)
        if call(_RESTRICT, c_int(rules), c_uint32(0)):
            fail("Landlock", get_errno())
    finally:
        os.close(rules)


def _allow(rules: int, path: str, rights: int) -> None:
    """Give rights over everything beneath a path; what does not exist needs no leave."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        folder = stat.S_ISDIR(os.fstat(opened).st_mode)
        rule = struct.pack("=Qi", rights if folder else rights & _OF_FILES, opened)
        if call(_ADD, c_int(rules), c_int(_BENEATH), c_char_p(rule), c_uint32(0)):
            fail("Landlock", get_errno())
    finally:
        os.close(opened)
