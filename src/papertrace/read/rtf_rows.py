"""Rows of an RTF table: cells stated by their right edges, merged by flags -> a grid.

Knows edges (twips) and blocks only.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.read.prose import Placed, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.read.blocks import Block

_NEAR = 30
"""Edges no further apart are one."""


@dataclass(slots=True)
class Rule:
    """What a row's definition says of one cell."""

    right: int = 0
    flags: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Row:
    """A finished row: the rules as they stood at its end, and the blocks of each cell."""

    left: int
    rules: tuple[Rule, ...]
    cells: tuple[list[Block], ...]


def grid(rows: Sequence[Row]) -> list[Block]:
    """Give the rows as a table."""
    edges = _edges(rows)
    placed: list[Placed] = []
    above: dict[int, Placed] = {}
    for number, row in enumerate(rows):
        here: dict[int, Placed] = {}
        left = _at(edges, row.left)
        for n, blocks in enumerate(row.cells):
            rule = row.rules[n] if n < len(row.rules) else Rule()
            right = max(_at(edges, rule.right), left + 1) if rule.right else left + 1
            owner = above.get(left)
            if "clmrg" in rule.flags and here:
                here[max(here)].column_span += right - left
            elif "clvmrg" in rule.flags and owner is not None:
                owner.row_span += 1
                here[left] = owner
            else:
                here[left] = Placed(number, left, 1, right - left, blocks)
                placed.append(here[left])
            left = right
        above = here
    return table(len(rows), placed)


def _edges(rows: Sequence[Row]) -> list[int]:
    edges: list[int] = []
    for edge in sorted({e for r in rows for e in (r.left, *(c.right for c in r.rules))}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    return edges


def _at(edges: Sequence[int], x: int) -> int:
    """Give the number of the edge nearest to a place."""
    n = bisect_left(edges, x)
    return n - 1 if n and (n == len(edges) or x - edges[n - 1] <= edges[n] - x) else n
