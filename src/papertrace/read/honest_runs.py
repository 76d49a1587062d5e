"""How a run of a DOCX looks: hidden, struck out, raised, its colour, what lies behind it, its size.

Properties come from styles first, then from the run itself. It says why nobody sees a run; it reads
no text, and follows themes for their white and black alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from papertrace.read.honest_colours import colour, near
from papertrace.read.xml_tree import attribute, child, local
from papertrace.text.struck import LIFTED, LOWERED, OPENS, RAISED, SUNK

if TYPE_CHECKING:
    from papertrace.read.honest_colours import Colour
    from papertrace.read.xml_tree import Element

_WHITE: Final[Colour] = (255, 255, 255)
_BLACK: Final[Colour] = (0, 0, 0)
_WHOLE = re.compile(r"-?[0-9]{1,4}")
_SHIFT: Final = 3
"""Half points."""
_LEAST: Final = 3
"""Half points: smaller text cannot be read."""
_NARROW: Final = 10
"""Per cent of its width below which text cannot be read."""
_LEASTS: Final = {"sz": ("tiny", _LEAST), "w": ("narrow", _NARROW)}
_TALL: Final = 30
"""Twips: what is lower shows nothing."""
_OFF: Final = ("0", "false", "off")
_RAISES: Final = {"superscript": RAISED, "subscript": LOWERED}
_HIGHLIGHTS: Final[dict[str, Colour]] = {
    "black": _BLACK, "darkBlue": (0, 0, 128), "blue": (0, 0, 255), "red": (255, 0, 0),
    "darkRed": (128, 0, 0), "green": (0, 255, 0), "darkGreen": (0, 128, 0),
    "yellow": (255, 255, 0), "darkYellow": (128, 128, 0), "cyan": (0, 255, 255),
    "darkCyan": (0, 128, 128), "magenta": (255, 0, 255), "darkMagenta": (128, 0, 128),
    "darkGray": (128, 128, 128), "lightGray": (192, 192, 192), "white": _WHITE,
}  # fmt: skip
_THEME: Final = {
    "background1": _WHITE, "light1": _WHITE, "text1": _BLACK, "dark1": _BLACK,
}  # fmt: skip

Ground = tuple[int, int, int] | None
"""What lies behind text; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks; what is not said is as it is usual."""

    hidden: bool = False
    struck: bool = False
    double: bool = False
    raised: str = ""
    ink: Colour | None = None
    """None: what can be read on what lies behind it."""
    shading: Ground = None
    highlight: Ground = None
    tiny: bool = False
    narrow: bool = False
    shifted: str = ""
    """LIFTED or SUNK where its place alone takes it off the line."""

    @property
    def mark(self) -> str:
        """Give the mark that opens its text."""
        return OPENS if self.struck or self.double else self.raised or self.shifted


PLAIN: Final = Look()


def looks(properties: Element | None, above: Look) -> Look:
    """Give how text of some properties looks, where they change anything."""
    changes: dict[str, object] = {}
    for each in properties if properties is not None else ():
        name, told = local(each), attribute(each, "val")
        if name in ("vanish", "webHidden"):
            changes["hidden"] = told.lower() not in _OFF
        elif name in ("strike", "dstrike"):
            changes["struck" if name == "strike" else "double"] = told.lower() not in _OFF
        elif name == "vertAlign":
            changes["raised"] = _RAISES.get(told, "")
        elif name == "color":
            changes["ink"] = _ink(each, told)
        elif name == "shd":
            changes["shading"] = ground(each)
        elif name == "highlight":
            changes["highlight"] = _HIGHLIGHTS.get(told)
        elif name in _LEASTS:
            changed, least = _LEASTS[name]
            changes[changed] = told.isdigit() and int(told) < least
        elif name == "position":
            changes["shifted"] = shift(int(told) if _WHOLE.fullmatch(told) else 0)
    return replace(above, **changes) if changes else above  # type: ignore[arg-type]  # each field's own


def shift(half_points: int) -> str:
    """Say how far off the line text is shifted."""
    return LIFTED if half_points >= _SHIFT else SUNK if half_points <= -_SHIFT else ""


def _ink(node: Element, told: str) -> Colour | None:
    theme = _THEME.get(attribute(node, "themeColor"))
    if theme is not None and not attribute(node, "themeShade") and not attribute(node, "themeTint"):
        return theme
    return colour(told)


def ground(shading: Element) -> Ground:
    """Give the colour of a shading; None where there is none or it is not known."""
    told = attribute(shading, "fill") or "auto"
    if attribute(shading, "themeFill"):
        return None
    return (
        colour(attribute(shading, "color"))
        if attribute(shading, "val") == "solid"
        else colour(told)
    )


def is_shaded(properties: Element | None) -> bool:
    """Say whether something other than white lies behind the text of a cell, paragraph or run."""
    shading = child(properties, "shd")
    if shading is None:
        return False
    if attribute(shading, "themeFill") or attribute(shading, "val") == "solid":
        return True
    fill = colour(attribute(shading, "fill") or "auto")
    return fill is not None and not near(fill, _WHITE)


def unseen(look: Look, around: Ground, *, shaded: bool) -> str:
    """Give the code that says why text is not seen; '' where it is.

    `around` is the known colour of the cell or paragraph it stands in; `shaded` says that something
    other than white may lie behind it.
    """
    if look.hidden:
        return "PT314"
    if look.tiny or look.narrow:
        return "PT344"
    if look.highlight is not None and near(look.ink or _BLACK, look.highlight):
        return "PT341"
    behind = look.highlight or look.shading or around
    if look.ink is None:
        return ""
    if behind is None:
        return "PT341" if not shaded and near(look.ink, _WHITE) else ""
    return "PT341" if near(look.ink, behind) else ""


def row_code(properties: Element | None) -> str:
    """Give the code that says why a row of a table is not seen; '' where it is."""
    hidden, height = child(properties, "hidden"), child(properties, "trHeight")
    if hidden is not None and attribute(hidden, "val").lower() not in _OFF:
        return "PT314"
    if height is not None and attribute(height, "hRule") == "exact":
        told = attribute(height, "val")
        return "PT344" if told.isdigit() and int(told) < _TALL else ""
    return ""
