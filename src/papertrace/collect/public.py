"""Which addresses of the internet protocol are public: all others are never connected to.

It knows numbers alone and asks nobody. An IPv6 address that carries an IPv4 one inside (mapped,
NAT64) is as public as what it carries; tunnels (6to4, Teredo) are not connected to at all.
"""

from __future__ import annotations

import re
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Ip = IPv4Address | IPv6Address

_CLOSED_4 = tuple(
    IPv4Network(n)
    for n in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
_OPEN_6 = IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    ip_network(n)
    for n in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48")
)
_CARRIERS = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
"""Of IPv6, whose last 32 bits are an IPv4 address: mapped, and NAT64."""
_NUMERIC = re.compile(r"0x[0-9a-f]*|[0-9]+")
_BITS = 0xFFFFFFFF


def is_public(ip: Ip) -> bool:
    """Say whether an address is one that anybody on the internet reaches."""
    if isinstance(ip, IPv4Address):
        return ip.is_global and not any(ip in net for net in _CLOSED_4)
    if any(ip in net for net in _CARRIERS):
        return is_public(IPv4Address(int(ip) & _BITS))
    return ip in _OPEN_6 and ip.is_global and not any(ip in net for net in _CLOSED_6)


def literal(host: str) -> Ip | None:
    """Give the address that a host's name is, in its one usual spelling; None for a name."""
    try:
        ip = ip_address(host)
    except ValueError:
        return None
    return ip if isinstance(ip, IPv6Address) or str(ip) == host else None


def is_numeric(host: str) -> bool:
    """Say whether resolvers may take a name for a number: 2130706433, 0x7f.1, 017700000001."""
    return _NUMERIC.fullmatch(host.rpartition(".")[2]) is not None
