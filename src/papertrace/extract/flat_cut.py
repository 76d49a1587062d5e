"""Cut the cells of a flattened table into rows, where exactly one way of doing so fits best.

Cells lie one behind the other; blank ones left no trace. Every cell must have a place, every row
must fit the columns by type, serial numbers count on. The cheapest cuts are compared by the cells
that facts are read from: where two differ, the table is not certain and no row is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.flat_types import BLANK, KEY_BLANK, MERGED, cost_of, counted, type_of
from papertrace.extract.labels import plain
from papertrace.extract.listings import TOTAL_ROW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.listings import Column

_MOST_CELLS = 6000
_MOST_STATES = 6
_MOST_WAYS = 3
_BACKWARD = 2
_FAR = 10
_FEWEST = 2
_UNREAD = frozenset(
    {"", "other", "score", "contact", "method", "code", "deposit", "expert", "fee", "opinion"}
)
"""Roles of columns that no fact is read from."""
_SOFT = frozenset({"brand", "spec", "need", "maker"})
"""Roles whose cells are left out where they may stand elsewhere, and the row is kept."""
_FIGURES = re.compile(
    r"[-\d,，.\s￥¥元万亿整零壹贰叁肆伍陆柒捌玖拾佰仟圆角分正人民币大小写:：（）()/—]+"
)

_State = tuple[int, int, int, int]
"""The last serial number, rank and lot, 0 before the first; the style in which lots are told."""
_START: _State = (0, 0, 0, 0)
_Placed = tuple[tuple[int, int], ...]
"""(column, number of the cell) of a row."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows that were found, and what they cost; `rows` None where several ways fit."""

    cost: int
    rows: tuple[_Placed, ...] | None
    soft: bool = False
    """Whether cells of no weight were left out because they may stand elsewhere."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to a place in the cells: its last row, the way before, a hash of what is read."""

    last: _Placed
    before: _Way | None
    told: int

    def rows(self) -> tuple[_Placed, ...]:
        """Give the rows in order."""
        found: list[_Placed] = []
        way: _Way | None = self
        while way is not None and way.before is not None:
            found.append(way.last)
            way = way.before
        return tuple(reversed(found))


class _Cutter:
    """The columns of a table and its cells, with what each type of cell costs."""

    __slots__ = ("cells", "kinds", "read", "required", "roles")

    def __init__(self, columns: Sequence[Column], cells: Sequence[str]) -> None:
        """Work out the types of the columns."""
        self.roles = [c.role for c in columns]
        self.kinds = [type_of(c.role, c.text) for c in columns]
        self.cells = cells
        self.read = [
            k == "verdict" or r not in _UNREAD for k, r in zip(self.kinds, self.roles, strict=True)
        ]
        self.required = _required(self.roles, self.kinds)

    def blank(self, column: int) -> int | None:
        """Give what a blank costs in a column, None where there must be a cell."""
        if column in self.required:
            return None
        if "lot" in self.kinds[column]:
            return MERGED if "rank" in self.kinds else KEY_BLANK
        return KEY_BLANK if self.kinds[column] == "rank" else BLANK

    def cost(self, column: int, cell: int, state: _State) -> int | None:
        """Give what a cell costs in a column, after what was counted before."""
        kind = self.kinds[column]
        found = cost_of(kind, self.cells[cell])
        if found is None or kind not in {"serial", "rank", "lot"}:
            return found
        number = counted(self.cells[cell])
        if kind == "serial":
            plain_number = number is not None and "-" not in self.cells[cell]
            return found if not plain_number or number == state[0] + 1 else None
        if number is None:
            return found
        if kind == "rank":
            return found if number in {1, state[1], state[1] + 1} else found + _BACKWARD
        if state[3] and _style(self.cells[cell]) != state[3]:
            return None
        return found if state[2] <= number <= state[2] + _FAR else found + _BACKWARD

    def after(self, placed: _Placed, state: _State) -> _State:
        """Give what is counted behind a row."""
        told = list(state)
        for column, cell in placed:
            kind = self.kinds[column]
            number = counted(self.cells[cell])
            if kind in {"serial", "rank", "lot"} and number is not None:
                told[("serial", "rank", "lot").index(kind)] = number
                told[3] = _style(self.cells[cell]) if kind == "lot" else told[3]
        return told[0], told[1], told[2], told[3]


def _style(text: str) -> int:
    """Give the style of a lot: 1 a bare number, 2 any other."""
    return 1 if text.strip().isdigit() else 2


def _required(roles: Sequence[str], kinds: Sequence[str]) -> frozenset[int]:
    """Give the columns no row goes without: the serial number, and whom the row is of.

    The name of a thing may be missing: another text beside it would be taken for it.
    """
    found = {n for n, kind in enumerate(kinds) if kind == "serial"}
    for wanted in ("supplier", "candidate", "before", "after"):
        if wanted in roles and not {"item_name", "project_name"} & set(roles):
            found.add(roles.index(wanted))
            break
    return frozenset(found)


def cut(columns: Sequence[Column], cells: Sequence[str]) -> Cut | None:
    """Cut the cells into rows; None where no way fits."""
    if not cells or len(columns) < _FEWEST:
        return None
    cutter = _Cutter(columns, cells)
    if full := _full(cutter):
        return Cut(0, full)
    if len(cells) > _MOST_CELLS:
        return None
    reached: list[dict[_State, tuple[int, list[_Way]]]] = [{} for _ in range(len(cells) + 1)]
    reached[0][_START] = (0, [_Way((), None, 0)])
    for at in range(len(cells)):
        states = sorted(reached[at].items(), key=lambda s: s[1][0])[:_MOST_STATES]
        for state, (cost, ways) in states:
            for placed, more, end in _rows_from(cutter, at, state):
                told = tuple((c, v) for c, v in placed if cutter.read[c])
                new = [_Way(placed, w, hash((w.told, told))) for w in ways]
                _keep(reached[end], cutter.after(placed, state), cost + more, new)
            for end in _total(cutter, at):
                _keep(reached[end], state, cost, ways)
    return _best(cutter, reached[-1])


def _full(cutter: _Cutter) -> tuple[_Placed, ...]:
    """Cut where every row is full and every cell suits its column; () where that is not so."""
    width = len(cutter.kinds)
    rows: list[_Placed] = []
    state: _State = _START
    for start in range(0, len(cutter.cells), width):
        row = tuple(enumerate(range(start, start + width)))
        if start + width > len(cutter.cells) or any(cutter.cost(c, v, state) for c, v in row):
            return ()
        if any(cutter.cost(c, v, state) is None for c, v in row):
            return ()
        state = cutter.after(row, state)
        rows.append(row)
    return tuple(rows)


def _keep(
    held: dict[_State, tuple[int, list[_Way]]], state: _State, cost: int, ways: list[_Way]
) -> None:
    """Keep the cheapest ways to a place, the different ones of the same cost together."""
    best = held.get(state)
    if best is None or cost < best[0]:
        held[state] = (cost, ways)
    elif cost == best[0] and len(best[1]) < _MOST_WAYS:
        known = {w.told for w in best[1]}
        held[state] = (cost, [*best[1], *(w for w in ways if w.told not in known)][:_MOST_WAYS])


def _rows_from(cutter: _Cutter, start: int, state: _State) -> Iterator[tuple[_Placed, int, int]]:
    """Give the rows that may begin at a cell: their cells, their cost, and where they end."""
    width = len(cutter.kinds)
    # for each number of cells used: cost -> ways of placing them in the columns so far
    held: dict[int, tuple[int, list[_Placed]]] = {0: (0, [()])}
    for column in range(width):
        blank = cutter.blank(column)
        new: dict[int, tuple[int, list[_Placed]]] = {}
        for used, (cost, ways) in held.items():
            if blank is not None:
                _keep_row(cutter, new, used, cost + blank, ways)
            if start + used < len(cutter.cells):
                more = cutter.cost(column, start + used, state)
                if more is not None:
                    placed = [(*w, (column, start + used)) for w in ways]
                    _keep_row(cutter, new, used + 1, cost + more, placed)
        held = new
    for used, (cost, ways) in held.items():
        if used >= _FEWEST:
            for way in ways:
                yield way, cost, start + used


def _keep_row(
    cutter: _Cutter,
    held: dict[int, tuple[int, list[_Placed]]],
    used: int,
    cost: int,
    ways: list[_Placed],
) -> None:
    best = held.get(used)
    if best is None or cost < best[0]:
        held[used] = (cost, ways)
    elif cost == best[0] and len(best[1]) < _MOST_WAYS:
        known = {tuple(p for p in w if cutter.read[p[0]]) for w in best[1]}
        other = [w for w in ways if tuple(p for p in w if cutter.read[p[0]]) not in known]
        held[used] = (cost, [*best[1], *other][:_MOST_WAYS])


def _total(cutter: _Cutter, at: int) -> Iterator[int]:
    """Give where a row of totals that begins here may end."""
    begun = at
    if cutter.kinds[0] == "serial" and cost_of("serial", cutter.cells[at]) == 0:
        begun += 1
    if begun >= len(cutter.cells) or not TOTAL_ROW.fullmatch(plain(cutter.cells[begun])):
        return
    end = begun + 1
    yield end
    while end < len(cutter.cells) and end - at < len(cutter.kinds):
        if not _FIGURES.fullmatch(cutter.cells[end]):
            return
        end += 1
        yield end


def _best(cutter: _Cutter, last: dict[_State, tuple[int, list[_Way]]]) -> Cut | None:
    """Choose the cheapest cut, if there is but one."""
    if not last:
        return None
    cost = min(c for c, _ in last.values())
    ways = {w.told: w for c, found in last.values() if c == cost for w in found}
    if not any(w.before for w in ways.values()):
        return None
    first, *others = ways.values()
    if not others:
        return Cut(cost, first.rows())
    shared = _shared(cutter, [w.rows() for w in (first, *others)])
    return Cut(cost, shared, soft=True)


def _shared(cutter: _Cutter, ways: list[tuple[_Placed, ...]]) -> tuple[_Placed, ...] | None:
    """Give the rows without the light cells that differ; None where more differs."""
    first = ways[0]
    if len({tuple(min(v for _, v in row) for row in way) for way in ways}) > 1:
        return None
    loose = {
        cell
        for way in ways
        for row, mine in zip(way, first, strict=True)
        for _, cell in {*row} ^ {*mine}
    }
    for column, cell in (place for way in ways for row in way for place in row):
        light = not cutter.read[column] or cutter.roles[column] in _SOFT
        if cell in loose and not light:
            return None
    return tuple(tuple(p for p in row if p[1] not in loose) for row in first)
