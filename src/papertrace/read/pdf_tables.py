"""What a page alone does not tell of its tables: which of them go on over a page.

Works on pages already laid out. It never joins tables: a piece only names the page it continues.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from papertrace.model import Problem
from papertrace.read import pdf_units
from papertrace.read.pdf_captions import (
    Foot,
    at_foot,
    beside,
    is_table_title,
    lines_above,
    says_nothing,
    title_of,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Caption, Page, Table
    from papertrace.read.grid import Grid
    from papertrace.read.pdf_page import Draft, Sheet, Stretch

SEVERAL: Final = "PT365"
_LONGEST: Final = 120
_ALIKE: Final = 3.0  # points by which the columns of two pieces may differ
_NEAR: Final = 30.0  # where no rules bound them, for they are as wide as what stands in them
_TOP: Final = 60.0  # points in which a page's head stands
_BAND: Final = 4  # points of height that two running headers may differ by
_CONTINUED = re.compile(r"续表?[）)]?\s*$|^[（(]?(?:续|接上)")
_PAGE_NUMBER = re.compile(r"第?\s*[-—–·]*\s*\d+\s*[-—–·/]*\s*(?:\d+|页.*)?")

Marks = frozenset[tuple[str, int]]


def finished(sheets: Sequence[Sheet]) -> list[tuple[Table, ...]]:
    """Give every page's tables with their titles, unit notes and what they continue."""
    texts = [s.text for s in sheets]
    running = _running(sheets, texts)
    done: list[tuple[Table, ...]] = []
    last: Grid | None = None
    foot = Foot()
    for sheet, text in zip(sheets, texts, strict=True):
        tables = []
        claimed = pdf_units.claims(sheet, text)
        for number, table in enumerate(sheet.tables):
            above = lines_above(sheet, number)
            near = beside(sheet, number, above)
            own = [line for line in near if not _is_running(line, text, running)]
            title = title_of(table, own, text)
            notes = [*pdf_units.own(claimed, number), *pdf_units.others(claimed, number, near)]
            unit = unit_of(table, notes, text)
            if unit is None and near != above and not _is_own(title, sheet, number):
                # one caption over tables side by side
                unit = unit_of(table, pdf_units.others(claimed, number, above), text)
            several = pdf_units.contested(claimed, number, pdf_units.holding(unit, notes), text)
            if several:
                unit = None
                sheet.contested.append(several)
            if unit is None and number == 0 and not several:
                unit = _running_unit(sheet, text)
            before = last if number == 0 else None
            follows = before is not None and _same_columns(before, sheet.grids[0])
            follows = follows and _opens_page(sheet, text, running, title)
            origin = sheet.number - 1 if follows else None
            begins = number == 0 and all(says_nothing(line, text) for line in own)
            if begins and not follows and title is None:
                title, unit = foot.title, unit or (None if several else foot.unit)
            tables.append(replace(table, title=title, unit_note=unit, continued_from=origin))
        done.append(tuple(tables))
        last = sheet.grids[-1] if _ends_in_table(sheet, text, running) else None
        foot = at_foot(_last_lines(sheet, text, running), text, sheet.number)
    return done


def with_tables(draft: Draft, tables: tuple[Table, ...]) -> Page:
    """Give a page with its `finished` tables; those at which several units stand are named."""
    page = draft.page
    found = [
        Problem(
            SEVERAL,
            "warning",
            f"Several unit notes stand at a table of page {page.number}: {said[:_LONGEST]}.",
            "None was taken; look at the page.",
        )
        for said in dict.fromkeys(draft.sheet.contested)
    ]
    return replace(page, tables=tables, problems=(*page.problems, *found))


def _is_own(title: Caption | None, sheet: Sheet, number: int) -> bool:
    """Say whether a title stands above its table alone, and not between two."""
    box = sheet.tables[number].box
    return title is not None and any(
        s.start <= title.start < s.end and box.x0 <= (s.box.x0 + s.box.x1) / 2 <= box.x1
        for s in sheet.stretches
    )


def _running_unit(sheet: Sheet, text: str) -> Caption | None:
    """Find a unit note in the page's first line, where it stands for all that is on the page."""
    edge = sheet.tables[0].box.top
    first = [s for s in sheet.stretches if s.line == 0 and s.box.bottom <= edge]
    return unit_of(sheet.tables[0], [first], text) if first else None


def _running(sheets: Sequence[Sheet], texts: Sequence[str]) -> Marks:
    """Find lines that stand at the same height on many pages: headers and footers."""
    seen: Counter[tuple[str, int]] = Counter()
    for sheet, text in zip(sheets, texts, strict=True):
        seen.update({_mark(s, text) for s in sheet.stretches})
    often = {m for m, n in seen.items() if n > 2 and n > len(sheets) / 3}  # noqa: PLR2004  (a pair may be chance)
    pairs = {m for m, n in seen.items() if n == len(sheets) == 2 and _is_head(*m)}  # noqa: PLR2004  (all there are)
    return frozenset(often | pairs)


def _is_head(bare: str, place: int) -> bool:
    """Say whether what stands on both of two pages is a page's head and no table's title."""
    return place * _BAND <= _TOP and len(bare) > 1 and not is_table_title(bare)


def _mark(stretch: Stretch, text: str) -> tuple[str, int]:
    bare = re.sub(r"[\s\d]+", "", text[stretch.start : stretch.end])
    return bare, round(stretch.box.top / _BAND)


def _is_running(line: list[Stretch], text: str, running: Marks) -> bool:
    return all(_mark(s, text) in running for s in line)


def _is_page_number(stretch: Stretch, text: str) -> bool:
    return _PAGE_NUMBER.fullmatch(text[stretch.start : stretch.end].strip()) is not None


def _same_columns(a: Grid, b: Grid) -> bool:
    """Say whether two pieces have the same edges, and the columns of one all stand in the other."""
    if not (a.is_ruled and b.is_ruled):
        alike = a.is_ruled == b.is_ruled and len(a.xs) == len(b.xs)
        return alike and all(abs(x - y) <= _NEAR for x, y in zip(a.xs, b.xs, strict=True))
    few, many = sorted((a.xs, b.xs), key=len)
    if abs(few[0] - many[0]) > _ALIKE or abs(few[-1] - many[-1]) > _ALIKE:
        return False
    return all(any(abs(x - y) <= _ALIKE for y in many) for x in few)


def _opens_page(sheet: Sheet, text: str, running: Marks, title: Caption | None) -> bool:
    """Say whether nothing stands above a page's first table that would begin something new."""
    if title is not None and not _CONTINUED.search(title.text):
        return False
    return all(
        _is_running(line, text, running)
        or says_nothing(line, text)
        or (title is not None and line[0].start >= title.start and line[-1].end <= title.end)
        for line in _lines_before(sheet)
    )


def _last_lines(sheet: Sheet, text: str, running: Marks) -> list[list[Stretch]]:
    """Give the lines below a page's last table, last first, without footers."""
    edge = max((t.box.bottom for t in sheet.tables), default=0.0)
    below = [s for s in sheet.stretches if s.box.top >= edge - 1]
    lines = [list(line) for _, line in groupby(below, key=lambda s: s.line)]
    told = [
        n
        for n in lines
        if not (_is_running(n, text, running) or all(_is_page_number(s, text) for s in n))
    ]
    return sorted(told, key=lambda n: -n[0].box.top)


def _lines_before(sheet: Sheet) -> list[list[Stretch]]:
    edge = sheet.tables[0].box.top
    lines: dict[int, list[Stretch]] = {}
    for stretch in sheet.stretches:
        if (stretch.box.top + stretch.box.bottom) / 2 < edge:
            lines.setdefault(stretch.line, []).append(stretch)
    return list(lines.values())


def _ends_in_table(sheet: Sheet, text: str, running: Marks) -> bool:
    """Say whether nothing but headers, footers and page numbers stands below the last table."""
    if not sheet.tables:
        return False
    edge = sheet.tables[-1].box.bottom
    return all(
        s.box.top < edge - 1 or _mark(s, text) in running or _is_page_number(s, text)
        for s in sheet.stretches
    )
