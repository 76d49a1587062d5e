"""Which lines name a table and its unit, and which tables go on over a page.

Works on pages already laid out. It never joins tables: a piece only names the page it continues.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from papertrace.model import Caption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Table
    from papertrace.read.grid import Grid
    from papertrace.read.pdf_page import Sheet, Stretch

_NEAR: Final = 130.0  # points above a table in which its title may stand
_ALIKE: Final = 3.0  # points by which the columns of two pieces may differ
_LONGEST: Final = 60  # characters of a title
_UNIT = re.compile(
    r"(?:金额|货币|计量|数量)?\s*单\s*位\s*[:：]\s*"
    r"(?:人民币|[^\s，。；:：()（）]{1,6}[、,，/])?\s*"
    r"[十百千万亿]{0,2}[美欧港日]?(?:元|角|分)"
    r"(?:\s*[/／、]\s*[^\s，。；()（）]{1,4})?"
)
_NO_TITLE = re.compile(
    r"^(?:"
    r"公开\s*\d+\s*表|附?表\s*[一二三四五六七八九十\d-]+[:：]?"  # the form's number alone
    r"|[（(]?[^:：]{0,12}(?:部门|单位|编制|填报|名称|科目)[^:：]{0,6}[:：].*"  # the body
    r"|[（(]?(?:续表?|接上表)[）)]?"
    r"|第?\s*[-—–]?\s*\d+\s*[-—–]?\s*(?:页.*)?"  # page numbers
    r"|(?:\d{4}|[〇零一二三四五六七八九]{4})\s*年度?(?:\d+月(?:\d+日)?)?"
    r")$"
)
_SENTENCE = re.compile(r"[。；;，,、：:]$|。.")
_TABLE = re.compile(r"表(?:[（(][^（）()]*[）)])*$")


def finished(sheets: Sequence[Sheet]) -> list[tuple[Table, ...]]:
    """Give every page's tables with their titles, unit notes and what they continue."""
    texts = [s.text for s in sheets]
    running = _running(sheets, texts)
    done: list[tuple[Table, ...]] = []
    last: tuple[int, Grid] | None = None
    for sheet, text in zip(sheets, texts, strict=True):
        tables = []
        for number, table in enumerate(sheet.tables):
            above = _above(sheet, number, text, running)
            unit = _unit(table, above, text)
            title = _title(table, above, text)
            grid = sheet.grids[number]
            goes_on = (
                number == 0
                and title is None
                and last is not None
                and last[0] == sheet.number - 1
                and not any(s.box.bottom <= table.box.top for s in above)
                and _same_columns(last[1], grid)
            )
            origin = last[0] if goes_on and last else None
            tables.append(replace(table, title=title, unit_note=unit, continued_from=origin))
        done.append(tuple(tables))
        last = (sheet.number, sheet.grids[-1]) if _ends_in_table(sheet, text, running) else None
    return done


def _bare(text: str) -> str:
    return re.sub(r"[\s\d]+", "", text)


def _running(sheets: Sequence[Sheet], texts: Sequence[str]) -> frozenset[tuple[str, int]]:
    """Find lines that stand at the same height on several pages: headers and footers."""
    seen: Counter[tuple[str, int]] = Counter()
    for sheet, text in zip(sheets, texts, strict=True):
        seen.update({_mark(s, text) for s in sheet.stretches})
    return frozenset(m for m, n in seen.items() if n > 2 and n > len(sheets) / 3)  # noqa: PLR2004  (a pair may be chance)


def _mark(stretch: Stretch, text: str) -> tuple[str, int]:
    return _bare(text[stretch.start : stretch.end]), round(stretch.box.top / 4)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\s*第?\s*[-—–·]*\s*\d+\s*[-—–·/]*\s*(?:\d+|页.*)?\s*", text) is not None


def _above(
    sheet: Sheet, number: int, text: str, running: frozenset[tuple[str, int]]
) -> list[Stretch]:
    """Give the stretches above a table, from the nearest line upwards, each line from the left."""
    table = sheet.tables[number]
    floor = max((t.box.bottom for t in sheet.tables[:number]), default=-1e9)
    floor = max(floor, table.box.top - _NEAR)
    found = [
        s
        for s in sheet.stretches
        if (s.box.top + s.box.bottom) / 2 < table.box.top
        and s.box.bottom > floor
        and _mark(s, text) not in running
        and not _is_number(text[s.start : s.end])
    ]
    return sorted(found, key=lambda s: (-s.line, s.start))


def _unit(table: Table, above: list[Stretch], text: str) -> Caption | None:
    """Find the unit note: in the lines above, else in the table's first rows."""
    for stretch in above[:6]:
        found = _UNIT.search(text, stretch.start, stretch.end)
        if found:
            return Caption(found[0], found.start(), found.end())
    for cell in table.cells:
        found = _UNIT.search(text, cell.start, cell.end) if cell.row < 3 else None  # noqa: PLR2004  (title, body, head)
        if found:
            return Caption(found[0], found.start(), found.end())
    return None


def _title(table: Table, above: list[Stretch], text: str) -> Caption | None:
    """Find the line that names the table: the nearest ending in 表, else the nearest short one."""
    spare: Caption | None = None
    for stretch in above:
        found = _UNIT.search(text, stretch.start, stretch.end)
        end = found.start() if found else stretch.end
        line = text[stretch.start : end].rstrip(" （(")
        bare = "".join(line.split())
        if not bare or _NO_TITLE.match(bare) or (found and found.start() == stretch.start):
            continue
        if len(bare) > _LONGEST or _SENTENCE.search(bare):
            break
        caption = Caption(line, stretch.start, stretch.start + len(line))
        if _TABLE.search(bare):
            return caption
        spare = spare or caption
    if spare is None and table.cells and table.cells[0].column_span == table.columns > 1:
        cell = table.cells[0]
        if cell.text and len(cell.text) <= _LONGEST and _TABLE.search(cell.text):
            return Caption(cell.text, cell.start, cell.end)
    return spare


def _same_columns(a: Grid, b: Grid) -> bool:
    """Say whether two pieces have the same edges, and the columns of one all stand in the other."""
    few, many = sorted((a.xs, b.xs), key=len)
    if abs(few[0] - many[0]) > _ALIKE or abs(few[-1] - many[-1]) > _ALIKE:
        return False
    return all(any(abs(x - y) <= _ALIKE for y in many) for x in few)


def _ends_in_table(sheet: Sheet, text: str, running: frozenset[tuple[str, int]]) -> bool:
    """Say whether nothing but headers, footers and page numbers stands below the last table."""
    if not sheet.tables:
        return False
    edge = sheet.tables[-1].box.bottom
    return all(
        s.box.top < edge or _mark(s, text) in running or _is_number(text[s.start : s.end])
        for s in sheet.stretches
    )
