"""How often a password may be tried: few times an hour for an account, and for an address.

A try is counted before it is looked at, and given back where it was right. Beyond the limits
nothing is looked at, whatever was typed. A browser in which the person signed in before has tries
of its own, so that whoever guesses from elsewhere does not keep them out. Counts outlive the desk.
"""

from __future__ import annotations

import ipaddress
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from papertrace.desk.team.accounts import mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from papertrace.desk.team.shelf import Shelf

WINDOW: Final = 3600.0
"""Seconds."""
AN_ACCOUNT: Final = 5
A_BROWSER: Final = 5
AN_ADDRESS: Final = 20
"""Wrong tries within the window."""
_NETWORK: Final = 64
"""Bits of an IPv6 address that name a household."""


@dataclass(slots=True)
class Tries:
    """What was tried of late."""

    shelf: Shelf
    clock: Callable[[], float] = time.time

    def begin(self, name: str, address: str, browser: str) -> tuple[str, ...]:
        """Count a try; give what it is counted under, () where there were too many.

        `browser` is the mark of one that the account knows, '' for any other.
        """
        limits = (
            {f"browser {browser}": A_BROWSER}
            if browser
            else {f"account {mark(name)}": AN_ACCOUNT, f"address {_house(address)}": AN_ADDRESS}
        )
        now = self.clock()

        def note(held: dict[str, Any]) -> tuple[str, ...]:
            for under in list(held):
                # a clock that was set back leaves tries in the future: they count until then
                kept = [at for at in held[under] if now - at < WINDOW]
                held[under] = kept
                if not kept:
                    del held[under]
            if any(len(held.get(under, [])) >= most for under, most in limits.items()):
                return ()
            for under in limits:
                held.setdefault(under, []).append(now)
            return tuple(limits)

        # what is over its limit is refused without a write, so that guessing costs no disk
        held = self.shelf.look()
        full = any(
            sum(now - at < WINDOW for at in held.get(under, [])) >= most
            for under, most in limits.items()
        )
        return () if full else self.shelf.change(note)

    def right(self, counted: tuple[str, ...]) -> None:
        """Give a try back that was right."""

        def back(held: dict[str, Any]) -> None:
            for under in counted:
                held[under] = held.get(under, [])[:-1]

        self.shelf.change(back)


def _house(address: str) -> str:
    """Give the address that tries count under: of IPv6 the network, which one person has whole."""
    try:
        told = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if told.version == 4:  # noqa: PLR2004  (IPv4)
        return str(told)
    return str(ipaddress.ip_network(f"{told}/{_NETWORK}", strict=False).network_address)
