"""The walls' parts: which calls pass the filter, what Landlock takes, what is said of both."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from papertrace.read import sandbox, walls, walls_calls, walls_landlock, walls_probe, walls_seccomp
from papertrace.read.walls import Walls
from papertrace.read.walls_calls import CHECKED, DEADLY, FREE, MACHINES, READING
from papertrace.read.walls_seccomp import ALLOW, KILL, REFUSE, UNKNOWN, Leave

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.read.walls_calls import Machine, Numbers
    from papertrace.read.walls_seccomp import Step

PID = 4321
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
TABLES = {"free": FREE, "reading": READING, "checked": CHECKED, "deadly": DEADLY}

each_machine = pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)


def verdict(steps: Sequence[Step], machine: Machine, number: int, *arguments: int) -> int:
    """Run a filter as the kernel would; give its verdict."""
    padded = (*arguments, *[0] * (6 - len(arguments)))
    told = struct.pack("<IIQ6Q", number, machine.audit, 0, *padded)
    word, at = 0, 0
    while True:
        code, if_true, if_false, constant = steps[at]
        at += 1
        if code == walls_seccomp.GIVE:
            return constant
        if code == walls_seccomp.LOAD:
            word = struct.unpack_from("<I", told, constant)[0]
            continue
        holds = {
            walls_seccomp.EQUAL: word == constant,
            walls_seccomp.FROM: word >= constant,
            walls_seccomp.ANY: bool(word & constant),
        }[code]
        at += if_true if holds else if_false


def number_of(name: str, machine: Machine) -> int | None:
    every: dict[str, Numbers] = {k: v for table in TABLES.values() for k, v in table.items()}
    return every[name][machine.column]


SHUT, READER, THREADED = Leave(), Leave(readable=True), Leave(threads=True)
READ, WRITE, CREATE, TEMPORARY = 0, 1, 0o100, 0o20200000


@each_machine
@pytest.mark.parametrize(
    ("leave", "call", "arguments", "expected"),
    [
        (SHUT, "read", (0,), ALLOW),
        (SHUT, "mmap", (0, 4096, 3), ALLOW),
        (SHUT, "mmap", (0, 4096, 5), REFUSE),
        (SHUT, "mprotect", (0, 4096, 7), REFUSE),
        (Leave(executable=True), "mprotect", (0, 4096, 5), ALLOW),
        (SHUT, "openat", (0, 0, READ), REFUSE),
        (READER, "openat", (0, 0, READ), ALLOW),
        (READER, "openat", (0, 0, WRITE), REFUSE),
        (READER, "openat", (0, 0, READ | CREATE), REFUSE),
        (READER, "openat", (0, 0, TEMPORARY), REFUSE),
        (SHUT, "open", (0, READ), REFUSE),
        (READER, "open", (0, READ), ALLOW),
        (READER, "open", (0, 2), REFUSE),
        (SHUT, "getdents64", (), REFUSE),
        (READER, "getdents64", (), ALLOW),
        (SHUT, "newfstatat", (3, 0, 0, 0x1000), ALLOW),
        (SHUT, "newfstatat", (3, 0, 0, 0), REFUSE),
        (READER, "newfstatat", (3, 0, 0, 0), ALLOW),
        (SHUT, "kill", (PID, 9), ALLOW),
        (SHUT, "kill", (1, 0), REFUSE),
        (SHUT, "kill", (0, 9), REFUSE),
        (SHUT, "kill", (0xFFFFFFFF, 9), REFUSE),
        (SHUT, "tgkill", (PID, PID, 6), ALLOW),
        (SHUT, "tgkill", (PID + 1, PID + 1, 6), REFUSE),
        (SHUT, "prlimit64", (0, 7, 0, 1), ALLOW),
        (SHUT, "prlimit64", (PID, 7, 0, 1), ALLOW),
        (SHUT, "prlimit64", (PID, 7, 0x7F0000000000, 0), REFUSE),
        (SHUT, "prlimit64", (PID + 1, 7, 0, 1), REFUSE),
        (SHUT, "fcntl", (1, 1), ALLOW),
        (SHUT, "fcntl", (1, 8, 1), REFUSE),  # who gets a signal
        (SHUT, "ioctl", (1, 0x5401), ALLOW),
        (SHUT, "ioctl", (1, 0x5412), REFUSE),  # typing for somebody else
        (SHUT, "clone", (17,), REFUSE),
        (SHUT, "clone", (0x3D0F00,), REFUSE),
        (THREADED, "clone", (0x3D0F00,), ALLOW),
        (THREADED, "clone", (17,), REFUSE),
        (SHUT, "execve", (), KILL),
        (SHUT, "ptrace", (), KILL),
        (READER, "io_uring_setup", (), KILL),
    ],
)
def test_the_filter_lets_through_what_computing_needs(
    machine: Machine, leave: Leave, call: str, arguments: tuple[int, ...], expected: int
) -> None:
    number = number_of(call, machine)
    if number is None:
        pytest.skip(f"this processor has no call {call}")
    made = walls_seccomp.steps(machine, PID, leave)
    assert verdict(made, machine, number, *arguments) == expected


@each_machine
@pytest.mark.parametrize("leave", [SHUT, READER, THREADED])
def test_a_filter_laid_out_before_a_process_is_there_is_the_same(
    machine: Machine, leave: Leave
) -> None:
    for pid in (1, PID, 4_194_304):
        made = walls_seccomp.packed(walls_seccomp.steps(machine, pid, leave))
        assert walls_seccomp.filter_for(machine, pid, leave) == made
    _, places = walls_seccomp.laid_out(machine, leave)
    assert len(places) == 4  # kill, tkill, tgkill, prlimit64


@each_machine
def test_what_has_no_name_is_refused(machine: Machine) -> None:
    made = walls_seccomp.steps(machine, PID, SHUT)
    named = {number_of(name, machine) for table in TABLES.values() for name in table}
    told = {n: verdict(made, machine, n, 1, 99, 4, 1) for n in range(600)}
    for number, given in told.items():
        if number not in named:
            assert given == (REFUSE if number < walls_calls.NEW_FROM else UNKNOWN)
    allowed = {n for n, v in told.items() if v == ALLOW}
    assert allowed == {numbers[machine.column] for numbers in FREE.values()} - {None}


def test_calls_of_other_machines_and_conventions_are_deadly() -> None:
    intel, arm = MACHINES["x86_64"], MACHINES["aarch64"]
    made = walls_seccomp.steps(intel, PID, SHUT)
    assert verdict(made, arm, 63) == KILL
    assert verdict(made, intel, 0x40000000) == KILL
    assert verdict(walls_seccomp.steps(arm, PID, SHUT), intel, 0) == KILL


@pytest.mark.parametrize("name", MACHINES)
def test_numbers_are_those_of_the_system_headers(name: str) -> None:
    if not HEADERS[name].is_file():
        pytest.skip("this system has no headers of the kernel")
    told = HEADERS[name].read_text()
    known = {m[1]: int(m[2]) for m in re.finditer(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", told)}
    known.setdefault("newfstatat", known.get("fstatat", 79))
    column = MACHINES[name].column
    ours = {k: v[column] for table in TABLES.values() for k, v in table.items()}
    assert ours == {k: known.get(k) for k in ours}


def test_filters_are_packed_as_the_kernel_takes_them() -> None:
    assert walls_seccomp.packed([(0x20, 0, 0, 4), (0x15, 1, 0, 0xC000003E)]) == bytes.fromhex(
        "2000000004000000150001003e0000c0"
    )


@pytest.mark.parametrize(
    ("abi", "expected"),
    [
        (1, (0x1FFF,)),
        (2, (0x3FFF,)),
        (3, (0x7FFF,)),
        (4, (0x7FFF, 3)),
        (5, (0xFFFF, 3)),
        (6, (0xFFFF, 3, 3)),
        (99, (0xFFFF, 3, 3)),
    ],
)
def test_landlock_takes_all_that_its_version_knows(abi: int, expected: tuple[int, ...]) -> None:
    made = walls_landlock.ruleset(abi)
    assert struct.unpack(f"={len(made) // 8}Q", made) == expected


def test_there_is_no_filter_for_an_unknown_processor() -> None:
    assert walls_seccomp.machine_named("riscv64") is None
    assert walls_seccomp.machine_named("x86_64") is MACHINES["x86_64"]


@pytest.mark.parametrize(
    ("stand", "words"),
    [
        (Walls(7, seccomp=True), "Landlock ABI 7 + seccomp + limits (address space"),
        (Walls(1), "Landlock ABI 1 + limits (address space"),
        (Walls(0, seccomp=True), "seccomp + limits (address space"),
        (Walls(), "child process + limits (address space"),
    ],
)
def test_the_level_says_which_walls_stand_and_what_they_leave_open(
    stand: Walls, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walls, "found", lambda: stand)
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.setattr(sandbox, "ways_out", lambda: ("UDP", "exec"))
    assert sandbox.level.__wrapped__().startswith(words)
    if stand != Walls():
        assert sandbox.level.__wrapped__().endswith("12 ways out tried, not stopped: UDP, exec")
        monkeypatch.setattr(sandbox, "ways_out", tuple)
        assert sandbox.level.__wrapped__().endswith("12 ways out tried, none left open")


def test_other_systems_say_what_they_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    monkeypatch.setattr(walls, "found", Walls)
    assert sandbox.level.__wrapped__() == "child process + limits (processor time, files)"
    monkeypatch.delattr("os.fork", raising=False)
    assert sandbox.level.__wrapped__() == "child process, watched for time and output"


def test_a_probe_tells_a_refusal_from_a_failure(tmp_path: Path) -> None:
    here = str(tmp_path)
    to = walls_probe.Targets(home=here, archive=str(tmp_path / "none"), writable=here)
    assert walls_probe.attempt(walls_probe.argument("read home", to)) == b"read home: it succeeded"
    assert b"No such file" in walls_probe.attempt(walls_probe.argument("read archive", to))
    assert walls_probe.attempt(walls_probe.argument("write", to)) == b"write: it succeeded"
    assert list(tmp_path.iterdir()) == []
