"""How styles of an OpenDocument file make text look: hidden, struck out, raised, coloured, tiny.

It gives looks by family and name of a style; it reads no text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from papertrace.read.honest_colours import colour
from papertrace.read.xml_tree import attribute, child, every
from papertrace.text.struck import LOWERED, RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.read.honest_runs import Ground, Look
    from papertrace.read.xml_tree import Element

_DEEPEST: Final = 20
_LEAST: Final = 1.5
"""Points: smaller text cannot be read."""
_SIZE: Final = re.compile(r"(\d*\.?\d+)(pt|mm|cm|in|px)")
_POINTS: Final = {"pt": 1.0, "mm": 2.83, "cm": 28.3, "in": 72.0, "px": 0.75}


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str
    rules: Element | None
    ground: str


@dataclass(slots=True)
class Looks:
    """The styles of one file, as far as they change how text looks."""

    _known: dict[tuple[str, str], _Style] = field(default_factory=dict)
    _made: dict[tuple[str, str, Look], Look] = field(default_factory=dict)

    def learn(self, root: Element) -> None:
        """Take the styles of a part."""
        for style in every(root, "style"):
            behind = ""
            for kind in ("paragraph-properties", "table-cell-properties"):
                rules = child(style, kind)
                behind = behind or ("" if rules is None else attribute(rules, "background-color"))
            key = (attribute(style, "family"), attribute(style, "name"))
            parent = attribute(style, "parent-style-name")
            self._known[key] = _Style(parent, child(style, "text-properties"), behind)

    def _chain(self, family: str, name: str) -> Iterator[_Style]:
        for _ in range(_DEEPEST):
            style = self._known.get((family, name)) or self._known.get(("", name))
            if style is None:
                return
            yield style
            name = style.parent

    def look(self, family: str, name: str, above: Look) -> Look:
        """Give how text of a style looks."""
        if not name:
            return above
        known = self._made.get((family, name, above))
        if known is None:
            known = above
            for style in reversed(list(self._chain(family, name))):
                if style.rules is not None:
                    known = _changed(style.rules, known)
            self._made[family, name, above] = known
        return known

    def ground(self, family: str, name: str) -> Ground:
        """Give the colour that a style puts behind text; None where it puts none."""
        told = next((s.ground for s in self._chain(family, name) if s.ground), "")
        return colour(told) if told and told != "transparent" else None


def _changed(rules: Element, above: Look) -> Look:
    changes: dict[str, object] = {}
    for key, value in rules.attrib.items():
        name = key.rpartition("}")[2]
        if name == "display":
            changes["hidden"] = value == "none"
        elif name in ("text-line-through-style", "text-line-through-type"):
            changes["struck"] = value != "none"
        elif name == "text-position":
            changes["raised"] = _raised(value)
        elif name == "color":
            changes["ink"] = colour(value)
        elif name == "use-window-font-color" and value == "true":
            changes["ink"] = None
        elif name == "background-color":
            changes["shading"] = colour(value)
        elif name == "font-size" and (size := _SIZE.match(value)):
            changes["tiny"] = float(size[1]) * _POINTS[size[2]] < _LEAST
        elif name == "text-scale" and value.rstrip("%").isdigit():
            changes["narrow"] = int(value.rstrip("%")) < 10  # noqa: PLR2004  (cannot be read)
    return replace(above, **changes) if changes else above  # type: ignore[arg-type]  # each field's own


def _raised(value: str) -> str:
    """Give the mark of a place such as `super 58%`, `-20% 70%` or `0% 100%`."""
    place = value.partition(" ")[0]
    if place in ("super", "sub"):
        return RAISED if place == "super" else LOWERED
    if place.rstrip("%").strip("-0.") == "":
        return ""
    return LOWERED if place.startswith("-") else RAISED
