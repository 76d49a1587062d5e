"""Turns light print on dark ground into dark print on light ground: whole pages, heads of tables.

Rules and characters are looked for as dark on light, and white rules on black would be seen
nowhere. Only grey levels are turned, and only where the ground itself is dark and light print
stands on it; photographs may be turned too, which does no harm, since nothing of them is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from papertrace.read.ocr_models import Picture

_COPY: Final = 2.0
"""Pixels a point of the copy on which dark ground is looked for."""
_DARK: Final = 140
"""Grey levels; ground is darker."""
_WINDOW: Final = 12.0
"""Points: ground is dark where most is dark around; print covers less."""
_LOWEST, _NARROWEST = 8.0, 24.0
"""Points of a dark field."""
_LIGHTER: Final = 60
"""Grey levels between the ground and print on it."""
_PRINT: Final = 0.01
"""Share of a field that print takes at least."""
_CORNER, _THIN = 4.0, 4.0
"""Points by which a corner is rounded off, and of what is too thin to be ground."""
_JOIN: Final = 5.0
"""Points of strokes and rules that dark ground goes on behind."""


def lightened(picture: Picture, scale: float) -> Picture:
    """Give a page of `scale` pixels a point with its dark fields turned, or the page itself."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    share = min(1.0, _COPY / scale)
    small = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    fields = _fields(small, scale * share)
    if not fields.any():
        return picture
    high, wide = grey.shape
    where = cv2.resize(fields, (wide, high), interpolation=cv2.INTER_NEAREST) > 0
    clear = picture.copy()
    clear[where] = (255 - grey)[where][:, None]
    return clear


def _fields(small: NDArray[Any], scale: float) -> NDArray[np.uint8]:
    """Give 1 where dark ground with light print lies, in a small copy."""
    dark = (small < _DARK).astype(np.uint8)
    window = 2 * round(_WINDOW * scale / 2) + 1
    ground = cv2.medianBlur(dark, window)
    found = np.zeros_like(dark)
    if not ground.any():
        return found
    # the median rounds corners off: what is dark beside them belongs to them, but no thin rule
    reach, join, thin = (_square(n * scale) for n in (2 * _CORNER, _JOIN, _THIN))
    near = cv2.bitwise_and(dark, cv2.dilate(ground, reach))
    whole = _morphed(
        _morphed(cv2.bitwise_or(near, ground), cv2.MORPH_CLOSE, join), cv2.MORPH_OPEN, thin
    )
    count, labels, stats, _ = cv2.connectedComponentsWithStats(whole)
    for label, (x, y, across, down, _) in enumerate(stats[1:count], 1):
        if across < _NARROWEST * scale or down < _LOWEST * scale:
            continue
        part = (slice(y, y + down), slice(x, x + across))
        own = labels[part] == label
        if ground[part][own].any() and _holds_print(small[part][own]):
            found[part][own] = 1
    return found


def _square(size: float) -> NDArray[Any]:
    return np.ones((max(1, round(size)),) * 2, np.uint8)


def _morphed(mask: NDArray[Any], how: int, kernel: NDArray[Any]) -> NDArray[Any]:
    """Close gaps or drop thin parts; the page's edge is none."""
    edge = max(kernel.shape)
    wide = cv2.copyMakeBorder(mask, edge, edge, edge, edge, cv2.BORDER_REPLICATE)
    return np.asarray(cv2.morphologyEx(wide, how, kernel)[edge:-edge, edge:-edge])


def _holds_print(levels: NDArray[Any]) -> bool:
    """Say whether some of a field is clearly lighter than its ground."""
    ground = int(np.median(levels))
    return bool((levels > ground + _LIGHTER).mean() >= _PRINT)
