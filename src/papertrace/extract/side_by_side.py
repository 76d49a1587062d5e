"""Tables that print the same columns two or three times beside each other, cut into those blocks.

人员经费 {编码 名称 金额} | 公用经费 {编码 名称 金额} is one table in two blocks: a row of the grid
is a row of each. What one block prints is never taken for another's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.extract.heads import is_figure, layout_of

if TYPE_CHECKING:
    from papertrace.extract.heads import Layout
    from papertrace.extract.tables import Row, Section

_BEGINS = re.compile(r"编码|代码|名称$|科目(?:\(.*\))?$|^项目$|分类$")
_TOTAL = re.compile(r"(?:合计|总计|小计|共计)[::]?$")


def blocks_of(section: Section) -> tuple[Section, ...]:
    """Give the blocks of a table, left to right; the table itself where there is but one."""
    layout = layout_of(section)
    if layout is None or not layout.head:
        return (section,)
    leaves = [_leaf(layout.head, c) for c in range(len(section.rows[0]))]
    first = next((t for t in leaves if _BEGINS.search(t)), "")
    starts = [c for c, t in enumerate(leaves) if first and t == first]
    if len(starts) < 2:  # noqa: PLR2004  (one block)
        return (section,)
    ends = [*starts[1:], len(leaves)]
    made = tuple(_block(section, a, b) for a, b in zip(starts, ends, strict=True))
    money = [found is not None and found.columns for found in map(layout_of, made)]
    return made if all(money) else (section,)


def coded_part(section: Section) -> Section:
    """Give the part of a table that its codes are of, without income printed beside it.

    A column of words with amounts right of it, left of the codes or behind the codes' own amounts,
    is another side: its amounts are no amounts of a code.
    """
    layout = layout_of(section)
    if layout is None or not layout.codes or layout.names is None:
        return section
    money = {c.number for c in layout.columns}
    width = len(section.rows[0])
    words = [c for c in range(width) if c not in money and _worded(layout, c)]
    first, own = min(layout.codes), {*layout.codes, layout.names}
    left = any(w < m < first for w in words for m in money)
    end = next(
        (
            w
            for w in words
            if w not in own and any(first < m < w for m in money) and any(w < m for m in money)
        ),
        width,
    )
    if not left and end == width:
        return section
    return _block(section, first if left else 0, end)


def _worded(layout: Layout, column: int) -> bool:
    """Say whether a column names its rows: words stand in it that no remark would be."""
    if re.search(r"备注|说明", _leaf(layout.head, column)):
        return False
    texts = [s.bare for _, r in layout.body if (s := r[column]) and s.left and s.bare]
    return any(not is_figure(t) for t in texts)


def _leaf(head: tuple[Row, ...], column: int) -> str:
    texts = [s.bare for row in head if (s := row[column]) is not None and s.bare]
    return texts[-1] if texts else ""


def _block(section: Section, start: int, end: int) -> Section:
    rows = tuple(_cut(row, start, end) for row in section.rows)
    return replace(section, rows=rows)


def _cut(row: Row, start: int, end: int) -> Row:
    """Cut a block out of a row; 公用经费合计 blocks before its amount goes with it."""
    own = row[start:end]
    if own[0] is not None and _TOTAL.search(own[0].bare):  # its cell may run on to the figure
        own = (own[0], *(None if s is not None and s.cell is own[0].cell else s for s in own[1:]))
    printed = [s for s in own if s is not None and s.bare]
    if not printed or not all(is_figure(s.bare) for s in printed) or (own[0] and own[0].bare):
        return own
    label = next((s for s in reversed(row[:start]) if s is not None and s.bare), None)
    if label is None or not _TOTAL.search(label.bare):
        return own
    return (replace(label, own=False, left=False), *own[1:])
