"""Straightens a scanned page: finds by how much it leans and turns it back.

The angle is found on a small copy: lines of text and rules, level or upright, stand out sharpest
where the page is straight. It never crops: the straight picture holds the whole page.
"""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from papertrace.read.ocr_models import Picture

    Map = NDArray[np.float64]
    """Three by three: pixels of one picture to pixels of another."""

_SMALL: Final = 900
"""Pixels of the small copy's longer side."""
_MOST: Final = 6.0
"""Degrees by which a page may lean."""
_COARSE, _MIDDLE, _FINE = 0.5, 0.2, 0.05
_LEAST: Final = 0.08
"""Degrees below which a page is left as it is."""
_WHITE: Final = (255, 255, 255)


def lean(picture: Picture) -> float:
    """Give the degrees by which a page must be turned clockwise to stand straight."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    share = min(1.0, _SMALL / max(grey.shape))
    small = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    dark = cv2.adaptiveThreshold(
        small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12
    )
    margin = round(0.02 * max(dark.shape))  # the scanner's edge is no line
    dark[:margin] = dark[-margin:] = 0
    dark[:, :margin] = dark[:, -margin:] = 0
    if not dark.any():
        return 0.0
    around = np.arange(-_MOST, _MOST + _COARSE / 2, _COARSE)
    half = cv2.resize(dark, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    rough = max(around, key=lambda a: (_sharpness(half, float(a)), -abs(a)))
    angle = float(rough)
    for reach, step in ((_COARSE, _MIDDLE), (_MIDDLE, _FINE)):
        near = np.arange(angle - reach, angle + reach + step / 2, step)
        angle = float(max(near, key=lambda a: (_sharpness(dark, float(a)), -abs(a))))
    angle = round(angle / _FINE) * _FINE
    return angle if abs(angle) >= _LEAST else 0.0


def _sharpness(dark: NDArray[Any], angle: float) -> float:
    high, wide = dark.shape
    turned = cv2.warpAffine(dark, _turning(wide, high, angle)[:2], (wide, high))
    # whole numbers, so that no processor sums them otherwise
    return sum(
        float((np.diff(np.asarray(line.ravel(), np.float64)) ** 2).sum())
        for line in (
            cv2.reduce(turned, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S),
            cv2.reduce(turned, 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S),
        )
    )


def _turning(wide: int, high: int, angle: float) -> Map:
    """Give the map that turns clockwise about the middle."""
    c, s = cos(radians(angle)), sin(radians(angle))
    x, y = wide / 2, high / 2
    return np.array([[c, -s, x - c * x + s * y], [s, c, y - s * x - c * y], [0, 0, 1]])


def straightened(picture: Picture, angle: float, *, fine: bool = True) -> tuple[Picture, Map]:
    """Turn a page clockwise by some degrees; the map leads to pixels of the new picture.

    `fine` takes three times as long and keeps strokes sharper.
    """
    high, wide = picture.shape[:2]
    if not angle:
        return picture, np.eye(3)
    c, s = abs(cos(radians(angle))), abs(sin(radians(angle)))
    new_wide, new_high = round(c * wide + s * high), round(s * wide + c * high)
    matrix = _turning(wide, high, angle)
    matrix[0, 2] += (new_wide - wide) / 2
    matrix[1, 2] += (new_high - high) / 2
    turned = cv2.warpAffine(
        picture,
        matrix[:2],
        (new_wide, new_high),
        flags=cv2.INTER_CUBIC if fine else cv2.INTER_LINEAR,
        borderValue=_WHITE,
    )
    return turned, matrix  # type: ignore[return-value]  # OpenCV's arrays have a wider type


def quarters(picture: Picture, turn: int) -> tuple[Picture, Map]:
    """Turn a page clockwise by 0, 90, 180 or 270 degrees."""
    high, wide = picture.shape[:2]
    turned = np.ascontiguousarray(np.rot90(picture, -turn // 90))
    maps = {
        90: [[0, -1, high], [1, 0, 0], [0, 0, 1]],
        180: [[-1, 0, wide], [0, -1, high], [0, 0, 1]],
        270: [[0, 1, 0], [-1, 0, wide], [0, 0, 1]],
    }
    return turned, np.array(maps.get(turn, np.eye(3)), np.float64)
