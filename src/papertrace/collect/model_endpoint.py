"""The one client for model suggestions: asks an OpenAI-compatible endpoint, and trusts nothing.

It speaks to one host that a person named, follows no redirect, uses no proxy, and gives up at a
limit of time or size. It never sees a case, and what it is answered is only text.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import json
import socket
import ssl
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from papertrace.errors import EndpointFailed, FetchRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

_OK = 200
_CHUNK = 16_384


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond these an answer is given up."""

    seconds: float = 60.0
    """For the whole call, however its bytes drip."""
    size: int = 262_144
    """Bytes of the answer."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers; made by `endpoint_of` alone."""

    scheme: str
    host: str
    port: int
    path: str
    loopback: bool


def endpoint_of(address: str, host: str = "") -> Endpoint:
    """Take an address: loopback, or the very host that a person named, over TLS.

    FetchRefused for anything else: names that only look like loopback, users and passwords in the
    address, fragments, other schemes.
    """
    try:
        parts = urlsplit(address)
        named, port = parts.hostname or "", parts.port
    except ValueError:
        named, port, parts = "", None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not named or parts.username or parts.query:
        msg = "The endpoint for suggestions must be written http://127.0.0.1:PORT/v1."
        raise FetchRefused(msg, remedy="Mend [suggest] endpoint in case.toml.")
    loopback = _is_loopback(named)
    if not loopback and (named != host.lower() or parts.scheme != "https"):
        msg = f"Suggestions do not leave this machine: {named} is not loopback."
        remedy = "In case.toml, [suggest] host must name it, forms what may go there, over https."
        raise FetchRefused(msg, remedy=remedy)
    where = "127.0.0.1" if named == "localhost" else named  # no resolver is asked about it
    default = 443 if parts.scheme == "https" else 80
    path = f"{parts.path.rstrip('/')}/chat/completions"
    return Endpoint(parts.scheme, where, port or default, path, loopback)


def _is_loopback(name: str) -> bool:
    try:
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def ask(
    endpoint: Endpoint, model: str, messages: Sequence[tuple[str, str]], limits: Limits
) -> tuple[bytes, str]:
    """Ask once; give the body that was sent and the text that was answered.

    `messages` are (role, text). EndpointFailed where nothing usable came back.
    """
    told = [{"role": role, "content": text} for role, text in messages]
    body = json.dumps(
        {"model": model, "messages": told, "temperature": 0, "stream": False}, ensure_ascii=False
    ).encode()
    return body, _content(_post(endpoint, body, limits))


def _connected(endpoint: Endpoint, seconds: float) -> http.client.HTTPConnection:
    if endpoint.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(
            endpoint.host, endpoint.port, timeout=seconds, context=context
        )
    return http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=seconds)


def _post(endpoint: Endpoint, body: bytes, limits: Limits) -> bytes:
    """Send, and read at most `size` bytes; the connection is cut when the time is over."""
    connection = _connected(endpoint, limits.seconds)
    late = threading.Event()
    held: list[socket.socket] = []

    def cut() -> None:
        late.set()
        for one in held:
            _shut(one)

    clock = threading.Timer(limits.seconds, cut)
    clock.daemon = True
    clock.start()
    try:
        connection.connect()
        held.append(connection.sock)  # the connection forgets it once an answer has begun
        connection.request("POST", endpoint.path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        if answer.status != _OK:
            msg = f"It answered {answer.status}; redirects are not followed."
            raise EndpointFailed(msg)
        return _read(answer, limits, late)
    except (OSError, http.client.HTTPException, ValueError) as error:
        msg = "It took too long." if late.is_set() else f"It cannot be asked: {error}."
        raise EndpointFailed(msg) from None
    finally:
        clock.cancel()
        clock.join()
        connection.close()


def _shut(held: socket.socket) -> None:
    """End both directions, so that a read that waits comes back at once."""
    with contextlib.suppress(OSError):  # it may be closed already
        held.shutdown(socket.SHUT_RDWR)


def _read(answer: http.client.HTTPResponse, limits: Limits, late: threading.Event) -> bytes:
    parts, size = [], 0
    while chunk := answer.read1(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > limits.size:
            msg = f"Its answer is longer than {limits.size} bytes."
            raise EndpointFailed(msg)
    if late.is_set():
        msg = "It took too long."
        raise EndpointFailed(msg)
    return b"".join(parts)


def _content(answer: bytes) -> str:
    """Give the text of the first choice."""
    try:
        told = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        told = None
    if not isinstance(told, str):
        msg = "Its answer is not what an OpenAI-compatible endpoint gives."
        raise EndpointFailed(msg)
    return told
