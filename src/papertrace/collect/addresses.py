"""What may be fetched at all: an address is taken apart strictly, and refused where it is odd.

Browsers forgive; this does not: users in the address, percent signs in the host, backslashes,
numbers in odd spellings, hosts without a dot, other schemes and other ports are refused by name.
Nothing is resolved here: `reach` checks what a name stands for, and connects to what was checked.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from papertrace.collect.public import is_numeric, is_public, literal
from papertrace.errors import FetchRefused

if TYPE_CHECKING:
    from collections.abc import Collection

    from papertrace.collect.public import Ip

PORTS = {"http": 80, "https": 443}
_LONGEST = 4000
_WHOLE = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?#]*)([^#]*))?(?:.*)", re.DOTALL)
_PLACE = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:\[\]]*))(?::([0-9]{1,5}))?")
_ODD = re.compile(r"[\s\\\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_INNER = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "arpa")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_MOST_PORT = 65535
_SAFE = "/%:@!$&'()*+,;=-._~?"


@dataclass(frozen=True, slots=True)
class Address:
    """One address that may be asked for, made by `address_of` alone."""

    scheme: str
    host: str
    """In lower case, as the name system takes it; an IPv6 address without brackets."""
    port: int
    target: str
    """Path and query as they are sent."""
    ip: Ip | None = None
    """Where the host is an address itself."""

    @property
    def place(self) -> str:
        """Give host and port as they stand in an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if PORTS[self.scheme] == self.port else f"{host}:{self.port}"

    @property
    def text(self) -> str:
        """Give the whole address."""
        return f"{self.scheme}://{self.place}{self.target}"


def address_of(text: str, allowed: Collection[tuple[str, int]] = ()) -> Address:
    """Take an address apart; FetchRefused says why it is not fetched.

    `allowed` are (host, port) that a person named: other ports than 80 and 443, and ports of this
    very machine, by its address.
    """
    bare = text.strip(" ")
    if len(bare) > _LONGEST or _ODD.search(bare):
        raise _refused(bare, "it is too long, or holds blanks, backslashes or control characters")
    found = _WHOLE.fullmatch(bare)
    scheme = found[1].lower() if found else ""
    if found is None or scheme not in PORTS:
        raise _refused(bare, "only http and https are fetched")
    place = found[2] or ""
    if "@" in place or "%" in place:
        raise _refused(bare, "a user, a password or a percent sign stands in its host")
    split = _PLACE.fullmatch(place)
    if split is None:
        raise _refused(bare, "its host is not written as hosts are")
    host = _bracketed(bare, split[1]) if split[1] else _named(bare, split[2])
    port = int(split[3] or PORTS[scheme])
    ip = literal(host)
    named = (host, port) in allowed
    if not 0 < port <= _MOST_PORT or (port not in PORTS.values() and not named):
        raise _refused(bare, f"port {port} is neither 80 nor 443, and case.toml does not allow it")
    if ip is None:
        _check_name(bare, host)
    elif not may_connect(ip, host, port, allowed):
        raise _refused(bare, "it is not a public address")
    target = quote(found[3] or "/", safe=_SAFE)
    return Address(scheme, host, port, target if target[0] == "/" else f"/{target}", ip)


def may_connect(ip: Ip, host: str, port: int, allowed: Collection[tuple[str, int]]) -> bool:
    """Say whether an address that a host stands for may be connected to.

    A port of this machine may where a person allowed it by number (`127.0.0.1:8080`) and the host
    asked for is that very number: no name ever leads there.
    """
    return is_public(ip) or (ip.is_loopback and host == str(ip) and (host, port) in allowed)


def joined(base: Address, link: str, allowed: Collection[tuple[str, int]] = ()) -> Address:
    """Take what stands on a page or behind `Location`, seen from an address; FetchRefused."""
    try:
        whole = urljoin(base.text, link.strip())
    except ValueError:
        raise _refused(link, "it is not written as addresses are") from None
    return address_of(whole.replace(" ", "%20"), allowed)


def _bracketed(text: str, inner: str) -> str:
    ip = literal(inner)
    if ip is None or ":" not in inner:
        raise _refused(text, "what stands in brackets is no address")
    return str(ip)


def _named(text: str, host: str) -> str:
    """Give a host as the name system takes it."""
    folded = unicodedata.normalize("NFKC", host).lower().removesuffix(".")
    try:
        told = folded.encode("idna").decode().lower()
    except UnicodeError:
        raise _refused(text, "its host is not written as hosts are") from None
    if literal(host) is None and (is_numeric(told) or ":" in told):
        raise _refused(text, "its host is a number in an odd spelling")
    return told


def _check_name(text: str, host: str) -> None:
    labels = host.split(".")
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise _refused(text, "its host is not written as hosts are")
    if len(labels) == 1 or labels[-1] in _INNER:
        raise _refused(text, "its host is a name inside some network, not a public one")


def _refused(text: str, why: str) -> FetchRefused:
    shown = text if text.isprintable() else ascii(text)[1:-1]
    return FetchRefused(
        f"{shown[:200]} is not fetched: {why}.", remedy="See docs/rooms/collect.md."
    )
