"""Keeps a page's markup within what the parser does in good time.

A page as people write it is given back as it is. In others the elements that are nested beyond all
use are left out, with their text kept, and tags with thousands of attributes lose those.
"""

from __future__ import annotations

import re
from typing import Final

DEEPEST: Final = 3000
_LONG_TAG: Final = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)(\s[^<>]{20000,})>")
_LONG_TAG_FROM: Final = 20_000
_MOST_ATTRIBUTES: Final = 500
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_FLAT: Final = frozenset(
    (
        "area",
        "base",
        "body",
        "br",
        "col",
        "colgroup",
        "dd",
        "dt",
        "embed",
        "head",
        "hr",
        "html",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "optgroup",
        "option",
        "p",
        "param",
        "rb",
        "rp",
        "rt",
        "source",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "track",
        "wbr",
    )
)
"""Elements that hold nothing, or that end by themselves where the next one begins."""


def tamed(text: str) -> str:
    """Give markup that the parser takes in good time."""
    if len(text) > _LONG_TAG_FROM and "=" in text:
        text = _LONG_TAG.sub(_bare, text)
    return _flattened(text) if text.count("<") > DEEPEST else text


def _bare(tag: re.Match[str]) -> str:
    """Give a tag without its attributes where there are too many of them."""
    return tag[0] if tag[2].count("=") <= _MOST_ATTRIBUTES else f"<{tag[1]}>"


def _flattened(text: str) -> str:
    """Leave out the tags that open an element below too many others."""
    kept: list[str] = []
    depth = at = 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() in _FLAT:
            continue
        if tag[1]:
            depth = max(0, depth - 1)
            continue
        depth += 1
        if depth > DEEPEST:
            end = text.find(">", tag.end())
            kept.append(text[at : max(at, tag.start())])
            at = max(at, len(text) if end < 0 else end + 1)
    return "".join((*kept, text[at:])) if kept else text
