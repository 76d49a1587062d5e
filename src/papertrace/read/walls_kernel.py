"""The few calls to the kernel that the walls need and Python has no name for.

Nothing happens at import: systems without these calls can import it.
"""

from __future__ import annotations

import os
from ctypes import CDLL, c_int, c_long, c_size_t, c_ulong, c_void_p
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NoReturn


@cache
def _library() -> Any:  # noqa: ANN401  (ctypes has no type for functions of any arguments)
    found = CDLL(None, use_errno=True)
    found.syscall.restype = c_long
    return found


def call(number: int, *arguments: object) -> int:
    """Make a system call; -1 where it fails, `ctypes.get_errno` then says why."""
    result: int = _library().syscall(c_long(number), *arguments)
    return result


def control(option: int, value: int) -> int:
    """Change something of this process (prctl); -1 where it fails."""
    zero = c_ulong(0)
    result: int = _library().prctl(c_int(option), c_ulong(value), zero, zero, zero)
    return result


def advise(start: int, length: int, advice: int) -> bool:
    """Tell how memory of this process will be used (madvise); False where that is refused."""
    done: int = _library().madvise(c_void_p(start), c_size_t(length), c_int(advice))
    return done == 0


def fail(what: str, number: int) -> NoReturn:
    """Raise what the kernel answered."""
    raise OSError(number, f"{what}: {os.strerror(number)}")
