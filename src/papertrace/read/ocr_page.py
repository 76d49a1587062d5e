"""Reads a picture of a page: its characters and rules, straightened, and the way back.

The only place that puts the parts together: seals off, straight, lines found, turned upright,
lines read. What it gives can be laid out as a PDF's own characters are.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from papertrace.read.ocr_beside import Line, doubted_beside
from papertrace.read.ocr_characters import characters
from papertrace.read.ocr_doubt import doubted, stained
from papertrace.read.ocr_ink import Sheet
from papertrace.read.ocr_lines import Area, areas, cut
from papertrace.read.ocr_models import likelihood, networks, said
from papertrace.read.ocr_seen import Seen
from papertrace.read.ocr_weights import FULL
from papertrace.read.pdf_glyphs import Glyphs
from papertrace.read.scan_dark import lightened
from papertrace.read.scan_ink import unread
from papertrace.read.scan_rules import ruled, strokes
from papertrace.read.scan_seals import stamps, touched, without_seals
from papertrace.read.scan_straight import lean, quarters, straightened

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from papertrace.read.ocr_characters import Character
    from papertrace.read.ocr_models import Networks, Picture

_UPRIGHT: Final = 1.5
"""A line this many times higher than wide stands sideways."""
_TRIED: Final = 6
"""Lines that are read both ways where a page may be upside down."""
_TRIM: Final = 0.12
"""Of a line's area: what stands empty above and below its characters."""
_POOR: Final = 0.85
_COLUMN: Final = 2.2
"""A line this many times higher than wide may be a column of characters."""


def see(picture: Picture, scale: float, lane: str = FULL) -> Seen:
    """Read a picture of `scale` pixels a point of print: rows, columns, red-green-blue."""
    nets = networks(lane)
    found_stamps = stamps(picture, scale)
    clean = without_seals(picture, [s.area for s in found_stamps if not s.is_frame])
    clean = lightened(clean, scale)
    straight, there = straightened(clean, lean(clean), fine=lane == FULL)
    found = _areas(nets, straight)
    lies = _lies(found)
    if lies:
        straight, turn = quarters(straight, 90)
        there = turn @ there
        found = _areas(nets, straight)
    if _is_upside_down(nets, straight, found):
        straight, turn = quarters(straight, 180)
        there = turn @ there
        found = _areas(nets, straight)
    columns = 0
    if lies and _mean(nets, straight, found) < _POOR:  # upright characters in lying columns
        columns, found = len(found), []
    level = [area for area in found if not _is_column(nets, straight, area)]
    columns += len(found) - len(level)
    high, wide = straight.shape[:2]
    ink = touched(picture, found_stamps, scale)
    ink = np.asarray(
        cv2.warpPerspective(ink, there, (wide, high), flags=cv2.INTER_NEAREST), np.uint8
    )
    tables = ruled(straight, scale, found, ink)
    sheet = _sheet(straight, scale)
    lines = [_sure(nets, straight, area, ink, sheet) for area in cut(level, tables, scale)]
    lines = doubted_beside(sheet, lines)
    back = np.diag([1 / scale, 1 / scale, 1]) @ np.linalg.inv(there) @ np.diag([scale, scale, 1])
    plain = tuple(back[:2].T.ravel().tolist())
    glyphs = _glyphs(lines, scale)
    blank = tuple(unread(straight, scale, tables, glyphs))
    return Seen(glyphs, tables, wide / scale, high / scale, plain, columns, blank)


def _areas(nets: Networks, picture: Picture) -> list[Area]:
    rows, columns = picture.shape[:2]
    share = min(1.0, nets.longest / max(rows, columns))
    likely = likelihood(nets, picture, round(rows * share), round(columns * share))
    return areas(likely, rows, columns)


def _lies(found: list[Area]) -> bool:
    """Say whether most of what was found stands sideways."""
    sideways = sum(a.width * a.height for a in found if a.height >= _UPRIGHT * a.width)
    level = sum(a.width * a.height for a in found if a.width >= _UPRIGHT * a.height)
    return sideways > level


def _is_column(nets: Networks, picture: Picture, area: Area) -> bool:
    """Say whether a line runs from top to bottom and gives no sense read from left to right."""
    tall = area.height >= _COLUMN * area.width
    return tall and _confidence(_read(nets, picture, area)) < _POOR


def _mean(nets: Networks, picture: Picture, found: list[Area]) -> float:
    """Give how surely the longest lines are read."""
    return float(np.mean([_confidence(_read(nets, picture, a)) for a in _longest(found)]))


def _longest(found: list[Area]) -> list[Area]:
    return sorted(found, key=lambda a: a.width / max(1, a.height), reverse=True)[:_TRIED]


def _is_upside_down(nets: Networks, picture: Picture, found: list[Area]) -> bool:
    """Say whether lines read clearly better when turned by 180 degrees."""
    long = _longest(found)
    if not long:
        return False
    upright = _mean(nets, picture, found)
    if upright >= _POOR:
        return False
    turned, _ = quarters(picture, 180)
    high, wide = picture.shape[:2]
    around = [Area(wide - a.x1, high - a.bottom, wide - a.x0, high - a.top) for a in long]
    return bool(np.mean([_confidence(_read(nets, turned, a)) for a in around]) > upright)


def _sure(
    nets: Networks, picture: Picture, area: Area, ink: NDArray[np.uint8], sheet: Sheet
) -> Line:
    """Read a line and doubt its figures; `ink` is where stamps lie."""
    read = partial(_read, nets)
    found = doubted(picture, area, read(picture, area), read, sheet)
    return Line(area, stained(found, area, ink))


def _sheet(picture: Picture, scale: float) -> Sheet:
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    return Sheet(grey, strokes(grey, scale))


def _read(nets: Networks, picture: Picture, area: Area) -> list[Character]:
    part = picture[area.top : area.bottom, area.x0 : area.x1]
    shares, step = said(nets, part)
    size = (float(area.width), float(area.height))
    return characters(shares, step, size, nets.characters)


def _confidence(reading: list[Character]) -> float:
    return sum(c.confidence for c in reading) / len(reading) if reading else 0.0


def _glyphs(lines: list[Line], scale: float) -> Glyphs:
    """Put the characters of all lines together, in points."""
    made = Glyphs("", [], [], [], [], [], [])
    text = []
    for line in lines:
        trim = _TRIM * line.area.height
        for index, c in enumerate(line.characters):
            text.append(c.text)
            made.x0.append((line.area.x0 + c.x0) / scale)
            made.x1.append((line.area.x0 + c.x1) / scale)
            made.top.append((line.area.top + trim) / scale)
            made.bottom.append((line.area.bottom - trim) / scale)
            made.spaced.append(c.spaced or index == 0)
            made.confidence.append(c.confidence)
    return Glyphs(
        "".join(text), made.x0, made.top, made.x1, made.bottom, made.spaced, made.confidence
    )
