"""Tables that look like a budget's and gave no fact: named, never passed over.

Only tables that the forms promise to read are looked at; that a table was left out on purpose
(income by source, the fiscal summary) is told in docs/forms/budget.md, not here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.figures import number_of
from papertrace.extract.tables import firsts
from papertrace.extract.target_rows import about_targets
from papertrace.extract.titles import bare
from papertrace.model import Fact, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.extract.frame import Frame
    from papertrace.extract.tables import Section
    from papertrace.model import Box

_PROMISED = re.compile(
    r"(?<!拨款)收支(?:预算|决算)?(?:总|情况|一览)|收入支出(?:预算|决算)?总|支出(?:预算|决算)?(?:总|情况|明细)?表|三公|项目支出|采购"
)
_NEVER = re.compile(r"目录|人员|资产|绩效|转移|购买服务|财政拨款收支|经营预算|基金")
_WHOSE = re.compile(r"预算|决算|收支|支出")
_FEWEST = 3


def with_unread(found: Iterable[Fact | Problem], frame: Frame) -> Iterator[Fact | Problem]:
    """Pass the facts and Problems of a document on; add one for each table that gave none."""
    read: list[tuple[int, Box]] = []
    for each in found:
        anchors = each.anchors if isinstance(each, Fact) else [a for a in (each.anchor,) if a]
        read += [(a.page, b) for a in anchors for b in a.boxes[:1]]
        yield each
    for section in frame.tables:
        if _looks_unread(section) and not _touched(section, read):
            yield _problem(section)


def _looks_unread(section: Section) -> bool:
    name = section.name or next((bare(s.text) for s in section.captions), "")
    promised = _PROMISED.search(name) if section.name else _WHOSE.search(name)
    if not promised or _NEVER.search(name) or about_targets(section):
        return False
    cells = [s for r in section.rows for s in r if s and s.own and s.bare]
    return sum(bool(number_of(s.bare)) for s in cells) >= _FEWEST


def _touched(section: Section, read: list[tuple[int, Box]]) -> bool:
    """Say whether a fact or a Problem has its place in a cell of the table."""
    for square in (s for r in section.rows for s in r if s and s.own and s.bare):
        page, cell = square.spot.page.number, square.cell.box
        for number, box in read:
            middle = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
            inside = cell.x0 <= middle[0] <= cell.x1 and cell.top <= middle[1] <= cell.bottom
            if number == page and inside:
                return True
    return False


def _problem(section: Section) -> Problem:
    first = next((s.spot for r in section.rows for s in firsts(r)), None)
    return Problem(
        "PT449",
        "warning",
        f"Page {section.page}, {section.name or 'a table'}: it looks like a budget's table, but "
        "nothing could be read from it.",
        "Look at the table; enter what you need from it by hand.",
        anchor=first.anchor("table") if first else None,
    )
