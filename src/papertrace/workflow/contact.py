"""Says, before anybody is asked anything, what the other side will see of it.

It asks nobody, not even a name server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.collect.addresses import address_of
from papertrace.collect.pacing import LEAST, MOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.model.web import Lead
    from papertrace.workflow.session import Session

_SHOWN = 8


def notice(leads: tuple[Lead, ...], session: Session, depth: int = 0) -> Iterator[str]:
    """Give what whoever runs the sites, and whoever watches the line, will see; line by line."""
    reach = session.reach
    hosts = _hosts(leads, session)
    shown = ", ".join(hosts[:_SHOWN]) + (" ..." if len(hosts) > _SHOWN else "")
    yield f"Addresses that will be asked for: {len(leads)}; their sites: {shown}."
    if depth:
        yield f"Links are followed {depth} deep on each site, at most {session.most} pages a lead."
    if reach.proxy:
        yield (
            f"From: the address of the proxy {reach.proxy.text} or of where it leads out; the proxy"
            " looks names up, and what they stand for cannot be checked here."
        )
    else:
        yield (
            "From: the public internet address of this machine or network, which your provider can"
            " tie to you; name servers and the line see which sites you ask for. No proxy is set."
        )
    yield f"As: {reach.agent} (languages {reach.languages})."
    scripts = "the pages' scripts run in Chromium" if session.browse else "no script is run"
    yield (
        "The handshake is Python's, not a browser's: who looks closely can tell. No cookie, no"
        f" referrer; {scripts}."
    )
    pace = session.pace.delay
    yield (
        f"When: from now on, one question every {pace * LEAST:g} to {pace * MOST:g} seconds a site,"
        " page by page with its pictures and styles: one visitor, reading all of these."
    )
    yield "Files that pages link to are fetched wherever they lie: those sites see the same."
    for host, port in sorted(reach.allowed):
        yield f"Allowed by case.toml beyond ports 80 and 443 of public addresses: {host}:{port}."


def _hosts(leads: Iterable[Lead], session: Session) -> list[str]:
    allowed = session.reach.allowed
    return list(dict.fromkeys(address_of(one.address, allowed).place for one in leads))


def in_archives(leads: tuple[Lead, ...], archives: tuple[str, ...]) -> tuple[Lead, ...]:
    """Give the addresses of public archives' copies of leads, archive by archive."""
    return tuple(
        type(one)(archive.replace("{address}", one.address), one.publisher, one.form)
        for archive in archives
        for one in leads
    )
