"""News, official and of the press: who said what, which figures others give, who did not answer.

Press figures are weaker than documents and never merge with them. Private speakers are kept as a
role, a month and a country; names, ages, routes and their words never are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.bindings import is_latin
from papertrace.extract.facility_facts import facility_facts
from papertrace.extract.named_offices import role_alone
from papertrace.extract.outline import outline_of
from papertrace.extract.papers import paper_of, sentences, text_of
from papertrace.extract.press import reported
from papertrace.extract.problems import expecting
from papertrace.extract.speakers import told_in as chinese
from papertrace.extract.speakers_en import told_in as english
from papertrace.extract.statements import statement_facts
from papertrace.extract.surnames_zh import named_again
from papertrace.extract.told_papers import papers_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.papers import Paper
    from papertrace.extract.speakers import Said
    from papertrace.model import Document, Fact, Problem

NAME = "news"
CHINESE = "新闻"
VERSION = 1
KIND = "document"

_NOT_NEWS = re.compile(
    r"办法|规定|条例|细则|通知$|意见$|方案$|目录|一览|公示$|协议|须知|[Rr]egulation|[Aa]greement"
)
_OF_PAPERS = re.compile(r"名单|预算|决算|绩效|合同|采购|招标|中标|[Cc]ontract")
"""In a headline these stand over a report on papers, too."""
_NEWS = re.compile(
    r"记者|本报|本网|讯[）)】\s]|新华社|通讯员|来源[:：]|日电|责任编辑|发言人|例行|新闻|通报|采访|据.{2,24}(?:介绍|消息|透露)|"
    r"\b(?:said|told|reported|according to|spokes(?:man|woman|person)|denied|declined"
    r"|unanswered|claimed|announced|warned|respond(?:ed)?|dismissed|rejected|repl(?:y|ied)|statement)\b"
)
_OPENED = "completion"
"""Genre of papers on buildings begun or put to use; reported by the press, they are news."""
_HEADLINE = 80
_LONG = 30_000
_LONG_PAGES = 8
"""From here on a document is a report, and more than one body must say something in it."""
_LONGEST = 1_000_000
_FEWEST_TOLD = 4
_LOOKED_AT = 1_500
"""Sentences of a long report in which attributions are counted."""
_TABLED = 0.3


def recognise(document: Document) -> bool:
    """Say whether the document is running text that tells who said something."""
    size = sum(len(p.text) for p in document.pages)
    if not document.pages or size > _LONGEST:
        return False
    tabled = sum(c.end - c.start for p in document.pages for t in p.tables for c in t.cells)
    if tabled > _TABLED * size or outline_of(document).kind.module:
        return False
    paper = paper_of(document)
    if paper.genre.name:
        return paper.genre.name == _OPENED and reported(paper)
    if size > _LONG or len(document.pages) > _LONG_PAGES:
        return _headed(document, paper) and _tells_much(paper)
    return _headed(document, paper) and _tells(paper)


def _tells_much(paper: Paper) -> bool:
    """Say whether several statements with a speaker stand in a long report."""
    told = 0
    for spot in sentences(paper.lines)[:_LOOKED_AT]:
        text = text_of(spot)
        if _NEWS.search(text) and any(s.org for s in _said(text)):
            told += 1
            if told == _FEWEST_TOLD:
                return True
    return False


def _tells(paper: Paper) -> bool:
    """Say whether words of the press stand in a paper, and somebody says something."""
    spots = sentences(paper.lines)
    return any(_NEWS.search(text_of(s)) for s in spots) and any(
        _attributed(text_of(s)) or named_again(text_of(s), spots[:n]) for n, s in enumerate(spots)
    )


def _headed(document: Document, paper: Paper) -> bool:
    """Say whether what stands at the head may be a headline, and not the title of a rule."""
    heads = [h.strip() for h in (document.title, *(n.text for n in paper.lines[:3]))]
    heads = [h for h in heads if len(h) < _HEADLINE and not re.search(r"[。.]$", h)]
    if any(_NOT_NEWS.search(h) for h in heads):
        return False
    return reported(paper) or not any(_OF_PAPERS.search(h) for h in heads)


def _said(text: str) -> list[Said]:
    return english(text) if is_latin(text) else chinese(text)


def _attributed(text: str) -> bool:
    latin = is_latin(text)
    return bool(_said(text) or papers_told(text, latin=latin) or (not latin and role_alone(text)))


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give attributed statements, third-party figures, unanswered questions; a building opened."""
    paper, form = paper_of(document), f"{NAME}@{VERSION}"
    yield from expecting("attributed_statement", CHINESE, statement_facts(paper, form))
    if paper.genre.name == _OPENED:
        yield from facility_facts(paper, form)
