"""One question to one address, and what came back: every byte as sent, whatever became of it.

Trouble on the other side or on the way is a value (`Exchange.trouble`), never raised. No cookie is
sent or kept, nothing is followed, nothing of the body is understood: it is only taken out of its
chunks.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from papertrace.collect.reach import connect
from papertrace.collect.tape import CutOff, Tape
from papertrace.errors import FetchRefused

if TYPE_CHECKING:
    from papertrace.collect.addresses import Address
    from papertrace.collect.reach import Line, Reach
    from papertrace.collect.tape import Limits

REDIRECTS = frozenset({301, 302, 303, 307, 308})
OK = range(200, 300)
PERMANENT = frozenset({301, 308})
_PIECE = 1 << 16
_SAID = {
    "slow": "it dripped on past the limit of time",
    "silent": "it said nothing for too long",
    "too-long": "it was larger than the limit of size",
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer."""

    address: Address
    at: str
    """UTC, ISO 8601, when it was asked."""
    seconds: float
    request: bytes
    response: bytes
    """As it came through the line, cut off where `trouble` says so; b'' where nothing came."""
    status: int = 0
    """0 where no sound head came."""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    """Out of its chunks, still packed where `Content-Encoding` says so."""
    line: Line | None = None
    trouble: str = ""
    """refused, name, unreachable, certificate, slow, silent, too-long or broken; '' for none."""
    said: str = ""
    """The trouble in words."""

    def header(self, name: str) -> str:
        """Give a header, '' where it is not there."""
        return next((v for n, v in self.headers if n.lower() == name), "")


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent along, to whoever answers bytes with bytes: a time-stamp authority."""

    body: bytes
    kind: str


class _Taped(http.client.HTTPResponse):
    """A response that is read from a tape."""

    def __init__(self, tape: Tape) -> None:
        """Take the tape; the head is not read yet."""
        super().__init__(_Mouth(tape), method="GET")  # type: ignore[arg-type]  # all it is asked for


class _Mouth:
    def __init__(self, tape: Tape) -> None:
        self._tape = tape

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self._tape, 1 << 16)


def request_of(address: Address, reach: Reach, sent: Sent | None = None) -> bytes:
    """Give the bytes that are sent: no cookie, no referrer, nothing of who asks."""
    target = address.text if reach.asks_whole(address) else address.target
    lines = (
        f"{'POST' if sent else 'GET'} {target} HTTP/1.1",
        f"Host: {address.place}",
        f"User-Agent: {reach.agent}",
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        f"Accept-Language: {reach.languages}",
        "Accept-Encoding: identity",
        "Connection: close",
    )
    body = (f"Content-Type: {sent.kind}", f"Content-Length: {len(sent.body)}") if sent else ()
    head = "\r\n".join((*lines, *body, "", "")).encode("latin-1", "replace")
    return head + sent.body if sent else head


def fetch(address: Address, reach: Reach, limits: Limits, sent: Sent | None = None) -> Exchange:
    """Ask once; FetchRefused only where the address stands for what is not public."""
    at, begun = datetime.now(UTC).isoformat(timespec="milliseconds"), time.monotonic()
    asked = request_of(address, reach, sent)

    def told(trouble: str, said: str, line: Line | None = None) -> Exchange:
        spent = time.monotonic() - begun
        sent = asked if line else b""
        return Exchange(address, at, spent, sent, b"", line=line, trouble=trouble, said=said)

    try:
        raw, line = connect(address, reach, limits)
    except FetchRefused:
        raise
    except ssl.SSLCertVerificationError as error:
        return told("certificate", f"its certificate does not hold: {error.verify_message}")
    except socket.gaierror as error:
        return told("name", f"the name is not known: {error.strerror}")
    except TimeoutError:
        return told("silent", "it could not be reached in time")
    except OSError as error:
        return told("unreachable", f"it could not be reached: {error.strerror or error}")
    with raw:
        tape = Tape(raw, limits)
        try:
            raw.sendall(asked)
        except OSError as error:
            return told("broken", f"the connection broke: {error.strerror or error}", line)
        return _heard(Exchange(address, at, 0, asked, b"", line=line), tape, begun)


def _heard(bare: Exchange, tape: Tape, begun: float) -> Exchange:
    """Read the answer to its end, or to where it breaks off or goes over a limit."""
    answer, parts, trouble, said = _Taped(tape), [], "", ""
    status = 0
    headers: tuple[tuple[str, str], ...] = ()
    try:
        answer.begin()
        status, headers = answer.status, tuple(answer.headers.items())
        while part := answer.read(_PIECE):  # never all at once: its length is a stranger's word
            parts.append(part)
        if answer.length:
            trouble, said = "broken", f"it broke off {answer.length} bytes before its end"
    except CutOff as cut:
        trouble, said = cut.kind, _SAID[cut.kind]
    except http.client.IncompleteRead as error:
        parts.append(error.partial)
        trouble, said = "broken", "it broke off before its end"
    except (OSError, http.client.HTTPException, ValueError, OverflowError) as error:
        trouble, said = "broken", f"it broke off or is no HTTP: {type(error).__name__}"
    raw = tape.told()
    return Exchange(
        bare.address,
        bare.at,
        time.monotonic() - begun,
        bare.request,
        raw,
        status,
        headers,
        b"".join(parts),
        bare.line,
        trouble,
        said,
    )
