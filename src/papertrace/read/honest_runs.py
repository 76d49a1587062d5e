"""Which runs of a DOCX nobody sees, by their own colour and size.

Colours that come from styles and themes are not followed: headings in white on a coloured band are
made that way, and a run that hides says so itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from papertrace.read.honest_colours import colour, near
from papertrace.read.xml_tree import attribute, child

if TYPE_CHECKING:
    from papertrace.read.xml_tree import Element

_WHITE: Final = (255, 255, 255)
_LEAST: Final = 3
"""Half points: smaller text cannot be read."""


def is_shaded(properties: Element | None) -> bool:
    """Say whether something other than white lies behind the text of a cell, paragraph or run."""
    shading = child(properties, "shd")
    if shading is None:
        return False
    fill = colour(attribute(shading, "fill") or "auto")
    return bool(attribute(shading, "themeFill")) or (fill is not None and not near(fill, _WHITE))


def unseen(properties: Element | None, *, shaded: bool) -> str:
    """Give the code that says why a run's text is not seen; '' where it is.

    `shaded`: whether it stands in a coloured cell.
    """
    size = child(properties, "sz")
    told = "" if size is None else attribute(size, "val")
    if told.isdigit() and int(told) < _LEAST:
        return "PT344"
    ink = child(properties, "color")
    light = None if ink is None else colour(attribute(ink, "val"))
    if light is None or not near(light, _WHITE):
        return ""
    own = child(properties, "highlight")
    covered = own is not None and attribute(own, "val") not in ("none", "white")
    return "" if shaded or covered or is_shaded(properties) else "PT341"
