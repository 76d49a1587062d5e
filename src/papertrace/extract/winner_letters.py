"""Letters that tell a winner of the award: `某公司： 你单位…被确定为中标人，中标价为…`.

The company addressed is the winner where the letter says that it won; a letter to those who lost,
or one that invites, says no such thing and gives nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.confidence import SENTENCE
from papertrace.extract.names import looks_like_body
from papertrace.extract.sums import Frame, sum_at
from papertrace.extract.winners import winner_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.outline import Outline
    from papertrace.extract.winners import Winner

_ADDRESSED = re.compile(r"\s*(?:致\s*[:：]?\s*)?(?P<name>[^\s，。；：:]{5,40})\s*[：:]\s*\Z")
_WON = re.compile(
    r"[你贵]\s*(?:单位|公司|方|司|厂)[^。]{0,160}?(?<![未不非])(?:确定|评定|选定|定)?[为被]?"
    r"(?:第一)?(?:中标|成交|中选)(?:人|供应商|单位|方)(?!候选)"
)
_PRICE = re.compile(
    r"(?P<label>(?:中标|成交|中选)(?:总)?(?:价格?|金额|报价))\s*(?:人民币)?[:：为是]\s*(?P<sum>[^。；;\n]{2,60})"
)
_LINES = 8


def addressed_winner(outline: Outline) -> Iterator[Winner]:
    """Give the company that a letter of award is addressed to, with the price it tells."""
    flat = [n for n in outline.lines if n.flat]
    for index, line in enumerate(flat):
        spot = line.spot
        found = _ADDRESSED.match(spot.page.text[spot.start : spot.end])
        if found is None or not looks_like_body(found["name"]):
            continue
        body = flat[index + 1 : index + 1 + _LINES]
        if not _WON.search("".join(n.text for n in body)):
            continue
        made = winner_at(spot.part(*found.span("name")), 0.9)
        if made is None or made.person:
            continue
        made.ground = SENTENCE
        for each in body:
            text = each.spot.page.text[each.spot.start : each.spot.end]
            price = _PRICE.search(text)
            if price:
                made.price = sum_at(each.spot.part(*price.span("sum")), Frame(text=price["label"]))
                break
        yield made
        return
