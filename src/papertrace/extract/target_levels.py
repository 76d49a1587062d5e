"""Levels, projects and bodies that hold for several rows of a target table, also over pages.

A cell that spans rows holds for each of them. Where a page's end cut it, its words stand before the
end, behind it, or half on each page: all three are told apart here. No value is ever carried.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.extract.target_columns import LEVEL1, LEVEL2, plain_level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.tables import Row, Section, Square

CARRIED = ("owner", "project", "level1", "level2")
"""Roles that hold for several rows, widest first."""

Numbered = list[tuple[int, "Row"]]


def carry(cells: dict[str, Square], held: dict[str, Square], ahead: dict[str, Square]) -> set[str]:
    """Fill blank levels from the page overleaf or the row above; a new level ends lower ones."""
    filled: set[str] = set()
    for place, role in enumerate(CARRIED):
        found = cells.get(role) or ahead.get(role) or held.get(role)
        if found is None:
            continue
        if role not in cells:
            filled.add(role)
        if role in held and held[role].cell is not found.cell:
            for lower in CARRIED[place + 1 :]:
                held.pop(lower, None)
        cells[role] = held[role] = found
    return filled


def rejoined(data: Numbered, roles: dict[str, int], section: Section) -> Numbered:
    """Join the words of a level or name that a page's end broke in two."""
    out = data
    for place, role in enumerate(CARRIED):
        column = roles.get(role)
        inner = next((roles[r] for r in CARRIED[place + 1 :] if r in roles), None)
        if column is None:
            continue
        for at in _breaks(data, section):
            above, below = out[at - 1][1][column], out[at][1][column]
            if above and below and _is_broken(role, above, below, _blank(out[at][1], inner)):
                whole = replace(above, bare=above.bare + below.bare, rest=(below.spot,))
                cells = (above.cell, below.cell)
                out = [(n, _exchanged(row, column, cells, whole)) for n, row in out]
    return out


def _breaks(data: Numbered, section: Section) -> Iterator[int]:
    """Give the places in `data` of rows that begin a page."""
    for place, (number, row) in enumerate(data):
        if place and number in section.breaks and all(not s or not s.spot.page.runs for s in row):
            yield place


def _blank(row: Row, column: int | None) -> bool:
    square = row[column] if column is not None else None
    return square is not None and not square.bare


def _is_broken(role: str, above: Square, below: Square, inner_blank: bool) -> bool:  # noqa: FBT001
    """Say whether two cells hold one text: together a level's name, or not a new one's beginning.

    A new project begins with a new level; where the cell to the right goes on, this one does, too.
    """
    if not above.bare or not below.bare or above.cell is below.cell or above.rest:
        return False
    names = {"level1": LEVEL1, "level2": LEVEL2}.get(role)
    if names is not None and names.match(plain_level(below.bare)):
        return False
    if names is not None and names.match(plain_level(above.bare + below.bare)):
        return not names.match(plain_level(above.bare)) or len(below.bare) == 1
    return inner_blank and len(below.bare) < max(len(above.bare), 8)


def _exchanged(row: Row, column: int, cells: tuple[object, object], whole: Square) -> Row:
    """Put a joined cell in the place of its halves."""
    square = row[column]
    if square is None or not any(square.cell is c for c in cells):
        return row
    own = square.own and square.cell is whole.cell
    return (*row[:column], replace(whole, own=own, left=square.left), *row[column + 1 :])


def levels_ahead(
    data: Numbered, roles: dict[str, int], section: Section
) -> dict[tuple[int, str], Square]:
    """Find levels whose words a page's end put on the next page.

    A blank cell of its own at a page's foot, ruled off from the cell above, continues overleaf.
    """
    found: dict[tuple[int, str], Square] = {}
    order = {n: i for i, (n, _) in enumerate(data)}
    for at in section.breaks:
        if at not in order or order[at] == 0:
            continue
        for role in ("level1", "level2"):
            column = roles.get(role)
            if column is None:
                continue
            overleaf = data[order[at]][1][column]
            last = data[order[at] - 1][1][column]
            if (
                not overleaf
                or not overleaf.bare
                or not last
                or last.bare
                or overleaf.spot.page.runs
            ):
                continue
            if last.cell.row_span == 1 and _left_blank(data, column, section):
                continue
            for number, row in reversed(data[: order[at]]):
                square = row[column]
                if square is None or square.cell is not last.cell:
                    break
                found[number, role] = overleaf
    return found


def _left_blank(data: Numbered, column: int, section: Section) -> bool:
    """Say whether a table leaves repeated levels blank instead of merging them.

    Blank cells at a page's top and foot say nothing: there a merged cell is cut.
    """
    feet = [data[place - 1][1][column] for place in _breaks(data, section)]
    return any(
        (square := row[column]) is not None
        and square.own
        and not square.bare
        and number not in section.breaks
        and all(foot is None or square.cell is not foot.cell for foot in feet)
        for number, row in data
    )
