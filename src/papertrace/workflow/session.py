"""One round of meeting the web: how it is met, what was fetched before, what sites ask of crawls.

It is made from case.toml by `session_of`, and forgotten when the command ends: no cookie, no cache.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.collect.addresses import address_of
from papertrace.collect.fetching import fetch
from papertrace.collect.pacing import Pace
from papertrace.collect.proxies import proxy_of
from papertrace.collect.reach import AGENT, Reach
from papertrace.collect.robots import Robots, robots_address, robots_of
from papertrace.collect.tape import Limits
from papertrace.collect.warcs import Entry
from papertrace.errors import FetchRefused
from papertrace.model import from_json
from papertrace.model.web import Seen
from papertrace.read import sandbox, web_pages
from papertrace.workflow.means import means

if TYPE_CHECKING:
    from papertrace.casefile import Case
    from papertrace.collect.addresses import Address
    from papertrace.collect.fetching import Exchange

_MIB = 1 << 20


@dataclass(slots=True)
class Session:
    """What one command knows while it meets the web."""

    reach: Reach
    limits: Limits
    pace: Pace
    worker: sandbox.Limits
    most: int
    """Pages that one crawl may fetch."""
    archives: tuple[str, ...] = ()
    pause: float = 60.0
    """Seconds on average between two visits to one watched page in one round."""
    fresh: float = 24.0
    """Hours up to which a public archive's copy speaks for the page itself."""
    browse: bool = False
    """Whether pages are shown in a browser, too, for their picture and what scripts write."""
    contact: bool = True
    """Whether the sites themselves may be asked; else archives alone."""
    fetched: set[str] = field(default_factory=set)
    """Files, frames and furniture that were fetched before in this round."""
    robots: dict[str, Robots] = field(default_factory=dict)

    def address(self, text: str) -> Address:
        """Take an address; FetchRefused."""
        return address_of(text, self.reach.allowed)

    def rules(self, address: Address, kept: list[Entry]) -> Robots:
        """Give what a site asks of crawls, asked once; the answer is added to `kept`."""
        at = robots_address(address)
        known = self.robots.get(at.text)
        if known is None:
            self.pace.wait(at.host)
            try:
                answer = fetch(at, self.reach, self.limits)
            except FetchRefused as refusal:
                known = Robots(everything=False, said=refusal.message)
            else:
                kept.append(Entry(answer, "rules"))
                known = robots_of(answer)
            self.pace.wish(at.host, known.delay)
            self.robots[at.text] = known
        return known

    def look(self, answer: Exchange) -> Seen:
        """Let a worker look at the body of an answer; trouble is told in what it saw."""
        kind, packed = answer.header("content-type"), answer.header("content-encoding")
        return self.look_at(answer.body, answer.address.text, kind, packed)

    def look_at(self, data: bytes, address: str, kind: str, packed: str = "") -> Seen:
        """Let a worker look at bytes as they came from an address, with what was said of them."""
        told = json.dumps({"address": address, "type": kind, "encoding": packed}).encode()
        found = sandbox.run(web_pages.look, told + b"\n" + data, self.worker)
        if not found.ok:
            return Seen("", 0, "", trouble=f"{found.code} {found.message}")
        try:
            return from_json(Seen, json.loads(found.output))
        except (ValueError, RecursionError) as error:
            return Seen("", 0, "", trouble=f"The worker's answer is not as agreed ({error}).")


def session_of(case: Case) -> Session:
    """Make a round from what case.toml says; UsageError."""
    told = case.config.collect
    reach = Reach(
        frozenset(told.allow), proxy_of(told.proxy), told.agent or AGENT, verify=told.verify
    )
    limits = Limits(seconds=float(told.seconds), size=told.mib * _MIB)
    limits = Limits(limits.seconds, min(limits.silence, limits.seconds), limits.size)
    worker, _ = means(case)
    return Session(reach, limits, Pace(float(told.delay)), worker, told.most, told.archives)
