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
_TOGETHER = re.compile(r"共|合计|总计")
_COUNT = re.compile(r"^(\d{1,4})[名人个]?$")


def without_groups(posts: Sequence[Post], total: int | None) -> list[Post]:
    """Leave out what is told of several posts together: `普通类辅警共88人：村警57人、文职31人`.

    A number that the posts right behind it add up to is a group's where `共` says so, or where the
    printed total (of all posts) is reached only without the groups.
    """
    groups = [n for n in range(len(posts)) if _holds_next(posts, n)]
    kept = [p for n, p in enumerate(posts) if n not in groups]
    if total is not None and sum(p.number or 0 for p in kept) == total:
        return kept
    said = {n for n in groups if _TOGETHER.search(_words(posts[n]))}
    return [p for n, p in enumerate(posts) if n not in said]


def _holds_next(posts: Sequence[Post], at: int) -> bool:
    """Say whether the posts behind one add up to its number, itself told in a sentence."""
    whole, added = posts[at].number, 0
    if not whole or posts[at].how != "sentence":
        return False
    for post in posts[at + 1 :]:
        added += post.number or 0
        if added >= whole or not post.number:
            break
    return added == whole


def _words(post: Post) -> str:
    """Give what stands between a post's name and its number."""
    name, number = post.parts.get("post"), post.number_spot
    if name is None or number is None or name.value.page is not number.page:
        return ""
    return number.page.text[name.value.start : number.start]


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
