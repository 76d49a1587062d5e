"""What the agent is paid for holding the purchase: `agency_fee`, apart from every award.

Scales and percentages are no fee; what platforms, experts and halls are paid is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.labels import plain
from papertrace.extract.lots import blocks, lot_before, lot_of, lot_sums, row_lot
from papertrace.extract.sums import Frame, sum_at
from papertrace.extract.winner_heads import head_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.lots import Lot
    from papertrace.extract.outline import Outline
    from papertrace.extract.pairs import Pair
    from papertrace.extract.sums import Sum
    from papertrace.model import Fact

_FEE = re.compile(r"金额|总额|总价|合计|费用?$|收费$|费[(（/]")
_OTHERS = re.compile(
    r"平台|场[地所]|会议|评审|评标|专家|公证|鉴证|见证|交易|系统|劳务|网站|证书|工本|文件|资料"
)
"""Words of fees that are none of the agent's."""
_AGENT = re.compile(r"代理|招标|中标|成交|采购")
_SCALE = re.compile(r"\d+(?:\.\d+)?\s*[%％]|以下|以上|万元的部分")
_STEPS = re.compile(r"以下|以上|的部分|每(?:个|份|家)")
_SAID = re.compile(
    r"代理(?:服务)?费(?:用)?[^。；;\n]{0,60}?(?:(?<=[，,、])计|共计|合计|总计|金额为|收取)\s*[:：为]?\s*(?:人民币)?"
    r"(?P<sum>[￥¥]?\s*\d[\d,.]*\s*万?元|[壹贰叁肆伍陆柒捌玖拾佰仟万零]{2,}元整?)"
)
_SHOWN = 200
_SUMS = frozenset({"amount", "quote", "total"})


def fees(outline: Outline, form: str) -> Iterator[Fact]:
    """Give the agent's fee, lot by lot where it is told so, and each once."""
    seen: set[tuple[str, str]] = set()
    whole = False
    for lot, fee, sure in (*_in_lines(outline), *_in_tables(outline), *_in_words(outline)):
        key = lot.name if lot else "", fee.value
        if key in seen or (whole and not lot) or fee.value == "0":
            continue
        seen.add(key)
        whole = whole or lot is None
        builder = Builder(outline.document, "agency_fee", form)
        if lot:
            builder.add("lot", lot.name, lot.spot)
        builder.add("amount", fee.value, fee.spot, currency=fee.currency).unit("amount", fee.unit)
        yield builder.fact(sure if fee.certain else 0.6)


def _in_lines(outline: Outline) -> Iterator[tuple[Lot | None, Sum, float]]:
    """Read labels of fees, and bare 金额 under a heading that says it is the fee."""
    for pair in outline.of("fee", "lot_of", *_SUMS):
        if pair.role != "fee" and pair.zone != "fee":
            continue
        label = "".join(pair.label.text.split()).rstrip("：:")
        said = label if pair.role == "fee" else _heading(outline, pair)
        if pair.role == "lot_of":
            head = head_above(outline, pair)
            said = plain(head.text) if head is not None else said
        if not _of_agent(said) or _SCALE.search(pair.value.text[:_SHOWN]):
            continue
        if not (pair.lot or _FEE.search(label)):
            continue
        frame = Frame(pair.label, pair.label.text)
        if parted := lot_sums(pair.value, frame):
            yield from ((lot, found, 0.9) for lot, found in parted)
            continue
        fee = sum_at(pair.value, frame)
        if fee is not None and fee.kind == "total":
            yield lot_of(pair.label) if pair.lot else None, fee, 0.9


def _in_words(outline: Outline) -> Iterator[tuple[Lot | None, Sum, float]]:
    """Read sentences that come to a sum: `代理服务费…，计壹万伍仟元整`."""
    for line, zone in zip(outline.lines, outline.zones, strict=True):
        text = line.spot.page.text[line.spot.start : line.spot.end]
        told = None if zone == "beyond" or not line.flat else _SAID.search(text)
        if told is None or _STEPS.search(text):
            continue
        fee = sum_at(line.spot.part(*told.span("sum")), Frame(text="代理费"))
        if fee is not None and fee.kind == "total" and fee.certain:
            yield lot_before(line.spot, line.spot.start + told.start()), fee, 0.85


def _of_agent(words: str) -> bool:
    """Say whether words of a fee mean the agent's."""
    return bool(_AGENT.search(words)) or not _OTHERS.search(words)


def _heading(outline: Outline, pair: Pair) -> str:
    """Give the heading of the part a pair stands in."""
    at = pair.index
    while at and outline.zones[at - 1] == pair.zone:
        at -= 1
    return plain(outline.lines[at].text)


def _in_tables(outline: Outline) -> Iterator[tuple[Lot | None, Sum, float]]:
    """Read the fee's column of a table of lots or winners."""
    lots = blocks(outline)
    for listing in outline.listings:
        for number, column in enumerate(listing.columns):
            if column.role != "fee" or not _of_agent(column.text):
                continue
            for row in listing.rows:
                spot = row.cells.get(number)
                frame = Frame(column.head, column.text, listing.caption)
                fee = sum_at(spot, frame) if spot and not _SCALE.search(spot.text) else None
                if fee is not None and fee.kind == "total":
                    several = len(listing.rows) > 1 or listing.find(row, "lot") is not None
                    yield (row_lot(listing, row) if several else lots[row.index]), fee, 0.9
