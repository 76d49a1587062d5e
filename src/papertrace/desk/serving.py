"""Puts the desk together and serves it, on this machine alone.

There is no way to ask for another address: a desk that others can reach needs users and TLS, which
it does not have yet.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import uvicorn
from starlette.applications import Starlette

from papertrace.desk.answers import refused
from papertrace.desk.bench import Bench
from papertrace.desk.entry import Entry
from papertrace.desk.guard import Guard
from papertrace.desk.importer import Importer
from papertrace.desk.routes import ROUTES
from papertrace.desk.state import Desk
from papertrace.errors import PapertraceError, UsageError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from papertrace.casefile import SigningKey

LOOPBACK: Final = "127.0.0.1"
_BACKLOG: Final = 64


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
    app.state.desk = Desk(bench, key, entry, cookie, importer)
    hosts = frozenset({f"{LOOPBACK}:{port}", f"localhost:{port}"})
    return Guard(app, entry, hosts, cookie)


def bound(port: int, host: str = LOOPBACK) -> socket.socket:
    """Open the door on this machine (port 0: any that is free); UsageError for any other place."""
    if not ipaddress.ip_address(host).is_loopback:
        msg = f"The desk is not opened on {host}: it has no users and no TLS."
        raise UsageError(msg, remedy="Each person runs their own desk, on their own machine.")
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
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
        server = uvicorn.Server(
            uvicorn.Config(
                application(root, key, entry, number),
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,  # there is no proxy, and nobody may pretend to be one
                http="h11",
                loop="asyncio",
                ws="none",
                lifespan="on",
                timeout_graceful_shutdown=3,
            )
        )
        opened(entry.link())
        server.run(sockets=[door])
    finally:
        door.close()
