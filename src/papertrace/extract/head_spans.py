"""Heads whose merged cells are printed as blank ones: what stands above a blank place of a head.

Sheets and web pages often write a head of several rows without merging: 预算数 in one cell, blank
ones beside it. A blank place belongs to the cell at its left where both stand above further words
within the same wider head; nothing is guessed from figures.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.extract.tables import Row, Square


def spread(head: tuple[Row, ...]) -> tuple[Row, ...]:
    """Give the rows of a head with blank places taken by the cell that evidently spans them."""
    out: list[Row] = []
    for number, row in enumerate(head[:-1]):
        below = head[number + 1 :]
        above = out[-1] if out else None
        made: list[Square | None] = []
        for column, square in enumerate(row):
            left = made[-1] if made else None
            spans = (
                left is not None
                and bool(left.bare)
                and (square is None or not square.bare)
                and _heads(below, column)
                and _heads(below, column - 1)
                and _together(above, column)
            )
            made.append(replace(left, own=False, left=False) if spans and left else square)
        out.append(tuple(made))
    return (*out, *head[-1:])


def _heads(below: tuple[Row, ...], column: int) -> bool:
    """Say whether words of its own stand in a column further down the head."""
    return any((s := row[column]) is not None and s.own and s.bare for row in below)


def _together(above: Row | None, column: int) -> bool:
    """Say whether a place and the one at its left stand below the same wider head."""
    if above is None:
        return True
    one, other = above[column - 1], above[column]
    if one is None or other is None or not one.bare or not other.bare:
        return not (one and one.bare) and not (other and other.bare)
    return one.cell is other.cell
