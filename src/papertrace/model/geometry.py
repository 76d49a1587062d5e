"""Boxes on a page: points (1/72 inch), origin top left, after the page's rotation.

Every reader converts to this convention at its own border; nothing after it knows another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.model.swift import swift

if TYPE_CHECKING:
    from collections.abc import Iterable


@swift
@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points."""

    x0: float
    """Left edge."""
    top: float
    """Upper edge (smaller is higher)."""
    x1: float
    """Right edge."""
    bottom: float
    """Lower edge."""

    @property
    def width(self) -> float:
        """Give the width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Give the height in points."""
        return self.bottom - self.top

    def rounded(self) -> list[float]:
        """Give [x0, top, x1, bottom] to two decimals, as every output writes it."""
        return [round(v, 2) for v in (self.x0, self.top, self.x1, self.bottom)]


def union(boxes: Iterable[Box]) -> Box:
    """Give the smallest box around all; ValueError where there is none."""
    every = list(boxes)
    if not every:
        msg = "union of no boxes"
        raise ValueError(msg)
    return Box(
        min(b.x0 for b in every),
        min(b.top for b in every),
        max(b.x1 for b in every),
        max(b.bottom for b in every),
    )


def overlap(a: Box, b: Box) -> float:
    """Give the area two boxes share, in square points."""
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(a.bottom, b.bottom) - max(a.top, b.top)
    return wide * high if wide > 0 and high > 0 else 0.0


def holds(outer: Box, inner: Box, slack: float = 1.5) -> bool:
    """Say whether `inner` lies within `outer`, give or take `slack` points."""
    return (
        inner.x0 >= outer.x0 - slack
        and inner.x1 <= outer.x1 + slack
        and inner.top >= outer.top - slack
        and inner.bottom <= outer.bottom + slack
    )


def same_line(a: Box, b: Box) -> bool:
    """Say whether two boxes stand on one line: they overlap by over half the lower one."""
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared > 0.5 * min(a.height, b.height)


def by_line(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Join neighbouring boxes of one line into one; the order of lines is kept."""
    lines: list[Box] = []
    for box in boxes:
        if lines and same_line(lines[-1], box):
            last = lines[-1]
            lines[-1] = Box(
                min(last.x0, box.x0),
                min(last.top, box.top),
                max(last.x1, box.x1),
                max(last.bottom, box.bottom),
            )
        else:
            lines.append(box)
    return tuple(lines)
