"""The way through a proxy: SOCKS5 (as Tor has it) and HTTP CONNECT, by name.

The proxy resolves the name, so no name server near this machine hears it; what the name stands for
can then not be checked here. Proxies that ask for a password, SOCKS4, and proxy scripts are not
spoken to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.errors import UsageError

if TYPE_CHECKING:
    import socket

    from papertrace.collect.addresses import Address

_WRITTEN = re.compile(r"(socks5h?|http)://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):([0-9]{1,5})/?")
_LONGEST_HEAD = 16_384
_VERSION, _NO_PASSWORD, _CONNECT, _NAME = 5, 0, 1, 3
_REST = {1: 4, 4: 16}
"""Kind of address in an answer -> its bytes."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that a person named."""

    scheme: str
    host: str
    port: int

    @property
    def text(self) -> str:
        """Give its address."""
        return f"{self.scheme}://{self.host}:{self.port}"


class ProxyFailed(OSError):
    """The proxy did not open the way."""


def proxy_of(text: str) -> Proxy | None:
    """Take a proxy as case.toml names it, '' for none; UsageError."""
    if not text:
        return None
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        msg = "A proxy is written socks5://HOST:PORT or http://HOST:PORT, without a password."
        raise UsageError(msg, remedy="Mend [collect] proxy in case.toml.")
    return Proxy(found[1], found[2].strip("[]"), int(found[3]))


def open_way(proxy: Proxy, line: socket.socket, address: Address) -> None:
    """Ask a connected proxy for the way to an address; ProxyFailed."""
    if proxy.scheme == "http":
        _connect(line, address)
    else:
        _socks(line, address)


def _connect(line: socket.socket, address: Address) -> None:
    place = f"[{address.host}]" if ":" in address.host else address.host
    line.sendall(f"CONNECT {place}:{address.port} HTTP/1.1\r\nHost: {place}\r\n\r\n".encode())
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += _exactly(line, 1)
        if len(head) > _LONGEST_HEAD:
            msg = "the proxy's answer has no end"
            raise ProxyFailed(msg)
    status = head.split(b"\r\n", 1)[0].split(b" ")
    if status[1:2] != [b"200"]:
        msg = f"the proxy answered {b' '.join(status[1:])[:80].decode('ascii', 'replace')}"
        raise ProxyFailed(msg)


def _socks(line: socket.socket, address: Address) -> None:
    line.sendall(bytes((_VERSION, 1, _NO_PASSWORD)))
    if _exactly(line, 2) != bytes((_VERSION, _NO_PASSWORD)):
        msg = "the proxy wants a password or is no SOCKS5 proxy"
        raise ProxyFailed(msg)
    name = address.host.encode()
    asked = bytes((_VERSION, _CONNECT, 0, _NAME, len(name))) + name
    line.sendall(asked + address.port.to_bytes(2, "big"))
    _, reply, _, kind = _exactly(line, 4)
    if reply:
        msg = f"the proxy found no way (SOCKS reply {reply})"
        raise ProxyFailed(msg)
    _exactly(line, (_REST[kind] if kind in _REST else _exactly(line, 1)[0]) + 2)


def _exactly(line: socket.socket, count: int) -> bytes:
    """Read so many bytes and not one more: what follows is not the proxy's."""
    told = b""
    while len(told) < count:
        part = line.recv(count - len(told))
        if not part:
            msg = "the proxy closed the connection"
            raise ProxyFailed(msg)
        told += part
    return told
