"""Lays out a page of which pictures were recognised: its own text and theirs, as one page.

It knows neither PDF nor image files: whoever calls gives the pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from papertrace.read.ocr_problems import problems_of, unread_cells
from papertrace.read.ocr_recorded import Contested
from papertrace.read.pdf_figures import told
from papertrace.read.pdf_glyphs import Glyphs
from papertrace.read.pdf_page import Draft, lay_out
from papertrace.read.scan_regions import FULL, added, in_place, on_page, region_of, shifted, unit_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from papertrace.model import Box, Page
    from papertrace.read.grid import Grid
    from papertrace.read.grid_rules import Rule
    from papertrace.read.ocr_models import Picture
    from papertrace.read.ocr_recorded import Recognition
    from papertrace.read.pdf_page import Sheet
    from papertrace.read.scan_regions import Region

NOTHING = Glyphs("", [], [], [], [], [])


@dataclass(frozen=True, slots=True)
class Own:
    """What a page has of its own beside its pictures, as `lay_out` takes it."""

    glyphs: Glyphs = NOTHING
    tables: tuple[Grid, ...] = ()
    level: Sequence[Rule] = ()
    area: Box | None = None
    before: Sheet | None = None


def laid(
    recognition: Recognition,
    page: Page,
    boxes: Iterable[Box],
    drawn: Callable[[Box, float], Picture],
    own: Own | None = None,
) -> Draft:
    """Recognise the pictures at `boxes` of a page and lay it out.

    `drawn(box, scale)` gives the pixels of a part at so many pixels a point. `own` is what the
    page has besides.
    """
    own = own or Own()
    glyphs, tables = own.glyphs, own.tables
    unit = unit_of(page.width, page.height)
    regions: list[Region] = []
    blank: list[Box] = []
    places: list[tuple[int, int, str]] = []
    given, columns = len(glyphs.text), 0
    for box in boxes:
        seen = recognition.see(page.number, box, FULL, partial(drawn, box, FULL / unit))
        for start, end, was in recognition.differs(page.number, box):
            places.append((len(glyphs.text) + start, len(glyphs.text) + end, was))
        glyphs = added(glyphs, seen, box)
        columns += seen.columns
        tables += tuple(shifted(g, box) for g in seen.tables)
        regions.append(region_of(seen, box, unit))
        blank += [on_page(cell, box, regions[-1]) for cell in seen.unread]
    if given and len(glyphs.text) == given and not columns:
        page = replace(page, origin="digital")  # pictures without text
    ordered = sorted(tables, key=lambda g: (g.box.top, g.box.x0))
    sheet = lay_out(page.number, glyphs, tuple(ordered), own.level, own.area, own.before)
    made = replace(page, text=sheet.text, words=tuple(sheet.words))
    recognition.contested += [_contested(made, glyphs, place) for place in places]
    doubts = (in_place(problem, regions) for problem in told(made, sheet.doubts))
    problems = (*problems_of(made, columns), *unread_cells(made, blank), *doubts)
    return Draft(replace(made, problems=problems), sheet, regions=tuple(regions))


def _contested(page: Page, glyphs: Glyphs, place: tuple[int, int, str]) -> Contested:
    """Say in which words of a page as laid out some characters stand."""
    start, end, was = place
    middles = [
        ((glyphs.x0[n] + glyphs.x1[n]) / 2, (glyphs.top[n] + glyphs.bottom[n]) / 2)
        for n in range(start, end)
    ]
    words = [
        w
        for w in page.words
        if any(w.box.x0 <= x <= w.box.x1 and w.box.top <= y <= w.box.bottom for x, y in middles)
    ]
    if not words:
        return Contested(page.number, 0, 0, was)
    return Contested(page.number, words[0].start, words[-1].end, was)
