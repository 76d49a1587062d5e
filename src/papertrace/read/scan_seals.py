"""Takes seals off a scanned page: red and blue stamps fade where they lie, print stays.

In the brightest of its three channels, bleached, a coloured stamp is white while black print stays
dark, also under the stamp. That is done only where a seal stands: red headings and blue entries
elsewhere are print and stay. It never paints over anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from papertrace.read.ocr_models import Picture

_COLOURED: Final = 45
"""Least difference of the strongest channel to the weakest."""
_SMALLEST: Final = 45.0
"""Points across; official seals have 100 to 165, marks of persons about 50."""
_LARGEST: Final = 260.0
_JOIN: Final = 5.0
"""Points between parts of one seal."""
_SLIMMEST: Final = 0.3
_BLEACH: Final = 0.6
"""Of a pixel's colour, added to its brightness: what ink lacks in its brightest channel."""
_MARGIN: Final = 6.0

Area = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


def seals(picture: Picture, scale: float) -> list[Area]:
    """Find the seals on a page with `scale` pixels a point."""
    share = min(1.0, 1.0 / scale)  # one pixel a point will do
    small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    scale *= share
    red, green, blue = cv2.split(small)
    low, high = cv2.min(cv2.min(red, green), blue), cv2.max(cv2.max(red, green), blue)
    coloured = (cv2.subtract(high, low) >= _COLOURED) & ((red == high) | (blue == high))
    size = max(3, round(_JOIN * scale))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    mask = cv2.morphologyEx(coloured.astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    found = []
    for x, y, wide, tall, _ in stats[1:count]:
        slim, thick = sorted((wide / scale, tall / scale))
        if _SMALLEST <= thick <= _LARGEST and slim >= _SLIMMEST * thick:
            edge = round(_MARGIN * scale)
            area = (x - edge, y - edge, x + wide + edge, y + tall + edge)
            found.append(tuple(max(0, round(n / share)) for n in area))
    return found


def without_seals(picture: Picture, found: list[Area]) -> Picture:
    """Give the page with its seals faded, in grey over three channels."""
    if not found:
        return picture
    clean = picture.copy()
    for left, top, right, bottom in found:
        part = clean[top:bottom, left:right]
        most = part.max(2, keepdims=True).astype(np.float32)
        colour = most - part.min(2, keepdims=True)
        part[:] = np.minimum(255, most + _BLEACH * colour).astype(np.uint8)
    return clean
