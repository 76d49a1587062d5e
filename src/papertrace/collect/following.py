"""Asks for an address and goes where it leads: redirects, each checked as the first address was.

It stops at a circle, at too many steps, and where a step leads to what is not fetched. What the
page itself says of where to go on (a meta refresh) is not seen here: pages are opened in a worker.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.collect.addresses import joined
from papertrace.collect.fetching import OK, PERMANENT, REDIRECTS, fetch
from papertrace.errors import FetchRefused

if TYPE_CHECKING:
    from papertrace.collect.addresses import Address
    from papertrace.collect.fetching import Exchange
    from papertrace.collect.pacing import Pace
    from papertrace.collect.reach import Reach
    from papertrace.collect.tape import Limits


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that was asked for, and every step from there."""

    asked: Address
    steps: tuple[Exchange, ...]
    """In the order they were made; empty where the first address already was refused."""
    trouble: str = ""
    """As of an exchange, or circle, too-many-redirects, refused, status; '' where a body came."""
    said: str = ""

    @property
    def last(self) -> Exchange | None:
        """Give the last step."""
        return self.steps[-1] if self.steps else None

    @property
    def permanent(self) -> bool:
        """Say whether every redirect on the way was said to be for good."""
        hops = self.steps[:-1]
        return bool(hops) and all(step.status in PERMANENT for step in hops)


def visit(address: Address, reach: Reach, limits: Limits, pace: Pace) -> Visit:
    """Ask for an address, follow its redirects; whatever happens is told, nothing is raised."""
    steps: list[Exchange] = []
    at: Address | None = address
    trouble, said = "", ""
    while at is not None and not trouble:
        pace.wait(at.host)
        try:
            made = fetch(at, reach, limits)
        except FetchRefused as refusal:
            trouble, said = "refused", refusal.message
            break
        steps.append(made)
        trouble, said = _end(made)
        try:
            at = None if trouble else _next(made, reach)
        except FetchRefused as refusal:
            trouble, said = "refused", f"it leads on to what is not fetched: {refusal.message}"
            break
        if at and at.text in {step.address.text for step in steps}:
            trouble, said = "circle", "its redirects go in a circle"
        elif at and len(steps) > limits.redirects:
            trouble = "too-many-redirects"
            said = f"it was still leading on after {limits.redirects} redirects"
    return Visit(address, tuple(steps), trouble, said)


def _end(made: Exchange) -> tuple[str, str]:
    """Give what ends the way at an answer: trouble and its words, both '' for none."""
    leads = made.status in REDIRECTS and made.header("location")
    if made.trouble or leads or made.status in OK:
        return made.trouble, made.said
    return "status", f"it answered {made.status}"


def _next(made: Exchange, reach: Reach) -> Address | None:
    """Give where a redirect leads, None where the answer is none; FetchRefused."""
    if made.status not in REDIRECTS:
        return None
    return joined(made.address, made.header("location"), reach.allowed)
