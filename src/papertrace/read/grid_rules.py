"""Rules tidied: pieces of one line joined, and the lines that belong together found.

Pure geometry on (position, start, end) in points; it knows no text and no PDF.
"""

from __future__ import annotations

import itertools
from typing import Final

Rule = tuple[float, float, float]
"""Position across, start and end along, in points."""

SNAP: Final = 1.5  # lines no further apart are one
GAP: Final = 3.0  # pieces no further apart continue each other; ends this near a line reach it
_DOT: Final = 3.0
_MANY_DOTS: Final = 50
_SHORTEST: Final = 5.0  # points; what is shorter after joining is no rule


def joined(rules: list[Rule]) -> list[Rule]:
    """Join pieces of one line, whatever they were drawn as; sorted by position, then start."""
    dots = [r for r in rules if r[2] - r[1] <= _DOT]
    if len(dots) > _MANY_DOTS:
        rules = [*_of_dots(dots), *(r for r in rules if r[2] - r[1] > _DOT)]
    lines: list[Rule] = []
    group: list[Rule] = []
    for rule in sorted(rules):
        if group and rule[0] - group[-1][0] > SNAP:
            lines.extend(_along(group))
            group = []
        group.append(rule)
    lines.extend(_along(group))
    return sorted(r for r in lines if r[2] - r[1] >= _SHORTEST)


def _of_dots(dots: list[Rule]) -> list[Rule]:
    """Join the dots that follow each other along a line; those of lines across it are dropped.

    A dot is as wide as it is high: in a row of them each is as near to the next as in a column, so
    that what is near is measured from the first.
    """
    lines: list[Rule] = []
    group: list[Rule] = []
    for dot in sorted(dots):
        if group and dot[0] - group[0][0] > SNAP:
            lines += _along(group)
            group = []
        group.append(dot)
    return [r for r in (*lines, *_along(group)) if r[2] - r[1] >= _SHORTEST]


def _along(group: list[Rule]) -> list[Rule]:
    """Join the pieces of rules at about one position where they touch."""
    lines: list[Rule] = []
    weight = place = start = end = 0.0
    for position, a, b in sorted(group, key=lambda r: (r[1], r[2], r[0])):
        share = b - a + 0.01
        if weight and a - end <= GAP:
            end = max(end, b)
            weight, place = weight + share, place + position * share
            continue
        if weight:
            lines.append((place / weight, start, end))
        weight, place, start, end = share, position * share, a, b
    if weight:
        lines.append((place / weight, start, end))
    return lines


def meshes(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Group rules that cross or touch each other: each group may be a table."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, (y, x0, x1) in enumerate(across):
        for j, (x, top, bottom) in enumerate(down, len(across)):
            if x > x1 + GAP:
                break  # both lists are sorted by position
            if x >= x0 - GAP and top - GAP <= y <= bottom + GAP:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(down, len(across)):
        groups.setdefault(root(j), ([], []))[1].append(rule)
    return [g for g in groups.values() if g[0] and g[1]]


def positions(rules: list[Rule], apart: float) -> list[float]:
    """Give the distinct positions of rules, those nearer than `apart` taken for one."""
    found: list[float] = []
    for position, _, _ in sorted(rules):
        if not found or position - found[-1] > apart:
            found.append(position)
    return found


def overhang(rules: list[Rule], first: float, last: float) -> tuple[float | None, float | None]:
    """Give where rules end beyond `first` and `last`, if at least two of them end there.

    A table that is open on a side has no line there, but its rules go on to its edge.
    """
    least = 8.0
    before = sorted(r[1] for r in rules if r[1] < first - least)
    after = sorted((r[2] for r in rules if r[2] > last + least), reverse=True)
    ends: list[float | None] = []
    for side in (before, after):
        edge = next((a for a, b in itertools.pairwise(side) if abs(a - b) <= GAP), None)
        ends.append(edge)
    return ends[0], ends[1]
