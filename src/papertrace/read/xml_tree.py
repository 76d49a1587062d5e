"""XML of office files -> a tree of elements, nothing else: no DTD, no entity, no second file.

A document type is refused before it is looked into, so there is nothing to expand or to fetch.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from papertrace.errors import Damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    Element = ET.Element[str]

_DOCTYPE = "It holds a document type declaration, which such files never need; it was not opened."


class _Builder(ET.TreeBuilder):
    """Builds the tree, and stops at a document type."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Refuse."""
        del name, public, system
        raise Damaged(_DOCTYPE)


def parse(data: bytes, what: str) -> Element:
    """Parse one part; Damaged where it is no XML or has a document type. `what` names it."""
    parser = ET.XMLParser(target=_Builder())  # noqa: S314  (document types are refused above)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        message = f"Its part {what} is no sound XML."
        raise Damaged(message) from error
    return root


def local(element: Element) -> str:
    """Give an element's name without its namespace."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :]


def attribute(element: Element, name: str) -> str:
    """Give an attribute by its name, in whatever namespace; '' where there is none."""
    for key, value in element.attrib.items():
        if key == name or (key.endswith(name) and key[-len(name) - 1] == "}"):
            return value
    return ""


def child(element: Element | None, *names: str) -> Element | None:
    """Go down by names without namespace; None where there is no such child."""
    at = element
    for name in names:
        if at is None:
            return None
        at = next((c for c in at if local(c) == name), None)
    return at


def every(element: Element, name: str) -> Iterator[Element]:
    """Give all elements of a name below one, in document order."""
    return (e for e in element.iter() if local(e) == name)
