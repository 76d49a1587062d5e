"""Which elements of an HTML page are not seen: by style, class, colour, size, place, attribute.

A small part of CSS is enough: inline styles, simple rules of `style` elements, and the attributes
of old pages. Scripts are never run, so what they hide or show is not known. It reads no text.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from papertrace.read.honest_colours import colour, near
from papertrace.read.honest_rules import declared, ruled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from papertrace.read.honest_colours import Colour
    from papertrace.read.honest_rules import Rules, Style
    from papertrace.read.html_dom import Element, Tree

UNSEEN: Final = "PT314"
COLOURED: Final = "PT341"
OUTSIDE: Final = "PT342"
TINY: Final = "PT344"
TURNED: Final = "PT348"
UNKNOWN: Final = "PT358"
PAGE: Final = ""
"""Stands for the whole page among the paths of elements."""

_MOST_ELEMENTS: Final = 200_000
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|%|vw|vh|cm|mm|in)?")
_POINTS: Final = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "%": 0.12, "": 0.75}
_FAR: Final = -300.0
"""Points left of or above the page from which nothing is seen."""
_LEAST: Final = 1.5
_FAINT: Final = 0.1
_LISTED: Final = re.compile(
    r"display|visibility|opacity|font(?:-size)?\b|colou?r|background|position|text-indent|clip|transform"
    r"|\bhidden|aria-hidden|noscript|bgcolor|overflow|<font|<bdo|<dialog|<details|zoom|filter|order\s*:"
    r"|direction|content\s*:",
    re.IGNORECASE,
)
_WHITE: Final[Colour] = (255, 255, 255)
_TAGS: Final = frozenset(("noscript", "dialog", "bdo"))
"""Elements that look otherwise by themselves."""
_UNREAD: Final = re.compile(r"\b(?:lab|lch|oklab|oklch|color|color-mix|hwb|light-dark)\(")
_TELLING: Final = frozenset(("style", "hidden", "aria-hidden", "color", "bgcolor", "background"))
"""Attributes that change how an element looks."""
_MAY_TELL: Final = ", ".join(
    [*sorted(_TAGS), "details", *(f"[{name}]" for name in sorted(_TELLING))]
)
"""Selects every element that looks otherwise by itself, or may."""
_FILTERED = re.compile(r"opacity\(\s*0?\.?0*[0-9]?%?\s*\)|blur\(")
_NO_SCALE = re.compile(r"scale[xy]?\(\s*0?(?:\.0+)?\s*[,)]")
_REDUCED = re.compile(r"calc\(.*[-*]")
_MIRRORED = re.compile(r"scale[xy]?\(\s*-|rotatey\(\s*180")
_CLIPPED = re.compile(r"rect\((?:[01](?:px)?,?){4}\)")


@dataclass(frozen=True, slots=True)
class Look:
    """How text of an element looks."""

    ink: Colour | None = (0, 0, 0)
    ground: Colour | None = _WHITE
    """None where it is not known."""
    size: float = 12.0
    visible: bool = True
    over: bool = False
    """Whether it may lie over other text and cover it."""
    trick: str = ""
    """Why nothing in it is seen, as a code; '' where it is."""


def may_hide(text: str) -> bool:
    """Say, looking at the source alone, whether anything on a page may be styled away."""
    return bool(_LISTED.search(text))


def unseen(tree: Tree) -> dict[str, str]:
    """Give the path of every element whose own text is not seen, with the code that says why."""
    rules = ruled(tree)
    found: dict[str, str] = {}
    if not rules.styles and not rules.added and not tree.css(_MAY_TELL):
        return found  # nothing looks otherwise than plain text does
    plain = Look()
    stack: list[tuple[Element, Look, str]] = [(tree.root, plain, _why(plain))]
    count = 0
    while stack and count < _MOST_ELEMENTS:
        element, above, why = stack.pop()
        count += 1
        own = rules.styles.get(element.node.mem_id) if rules.styles else None
        attributes = element.node.attributes
        if not own and element.tag not in _TAGS and _TELLING.isdisjoint(attributes):
            look = above
        else:
            look = _looks(element.tag, attributes, own, above, rules)
        if look is not above:
            why = look.trick or _why(look)
            if look.over and not why:
                found[PAGE] = UNKNOWN
            if look.trick == TURNED and "order" in (own or declared(element.get("style"))):
                _beside(element, TURNED, found)
        if why:
            found[element.path] = why
        elif element.node.mem_id in rules.added:
            _beside(element, UNKNOWN, found)
        if element.tag == "details" and "open" not in attributes and not why:
            found[element.path] = UNSEEN
            shut = replace(look, trick=UNSEEN)
            stack += [
                (c, look, why) if c.tag == "summary" else (c, shut, UNSEEN) for c in element.inner()
            ]
            continue
        stack += [(c, look, why) for c in reversed(element.inner())]
    return found


def _beside(element: Element, code: str, found: dict[str, str]) -> None:
    """Mark an element, the one around it and those beside it: one is moved or added to."""
    parent = element.parent
    for each in () if parent is None else (parent, *parent.inner()):
        found.setdefault(each.path, code)
    found.setdefault(element.path, code)


def _why(look: Look) -> str:
    if not look.visible:
        return UNSEEN
    if look.size < _LEAST:
        return TINY
    if look.ink is None or (look.ground is not None and near(look.ink, look.ground)):
        return COLOURED
    return ""


def _looks(
    tag: str, attributes: Mapping[str, str | None], own: Style | None, above: Look, rules: Rules
) -> Look:
    if above.trick:
        return above
    style = {**(own or {}), **declared(attributes.get("style") or "")}
    if "var(" in str(style):
        style = rules.put_in(style)
    if (
        tag == "noscript"
        or "hidden" in attributes
        or (tag == "dialog" and "open" not in attributes)
    ):
        return replace(above, trick=UNSEEN)
    if tag == "bdo" and attributes.get("dir"):
        return replace(above, trick=TURNED)
    if (attributes.get("aria-hidden") or "").lower() == "true" and tag not in ("i", "svg"):
        return replace(above, trick=UNSEEN)
    if tag == "font" and attributes.get("color"):
        style.setdefault("color", (attributes["color"] or "").lower())
    ground = attributes.get("bgcolor")
    if ground:
        style.setdefault("background-color", ground.lower())
    if attributes.get("background"):
        style.setdefault("background-image", "url")
    return _styled(tuple(style.items()), above) if style else above


@lru_cache(maxsize=1024)
def _styled(told: tuple[tuple[str, str], ...], above: Look) -> Look:
    style = dict(told)
    trick = next(_tricks(style), "")
    if trick:
        return replace(above, trick=trick)
    visible = above.visible
    if "visibility" in style:
        visible = style["visibility"] not in ("hidden", "collapse")
    size = _points(style.get("font-size", ""), above.size)
    short = _LENGTH.search(style.get("font", ""))
    if short and "font-size" not in style:
        size = _points(short[0], above.size)
    ink, ground = above.ink, above.ground
    behind = style.get("background-color") or style.get("background") or ""
    if "url" in behind or "gradient" in behind or "background-image" in style:
        ground = None
    elif behind and not behind.startswith(("transparent", "inherit", "none", "initial")):
        ground = colour(behind)
    over = style.get("position") in ("absolute", "fixed") and bool(behind) and bool(colour(behind))
    if "color" in style and style["color"] not in ("inherit", "initial", "currentcolor", ""):
        ink = None if _is_clear(style["color"]) else colour(style["color"]) or above.ink
    return Look(ink, ground, size, visible, over)


def _tricks(style: Style) -> Iterator[str]:
    """Give why nothing of an element is seen, whatever its colours."""
    if style.get("display") == "none":
        yield UNSEEN
    yield from _turns(style)
    if _FILTERED.search(style.get("filter", "")):
        yield UNSEEN
    zoom = _LENGTH.fullmatch(style.get("zoom", ""))
    if zoom and float(zoom[1]) / (100 if zoom[2] == "%" else 1) <= _FAINT:
        yield TINY
    if _UNREAD.search(style.get("color", "")) or _REDUCED.search(style.get("font-size", "")):
        yield UNKNOWN
    if any("var(" in style.get(name, "") for name in ("display", "visibility", "opacity", "zoom")):
        yield UNKNOWN
    with suppress(ValueError):
        if float(style.get("opacity", "1").rstrip("%") or 1) <= _FAINT:
            yield UNSEEN
    yield from _places(style)
    if style.get("clip-path", "").replace(" ", "") in ("inset(100%)", "inset(50%)", "circle(0)"):
        yield UNSEEN
    if _NO_SCALE.search(style.get("transform", "")):
        yield UNSEEN
    small = [_points(style.get(side, "100px"), 12.0) for side in ("width", "height", "max-height")]
    if style.get("overflow") == "hidden" and min(small) <= _LEAST:
        yield UNSEEN


def _turns(style: Style) -> Iterator[str]:
    """Give why text is shown in another order than it stands in."""
    if style.get("flex-direction", style.get("flex-flow", "")).split(" ")[0].endswith("-reverse"):
        yield TURNED
    if style.get("order", "0") not in ("", "0", "initial", "unset"):
        yield TURNED
    if "override" in style.get("unicode-bidi", ""):
        yield TURNED
    if _MIRRORED.search(style.get("transform", "")):
        yield TURNED


def _places(style: Style) -> Iterator[str]:
    """Give why an element is not seen where it stands."""
    if style.get("position") in ("absolute", "fixed", "relative"):
        for edge in ("left", "top", "right", "bottom", "margin-left", "margin-top"):
            if _points(style.get(edge, "0"), 12.0) < _FAR:
                yield OUTSIDE
        clip = style.get("clip", "").replace(" ", "")
        if _CLIPPED.fullmatch(clip):
            yield UNSEEN
    for edge in ("text-indent", "margin-left", "margin-top"):
        if _points(style.get(edge, "0"), 12.0) < _FAR:
            yield OUTSIDE


def _points(text: str, size: float) -> float:
    """Read a length in points; the size given where there is none to read."""
    found = _LENGTH.match(text)
    if not found:
        return size
    unit = found[2] or ""
    if unit in ("em", "%", "rem"):
        return float(found[1]) * size / (100 if unit == "%" else 1)
    return float(found[1]) * _POINTS.get(unit, 1.0)


def _is_clear(text: str) -> bool:
    """Say whether a colour is transparent."""
    if text == "transparent":
        return True
    parts = re.findall(r"[\d.]+%?", text) if text.startswith(("rgba", "hsla")) else []
    last = parts[3] if len(parts) > 3 else "1"  # noqa: PLR2004  (the fourth is the opacity)
    return float(last.rstrip("%")) / (100 if last.endswith("%") else 1) <= _FAINT
