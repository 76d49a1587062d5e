"""Which table on a page a unit note speaks of, where it is not simply the one below it.

A note below a table (注：本表单位：元) speaks of that table; one that names a table by its number
speaks of that one. Where several units stand for one table none is taken. It finds no unit itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from papertrace.read.captions import UNIT_ALONE, UNIT_OF_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papertrace.model import Caption
    from papertrace.read.pdf_page import Sheet, Stretch

UNIT: Final = re.compile(
    r"(?:(?:金额|货币|计量|数量)\s*)?单\s*位\s*(?:[:：]|(?:均|都|一律|统一)?[为是])\s*"
    r"(?:人民币\s*|[^\s，。；:：()（）]{1,6}[、,，/])?"
    r"[十百千万亿]{0,2}\s*[美欧港日]?(?:元|角|分)"
    r"(?:\s*[/／、]\s*[^\s，。；()（）]{1,4})?"
)
_SIZE = re.compile(
    r"([十百千万亿]{0,2})\s*([美欧港日]?(?:元|角|分))\s*[）)】\]〕]?(?:\s*[/／、].*)?$"
)
_NOTE = re.compile(r"\s*[（(]?(?:注|备注|说明|附注)\s*\d*\s*[:：]")
_NAMED = re.compile(r"(表\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3}))[^\d一二三四五六七八九十]")
_OWN = re.compile(r"本\s*表|上\s*表")
_NEAR: Final = 40.0
"""Points below a table in which its notes stand."""
_EVEN: Final = 1.5
"""Of two distances: nobody can tell of which table a note between them speaks."""
NOBODY: Final = -1

Line = list["Stretch"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A line with a unit, and the tables of which it may speak, counted from 0; NOBODY for none."""

    line: Line
    owners: tuple[int, ...]


def claims(sheet: Sheet, text: str) -> dict[int, Claim]:
    """Give the lines of a page whose unit speaks of another table than the one below, by number."""
    found = {}
    ordered = sorted(sheet.stretches, key=lambda s: (s.line, s.start))
    lines = {number: list(line) for number, line in groupby(ordered, key=lambda s: s.line)}
    for number, line in lines.items():
        said = text[line[0].start : line[-1].end]
        if any(notes_in(line, text)):
            owners = _owners(sheet, text, line, said)
            if owners is not None:
                found[number] = Claim(line, owners)
    return found


def _owners(sheet: Sheet, text: str, line: Line, said: str) -> tuple[int, ...] | None:
    """Give the tables that a line with a unit may speak of; None for the one below it."""
    is_note = _NOTE.match(said) is not None
    above, below = _around(sheet, line)
    named = _NAMED.search(said) if is_note else None
    if named:
        bare = "".join(named[1].split())
        own = [n for n in range(len(sheet.tables)) if _stands_over(sheet, text, n, bare)]
        return tuple(own) or (NOBODY,)
    if above is None:
        return None
    up = line[0].box.top - sheet.tables[above].box.bottom
    if is_note:
        return (above,) if up <= _NEAR else None
    return _between(sheet, line, (above, below), said) if _OWN.search(said) else None


def _between(
    sheet: Sheet, line: Line, tables: tuple[int, int | None], said: str
) -> tuple[int, ...] | None:
    """Give the tables of which a line may speak that says 本表 below one; None for the next."""
    above, below = tables
    if below is None or "上" in said:
        return (above,)
    up = line[0].box.top - sheet.tables[above].box.bottom
    down = max(0.1, sheet.tables[below].box.top - line[0].box.bottom)
    if max(up, down) < _EVEN * max(0.1, min(up, down)):
        return (above, below)
    return (above,) if up < down else None


def _around(sheet: Sheet, line: Line) -> tuple[int | None, int | None]:
    """Give the tables right above and below a line."""
    top, bottom = line[0].box.top, line[0].box.bottom
    up = [(t.box.bottom, n) for n, t in enumerate(sheet.tables) if t.box.bottom <= top + 1]
    down = [(t.box.top, n) for n, t in enumerate(sheet.tables) if t.box.top >= bottom - 1]
    return (max(up)[1] if up else None), (min(down)[1] if down else None)


def _stands_over(sheet: Sheet, text: str, number: int, name: str) -> bool:
    """Say whether a table's number (表2) begins a piece of a line between it and the one before."""
    box = sheet.tables[number].box
    floor = max((t.box.bottom for t in sheet.tables[:number]), default=0.0)
    pieces = (
        "".join(text[s.start : s.end].split())
        for s in sheet.stretches
        if floor - 1 <= s.box.top and s.box.bottom <= box.top + 1
    )
    return any(re.match(rf"[（(]?{name}(?![\d一二三四五六七八九十])", p) for p in pieces)


def others(claimed: dict[int, Claim], number: int, lines: Iterable[Line]) -> list[Line]:
    """Leave out of lines above a table those that speak of other tables, or perhaps do."""
    return [n for n in lines if n[0].line not in claimed or number in claimed[n[0].line].owners]


def own(claimed: dict[int, Claim], number: int) -> list[Line]:
    """Give the lines that speak of a table by name, or from below it."""
    return [c.line for c in claimed.values() if number in c.owners]


def contested(claimed: dict[int, Claim], number: int, nearest: Line | None, text: str) -> str:
    """Give the notes that stand for a table with more than one unit, or for two tables; '' else.

    `nearest` is the line in which its unit was found.
    """
    lines = [c.line for c in claimed.values() if number in c.owners]
    if any(number in c.owners and len(c.owners) > 1 for c in claimed.values()):
        return "；".join(text[n[0].start : n[-1].end] for n in lines)
    lines += [nearest] if nearest is not None and nearest not in lines else []
    notes = list(_notes(lines, text))
    return "；".join(n for n, _ in notes) if len({size for _, size in notes}) > 1 else ""


def _notes(lines: Sequence[Line], text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for line in lines:
        for found in notes_in(line, text):
            size = _SIZE.search(found[0])
            if size:
                yield found[0], (size[1], size[2])


def notes_in(line: Line, text: str) -> Iterator[re.Match[str]]:
    """Give the unit notes of a line: 单位：万元, and failing that （万元） alone or behind a title.

    Beside other words in brackets it is the unit of a column of a head that stands apart.
    """
    told = list(UNIT.finditer(text, line[0].start, line[-1].end))
    yield from told
    pieces = [(s.start, s.start + len(text[s.start : s.end].rstrip())) for s in line]
    if told or sum(text[end - 1 : end] in "）)】]" for _, end in pieces) > 1:
        return
    for start, end in pieces:
        alone = UNIT_ALONE.fullmatch(text, start, end)
        found = alone or UNIT_OF_TITLE.search(text, start, end)
        if found and found[0] != "元":  # which may be the end of a note broken off above it
            yield found


def holding(caption: Caption | None, lines: Iterable[Line]) -> Line | None:
    """Give the line in which a note stands."""
    if caption is None:
        return None
    return next((n for n in lines if n[0].start <= caption.start < n[-1].end), None)
