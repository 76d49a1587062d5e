"""Which lines of a page may be the rows of one table without rules, and which rules frame them.

Pure geometry in points and a few patterns; whether they are a table is said by their columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from papertrace.read.columns import LEADERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Box
    from papertrace.read.columns import Row
    from papertrace.read.grid_rules import Rule

_FAR: Final = 3.2  # of a line's height: rows of one table stand no further apart
_BETWEEN: Final = 2  # lines without figures between two rows
_SAME: Final = 4.0  # points by which the ends of one table's rules differ
_PROSE = re.compile(r"[。；;！？]$|。.")
OTHER = re.compile(
    r"^(?:注|备注|说明|附注|资料来源|数据来源|填表人|制表)\d*[:：、]|单位\s*[:：]|表(?:[（(].*[）)])?$"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Level rules of one width, in points, and how many they are."""

    top: float
    bottom: float
    x0: float
    x1: float
    rules: int


def runs(rows: Sequence[Row], level: Sequence[Rule], ruled: Sequence[Box]) -> list[tuple[int, int]]:
    """Give the first and last lines of what may be the rows of one table."""
    found = _between_rules(rows, level)
    current: list[int] = []
    for index, row in enumerate(rows):
        if not row.has_figures or is_prose(row):
            continue
        if current and not _goes_on(rows, current[-1], index, ruled):
            found.append((current[0], current[-1]))
            current = []
        current.append(index)
    if current:
        found.append((current[0], current[-1]))
    kept: list[tuple[int, int]] = []
    for run in sorted(found, key=lambda r: (r[0], -r[1])):
        if not kept or run[0] > kept[-1][1]:
            kept.append(run)
        elif run[1] > kept[-1][1]:
            kept[-1] = (kept[-1][0], run[1])
    return kept


def _goes_on(rows: Sequence[Row], before: int, index: int, ruled: Sequence[Box]) -> bool:
    """Say whether a row of figures belongs to the table of the one before."""
    a, b = rows[before], rows[index]
    if index - before - 1 > _BETWEEN:
        return False
    chain = rows[before : index + 1]
    high = min(a.height, b.height)
    if any(n.top - m.bottom > _FAR * high for m, n in pairwise(chain)):
        return False
    if any(a.bottom - 1 <= box.top <= b.top + 1 for box in ruled):
        return False
    return not any(is_prose(r) or OTHER.search(r.text) for r in chain[1:-1])


def is_prose(row: Row) -> bool:
    """Say whether a line is a sentence, or one of a list of contents with leaders."""
    return bool(_PROSE.search(row.text) or LEADERS.search(row.text))


def _between_rules(rows: Sequence[Row], level: Sequence[Rule]) -> list[tuple[int, int]]:
    """Give the lines between rules of one width, where most stand in pieces."""
    found = []
    for frame in frames(rows, level):
        inside = [n for n, r in enumerate(rows) if is_framed(r, frame)]
        told = [n for n in inside if len(rows[n].pieces) > 1]
        if frame.rules > 2 and len(told) > 2 and 3 * len(told) >= 2 * len(inside):  # noqa: PLR2004  (above, below the head, below)
            found.append((inside[0], inside[-1]))
    return found


def frames(rows: Sequence[Row], level: Sequence[Rule]) -> list[Frame]:
    """Give where rules begin and end below each other, with nothing but rows between them."""
    groups: list[list[Rule]] = []
    for rule in sorted(level):
        for group in groups:
            if abs(group[0][1] - rule[1]) <= _SAME and abs(group[0][2] - rule[2]) <= _SAME:
                group.append(rule)
                break
        else:
            groups.append([rule])
    found: list[Frame] = []
    for group in groups:
        held = [group[0][0]]
        for (y, x0, x1), after in zip(group, [*group[1:], None], strict=True):
            if after is not None and _is_whole(rows, y, after):
                held.append(after[0])
                continue
            if len(held) > 1:
                found.append(Frame(held[0], held[-1], x0, x1, len(held)))
            held = [after[0]] if after else []
    return found


def _is_whole(rows: Sequence[Row], top: float, rule: Rule) -> bool:
    """Say whether all that stands between two rules could be rows of a table."""
    bottom, x0, x1 = rule
    inside = [r for r in rows if top <= (r.top + r.bottom) / 2 <= bottom]
    return bool(inside) and not any(
        is_prose(r)
        or OTHER.search(r.text)
        or r.pieces[0].x0 < x0 - _SAME
        or r.pieces[-1].x1 > x1 + _SAME
        for r in inside
    )


def is_framed(row: Row, frame: Frame) -> bool:
    """Say whether a line stands between the rules of a frame."""
    return frame.top <= (row.top + row.bottom) / 2 <= frame.bottom
