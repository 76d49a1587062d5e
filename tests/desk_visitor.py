"""A browser's part in the tests of the desk: requests in this process, with any headers."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from papertrace.desk import Entry, application

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path
    from typing import Any

    from papertrace.casefile import SigningKey
    from papertrace.desk.guard import Guard

PORT = 8123
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"
_PICTURE = re.compile(r'<img[^>]*\ssrc="(/[^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Give the body as text."""
        return self.body.decode()


@dataclass(slots=True)
class Visitor:
    """One desk, and who visits it."""

    app: Guard
    link: str
    told: list[str]
    cookie: str = ""
    now: list[float] = field(default_factory=lambda: [0.0])
    scheme: str = "http"

    def ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """Send exactly these headers."""
        return asyncio.run(self._ask(method, path, headers or {}, body))

    def ask_all(self, wanted: list[tuple[str, str, dict[str, str], bytes]]) -> list[Answer]:
        """Send several requests at once."""

        async def every() -> list[Answer]:
            return await asyncio.gather(*(self._ask(*one) for one in wanted))

        return asyncio.run(every())

    async def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        route, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": self.scheme,
            "path": route,
            "raw_path": route.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", PORT),
        }
        said: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            said.append(message)

        await self.app(scope, receive, send)
        start = next(m for m in said if m["type"] == "http.response.start")
        got = {k.decode().lower(): v.decode() for k, v in reversed(start["headers"])}
        return Answer(start["status"], got, b"".join(m.get("body", b"") for m in said))

    def enter(self) -> Answer:
        """Open the start link."""
        answer = self.ask("GET", self.link.removeprefix(ORIGIN), {"Host": HOST})
        self.cookie = answer.headers.get("set-cookie", "").partition(";")[0]
        return answer

    def own(self) -> dict[str, str]:
        """Give the headers of a page of the desk itself."""
        return {"Host": HOST, "Cookie": self.cookie}

    def get(self, path: str) -> Answer:
        """Read a page as the browser does."""
        return self.ask("GET", path, self.own())

    def look(self, path: str) -> Answer:
        """Read a page with the pictures on it, as the browser does."""
        answer = self.get(path)
        for place in dict.fromkeys(_PICTURE.findall(answer.text)):
            self.get(unescape(place))
        return answer

    def post(self, path: str, **form: str) -> Answer:
        """Send a form as the browser does, which has loaded the page that it stands on."""
        if path.startswith(("/decide/", "/together/")) and {"verdict", "seal"} & set(form):
            self.look(path)
        return self.send(path, **form)

    def send(self, path: str, **form: str) -> Answer:
        """Send a form out of nothing."""
        body = urlencode({k.replace("__", "."): v for k, v in form.items()}).encode()
        return self.ask("POST", path, self.own() | writing(body), body)


def writing(body: bytes) -> dict[str, str]:
    """Give the headers of a form of the desk."""
    return {
        "Origin": ORIGIN,
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
    }


def visitor(root: Path, key: SigningKey, *, inside: bool = True) -> Visitor:
    """Open the desk of a case for a person."""
    told: list[str] = []
    now = [0.0]
    entry = Entry(ORIGIN, told.append, clock=lambda: now[0])
    one = Visitor(application(root, key, entry, PORT), entry.link(), told, now=now)
    if inside:
        one.enter()
    return one


def member(app: Guard, name: str, password: str) -> Visitor:
    """Give somebody's browser at a team's desk, signed in."""
    one = Visitor(app, "", [])
    body = urlencode({"name": name, "password": password}).encode()
    answer = one.ask("POST", "/sign-in", {"Host": HOST} | writing(body), body)
    assert answer.status == 303, answer.text
    one.cookie = answer.headers["set-cookie"].partition(";")[0]
    return one


def leave(one: Visitor) -> None:
    """Close the desk."""
    one.app.app.state.desk.bench.close()  # type: ignore[attr-defined]  # it is a Starlette
