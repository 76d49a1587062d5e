"""Publications of a purchase from a single source: the supplier is proposed, not awarded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.lots import lot_of
from papertrace.extract.names import is_person, looks_like_body, members_of
from papertrace.extract.notice import notice_of
from papertrace.extract.outline import outline_of
from papertrace.extract.problems import expecting, personal
from papertrace.extract.tenders import tenders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.outline import Outline
    from papertrace.model import Document, Fact, Problem

NAME = "single_source"
CHINESE = "单一来源采购公示"
VERSION = 2
KIND = "document"

_B = r"[^，,。；;：:\s]{4,40}?"
_SAID = re.compile(
    rf"(?:单一来源|单源|直接)[^，。；]{{0,12}}(?:向|从)\s*(?P<name>{_B})\s*(?:进行)?(?:采购|购买|订购)"
    rf"|[从由向](?:唯一|独家)(?:的)?(?:供应商|厂商|单位)\s*(?P<sole>{_B})\s*(?:处)?(?:进行)?(?:采购|购买|提供|供货)"
    rf"|只能(?:由|从|向)\s*(?P<by>{_B})\s*(?:处)?(?:提供|采购|购买|承担|实施|供货|完成)"
    rf"|拟(?:定)?(?:由|委托|邀请|授权|与|向|从)\s*(?!唯一|独家|单一|该|其)(?P<proposed>{_B})\s*(?:处)?(?:进行)?(?:承担|提供|承接|承办|实施|供货|完成|负责|采购|购买|签订|签约|施工|维护|服务)"
    rf"|唯一(?:的)?供应商(?:为|是)[:：]?\s*(?P<only>{_B})(?=[，,。；;\s]|$)"
)


def recognise(document: Document) -> bool:
    """Say whether the document proposes a single supplier."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice, its budget, and the proposed supplier as a candidate without rank."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    yield from tenders(outline, form, deadlined=False)
    yield from expecting("candidate", CHINESE, _proposed(outline, form))


def _proposed(outline: Outline, form: str) -> Iterator[Fact | Problem]:
    seen: set[str] = set()
    pairs = [
        p
        for p in outline.of("supplier", "candidate", "lot_of")
        if p.zone in {"proposed", "award", "other", "", "contact"}
    ]
    pairs = [p for p in pairs if not p.lot or looks_like_body(p.value.text.strip(" ，,；;。、"))]
    sure = [p for p in pairs if p.role == "supplier" or p.lot or p.zone == "proposed"]
    for pair in sure or pairs:
        names = members_of(pair.value)
        if not names:
            continue
        if len(names) == 1 and is_person(names[0].value):
            yield personal("supplier")
            continue
        value = ";".join(n.value for n in names)
        if value in seen or not looks_like_body(names[0].value):
            continue
        seen.add(value)
        first, last = names[0].spot, names[-1].spot
        builder = Builder(outline.document, "candidate", form)
        lot = lot_of(pair.label) if pair.lot else None
        if lot:
            builder.add("lot", lot.name, lot.spot)
        builder.add("supplier", value, type(first)(first.page, first.start, last.end))
        yield builder.fact(0.95)
    if not seen:
        yield from _said(outline, form)


def _said(outline: Outline, form: str) -> Iterator[Fact]:
    """Read the supplier out of a sentence: `拟采用单一来源方式向某公司采购`."""
    for line, zone in zip(outline.lines, outline.zones, strict=True):
        if zone in {"expert", "beyond", "persons"}:
            continue
        text = line.spot.page.text[line.spot.start : line.spot.end]
        for match in _SAID.finditer(text):
            group = next(g for g in ("name", "by", "only", "sole", "proposed") if match.group(g))
            names = members_of(line.spot.part(match.start(group), match.end(group)))
            if names and looks_like_body(names[0].value):
                builder = Builder(outline.document, "candidate", form)
                builder.add("supplier", names[0].value, names[0].spot)
                yield builder.fact(0.8, ["named in a sentence"])
                return
