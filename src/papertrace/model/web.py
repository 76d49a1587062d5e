"""What is known of pages on the web: where to look, and what a worker saw on a page.

Values only; nothing is fetched or judged here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LinkRole = Literal["page", "frame", "attachment", "furniture", "onward", "listed"]
"""What a link leads to: another page, a page shown inside this one, a file to be read, what a page
is shown with, the place the page itself sends its reader to (a refresh), an entry of a sitemap."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as found on a page."""

    role: LinkRole
    address: str
    """Whole, as the page means it; whoever follows it checks it."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that a person wants kept, with what is known of it beforehand."""

    address: str
    publisher: str = ""
    form: str = ""
    """The kind of document it should be (award, budget ...), a hint that nothing rests on."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a worker saw in the body of an answer."""

    sha256: str
    """Of the body, unpacked: the digest under which a case holds it."""
    size: int
    media_type: str
    title: str = ""
    letters: int = 0
    """Characters of text on it, blanks aside."""
    text_sha256: str = ""
    """Of its text, blanks aside; '' for what is no page."""
    sketch: tuple[int, ...] = ()
    """The smallest hashes of its stretches of text: alike pages share most of them."""
    signs: tuple[str, ...] = ()
    """What it may be instead of the page: missing, login, captcha, barred, challenge,
    maintenance."""
    links: tuple[Link, ...] = ()
    trouble: str = ""
    """Why the worker saw nothing, in words."""
