"""What stands in the body of an answer from the web: the job of a worker.

The body is hostile bytes from a stranger. It is unpacked, named by its digest and type, and where
it is a page its links and the signs on it are told; a sitemap gives its entries. Nothing is
followed, and the text itself does not leave the worker.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import re
import zlib
from typing import Any

from papertrace.errors import OverLimit
from papertrace.model import to_json
from papertrace.model.web import Link, Seen
from papertrace.read import sniff
from papertrace.read.charset import decode
from papertrace.read.html_dom import Tree
from papertrace.read.web_links import MOST, links
from papertrace.read.web_signs import signs

_LARGEST = 256 << 20
_LONGEST = 4 << 20
"""Bytes of a page whose text is looked at."""
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 47}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_BLANK = re.compile(r"[\s\u00a0\u200b\u3000\ufeff]+")
_LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{1,2000})", re.IGNORECASE)
_SITEMAP = re.compile(r"<(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_SILENT = ("script", "style", "template", "title")
_STRETCH, _KEPT = 6, 96
_HEAD = 4096


def look(argument: bytes) -> bytes:
    """Look at one answer; gives a `Seen` as JSON.

    The argument is a JSON line `{address, type, encoding}` (the headers of the answer) and its body
    as it came.
    """
    line, _, body = argument.partition(b"\n")
    told = json.loads(line)
    data = unpacked(body, told["encoding"])
    return json.dumps(to_json(seen(data, told["address"], told["type"]))).encode()


def unpacked(body: bytes, encoding: str) -> bytes:
    """Give a body as its maker packed it; OverLimit where it swells without measure."""
    for name in reversed([n.strip().lower() for n in encoding.split(",") if n.strip()]):
        if name not in _WINDOWS:
            return body
        try:
            opened = zlib.decompressobj(_WINDOWS[name])
            made = opened.decompress(body, _LARGEST)
        except zlib.error:
            return body
        if opened.unconsumed_tail:
            message = "The body swells beyond the limit."
            raise OverLimit(message)
        body = made
    return body


def seen(data: bytes, address: str, content_type: str) -> Seen:
    """Say what a body is and what stands on it."""
    name = address.partition("?")[0]
    kind = sniff.sniff(data[:_HEAD], name if "." in name.rpartition("/")[2] else f"{name}.html")
    digest = hashlib.sha256(data).hexdigest()
    if kind == sniff.GZIP and name.endswith(".gz"):
        inner = unpacked(data, "gzip")
        if _SITEMAP.search(inner[:_HEAD].decode("utf-8", "replace")):
            return Seen(digest, len(data), kind, links=_listed(inner.decode("utf-8", "replace")))
    declared = _CHARSET.search(content_type)
    text = decode(data[:_LONGEST], markup=True, declared=declared[1] if declared else "").text
    if _SITEMAP.search(text[:_HEAD]):
        return Seen(digest, len(data), kind, links=_listed(text))
    if kind not in (sniff.HTML, sniff.TEXT):
        return Seen(digest, len(data), kind)
    tree = Tree(text)
    heads = tree.css("title")
    title = " ".join(heads[0].text().split())[:300] if heads else ""
    spaced = _shown(tree)
    shown = _BLANK.sub("", spaced)
    return Seen(
        digest,
        len(data),
        kind,
        title,
        len(shown),
        hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest(),
        _sketch(shown),
        signs(tree, title, spaced, data[:_LONGEST]),
        links(tree, address, len(shown)),
    )


def _shown(tree: Tree) -> str:
    """Give the text of a page without scripts and styles."""
    parts = []
    for node in tree.root.node.traverse(include_text=True):
        if node.tag == "-text":
            above = node.parent
            if above is None or above.tag not in _SILENT:
                parts.append(node.text_content or "")
    return " ".join(parts)


def _sketch(text: str) -> tuple[int, ...]:
    """Give the smallest hashes of a text's stretches: what alike texts share."""
    pieces = {text[at : at + _STRETCH] for at in range(max(1, len(text) - _STRETCH + 1))} - {""}
    told = (zlib.crc32(piece.encode("utf-8", "surrogatepass")) for piece in pieces)
    return tuple(heapq.nsmallest(_KEPT, set(told)))


def _listed(text: str) -> tuple[Link, ...]:
    found: dict[str, Any] = {}
    for said in _LOC.finditer(text):
        found.setdefault(said[1].replace("&amp;", "&"))
        if len(found) >= MOST:
            break
    return tuple(Link("listed", address) for address in found)
