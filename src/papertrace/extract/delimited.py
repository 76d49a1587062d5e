"""Lists without a table: each line names a lot or product, a company and a price.

`品目一（某疫苗，0.5ml/支），某生物公司，人民币59元`, with commas or blanks between, some of them
missing. Such lines are read from their end: the price, before it the company, before that the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot
from papertrace.extract.labels import LOT
from papertrace.extract.listings import Column, Listing, Row
from papertrace.text.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.lines import Line

_FEWEST = 5
_LONGEST = 1000
"""Characters of a line of such a list."""
_ENDINGS = ("公司", "研究所", "研究院", "厂", "中心", "集团", "合作社")
"""How the names of companies end."""
_FIRM = re.compile(
    r"[^,，;；、|\s（）()]{0,60}(?:[（(][^（）()]{1,12}[）)])?[^,，;；、|\s（）()]{0,60}"
    rf"(?:{'|'.join(_ENDINGS)})(?:[（(][^（）()]{{0,60}}[）)])?[,，;；、|\s]*$"
)
_END = re.compile(r"[\s,，;；、。.]*$")


def delimited_listings(
    lines: Sequence[Line], zones: Sequence[str], taken: frozenset[int]
) -> tuple[tuple[Listing, ...], frozenset[int]]:
    """Give such a list as one listing, where at least five lines in a row have the form."""
    rows: list[Row] = []
    for index, line in enumerate(lines):
        if index in taken or not line.flat or zones[index] in {"expert", "fee"}:
            continue
        if row := _row(line, index):
            rows.append(row)
    if len(rows) < _FEWEST or len(rows) * 2 < len(lines) - len(taken):
        return (), frozenset()
    nowhere = Spot(lines[0].spot.page, 0, 0)
    columns = tuple(
        Column(r, "", nowhere) for r in ("lot", "item_name", "spec", "candidate", "quote")
    )
    return (Listing(columns, tuple(rows), "", "flat"),), frozenset(r.index for r in rows)


def _row(line: Line, index: int) -> Row | None:
    spot = line.spot
    text = spot.page.text[spot.start : spot.end]
    # far cheaper than looking for amounts
    if len(text) > _LONGEST or not any(ending in text for ending in _ENDINGS):
        return None
    amounts = find_amounts(text)
    if not amounts or not _END.fullmatch(text, amounts[-1].end):
        return None
    price = amounts[-1]
    firm = _FIRM.search(text, 0, price.start)
    if firm is None:
        return None
    cells = {3: spot.part(firm.start(), firm.end()), 4: spot.part(price.start, price.end)}
    before = text[: firm.start()]
    lot = LOT.match(before.lstrip())
    if lot:
        cells[0] = spot.part(0, len(before) - len(before.lstrip()) + lot.end())
    if before.strip(" ,，"):
        cells[1] = cells[2] = spot.part(0, firm.start())
    return Row(cells, index)
