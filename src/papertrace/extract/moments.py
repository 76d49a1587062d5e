"""Dates of a notice: when it was published, until when bids are taken, when a contract was signed.

Every date is weighed by the words before and behind it and by its part of the notice: the end of
selling papers, of paying deposits or of asking questions is never the deadline for bids.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.choice import Reading
from papertrace.text.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline

_DAY = 10
_HEAD_LINES = 12
_LONGEST_ALONE = 60

_BIDS = (
    r"(?:投标|响应|应答|报价|申请|竞包|比选|参选|竞价|磋商|谈判|询价|竞标|资格预审申请|首次响应)"
)
_UNTIL = re.compile(
    rf"(?:{_BIDS}|递交|提交|上传|送达|截标|开标)[^。；;]{{0,40}}(?:截止|截至)[^。；;]{{0,40}}$|截标时间[^。；;]{{0,10}}$"
)
_UNTIL_ANY = re.compile(r"(?:截止|截至)(?:时间|日期|时点)?[^。；;]{0,24}$")
_BEFORE = re.compile(
    r"^[^。；;]{0,16}?(?:前|以前|之前|止)[，,]?[^。；;]{0,40}?(?:递交|提交|上传|送达|投递|参加)"
)
_SHALL = re.compile(
    rf"(?:{_BIDS}|供应商|投标人|响应人)[^。；;]{{0,20}}(?:应|须|请)[^。；;]{{0,6}}于\s*$"
)
_OPENED = re.compile(r"(?:开标|开启|启封|截标)(?:时间|日期)?[^。；;]{0,24}$")
_NOT = re.compile(
    r"(?:获取|发售|领取|购买|下载|报名|出售|保证金|到账|提问|疑问|质疑|异议|澄清|答疑|踏勘|样品|公示|公告期|论证|解密|签到|登记|缴纳|退还|有效期|合同|工期|交货|完工|成立|注册|业绩|财务|社保|纳税|自\s*$)[^。；;]{0,40}$"
)
_NOT_ZONES = frozenset(
    {"obtain", "deposit", "notice_period", "qualification", "expert", "fee", "reason"}
)
_RANGE = "/"
_LOOK_BACK = 70
_LOOK_AHEAD = 70
_OF_DEPOSITS = re.compile(r"保证金|疑问|提问|异议|澄清")
_STOP = re.compile(r"[。；;]")
_PUBLISHED = re.compile(r"发布|公告|发稿|刊登|信息|成文|挂网")


def dates_in(spot: Spot) -> list[tuple[str, Spot]]:
    """Give the dates and periods of a stretch with their places; broken lines count as blanks."""
    text = spot.page.text[spot.start : spot.end].replace("\n", " ")
    return [(d.value, spot.part(d.start, d.end)) for d in find_dates(text)]


def day_at(spot: Spot) -> tuple[str, Spot] | None:
    """Give the first day (or moment) a stretch states, None where it states none or a period."""
    return next(((v, s) for v, s in dates_in(spot) if _RANGE not in v and len(v) >= _DAY), None)


def deadlines(outline: Outline) -> Iterator[Reading]:
    """Give what may be the deadline for handing in bids."""
    for pair in outline.of("deadline", "opening"):
        weak = pair.role == "opening"
        found = day_at(pair.value)
        if found is None or pair.zone in _NOT_ZONES or _NOT.search(pair.label.bare):
            continue
        strong = pair.zone in {"deadline", "opening", ""} or bool(
            re.search(_BIDS + "|递交|提交", pair.label.bare)
        )
        yield Reading(found[0], found[1], 4 if weak else 9 if strong else 7)
    for index, line in enumerate(outline.lines):
        zone = outline.zones[index]
        text = line.spot.page.text[line.spot.start : line.spot.end].replace("\n", " ")
        for date in find_dates(text):
            score = _score(text, (date.start, date.end), zone)
            if score and _RANGE not in date.value and len(date.value) >= _DAY:
                yield Reading(date.value, line.spot.part(date.start, date.end), score)


def _score(text: str, span: tuple[int, int], zone: str) -> float:
    """Weigh a date by the words around it; 0 where it is not about handing in bids."""
    start, end = span
    before = _STOP.split(text[max(0, start - _LOOK_BACK) : start])[-1]
    behind = text[end : end + _LOOK_AHEAD]
    if zone == "beyond":
        return 0
    asked = _OF_DEPOSITS.search(before + behind[:40])
    if _BEFORE.match(behind) and not asked:
        return 8.5
    if zone in _NOT_ZONES or _NOT.search(before):
        return 0
    until = bool(_UNTIL_ANY.search(before))
    ranked = (
        (9, bool(_UNTIL.search(before))),
        (8, zone == "deadline" and (until or not before.strip() or bool(_SHALL.search(before)))),
        (5, until and zone != "other"),
        (4, zone == "opening" or bool(_OPENED.search(before))),
        (3, zone == "deadline"),
    )
    return next((score for score, holds in ranked if holds), 0)


def published(outline: Outline) -> Iterator[Reading]:
    """Give what may be the day of publication: labelled, or a date of its own at head or foot."""
    for pair in outline.of("published"):
        found = dates_in(pair.value)
        if not found or (
            pair.zone in {"award", "change", "obtain", "deposit", "scores"}
            and pair.label.text.strip() == "日期"
        ):
            continue
        value, spot = found[0]
        if (
            _RANGE in value
            or len(value) < _DAY
            or (
                len(found) > 1
                and re.search(r"至|到|-", pair.value.text[:60])
                and "发布" not in pair.label.text
            )
        ):
            continue
        plain_label = "".join(pair.label.text.split())
        score = 10 if _PUBLISHED.search(plain_label) else 5
        yield Reading(value, spot, score + (0.5 if "T" in value else 0))
    yield from _alone(outline)


def _alone(outline: Outline) -> Iterator[Reading]:
    """Give dates that stand on lines of their own: below the title, or as the signature's date."""
    lines = outline.lines
    told = {p.value.place for p in outline.pairs if p.role != "published"}
    for index, line in enumerate(lines):
        if line.spot.place in told or index in outline.listed:
            continue
        if not line.flat or (
            outline.zones[index] in {"expert", "beyond", "obtain", "award"}
            and index < len(lines) * 0.6
        ):
            continue
        text = line.text
        if len(text) > _LONGEST_ALONE and index > _HEAD_LINES:
            continue
        spot = line.spot
        found = dates_in(spot)
        if len(found) != 1 or _RANGE in found[0][0] or len(found[0][0]) < _DAY:
            continue
        rest = spot.text.replace(found[0][1].text, "", 1)
        bare = re.sub(r"[\s/|｜:：.。【】\[\]（）()]", "", rest)
        if not bare:
            last = index > len(lines) * 0.5
            yield Reading(found[0][0], found[0][1], 8 if last else 7)
        elif (
            index < _HEAD_LINES
            and re.match(r"(?:来源|信息来源|浏览|点击|阅读|打印|作者|字号|发布)", bare)
            and "T" in found[0][0] + "T"
        ):
            yield Reading(found[0][0], found[0][1], 7.5)
