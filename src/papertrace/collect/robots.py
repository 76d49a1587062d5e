"""What a site asks of programs that follow links: robots.txt, as RFC 9309 has it.

It binds crawls, where a program chooses what to ask for. An address that a person named is asked
for by that person, as in a browser.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

from papertrace.collect.addresses import Address

if TYPE_CHECKING:
    from papertrace.collect.fetching import Exchange

_LARGEST = 500 * 1024
_OK, _ASKED, _BROKEN = 200, 400, 500
_LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for everybody."""

    rules: RobotFileParser | None = None
    """None: all or nothing is allowed."""
    everything: bool = True
    delay: float = 0.0
    """Seconds between questions that the site asks for."""
    said: str = field(default="")

    def allow(self, address: Address) -> bool:
        """Say whether a crawl may ask for an address."""
        return self.rules.can_fetch("*", address.text) if self.rules else self.everything


def robots_address(address: Address) -> Address:
    """Give where a site keeps its rules."""
    return Address(address.scheme, address.host, address.port, "/robots.txt", address.ip)


def robots_of(answer: Exchange) -> Robots:
    """Read the rules; a site without any allows all, one that fails to answer allows nothing."""
    if answer.status == _OK and not answer.trouble:
        rules = RobotFileParser()
        rules.parse(answer.body[:_LARGEST].decode("utf-8", "replace").splitlines())
        told = rules.crawl_delay("*")
        delay = min(float(told), _LONGEST_DELAY) if told else 0.0
        return Robots(rules, delay=delay)
    if _ASKED <= answer.status < _BROKEN:
        return Robots()
    why = answer.said or f"it answered {answer.status}"
    return Robots(everything=False, said=f"robots.txt could not be had ({why}): nothing is crawled")
