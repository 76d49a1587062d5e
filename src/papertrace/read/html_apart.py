"""Whether style may set figures apart that follow each other in the source of an HTML page.

Two elements without a blank between them may be boxes of a row, columns of a grid or cells of a
table that styles make. Only elements at which figures meet are looked at; it measures nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from papertrace.read.honest_rules import declared, ruled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.read.html_dom import Element

ENDS: Final = frozenset("0123456789０１２３４５６７８９.,，．%％)）")
BEGINS: Final = frozenset("0123456789０１２３４５６７８９.,．-−+(（¥￥")
"""Figures meet where one text ends with one of the first, and the next begins with these."""
_IN_LINE: Final = ("", "inline", "contents", "none", "ruby", "initial", "inherit", "unset")
_SPACED = re.compile(r"(?:margin|padding|border)(?!.*(?:top|bottom|color|style|collapse|radius))")
_MOVED: Final = (
    "float",
    "position",
    "transform",
    "left",
    "right",
    "letter-spacing",
    "word-spacing",
)
_RESTING: Final = (
    "",
    "none",
    "static",
    "normal",
    "auto",
    "initial",
    "inherit",
    "unset",
    "0",
    "0px",
)
_LENGTH = re.compile(r"\d*\.?\d+")
_ROWS = re.compile(r"flex|grid|table|box")
_PICTURES: Final = ("img", "svg", "canvas", "video", "object", "iframe", "embed", "input", "meter")
_COLUMNS: Final = ("columns", "column-count", "column-width")


def may_part(before: Element, behind: Element) -> bool:
    """Say whether the style of two elements, or of those around them, may set their texts apart."""
    if before is behind:
        return _holds_gap(before)
    above = list(_chain(before))
    around = {id(e): n for n, e in enumerate(above)}
    below = []
    shared: Element | None = None
    for each in _chain(behind):
        if id(each) in around:
            shared = each
            break
        below.append(each)
    if shared is None:
        return False
    left = above[: around[id(shared)]]
    if any(_stands_apart(_style(e)) for e in (*left, *below)):
        return True
    if not left and not below:
        return False
    style = _style(shared)
    if _ROWS.search(style.get("display", "")) or any(c in style for c in _COLUMNS):
        return True
    return _holds_gap(shared)


def _holds_gap(element: Element) -> bool:
    """Say whether an element holds a picture, or a box without text, that may stand between."""
    return any(
        child.tag in _PICTURES or _stands_apart(_style(child))
        for child in element.inner()
        if not child.node.text(deep=True).strip()
    )


def _chain(element: Element) -> Iterator[Element]:
    at: Element | None = element
    while at is not None:
        yield at
        at = at.parent


def _style(element: Element) -> dict[str, str]:
    tree = element.tree
    if tree.rules is None:
        tree.rules = ruled(tree)
    own = tree.rules.styles.get(element.node.mem_id) or {}
    style = {**own, **declared(element.get("style"))}
    return tree.rules.put_in(style) if "var(" in str(style) else style


def _stands_apart(style: dict[str, str]) -> bool:
    if style.get("display", "") not in _IN_LINE:
        return True
    if any(style.get(name, "") not in _RESTING for name in _MOVED):
        return style.get("position") != "relative" or any(style.get(e) for e in ("left", "right"))
    return any(
        _SPACED.match(name) and any(float(n) > 0 for n in _LENGTH.findall(value))
        for name, value in style.items()
    )
