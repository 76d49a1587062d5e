"""Candidate tables on their side that a scraper flattened: a head, then a value for each rank.

`中标候选人名次` / `第一中标候选人` / `第二中标候选人` / `投标人名称` / two names / `投标价（元）` /
two sums. Every head has as many values below it as there are ranks; what does not fit ends it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.labels import LOT, RANKED, is_label, plain, role_of
from papertrace.extract.listings import Column, Listing, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.lines import Line

_FEWEST = 2
_NTH = re.compile(r"第[一二三四五]名")
_PARTIES = frozenset({"supplier", "candidate"})
_PRICED = frozenset({"amount", "quote", "rate", "unit_price", "total"})


def turned_listings(
    lines: Sequence[Line], zones: Sequence[str], taken: frozenset[int]
) -> tuple[tuple[Listing, ...], frozenset[int]]:
    """Give such tables and the numbers of the lines they take up."""
    found: list[Listing] = []
    used: set[int] = set()
    at = 0
    while at < len(lines):
        ranks = _ranks(lines, at) or _lots(lines, at)
        heads = _heads(lines, at + ranks, ranks) if ranks >= _FEWEST else []
        free = not taken & set(range(at, at + ranks * (len(heads) + 1) + len(heads)))
        if free and _PARTIES & {role_of(lines[h].text) for h in heads}:
            found.append(_listing(lines, (at, ranks), heads, zones[at]))
            end = heads[-1] + ranks + 1
            used.update(range(at, end))
            at = end
        else:
            at += 1
    return tuple(found), frozenset(used)


def torn_sides(lines: Sequence[Line], used: frozenset[int]) -> tuple[Spot, ...]:
    """Give the heads of parties or prices right behind such tables that have too few values."""
    return tuple(
        lines[at].spot
        for at in sorted({n + 1 for n in used} - used)
        if at < len(lines)
        and lines[at].flat
        and is_label(lines[at].text)
        and role_of(lines[at].text) in _PARTIES | _PRICED
    )


def _ranks(lines: Sequence[Line], start: int) -> int:
    """Count the lines from `start` that name a rank and nothing else."""
    count = 0
    for at in range(start, len(lines)):
        line = lines[at]
        text = plain(line.text)
        if not line.flat or not (RANKED.fullmatch(text) or _NTH.fullmatch(text)):
            break
        count += 1
    return count


def _lots(lines: Sequence[Line], start: int) -> int:
    """Count the lines from `start` that name a lot and nothing else, behind a head for lots."""
    head = lines[start - 1] if start else None
    if head is None or not head.flat or role_of(head.text) != "lot":
        return 0
    count = 0
    while start + count < len(lines) and lines[start + count].flat:
        if not LOT.fullmatch(lines[start + count].spot.bare):
            break
        count += 1
    return count


def _heads(lines: Sequence[Line], start: int, width: int) -> list[int]:
    """Give the lines that are heads with `width` values below each, one behind the other."""
    found: list[int] = []
    while start + width < len(lines):
        block = lines[start : start + width + 1]
        values = block[1:]
        if not all(n.flat for n in block) or not is_label(block[0].text):
            break
        if any(is_label(n.text) or "：" in n.text for n in values):
            break
        found.append(start)
        start += width + 1
    return found


def _listing(lines: Sequence[Line], place: tuple[int, int], heads: list[int], zone: str) -> Listing:
    at, ranks = place
    first = ("lot", "包号") if LOT.fullmatch(lines[at].spot.bare) else ("rank", "排名")
    columns = [Column(*first, lines[at].spot)]
    columns += [Column(role_of(lines[h].text), lines[h].text, lines[h].spot) for h in heads]
    rows = tuple(
        Row(
            {0: lines[at + n].spot}
            | {k: lines[h + 1 + n].spot for k, h in enumerate(heads, start=1)},
            at + n,
        )
        for n in range(ranks)
    )
    return Listing(tuple(columns), rows, zone, "turned")
