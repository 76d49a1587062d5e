"""Lots that ended without an award, and why: in tables of failed lots and among those awarded.

Shared by terminations and awards. Whether a whole purchase ended is the termination's to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.labels import LOT, SHORT_LOT, is_blank
from papertrace.extract.lots import Lot, blocks, lot_of, row_lot
from papertrace.extract.winner_clauses import names_winner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.listings import Listing, Row
    from papertrace.extract.outline import Outline
    from papertrace.model import Fact

UNSUCCESSFUL = re.compile(
    r"(?:不足|少于|未满|未达到?|不满|仅有?|只有).{0,12}(?:三|3|两|2|一|1|法定)\s*(?:家|个)?|不足三家|不足3家|有效(?:投标人|供应商|响应|投标)[^。；]{0,14}(?:不足|少于)|无(?:人|供应商|单位|投标人)(?:报名|投标|响应|参与)|未?有?(?:供应商|投标人)[^。；]{0,10}(?:报名|递交|响应)[^。；]{0,10}不足|流标|废标|采购失败|招标失败|均(?:未通过|不合格|被否决|无效)|否决所有|全部(?:投标|被否决)|没有(?:供应商|投标人)|超(?:过|出)(?:采购)?预算|实质性响应[^。；]{0,20}不足|失败"
)
CANCELLED = re.compile(
    r"(?:采购)?(?:任务|项目|需求|计划)[^。；]{0,6}(?:取消|变更|变化|调整|撤销)|重大变故|取消(?:采购|招标|本)|需求[^。；]{0,8}(?:变化|调整|变更|变动)|撤[销回]|政策(?:调整|变化)|采购人(?:原因|要求|申请|提出)|终止(?:采购|招标|本)|暂停|中止|不再(?:采购|实施)|因故"
)
WEAK = re.compile(
    r"文件[^。；]{0,12}(?:歧义|错误|瑕疵|缺陷|修改|有误|不合理|重大)|质疑|投诉|违法|违规|重新(?:组织)?(?:采购|招标)"
)
"""Reasons that end a purchase without saying plainly which of the two it is."""
_PARTIES = ("supplier", "candidate", "amount", "quote", "reason")
_ENDED = re.compile(
    r"废标|流标|采购失败|招标失败|(?:有效|合格|符合)[^。；]{0,20}(?:不足|少于)|终止"
)
_ENDED_ALONE = re.compile(r"(?:本[包项]|该[包项])?(?:流标|废标|采购失败|招标失败)")
_LOT_FIRST = re.compile(rf"\s*(?P<lot>{LOT.pattern}|{SHORT_LOT.pattern})(?=[\s:：（(、，,])")
_LONGEST = 120
_BESIDE = 3

Failure = tuple[Lot | None, str, "Spot"]
"""The lot, the class of the reason, and where the reason stands."""


def reason_class(text: str) -> str:
    """Say what a reason means: unsuccessful, cancelled, or ''."""
    if UNSUCCESSFUL.search(text):
        return "unsuccessful"
    return "cancelled" if CANCELLED.search(text) or WEAK.search(text) else ""


def listed_failures(outline: Outline) -> Iterator[Failure]:
    """Read the tables of lots that ended, each with its reason."""
    for listing in outline.listings:
        if "reason" not in listing.roles():
            continue
        several = len(listing.rows) > 1
        for row in listing.rows:
            cell = listing.find(row, "reason")
            value = reason_class(cell[1].text) if cell else ""
            if cell and value:
                lot = row_lot(listing, row)
                only = lot is not None and not several and lot.name in {"1", "01", "001"}
                yield None if only else lot, value, cell[1]


def failed_lots(outline: Outline, form: str) -> Iterator[Fact]:
    """Give a termination for every lot that a notice of awards says ended without one."""
    seen: set[str] = set()
    found = (
        *listed_failures(outline),
        *ended_rows(outline),
        *_in_lines(outline),
        *_in_clauses(outline),
    )
    for lot, value, spot in found:
        if lot is None or lot.name in seen:
            continue
        seen.add(lot.name)
        builder = Builder(outline.document, "termination", form)
        builder.add("lot", lot.name, lot.spot).add("reason_class", value, spot)
        yield builder.fact(0.9)


def ended_rows(outline: Outline) -> Iterator[Failure]:
    """Read rows of awards whose supplier or sum says that there is none."""
    for listing in outline.listings:
        if listing.zone in {"scores", "items", "expert", "beyond"}:
            continue
        for row in listing.rows:
            if told := reason_of_row(listing, row):
                yield row_lot(listing, row), *told


def reason_of_row(listing: Listing, row: Row) -> tuple[str, Spot] | None:
    """Give the class and the place of what says that a row's lot ended; None where nothing does."""
    for role in _PARTIES:
        cell = listing.find(row, role)
        if cell and _ENDED.search(cell[1].text) and len(cell[1].text) <= _LONGEST:
            return reason_class(cell[1].text) or "unsuccessful", cell[1]
    alone = [s for s in row.cells.values() if _ENDED_ALONE.fullmatch(s.bare)]
    return ("unsuccessful", alone[0]) if alone else None  # a column of results says so


def _in_lines(outline: Outline) -> Iterator[Failure]:
    """Read labelled lines of a lot: `采购包3：` / `废标原因：…`, `第3包：流标`."""
    lots = blocks(outline)
    for pair in outline.of("reason", "lot_of", "supplier", "candidate", "amount"):
        told = pair.value
        if len(told.text) > _LONGEST or is_blank(told.text):
            continue
        if pair.role != "reason" and not _ENDED.search(told.text):
            continue
        named = lot_of(pair.label) if pair.lot else lot_of(told) if LOT.match(told.text) else None
        value = reason_class(told.text)
        if value:
            yield named or lots[pair.index] or _just_above(outline, pair.index), value, told


def _in_clauses(outline: Outline) -> Iterator[Failure]:
    """Read lines that begin with a lot and say that it failed: `第3包 监控 流标`."""
    for line, zone in zip(outline.lines, outline.zones, strict=True):
        text = line.text
        if not line.flat or zone in {"scores", "expert", "beyond"} or len(text) > _LONGEST:
            continue
        begun = _LOT_FIRST.match(line.spot.page.text[line.spot.start : line.spot.end])
        ended = _ENDED.search(text)
        if begun and ended and not names_winner(text):
            place = line.spot.part(*begun.span("lot"))
            value = reason_class(text) or "unsuccessful"
            yield Lot("".join(place.printed.split()), place), value, line.spot


def _just_above(outline: Outline, index: int) -> Lot | None:
    """Give the lot of a record of which the lines above hold nothing but its number."""
    for listing in outline.listings:
        for row in listing.rows:
            if index - _BESIDE <= row.index < index and listing.how == "flat":
                cell = listing.find(row, "lot")
                if cell and len(row.cells) == 1:
                    return Lot("".join(cell[1].printed.split()), cell[1])
    return None
