"""Cuts a line out of a rendered PDF page and reads it by the networks that read scans.

Loaded only where something is compared: its libraries are large. It judges nothing.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from papertrace.read.ocr_characters import characters
from papertrace.read.ocr_models import networks
from papertrace.read.ocr_models import said as shares_of

if TYPE_CHECKING:
    from papertrace.model import Box
    from papertrace.read.ocr_models import Picture
    from papertrace.read.pdf_glyphs import Matrix

_WIDEST: Final = 2400
_EVEN: Final = 12
"""Steps of 255 within which a picture shows nothing."""
_ROOM: Final = 12
"""Pixels of ground around what is read."""


def cut(
    page: Any,  # noqa: ANN401  (pdfium's page has no type)
    box: Box,
    grown: tuple[float, float],
    height: float,
    display: tuple[Matrix, float, float, int],
) -> list[Picture] | None:
    """Draw a box of a page so that its line is `height` pixels high: upright, turned left, right.

    `grown`: by how much of its height it is widened and heightened. None where nothing shows.
    """
    _, wide, high, _ = display
    thick = min(box.width, box.height) if box.height > box.width else box.height
    scale = min(height / max(thick, 1.0), _WIDEST / max(box.width, box.height, 1.0), 16.0)
    dx, dy = grown[0] * thick, grown[1] * thick
    edges = (
        max(0.0, box.x0 - dx),
        max(0.0, high - box.bottom - dy),
        max(0.0, wide - box.x1 - dx),
        max(0.0, box.top - dy),
    )
    if edges[0] + edges[2] >= wide or edges[1] + edges[3] >= high:
        return None
    cropped = tuple(ceil(edge * scale) / scale for edge in edges)
    bitmap = page.render(
        scale=scale, crop=cropped, may_draw_forms=False, draw_annots=False, rev_byteorder=True
    )
    pixels = np.array(bitmap.to_numpy())
    bitmap.close()
    pixels = np.repeat(pixels[:, :, None], 3, 2) if pixels.ndim == 2 else pixels[:, :, :3]  # noqa: PLR2004  (grey)
    if int(np.ptp(pixels)) < _EVEN:
        return None
    ground = np.median(pixels.reshape(-1, 3), axis=0).astype(np.uint8)
    rows, columns = pixels.shape[:2]
    room: Picture = np.empty((rows + 2 * (_ROOM // 3), columns + 2 * _ROOM, 3), np.uint8)
    room[:] = ground
    room[_ROOM // 3 : _ROOM // 3 + rows, _ROOM : _ROOM + columns] = pixels
    return [room, np.rot90(room).copy(), np.rot90(room, -1).copy()]


def said(picture: Picture) -> str:
    """Read a line."""
    nets = networks()
    shares, step = shares_of(nets, picture)
    size = (float(picture.shape[1]), float(picture.shape[0]))
    return "".join(c.text for c in characters(shares, step, size, nets.characters))
