"""Parties, day and sum of a contract that running text or remarks behind a name tell.

`某局（承租方）与某公司（出租方）于3月1日签订…`: who lets is the supplier and who rents the buyer,
whatever is called 甲方. Asked only for what no label says; a person is never taken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.choice import Reading
from papertrace.extract.confidence import SENTENCE
from papertrace.extract.moments import dates_in
from papertrace.extract.names import looks_like_body
from papertrace.extract.sums import Frame, sum_at
from papertrace.extract.winners import winner_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum
    from papertrace.extract.winners import Winner

_NAME = r"[^\s，,。；;：:（()）、与]{4,40}"
_REMARKED = re.compile(
    rf"(?:^|[与和及，,。：:]|\s)(?P<name>{_NAME})\s*[（(](?:以下简?称?|即|下称)?[:：“\"]*(?:[甲乙]方)?[，、,／/]?"
    r"(?P<role>出租|承租)(?:方|人|单位)[”\"]?(?:[，、,／/]?[甲乙]方)?[）)]"
)
_PARTIES = re.compile(
    rf"(?:^|[，,。；;：:\s])(?P<buyer>{_NAME})(?:[（(][^（）()]{{1,12}}[）)])?(?:与|和|同)"
    rf"(?P<supplier>{_NAME}?)(?:[（(][^（）()]{{1,12}}[）)])?(?=[于就在，,]|正式|双方|签|订立)"
    r"[^。；;]{0,40}?(?:签订|签署|订立|签约)"
)
_SIGNED = re.compile(
    r"(?:于|在)\s*(?P<date>20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)\s*(?:正式)?(?:签订|签署|订立|签约)"
)
_PRICED = re.compile(
    r"(?P<label>(?:合同|协议)(?:签约|暂定|总)*(?:金额|价款?|总价)|(?:年|月|总)?租金(?:总额|标准)?)"
    r"(?=[为是共约暂每人：:￥¥\d\s])(?P<value>[^。；;\n]{2,60})"
)
_OTHER = re.compile(
    r"(?:原|前|后|增加|新增|追加|增补|减少|核[增减]|调[增减]|补充|本次)的?(?:部分)?\Z"
)
"""Words before 合同金额 that name what was or what is added."""


def let_parties(outline: Outline) -> dict[str, Winner]:
    """Give buyer and supplier whom a remark behind their name calls tenant and landlord."""
    found: dict[str, Winner] = {}
    for spot in _texts(outline):
        for match in _REMARKED.finditer(spot.page.text[spot.start : spot.end]):
            made = _body(spot, match, "name")
            if made:
                found.setdefault("supplier" if match["role"] == "出租" else "buyer", made)
    return found


def told_parties(outline: Outline) -> dict[str, Winner]:
    """Give buyer and supplier of a sentence that says who signed with whom."""
    for spot in _texts(outline):
        match = _PARTIES.search(spot.page.text[spot.start : spot.end])
        both = (_body(spot, match, "buyer"), _body(spot, match, "supplier")) if match else ()
        if both and both[0] and both[1]:
            return {"buyer": both[0], "supplier": both[1]}
    return {}


def told_signed(outline: Outline) -> Iterator[Reading]:
    """Give the days on which sentences say that something was signed."""
    for spot in _texts(outline):
        for match in _SIGNED.finditer(spot.page.text[spot.start : spot.end]):
            for value, place in dates_in(spot.part(*match.span("date")))[:1]:
                yield Reading(value, place, 5)


def told_price(outline: Outline) -> Sum | None:
    """Give the one sum that sentences call the contract's; None where they name several."""
    found: list[Sum] = []
    for spot in _texts(outline):
        text = spot.page.text[spot.start : spot.end]
        for match in _PRICED.finditer(text):
            if _OTHER.search(text[max(0, match.start() - 6) : match.start()]):
                continue
            label = spot.part(*match.span("label"))
            told = sum_at(spot.part(*match.span("value")), Frame(label, match["label"]))
            if told:
                found.append(told)
    values = {(s.kind, s.value) for s in found}
    return found[0] if len(values) == 1 else None


def _texts(outline: Outline) -> Iterator[Spot]:
    for line, zone in zip(outline.lines, outline.zones, strict=True):
        if zone not in {"expert", "beyond", "fee", "deposit"}:
            yield line.spot


def _body(spot: Spot, match: re.Match[str], group: str) -> Winner | None:
    made = winner_at(spot.part(*match.span(group)), 0.85)
    if made is None or made.person or not looks_like_body(made.names[0].value):
        return None
    made.ground = SENTENCE
    return made
