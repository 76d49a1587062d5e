"""The links of a page: other pages, files, what it is shown with, where it sends its reader.

Run in the worker. Links are found, not followed; whoever follows one checks its address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from papertrace.model.web import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from papertrace.model.web import LinkRole
    from papertrace.read.html_dom import Tree

MOST = 5000
_LONGEST = 2000
_FILE = re.compile(
    r"\.(?:pdf|ofd|docx?|wps|xlsx?|et|pptx?|odt|ods|rtf|csv|txt|zip|rar|7z|tar|gz|ceb|uof)(?=[?#&]|\Z)",
    re.IGNORECASE,
)
_DOWNLOAD = re.compile(
    r"(?:download|attachment|attach|file)[^/?]*(?:\.(?:jsp|do|action|aspx?|php|ashx))?\?|/attach(?:ment)?s?/",
    re.IGNORECASE,
)
_IN_SCRIPT = re.compile(
    r"""["']([^"'\s<>\\]{1,500}\.(?:pdf|ofd|docx?|wps|xlsx?|et|zip|rar|7z))["']""", re.IGNORECASE
)
_REFRESH = re.compile(r"""^\s*\d+(?:\.\d+)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)""", re.IGNORECASE)
_ONWARD = re.compile(
    r"""(?:window|document|self|top|parent)?\.?location(?:\.href)?\s*=\s*["']([^"'\s]{1,1000})["']"""
    r"""|location\.replace\(\s*["']([^"'\s]{1,1000})["']"""
)
_FURNITURE = (
    ("img[src]", "src"),
    ("img[data-src]", "data-src"),
    ("img[data-original]", "data-original"),
    ("script[src]", "src"),
    ("link[rel~=stylesheet][href]", "href"),
    ("link[rel~=icon][href]", "href"),
    ("input[type=image][src]", "src"),
    ("source[src]", "src"),
)
_FRAMES = (("iframe[src]", "src"), ("frame[src]", "src"), ("embed[src]", "src"), ("object", "data"))
_SMALL_SCRIPT = 3000
"""Characters of a page up to which a script that goes elsewhere is all there is to it."""


def links(tree: Tree, address: str, letters: int) -> tuple[Link, ...]:
    """Give the links of a page at an address, each once, in the order of the page a role."""
    base = address
    for node in tree.css("base[href]")[:1]:
        base = _whole(address, node.attributes.get("href")) or address
    found: dict[str, LinkRole] = {}
    for role, raw in _raw(tree, letters):
        whole = _whole(base, raw)
        if whole and whole != urldefrag(address)[0]:
            found.setdefault(whole, role)
        if len(found) >= MOST:
            break
    return tuple(Link(role, whole) for whole, role in found.items())


def _raw(tree: Tree, letters: int) -> Iterator[tuple[LinkRole, str | None]]:
    scripts = [node.text() for node in tree.css("script") if not node.attributes.get("src")]
    yield from _onward(tree, scripts if letters == 0 else [])
    for node in tree.css("a[href]"):
        yield _kind(node), node.attributes.get("href")
    for query, name in _FRAMES:
        for raw in (node.attributes.get(name) for node in tree.css(query)):
            yield ("attachment" if raw and _is_file(raw) else "frame"), raw
    for query, name in _FURNITURE:
        for node in tree.css(query):
            yield "furniture", node.attributes.get(name)
    for text in [*scripts, *(n.attributes.get("onclick") or "" for n in tree.css("[onclick]"))]:
        for said in _IN_SCRIPT.finditer(text):
            yield "attachment", said[1]


def _onward(tree: Tree, scripts: list[str]) -> Iterator[tuple[LinkRole, str | None]]:
    """Give where a page sends its reader: by a refresh, or by a script that is all there is."""
    for node in tree.css("meta[http-equiv]"):
        if (node.attributes.get("http-equiv") or "").lower() == "refresh":
            told = _REFRESH.match(node.attributes.get("content") or "")
            yield "onward", told[1] if told else None
    for text in scripts:
        for said in _ONWARD.finditer(text[:_SMALL_SCRIPT]):
            yield "onward", said[1] or said[2]


def _kind(node: LexborNode) -> LinkRole:
    raw = node.attributes.get("href") or ""
    return "attachment" if "download" in node.attributes or _is_file(raw) else "page"


def _is_file(raw: str) -> bool:
    return bool(_FILE.search(raw) or _DOWNLOAD.search(raw))


def _whole(base: str, raw: str | None) -> str:
    """Give a link as a whole address without its fragment; '' where it is none on the web."""
    if not raw or len(raw) > _LONGEST:
        return ""
    try:
        whole = urldefrag(urljoin(base, raw.strip()))[0]
    except ValueError:
        return ""
    return whole if whole.lower().startswith(("http://", "https://")) else ""
