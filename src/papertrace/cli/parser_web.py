"""What can be typed about the web: adding addresses, listing what was fetched."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Verb = Callable[[str, str], argparse.ArgumentParser]


def adding(one: argparse.ArgumentParser) -> None:
    """Add the options of `add` that concern addresses."""
    web = one.add_argument_group("addresses")
    web.add_argument(
        "--list",
        type=Path,
        default=None,
        metavar="FILE",
        help="addresses, one a line; behind each, after tabs, its publisher and its form",
    )
    web.add_argument("--publisher", default="", help="who publishes what these addresses show")
    web.add_argument("--form", default="", help="the form these documents should have")
    web.add_argument(
        "--crawl",
        type=int,
        default=0,
        metavar="DEPTH",
        help="follow links on the same site so deep, as its robots.txt allows; a sitemap's pages"
        " are fetched without it",
    )
    web.add_argument(
        "--most", type=int, default=None, metavar="N", help="pages that one crawl may fetch"
    )
    web.add_argument(
        "--browser",
        action="store_true",
        help="show each page in Chromium, too: a picture, a PDF, and what its scripts write",
    )
    web.add_argument(
        "--missing",
        action="store_true",
        help="leave out addresses of which the case has a document already",
    )
    web.add_argument(
        "--no-contact",
        action="store_true",
        help="ask none of these sites: say what they would see, and take copies from the public"
        " archives that case.toml names",
    )


def looking(verb: Verb) -> None:
    """Add the verbs that list what the web gave."""
    one = verb("captures", "one line a document or failure that was fetched from the web")
    one.add_argument("--failed", action="store_true", help="failures alone")


def watching(verb: Verb) -> None:
    """Add the verb that watches."""
    one = verb("watch", "look again at pages captured from the web; off until switched on")
    one.add_argument(
        "what",
        nargs="?",
        default="list",
        choices=("list", "on", "off", "run", "timer"),
        help="list what is watched, with the latest outcome; on or off PUBLISHER; run: look once;"
        " timer: print a line for cron, or --systemd units",
    )
    one.add_argument("publisher", nargs="?", default="", metavar="PUBLISHER")
    one.add_argument("--by", default=None, metavar="KEY")
    one.add_argument(
        "--no-contact", action="store_true", help="ask public archives alone, never the sites"
    )
    one.add_argument(
        "--pause",
        type=_seconds,
        default=60.0,
        metavar="SECONDS",
        help="on average between two visits to one page (default: 60)",
    )
    one.add_argument("--every", type=int, default=6, metavar="HOURS", help="of a timer")
    one.add_argument("--systemd", action="store_true")


def _seconds(text: str) -> float:
    """Read a number of seconds."""
    if not text.isascii() or not text.isdigit():
        msg = f"{text!r} is not a whole number of seconds"
        raise argparse.ArgumentTypeError(msg)
    return float(text)


def sealing(verb: Verb) -> None:
    """Add the verb that seals."""
    one = verb("seal", "one number for all the case holds, its time stamped by outside authorities")
    one.add_argument("--by", default=None, metavar="KEY")
    one.add_argument("--offline", action="store_true", help="ask nobody; the queue waits")
    one.add_argument(
        "--questions",
        type=Path,
        default=None,
        metavar="DIR",
        help="write the question (.tsq) and what is sealed (.bin), to carry to an authority",
    )
    one.add_argument(
        "--answers",
        type=Path,
        nargs="+",
        default=None,
        metavar="FILE",
        help="take answers (.tsr) that were carried back",
    )
    one.add_argument("--authority", default="by hand", help="who gave those answers")
    one.add_argument(
        "--receipt",
        type=Path,
        default=None,
        metavar="FILE",
        help="write what shows later, kept elsewhere, that nothing was cut off",
    )


def receipts(one: argparse.ArgumentParser) -> None:
    """Add to `verify` the receipts of seals, and bundles."""
    one.add_argument(
        "--receipt",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="receipts of `papertrace seal` that were kept elsewhere",
    )
    one.add_argument(
        "--bundle", type=Path, default=None, metavar="DIR", help="check a published bundle instead"
    )
    one.add_argument(
        "--key", default="", metavar="FINGERPRINT", help="of the bundle's publisher, from elsewhere"
    )
