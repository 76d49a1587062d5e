"""Where a team's desk is found: an address and port, the names it answers to, its certificate."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_USUAL: Final = {"http": 80, "https": 443}
_STRICT: Final = MappingProxyType({"Strict-Transport-Security": "max-age=31536000"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a desk is opened."""

    host: str = "127.0.0.1"
    """The address to listen on: a number, no name."""
    port: int = 0
    names: tuple[str, ...] = ()
    """Names by which browsers ask for it, beside its address."""
    certificate: Path | None = None
    certificate_key: Path | None = None

    @property
    def tls(self) -> bool:
        """Say whether what is sent is encrypted."""
        return self.certificate is not None

    @property
    def scheme(self) -> str:
        """Give http or https."""
        return "https" if self.tls else "http"

    @property
    def headers(self) -> Mapping[str, str]:
        """Give what every answer tells beside the usual."""
        return _STRICT if self.tls else MappingProxyType({})

    def _known(self) -> tuple[str, ...]:
        address = ipaddress.ip_address(self.host)
        own = f"[{address}]" if address.version == 6 else str(address)  # noqa: PLR2004  (IPv6)
        local = ("localhost",) if address.is_loopback else ()
        shown = () if address.is_unspecified else (own,)
        return (*(name.lower() for name in self.names), *shown, *local)

    def hosts(self, port: int) -> frozenset[str]:
        """Give the Host headers that are ours."""
        told = {f"{name}:{port}" for name in self._known()}
        if port == _USUAL[self.scheme]:  # browsers leave it out
            told |= set(self._known())
        return frozenset(told)

    def origin(self, port: int) -> str:
        """Give the address to open, '' of a name where only the network knows one."""
        known = self._known()
        usual = port == _USUAL[self.scheme]
        return f"{self.scheme}://{known[0] if known else 'NAME'}{'' if usual else f':{port}'}/"
