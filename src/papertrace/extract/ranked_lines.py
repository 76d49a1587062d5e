"""Candidates ranked in one line: `推荐：第一候选人：某公司，报价45万元；第二候选人：某厂，…`.

Read only where the ranks of a line begin with the first and go on without a gap, and every one of
them names a body. A price belongs to the rank it stands behind. It never says that anybody won.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.lots import blocks, lot_before
from papertrace.extract.names import looks_like_body
from papertrace.extract.sums import Frame, sum_at
from papertrace.extract.winners import UNREAD, rank_at, winner_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.extract.winners import Winner

_FEWEST = 2
_WHO = r"(?:的)?(?:中标|成交|中选|入围)?(?:候选)?(?:人|供应商|单位)?(?:名称)?"
_WORD = r"[^，,；;：:。\s、\d（()）]"
_NAME = rf"(?P<name>{_WORD}{{4,60}}?(?:[（(][^（）()\d]{{1,20}}[）)]{_WORD}{{0,30}})?)"
_NTH = r"第(?P<rank>[一二三四五]|[1-5])"
_RANKED = re.compile(
    rf"{_NTH}(?:名|位)?(?:推荐)?{_WHO}\s*[:：为是]?\s*{_NAME}(?=[，,；;。（(\s、]|$)"
)
_BEHIND = re.compile(
    rf"(?:推荐|确定|评定|^|[，,；;。：:])\s*(?P<name>(?:(?!推荐|确定)[^，,；;：:。\s]){{4,60}}?)为{_NTH}(?:名|位)?{_WHO}"
)
_COUNTED = re.compile(
    rf"(?<![\d.])[（(]?(?P<rank>[1-5])[.、．）)]\s*{_NAME}(?=[，,；;。（(\s、]|$)"
)
_OPENS = re.compile(
    r"候选(?:人|供应商|单位)[^。；;]{0,12}[:：]\s*$|推荐[^。；;]{0,12}(?:顺序|排序|名单)[^。；;]{0,4}[:：]\s*$"
)
_PRICE = re.compile(r"报价|金额|价|费率|下浮|折扣")
_MONEY = re.compile(r"\d\s*(?:万|亿)?元|[￥¥]\s*\d")


def ranked_in_lines(outline: Outline) -> Iterator[Winner]:
    """Give the candidates that single lines rank, in order, each with the lot of its line."""
    lots = blocks(outline)
    for index, line in enumerate(outline.lines):
        if not line.flat or outline.zones[index] in UNREAD - {"scores", "contact"}:
            continue
        made = ranked_at(line.spot)
        for each in made:
            each.lot = lot_before(line.spot, each.names[0].spot.start) or lots[index]
        yield from made


def ranked_at(spot: Spot) -> list[Winner]:
    """Give the candidates that a stretch ranks; [] where it ranks none or leaves a gap."""
    text = spot.page.text[spot.start : spot.end]
    for pattern in (_RANKED, _BEHIND, _COUNTED):
        found = [m for m in pattern.finditer(text) if looks_like_body(m["name"])]
        if pattern is _COUNTED and found and not _OPENS.search(text[: found[0].start()]):
            continue
        if len(found) < _FEWEST:
            continue
        made = [m for m in (_made(spot, text, found, n) for n in range(len(found))) if m]
        if [m.rank[0] for m in made if m.rank] == [str(n + 1) for n in range(len(found))]:
            return made
    return []


def _made(spot: Spot, text: str, found: list[re.Match[str]], number: int) -> Winner | None:
    match = found[number]
    made = winner_at(spot.part(*match.span("name")), 0.9)
    if made is None or made.person:
        return None
    made.rank = rank_at(spot.part(*match.span("rank")))
    made.ground = "a line that ranks them names it"
    end = found[number + 1].start() if number + 1 < len(found) else len(text)
    rest = re.split(r"[。]", text[match.end() : end], maxsplit=1)[0]
    if _PRICE.search(rest) or _MONEY.search(rest):
        stretch = spot.part(match.end(), match.end() + len(rest))
        made.price = sum_at(stretch, Frame(text=rest[:16]))
    return made
