"""Tables of a budget printed as text, without a grid: read where their rows are certain, else told.

Each cell may stand on a line of its own, or a row on one line. Blank cells are lost either way: a
row with fewer figures than columns gives its whole amount at most, and only where its parts prove
which figure that is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot
from papertrace.extract.budget_text_rows import balance_rows, coded_rows
from papertrace.extract.budget_titles import is_table_title
from papertrace.extract.heads import is_figure
from papertrace.extract.tables import Section
from papertrace.extract.text_cells import free_lines, words_of
from papertrace.extract.titles import bare, named
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.budget_text_rows import Rows
    from papertrace.extract.frame import Frame

_CAPTION = re.compile(r"(?:单位|部门)(?:名称)?\s*[:：]|^(?:公开|财决|附)?\s*\d*\s*表?\s*\d*表?$")
_ENDS = re.compile(r"[。；;]|^第.{1,3}部分|^(?:注|备注|说明)[:：]")
_LONGEST = 40
"""A word without a blank that is longer is prose."""
_PAGE = re.compile(r"^[-—–\s\d第页共/]+$")
_NEVER = re.compile(r"绩效|采购|目录|人员|资产|转移")
_BOTH = re.compile(r"收支|收入支出")
_SPENDING = re.compile(r"支出")
_FEWEST = 3
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(slots=True)
class _Region:
    """The lines of one table printed as text."""

    title: Spot
    captions: list[Spot] = field(default_factory=list)
    tokens: list[Spot] = field(default_factory=list)


def text_tables(frame: Frame) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    """Give the tables that stand as text, as sections, and a Problem for what is not certain."""
    sections: list[Section] = []
    problems: list[Problem] = []
    for region in _regions(frame):
        if sum(is_figure(bare(t.text)) for t in region.tokens) < _FEWEST:
            continue
        rows = _rows(region)
        if rows is not None and rows.grid:
            captions = tuple(reversed(region.captions))
            sections.append(Section(rows.grid, captions, named(region.title)))
        if rows is None or rows.left:
            problems.append(_told(region, rows))
    return tuple(sections), tuple(problems)


def _rows(region: _Region) -> Rows | None:
    name = bare(region.title.text)
    if "三公" in name or not _SPENDING.search(name.replace("收支", "支出")):
        return None
    return balance_rows(region.tokens) if _BOTH.search(name) else coded_rows(region.tokens)


def _regions(frame: Frame) -> Iterator[_Region]:
    """Give the stretches of text that begin with a table's title, outside every grid."""
    taken = [s for t in frame.tables for s in (t.title, *t.captions) if s is not None]
    region: _Region | None = None
    for line in (x for p in frame.document.pages for x in free_lines(p)):
        text = line.bare
        if is_table_title(text) and not _NEVER.search(text):
            if region is not None:
                yield region
            in_grid = any(t.page is line.page and t.start < line.end > line.start and
                          line.start < t.end for t in taken)  # fmt: skip
            region = None if in_grid else _Region(line)
        elif region is None or _PAGE.match(line.text):
            if region is not None and is_figure(text):
                region.tokens += _tokens(line)
        elif _ENDS.search(text) or max(map(len, line.text.split())) > _LONGEST:
            yield region
            region = None
        elif not region.tokens and _CAPTION.search(text):
            region.captions.append(line)
        else:
            region.tokens += _tokens(line)
    if region is not None:
        yield region


def _tokens(line: Spot) -> list[Spot]:
    """Cut a line at its blanks; 合 计 is one word."""
    found = words_of(line)
    out: list[Spot] = []
    for spot in found:
        single = len(spot.text) == 1 and _HAN.match(spot.text)
        if single and out and all(_HAN.match(c) for c in out[-1].bare) and len(out[-1].bare) == 1:
            out[-1] = Spot(line.page, out[-1].start, spot.end)
        else:
            out.append(spot)
    return out


def _told(region: _Region, rows: Rows | None) -> Problem:
    what = "nothing could" if rows is None or not rows.grid else f"{rows.left} rows could not"
    spot = rows.first_left if rows is not None and rows.first_left else region.title
    return Problem(
        "PT449",
        "warning",
        f"Page {region.title.page.number}, {bare(region.title.text)}: the table stands as text, "
        f"without a grid, and {what} be read for certain.",
        "Look at the table; enter what you need from it by hand.",
        anchor=spot.anchor("table"),
    )
