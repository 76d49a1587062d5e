"""Target tables laid out across: 一级指标, 指标值, 分值 name the rows, an indicator has a column.

Such a table is turned, so that its indicators are rows again; no word or figure is changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.extract.tables import firsts
from papertrace.extract.target_columns import head_roles, is_head, role_of

if TYPE_CHECKING:
    from papertrace.extract.tables import Row, Section, Square

_NAMING = {
    "level1",
    "level2",
    "indicator",
    "value",
    "weight",
    "actual",
    "score",
    "operator",
    "unit",
}
_FEWEST = 3
"""Rows that name what stands in them, and cells of such a row with its own name."""


def turned(section: Section) -> Section | None:
    """Give a table with its indicators as rows; None where it is not laid out across."""
    rows = section.rows
    if any(is_head(head_roles(r)) for r in rows):
        return None
    named = {n: role for n, r in enumerate(rows) if (role := _role(r))}
    roles = list(named.values())
    if len(set(roles)) != len(roles) or len(roles) < _FEWEST:
        return None
    if not (set(roles) & {"indicator", "level2"} and set(roles) & {"value", "actual"}):
        return None
    across = sorted(named)
    lead = next(s for s in rows[across[0]] if s is not None and s.bare)
    columns = [c for c, s in enumerate(rows[across[0]]) if s is None or s.cell is not lead.cell]
    columns = [c for c in columns if any((s := rows[n][c]) is not None and s.bare for n in across)]
    first = next(c for c, s in enumerate(rows[across[0]]) if s is lead)
    made = [_column(rows, across, c) for c in (first, *columns)]
    rest = [r for n, r in enumerate(rows) if n not in named]
    width = max(len(rows[0]), len(across))
    return replace(section, rows=tuple(_padded(r, width) for r in (*rest, *made)), breaks=())


def _role(row: Row) -> str:
    """Give the role that a row's first words name, where more cells follow them."""
    cells = firsts(row)
    if len(cells) < _FEWEST or any(role_of(s.bare) in _NAMING for s in cells[1:]):
        return ""
    role = role_of(cells[0].bare)
    return role if role in _NAMING else ""


def _column(rows: tuple[Row, ...], across: list[int], column: int) -> Row:
    """Give what stands in a column of the naming rows, as a row."""
    out: list[Square | None] = []
    for number in across:
        square = rows[number][column]
        if square is None:
            out.append(None)
            continue
        above = rows[number - 1][column] if number else None
        before = rows[number][column - 1] if column else None
        begins = above is None or above.cell is not square.cell
        own = begins and (before is None or before.cell is not square.cell)
        out.append(replace(square, own=own, left=begins))
    return tuple(out)


def _padded(row: Row, width: int) -> Row:
    return (*row, *[None] * (width - len(row)))
