"""News, official and of the press: who said what, which figures others give, who did not answer.

Press figures are weaker than documents and never merge with them. Private speakers are kept as a
role, a month and a country; names, ages, routes and their words never are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.bindings import is_latin, reported
from papertrace.extract.facility_facts import facility_facts
from papertrace.extract.outline import outline_of
from papertrace.extract.papers import paper_of, sentences, text_of
from papertrace.extract.problems import expecting
from papertrace.extract.speakers import told_in as chinese
from papertrace.extract.speakers_en import told_in as english
from papertrace.extract.statements import statement_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Fact, Problem

NAME = "news"
CHINESE = "新闻"
VERSION = 1
KIND = "document"

_NOT_NEWS = re.compile(
    r"预算|决算|绩效|办法|规定|条例|细则|通知$|意见$|方案$|目录|一览"
    r"|合同|采购|招标|中标|公示$|名单|协议|须知|"
    r"[Rr]egulation|[Cc]ontract|[Aa]greement"
)
_NEWS = re.compile(
    r"记者|本报|本网|讯[）)】\s]|新华社|通讯员|来源[:：]|日电|责任编辑|发言人|例行|新闻|通报|采访|据.{2,24}(?:介绍|消息|透露)|"
    r"\b(?:said|told|reported|according to|spokes(?:man|woman|person)|denied|declined"
    r"|unanswered|respond(?:ed)?)\b"
)
_OPENED = "completion"
"""Genre of papers on buildings begun or put to use; reported by the press, they are news."""
_LONGEST = 30_000
_MOST_PAGES = 8
_TABLED = 0.3


def recognise(document: Document) -> bool:
    """Say whether the document is running text that tells who said something."""
    size = sum(len(p.text) for p in document.pages)
    if not document.pages or len(document.pages) > _MOST_PAGES or size > _LONGEST:
        return False
    tabled = sum(c.end - c.start for p in document.pages for t in p.tables for c in t.cells)
    if tabled > _TABLED * size or outline_of(document).kind.module:
        return False
    paper = paper_of(document)
    if paper.genre.name:
        return paper.genre.name == _OPENED and reported(paper)
    heads = [document.title, *(n.text for n in paper.lines[:3])]
    if any(_NOT_NEWS.search(h.strip()) for h in heads if len(h) < 80):  # noqa: PLR2004  (a title)
        return False
    if not any(_NEWS.search(text_of(s)) for s in sentences(paper.lines)):
        return False
    return any(_attributed(text_of(s)) for s in sentences(paper.lines))


def _attributed(text: str) -> bool:
    return bool(english(text) if is_latin(text) else chinese(text))


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give attributed statements, third-party figures, unanswered questions; a building opened."""
    paper, form = paper_of(document), f"{NAME}@{VERSION}"
    yield from expecting("attributed_statement", CHINESE, statement_facts(paper, form))
    if paper.genre.name == _OPENED:
        yield from facility_facts(paper, form)
