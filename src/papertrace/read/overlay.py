"""Draws what was read over the picture of a page: words, cells, tables, order, warnings.

For looking at a reading that is doubted, never for publishing: nothing is masked. What a colour
means is told at the foot of the picture. It runs in the worker, since the picture is a stranger's.
"""

from __future__ import annotations

import json
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING, Any, Final

from PIL import Image, ImageDraw, ImageFont

from papertrace.model import Page, from_json, to_json
from papertrace.read.draw_pdf import typed
from papertrace.read.render import render

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from papertrace.model import Box, Problem

Colour = tuple[int, int, int]

SHOWS: Final = ("words", "cells", "tables", "order", "warnings")
"""What can be drawn."""
DOUBTFUL: Final = 0.9
"""Confidence below which a recognised word is doubtful."""
_WORD: Final[Colour] = (40, 110, 220)
_DOUBT: Final[Colour] = (240, 140, 0)
_CELL: Final[Colour] = (20, 150, 80)
_TABLE: Final[Colour] = (0, 100, 50)
_ORDER: Final[Colour] = (150, 0, 170)
_WARNING: Final[Colour] = (215, 20, 20)
_SCALE: Final = 2.0
_MOST: Final = 40_000_000
"""Pixels of the picture."""
_FOOT: Final = 40


def argument(data: bytes, page: Page, shows: Collection[str]) -> bytes:
    """Give the argument of the job `look`; without `data` the page is drawn from what was read."""
    head = {"page": to_json(page), "shows": sorted(shows)}
    return json.dumps(head, ensure_ascii=True).encode("ascii") + b"\n" + data


def look(told: bytes) -> bytes:
    """Draw a page with what was read of it: a job; gives a PNG."""
    head, _, data = told.partition(b"\n")
    given = json.loads(head)
    page, shows = from_json(Page, given["page"]), frozenset(given["shows"])
    scale = min(_SCALE, sqrt(_MOST / max(1.0, page.width * page.height)))
    drawn = render(data or typed(page), "", page.number if data else 1, scale)
    with Image.open(BytesIO(drawn.data), formats=("PNG",)) as image:
        picture = image.convert("RGB")
    return over(picture, page, shows, scale)


def over(picture: Image.Image, page: Page, shows: Collection[str], scale: float) -> bytes:
    """Draw what was read of a page over its picture of `scale` pixels a point; gives a PNG."""
    sheet = Image.new("RGB", (max(picture.width, 640), picture.height + _FOOT), "white")
    sheet.paste(picture, (0, 0))
    pen = ImageDraw.Draw(sheet, "RGBA")
    if "warnings" in shows:
        _warnings(pen, page, scale)
    if "words" in shows:
        for word in page.words:
            sure = word.confidence is None or word.confidence >= DOUBTFUL
            _frame(pen, word.box, _WORD if sure else _DOUBT, scale, 1 if sure else 3)
    if "cells" in shows:
        for cell in (c for t in page.tables for c in t.cells):
            _frame(pen, cell.box, _CELL, scale, 2)
    if "tables" in shows:
        _tables(pen, page, scale)
    if "order" in shows:
        _order(pen, page, scale)
    _legend(pen, page, shows, picture.height)
    held = BytesIO()
    sheet.save(held, "PNG")
    return held.getvalue()


def _edges(box: Box, scale: float) -> tuple[float, float, float, float]:
    x0, top = box.x0 * scale, box.top * scale
    return x0, top, max(x0, box.x1 * scale), max(top, box.bottom * scale)


def _frame(pen: Any, box: Box, colour: Colour, scale: float, width: int) -> None:  # noqa: ANN401  (Pillow's pen)
    pen.rectangle(_edges(box, scale), outline=(*colour, 200), width=width)


def _label(pen: Any, at: tuple[float, float], text: str, colour: Colour, size: int = 13) -> None:  # noqa: ANN401  (as above)
    font = ImageFont.load_default(size)
    spot = pen.textbbox(at, text, font=font)
    pen.rectangle((spot[0] - 2, spot[1] - 1, spot[2] + 2, spot[3] + 1), fill=(255, 255, 255, 215))
    pen.text(at, text, fill=colour, font=font)


def _warnings(pen: Any, page: Page, scale: float) -> None:  # noqa: ANN401  (as above)
    for problem in _placed(page):
        boxes = problem.anchor.boxes if problem.anchor else ()
        for box in boxes:
            pen.rectangle(_edges(box, scale), fill=(*_WARNING, 60), outline=_WARNING, width=2)
        if boxes:
            x, y = min(boxes[0].x0 * scale, page.width * scale - 60), boxes[0].top * scale - 16
            _label(pen, (max(0.0, x), max(0.0, y)), problem.code, _WARNING)


def _placed(page: Page) -> Iterator[Problem]:
    return (p for p in page.problems if p.anchor is not None and p.anchor.page == page.number)


def _tables(pen: Any, page: Page, scale: float) -> None:  # noqa: ANN401  (as above)
    for number, table in enumerate(page.tables, 1):
        _frame(pen, table.box, _TABLE, scale, 4)
        told = f"T{number} {table.rows}x{table.columns}"
        if table.continued_from is not None:
            told += f" from p{table.continued_from}"
        beside = min(table.box.x1 * scale + 6, page.width * scale - 70)  # where no text stands
        _label(pen, (max(0.0, beside), table.box.top * scale), told, _TABLE, 15)


def _order(pen: Any, page: Page, scale: float) -> None:  # noqa: ANN401  (as above)
    """Number the lines of the page's text at their first word."""
    line, passed = 0, 0
    for word in sorted(page.words, key=lambda w: w.start):
        here = line + page.text.count("\n", passed, word.start)
        if here != line or not passed:
            at = (max(0.0, word.box.x0 * scale - 22), word.box.top * scale)
            _label(pen, at, str(here + 1), _ORDER, 12)
        line, passed = here, max(word.start, 1)


def _legend(pen: Any, page: Page, shows: Collection[str], top: int) -> None:  # noqa: ANN401  (as above)
    count = sum(w.confidence is not None and w.confidence < DOUBTFUL for w in page.words)
    told = {
        "words": [(_WORD, f"word ({len(page.words)})"), (_DOUBT, f"doubtful ({count})")],
        "cells": [(_CELL, f"cell ({sum(len(t.cells) for t in page.tables)})")],
        "tables": [(_TABLE, f"table ({len(page.tables)})")],
        "order": [(_ORDER, "line number")],
        "warnings": [(_WARNING, f"warning ({len(page.problems)})")],
    }
    x = 8
    pen.line((0, top, 10_000, top), fill=(0, 0, 0))
    for colour, words in (pair for name in SHOWS if name in shows for pair in told[name]):
        pen.rectangle((x, top + 13, x + 14, top + 27), outline=colour, width=3)
        pen.text((x + 20, top + 12), words, fill=colour, font=ImageFont.load_default(13))
        x += 32 + round(pen.textlength(words, font=ImageFont.load_default(13)))
