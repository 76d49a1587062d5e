"""The printed lines of a document, cells of tables among them, in reading order.

A table's cell is a line of its own that knows its row and column, so that a form can read a table
and its flattened text by the same rules. Lines that a page's width broke are joined again; running
heads and page numbers are left out. Nothing here knows what a line means.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot
from papertrace.extract.labels import numbered
from papertrace.model import by_line
from papertrace.model.swift import swift

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.model import Cell, Document, Page

_OPEN_END = re.compile(r"[。；;：:！？!?]$")
_LABELLED = re.compile(r"^[^，。；]{2,22}[：:]")
_PAGE_NUMBER = re.compile(r"^[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-—–\s]*(?:[/共]\s*\d+\s*页?)?$")
_DATE_BEGUN = re.compile(
    r"(?<!\d)20\d{2}\s*(?:年\s*(?:\d{1,2}\s*(?:月\s*(?:\d{1,2}\s*(?:日\s*(?:\d{1,2}\s*时?\s*)?)?)?)?)?)?$"
)
_DATE_GOES_ON = re.compile(r"\s*(?:[年月日时]|\d{1,2}\s*[月日时分])")
_DATE_NUMBER = re.compile(r"\s*\d{1,2}\s*")
_DATE_LINE = re.compile(
    r"\s*(?:日期[：:]?\s*)?[12２〇二]\S{3}\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日?\s*"
)
"""A date alone on its line is nothing's end."""
_FEW_LINES = 4
"""Lines outside tables from which the page's own right edge can be told."""
_RUNNING = 3
_CELLS = 3
_GAPPED = re.compile(r"[^\s\u3000]+(?: [^\s\u3000]+)*")
_BARRED = re.compile(r"\s*[|｜].*[|｜].*[|｜]\s*")
"""A row of a table drawn with bars."""
_FIGURES = re.compile(r"[\d\s]+")
_BETWEEN_BARS = re.compile(r"[^|｜]+")
_BETWEEN_TABS = re.compile(r"[^\t]+")
_FILLED = re.compile(r"[^\s:-]")
_SAID = re.compile(r"[。；]|[:：]\s*$")
_COLON = re.compile(r"[:：]")
_FUSED = 120
_PARTS = 3
_HAN = "一二三四五六七八九十"
_HEAD_INSIDE = re.compile(r"(?<=[\s。；])[一二三四五六七八九十]、(?=\S)")
_PARTY_INSIDE = re.compile(
    r"(?<=\s)\d[.．、]\s?(?=(?:采购|招标|代理)[^\s：:]{0,10}信息)|(?<=信息)\s+(?=名)"
)
_PARAGRAPHS = 3
_PAGE_TEXT = 200


@swift
@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or one cell of a table."""

    spot: Spot
    table: int = -1
    """Number of its table in the document, from 0; -1 outside tables."""
    row: int = -1
    column: int = -1
    row_span: int = 1
    column_span: int = 1
    text: str = field(init=False, compare=False, repr=False)
    """Its text; line breaks of the page are in it where lines were joined."""
    flat: bool = field(init=False, compare=False, repr=False)
    """Whether it stands outside tables."""

    def __post_init__(self) -> None:
        """Work out what the rules ask of every line many times."""
        object.__setattr__(self, "text", self.spot.text)
        object.__setattr__(self, "flat", self.table < 0)


def lines_of(document: Document) -> tuple[Line, ...]:
    """Give the lines of a document in reading order; empty ones and running heads are left out."""
    running = _running_heads(document)
    found: list[Line] = []
    tables = 0
    seen: set[str] = set()
    for page in document.pages:
        for line in _page_lines(page, tables):
            if running and line.flat and (plain := _figureless(line.text)) in running:
                if plain in seen:
                    continue
                seen.add(plain)
            found.append(line)
        tables += len(page.tables)
    return tuple(found)


def _figureless(text: str) -> str:
    return _FIGURES.sub("", text)


def _running_heads(document: Document) -> frozenset[str]:
    """Give texts that stand on many pages at the same place (heads, feet), digits aside."""
    if len(document.pages) < _RUNNING or any(p.runs for p in document.pages):
        return frozenset()
    counts: Counter[str] = Counter()
    for page in document.pages:
        told = [t for t in page.text.split("\n") if t.strip()]
        counts.update({_figureless(t) for t in (*told[:3], *told[-2:])})
    often = max(_RUNNING, len(document.pages) // 2)
    return frozenset(text for text, n in counts.items() if n >= often)


def _page_lines(page: Page, tables: int) -> Iterator[Line]:
    """Give a page's lines: cells one by one, others joined where the width broke them."""
    cells = sorted(
        (
            (c.start, c.end, n, c)
            for n, t in enumerate(page.tables)
            for c in t.cells
            if c.end > c.start
        ),
        key=lambda c: c[:3],
    )
    loose: list[tuple[int, int]] = []
    gaps = _gaps(page)
    at = 0
    taken = 0
    for text in page.text.split("\n"):
        start, end = at, at + len(text)
        at = end + 1
        row: list[tuple[int, Cell]] = []
        while taken < len(cells) and cells[taken][0] < end:
            if cells[taken][0] >= start:
                row.append((cells[taken][2], cells[taken][3]))
            taken += 1
        width = page.tables[row[0][0]].columns if row else 0
        if len(row) == 1 and (told := _as_lines(page, row[0][1], width, gaps)):
            loose += told
        elif row:
            yield from _joined(page, loose)
            loose = []
            for n, cell in row:
                yield from _cell_lines(page, cell, (tables + n, page.tables[n].columns), gaps)
        elif text.strip():
            loose += _tabbed(text, start)
    yield from _joined(page, loose)


def _cell_lines(
    page: Page, cell: Cell, place: tuple[int, int], gaps: Sequence[int]
) -> Iterator[Line]:
    """Give a cell as a line, or as its paragraphs."""
    table, width = place
    if told := _as_lines(page, cell, width, gaps):
        yield from _joined(page, told)
        return
    yield Line(
        Spot(page, cell.start, cell.end),
        table,
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
    )


def _as_lines(page: Page, cell: Cell, width: int, gaps: Sequence[int]) -> list[tuple[int, int]]:
    """Give the paragraphs of a cell as wide as its table, or one that is a page in itself."""
    inside = gaps[bisect_right(gaps, cell.start) : bisect_left(gaps, cell.end)]
    whole = cell.column_span == width > 1
    if not whole and (len(inside) < _PARAGRAPHS or cell.end - cell.start <= _PAGE_TEXT):
        return []
    edges = [cell.start - 1, *inside, cell.end]
    return [(a + 1, b) for a, b in pairwise(edges) if page.text[a + 1 : b].strip()]


def _gaps(page: Page) -> list[int]:
    """Give the places of blanks that stand for a paragraph's end inside a cell."""
    return [
        a.end for a, b in pairwise(page.runs) if b.start == a.end + 1 and page.text[a.end] == " "
    ]


def _tabbed(text: str, start: int) -> list[tuple[int, int]]:
    """Part a line at its tabs or wide gaps: a text file's tables are cells between them."""
    if _BARRED.fullmatch(text):
        cells = [m.span() for m in _BETWEEN_BARS.finditer(text)]
        return [(start + a, start + b) for a, b in cells if _FILLED.search(text[a:b])]
    if len(text) > _FUSED and (heads := _heads_inside(text)):
        edges = [0, *heads, len(text)]
        return [(start + a, start + b) for a, b in pairwise(edges) if text[a:b].strip()]
    found = [m.span() for m in _BETWEEN_TABS.finditer(text)] if "\t" in text else [(0, len(text))]
    gapped = [m.span() for m in _GAPPED.finditer(text)]
    if (
        len(gapped) >= _CELLS > len(found)
        and not _SAID.search(text)
        and not _COLON.search(text[slice(*gapped[0])])
        and any(b - a > 1 for a, b in gapped[:2])
    ):
        found = gapped
    return [(start + a, start + b) for a, b in found if text[a:b].strip()]


def _heads_inside(text: str) -> list[int]:
    """Give where the parts of a notice begin that was written into one line: `… 二、… 三、…`."""
    found = [m.start() for m in _HEAD_INSIDE.finditer(text)]
    marks = [_HAN.find(text[at]) for at in found]
    if len(found) < _PARTS or any(b <= a for a, b in pairwise(marks)):
        return []
    return sorted({*found, *(m.start() for m in _PARTY_INSIDE.finditer(text))})


def _joined(page: Page, stretches: list[tuple[int, int]]) -> Iterator[Line]:
    """Join lines that a printed page's width broke; other formats only where a date broke."""
    if not stretches:
        return
    if page.runs:
        start, end = stretches[0]
        for number, nxt in enumerate(stretches[1:], start=1):
            later = stretches[number + 1] if number + 1 < len(stretches) else (0, 0)
            texts = (page.text[start:end], page.text[slice(*nxt)], page.text[slice(*later)])
            if _mid_date(*texts):
                end = nxt[1]
            else:
                yield Line(Spot(page, start, end))
                start, end = nxt
        yield Line(Spot(page, start, end))
        return
    boxes = {s: _extent(page, s, e) for s, e in stretches}
    right = max((b[1] for b in boxes.values()), default=0.0)
    if len(stretches) < _FEW_LINES:  # between tables: they may all be short
        right = max(right, max((t.box.x1 for t in page.tables), default=0.0))
    start, end = stretches[0]
    last = stretches[0]
    for nxt in stretches[1:]:
        if _runs_on(page.text, last, nxt, (boxes[last[0]], right)):
            end = nxt[1]
        else:
            yield from _printed(page, start, end)
            start, end = nxt
        last = nxt
    yield from _printed(page, start, end)


def _mid_date(text: str, after: str, later: str) -> bool:
    """Say whether a line ends in the middle of a date that the next line goes on with."""
    if not _DATE_BEGUN.search(text):
        return False
    if _DATE_NUMBER.fullmatch(after):
        return text.rstrip().endswith(("年", "月")) and later.lstrip()[:1] in {"月", "日"}
    return bool(_DATE_GOES_ON.match(after))


def _printed(page: Page, start: int, end: int) -> Iterator[Line]:
    if not _PAGE_NUMBER.fullmatch(page.text[start:end].strip()):
        yield Line(Spot(page, start, end))


def _extent(page: Page, start: int, end: int) -> tuple[float, float, float]:
    """Give left edge, right edge and height of a line."""
    boxes = by_line(w.box for w in page.words if start <= w.start < end)
    if not boxes:
        return 0.0, 0.0, 0.0
    return min(b.x0 for b in boxes), max(b.x1 for b in boxes), max(b.height for b in boxes)


def _runs_on(
    text: str,
    last: tuple[int, int],
    after: tuple[int, int],
    place: tuple[tuple[float, float, float], float],
) -> bool:
    """Say whether a line goes on in the next: it reaches the right edge and nothing new begins."""
    (_, x1, height), right = place
    first, second = text[slice(*last)].strip(), text[slice(*after)].strip()
    if x1 < right - 2.2 * max(height, 1.0) or _OPEN_END.search(first):
        return False
    if _DATE_LINE.fullmatch(second):
        return False
    return not numbered(second) and not _LABELLED.match(second)
