"""Tells by pixels whether characters are seen: a page is drawn with and without them.

Where nothing changes, nothing of them was seen, whatever the trick was. It names no trick. Only
the part of the page is drawn on which the characters stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from papertrace.read.pdf_calls import set_active

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray
    from pypdfium2 import PdfPage  # type: ignore[import-untyped]  # it has no type marker

    from papertrace.model import Box

_SCALE: Final = 2.0
"""Pixels a point."""
_MOST: Final = 12_000_000
_SEEN: Final = 32
"""Steps of 255 by which a pixel must change, for someone to see it."""
_DARK: Final = 90
_EVEN: Final = 24
_INSET: Final = 0.12
"""Of a character's box: what may hold ink of its neighbours."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """A part of a page as it is seen, and where some of its text objects changed it."""

    whole: NDArray[np.uint8]
    rest: NDArray[np.uint8]
    """The same without the text objects."""
    scale: float
    left: int = 0
    """Pixels of the page that stand left of the part."""
    top: int = 0

    def shows(self, box: Box) -> bool:
        """Say whether something of the text objects is seen in a box (points from the top left)."""
        part = self._part(self.whole, box).astype(np.int16)
        if not part.size:
            return False
        return int(np.abs(part - self._part(self.rest, box)).max()) >= _SEEN

    def changed(self, box: Box) -> NDArray[np.bool_]:
        """Say which pixels of a box the text objects changed so that someone sees it."""
        part = self._part(self.whole, box).astype(np.int16)
        if not part.size:
            return np.zeros((1, 1), np.bool_)
        differs: NDArray[np.bool_] = np.abs(part - self._part(self.rest, box)).max(2) >= _SEEN
        return differs

    def is_blackened(self, box: Box) -> bool:
        """Say whether a box is evenly dark."""
        part = self._part(self.whole, box)
        return bool(part.size) and int(part.max()) < _DARK and int(np.ptp(part)) < _EVEN

    def _part(self, pixels: NDArray[Any], box: Box) -> NDArray[Any]:
        x0, top, x1, bottom = _inner(box, self.scale)
        return pixels[top - self.top : bottom - self.top, x0 - self.left : x1 - self.left]


def _inner(box: Box, s: float) -> tuple[int, int, int, int]:
    """Give left, top, right and bottom of what is looked at of a box, in pixels of the page."""
    wide, high = _INSET * box.width, _INSET * box.height
    x0, x1 = round((box.x0 + wide) * s), round((box.x1 - wide) * s)
    top, bottom = round((box.top + high) * s), round((box.bottom - high) * s)
    x0, top = max(0, x0), max(0, top)
    return x0, top, max(x1, x0 + 1), max(bottom, top + 1)


def without(page: PdfPage, objects: Iterable[int], boxes: Sequence[Box]) -> Pixels:
    """Draw what lies in some boxes of a page with and without some of the page's objects.

    The boxes are in points from the top left of the page as it is displayed.
    """
    some = list(objects)

    def show(active: int) -> None:
        for thing in some:
            set_active(thing, active)

    show(0)
    try:
        return pair(page, boxes, lambda: show(1))
    finally:
        show(1)


def pair(page: PdfPage, boxes: Sequence[Box], change: Callable[[], None]) -> Pixels:
    """Draw what lies in some boxes of a page as it is, `change` it, and draw it again.

    The page as changed is the `whole` of what is given, the page before that the `rest`.
    """
    width, height = page.get_size()
    scale = min(_SCALE, sqrt(_MOST / max(1.0, width * height)))
    edges = [_inner(box, scale) for box in boxes]
    x0, top = min((e[0] for e in edges), default=0), min((e[1] for e in edges), default=0)
    x1, bottom = max((e[2] for e in edges), default=0), max((e[3] for e in edges), default=0)
    x1, bottom = min(x1, ceil(width * scale)), min(bottom, ceil(height * scale))
    if x0 >= x1 or top >= bottom:
        nothing = np.zeros((0, 0, 3), np.uint8)
        return Pixels(nothing, nothing, scale)
    part = (x0, top, x1, bottom)
    rest = _drawn(page, scale, part)
    change()
    return Pixels(_drawn(page, scale, part), rest, scale, x0, top)


def _drawn(page: PdfPage, scale: float, part: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """Draw a part of a page, given by its edges in pixels."""
    x0, top, x1, bottom = part
    width, height = page.get_size()
    cut = (x0, ceil(height * scale) - bottom, ceil(width * scale) - x1, top)
    bitmap = page.render(
        scale=scale,
        crop=tuple(max(0.0, (n - 0.5) / scale) for n in cut),  # it rounds up what it cuts off
        may_draw_forms=False,
        draw_annots=True,
    )
    pixels: NDArray[np.uint8] = bitmap.to_numpy()  # the memory is ours and stays
    bitmap.close()
    return pixels[:, :, None] if pixels.ndim == 2 else pixels[:, :, :3]  # noqa: PLR2004  (grey)
