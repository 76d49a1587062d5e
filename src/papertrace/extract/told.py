"""The text of a page as forms of notices read it: one width, one script, one kind of marks.

Full-width digits and letters, half-width marks beside Chinese words, and traditional characters are
read as what they stand for, one character for one, so that every offset stays. What a fact holds
and quotes is what the page prints: see `Spot.printed`. Nothing is repaired here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.extract.once import once
from papertrace.model import Page
from papertrace.text.script import simplified

if TYPE_CHECKING:
    from papertrace.model import Document

_WIDE = {n: chr(n - 0xFEE0) for n in range(0xFF01, 0xFF5F)}
_FORMS = _WIDE | {
    ord("("): "（",
    ord(")"): "）",
    ord("（"): "（",
    ord("）"): "）",
    ord("，"): "，",
    ord("；"): "；",
    ord("："): "：",
    ord("！"): "！",
    ord("？"): "？",
    ord("～"): "～",
    ord("｜"): "｜",
    ord("\u2236"): "：",
    ord("\ufe30"): "：",
    ord("\ufe55"): "：",
    ord("\ufe59"): "（",
    ord("\ufe5a"): "）",
    ord("\uff61"): "。",
    ord("\xa0"): " ",
    ord("\u2002"): " ",
    ord("\u2003"): "\u3000",
    ord("圓"): "圆",
}
_CHINESE = r"[\u3400-\u9fff（）《》“”、。，；：]"
_MARK = re.compile(rf"(?<={_CHINESE})[,;:]|[,;:](?={_CHINESE})")
_MARKS = {",": "，", ";": "；", ":": "："}
_IN_FIGURE = re.compile(r"(?<=[０-９])[，：](?=[０-９])")
_NARROW = {"，": ",", "：": ":"}


@dataclass(frozen=True, slots=True)
class Told(Page):
    """A page with the text that forms read; `printed` is the page itself."""

    printed: Page | None = None


def told(text: str) -> str:
    """Give a text in the form it is read in, of the same length."""
    # where figures are of full width, so are the marks inside them
    narrow = _IN_FIGURE.sub(lambda m: _NARROW[m[0]], text)
    return _MARK.sub(lambda m: _MARKS[m[0]], simplified(narrow).translate(_FORMS))


@once
def told_document(document: Document) -> Document:
    """Give the document with every page's text in the form it is read in."""
    return replace(
        document, title=told(document.title), pages=tuple(_page(p) for p in document.pages)
    )


def printed(page: Page) -> Page:
    """Give the page as it was read in."""
    return page.printed or page if isinstance(page, Told) else page


def _page(page: Page) -> Told:
    return Told(
        page.number,
        page.width,
        page.height,
        page.rotation,
        told(page.text),
        page.words,
        page.tables,
        page.origin,
        page.runs,
        page.name,
        page.problems,
        page,
    )
