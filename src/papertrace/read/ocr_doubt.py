"""Marks figures that may be misread. It only lowers a confidence; it never changes a character.

A network is often sure of itself where it is wrong: a point hidden by an underline, a speck taken
for a colon. So a figure is doubted for outer reasons too: it reads otherwise when read again alone,
a line runs through it, it has no form that figures have, or a seal lies on it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from papertrace.read.ocr_characters import DOUBT, folded
from papertrace.read.ocr_ink import seams, stretch
from papertrace.read.ocr_lines import Area

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from papertrace.read.ocr_characters import Character
    from papertrace.read.ocr_ink import Sheet
    from papertrace.read.ocr_models import Picture

_FIGURE = re.compile(r"[0-9]+(?:[,.:'`·、;_\-~|/]*[0-9]+)*")
_CHAIN = re.compile(r"[0-9.,:'%()\-+~/]*[0-9][0-9.,:'%()\-+~/]*")
_SOUND = re.compile(
    r"[0-9]+"
    r"|0\.[0-9]+|[0-9]+\.(?![0-9]{3}$)[0-9]+"  # 1234.56; the point of 1.895 may be a comma
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?"  # 1,234.56
    r"|(?:19|20)[0-9]{2}\.[01]?[0-9](?:\.[0-3]?[0-9])?|[0-9]{1,2}(?:\.[0-9]{1,2}){2,}"  # 2031.3.5
    r"|[0-9]{1,4}(?:[-/][0-9]{1,4}){1,2}"  # 2031-03-05, 1/2
    r"|[0-2]?[0-9](?::[0-5][0-9]){1,2}"  # 9:30
    r"|[0-9]+(?:[-~][0-9]+)+"  # 01-23-456, 5~10
    r"|[0-9]+(?:、[0-9]+)+"  # 1、2
)
_EM: Final = 0.75
"""Of an area's height: the size of its characters."""
_MARGIN: Final = 0.45
"""Of a character's size: what is read beside a figure when it is read again."""
_TRIM: Final = 0.08
"""Of an area's height: what is cut above and below, so that the network sees another picture."""
_DARK: Final = 60
"""Grey levels below the paper."""
_LINE: Final = 0.85
"""Share of a figure's columns that a line runs through."""
_TOUCH: Final = 0.12
_HEAD: Final = 0.3
_STAIN: Final = 0.8
"""Of an area's height: a character beside a figure that a stamp hides may be part of it."""

Reading = list["Character"]


def doubted(
    picture: Picture,
    area: Area,
    reading: Reading,
    read: Callable[[Picture, Area], Reading],
    sheet: Sheet | None = None,
) -> Reading:
    """Give a line's characters, those of doubtful figures with less confidence.

    With the page's ink at hand, figures that stand apart are set apart.
    """
    found, parted, doubts = (
        _parted(sheet, area, reading) if sheet else (list(reading), set(), set())
    )
    for start, end in figures(found, parted):
        part = found[start:end]
        torn = any(start < n < end for n in doubts) or _is_followed(found, end, parted)
        if torn or _is_doubtful(picture, area, part, read):
            found = lowered(found, range(start, end))
        else:
            least = min(c.confidence for c in part)
            for index in range(start, end):
                found[index] = replace(found[index], confidence=least)
    return found


def lowered(found: Reading, places: Iterable[int]) -> Reading:
    """Give a line's characters, some of them doubtful."""
    made = list(found)
    for index in places:
        made[index] = replace(made[index], confidence=min(DOUBT, made[index].confidence))
    return made


def _parted(sheet: Sheet, area: Area, reading: Reading) -> tuple[Reading, set[int], set[int]]:
    """Part figures at wide gaps: characters, those before which one was parted, doubtful gaps."""
    found, parted, doubts = list(reading), set[int](), set[int]()
    for chain in _CHAIN.finditer(_plain(reading)):
        start, end = chain.span()
        look = stretch(sheet, area, reading[start:end])
        for seam in seams(look, reading[start:end]) if look else ():
            index = start + seam.before
            if not seam.is_wide:
                doubts.add(index)
                continue
            parted.add(index)
            found[index - 1] = replace(found[index - 1], x1=float(seam.x0 - area.x0))
            found[index] = replace(found[index], x0=float(seam.x1 - area.x0), spaced=True)
    return found, parted, doubts


def _is_followed(found: Reading, end: int, parted: set[int]) -> bool:
    """Say whether a percent sign and another figure follow, as nobody writes it."""
    text = _plain(found[end : end + 2])
    return text[:1] == "%" and text[1:].isdigit() and end + 1 not in parted


def stained(reading: Reading, area: Area, stamps: NDArray[np.uint8]) -> Reading:
    """Give a line's characters, those of figures with less confidence that a stamp's ink touches.

    `stamps` is as `scan_seals.touched` gives it, of the same picture as `area`.
    """
    found = list(reading)
    reach = _STAIN * area.height
    for start, end in figures(reading):
        left = max(0, round(area.x0 + reading[start].x0 - reach))
        right = round(area.x0 + reading[end - 1].x1 + reach)
        if stamps[area.top : area.bottom, left:right].any():
            found = lowered(found, range(start, end))
    return found


def figures(reading: Reading, parted: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Find the figures of a line as stretches of its characters; none goes over a parting."""
    text = _plain(reading)
    marks = [0, *sorted(parted), len(text)]
    return [
        found.span()
        for begin, end in pairwise(marks)
        for found in _FIGURE.finditer(text, begin, end)
    ]


def _plain(reading: Iterable[Character]) -> str:
    # one character each, so that places in the text are places in the reading
    return "".join((folded(c.text) or " ")[0] for c in reading)


def _is_doubtful(
    picture: Picture, area: Area, part: Reading, read: Callable[[Picture, Area], Reading]
) -> bool:
    text = folded("".join(c.text for c in part))
    if not _SOUND.fullmatch(text) or _is_torn(part):
        return True
    em = _EM * area.height
    left, right = part[0].x0 - _MARGIN * em, part[-1].x1 + _MARGIN * em
    trim = round(_TRIM * area.height)
    again = Area(
        max(area.x0, round(area.x0 + left)),
        area.top + trim,
        min(area.x1, round(area.x0 + right)),
        area.bottom - trim,
    )
    if _is_crossed(picture, again, part, area):
        return True
    told = folded("".join(c.text for c in read(picture, again)))
    return text not in told


def _is_torn(part: Sequence[Character]) -> bool:
    """Say whether white space was seen inside a figure."""
    return any(b.spaced for _, b in pairwise(part))


def _is_crossed(picture: Picture, again: Area, part: Reading, area: Area) -> bool:
    """Say whether a level line runs through a figure or touches its feet, where points stand."""
    left, right = round(area.x0 + part[0].x0), round(area.x0 + part[-1].x1)
    cut = picture[again.top : again.bottom, left:right]
    if min(cut.shape[:2]) < 4:  # noqa: PLR2004  (nothing to see)
        return False
    grey = cv2.cvtColor(cut, cv2.COLOR_RGB2GRAY)
    dark = grey < int(np.percentile(grey, 90)) - _DARK
    filled = dark.mean(1)
    rows = np.flatnonzero(filled >= _LINE)
    if not len(rows):
        return False
    first = int(rows[0])
    above = filled[max(0, first - 3) : first]
    # a line under a figure leaves white between; above its head it is the rule of a table
    return first > _HEAD * len(filled) and (len(above) == 0 or float(above.min()) > _TOUCH)
