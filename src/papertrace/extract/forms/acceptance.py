"""Notices that goods or services were taken over. The persons who did it are never read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.labels import is_blank
from papertrace.extract.moments import dates_in
from papertrace.extract.notice import notice_of, number_at
from papertrace.extract.outline import outline_of
from papertrace.extract.problems import expecting
from papertrace.text.fold import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.outline import Outline
    from papertrace.model import Document, Fact, Problem

NAME = "acceptance"
CHINESE = "验收结果公告"
VERSION = 2
KIND = "document"

_DAY = 10
_LONGEST = 200


def recognise(document: Document) -> bool:
    """Say whether the document tells of an acceptance."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice and the acceptance: contract_no, date, opinion as printed."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    yield from expecting("acceptance", CHINESE, _acceptance(outline, form))


def _acceptance(outline: Outline, form: str) -> Iterator[Fact]:
    builder = Builder(outline.document, "acceptance", form)
    for pair in outline.of("contract_no"):
        found = number_at(pair.value)
        if found and "contract_no" not in builder.fields:
            builder.add("contract_no", *found)
    for pair in outline.of("taken_over"):
        days = [d for d in dates_in(pair.value) if "/" not in d[0] and len(d[0]) >= _DAY]
        if days and "date" not in builder.fields:
            builder.add("date", *days[0])
    for pair in outline.of("opinion"):
        told = pair.value
        stated = not is_blank(told.text) and len(told.text) <= _LONGEST
        if stated and "opinion" not in builder.fields:
            builder.add("opinion", squeeze(told.printed.strip()).rstrip("。"), told)
    if builder.fields.keys() & {"date", "opinion"}:
        sure = len(builder.fields) > 1
        yield builder.fact(0.95 if sure else 0.8, () if sure else ("little is labelled",))
