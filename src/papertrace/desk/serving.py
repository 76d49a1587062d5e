"""Puts the desk together and serves it, on this machine alone.

There is no way to ask for another address: a desk that others can reach needs users and TLS, which
it does not have yet.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

import uvicorn
from starlette.applications import Starlette

from papertrace.desk.answers import refused
from papertrace.desk.bench import Bench, Seat
from papertrace.desk.entry import START, Entry
from papertrace.desk.guard import Guard
from papertrace.desk.importer import Importer
from papertrace.desk.routes import ROUTES
from papertrace.desk.state import Desk
from papertrace.desk.team.pages import ROUTES as TEAM_ROUTES
from papertrace.errors import OpenToOthers, PapertraceError, UsageError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from papertrace.casefile import SigningKey
    from papertrace.desk.team.place import Place
    from papertrace.desk.team.sessions import Door

LOOPBACK: Final = "127.0.0.1"
_BACKLOG: Final = 64
_UVICORN: Final[dict[str, Any]] = {
    "log_level": "warning",
    "access_log": False,
    "server_header": False,
    "proxy_headers": False,  # there is no proxy, and nobody may pretend to be one
    "http": "h11",
    "loop": "asyncio",
    "ws": "none",
    "lifespan": "on",
    "timeout_graceful_shutdown": 3,
}


def application(root: Path, key: SigningKey, entry: Entry, port: int) -> Guard:
    """Give the desk of one case and one person as an ASGI application, behind its guard."""
    cookie = f"papertrace-{port}"
    bench, importer = Bench(root), Importer(root)

    @asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        yield
        importer.close()
        bench.close()

    async def failed(request: Request, error: Exception) -> Response:
        return refused(request, error if isinstance(error, PapertraceError) else PapertraceError())

    app = Starlette(
        routes=list(ROUTES),
        lifespan=living,
        exception_handlers={PapertraceError: failed},
    )
    app.router.redirect_slashes = False
    app.state.desk = Desk(Seat(bench, key), key, entry, cookie, importer)
    hosts = frozenset({f"{LOOPBACK}:{port}", f"localhost:{port}"})
    return Guard(app, entry, hosts, cookie)


def _untold(line: str) -> None:
    """Say nothing: a team's desk has no terminal to show a link in."""
    del line


def team_application(root: Path, door: Door, place: Place, port: int) -> Guard:
    """Give the desk of one case and a team, behind its guard; nobody comes in by a start link."""
    inside = application(root, door.nobody.key, Entry("", _untold), port)
    app = cast("Starlette", inside.app)
    app.router.routes[:] = [*(r for r in ROUTES if not r.path.startswith(START)), *TEAM_ROUTES]
    app.state.door = door
    return replace(
        inside,
        entry=door,
        hosts=place.hosts(port),
        scheme=place.scheme,
        more=place.headers,
    )


def bound(
    port: int, host: str = LOOPBACK, *, users: bool = False, tls: bool = False
) -> socket.socket:
    """Open the door on this machine (port 0: any that is free).

    OpenToOthers for any other place without users and TLS.
    """
    address = ipaddress.ip_address(host)
    if not address.is_loopback and not (users and tls):
        missing = " and ".join(
            words for words, there in (("no users", users), ("no TLS", tls)) if not there
        )
        msg = f"The desk is not opened on {host}: it has {missing}."
        raise OpenToOthers(msg)
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6  # noqa: PLR2004  (IPv4)
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name != "nt":  # there it would let another program take the door over
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        door.close()
        msg = f"Port {port} cannot be used: {error}."
        raise UsageError(msg, remedy="Name another with --port, or leave it out.") from error
    return door


def serve(
    root: Path,
    key: SigningKey,
    port: int,
    tell: Callable[[str], None],
    opened: Callable[[str], None],
) -> None:
    """Serve the desk until it is interrupted; `opened` is given the start link once it answers."""
    door = bound(port)
    try:
        number = door.getsockname()[1]
        entry = Entry(f"http://{LOOPBACK}:{number}", tell)
        server = uvicorn.Server(uvicorn.Config(application(root, key, entry, number), **_UVICORN))
        opened(entry.link())
        server.run(sockets=[door])
    finally:
        door.close()


def serve_team(
    root: Path, entry: Door, place: Place, opened: Callable[[str], None], *, users: bool
) -> None:
    """Serve the desk to a team until it is interrupted; `opened` is given its address.

    OpenToOthers, and UsageError where port or certificate cannot be used.
    """
    door = bound(place.port, place.host, users=users, tls=place.tls)
    try:
        number = door.getsockname()[1]
        config = uvicorn.Config(
            team_application(root, entry, place, number),
            ssl_certfile=place.certificate,
            ssl_keyfile=place.certificate_key,
            **_UVICORN,
        )
        try:
            config.load()
        except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
            msg = f"The certificate cannot be used: {error}."
            raise UsageError(
                msg, remedy="Give --certificate and --certificate-key, both PEM."
            ) from error
        opened(place.origin(number))
        uvicorn.Server(config).run(sockets=[door])
    finally:
        door.close()
