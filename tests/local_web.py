"""A web of this machine's own for tests: servers that answer well, badly, slowly and never."""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from papertrace.collect.pacing import Pace
from papertrace.collect.reach import Reach
from papertrace.collect.tape import Limits
from papertrace.errors import PapertraceError
from papertrace.read.sandbox import Answer as Answer_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from papertrace.read.sandbox import Job, Load

QUICK = Limits(seconds=1.5, silence=0.4, size=200_000, redirects=4)


@dataclass
class Answer:
    """What a path answers."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    act: Callable[[BaseHTTPRequestHandler], None] | None = None
    """Does the answering itself."""


@dataclass
class Site:
    """One server."""

    port: int
    pages: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path and headers of every question, in order."""

    def at(self, path: str) -> str:
        """Give a whole address."""
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        """Give the paths that were asked for."""
        return [path for path, _ in self.asked]


@contextlib.contextmanager
def site(pages: dict[str, Answer] | None = None) -> Iterator[Site]:
    """Run a server; what it does not know answers as `*`, or 404."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            made.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            other = made.pages.get("*", Answer(b"<h1>404 Not Found</h1>", 404))
            told = made.pages.get(self.path, other)
            with contextlib.suppress(OSError):  # who asks may hang up
                if told.act:
                    told.act(self)
                    self.close_connection = True
                    return
                self.send_response(told.status)
                for name, value in told.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", told.kind)
                self.send_header("Content-Length", str(len(told.body)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(told.body)
                self.close_connection = True

        do_POST = do_GET  # noqa: N815  (the library calls it so)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made = Site(server.server_address[1], pages or {})
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reach_of(*sites: Site) -> Reach:
    """Allow exactly these servers, by number."""
    return Reach(frozenset(("127.0.0.1", one.port) for one in sites))


def at_once() -> Pace:
    """Give a pace that never waits."""
    return Pace(0.0)


def unwalled(job: Job, argument: bytes, limits: object = None) -> Answer_:
    """Do a worker's job in the tests' own process: a server runs in it, and forking is dear."""
    del limits
    try:
        return Answer_(ok=True, output=job(argument))
    except PapertraceError as error:
        return Answer_(ok=False, code=error.code, message=error.message)


def unwalled_many(
    job: Job, arguments: Iterable[tuple[str, Load]], *_: object, **__: object
) -> Iterator[tuple[str, Answer_]]:
    """Do many jobs so."""
    for key, load in arguments:
        yield key, unwalled(job, load())


def page(title: str, text: str, more: str = "") -> Answer:
    """Answer with a page."""
    told = f"<html><head><title>{title}</title></head><body><p>{text}</p>{more}</body></html>"
    return Answer(told.encode())


def moved(where: str, status: int = 302) -> Answer:
    """Answer with a redirect."""
    return Answer(b"", status, headers={"Location": where})


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Answer a byte at a time, for ever; each comes in time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(100):
        handler.wfile.write(b"<")
        handler.wfile.flush()
        time.sleep(0.1)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Answer without end, as fast as it goes."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(2000):
        handler.wfile.write(b"<p>again</p>" * 500)


def silent(_: BaseHTTPRequestHandler) -> None:
    """Answer nothing."""
    time.sleep(1.0)
