"""Tables with a header and rows, read as rows of roles: supplier, amount, lot, rank ...

Real tables here (merged lots, two-row headers, headers repeated or broken off at a page's end,
tables turned on their side); flattened ones in `flat`. A column knows its head, since a unit in
the head is part of the evidence. Nothing is summed or chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot
from papertrace.extract.labels import is_label, numbered, plain, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from papertrace.extract.lines import Line
    from papertrace.model import Document

_SPELT = re.compile(r"(?:金额)?\(?[大小]写(?:金额)?\)?(?:\([^()]*元\))?")
"""A head below 成交金额: the sum in words or in digits."""
_PIECE_HEAD = re.compile(
    r"[^\d。；;]{1,20}[（(](?:单位[:：])?(?:人民币)?[万亿]?元[/／][^（）()\d]{1,8}[）)]"
)
"""男性（元/人）: the head of a price, whatever it is the price of."""
_TWO = 2
_THREE = 3

TOTAL_ROW = re.compile(r"(?:合计|总计|小计|共计)(?:金额)?(?:\(.*\))?")
_RANK_CELL = re.compile(
    r"第?[一二三四五12345](?:名|位|中标候选人|成交候选人|候选人|中标候选供应商|成交候选供应商)|第[一二三四五](?:名)?(?:中标|成交|中选)?候选(?:人|供应商|单位)"
)
_MOST_LABELS = 0.6
_MOST_SIDE = 0.7
_LONGEST_HEAD = 40
_RECORDED = frozenset(
    {
        "supplier",
        "candidate",
        "maker",
        "amount",
        "quote",
        "budget",
        "ceiling",
        "both",
        "before",
        "after",
        "reason",
    }
)
"""Roles one of which the heads of a table on its side must have."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's role and its head."""

    role: str
    text: str
    """All that stands above the column, for its unit and its finer meaning."""
    head: Spot


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the cells of the columns that have one."""

    cells: Mapping[int, Spot]
    index: int
    """Number of the line its first cell stands in."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A header and its rows, as they stand in the document."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    zone: str
    how: str
    """table, turned or flat."""
    caption: Spot | None = None
    """A unit note that stands above the table."""

    def roles(self) -> frozenset[str]:
        """Give the roles of all columns."""
        return frozenset(c.role for c in self.columns)

    def find(self, row: Row, *roles: str) -> tuple[Column, Spot] | None:
        """Give a row's first filled cell whose column has one of the roles, best first."""
        for role in roles:
            for number, column in enumerate(self.columns):
                if column.role == role and number in row.cells:
                    return column, row.cells[number]
        return None


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """The cells of one table, by row and column, with the numbers of their lines."""

    rows: int
    width: int
    at: Mapping[tuple[int, int], tuple[int, Line]]
    """Every place a cell covers."""

    def first(self, row: int) -> list[tuple[int, Line]]:
        """Give the cells of a row in order, each once, those that reach down from above too."""
        seen: dict[int, tuple[int, Line]] = {}
        for column in range(self.width):
            cell = self.at.get((row, column))
            if cell:
                seen.setdefault(cell[0], cell)
        return list(seen.values())


def listings_of(
    document: Document, lines: Sequence[Line], zones: Sequence[str]
) -> tuple[Listing, ...]:
    """Give the listings of all real tables of a document, in order."""
    by_table: dict[int, list[tuple[int, Line]]] = {}
    for index, line in enumerate(lines):
        if not line.flat and zones[index] not in {"expert", "beyond"}:
            by_table.setdefault(line.table, []).append((index, line))
    tables = [t for page in document.pages for t in page.tables]
    pages = {p.number: p for p in document.pages}
    found: list[Listing] = []
    for number, cells in by_table.items():
        table = tables[number]
        grid = _grid(cells)
        note = table.unit_note
        caption = Spot(pages[note.page or table.page], note.start, note.end) if note else None
        carried = _carried(
            grid, found[-1] if found else None, told=table.continued_from is not None
        )
        if turned := _turned(grid, zones):
            found.append(turned)
        else:
            found += _upright(grid, zones, caption, carried)
    return tuple(found)


def _carried(grid: _Grid, last: Listing | None, *, told: bool) -> tuple[Column, ...]:
    """Give the columns of the table before, where this one without a header goes on with it."""
    if last is None or last.how != "table" or len(last.columns) != grid.width:
        return ()
    if told:
        return last.columns
    first = {c: grid.at[0, c][1].text for c in range(grid.width) if (0, c) in grid.at}
    before = last.rows[-1].cells
    for number, column in enumerate(last.columns):
        if column.role == "serial" and number in before:
            was, now = before[number].text, first.get(number, "")
            if was.isdigit() and now.isdigit() and int(now) == int(was) + 1:
                return last.columns
    return ()


def _grid(cells: list[tuple[int, Line]]) -> _Grid:
    at: dict[tuple[int, int], tuple[int, Line]] = {}
    for index, cell in cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                at.setdefault((row, column), (index, cell))
    return _Grid(max(r for r, _ in at) + 1, max(c for _, c in at) + 1, at)


def _is_header(grid: _Grid, row: int) -> bool:
    cells = [c for _, c in grid.first(row) if c.row == row]
    if len(cells) < _TWO or any(len(c.text) > _LONGEST_HEAD or numbered(c.text) for c in cells):
        return False
    known = sum(is_label(c.text) or bool(_PIECE_HEAD.fullmatch(c.text)) for c in cells)
    if known < _TWO:  # most rows: the whole table is looked through for few of them only
        return False
    if known < max(len(cells), _THREE) and _labelled(grid):
        return False
    spread = sum(c.column_span for c in cells) >= grid.width * _MOST_LABELS
    return known >= len(cells) * _MOST_LABELS and spread


@lru_cache(maxsize=1)  # asked for every row of a table
def _labelled(grid: _Grid) -> bool:
    """Say whether most rows begin with a label: labels with their values beside them."""
    cells = [grid.at[r, 0][1] for r in range(grid.rows) if (r, 0) in grid.at]
    firsts = [c.text for c in dict.fromkeys(cells)]  # a merged one once
    told = [t for t in firsts if is_label(t) and not TOTAL_ROW.fullmatch(plain(t))]
    return len(told) > max(1.0, len(firsts) * _MOST_LABELS)


def _upright(
    grid: _Grid, zones: Sequence[str], caption: Spot | None, carried: tuple[Column, ...]
) -> Iterator[Listing]:
    """Read a table from the top; every header row opens a listing of its own."""
    columns = carried if len(carried) == grid.width else ()
    rows: list[Row] = []
    zone = zones[next(iter(grid.at.values()))[0]]
    row = 0
    while row < grid.rows:
        if _is_header(grid, row):
            if columns and rows:
                yield Listing(columns, tuple(rows), zone, "table", caption)
            depth = 2 if row + 1 < grid.rows and _is_second_header(grid, row + 1) else 1
            columns, rows = _columns(grid, row, depth), []
            zone = zones[grid.first(row)[0][0]]
            row += depth
            continue
        if columns and (made := _row(grid, row)) is not None:
            rows.append(made)
        row += 1
    if columns and rows:
        yield Listing(columns, tuple(rows), zone, "table", caption)


def _is_second_header(grid: _Grid, row: int) -> bool:
    """Say whether a row goes on with the header above it: below a merged head stand more heads."""
    cells = [c for _, c in grid.first(row) if c.row == row]
    above = [c for _, c in grid.first(row - 1) if c.row == row - 1]
    merged = any(c.column_span > 1 for c in above)
    return (
        merged
        and bool(cells)
        and all(is_label(c.text) or _SPELT.fullmatch(plain(c.text)) for c in cells)
    )


def _columns(grid: _Grid, row: int, depth: int) -> tuple[Column, ...]:
    found = []
    for column in range(grid.width):
        stack = [
            grid.at[r, column][1]
            for r in range(max(0, row - 1), row + depth)
            if (r, column) in grid.at
        ]
        heads = [
            c for n, c in enumerate(stack) if c not in stack[:n] and c.column_span < grid.width
        ]
        # the row above the header counts only where the header row itself has no cell
        own = [c for c in heads if c.row + c.row_span > row]
        heads = own or heads
        if not heads:
            found.append(Column("", "", Spot(next(iter(grid.at.values()))[1].spot.page, 0, 0)))
            continue
        text = "".join(c.text for c in heads)
        role = role_of(heads[-1].text) or role_of(text) or role_of(heads[0].text)
        found.append(Column(role, text, heads[-1].spot))
    return tuple(found)


def _row(grid: _Grid, row: int) -> Row | None:
    """Give a row, cells that reach down from above among it; None for totals and section rows."""
    cells = grid.first(row)
    own = [c for _, c in cells if c.row == row]
    if not own or any(c.column_span >= grid.width > 1 for c in own):
        return None
    if any(TOTAL_ROW.fullmatch(plain(c.text)) for c in own[:2]):
        return None
    placed = {
        column: grid.at[row, column][1].spot
        for column in range(grid.width)
        if (row, column) in grid.at
        and (grid.at[row, column][1].column == column or grid.at[row, column][1].column_span > 1)
        and grid.at[row, column][1].column == column
    }
    return Row(placed, cells[0][0]) if placed else None


def _turned(grid: _Grid, zones: Sequence[str]) -> Listing | None:
    """Read a table whose rows are fields and whose columns are the ranked candidates."""
    for row in range(grid.rows):
        cells = [c for _, c in grid.first(row) if c.row == row]
        ranks = [c for c in cells if _RANK_CELL.fullmatch(plain(c.text))]
        if len(ranks) < _TWO or len(ranks) < len(cells) - 1:
            continue
        below = [r for r in range(row + 1, grid.rows) if (r, 0) in grid.at]
        labels = {r: grid.at[r, 0][1] for r in below if grid.at[r, 0][1].column_span == 1}
        if sum(is_label(c.text) for c in labels.values()) < 1:
            return None
        head = cells[0] if cells[0] not in ranks else ranks[0]
        columns = [Column("rank", "排名", head.spot)]
        columns += [Column(role_of(c.text), c.text, c.spot) for c in labels.values()]
        rows = []
        for rank in ranks:
            placed = {0: rank.spot}
            for n, r in enumerate(labels, start=1):
                cell = grid.at.get((r, rank.column))
                if cell and cell[1].column == rank.column:
                    placed[n] = cell[1].spot
            rows.append(Row(placed, grid.first(row)[0][0]))
        return Listing(tuple(columns), tuple(rows), zones[grid.first(row)[0][0]], "turned")
    return _sideways(grid, zones)


def _of_labels(grid: _Grid, column: int) -> bool:
    texts = [grid.at[r, column][1].text for r in range(grid.rows) if (r, column) in grid.at]
    return sum(map(is_label, texts)) * _TWO >= max(1, len(texts))


def _sideways(grid: _Grid, zones: Sequence[str]) -> Listing | None:
    """Read a table whose first column holds the heads of its rows, each other column a record."""
    whole = [r for r in range(grid.rows) if all((r, c) in grid.at for c in range(grid.width))]
    kept, heads = set(whole), [grid.at[r, 0] for r in whole]
    labels = [h[1] for h in heads if h[1].column_span == 1 and is_label(h[1].text)]
    others = [c for (r, column), (_, c) in grid.at.items() if column > 0 and r in kept]
    roles = {role_of(c.text) for c in labels}
    if (
        grid.width <= _TWO
        or len(labels) < max(_TWO, len(whole) * _MOST_SIDE)
        or _is_header(grid, 0)
        or not roles & _RECORDED
        or any(_of_labels(grid, column) for column in range(1, grid.width))
        or any(c.column_span > 1 for c in others)
    ):
        return None
    columns = [Column(role_of(h[1].text), h[1].text, h[1].spot) for h in heads]
    rows = []
    for column in range(1, grid.width):
        placed = {n: grid.at[r, column] for n, r in enumerate(whole)}
        if placed:
            cells = {r: cell.spot for r, (_, cell) in placed.items()}
            rows.append(Row(cells, next(iter(placed.values()))[0]))
    return Listing(tuple(columns), tuple(rows), zones[grid.first(0)[0][0]], "turned")
