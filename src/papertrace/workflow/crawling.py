"""Captures leads one after the other, and where it is asked to what they lead to on their own site.

A crawl stays on the site of its lead, keeps the site's rules (robots.txt), goes so many links deep
and no further than so many pages; a sitemap is a list of pages. What a person named is fetched
whatever the rules say, as a browser would.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.errors import FetchRefused
from papertrace.model.web import Lead
from papertrace.workflow.capturing import capture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.casefile import Case, SigningKey
    from papertrace.collect.addresses import Address
    from papertrace.collect.warcs import Entry
    from papertrace.workflow.capturing import Captured
    from papertrace.workflow.session import Session


@dataclass(frozen=True, slots=True)
class _Next:
    lead: Lead
    depth: int
    """Links that may still be followed from here."""
    named: bool
    """Whether a person named it."""


@dataclass(frozen=True, slots=True)
class Passed:
    """An address that a crawl came by and did not fetch."""

    address: str
    why: str


def captures(
    case: Case, leads: tuple[Lead, ...], session: Session, key: SigningKey, depth: int = 0
) -> Iterator[Captured | Passed]:
    """Capture leads, and what they lead to; each is stored when it is given."""
    for lead in leads:
        yield from _site(case, lead, session, key, depth)


def _site(
    case: Case, lead: Lead, session: Session, key: SigningKey, depth: int
) -> Iterator[Captured | Passed]:
    """Capture one lead and the pages of its site behind it, nearest first."""
    home = session.address(lead.address)
    waiting = deque([_Next(lead, depth, named=True)])
    known, fetched = {home.text}, 0
    while waiting:
        one = waiting.popleft()
        if fetched >= session.most:
            why = f"{session.most} pages were fetched; {len(waiting) + 1} were left"
            yield Passed(lead.address, why)
            return
        begun: list[Entry] = []
        address = session.address(one.lead.address)
        if not one.named and (why := _forbidden(address, session, begun)):
            yield Passed(one.lead.address, why)
            continue
        made = capture(case, one.lead, session, key, tuple(begun))
        fetched += 1
        yield made
        for text, left in _behind(made, one.depth):
            at = _on_site(text, home, session)
            if at and at.text not in known:
                known.add(at.text)
                waiting.append(_Next(Lead(at.text, lead.publisher, lead.form), left, named=False))


def _forbidden(address: Address, session: Session, begun: list[Entry]) -> str:
    rules = session.rules(address, begun)
    if rules.allow(address):
        return ""
    return rules.said or "robots.txt asks programs not to fetch it"


def _behind(made: Captured, depth: int) -> Iterator[tuple[str, int]]:
    """Give the addresses to go on with, and how deep from there."""
    shown = [one.seen for one in made.found if one.role in ("page", "frame")]
    for one in (link for seen in shown for link in seen.links):
        if one.role == "listed":
            yield one.address, depth
        elif one.role == "page" and depth > 0:
            yield one.address, depth - 1


def _on_site(text: str, home: Address, session: Session) -> Address | None:
    try:
        at = session.address(text)
    except FetchRefused:
        return None
    return at if (at.host, at.port) == (home.host, home.port) else None
