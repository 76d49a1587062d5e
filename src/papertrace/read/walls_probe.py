"""Twelve ways out of a worker, tried from inside one: what `doctor` shows is seen, not assumed.

Every try is harmless should it succeed: it reads and sends nothing of worth, and changes nothing
that it does not undo. Each is a job of its own, since some walls end who touches them.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import tempfile
from ctypes import CDLL, c_int, c_long, c_void_p, create_string_buffer, get_errno
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_UNIX, _INTERNET, _STREAM, _DATAGRAM = 1, 2, 1, 2
_LOOPBACK: Final = bytes([127, 0, 0, 1])
_SEIZE: Final = 0x4206  # attach to a process without stopping it
_REFUSALS: Final = (errno.EPERM, errno.EACCES)
STOPPED: Final = b"stopped"


@dataclass(frozen=True, slots=True)
class Targets:
    """What a try goes for."""

    home: str
    """A file or folder of this user."""
    archive: str
    """A file or folder that holds documents."""
    writable: str
    """A folder in which anybody may make files."""
    tcp: int = 9
    udp: int = 9
    """Ports on this machine."""
    local: str = "/run/papertrace-probe"
    """Path of a local socket."""
    parent: int = 0
    """The process that started the worker; 0: its parent."""


def targets() -> Targets:
    """Give targets that every system has."""
    return Targets(str(Path.home()), sys.prefix, tempfile.gettempdir())


def argument(name: str, told: Targets) -> bytes:
    """Give the argument with which `attempt` makes a try."""
    return json.dumps([name, asdict(told)]).encode()


def attempt(told: bytes) -> bytes:
    """Make one try: the job. Gives STOPPED, or what became of it."""
    name, fields = json.loads(told)
    try:
        TRIES[name](Targets(**fields))
    except OSError as error:
        refused = error.errno in _REFUSALS
        return STOPPED if refused else f"{name}: {error.strerror}".encode()
    return f"{name}: it succeeded".encode()


def _library() -> Any:  # noqa: ANN401  (ctypes has no types for C functions)
    return CDLL(None, use_errno=True)


def _sure(result: int) -> int:
    """Give what a C function gave; OSError where it failed."""
    if result < 0:
        raise OSError(get_errno(), os.strerror(get_errno()))
    return result


def _open(path: str) -> None:
    os.close(os.open(path, os.O_RDONLY))


def _write(to: Targets) -> None:
    path = os.path.join(to.writable, f"papertrace-probe-{os.getpid()}")  # noqa: PTH118  (no pathlib: fewer calls)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    os.unlink(path)  # noqa: PTH108  (as above)


def _internet(port: int) -> bytes:
    return _INTERNET.to_bytes(2, sys.byteorder) + port.to_bytes(2, "big") + _LOOPBACK + bytes(8)


def _tcp(to: Targets) -> None:
    opened = _sure(_library().socket(_INTERNET, _STREAM, 0))
    _sure(_library().connect(opened, _internet(to.tcp), 16))


def _udp(to: Targets) -> None:
    opened = _sure(_library().socket(_INTERNET, _DATAGRAM, 0))
    _sure(_library().sendto(opened, b"", 0, 0, _internet(to.udp), 16))


def _local(to: Targets) -> None:
    opened = _sure(_library().socket(_UNIX, _STREAM, 0))
    address = _UNIX.to_bytes(2, sys.byteorder) + os.fsencode(to.local) + b"\0"
    _sure(_library().connect(opened, address, len(address)))


def _fork(_: Targets) -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _trace(to: Targets) -> None:
    trace = _library().ptrace
    trace.restype = c_long
    _sure(trace(c_int(_SEIZE), c_int(to.parent or os.getppid()), c_void_p(0), c_void_p(0)))


def _exec(_: Targets) -> None:
    _sure(_library().execv(create_string_buffer(os.fsencode(sys.executable)), c_void_p(0)))


TRIES: Final[Mapping[str, Callable[[Targets], object]]] = MappingProxyType(
    {
        "read home": lambda to: _open(to.home),
        "read archive": lambda to: _open(to.archive),
        "read /etc": lambda _: _open("/etc/passwd"),
        "write": _write,
        "list": lambda _: list(Path("/").iterdir()),
        "TCP": _tcp,
        "UDP": _udp,
        "local socket": _local,
        "exec": _exec,
        "fork": _fork,
        "trace parent": _trace,
        "signal parent": lambda to: os.kill(to.parent or os.getppid(), signal.SIG_DFL),
    }
)
