"""The totals that a table of posts prints (合计), against the posts above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.tables import firsts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.papers import Paper
    from papertrace.extract.postings import Post
    from papertrace.extract.tables import Section

_TOTAL = re.compile(r"^(?:合计|总计|共计|总数|总人数|招聘总数)(?:人数|\(人\))?[::]?$")
_COUNT = re.compile(r"^(\d{1,4})[名人个]?$")


def table_sums(paper: Paper, posts: Sequence[Post]) -> Iterator[tuple[int, int, Spot]]:
    """Give the totals of tables: (printed, sum of the posts above, place)."""
    counts = {
        p.number_spot.place: p.number for p in posts if p.number_spot and p.number is not None
    }
    for section in paper.tables:
        yield from _of_section(section, counts)


def _of_section(
    section: Section, counts: dict[tuple[int, int], int]
) -> Iterator[tuple[int, int, Spot]]:
    column: int | None = None
    added = 0
    for row in section.rows:
        cells = firsts(row)
        if cells and _TOTAL.match(cells[0].bare):
            square = row[column] if column is not None else None
            found = _COUNT.match(square.bare) if square else None
            if square and found and added:
                yield int(found[1]), added, square.spot
            added = 0
            continue
        for number, square in enumerate(row):
            if square and square.own and square.spot.place in counts:
                column = number
                added += counts[square.spot.place]
