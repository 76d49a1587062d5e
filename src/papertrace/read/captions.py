"""Which lines above a table name it and its unit.

Works on lines of text alone; decides nothing about the table itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.model import Caption

if TYPE_CHECKING:
    from collections.abc import Sequence

Placed = tuple[int, str]
"""A line with its offset in the page's text."""

_UNIT = re.compile(
    r"(?:金额)?(?:计量)?单\s*位\s*[:：]\s*(?:[^\s，。；:：]{1,6}[、/,，])?\s*(?:人民币)?\s*"
    r"[十百千万亿]{0,2}(?:[美欧港日]?元|角|分)(?![\u4e00-\u9fff])(?:\s*[/、]\s*[^\s，。；()（）]{1,4})?"
)
UNIT_ALONE = re.compile(
    r"[（(【\[〔]?\s*(?:(?:金额|货币|计量|计价)?(?:单\s*位)?\s*[:：]?)\s*(?:人民币)?\s*[:：]?\s*"
    r"[十百千万亿]{0,2}[美欧港日]?元\s*[）)】\]〕]?"
)
"""A line, or a piece of one, that says a unit of money and nothing else: （万元）."""
UNIT_OF_TITLE = re.compile(
    r"(?<=[表览单细况])\s*(?P<unit>[（(【\[]\s*(?:人民币)?\s*[十百千万亿]{0,2}[美欧港日]?元\s*[）)】\]])\s*$"
)
"""The unit behind a table's title: 收支总表（万元）."""
_SENTENCE = re.compile(r"[。；;]|[，,、]$|(?:如下|下表|见表|见附表)\s*[:：]?$")
_PAIR = re.compile(r"^[^:：]{1,14}[:：].")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_TITLE = 48
_NEAR = 4
"""How many lines above a table are looked at."""


def unit_note(above: Sequence[Placed]) -> Caption | None:
    """Find the unit note (单位：万元) in lines above a table, the nearest (last) line first."""
    for at, line in reversed(above[-_NEAR:]):
        found = _UNIT.search(line)
        if found:
            return Caption(found[0], at + found.start(), at + found.end())
    return None


def unit_alone(above: Sequence[Placed]) -> Caption | None:
    """Find a unit that stands alone (（万元）) or behind a title, the nearest (last) line first.

    For lines above a table and rows of a single cell: in a row of several it is one column's.
    """
    for at, line in reversed(above[-_NEAR:]):
        bare = line.strip()
        start = at + line.index(bare)
        behind = UNIT_OF_TITLE.search(bare)
        if UNIT_ALONE.fullmatch(bare):
            return Caption(bare, start, start + len(bare))
        if behind:
            begin, end = behind.span("unit")
            return Caption(bare[begin:end], start + begin, start + end)
    return None


def title(above: Sequence[Placed]) -> Caption | None:
    """Find the title among the lines just above a table: the last that is no note or sentence.

    Lines that hold `label：value` are passed over; a sentence or a long line ends the search.
    """
    for at, line in reversed(above[-_NEAR:]):
        bare = line.strip()
        if (
            not bare
            or _UNIT.search(bare)
            or UNIT_ALONE.fullmatch(bare)
            or "\t" in bare
            or _PAIR.match(bare)
        ):
            continue
        if not _LETTER.search(bare):
            continue  # a figure alone, of the cell in which the table stands
        if len(bare) > _LONGEST_TITLE or _SENTENCE.search(bare):
            return None
        start = at + line.index(bare)
        return Caption(bare, start, start + len(bare))
    return None
