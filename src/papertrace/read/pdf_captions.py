"""Which of the lines above a table name it, and which state its unit.

Works on one page already laid out, for a table on it or one that begins the page after. It never
looks at two pages at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING, Final

from papertrace.model import Caption
from papertrace.read.captions import UNIT_ALONE
from papertrace.read.pdf_units import UNIT, notes_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Box, Table
    from papertrace.read.pdf_page import Sheet, Stretch

_NEAR: Final = 160.0  # points above a table in which its title may stand
_MOST_LINES: Final = 7
_MOST_AT_FOOT: Final = 3
_LONGEST: Final = 60  # characters of a title
_SPARE_LINES: Final = 3  # lines among which one that does not end in 表 may be the title
_WRAPPED: Final = 0.75  # of the table's width: a title line this long may go on in the next
_ONE_SIZE: Final = 0.35  # of the height: lines of one size of type, in whatever fonts
_HEAD_ROWS: Final = 3  # title, body, head: rows of the table itself in which a unit may stand
_UNIT_BROKEN = re.compile(r"(?:(?:金额|货币|计量|数量)\s*)?单\s*位\s*[:：]\s*[十百千万亿]{0,2}\s*$")
_FORM_NUMBER = re.compile(r"[（(]?(?:公开|预算|附)?\s*0*\d{1,2}\s*[-—]?\s*\d*\s*表[）)]?[:：]?")
_LABEL = re.compile(r"[（(]?[^:：，。]{1,14}[:：]")
_NAMES_FORM = re.compile(r"(?:公开|预算|附)?(?:表|件)?\s*[-\d一二三四五六七八九十]*\s*表?\s*[:：]")
_NO_TITLE = re.compile(
    r"[（(]?(?:续表?|接上表|上接.*)[）)]?"
    r"|第?[-—–·]*\d+[-—–·/]*(?:\d+|页.*)?"  # page numbers
    r"|[（(]?(?:\d{4}|[〇零一二三四五六七八九]{4})年度?(?:\d+月(?:\d+日)?)?[）)]?"
)
_SENTENCE = re.compile(r"[。；;，,、：:]$|。.")
_TABLE = re.compile(r"表(?:[（(][^（）()]*[）)])*[:：]?$")
_REFERS = re.compile(r"(?:[下上附本此该左右]|详见|参见|如)表[:：]?$")
_HAN_OR_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at a page's foot and speaks of the table that begins the next."""

    title: Caption | None = None
    unit: Caption | None = None


def lines_above(sheet: Sheet, number: int) -> list[list[Stretch]]:
    """Give the lines above table `number` of a page, the nearest first, each from the left.

    Only those below the table before it, and near enough to speak of it.
    """
    table = sheet.tables[number]
    before = [t.box.bottom for t in sheet.tables[:number] if t.box.bottom <= table.box.top]
    floor = max([table.box.top - _NEAR, *before])
    near = [
        s
        for s in sheet.stretches
        if s.box.bottom > floor and (s.box.top + s.box.bottom) / 2 < table.box.top
    ]
    ordered = sorted(near, key=lambda s: (-s.line, s.start))
    return [list(line) for _, line in groupby(ordered, key=lambda s: s.line)]


def beside(sheet: Sheet, number: int, above: list[list[Stretch]]) -> list[list[Stretch]]:
    """Leave out of lines above a table what stands above another one beside it."""
    own = sheet.tables[number].box
    others = [
        t.box
        for t in sheet.tables
        if (t.box.x1 <= own.x0 + 1 or t.box.x0 >= own.x1 - 1)
        and t.box.top < own.bottom
        and t.box.bottom > own.top
    ]
    if not others:
        return above
    kept = [[s for s in line if not _is_over(s, own, others)] for line in above]
    return [line for line in kept if line]


def _is_over(stretch: Stretch, own: Box, others: Sequence[Box]) -> bool:
    middle = (stretch.box.x0 + stretch.box.x1) / 2
    apart = stretch.box.x0 > own.x1 or stretch.box.x1 < own.x0
    return apart and any(b.x0 - 1 <= middle <= b.x1 + 1 for b in others)


def is_table_title(bare: str) -> bool:
    """Say whether a line without blanks ends as titles of tables do."""
    return _TABLE.search(bare) is not None


def unit_of(table: Table, above: Sequence[list[Stretch]], text: str) -> Caption | None:
    """Find the unit note: in the nearest lines above, else in the table's first rows."""
    told = (found for line in above[:_MOST_LINES] for found in notes_in(line, text))
    cells = (UNIT.search(text, c.start, c.end) for c in table.cells if c.row < _HEAD_ROWS)
    for found in chain(told, cells):
        if found:
            return Caption(found[0].strip(), found.start(), found.end())
    return _broken_unit(above, text)


def _broken_unit(above: Sequence[list[Stretch]], text: str) -> Caption | None:
    """Find a unit note whose 元 stands alone below it; its offsets are those of the upper part."""
    for lower, upper in pairwise(above[:_MOST_LINES]):
        for stretch in upper:
            found = _UNIT_BROKEN.search(text, stretch.start, stretch.end)
            for below in lower if found else ():
                rest = text[below.start : below.end].strip()
                under = stretch.box.x0 - 1 <= below.box.x0 < stretch.box.x1
                if found and rest == "元" and under:
                    return Caption(found[0] + rest, found.start(), found.end())
    return None


def title_of(table: Table, above: Sequence[list[Stretch]], text: str) -> Caption | None:
    """Find the line that names a table: the nearest ending in 表, else the nearest short one.

    A first row that is one cell ending in 表 counts where no line does.
    """
    spare: Caption | None = None
    for index, line in enumerate(above[:_MOST_LINES]):
        part = _candidate(line, text)
        if part is None:
            continue
        bare = "".join(text[part[0].start : part[-1].end].split())
        if len(bare) > _LONGEST or _SENTENCE.search(bare):
            break
        whole = _with_line_before(part, above[index + 1 : index + 2], table, text)
        if _TABLE.search(bare):
            return _caption(whole, text)
        if spare is None and index < _SPARE_LINES and len(bare) > 1 and "，" not in bare:
            spare = _caption(whole, text)
    if spare is None and table.cells and table.cells[0].column_span == table.columns > 1:
        cell = table.cells[0]
        if len(cell.text) <= _LONGEST and _TABLE.search(cell.text):
            return Caption(cell.text, cell.start, cell.end)
    return spare


def at_foot(lines: Sequence[list[Stretch]], text: str, page: int) -> Foot:
    """Find what names the table that begins the next page among a page's last lines, last first.

    Only a line that ends in 表 as titles do and is no part of a list of them.
    """
    title: Caption | None = None
    passed: list[list[Stretch]] = []
    for index, line in enumerate(lines[:_MOST_AT_FOOT]):
        part = _candidate(line, text)
        if part is not None:
            told = ["".join(text[n[0].start : n[-1].end].split()) for n in lines[index : index + 2]]
            bare = "".join(text[part[0].start : part[-1].end].split())
            sound = _TABLE.search(bare) and not (_REFERS.search(bare) or _SENTENCE.search(bare))
            if sound and len(bare) <= _LONGEST and not any(map(_TABLE.search, told[1:])):
                title = replace(_caption(part, text), page=page)
                passed.append(line)
            break
        passed.append(line)
    note = next((n for line in passed for n in notes_in(line, text)), None)
    unit = Caption(note[0], note.start(), note.end(), page) if note else None
    return Foot(title, unit)


def says_nothing(line: list[Stretch], text: str) -> bool:
    """Say whether a line is a label, unit note, form or page number: no title and no sentence."""
    return _candidate(line, text) is None


def _candidate(line: list[Stretch], text: str) -> list[Stretch] | None:
    """Give the part of a line that could name a table; None where there is none."""
    told = ["".join(text[s.start : s.end].split()) for s in line]
    whole = "".join(told)
    if UNIT.search(whole) or any(
        _LABEL.match(t) and not _NAMES_FORM.match(t) and not _TABLE.search(t) for t in told
    ):
        kept = [s for s, t in zip(line, told, strict=True) if _TABLE.search(t)]
        kept = [s for s in kept if not UNIT.search(text, s.start, s.end)]
    else:
        kept = list(line)
    while kept and _is_aside("".join(text[kept[-1].start : kept[-1].end].split())):
        kept.pop()
    while kept and len(kept) > 1 and _is_aside("".join(text[kept[0].start : kept[0].end].split())):
        kept.pop(0)
    bare = "".join("".join(text[s.start : s.end].split()) for s in kept)
    if not _HAN_OR_LETTER.search(bare) or _NO_TITLE.fullmatch(bare):
        return None
    return kept


def _is_aside(bare: str) -> bool:
    patterns = (_FORM_NUMBER, _NO_TITLE, UNIT_ALONE)
    return any(pattern.fullmatch(bare) for pattern in patterns)


def _with_line_before(
    part: list[Stretch], before: Sequence[list[Stretch]], table: Table, text: str
) -> list[Stretch]:
    """Add the line before where a title runs over two lines."""
    upper = _candidate(before[0], text) if before else None
    if upper is None or upper != before[0]:
        return part
    bare = "".join(text[upper[0].start : upper[-1].end].split())
    high = upper[0].box.height
    wide = upper[-1].box.x1 - upper[0].box.x0
    alike = abs(part[0].box.height - high) < _ONE_SIZE * high
    close = part[0].box.top - upper[0].box.bottom < high
    goes_on = wide >= _WRAPPED * table.box.width and wide > part[-1].box.x1 - part[0].box.x0
    ends = _TABLE.search(bare) or _SENTENCE.search(bare) or len(bare) > _LONGEST
    return [*upper, *part] if alike and close and goes_on and not ends else part


def _caption(part: list[Stretch], text: str) -> Caption:
    start, end = part[0].start, part[-1].end
    return Caption(text[start:end].replace("\n", ""), start, end)
