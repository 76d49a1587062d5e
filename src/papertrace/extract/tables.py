"""Logical tables: the pieces of a table over pages as one grid, cut into sections with captions.

A reader gives pieces, page by page. Here they become what a person sees: one table with a title,
a unit note, a head and a body. It never reads a value and never decides what a column means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot
from papertrace.extract.once import once
from papertrace.extract.titles import bare, is_title, lines_above, named, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Cell, Document, Page, Table

_CAPTION = re.compile(
    r"^(?:(?:预算|编制|填报|申报|项目|公开|金额)?(?:单位|部门)(?:名称|编码|代码|及代码|（公章）|\(公章\))*[:：].*"
    r"|(?:公开|附|附件|附表)?表?[\d一二三四五六七八九十]{1,3}(?:-\d+)?表?"
    r"|[（(]?\d{4}年度?[）)]?|.*单位[:：][^:：]{0,8}元.*)$"
)
_FORM_START = re.compile(r"^(?:项目|专项|部门|单位|任务)(?:支出)?[（(]?名称")
_CONTINUED = re.compile(r"[（(]?续表?[\d一二三四五六七八九十]*[）)]?$|^续表")
_HEAD_ROWS = 8
_PAGE_FOOT = re.compile(r"[-—–\s\d第页共/]+")


@dataclass(frozen=True, slots=True)
class Square:
    """One place of a grid: the cell that covers it."""

    spot: Spot
    bare: str
    """Its text to compare by; empty where nothing is printed."""
    own: bool
    """False where a merged cell reaches here from the left or from above."""
    left: bool
    """True where the cell begins in this column (it may begin in a row above)."""
    cell: Cell
    rest: tuple[Spot, ...] = ()
    """Where its text goes on behind a page's end."""

    @property
    def printed(self) -> str:
        """Give the text as printed, without white space."""
        return "".join(s.bare for s in (self.spot, *self.rest))

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Give every spot its text is read from."""
        return (self.spot, *self.rest)


Row = tuple[Square | None, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One table as a person sees it: captions above, then rows of one grid."""

    rows: tuple[Row, ...]
    """Without caption rows and repeated heads; every row has the same number of places."""
    captions: tuple[Spot, ...]
    """Lines and caption cells above it, nearest first."""
    title: Spot | None
    breaks: tuple[int, ...] = ()
    """Numbers of the rows that are the first of their page, where a table runs over pages."""

    @property
    def name(self) -> str:
        """Give the title without inner blanks, or ''."""
        return "".join(self.title.text.split()) if self.title else ""

    @property
    def page(self) -> int:
        """Give the page it begins on."""
        return next((s.spot.page.number for r in self.rows for s in r if s), 0)


def says(row: Row, column: int | None) -> str:
    """Give the bare text of a row in a column; '' where there is none."""
    square = row[column] if column is not None and 0 <= column < len(row) else None
    return square.bare if square else ""


def firsts(row: Row) -> tuple[Square, ...]:
    """Give the cells of a row that print something, each once."""
    return tuple(s for s in row if s and s.bare and s.left)


@once
def sections(document: Document) -> tuple[Section, ...]:
    """Give every table of a document, in reading order."""
    found: list[Section] = []
    for chain in _chains(document):
        found += _cut(chain)
    return tuple(found)


@dataclass(slots=True)
class _Chain:
    """The pieces of one table, first to last."""

    pieces: list[tuple[Page, Table]]
    above: list[Spot] = field(default_factory=list)


def _chains(document: Document) -> list[_Chain]:
    chains: list[_Chain] = []
    for before, page in zip((None, *document.pages), document.pages, strict=False):
        for index, table in enumerate(page.tables):
            above = lines_above(page, index, before)
            if index == 0 and chains and _continues(chains[-1], page, table, above):
                chains[-1].pieces.append((page, table))
            else:
                chains.append(_Chain([(page, table)], above))
    return chains


def _continues(chain: _Chain, page: Page, table: Table, above: list[Spot]) -> bool:
    before, last = chain.pieces[-1]
    if before.number != page.number - 1 or before.tables[-1] is not last:
        return False
    first = _first_texts(table)
    if not first or (_FORM_START.match(first[0]) and not _heads_again(first, chain)):
        return False
    title = title_of(above, table, page)
    if title is not None and _CONTINUED.search(bare(title.text)):
        return True
    if page.runs:  # sheets and web pages are never cut by a page's end
        return table.continued_from is not None
    if title is not None:
        earlier = title_of(chain.above, chain.pieces[0][1], chain.pieces[0][0])
        return (
            earlier is not None
            and bare(earlier.text) == bare(title.text)
            and table.columns == last.columns
            and not _FORM_START.match((_first_texts(chain.pieces[0][1]) or ("",))[0])
        )
    return table.continued_from is not None or (
        table.columns == last.columns and not _begins_anew(above)
    )


def _heads_again(first: tuple[str, ...], chain: _Chain) -> bool:
    """Say whether the first row of a piece repeats a head of the table it may continue."""
    _, table = chain.pieces[0]
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.row < _HEAD_ROWS and cell.text.strip():
            rows.setdefault(cell.row, []).append(bare(cell.text))
    return len(first) > 3 and list(first) in rows.values()  # noqa: PLR2004  (a label, a value, twice)


def _begins_anew(above: list[Spot]) -> bool:
    """Say whether more stands above a piece than a page's number or running head."""
    return any(not _PAGE_FOOT.fullmatch(s.text) for s in above)


def _first_texts(table: Table) -> tuple[str, ...]:
    rows = sorted({c.row for c in table.cells if c.text.strip()})
    return tuple(bare(c.text) for c in table.cells if rows and c.row == rows[0] and c.text.strip())


def _grid(page: Page, table: Table, columns: list[int], width: int) -> list[Row]:
    places: list[list[Square | None]] = [[None] * width for _ in range(table.rows)]
    for cell in table.cells:
        spot = Spot(page, cell.start, cell.end)
        text = bare(cell.text)
        spread = sorted(
            {
                columns[c]
                for c in range(cell.column, min(cell.column + cell.column_span, table.columns))
            }
        )
        for r in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for c in spread:
                if places[r][c] is None or (text and not places[r][c].bare):  # type: ignore[union-attr]
                    own = r == cell.row and c == spread[0]
                    places[r][c] = Square(spot, text, own, c == spread[0], cell)
    return [tuple(row) for row in places]


def _onto(first: Table, piece: Table) -> list[int]:
    """Say for each column of a later piece which column of the first piece it continues."""
    if piece.columns == first.columns:
        return list(range(piece.columns))
    edges = {c.column: c.box for c in first.cells if c.column_span == 1}
    out = []
    for column in range(piece.columns):
        box = next(
            (c.box for c in piece.cells if c.column == column and c.column_span == 1 and c.text),
            None,
        )
        middle = (box.x0 + box.x1) / 2 if box else -1
        near = [n for n, b in edges.items() if box and b.x0 - 1 <= middle <= b.x1 + 1]
        out.append(near[0] if near else min(column, first.columns - 1))
    return out


def _joined(chain: _Chain) -> tuple[list[Row], set[int]]:
    """Join the pieces of a table: rows without repeated heads, and which of them begin a page."""
    _, first = chain.pieces[0]
    rows: list[Row] = []
    breaks: set[int] = set()
    for number, (page, table) in enumerate(chain.pieces):
        more = _grid(page, table, _onto(first, table), first.columns)
        if number:
            heads = {_signature(r) for r in rows[:_HEAD_ROWS] if not _has_figure(r)}
            while more and (_signature(more[0]) in heads or not any(_signature(more[0]))):
                more = more[1:]
            if rows and more and (mended := _mend(rows[-1], more[0])) is not None:
                rows[-1], more = mended, more[1:]
            breaks.add(len(rows))
        rows += more
    return rows, breaks


def _cut(chain: _Chain) -> Iterator[Section]:
    """Cut a joined table where a new title stands in a row; captions in rows leave the grid."""
    first_page, first = chain.pieces[0]
    rows, breaks = _joined(chain)
    captions = list(chain.above)
    title = title_of(captions, first, first_page)
    kept: list[Row] = []
    marks: list[int] = []
    for number, row in enumerate(rows):
        cells = firsts(row)
        if not _is_caption(cells, first.columns):
            if number in breaks:
                marks.append(len(kept))
            kept.append(row)
            continue
        if is_title(cells[0].bare) and any(_has_figure(r) for r in kept):
            yield Section(tuple(kept), tuple(captions), title, tuple(marks))
            captions, title, kept, marks = [], None, [], []
        captions[:0] = [c.spot for c in cells]
        if title is None or is_title(cells[0].bare):
            title = named(cells[0].spot) or title
    if kept:
        yield Section(tuple(kept), tuple(captions), title, tuple(marks))


def _mend(last: Row, first: Row) -> Row | None:
    """Join a row that a page's end cut: its first half, or None where the second is a row itself.

    The second half holds words alone, in places where the first has words, and nothing that begins
    a row: no figure, no number of a list.
    """
    rest = {c: s for c, s in enumerate(first) if s and s.bare and s.left}
    if len(rest) != 1 or _has_figure(first) or next(iter(rest.values())).spot.page.runs:
        return None
    for column, square in rest.items():
        before = last[column]
        if before is None or not before.bare or _FIGURE.match(before.bare):
            return None
        if _BEGINS.match(square.bare) or len(square.bare) > len(before.bare) + 8:
            return None
        if _LEFT_OVER.match(square.bare):
            return None
    out = list(last)
    for column, square in rest.items():
        before = last[column]
        if before is not None:
            joined = replace(before, bare=before.bare + square.bare, rest=(square.spot,))
            out = [joined if s is before else s for s in out]
    return tuple(out)


_LEFT_OVER = re.compile(r"^[.…·。、\-—–/*]+$")
"""A row of dots that a form's blank left."""
_BEGINS = re.compile(
    r"^[一二三四五六七八九十]+、|^[(]?\d|^\([一二三四五六七八九十]+\)|^其中|^注|^说明|^.{0,4}合计|^总计|.*指标$|^[^收支]*结[转余]|^.{0,6}名称"
)


def _signature(row: Row) -> tuple[str, ...]:
    return tuple(s.bare for s in row if s and s.bare)


_FIGURE = re.compile(r"^[-−+]?\d[\d,，]*(?:\.\d+)?%?$")


def _has_figure(row: Row) -> bool:
    return any(s and _FIGURE.match(s.bare) for s in row)


def _is_caption(cells: tuple[Square, ...], columns: int) -> bool:
    """Say whether a row of a sheet is a title or note above a table, not a part of it."""
    if not cells or len(cells) > 3 or columns < 2:  # noqa: PLR2004  (a note, a body, a unit)
        return False
    if len(cells) == 1 and is_title(cells[0].bare):
        return "、" not in cells[0].bare[:4]
    return all(_CAPTION.match(c.bare) for c in cells)
