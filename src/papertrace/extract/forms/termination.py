"""Notices that a purchase ended without an award: unsuccessful or cancelled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.lots import lots_in, row_lot
from papertrace.extract.notice import choices, notice_of
from papertrace.extract.outline import outline_of
from papertrace.extract.problems import expecting
from papertrace.extract.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.lots import Lot
    from papertrace.extract.outline import Outline
    from papertrace.model import Document, Fact, Problem

NAME = "termination"
CHINESE = "终止（废标）公告"
VERSION = 2
KIND = "document"

_UNSUCCESSFUL = re.compile(
    r"(?:不足|少于|未满|未达到?|不满|仅有?|只有).{0,12}(?:三|3|两|2|一|1|法定)\s*(?:家|个)?|不足三家|不足3家|有效(?:投标人|供应商|响应|投标)[^。；]{0,14}(?:不足|少于)|无(?:人|供应商|单位|投标人)(?:报名|投标|响应|参与)|未?有?(?:供应商|投标人)[^。；]{0,10}(?:报名|递交|响应)[^。；]{0,10}不足|流标|废标|采购失败|招标失败|均(?:未通过|不合格|被否决|无效)|否决所有|全部(?:投标|被否决)|没有(?:供应商|投标人)|超(?:过|出)(?:采购)?预算|实质性响应[^。；]{0,20}不足|失败"
)
_CANCELLED = re.compile(
    r"(?:采购)?(?:任务|项目|需求|计划)[^。；]{0,6}(?:取消|变更|变化|调整|撤销)|重大变故|取消(?:采购|招标|本)|需求[^。；]{0,8}(?:变化|调整|变更|变动)|撤[销回]|政策(?:调整|变化)|采购人(?:原因|要求|申请|提出)|终止(?:采购|招标|本)|暂停|中止|不再(?:采购|实施)|因故"
)
_WEAK = re.compile(
    r"文件[^。；]{0,12}(?:歧义|错误|瑕疵|缺陷|修改|有误|不合理|重大)|质疑|投诉|违法|违规|重新(?:组织)?(?:采购|招标)"
)
"""Reasons that end a purchase without saying plainly which of the two it is."""
_REASONED = re.compile(f"{_UNSUCCESSFUL.pattern}|{_CANCELLED.pattern}")


def recognise(document: Document) -> bool:
    """Say whether the document ends a purchase without an award."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice and one termination a lot."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    chosen = choices(outline)["project_name"]
    ended = _terminations(outline, form, chosen.best.value if chosen else "")
    yield from expecting("termination", CHINESE, ended)


def _terminations(outline: Outline, form: str, project: str) -> Iterator[Fact]:
    reason = _reason(outline)
    if reason is None:
        return
    value, spot = reason
    lots = _lots(outline, project, spot)
    each: list[Spot | None] = [*lots] or [None]
    listed = list(_listed(outline))
    for ended, told_value, place in listed:
        builder = Builder(outline.document, "termination", form)
        if ended is not None:
            builder.add("lot", ended.name, ended.spot)
        builder.add("reason_class", told_value, place)
        yield builder.fact(0.9)
    if listed:
        return
    for lot in each:
        builder = Builder(outline.document, "termination", form)
        if lot is not None:
            builder.add("lot", "".join(lot.printed.split()), lot)
        builder.add("reason_class", value, spot)
        yield builder.fact(0.9 if _REASONED.search(spot.text) else 0.6)


def _listed(outline: Outline) -> Iterator[tuple[Lot | None, str, Spot]]:
    """Read the tables of lots that ended, each with its reason."""
    for listing in outline.listings:
        if "reason" not in listing.roles():
            continue
        several = len(listing.rows) > 1
        for row in listing.rows:
            cell = listing.find(row, "reason")
            value = _class(cell[1].text) if cell else ""
            if cell and value:
                lot = row_lot(listing, row)
                only = lot is not None and not several and lot.name in {"1", "01", "001"}
                yield None if only else lot, value, cell[1]


def _class(text: str) -> str:
    """Say what a reason means: unsuccessful, cancelled, or ''."""
    if _UNSUCCESSFUL.search(text):
        return "unsuccessful"
    return "cancelled" if _CANCELLED.search(text) or _WEAK.search(text) else ""


def _reason(outline: Outline) -> tuple[str, Spot] | None:
    """Read why it ended: from the part on reasons, else any line, else the title."""
    places = [
        n.spot
        for n, z in zip(outline.lines, outline.zones, strict=True)
        if z in {"reason", "failed"}
    ]
    places += [p.value for p in outline.of("reason")]
    title = outline.kind.title
    body = [n.spot for n in outline.lines if title is None or n.spot.place != title.place]
    for group in (places, body, [title] if title else []):
        for pattern, value in (
            (_UNSUCCESSFUL, "unsuccessful"),
            (_CANCELLED, "cancelled"),
            (_WEAK, "cancelled"),
        ):
            for spot in group:
                match = pattern.search(spot.page.text[spot.start : spot.end])
                if match:
                    return value, spot.part(match.start(), match.end())
    return None


def _lots(outline: Outline, project: str, reason: Spot) -> list[Spot]:
    """Give the lots that ended: named in the part on reasons, failing that in title or sentence."""
    title = outline.kind.title
    parts = [
        n.spot
        for n, z in zip(outline.lines, outline.zones, strict=True)
        if z in {"reason", "failed"}
    ]
    sentence = [n.spot for n in outline.lines if n.spot.start <= reason.start < n.spot.end]
    for group in (parts, [title] if title else [], sentence):
        found: dict[str, Spot] = {}
        for spot in group:
            for place in lots_in(spot):
                name = "".join(place.text.split())
                if name not in told(project):
                    found.setdefault(name, place)
        if found:
            return list(found.values())
    return []
