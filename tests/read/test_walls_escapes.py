"""Ways out of a worker, tried for real from inside one."""

from __future__ import annotations

import codecs
import ctypes
import json
import mmap
import os
import socket
import statistics
import threading
import time
from typing import TYPE_CHECKING

import pytest

from papertrace.read import (
    pdf_fonts,
    sandbox,
    sandbox_spawn,
    walls,
    walls_controls,
    walls_fonts,
    walls_probe,
)
from papertrace.read.render import render
from papertrace.read.sandbox import Limits
from papertrace.read.walls import Walls
from support import papertrace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOUND = walls.found()
LIMITS = Limits(seconds=10)
FILES = {"read home", "read archive", "read /etc", "write", "list"}
ALL = set(walls_probe.TRIES)

needs_seccomp = pytest.mark.skipif(not FOUND.seccomp, reason="this kernel has no seccomp filters")
needs_landlock = pytest.mark.skipif(not FOUND.landlock, reason="this kernel has no Landlock")
needs_walls = pytest.mark.skipif(Walls() == FOUND, reason="this kernel has no walls")


@pytest.fixture
def targets(tmp_path: Path) -> Iterator[walls_probe.Targets]:
    """Give targets that are there: files, and ports and a socket somebody listens at."""
    secret = tmp_path / "secret"
    secret.write_text("words")
    with (
        socket.socket() as tcp,
        socket.socket(type=socket.SOCK_DGRAM) as udp,
        socket.socket(socket.AF_UNIX) as local,
    ):
        tcp.bind(("127.0.0.1", 0))
        tcp.listen()
        udp.bind(("127.0.0.1", 0))
        path = str(tmp_path / "s")
        local.bind(path)
        local.listen()
        ports = tcp.getsockname()[1], udp.getsockname()[1]
        yield walls_probe.Targets(
            str(secret), str(tmp_path), str(tmp_path), *ports, path, os.getpid()
        )
        for listening in (tcp, local, udp):
            listening.settimeout(0)
        for listening in (tcp, local):
            with pytest.raises(BlockingIOError):  # nobody came
                listening.accept()
        with pytest.raises(BlockingIOError):
            udp.recv(9)


def test_every_way_is_open_where_there_are_no_walls(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("words")
    to = walls_probe.Targets(str(secret), str(tmp_path), str(tmp_path))
    for name in ("read home", "read archive", "write", "list", "UDP", "fork", "signal parent"):
        told = walls_probe.attempt(walls_probe.argument(name, to))
        assert told == f"{name}: it succeeded".encode()
    assert b"refused" in walls_probe.attempt(walls_probe.argument("TCP", to))


@needs_seccomp
def test_twelve_ways_out_are_closed(targets: walls_probe.Targets) -> None:
    assert len(walls_probe.TRIES) == 12
    assert sandbox.ways_out(targets) == ()


@needs_seccomp
def test_they_are_closed_in_children_of_a_forker_too(targets: walls_probe.Targets) -> None:
    release = threading.Event()
    thread = threading.Thread(target=release.wait)
    thread.start()
    try:
        assert sandbox.ways_out(targets) == ()
    finally:
        release.set()
        thread.join()


@needs_seccomp
def test_they_are_closed_in_a_fresh_interpreter_too(targets: walls_probe.Targets) -> None:
    for name in ("read home", "UDP", "exec"):
        told = walls_probe.argument(name, targets)
        answer = sandbox_spawn.run(walls_probe.attempt, told, LIMITS)
        assert answer.forbidden or answer.output == walls_probe.STOPPED


@needs_seccomp
@needs_landlock
def test_doctor_says_so() -> None:
    told = json.loads(papertrace("doctor", "--json"))
    assert told["workers"].startswith(f"Landlock ABI {FOUND.landlock} + seccomp + limits (")
    assert told["workers"].endswith("12 ways out tried, none left open")
    assert told["page images"] in {walls_fonts.DRAWN, walls_fonts.NOT_DRAWN}
    assert f"workers: {told['workers']}\n" in papertrace("doctor")


@needs_seccomp
def test_the_filter_alone_closes_them_all(
    targets: walls_probe.Targets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walls, "found", lambda: Walls(0, seccomp=True))
    assert sandbox.ways_out(targets) == ()


@needs_landlock
def test_landlock_alone_closes_files_tcp_and_signals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walls, "found", lambda: Walls(FOUND.landlock))
    (tmp_path / "secret").write_text("words")
    to = walls_probe.Targets(str(tmp_path / "secret"), str(tmp_path), str(tmp_path))
    closed = {*FILES, "trace parent"}
    closed |= {"TCP"} if FOUND.landlock >= 4 else set()
    closed |= {"signal parent"} if FOUND.landlock >= 6 else set()
    assert not closed & set(sandbox.ways_out(to))


@needs_seccomp
def test_a_renderer_may_read_its_folders_and_nothing_else(
    tmp_path: Path, targets: walls_probe.Targets
) -> None:
    open_to_it = tmp_path / "fonts"
    open_to_it.mkdir()
    (open_to_it / "font").write_text("a font")
    limits = Limits(seconds=10, readable=(str(open_to_it), str(tmp_path / "missing")))
    paths = [str(open_to_it / "font"), targets.home, "/etc/passwd"]
    told = [sandbox.run(_read, os.fsencode(path), limits) for path in paths]
    assert told[0].output == b"a font"
    if FOUND.landlock:
        assert [a.code for a in told[1:]] == ["PT305", "PT305"]
    assert sandbox.run(_append, os.fsencode(open_to_it / "font"), limits).code == "PT305"
    assert (open_to_it / "font").read_text() == "a font"


def _read(path: bytes) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123  (bytes are a path here)
        return file.read()


def _append(path: bytes) -> bytes:
    with open(path, "ab") as file:  # noqa: PTH123  (as above)
        return b"%d" % file.write(b"")


@needs_seccomp
def test_threads_start_only_where_they_are_allowed() -> None:
    assert sandbox.run(_in_thread, b"x", LIMITS).message.startswith("The reader failed on it")
    allowed = sandbox.run(_in_thread, b"x", Limits(seconds=10, threads=True))
    assert allowed.output == b"xx"


def _in_thread(argument: bytes) -> bytes:
    made: list[bytes] = []
    thread = threading.Thread(target=lambda: made.append(argument * 2))
    thread.start()
    thread.join()
    return made[0]


@needs_seccomp
def test_memory_cannot_be_made_executable() -> None:
    assert sandbox.run(_executable, b"", LIMITS).message.startswith("The reader failed on it (Perm")
    assert sandbox.run(_called_back, b"", LIMITS).output == b"1770"  # their code was there before


def _executable(_: bytes) -> bytes:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC)
    return b"made"


def _called_back(_: bytes) -> bytes:
    kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)
    kept = [kind(lambda n: n) for _ in range(60)]
    return b"%d" % sum(call(n) for n, call in enumerate(kept))


@needs_walls
def test_who_touches_a_deadly_call_is_named(targets: walls_probe.Targets) -> None:
    if not FOUND.seccomp:
        pytest.skip("this kernel has no seccomp filters")
    told = sandbox.run(walls_probe.attempt, walls_probe.argument("exec", targets), LIMITS)
    assert (told.forbidden, told.code) == (True, "PT305")
    assert "ended by its walls" in told.message


@needs_walls
def test_every_encoding_is_at_hand_behind_the_walls() -> None:
    names = ("gb18030", "big5hkscs", "cp1026", "shift_jisx0213", "mac_cyrillic", "no_such_thing")
    told = json.loads(sandbox.run(_known, json.dumps(names).encode(), LIMITS).output)
    assert told == [*names[:-1]]


def _known(told: bytes) -> bytes:
    found = []
    for name in json.loads(told):
        try:
            codecs.lookup(name)
        except LookupError:
            continue
        found.append(name)
    return json.dumps(found).encode()


@needs_walls
def test_a_page_is_drawn_behind_the_walls_as_before_them() -> None:
    limits = walls_fonts.for_pictures(LIMITS)
    expected = render(walls_controls.pdf(), "", 1, 1.0).data
    assert sandbox.run(_drawn, walls_controls.pdf(), limits).output == expected
    pdf_fonts.use_block_font()  # as after reading
    assert sandbox.run(_drawn, walls_controls.pdf(), limits).output == expected


def _drawn(data: bytes) -> bytes:
    return render(data, "", 1, 1.0).data


@needs_walls
def test_chinese_is_drawn_only_where_fonts_may_be_read() -> None:
    seen = sandbox.run(walls_fonts.draws_chinese, b"", walls_fonts.for_pictures(LIMITS))
    unseen = sandbox.run(walls_fonts.draws_chinese, b"", LIMITS)
    assert (seen.output, unseen.output) in {(b"yes", b"no"), (b"no", b"no")}


@needs_walls
def test_raising_the_walls_takes_less_than_five_milliseconds() -> None:
    assert statistics.median(_seconds_to_close_in() for _ in range(15)) < 0.005


def _seconds_to_close_in() -> float:
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        begun = time.perf_counter()
        walls.close_in(FOUND)
        os.write(theirs, b"%f" % (time.perf_counter() - begun))
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        told = float(pipe.read())
    os.waitpid(pid, 0)
    return told
