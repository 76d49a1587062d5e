"""Shows a page in Chromium, for pages that scripts write: what they show, its picture, its PDF.

The browser itself reaches nobody: it has no names, a proxy that is not there, and every request it
makes is asked for here, by the same careful way as any address, or not at all. Only the page's own
site is asked, only with GET, no cookie is kept, and nothing is remembered.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from papertrace.collect.addresses import address_of
from papertrace.collect.following import visit
from papertrace.errors import FetchRefused, NotInstalled

if TYPE_CHECKING:
    from collections.abc import Callable

    from papertrace.collect.addresses import Address
    from papertrace.collect.fetching import Exchange
    from papertrace.collect.pacing import Pace
    from papertrace.collect.reach import Reach
    from papertrace.collect.tape import Limits

MOST = 150
"""Requests of one page that are answered."""
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_ALONE = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=socks5://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-gpu",
)
_WIDTH, _HEIGHT = 1280, 1600
_SETTLED = 1500.0
"""Milliseconds that scripts have after the page has loaded."""
_LEFT_OUT = frozenset({"set-cookie", "content-length", "transfer-encoding", "connection"})
_MILLI = 1000
_LEAST_SECONDS = 30.0


@dataclass(slots=True)
class Shown:
    """What a page showed, and what was asked for to show it."""

    html: bytes = b""
    """The page as its scripts left it, UTF-8."""
    picture: bytes = b""
    """PNG, the whole page."""
    pdf: bytes = b""
    exchanges: list[Exchange] = field(default_factory=list)
    left_out: int = 0
    """Requests that were not made: to other sites, not by GET, refused, too many."""
    trouble: str = ""


@dataclass
class _Way:
    """Answers the browser's requests."""

    home: Callable[[str], bool]
    reach: Reach
    limits: Limits
    pace: Pace
    until: float
    shown: Shown
    asked: int = 0

    def serve(self, route: Any) -> None:  # noqa: ANN401  (Playwright is optional)
        """Answer one request of the browser, or refuse it."""
        answer = self._answer(route.request.method, route.request.url)
        if answer is None:
            self.shown.left_out += 1
            route.abort()
            return
        headers = {n: v for n, v in answer.headers if n.lower() not in _LEFT_OUT}
        route.fulfill(status=answer.status, headers=headers, body=answer.body)

    def _answer(self, method: str, url: str) -> Exchange | None:
        if method != "GET" or self.asked >= MOST or time.monotonic() > self.until:
            return None
        try:
            address = address_of(url, self.reach.allowed)
        except FetchRefused:
            return None
        if not self.home(address.host):
            return None
        self.asked += 1
        made = visit(address, self.reach, self.limits, self.pace)
        self.shown.exchanges += made.steps
        last = made.last
        whole = last is not None and last.status > 0 and not last.trouble
        packed = last is not None and last.header("content-encoding") not in ("", "identity")
        return last if whole and not packed else None


def chromium() -> str:
    """Give the browser's path; NotInstalled where it or Playwright is missing."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), "")
    try:
        import playwright.sync_api  # noqa: F401, PLC0415  (optional, slow to load)
    except ImportError:
        found = ""
    if not found:
        msg = "Showing pages needs Chromium, and Playwright to steer it."
        raise NotInstalled(msg, remedy="pip install papertrace[browser]; install Chromium.")
    return found


def show(
    address: Address, home: Callable[[str], bool], reach: Reach, limits: Limits, pace: Pace
) -> Shown:
    """Show a page; `home` says which hosts are the page's own. NotInstalled."""
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415  (as above)

    path, shown = chromium(), Shown()
    root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with sync_playwright() as steering:
        try:
            browser = steering.chromium.launch(executable_path=path, args=[*_ALONE, *root])
        except Error as error:
            shown.trouble = f"the browser does not start: {str(error)[:80]}"
            return shown
        with contextlib.closing(browser):
            context = browser.new_context(
                user_agent=reach.agent,
                viewport={"width": _WIDTH, "height": _HEIGHT},
                service_workers="block",
                accept_downloads=False,
                ignore_https_errors=False,
            )
            seconds = max(_LEAST_SECONDS, 3 * limits.seconds)
            way = _Way(home, reach, limits, pace, time.monotonic() + seconds, shown)
            context.route("**/*", way.serve)
            page = context.new_page()
            try:
                page.goto(address.text, timeout=seconds * _MILLI)
                page.wait_for_timeout(_SETTLED)
                shown.html = page.content().encode("utf-8", "replace")
                shown.picture = page.screenshot(full_page=True)
                shown.pdf = page.pdf(print_background=True)
            except Error as error:
                shown.trouble = f"the browser did not show it: {str(error).splitlines()[0][:120]}"
    return shown
