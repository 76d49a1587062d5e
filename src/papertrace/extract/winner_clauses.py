"""Suppliers in lines without colons, and several suppliers with their sums in one stretch.

`第1包 中标人 某公司 中标价1,560.2万元`, and `某公司 45.6万元（冬装）、某厂 8.8万元`. A sum belongs
to the name right before it; where one name of several has none, nothing is parted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.lots import Lot, blocks, lot_at, lots_in
from papertrace.extract.names import looks_like_body
from papertrace.extract.sums import Frame, sum_at
from papertrace.extract.winners import FAILED, UNREAD, winner_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum
    from papertrace.extract.winners import Winner

_SEVERAL = 2
_NAMED = re.compile(
    r"(?<![未非拟预])(?:中标|成交|中选|入围)(?:人|供应商|单位|商|方)(?:名称)?[\s:：为是]*"
    r"(?P<name>[^\s，,；;。：:（(]{4,40}(?:[（(][^（）()]{1,20}[）)][^\s，,；;。：:（(]{0,20})?)(?=[\s，,；;。（(]|$)"
)
_PRICED = re.compile(
    r"(?P<label>(?:中标|成交|中选|最终)?(?:总)?(?:价格?|金额|报价))[\s:：为是]*(?=[\d￥¥人大壹贰叁肆伍陆柒捌玖])"
)
_MARK = re.compile(r"[、；;，\n]|,(?!\d)|[\s\u3000]+(?=[一-鿿（(]{4})")
_ENTRY = re.compile(
    r"[\s\d.、．)）（(①-⑨]*(?P<name>[^\d（(：:￥¥]{4,40}(?:[（(][^（）()\d]{1,20}[）)][^\d（(：:￥¥]{0,16})?)"
    r"(?P<sum>[\s（(：:￥¥为]*\d.*)",
    re.DOTALL,
)
_BEGUN = re.compile(
    r"\s*(?P<lot>(?:第\s*)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:标段|标项|标包|分包|包))"
)
_OPENS = re.compile(r"[\d.、．)）（(①-⑨]*[一-鿿]{3}")
_MONEY = re.compile(r"\d\s*(?:万|亿)?元|[￥¥]\s*\d|\d\s*万")


def clause_winners(outline: Outline) -> Iterator[Winner]:
    """Give the suppliers that lines name behind a label without a colon, lot by lot."""
    lots = blocks(outline)
    for index, line in enumerate(outline.lines):
        if not line.flat or outline.zones[index] in UNREAD - {"contact"}:
            continue
        text = line.spot.page.text[line.spot.start : line.spot.end]
        for match in _NAMED.finditer(text):
            made = _named(line.spot, text, match)
            if made is None:
                continue
            before = lots_in(line.spot.part(0, match.start()))
            named = lot_at(before[-1]) if before else None
            made.price = made.price or _price_below(outline, index)
            made.lot = named or _lot_at_start(line.spot, text) or lots[index]
            yield made


def names_winner(text: str) -> bool:
    """Say whether a line names who won, colon or not."""
    return any(looks_like_body(m["name"]) for m in _NAMED.finditer(text))


def _named(spot: Spot, text: str, match: re.Match[str]) -> Winner | None:
    made = winner_at(spot.part(*match.span("name")), 0.9)
    if made is None or FAILED.search(match["name"]) or not looks_like_body(made.names[0].value):
        return None
    after = _NAMED.search(text, match.end())
    rest = text[match.end() : after.start() if after else len(text)]
    told = _PRICED.search(re.split(r"[。；;]", rest, maxsplit=1)[0])
    if told:
        start = match.end() + told.end()
        end = match.end() + len(re.split(r"[。；;]", rest, maxsplit=1)[0])
        made.price = sum_at(spot.part(start, end), Frame(text=told["label"]))
    return made


def _price_below(outline: Outline, index: int) -> Sum | None:
    """Read a price that the next line names, where wide gaps parted a line into several."""
    if index + 1 >= len(outline.lines):
        return None
    spot = outline.lines[index + 1].spot
    told = _PRICED.match(spot.page.text[spot.start : spot.end].lstrip())
    text = spot.page.text[spot.start : spot.end]
    if told is None or _NAMED.search(text):
        return None
    lead = len(text) - len(text.lstrip())
    return sum_at(spot.part(lead + told.end(), len(text)), Frame(text=told["label"]))


def _lot_at_start(spot: Spot, text: str) -> Lot | None:
    """Read a number of a lot with which a line begins: 01包 门禁系统."""
    found = _BEGUN.match(text)
    if found is None:
        return None
    place = spot.part(*found.span("lot"))
    return Lot("".join(place.printed.split()), place)


def paired_winners(spot: Spot) -> list[Winner]:
    """Part a stretch that holds several suppliers, each with its sum; [] where it is no such."""
    text = spot.page.text[spot.start : spot.end]
    made: list[Winner] = []
    for start, end in _pieces(text):
        entry = _ENTRY.fullmatch(text, start, end)
        if entry is None or not _MONEY.search(entry["sum"]):
            return []
        named = text[entry.start("name") : entry.end("name")].strip()
        if not looks_like_body(named):
            return []
        each = winner_at(spot.part(*entry.span("name")), 0.9)
        price = sum_at(spot.part(*entry.span("sum")), Frame())
        if each is None or each.person or price is None:
            return []
        each.price = price
        made.append(each)
    return made if len(made) >= _SEVERAL else []


def holds_money(winner: Winner) -> bool:
    """Say whether a name holds a sum, so that it is no name but a stretch of several things."""
    return any(_MONEY.search(n.value) for n in winner.names)


def unparted(outline: Outline) -> Iterator[Spot]:
    """Give the stretches below 中标供应商 that hold names and sums and could not be parted."""
    cells = (
        row.cells[n]
        for listing in outline.listings
        if listing.zone not in UNREAD
        for n, column in enumerate(listing.columns)
        if column.role == "supplier"
        for row in listing.rows
        if n in row.cells
    )
    values = (p.value for p in outline.of("supplier") if p.zone not in UNREAD)
    for spot in (*values, *cells):
        if _MONEY.search(spot.text) and not paired_winners(spot):
            made = winner_at(spot, 0.9)
            if made is not None and holds_money(made):
                yield spot


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Part a text at the marks that stand outside brackets and before a name."""
    start = depth = at = 0
    while at < len(text):
        depth += (text[at] in "（(") - (text[at] in "）)")
        mark = _MARK.match(text, at) if depth == 0 else None
        behind = text[mark.end() :].lstrip() if mark else ""
        if mark and _OPENS.match(behind) and _MONEY.search(text[start:at]):
            yield start, at
            start = at = mark.end()
            continue
        at += 1
    if text[start:].strip():
        yield start, len(text.rstrip("。；;，, \n"))
