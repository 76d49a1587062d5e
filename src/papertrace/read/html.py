"""HTML -> one page that holds all its text, in the order of the file.

Scripts, styles, comments and the head are left out; nothing else is, seen by a browser or not.
The page is drawn anew; it is not the site's look.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.model import Document, Problem
from papertrace.read.charset import decode
from papertrace.read.flow import lay_out
from papertrace.read.honest_marks import marked
from papertrace.read.html_dom import Tree
from papertrace.read.html_lines import Lines
from papertrace.read.html_tables import grid_of, holds_table, is_grid, parts_of, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.model import Page
    from papertrace.read.blocks import Block
    from papertrace.read.html_dom import Element

MEDIA_TYPES: tuple[str, ...] = ("text/html", "application/xhtml+xml")
NAME = "html"
VERSION = "2"

_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    )
)
_SKIPPED = frozenset(
    (
        "annotation",
        "annotation-xml",
        "embed",
        "head",
        "iframe",
        "link",
        "meta",
        "object",
        "script",
        "style",
        "template",
        "title",
        "xml",
    )
)
_FRAMES = frozenset(("iframe", "object", "embed"))
_FILLED_IN = frozenset(("", "text", "number", "tel", "date", "month", "search"))
_KEPT = frozenset(("pre", "textarea", "listing"))
_UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DEEPEST_TABLE = 20
"""Tables nested deeper than this are taken as plain text."""


def read(data: bytes, name: str, digest: str) -> Document:
    """Read an HTML page; markup is never too broken to be read."""
    decoded = decode(data, markup=True)
    page, title, hidden = page_of(decoded.text)
    problems = (*decoded.problems, *hidden)
    return Document(digest, name, "text/html", f"{NAME}/{VERSION}", title, (page,), problems)


def page_of(text: str, number: int = 1) -> tuple[Page, str, tuple[Problem, ...]]:
    """Read the characters of a page; give it with the title it states and what it hides."""
    tree = Tree(text)
    page = lay_out(_blocks(tree), number=number)
    if tree.parted:
        page = marked(page, lambda run: "PT358" if run.path in tree.parted else "")
    return page, _title(tree), (*_hidden(tree), *_struck(tree), *_framed(tree))


def blocks_of(text: str) -> list[Block]:
    """Give what stands on a page, not laid out yet."""
    return _blocks(Tree(text))


def _blocks(tree: Tree) -> list[Block]:
    lines = Lines()
    _walk(tree.root, lines, 0)
    lines.end_line()
    return lines.blocks


def _hidden(tree: Tree) -> tuple[Problem, ...]:
    """Report text that a browser would not show; it is read like any other."""
    marked = tree.css("[hidden], [style*='display' i]")
    count = sum(
        len("".join(n.text(deep=True).split()))
        for n in marked
        if "hidden" in n.attributes or _UNSEEN.search(n.attributes.get("style") or "")
    )
    if not count:
        return ()
    message = f"{count} characters stand in elements that a browser does not show."
    return (Problem("PT314", "note", message, "Look at the original before you rely on them."),)


def _struck(tree: Tree) -> tuple[Problem, ...]:
    """Report text that is struck out: it stands between marks, and no form reads it."""
    if not tree.struck:
        return ()
    message = f"{tree.struck} characters are struck out; they are marked as such."
    return (Problem("PT317", "note", message, "Look at the original for what was changed."),)


def _framed(tree: Tree) -> tuple[Problem, ...]:
    """Report frames and objects that hold something of their own, which is not read."""
    if not tree.framed:
        return ()
    message = f"{tree.framed} frames or objects hold text or pictures that were not read."
    return (Problem("PT359", "warning", message, "Add what they show as files of their own."),)


def _title(tree: Tree) -> str:
    """Give the title the page states: of the article, of the page, or its first heading."""
    for node in tree.css("meta[name='ArticleTitle' i]"):
        told = " ".join((node.attributes.get("content") or "").split())
        if told:
            return told
    for query in ("head title", "h1", "h2", "h3"):
        for node in tree.css(query):
            told = " ".join(node.text(deep=True).split())
            if told:
                return told
    return ""


def _walk(root: Element, lines: Lines, nested: int) -> None:
    """Write all text below an element, depth first, without recursion."""
    stack: list[tuple[Element, Iterator[Element | str], bool]] = [
        (root, root.children(), root.tag in _KEPT)
    ]
    while stack:
        element, rest, kept = stack[-1]
        for child in rest:
            if isinstance(child, str):
                lines.write(child, element, kept=kept)
                continue
            tag = child.tag
            if tag == "br":
                lines.end_line()
            elif tag == "input":
                _field(child, lines)
            elif tag in _SKIPPED or tag.startswith("w:"):
                child.tree.framed += tag in _FRAMES and _holds(child)
                continue
            elif tag == "table" and nested < _DEEPEST_TABLE:
                lines.end_line()
                _table(child, lines, nested + 1)
            else:
                if tag in _BLOCKS:
                    lines.end_line()
                stack.append((child, child.children(), kept or tag in _KEPT))
                break
        else:
            stack.pop()
            if element.tag in _BLOCKS:
                lines.end_line()


def _field(element: Element, lines: Lines) -> None:
    """Write what a field of a form is filled in with, where that is a figure."""
    value = element.get("value")
    if any(c.isnumeric() for c in value) and element.get("type").lower() in _FILLED_IN:
        lines.put(value, f"{element.path}/@value")


def _holds(element: Element) -> bool:
    """Say whether a frame or an object brings something of its own that may be text."""
    if element.tag == "iframe":
        return bool(element.get("srcdoc").strip())
    told = element.get("type").lower() or element.get("data").lower() or element.get("src").lower()
    return any(kind in told for kind in ("pdf", "html", "text", "image", "svg"))


def _table(table: Element, lines: Lines, nested: int) -> None:
    """Write a table: stretches of rows without a table in them as grids, the rest as blocks."""
    parts = parts_of(table)
    for each in (*parts.captions, *parts.strays):
        _walk(each, lines, nested)
        lines.end_line()
    size, holds_more = size_of(table)
    stretch: list[Sequence[Element]] = []
    for row in parts.rows:
        if holds_more and any(holds_table(cell) for cell in row):
            _rows(stretch, lines, nested, size)
            stretch = []
            _as_blocks([row], lines, nested)
        else:
            stretch.append(row)
    _rows(stretch, lines, nested, size)


def _rows(rows: Sequence[Sequence[Element]], lines: Lines, nested: int, size: int) -> None:
    """Write rows as a grid where they are one, else as blocks."""
    if not is_grid(rows, size):
        _as_blocks(rows, lines, nested)
        return
    filled = []
    for row in rows:
        cells = []
        for cell in row:
            inner = Lines()
            _walk(cell, inner, nested)
            cells.append((cell, inner.flat()))
        filled.append(cells)
    lines.blocks.append(grid_of(filled))


def _as_blocks(rows: Sequence[Sequence[Element]], lines: Lines, nested: int) -> None:
    for row in rows:
        for cell in row:
            _walk(cell, lines, nested)
            lines.end_line()
