"""The card above a published document: its number in the index, its own number, who put it out.

Government sites print it as a small table or in lines with colons (索引号, 发布机构, 发文字号).
It says whose a document is and since when it stands there; it names no person who wrote it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.issuer import is_body
from papertrace.extract.papers import body_at, days_in, paper_of
from papertrace.extract.records import compiled, labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.papers import Paper
    from papertrace.extract.records import Entry
    from papertrace.model import Document, Fact, Problem

NAME = "doc_meta"
CHINESE = "信息公开目录"
VERSION = 1
KIND = "part"

_LABELS = {
    "index_no": r"(?:信息)?索引号",
    "document_no": r"(?:发文|文件|公文|备注/)?(?:字号|文号|编号)",
    "publisher": r"(?:信息)?(?:发布|发文|公开|制发)(?:机构|单位|机关|部门)",
    "published": r"(?:信息)?(?:发布|公开|公示|发文)(?:日期|时间)",
    "written": r"(?:公文)?(?:成文|生成|制发)(?:日期|时间)",
    "title": r"(?:信息|文件|公文)?(?:名称|标题)|题名",
    "other": r"(?:主题|体裁|组配)?分类|主题词|关键词|有效性|时效性"
    r"|公开(?:方式|范围|形式|时限|程序)",
}
_ROLES = compiled({role: rf"[\[【]?(?:{label})[\]】]?" for role, label in _LABELS.items()})
_CARD = frozenset({"index_no", "document_no", "publisher", "published", "written", "other"})
_FEWEST = 2
_LINES = 40
_LONGEST = 24
_NUMBER = re.compile(r"^[\w〔〕\[\]【】（）()/.\-－—]{4,40}号?$")
_BLANK = re.compile(r"^(?:无|暂无|/|-+|—+)?$")


def recognise(document: Document) -> bool:
    """Say whether a card of the index of public information stands at the head."""
    return any("索引号" in "".join(p.text.split()) for p in document.pages[:1]) and bool(
        _entries(paper_of(document))
    )


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give one fact of what the card prints."""
    paper = paper_of(document)
    entries = _entries(paper)
    builder = Builder(document, NAME, f"{NAME}@{VERSION}")
    for name in ("index_no", "document_no"):
        entry = entries.get(name)
        if entry and _NUMBER.match(entry.value.bare) and re.search(r"\d", entry.value.bare):
            builder.add(name, entry.value.bare, entry.value)
    publisher = entries.get("publisher")
    if publisher is not None:
        body = body_at(publisher.value)
        town = is_body(publisher.value.bare) and len(publisher.value.bare) <= _LONGEST
        if body is not None:
            builder.add("publisher", *body)
        elif town:
            builder.add("publisher", publisher.value.bare, publisher.value)
    day = entries.get("published")
    days = days_in(day.value, paper) if day else []
    if len(days) == 1 and "/" not in days[0].value:
        days[0].onto(builder, "published")
    title = entries.get("title")
    if title is not None and not _BLANK.match(title.value.bare):
        builder.add("title", " ".join(title.value.printed.split()), title.value)
    if builder.fields:
        yield builder.fact(0.93, ["a label of the card at the head"])


def _entries(paper: Paper) -> dict[str, Entry]:
    """Give the card's entries by role; none where too few of its labels stand there."""
    found: dict[str, Entry] = {}
    for entry in labelled(paper.lines[:_LINES], _ROLES):
        found.setdefault(entry.role, entry)
    return found if len(_CARD & set(found)) > _FEWEST else {}
