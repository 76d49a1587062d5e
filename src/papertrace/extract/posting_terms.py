"""What holds for a whole advertisement: who employs, until when one may apply.

And the languages a row or a text asks for. Contacts and applicants are never read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.papers import body_at, days_in, sentences, text_of
from papertrace.extract.records import compiled, labelled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.extract.anchors import Spot
    from papertrace.extract.papers import Day, Paper

_LANGUAGE = re.compile(
    r"(?:朝鲜|韩国|俄罗斯|日本|蒙古|哈萨克|维吾尔|越南|缅甸|老挝|泰国|阿拉伯|法国|德国|西班牙|印地|尼泊尔|乌尔都|"
    r"柯尔克孜|塔吉克|藏|彝|壮|傣|景颇|朝|韩|俄|日|英|法|德|蒙|哈|维|越|缅|泰|老|僧伽罗|普什图|波斯|葡萄牙|意大利)"
    r"(?:族)?(?:语|文)(?!字|化|件|书|明|学校)"
)
_UNWANTED = re.compile(r"(?:不要求|无需|不限|不需)[^，,。；;]{0,4}$")
_BODY_LABELS = compiled({"employer": r"(?:招聘|用人|招录|聘用)(?:单位|主体|机关)(?:名称)?|招聘方"})
_APPLY_LABELS = compiled(
    {
        "window": r"(?:网上|现场)?(?:报名|应聘|投递)(?:起止)?(?:时间|日期|期限)(?:及.{1,6})?",
        "until": r"(?:报名|应聘|投递)?截止(?:时间|日期)",
    }
)
_ASKED = re.compile(r"受(?P<body>[^，,。；;：:\s]{4,40}?)(?:的)?委托")
_LEAD = re.compile(
    r"(?:^|[，,。；;：:])(?:(?:因工作需要|为[^，,。；;]{2,40}"
    r"|(?:根据|按照)[^，,。；;]{2,60}|经[^，,。；;]{2,40}(?:同意|批准|研究)?)[，,])*"
    r"(?:现|经研究|决定|拟)?[，,]?(?P<body>[^，,。；;：:\s]{4,40}?)"
    r"(?:决定|拟|现|计划|将)?(?:面向|公开招|向社会|招聘|招录|招募)"
)
_TO_ALL = re.compile(r"面向|向社会")
"""Whom one seeks, where a sentence leaves out who seeks."""
_TITLED = re.compile(
    r"^(?:关于)?(?P<body>[^，,。；;：:\s]{4,50}?)"
    r"(?:机关部门|机关|系统内?|(?:下属|所属|直属)(?:事业)?单位)?(?:关于)?(?:\d{4}年|二[〇○零]..年)?(?:度)?(?:第.{1,3}[次批季度]{1,3})?(?:上半年|下半年|春季|秋季)?(?:面向[^招]{1,12})?"
    r"(?:警务辅助人员|(?:文职|勤务)?辅警|文职(?:雇员|人员)|辅助人员|工作人员|编外(?:聘用)?(?:人员)?|合同制(?:人员|工)"
    r"|聘用制(?:人员|书记员)|协管员|雇员|专业技术人员|留置看护(?:队员|人员|辅警))?"
    r"(?:公开|统一|集中|自主)?(?:招聘|招录|招考|招募|选聘)"
)
_APPLY = re.compile(r"报名|应聘|投递|报考|简历|申请")
_NOT_APPLY = re.compile(r"出生|面试|笔试|体检|准考证|资格复审|成绩|缴费|打印|公示|审核时间|试用")
_UNTIL = re.compile(r"截止|截至|之前|[日号时]前|前(?=[，,。；;）)\s]|$)|止(?=[，,。；;）)\s]|$)")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Window:
    """When one may apply."""

    first: Day | None
    last: Day | None


def languages_in(spots: Iterable[Spot]) -> tuple[str, list[Spot]] | None:
    """Give the languages asked for, joined by `;` in order, and where each stands."""
    found: dict[str, Spot] = {}
    for spot in spots:
        raw = text_of(spot)
        for match in _LANGUAGE.finditer(raw):
            told = match[0].replace("文", "语")
            if told not in found and not _UNWANTED.search(raw[: match.start()]):
                found[told] = spot.part(*match.span())
    return (";".join(found), list(found.values())) if found else None


def employer_of(paper: Paper) -> tuple[str, Spot] | None:
    """Give the body that wants to employ: who asked an agency, a label, the title, a sentence."""
    for spot in sentences(paper.lines):
        match = _ASKED.search(text_of(spot))
        if match and (found := body_at(spot.part(*match.span("body")))):
            return found
    for entry in labelled(paper.lines, _BODY_LABELS):
        if len(entry.value.text) < _LONGEST and (found := body_at(entry.value)):
            return found
    titled = None
    if paper.title is not None:
        match = _TITLED.match(text_of(paper.title))
        titled = body_at(paper.title.part(*match.span("body"))) if match else None
    for spot in sentences(paper.lines):
        match = _LEAD.search(text_of(spot)) if spot != paper.title else None
        found = body_at(spot.part(*match.span("body"))) if match else None
        if found and not _TO_ALL.search(found[0]):
            # 外事服务中心 in the title may be 某县外事服务中心 in the text
            return found if titled is None or found[0].endswith(titled[0]) else titled
    return titled


def window_of(paper: Paper) -> Window:
    """Give the first and the last day of registration; either may be absent."""
    for entry in labelled(paper.lines, _APPLY_LABELS):
        days = days_in(entry.value, paper)
        period = next((d for d in days if "/" in d.value), None)
        if period is not None:
            first, last = period.value.split("/")
            return Window(_as(period, first), _as(period, last))
        if days and entry.role == "until":
            return Window(None, days[0])
    best = Window(None, None)
    near = 0
    for spot in sentences(paper.lines):
        raw = text_of(spot)
        near = 2 if _APPLY.search(raw) else near - 1
        if near <= 0 or _NOT_APPLY.search(raw.split("报名")[0] if "报名" in raw else raw):
            continue
        days = days_in(spot, paper)
        if not days:
            continue
        period = next((d for d in days if "/" in d.value), None)
        if period is not None:
            first, last = period.value.split("/")
            return Window(_as(period, first), _as(period, last))
        if len(days) > 1 and re.search(
            r"[至到\-—~－]", raw[days[0].spot.end - spot.start : days[1].spot.start - spot.start]
        ):
            return Window(days[0], days[1])
        if best.last is None and _UNTIL.search(raw) and _APPLY.search(raw):
            best = Window(best.first, days[-1])
    return best


def _as(day: Day, value: str) -> Day:
    return type(day)(value, day.spot, day.year)
