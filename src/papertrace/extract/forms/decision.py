"""Decisions on complaints and inspections of purchases (投诉处理结果, 监督检查处理结果).

They judge a purchase and call for nothing: whose project it was is told, never a tender, a sum or
a party that complains.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.extract.notice import notice_of
from papertrace.extract.outline import outline_of
from papertrace.extract.title_rules import DECISIONS
from papertrace.extract.told import printed
from papertrace.model import Fact, Field, make_fact
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.model import Anchor, Document, Problem

NAME = "decision"
CHINESE = "投诉（监督检查）处理结果公告"
VERSION = 1
KIND = "document"

_DECIDED = re.compile(r"投诉|监督检查|处罚|裁决|处理")
_ABOUT = re.compile(
    r"(?:关于)?(?:对(?![讲外接口比流]))?(?P<name>[^，,。；;：:]{3,60}?(?:项目|(?<!政府)采购|工程))(?:的)?(?:政府采购)?"
    r"(?=投诉|监督检查|处理决定|行政(?:处罚|裁决))"
)


def recognise(document: Document) -> bool:
    """Say whether the document decides on a complaint or tells what an inspection found."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice, with `kind`: complaint or supervision."""
    outline = outline_of(document)
    named: dict[str, str] = {}
    for each in notice_of(outline, f"{NAME}@{VERSION}"):
        if isinstance(each, Fact):
            fact = _named(each, outline)
            named[each.id] = fact.id
            yield fact
        else:
            yield replace(each, fact_ids=tuple(named.get(i, i) for i in each.fact_ids))


def _named(fact: Fact, outline: Outline) -> Fact:
    """Add which kind of decision it is; cut the words for the decision off a name from a title."""
    title = outline.kind.title or outline.kind.spot
    text = title.page.text[title.start : title.end] if title else ""
    kind = next((n for n, pattern in DECISIONS if re.search(pattern, "".join(text.split()))), "")
    fields, anchors = dict(fact.fields), list(fact.anchors)
    if "project_name" in fields and _DECIDED.search(fields["project_name"].value):
        del fields["project_name"]
        anchors = [a for a in anchors if a.field != "project_name"]
        about = _ABOUT.search(text)
        if title and about:
            _put(fields, anchors, "project_name", title.part(*about.span("name")))
    if title and kind:
        _put(fields, anchors, "kind", title, kind)
    return make_fact(
        fact.digest,
        fact.kind,
        fields,
        anchors,
        form=fact.form,
        confidence=fact.confidence,
        reasons=fact.reasons,
    )


def _put(
    fields: dict[str, Field], anchors: list[Anchor], name: str, spot: Spot, value: str = ""
) -> None:
    anchor = anchor_of(printed(spot.page), spot.start, spot.end, name)
    fields[name] = Field(value or "".join(anchor.quote.split()), anchor.quote)
    anchors.append(anchor)
