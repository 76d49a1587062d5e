"""Finds the cells of a scanned table in which something is drawn and nothing was read.

A seal, a hand or a blot may hide a figure whole; the reading then looks as if the cell were empty.
It only says where ink stands, never what it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.model import Box
    from papertrace.read.grid import Grid
    from papertrace.read.ocr_models import Picture
    from papertrace.read.pdf_glyphs import Glyphs

_INSET: Final = 3.0
"""Points of a cell's edges that its rules may take."""
_DARK: Final = 70
"""Grey levels below the paper."""
_TALL: Final = 4.0
"""Points; a dash for nothing is lower."""
_INK: Final = 3.0
"""Square points of one stroke; specks are smaller."""
_MOST: Final = 200


def unread(picture: Picture, scale: float, tables: Iterable[Grid], glyphs: Glyphs) -> list[Box]:
    """Give the cells without characters that hold ink; all in points, `scale` pixels a point."""
    grey = cv2.medianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), 3)
    paper = int(np.percentile(grey, 80))
    dark = (grey < paper - _DARK).astype(np.uint8)
    middles = [
        ((a + b) / 2, (c + d) / 2)
        for a, b, c, d in zip(glyphs.x0, glyphs.x1, glyphs.top, glyphs.bottom, strict=True)
    ]
    found = []
    for box in (slot.box for grid in tables for slot in grid.slots):
        if any(box.x0 <= x <= box.x1 and box.top <= y <= box.bottom for x, y in middles):
            continue
        edges = (box.x0 + _INSET, box.top + _INSET, box.x1 - _INSET, box.bottom - _INSET)
        left, top, right, bottom = (max(0, round(n * scale)) for n in edges)
        if right > left and bottom > top and _holds_ink(dark[top:bottom, left:right], scale):
            found.append(box)
    return found[:_MOST]


def _holds_ink(dark: Picture, scale: float) -> bool:
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark)
    return any(
        tall >= _TALL * scale and area >= _INK * scale * scale
        for *_, tall, area in stats[1:count].tolist()
    )
