"""The draft as an article: Markdown in, HTML out, its claims as links to their proofs.

Raw HTML in a draft is printed, not obeyed. Pictures are left out and other addresses than
http and https lose their link, so that the page loads nothing from elsewhere.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from papertrace.errors import DraftNotChecked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CLAIM = "claim:"
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z\u3400-\u9fff]")
_CHINESE = 0.3
"""Share of Han characters from which a text counts as Chinese."""


def address_of(claim: str) -> str:
    """Give the name of a claim as it stands in addresses; it never changes for the same claim."""
    if _PLAIN.fullmatch(claim):
        return claim
    plain = re.sub(r"[^A-Za-z0-9]+", "-", claim).strip("-").lower()
    return f"{plain or 'claim'}-{hashlib.sha256(claim.encode()).hexdigest()[:8]}"


def proof_page(claim: str) -> str:
    """Give the address of the page that proves a claim, as seen from the story."""
    return f"proofs/{address_of(claim)}.html"


def language_of(text: str) -> str:
    """Give `zh` or `en`, whichever most of the letters are."""
    letters = len(_LETTER.findall(text))
    return "zh" if letters and len(_HAN.findall(text)) / letters >= _CHINESE else "en"


def rendered(text: str, claims: Mapping[str, str]) -> tuple[str, str]:
    """Render a draft: (title, body); the title is its first heading, '' where it has none.

    `claims` maps the claims that have a proof to what a screen reader says of their link; a link
    to any other claim raises DraftNotChecked.
    """
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    tokens = parser.parse(_without_front_matter(text))
    title = ""
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":  # noqa: PLR2004  (open, text, close)
        title = _plain_text(tokens[1])
        tokens = tokens[3:]
    seen: dict[str, int] = {}
    for token in tokens:
        if token.children:
            token.children = list(_safe(token.children, claims, seen))
    return title, parser.renderer.render(tokens, parser.options, {})


def _without_front_matter(text: str) -> str:
    return re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL)


def _plain_text(token: Token) -> str:
    return "".join(c.content for c in token.children or () if c.type in ("text", "code_inline"))


def _safe(tokens: list[Token], claims: Mapping[str, str], seen: dict[str, int]) -> Iterator[Token]:
    dropped: list[bool] = []
    for token in tokens:
        if token.type == "image":
            yield _said(token.content)
        elif token.type == "link_open":
            href = str(token.attrs.get("href", ""))
            kept = _mend(token, href, claims, seen)
            dropped.append(not kept)
            if kept:
                yield token
        elif token.type == "link_close":
            if not dropped.pop():
                yield token
        else:
            yield token


def _said(text: str) -> Token:
    token = Token("text", "", 0)
    token.content = text
    return token


def _mend(token: Token, href: str, claims: Mapping[str, str], seen: dict[str, int]) -> bool:
    """Set a link's attributes; False where it must not be a link."""
    if href.startswith(_CLAIM):
        name = unquote(href[len(_CLAIM) :])  # the parser writes addresses in per cents
        if name not in claims:
            msg = f"the draft links to {_CLAIM + name!r}, which was not checked"
            raise DraftNotChecked(msg)
        address = address_of(name)
        seen[name] = seen.get(name, 0) + 1
        nth = "" if seen[name] == 1 else f"-{seen[name]}"
        token.attrs = {
            "class": "claim",
            "id": f"claim-{address}{nth}",
            "href": proof_page(name),
            "title": claims[name],
        }
        return True
    if not re.match(r"https?://", href, re.IGNORECASE):
        return False
    token.attrs = {"href": href, "rel": "noopener noreferrer"}
    return True
