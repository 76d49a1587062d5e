"""System calls by name, as numbers, and which of them a worker may make.

The tables are Linux's and never change. It applies nothing: `walls_seccomp` makes a filter of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Machine:
    """A kind of processor, as the kernel names it in a system call."""

    audit: int
    """AUDIT_ARCH_..."""
    column: int
    """Its column in the tables below."""
    seccomp: int
    """Number of the call that sets a filter."""
    foreign: int = 0
    """Numbers from here up belong to another calling convention; 0: there is none."""


MACHINES: Final[Mapping[str, Machine]] = MappingProxyType(
    {
        "x86_64": Machine(0xC000003E, 0, 317, 0x40000000),
        "aarch64": Machine(0xC00000B7, 1, 277),
    }
)

NEW_FROM: Final = 424
"""From here on all machines share their numbers, and every C library lives without the call."""

Numbers = tuple[int | None, int | None]

FREE: Final[Mapping[str, Numbers]] = MappingProxyType(
    {
        # memory
        "brk": (12, 214),
        "munmap": (11, 215),
        "mremap": (25, 216),
        "madvise": (28, 233),
        # what is open already: the pipe and the null device
        "read": (0, 63),
        "write": (1, 64),
        "readv": (19, 65),
        "writev": (20, 66),
        "pread64": (17, 67),
        "lseek": (8, 62),
        "close": (3, 57),
        "fstat": (5, 80),
        "dup": (32, 23),
        "dup2": (33, None),
        "dup3": (292, 24),
        "poll": (7, None),
        "ppoll": (271, 73),
        "select": (23, None),
        "pselect6": (270, 72),
        # time, chance and who one is
        "clock_gettime": (228, 113),
        "clock_getres": (229, 114),
        "clock_nanosleep": (230, 115),
        "nanosleep": (35, 101),
        "gettimeofday": (96, 169),
        "time": (201, None),
        "times": (100, 153),
        "getrusage": (98, 165),
        "getrandom": (318, 278),
        "sysinfo": (99, 179),
        "uname": (63, 160),
        "getcpu": (309, 168),
        "getcwd": (79, 17),
        "getpid": (39, 172),
        "gettid": (186, 178),
        "getppid": (110, 173),
        "getpgrp": (111, None),
        "getpgid": (121, 155),
        "getuid": (102, 174),
        "geteuid": (107, 175),
        "getgid": (104, 176),
        "getegid": (108, 177),
        "getrlimit": (97, 163),
        # locks, signals to oneself, the end
        "futex": (202, 98),
        "set_robust_list": (273, 99),
        "rseq": (334, 293),
        "membarrier": (324, 283),
        "sched_yield": (24, 124),
        "sched_getaffinity": (204, 123),
        "rt_sigaction": (13, 134),
        "rt_sigprocmask": (14, 135),
        "rt_sigreturn": (15, 139),
        "sigaltstack": (131, 132),
        "restart_syscall": (219, 128),
        "exit": (60, 93),
        "exit_group": (231, 94),
    }
)
"""Allowed whatever their arguments."""

READING: Final[Mapping[str, Numbers]] = MappingProxyType(
    {
        "stat": (4, None),
        "lstat": (6, None),
        "newfstatat": (262, 79),
        "statx": (332, 291),
        "access": (21, None),
        "faccessat": (269, 48),
        "faccessat2": (439, 439),
        "readlink": (89, None),
        "readlinkat": (267, 78),
        "getdents64": (217, 61),
    }
)
"""Allowed only to a worker that may read some folders."""

CHECKED: Final[Mapping[str, Numbers]] = MappingProxyType(
    {
        "open": (2, None),
        "openat": (257, 56),
        "mmap": (9, 222),
        "mprotect": (10, 226),
        "fcntl": (72, 25),
        "ioctl": (16, 29),
        "kill": (62, 129),
        "tkill": (200, 130),
        "tgkill": (234, 131),
        "prlimit64": (302, 261),
        "newfstatat": (262, 79),
        "clone": (56, 220),
    }
)
"""Allowed with some arguments only."""

SOCKET: Final[Mapping[str, Numbers]] = MappingProxyType({"socket": (41, 198)})
"""Allowed with some arguments to a program of others, which talks to itself; never to a worker."""

PRETENDED: Final[Mapping[str, Numbers]] = MappingProxyType({"bind": (49, 200), "listen": (50, 201)})
"""Not made, and reported as done: such a program ends itself where it cannot open a door for a
second copy of itself, which it does in a folder that is not its own."""

DEADLY: Final[Mapping[str, Numbers]] = MappingProxyType(
    {
        "execve": (59, 221),
        "execveat": (322, 281),
        "ptrace": (101, 117),
        "process_vm_readv": (310, 270),
        "process_vm_writev": (311, 271),
        "pidfd_getfd": (438, 438),
        "process_madvise": (440, 440),
        "kcmp": (312, 272),
        "bpf": (321, 280),
        "perf_event_open": (298, 241),
        "userfaultfd": (323, 282),
        "io_uring_setup": (425, 425),
        "io_uring_enter": (426, 426),
        "io_uring_register": (427, 427),
        "personality": (135, 92),
        "keyctl": (250, 219),
        "add_key": (248, 217),
        "request_key": (249, 218),
        "mount": (165, 40),
        "umount2": (166, 39),
        "move_mount": (429, 429),
        "fsopen": (430, 430),
        "pivot_root": (155, 41),
        "chroot": (161, 51),
        "unshare": (272, 97),
        "setns": (308, 268),
        "open_by_handle_at": (304, 265),
        "kexec_load": (246, 104),
        "init_module": (175, 105),
        "finit_module": (313, 273),
        "delete_module": (176, 106),
        "swapon": (167, 224),
        "reboot": (169, 142),
    }
)
"""No reader and no library of one ever asks for these: who does is ended at once."""
