"""From a straightened page's pixels to the rules of its tables.

Long level and upright strokes are kept, all else falls away. It gives rules in points, as a PDF's
drawn lines are given, so that one grid is made of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from papertrace.read.grid import grids

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from papertrace.read.grid import Grid
    from papertrace.read.grid_rules import Rule
    from papertrace.read.ocr_lines import Area
    from papertrace.read.ocr_models import Picture

_SHORTEST: Final = 14.0
"""Points; strokes of characters are shorter."""
_LONG: Final = 22.0
"""Points; strokes of characters beside which figures stand are shorter, also in large print."""
_THICKEST: Final = 4.0
_NARROWEST, _LOWEST = 72.0, 18.0
"""Points of a table; the strokes of large characters make smaller meshes."""
_INNER: Final = 0.6
"""Share of a rule inside a line of text from which it may be a stroke."""
_REACH: Final = 2.5
"""Points from a rule's end to the rule that it joins."""
_STAMP: Final = 90.0
"""Points of a rule that a stamp may hide: a ring that runs along it, a star."""
_GAP: Final = 3.0
"""Points of a break that a worn line may have."""


def ruled(
    picture: Picture,
    scale: float,
    lines: Sequence[Area] = (),
    stamps: NDArray[np.uint8] | None = None,
) -> tuple[Grid, ...]:
    """Find the ruled tables in a picture of `scale` pixels a point; in points, without text.

    Strokes inside `lines` of text that join no other rules are those of characters. A rule goes on
    below a stamp: `stamps` is not 0 where one's ink lies.
    """
    across, down = _rules(picture, scale, stamps)
    boxes = [(a.x0 / scale, a.top / scale, a.x1 / scale, a.bottom / scale) for a in lines]
    turned = [(top, x0, bottom, x1) for x0, top, x1, bottom in boxes]
    upright = [r for r in down if _is_rule(r, boxes, across)]
    level = [r for r in across if _is_rule(r, turned, upright)]
    found = grids(level, upright)
    return tuple(g for g in found if g.box.width >= _NARROWEST and g.box.height >= _LOWEST)


def _is_rule(
    rule: Rule, boxes: Iterable[tuple[float, float, float, float]], others: Sequence[Rule]
) -> bool:
    """Say whether an upright rule is more than a stroke in one of the boxes: left, top, ..."""
    x, start, end = rule
    for left, top, right, bottom in boxes:
        inside = min(end, bottom) - max(start, top)
        if left < x < right and inside >= _INNER * (end - start):
            return all(
                any(abs(p - at) <= _REACH and a - _REACH <= x <= b + _REACH for p, a, b in others)
                for at in (start, end)
            )
    return True


def _rules(
    picture: Picture, scale: float, stamps: NDArray[np.uint8] | None
) -> tuple[list[Rule], list[Rule]]:
    """Find horizontal and vertical rules in a picture of `scale` pixels a point; in points."""
    dark = _dark(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))
    if stamps is not None and not stamps.any():
        stamps = None
    turned = None if stamps is None else cv2.rotate(stamps, cv2.ROTATE_90_CLOCKWISE)
    across = _along(dark, scale, stamps)
    down = _along(cv2.rotate(dark, cv2.ROTATE_90_CLOCKWISE), scale, turned)
    high = dark.shape[0] / scale
    # turned clockwise, a line's row is its column, and its start is the distance from the bottom
    return across, [(p, high - b, high - a) for p, a, b in down]


def strokes(grey: NDArray[Any], scale: float) -> NDArray[np.uint8]:
    """Give 255 for every pixel on which a level or upright stroke lies that is long as a rule's.

    Upright ones are given a pixel wider on both sides.
    """
    dark = _dark(grey)
    long = round(_LONG * scale)
    level = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    upright = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    upright = cv2.dilate(upright, np.ones((1, 3), np.uint8))
    return np.asarray(cv2.bitwise_or(level, upright), np.uint8)


def _dark(grey: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(
        cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    )


def _along(dark: NDArray[Any], scale: float, stamps: NDArray[Any] | None) -> list[Rule]:
    """Find level strokes: (row, first column, last column) in points."""
    long, gap = round(_SHORTEST * scale), max(1, round(_GAP * scale))
    level = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((3, 1), np.uint8))
    level = cv2.morphologyEx(level, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    level = cv2.morphologyEx(level, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    if stamps is not None:
        level = _bridged(level, stamps, round(_STAMP * scale))
    count, _, stats, middles = cv2.connectedComponentsWithStats(level)
    found: list[Rule] = []
    for (x, _, wide, tall, area), (_, row) in zip(stats[1:count], middles[1:count], strict=True):
        if area / wide <= _THICKEST * scale and tall <= 2 * _THICKEST * scale:
            found.append((float(row + 0.5) / scale, int(x) / scale, int(x + wide) / scale))
    return found


def _bridged(level: NDArray[Any], stamps: NDArray[Any], longest: int) -> NDArray[Any]:
    """Join strokes that break off at a stamp's ink and go on behind it."""
    thick = cv2.dilate(level, np.ones((3, 1), np.uint8))  # the two may be a pixel apart
    joined = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, longest), np.uint8))
    return cv2.bitwise_or(level, cv2.bitwise_and(joined, stamps))
