"""Where the lines of a straightened page stand: boxes in pixels, cut at the rules of tables.

Takes the network's map of likelihoods and gives upright boxes, since the page is straight by now.
It reads nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
import numpy.ma  # numpy asks for it late, and behind the walls nothing can be loaded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.read.grid import Grid
    from papertrace.read.ocr_models import Shares

_LIKELY: Final = 0.3
_LEAST: Final = 0.5
"""Mean likelihood of a line's core."""
_GROWTH: Final = 1.6
"""The network marks the core of a line; the line is larger by this times area / perimeter."""
_SMALLEST: Final = 3
_MOST: Final = 3000
_SLIMMEST: Final = 0.3
"""Of a piece's height: what is slimmer holds no character."""
_CLEAR: Final = 1.2
"""Points kept away from a rule."""


@dataclass(frozen=True, slots=True)
class Area:
    """An upright box in pixels: edges between pixels, origin top left."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def width(self) -> int:
        """Give its width in pixels."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """Give its height in pixels."""
        return self.bottom - self.top


def areas(likely: Shares, rows: int, columns: int) -> list[Area]:
    """Find lines in a map of likelihoods of a picture of `rows` and `columns` pixels."""
    core = (likely > _LIKELY).astype(np.uint8)
    mask = cv2.dilate(core, np.ones((2, 2), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    down, across = rows / likely.shape[0], columns / likely.shape[1]
    found = []
    for label, (x, y, wide, tall, _) in enumerate(stats[1 : min(count, _MOST)], 1):
        if min(wide, tall) < _SMALLEST:
            continue
        own = labels[y : y + tall, x : x + wide] == label
        if likely[y : y + tall, x : x + wide][own].mean() < _LEAST:
            continue
        grown = wide * tall * _GROWTH / (2 * (wide + tall))
        found.append(
            Area(
                max(0, floor((x - grown) * across)),
                max(0, floor((y - grown) * down)),
                min(columns, ceil((x + wide + grown) * across)),
                min(rows, ceil((y + tall + grown) * down)),
            )
        )
    return found


def cut(found: Iterable[Area], tables: Iterable[Grid], scale: float) -> list[Area]:
    """Cut lines where the edge of a table's cell crosses them; pieces keep clear of the edge."""
    clear = max(1, round(_CLEAR * scale))
    edges = sorted(
        {
            (x * scale, slot.box.top * scale, slot.box.bottom * scale)
            for grid in tables
            for slot in grid.slots
            for x in (slot.box.x0, slot.box.x1)
        }
    )
    pieces = []
    for area in found:
        middle = (area.top + area.bottom) / 2
        left = area.x0
        for x, top, bottom in edges:
            if top <= middle <= bottom and area.x0 - clear < x < area.x1 + clear:
                pieces.append(Area(left, area.top, min(area.x1, round(x) - clear), area.bottom))
                left = max(left, round(x) + clear)
        pieces.append(Area(left, area.top, area.x1, area.bottom))
    return [p for p in pieces if p.width >= _SLIMMEST * p.height and p.width > _SMALLEST]
