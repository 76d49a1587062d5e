"""The walls around a LibreOffice that converts one file: it is a stranger's program, and large.

It must load libraries, start processes of its own and write, so the walls of a worker would not
let it live. These let it read the system's programs and its own folder, write in that folder, and
nothing more: no network of any kind, no socket, no other place, no way out of its process group.
"""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from papertrace.read import walls, walls_landlock
from papertrace.read.walls_calls import DEADLY
from papertrace.read.walls_seccomp import machine_named, open_steps, packed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.read.walls_calls import Numbers

if sys.platform != "win32":
    import resource

_MIB: Final = 1 << 20
_PROCESSES: Final = 160
"""Processes and threads it may have beyond those of this user that run already."""
_FILES: Final = 512
LARGEST: Final = 256 * _MIB
"""Bytes of one file that it may write."""
MEMORY: Final = 3 << 30
"""Bytes of address space; what it holds of it is far less."""

PROGRAMS: Final = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/opt/libreoffice")
"""Where programs and their libraries lie: read and run."""
TABLES: Final = (
    "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/fonts", "/etc/libreoffice",
    "/etc/alternatives", "/etc/localtime", "/var/cache/fontconfig", "/var/lib/libreoffice",
    "/var/spool/libreoffice",
    "/dev/urandom", "/dev/random", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu",
)  # fmt: skip
"""What such a program reads beyond that; nothing of it is anybody's own."""

_REFUSED: Final[Mapping[str, Numbers]] = MappingProxyType(
    {
        "connect": (42, 203),
        "setsid": (112, 157),
        "setpgid": (109, 154),
        "kill": (62, 129),
        "chmod": (90, None),
        "fchmod": (91, 52),
        "fchmodat": (268, 53),
        "fchmodat2": (452, 452),
        "chown": (92, None),
        "lchown": (94, None),
        "fchown": (93, 55),
        "fchownat": (260, 54),
        "utime": (132, None),
        "utimes": (235, None),
        "utimensat": (280, 88),
        "futimesat": (261, None),
        "setxattr": (188, 5),
        "lsetxattr": (189, 6),
        "fsetxattr": (190, 7),
        "removexattr": (197, 14),
        "lremovexattr": (198, 15),
        "fremovexattr": (199, 16),
        "link": (86, None),
        "linkat": (265, 37),
        "mknod": (133, None),
        "mknodat": (259, 33),
        "setpriority": (141, 140),
        "sched_setscheduler": (144, 119),
        "shmget": (29, 194),
        "msgget": (68, 186),
        "semget": (64, 190),
        "mq_open": (240, 180),
        "inotify_add_watch": (254, 27),
    }
)
"""Refused with an error; the program lives without. All else is let through, or deadly."""
_STARTING: Final = frozenset({"execve", "execveat", "personality", "kcmp"})
"""Deadly for a worker, but not for a program that starts others."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a conversion may use."""

    folder: Path
    """The only place where it may write; the program's profile lies there too."""
    program: Path
    """The program as found, which may lie outside the system's folders."""
    seconds: int


def close_in(room: Room) -> None:
    """Set limits and raise walls around this process and all it will start; OSError."""
    os.chdir(room.folder)
    _limit(room.seconds)
    found = walls.found()
    machine = machine_named(platform.machine())
    walls.no_new_rights()
    if found.landlock:
        program = room.program.resolve()
        own = program.parent.parent if program.parent.name == "program" else program
        leave = walls_landlock.Leave(TABLES, (*PROGRAMS, str(own)), (str(room.folder), os.devnull))
        walls_landlock.restrict(found.landlock, leave)
    if found.seccomp and machine is not None:
        deadly = {name: n for name, n in DEADLY.items() if name not in _STARTING}
        walls.set_filter(machine.seccomp, packed(open_steps(machine, _REFUSED, deadly)))


def _limit(seconds: int) -> None:
    if sys.platform == "win32":
        return
    wanted = [
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, LARGEST),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ]
    if platform.system() == "Linux":  # elsewhere limits of address space do not work
        wanted += [(resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_NPROC, _running() + _PROCESSES)]
    for kind, most in wanted:
        allowed = resource.getrlimit(kind)[1]
        most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)  # noqa: PLW2901  (never above ours)
        resource.setrlimit(kind, (most, most))


def _running() -> int:
    """Count the processes and threads of this user, which the limit counts too."""
    return sum(1 for task in Path("/proc").glob("[0-9]*/task/*") if _is_ours(task))


def _is_ours(task: Path) -> bool:
    try:
        return task.stat().st_uid == os.getuid()
    except OSError:
        return False  # it has ended
