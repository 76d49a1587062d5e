"""Elements of a parsed HTML page, walked without recursion, each with its XPath.

The tree is that of the HTML standard. Paths leave out the `tbody` that the standard adds where the
file has none, so that they resolve in libxml2 too, on the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from papertrace.read.html_marks import CHILDREN, TAGS, ruled, styled
from papertrace.read.html_taming import tamed
from papertrace.text.struck import OPENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from papertrace.read.honest_rules import Rules

_PLAIN_NAME = re.compile(r"[a-z][a-z0-9]*")
_DEEPEST = 40
"""Elements nested deeper than this are named by their number in the document."""
_BODY = re.compile(r"<tbody(?=[\s/>])", re.IGNORECASE)
_MARK = "data-papertrace-written"
_ALONE = ("html", "head", "body")
_SECOND = 2
"""Depth of what stands in the root."""
_REMEMBERED = 1 << 20
"""Characters of a page up to which its elements are kept, to be walked again for little."""


class Tree:
    """A parsed page: its root, and how many elements of a name stand before one."""

    def __init__(self, text: str) -> None:
        """Parse; never fails, as in a browser."""
        # A doctype keeps the parser out of quirks mode, in which a table may stand in a paragraph.
        marked = _BODY.sub(f"<tbody {_MARK}", tamed(text))
        self._parser = LexborHTMLParser("<!DOCTYPE html>" + marked)
        self.text = text
        self.kept = len(text) <= _REMEMBERED
        """Whether its elements remember their children."""
        self._numbers: dict[int, int] = {}
        self.ruled = ruled(text, self._parser)
        """What style sheets strike out, raise or lower; None where no style can."""
        self.framed = 0
        """Frames and objects with content of their own that were passed."""
        self.struck = 0
        """Characters of struck-out text that were passed."""
        self.rules: Rules | None = None
        """What its style sheets declare, once asked for."""
        self.parted: set[str] = set()
        """Paths of the elements at which style may set figures apart."""
        node = self._parser.root
        if node is None:  # pragma: no cover  (lexbor always makes a root)
            message = "no document"
            raise ValueError(message)
        self.root = Element(self, node, "html", None, "html", 1)
        _last[:] = [self] if self.kept else []

    def number(self, node: LexborNode) -> int:
        """Count the elements of a node's name up to it, in document order."""
        if not self._numbers:
            counts: dict[str, int] = {}
            for each in self.root.node.traverse(include_text=False):
                tag = each.tag or ""
                counts[tag] = counts.get(tag, 0) + 1
                self._numbers[each.mem_id] = counts[tag]
        return self._numbers[node.mem_id]

    def mark(self, element: Element, node: LexborNode, place: int) -> str:
        """Give the mark around the text of a child, number `place` of its element; '' for none."""
        mark = TAGS.get(node.tag or "", "")
        if not mark and element.tag in CHILDREN:
            mark = CHILDREN[element.tag][min(place, 2)]
        if mark or self.ruled is None:
            return mark
        return styled(node.attributes.get("style") or "") or self.ruled.get(node.mem_id, "")

    def css(self, query: str) -> list[LexborNode]:
        """Select nodes, for the few things that stand in the head."""
        return self._parser.css(query)


_last: list[Tree] = []
"""The tree that was made last, where it is kept."""


def parsed(text: str) -> Tree:
    """Give a tree of a page to look at, not to take text from: the last one where it is the same.

    What was already taken from it is counted in its elements.
    """
    return _last[0] if _last and _last[0].text == text else Tree(text)


@dataclass(slots=True, eq=False)
class Element:
    """An element with its place; made while walking."""

    tree: Tree
    node: LexborNode
    tag: str
    parent: Element | None
    step: str
    """Its step in the path; empty for an implied tbody."""
    depth: int
    used: int = 0
    """Characters of its own text nodes that were passed."""
    known: str = ""
    """Its path, once asked for."""
    mark: str = ""
    """What opens before its text where it is struck out, raised or lowered, by it or around it."""
    _children: list[Element | str] | None = None

    @property
    def path(self) -> str:
        """Give the absolute XPath."""
        if not self.known:
            if self.depth > _DEEPEST and _PLAIN_NAME.fullmatch(self.tag):
                self.known = f"/descendant::{self.tag}[{self.tree.number(self.node)}]"
            else:
                self.known = self._joined()
        return self.known

    def _joined(self) -> str:
        chain: list[Element] = []
        at: Element | None = self
        while at is not None and not at.known:
            chain.append(at)
            at = at.parent
        path = at.known if at is not None else ""
        for each in reversed(chain):
            if each.step:
                path = f"{path}/{each.step}"
            if each.depth <= _DEEPEST:  # those around it are asked for theirs soon
                each.known = path
        return path

    def get(self, name: str) -> str:
        """Give an attribute's value, or ''."""
        return self.node.attributes.get(name) or ""

    def children(self) -> Iterator[Element | str]:
        """Give child elements and the text of text nodes, in order."""
        if self._children is None:
            if not self.tree.kept:
                return self._made()
            self._children = list(self._made())
        return iter(self._children)

    def inner(self) -> list[Element]:
        """Give child elements alone, in order."""
        return [c for c in self.children() if not isinstance(c, str)]

    def _made(self) -> Iterator[Element | str]:
        counts: dict[str, int] = {}
        every, tree, below = 0, self.tree, self.depth + 1
        node = self.node.first_child
        while node is not None:
            if node.is_text_node:
                text = node.text_content or ""
                yield text.replace(f" {_MARK}", "") if self.tag == "textarea" else text
            elif node.is_element_node:
                tag = node.tag or ""
                every += 1
                same = counts[tag] = counts.get(tag, 0) + 1
                if tag in _ALONE and below == _SECOND:
                    step = tag
                else:
                    step = f"{tag}[{same}]" if _is_plain(tag) else f"*[{every}]"
                if tag == "tbody" and _MARK not in node.attributes:
                    step = ""
                mark = self.mark
                if mark != OPENS and (
                    tag in TAGS or self.tag in CHILDREN or tree.ruled is not None
                ):
                    mark = tree.mark(self, node, every) or mark
                yield Element(tree, node, tag, self, step, below, 0, "", mark)
            node = node.next


@lru_cache(maxsize=512)
def _is_plain(tag: str) -> bool:
    """Say whether an XPath can name elements of a tag."""
    return _PLAIN_NAME.fullmatch(tag) is not None
