"""Takes seals off a scanned page: red and blue stamps fade where they lie, print stays.

In the brightest of its three channels, bleached, a coloured stamp is white while black print stays
dark, also under the stamp. That is done only where a seal stands: red headings and blue entries
elsewhere are print and stay, and so do coloured frames. It never paints over anything, and tells
which pixels stamps touch, for what is read there is doubtful.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

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

_SQUARE: Final = 75.0
"""Points across; angular seals are no larger, frames around print are."""
_ANGULAR: Final = 0.92
"""Of the rectangle around it; a ring fills less than 0.8."""

Area = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is drawn in colour in the size of a seal."""

    area: Area
    is_frame: bool
    """It frames print of its own and is no seal: it is never faded."""


def seals(picture: Picture, scale: float) -> list[Area]:
    """Find the seals on a page with `scale` pixels a point."""
    return [stamp.area for stamp in stamps(picture, scale) if not stamp.is_frame]


def stamps(picture: Picture, scale: float) -> list[Stamp]:
    """Find what is drawn in colour in the size of a seal: seals, and frames around print."""
    share = min(1.0, 1.0 / scale)  # one pixel a point will do
    coloured = _coloured(picture, share)
    scale *= share
    size = max(3, round(_JOIN * scale))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    mask = cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    found = []
    for label, (x, y, wide, tall, _) in enumerate(stats[1:count], 1):
        slim, thick = sorted((wide / scale, tall / scale))
        if _SMALLEST <= thick <= _LARGEST and slim >= _SLIMMEST * thick:
            edge = round(_MARGIN * scale)
            area = (x - edge, y - edge, x + wide + edge, y + tall + edge)
            left, top, right, bottom = (max(0, round(n / share)) for n in area)
            own = (labels[y : y + tall, x : x + wide] == label).astype(np.uint8)
            is_frame = thick > _SQUARE and _is_rectangle(own)
            found.append(Stamp((left, top, right, bottom), is_frame))
    return found


def touched(picture: Picture, found: Iterable[Stamp], scale: float) -> NDArray[np.uint8]:
    """Give 255 for every pixel on which a stamp's ink lies, or right beside it; 0 elsewhere."""
    share = min(1.0, 1.0 / scale)
    mask = np.zeros(picture.shape[:2], np.uint8)
    areas = [stamp.area for stamp in found]
    if not areas:
        return mask
    near = cv2.dilate(_coloured(picture, share), np.ones((3, 3), np.uint8))
    whole = cv2.resize(near, mask.shape[::-1], interpolation=cv2.INTER_NEAREST)
    for left, top, right, bottom in areas:
        mask[top:bottom, left:right] = 255 * whole[top:bottom, left:right]
    return mask


def _coloured(picture: Picture, share: float) -> NDArray[np.uint8]:
    """Give 1 where a picture, made smaller, is red or blue; noise is gone by then."""
    small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    red, green, blue = cv2.split(small)
    low, high = cv2.min(cv2.min(red, green), blue), cv2.max(cv2.max(red, green), blue)
    coloured = (cv2.subtract(high, low) >= _COLOURED) & ((red == high) | (blue == high))
    return np.asarray(coloured, np.uint8)


def _is_rectangle(mask: NDArray[np.uint8]) -> bool:
    """Say whether what is drawn fills a rectangle, leaning or not, as a frame does and no ring."""
    hull = cv2.convexHull(cv2.findNonZero(mask))
    _, (wide, tall), _ = cv2.minAreaRect(hull)
    return cv2.contourArea(hull) >= _ANGULAR * max(1.0, wide * tall)


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
