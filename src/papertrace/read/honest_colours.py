"""Colours as pages and office files write them, and whether two look the same to a reader."""

from __future__ import annotations

import colorsys
import re
from typing import Final

Colour = tuple[int, int, int]

_NAMES: Final[dict[str, Colour]] = {
    "white": (255, 255, 255), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255), "whitesmoke": (245, 245, 245), "black": (0, 0, 0),
    "floralwhite": (255, 250, 240), "azure": (240, 255, 255), "mintcream": (245, 255, 250),
    "seashell": (255, 245, 238), "silver": (192, 192, 192), "gray": (128, 128, 128),
    "grey": (128, 128, 128), "red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0),
    "yellow": (255, 255, 0), "navy": (0, 0, 128), "lightgray": (211, 211, 211),
    "aliceblue": (240, 248, 255), "honeydew": (240, 255, 240), "lavenderblush": (255, 240, 245),
    "lightyellow": (255, 255, 224), "lightcyan": (224, 255, 255), "linen": (250, 240, 230),
    "oldlace": (253, 245, 230), "cornsilk": (255, 248, 220), "beige": (245, 245, 220),
    "lemonchiffon": (255, 250, 205), "canvas": (255, 255, 255), "canvastext": (0, 0, 0),
    "lightgrey": (211, 211, 211), "orange": (255, 165, 0), "maroon": (128, 0, 0),
}  # fmt: skip
_HEX = re.compile(r"#?([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b", re.IGNORECASE)
_PARTS = re.compile(r"rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)", re.IGNORECASE)
_HUE = re.compile(r"hsla?\(\s*(-?[\d.]+)(?:deg)?[\s,]+([\d.]+)%[\s,]+([\d.]+)%", re.IGNORECASE)
_NEAR: Final = 60
"""Sum of the differences of red, green and blue up to which text is lost on its ground."""
_WORD = re.compile(r"[a-z]+")


def colour(text: str) -> Colour | None:
    """Read a colour; None where it is none that is known."""
    text = text.strip().lower()
    told = _HUE.search(text)
    if told:
        shares = colorsys.hls_to_rgb(
            float(told[1]) % 360 / 360,
            min(float(told[3]), 100) / 100,
            min(float(told[2]), 100) / 100,
        )
        return (round(shares[0] * 255), round(shares[1] * 255), round(shares[2] * 255))
    parts = _PARTS.search(text)
    if parts:
        return (_part(parts[1]), _part(parts[2]), _part(parts[3]))
    word = _WORD.match(text)
    if word and word[0] in _NAMES:
        return _NAMES[word[0]]
    found = _HEX.match(text)
    if not found:
        return None
    digits = found[1]
    if len(digits) < 6:  # noqa: PLR2004  (the short form doubles its digits)
        digits = "".join(2 * d for d in digits)
    return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))


def _part(text: str) -> int:
    value = float(text.rstrip("%"))
    return min(255, round(value * 2.55 if text.endswith("%") else value))


def near(a: Colour, b: Colour) -> bool:
    """Say whether text of one colour is lost on a ground of the other."""
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) <= _NEAR
