"""Notices that a border crossing opens, closes or resumes (口岸通关公告).

Tell here what the form is for and what it never does: it reads what the notice says of the
crossing, and never who crosses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.outline import outline_of
from papertrace.extract.papers import days_in, paper_of, sentences, text_of
from papertrace.extract.problems import expecting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.papers import Paper
    from papertrace.model import Document, Fact, Problem

NAME = "port_notice"
CHINESE = "口岸通关公告"
VERSION = 1
KIND = "document"

_TITLE = re.compile(
    r"(?:^|关于)(?P<name>(?!关于)[一-鿿]{2,12}口岸)(?P<event>恢复|开通|临时关闭|关闭|暂停)"
    r"(?:客运|货运|客货运|客货|旅客)?(?:通关|通行|开放|运行|业务)?(?:的)?(?:公告|通告|通知|公示)$"
)
"""The whole title: words of building or buying in it belong to other forms."""
_STATES = {"恢复": "in use", "开通": "in use"}


def recognise(document: Document) -> bool:
    """Say whether the title speaks of a crossing that opens or closes; purchases are notices."""
    told = {outline_of(document).kind.module, paper_of(document).genre.name} - {"", None}
    if told:  # title words are registered: its own, or another form's
        return told == {NAME}
    return any(_TITLE.search(text_of(n.spot).strip()) for n in paper_of(document).lines[:5])


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give one facility; a Problem where nothing was found in what looked like the form."""
    yield from expecting("facility", CHINESE, _facts(paper_of(document)))


def _facts(paper: Paper) -> Iterator[Fact]:
    for line in paper.lines[:5]:
        match = _TITLE.search(text_of(line.spot).rstrip())
        if match is None:
            continue
        builder = Builder(paper.document, "facility", f"{NAME}@{VERSION}")
        name = line.spot.part(*match.span("name"))
        builder.add("name", name.bare, name)
        event = line.spot.part(*match.span("event"))
        builder.add("state", _STATES.get(match["event"], "closed"), event)
        days = [d for s in sentences(paper.lines) if "自" in s.text for d in days_in(s, paper)]
        if days and "/" in days[0].value:  # from one day to another: two fields, no `date`
            first, last = days[0].value.split("/")
            builder.add("start", first, days[0].spot).add("finish", last, days[0].spot)
        elif days:
            days[0].onto(builder, "date")
        yield builder.fact(0.9 if days else 0.7, () if days else ("no day is told",))
        return
