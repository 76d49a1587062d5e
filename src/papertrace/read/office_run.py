"""Starts LibreOffice on one file, watches over it and clears up: a process of its own.

It never looks at what the file says: it writes the bytes down in a private folder, which is all the
program may write in, and hands back what lies there afterwards. The folder is gone when it ends.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from papertrace.errors import Damaged, OverLimit, ReaderCrashed
from papertrace.read import office_walls, walls
from papertrace.read.sandbox_child import frame, refused

if TYPE_CHECKING:
    from typing import NoReturn

_TICK: Final = 0.02
_LOOK: Final = 25
"""Ticks between two looks at how much was written."""
_MOST: Final = 512 << 20
"""Bytes that it may write in all."""
_DEEPEST: Final = 12
_FILE: Final = "document"
_WORDS: Final = (
    "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
)  # fmt: skip


def main(told: list[str]) -> None:
    """Convert: the file comes on standard input, a frame goes to standard output."""
    program, ending, into, seconds = told
    signal.signal(signal.SIGTERM, _leave)
    walls.die_with_parent(signal.SIGTERM)
    data = sys.stdin.buffer.read()
    folder = Path(tempfile.mkdtemp(prefix="papertrace-"))
    try:
        room = office_walls.Room(folder, Path(program), int(seconds))
        answer = _converted(data, ending, into, room)
    finally:
        _clear(folder)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _leave(*_: object) -> NoReturn:
    raise SystemExit


def _converted(data: bytes, ending: str, into: str, room: office_walls.Room) -> bytes:
    for name in ("home", "out"):
        (room.folder / name).mkdir()
    given = room.folder / f"{_FILE}.{ending}"
    given.write_bytes(data)
    words = (
        *_WORDS,
        f"-env:UserInstallation={(room.folder / 'profile').as_uri()}",
        "--convert-to", into, "--outdir", str(room.folder / "out"), str(given),
    )  # fmt: skip
    trouble = _run(room, words)
    if trouble:
        return refused(*trouble)
    made = _taken(room.folder, f"{_FILE}.{into}")
    if made is None:
        message = "LibreOffice made nothing of it; perhaps the part of it that could is missing."
        return refused(Damaged.code, message)
    return frame(b"O", made)


def _run(room: office_walls.Room, words: tuple[str, ...]) -> tuple[str, str] | None:
    """Run the program to its end; code and message where it was ended or never began."""
    pid = os.fork()
    if pid == 0:
        _become(room, words)
    until, ticks, ended = time.monotonic() + room.seconds, 0, None
    try:
        while ended is None:
            ticks += 1
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                ended = status
            elif time.monotonic() > until:
                return OverLimit.code, f"LibreOffice took longer than {room.seconds} seconds."
            elif ticks % _LOOK == 0 and _written(room.folder) > _MOST:
                return OverLimit.code, f"LibreOffice wrote more than {_MOST >> 20} MiB."
            else:
                time.sleep(_TICK)
    finally:
        _kill(pid, reaped=ended is not None)
    if os.waitstatus_to_exitcode(ended) == _NOT_WALLED:
        return ReaderCrashed.code, "LibreOffice could not be walled off, so it was not started."
    return None


_NOT_WALLED: Final = 113


def _become(room: office_walls.Room, words: tuple[str, ...]) -> NoReturn:
    """Be the program, behind its walls: never returns."""
    try:
        os.setpgid(0, 0)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGPIPE):
            signal.signal(number, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        office_walls.close_in(room)
        own = {
            "HOME": str(room.folder / "home"),
            "TMPDIR": str(room.folder),
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "SAL_USE_VCLPLUGIN": "svp",
        }
        os.execve(room.program, [str(room.program), *words], own)  # noqa: S606  (no shell is wanted)
    except BaseException:  # noqa: BLE001  (nothing of ours may run on behind half a wall)
        os._exit(_NOT_WALLED)
    os._exit(_NOT_WALLED)


def _kill(group: int, *, reaped: bool) -> None:
    """End all that it started: its processes cannot leave their group."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        if not reaped:
            os.kill(group, signal.SIGKILL)  # it has no group of its own yet
    if not reaped:
        os.waitpid(group, 0)


def _written(folder: Path) -> int:
    """Count the bytes in a folder; what goes deeper than such a program does counts as too much."""
    total = 0
    for at, _, files in os.walk(folder):
        if len(Path(at).parts) - len(folder.parts) > _DEEPEST:
            return _MOST + 1
        for name in files:
            try:
                total += os.lstat(os.path.join(at, name)).st_size  # noqa: PTH118  (many of them)
            except FileNotFoundError:
                continue
    return total


def _taken(folder: Path, name: str) -> bytes | None:
    """Give the bytes of a file in the folder `out`, never through a link; None where it is none."""
    try:
        inside = os.open(folder / "out", os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        opened = os.open(name, flags, dir_fd=inside)
    except OSError:
        return None
    finally:
        os.close(inside)
    with os.fdopen(opened, "rb") as file:
        told = os.fstat(opened)
        if not stat.S_ISREG(told.st_mode) or told.st_size > office_walls.LARGEST:
            return None
        return file.read(office_walls.LARGEST) or None


def _clear(folder: Path) -> None:
    """Remove the folder, whatever lies in it."""
    for at, folders, _ in os.walk(folder):
        for each in folders:
            path = Path(at, each)
            if not path.is_symlink():
                path.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)
