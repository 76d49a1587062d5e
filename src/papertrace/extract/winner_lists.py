"""Candidates in a numbered list: `1. 某公司 综合得分：93.5分`, each on a line of its own.

Read only behind words that say a list of candidates or winners follows, and only where nothing
else names any. The numbers are the ranks; they have to begin with 1 and go on without a gap.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.names import looks_like_body
from papertrace.extract.sums import Frame, sum_at
from papertrace.extract.winners import UNREAD, rank_at, winner_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.extract.winners import Winner

_OPENS = re.compile(r"(?:候选|推荐|排序|排名|中标|成交|入围|中选)[^。；]*[:：]\s*$|名单[:：]?$")
_ENTRY = re.compile(
    r"\s*(?P<rank>\d{1,2}|第[一二三四五六七八九十]名?|[(（]\d{1,2}[)）])\s*[.、．:：)）\s]\s*"
    r"(?P<name>[^，,；;：:\s\d]{4,60}?(?:[（(][^（）()]{1,30}[）)])?)(?=[，,；;：:。\s]|$)(?P<rest>.*)"
)
_PRICE = re.compile(r"报价|金额|价|费率|下浮")
_FEWEST = 2


def enumerated(outline: Outline) -> Iterator[Winner]:
    """Give the candidates of numbered lists, in order."""
    opened = False
    run: list[Winner] = []
    for line, zone in zip(outline.lines, outline.zones, strict=True):
        made = _entry(line.spot) if opened and line.flat else None
        if made and made.rank and made.rank[0] == str(len(run) + 1):
            run.append(made)
            continue
        if len(run) >= _FEWEST:
            yield from run
        run = []
        opened = line.flat and zone not in UNREAD and bool(_OPENS.search(line.text))
    if len(run) >= _FEWEST:
        yield from run


def _entry(spot: Spot) -> Winner | None:
    """Read one line of such a list."""
    found = _ENTRY.match(spot.page.text[spot.start : spot.end])
    if found is None or not looks_like_body(found["name"]):
        return None
    made = winner_at(spot.part(*found.span("name")), 0.85)
    if made is None or made.person:
        return None
    made.ground = "a numbered list names it"
    made.rank = rank_at(spot.part(*found.span("rank")))
    told = _PRICE.search(found["rest"])
    if told:
        made.price = sum_at(spot.part(*found.span("rest")), Frame(text=told.group()))
    return made
