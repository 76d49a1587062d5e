"""Connects to what an address stands for: resolves once, checks all it got, connects to that.

A name that stands for anything but public addresses is not connected to, even if one of them is
public; a second look-up, which could say something else, never happens. What is known of the line
(address, certificate, cipher) is told.
"""

from __future__ import annotations

import hashlib
import socket
import ssl
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING

from papertrace.collect.addresses import may_connect
from papertrace.collect.proxies import open_way
from papertrace.errors import FetchRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from papertrace.collect.addresses import Address
    from papertrace.collect.proxies import Proxy
    from papertrace.collect.tape import Limits

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
"""What is told of the program: nothing that names it or who runs it."""


def resolved(host: str, port: int) -> tuple[str, ...]:
    """Ask the system's resolver once; OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Reach:
    """How the network is met, as a person set it for a case."""

    allowed: frozenset[tuple[str, int]] = frozenset()
    """(host, port) beyond 80 and 443; ports of this machine by address alone."""
    proxy: Proxy | None = None
    agent: str = AGENT
    languages: str = "zh-CN,zh;q=0.9,en;q=0.5"
    verify: bool = True
    """Whether a certificate that does not hold ends the visit; else it is only told."""
    resolve: Callable[[str, int], tuple[str, ...]] = field(default=resolved)

    def asks_whole(self, address: Address) -> bool:
        """Say whether an HTTP proxy is told the whole address: without TLS it opens no way."""
        return self.proxy_kind == address.scheme == "http"

    @property
    def proxy_kind(self) -> str:
        """Give the proxy's scheme, '' for none."""
        return self.proxy.scheme if self.proxy else ""


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of a connection."""

    ip: str
    """'' through a proxy, which alone knows it."""
    port: int
    proxy: str = ""
    tls: str = ""
    """Its version, '' without TLS."""
    cipher: str = ""
    certificate: bytes = b""
    """Of the other side, DER."""
    flaw: str = ""
    """Why the certificate does not hold, where that was only to be told."""

    @property
    def fingerprint(self) -> str:
        """Give the certificate's sha256, '' where there is none."""
        return hashlib.sha256(self.certificate).hexdigest() if self.certificate else ""


def checked_ips(address: Address, reach: Reach) -> tuple[str, ...]:
    """Resolve an address once; FetchRefused where any of what it stands for is not public."""
    if address.ip is not None:
        return (str(address.ip),)
    every = reach.resolve(address.host, address.port)
    for told in every:
        ip = ip_address(told.partition("%")[0])
        if not may_connect(ip, address.host, address.port, reach.allowed):
            msg = f"{address.host} stands for {told}, which is not a public address."
            raise FetchRefused(msg, remedy="Nothing was asked of it.")
    if not every:
        msg = f"{address.host} stands for nothing"
        raise OSError(msg)
    return every


def connect(address: Address, reach: Reach, limits: Limits) -> tuple[socket.socket, Line]:
    """Connect, with TLS where the address says so; FetchRefused, OSError, ssl.SSLError."""
    raw, line = _dialled(address, reach, limits)
    if address.scheme == "http":
        return raw, line
    try:
        return _wrapped(raw, address, line, verify=True)
    except ssl.SSLCertVerificationError as error:
        raw.close()
        if reach.verify:
            raise
        flaw = error.verify_message or str(error)
    raw, line = _dialled(address, reach, limits, line.ip)
    made, line = _wrapped(raw, address, line, verify=False)
    told = Line(line.ip, line.port, line.proxy, line.tls, line.cipher, line.certificate, flaw)
    return made, told


def _dialled(
    address: Address, reach: Reach, limits: Limits, known: str = ""
) -> tuple[socket.socket, Line]:
    """Connect to the proxy, or to one of the addresses that were checked."""
    seconds = min(limits.seconds, limits.silence)
    if reach.proxy:
        raw = socket.create_connection((reach.proxy.host, reach.proxy.port), seconds)
        try:
            if not reach.asks_whole(address):
                open_way(reach.proxy, raw, address)
        except BaseException:
            raw.close()
            raise
        return raw, Line("", address.port, reach.proxy.text)
    trouble: OSError | None = None
    for ip in (known,) if known else checked_ips(address, reach):
        try:
            return socket.create_connection((ip, address.port), seconds), Line(ip, address.port)
        except OSError as error:
            trouble = error
    raise trouble or OSError


def _wrapped(
    raw: socket.socket, address: Address, line: Line, *, verify: bool
) -> tuple[socket.socket, Line]:
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    try:
        made = context.wrap_socket(raw, server_hostname=address.host)
    except BaseException:
        raw.close()
        raise
    cipher = made.cipher()
    known = made.getpeercert(binary_form=True) or b""
    told = Line(
        line.ip, line.port, line.proxy, made.version() or "", cipher[0] if cipher else "", known
    )
    return made, told
