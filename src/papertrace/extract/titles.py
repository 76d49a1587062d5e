"""The lines above a table, and the one among them that is its title.

A title is a line that ends in 表; 公开03表： before it is its number, not a part of it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot
from papertrace.text.joints import dense

if TYPE_CHECKING:
    from papertrace.model import Page, Table

_TITLE = re.compile(r"^.{2,60}表(?:[（(].{1,20}[）)])*$")
_NUMBER_ALONE = re.compile(
    r"^(?:[部门单位]{2})?(?:[预决]算|财决|附)?(?:公开|附件?|批复)?[A-Z]?表?[\d一二三四五六七八九十-]{1,5}表?$"
)
_BEHIND = re.compile(
    r"\s*[（(【\[]?\s*(?:(?:(?:货币|计量|金额)?单\s*位|金\s*额)\s*[:：].*|\s(?:公开|附|批复)?\s*表?\s*[\d-]{1,5}\s*表?)\s*$"
)
_NUMBERED = re.compile(
    r"^(?:部门|单位)?(?:预算|决算)?(?:(?:公开|附件?|附表)表?[\d一二三四五六七八九十]{1,3}(?:-\d+)?表?"
    r"|表[\d一二三四五六七八九十]{1,3}(?:-\d+)?|\d{1,2}表)[:：、.]?"
)
_LINES = 8


def bare(text: str) -> str:
    """Give the text to compare by: compatibility forms folded, no white space between words."""
    return dense(unicodedata.normalize("NFKC", text))


def is_title(text: str) -> bool:
    """Say whether a bare line reads like a table's title, and not like its number alone."""
    return bool(_TITLE.match(text)) and not _NUMBER_ALONE.match(text)


def lines_above(page: Page, index: int, before: Page | None = None) -> list[Spot]:
    """Give the lines between a table and the one before it, nearest first, at most eight.

    With `before`, those at the foot of that page too that the reader found to name the table.
    """
    table = page.tables[index]
    start = min((c.start for c in table.cells if c.end > c.start), default=0)
    ends = [c.end for t in page.tables[:index] for c in t.cells if c.end > c.start]
    floor = max((e for e in ends if e <= start), default=0)
    spots = [
        Spot(page, floor + line.start(), floor + line.end())
        for line in re.finditer(r"[^\n]+", page.text[floor:start])
        if line.group().strip()
    ]
    for caption in (table.unit_note, table.title):
        if caption and caption.page:
            if before is not None and before.number == caption.page:
                spots.insert(0, Spot(before, caption.start, caption.end))
        elif caption and all(not (s.start <= caption.start < s.end) for s in spots):
            spots.append(Spot(page, caption.start, caption.end))
    return spots[: -_LINES - 1 : -1]


def title_of(above: list[Spot], table: Table, page: Page) -> Spot | None:
    """Find the line that names a table: the reader's, or the nearest one that reads like it."""
    if table.title is not None and not table.title.page:
        given = named(Spot(page, table.title.start, table.title.end))
        if given is not None and is_title(bare(given.text)):
            return _whole(given, above)
    for spot in above:
        found = named(spot)
        if found is not None and is_title(bare(found.text)):
            return _whole(found, above)
    return None


def _whole(title: Spot, above: list[Spot]) -> Spot:
    """Add the line before, where the title is the rest of a line that began 公开09表：."""
    line = next((n for n, s in enumerate(above) if s.start <= title.start < s.end), None)
    if line is None or line + 1 >= len(above):
        return title
    before = above[line + 1]
    text = bare(before.text)
    number = _NUMBERED.match(text)
    if number and len(text) - number.end() > 2 and not text.endswith("表"):  # noqa: PLR2004
        return Spot(title.page, (named(before) or before).start, title.end)
    return title


def named(spot: Spot) -> Spot | None:
    """Give the part of a line that is the title: without 公开03表： before it."""
    raw = spot.page.text[spot.start : spot.end]
    found = re.match(
        r"\s*(?:部门|单位)?(?:预算|决算)?(?:公开|附件?|附表)?\s*表?\s*"
        r"(?:\d{1,3}(?:-\d+)?|[一二三四五六七八九十]{1,3})\s*表?\s*[:：、.\s]\s*(?=\S)",
        raw,
    )
    start = spot.start + (found.end() if found else 0)
    behind = _BEHIND.search(spot.page.text[start : spot.end])
    end = start + behind.start() if behind else spot.end
    return Spot(spot.page, start, end) if spot.page.text[start:end].strip() else None
