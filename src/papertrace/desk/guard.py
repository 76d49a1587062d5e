"""Stands before every route: what does not come from the desk's own pages is refused.

A page elsewhere can make a browser send requests to this machine, under any host name it likes.
So the Host must be ours, whatever names an Origin must name ours, a write must name it, and all but
the start link need the session's cookie. Every answer, refusals too, carries the same headers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse

from papertrace.desk.entry import START

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from papertrace.desk.state import Visiting

_READS: Final = frozenset({"GET", "HEAD"})
_FORM: Final = "application/x-www-form-urlencoded"
MOST: Final = 4 << 20
"""Bytes that a form may have."""
_FILES: Final = {"/import": "multipart/form-data"}
"""Where files are dropped -> what alone is taken there."""
MOST_DROPPED: Final = 8 << 30
"""Bytes of files that may be dropped at once."""

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self';"
    " script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # no-referrer would take the origin off our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not let through."""

    status: int
    words: str


_OUTSIDE: Final = Refusal(403, "Open the link that `papertrace desk` shows in the terminal.")
_NOBODY: Final = Refusal(403, "Sign in first.")
_BY_A_PERSON: Final = Refusal(405, "A start link is opened by a person.")


class Door(Protocol):
    """Knows who came in: by the start link, or by an account of a team."""

    @property
    def free(self) -> tuple[str, ...]:
        """Give the addresses that are open without a session; one that ends in / with all below."""

    def knows(self, session: str) -> bool:
        """Say whether a session stands, and note that it was used."""

    def visit(self, session: str) -> Visiting | None:
        """Give as whom a session acts; None where the desk has one person."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The wall around an application."""

    app: ASGIApp
    entry: Door
    hosts: frozenset[str]
    """The Host headers that are ours: name and port."""
    cookie: str
    """Name of the session's cookie."""
    scheme: str = "http"
    more: Mapping[str, str] = field(default_factory=dict)
    """Headers that every answer gets beside `HEADERS`."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it; every answer gets the headers."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # there are no sockets here
            await send({"type": "websocket.close", "code": 1008})
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (HEADERS | dict(self.more)).items():
                    headers[name] = value
            await send(message)

        refusal = self.refusal(scope)
        if refusal is None:
            visit = self.entry.visit(self._session(Headers(scope=scope)))
            await self.app({**scope, "papertrace.visit": visit}, receive, told)
            return
        if refusal is _NOBODY and Headers(scope=scope).get("sec-fetch-mode") == "navigate":
            await RedirectResponse("/sign-in", 303)(scope, receive, told)
            return
        answer = PlainTextResponse(f"{refusal.words}\n", refusal.status)
        await answer(scope, receive, told)

    def refusal(self, scope: Scope) -> Refusal | None:
        """Say why a request is refused; None where it may pass."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return Refusal(421, "This is not the address of the desk.")
        foreign = self._foreign(headers, hosts[0].lower())
        if foreign:
            return Refusal(403, foreign)
        method, path = scope["method"], scope["path"]
        if method not in _READS and method != "POST":
            return Refusal(405, "The desk answers GET, HEAD and POST.")
        written = self._unwritable(headers, path) if method == "POST" else None
        if written or not self._free(path):
            known = written or self.entry.knows(self._session(headers))
            return written or (None if known else _OUTSIDE if self._free(START) else _NOBODY)
        if path.startswith(START):
            only = method == "GET" and "sec-purpose" not in headers
            return None if only else _BY_A_PERSON
        return None

    def _free(self, path: str) -> bool:
        """Say whether an address is open without a session."""
        return any(
            path == one or (one[-1] == "/" and path.startswith(one)) for one in self.entry.free
        )

    def _foreign(self, headers: Headers, host: str) -> str:
        """Say what names another origin than ours; '' where nothing does."""
        origins = headers.getlist("origin")
        if origins and origins != [f"{self.scheme}://{host}"]:
            return "The desk answers its own pages alone."
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return "The desk answers its own pages alone."
        return ""

    def _unwritable(self, headers: Headers, path: str) -> Refusal | None:
        """Refuse a write that does not name its origin, or that is no form of ours."""
        if "origin" not in headers or headers.get("sec-fetch-site", "") == "none":
            return Refusal(403, "A write must come from a page of the desk.")
        if headers.get("content-type", "").partition(";")[0].strip().lower() != _FILES.get(
            path, _FORM
        ):
            return Refusal(415, "The desk takes forms alone.")
        length = headers.get("content-length", "")
        if not length.isdecimal():
            return Refusal(411, "A form must tell its length.")
        most = MOST_DROPPED if path in _FILES else MOST
        return Refusal(413, "This form is too long.") if int(length) > most else None

    def _session(self, headers: Headers) -> str:
        """Give the session's secret out of the cookies, '' where there is none or several."""
        parts = [p for line in headers.getlist("cookie") for p in line.split(";")]
        pairs = [part.strip().partition("=") for part in parts]
        found = [value for name, _, value in pairs if name == self.cookie]
        return found[0] if len(found) == 1 else ""
