"""Tells by pixels whether characters are seen: a page is drawn with and without them.

Where nothing changes, nothing of them was seen, whatever the trick was. It names no trick.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from papertrace.read.pdf_calls import set_active

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    """A page as it is seen, and where some of its text objects changed it."""

    whole: NDArray[np.uint8]
    rest: NDArray[np.uint8]
    """The same without the text objects."""
    scale: float

    def shows(self, box: Box) -> bool:
        """Say whether something of the text objects is seen in a box (points from the top left)."""
        part = self._part(self.whole, box).astype(np.int16)
        if not part.size:
            return False
        return int(np.abs(part - self._part(self.rest, box)).max()) >= _SEEN

    def is_blackened(self, box: Box) -> bool:
        """Say whether a box is evenly dark."""
        part = self._part(self.whole, box)
        return bool(part.size) and int(part.max()) < _DARK and int(np.ptp(part)) < _EVEN

    def _part(self, pixels: NDArray[Any], box: Box) -> NDArray[Any]:
        s = self.scale
        wide, high = _INSET * box.width, _INSET * box.height
        x0, x1 = round((box.x0 + wide) * s), round((box.x1 - wide) * s)
        top, bottom = round((box.top + high) * s), round((box.bottom - high) * s)
        x0, top = max(0, x0), max(0, top)
        return pixels[top : max(bottom, top + 1), x0 : max(x1, x0 + 1)]


def without(page: PdfPage, objects: Iterable[int], width: float, height: float) -> Pixels:
    """Draw a page (as it is displayed, in points) with and without some of its objects."""
    some = list(objects)
    scale = min(_SCALE, sqrt(_MOST / max(1.0, width * height)))
    whole = _drawn(page, scale)
    for thing in some:
        set_active(thing, 0)
    rest = _drawn(page, scale)
    for thing in some:
        set_active(thing, 1)
    return Pixels(whole, rest, scale)


def _drawn(page: PdfPage, scale: float) -> NDArray[np.uint8]:
    bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=True)
    pixels = np.array(bitmap.to_numpy())
    bitmap.close()
    return pixels[:, :, None] if pixels.ndim == 2 else pixels[:, :, :3]  # noqa: PLR2004  (grey)
