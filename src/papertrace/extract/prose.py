"""The running text of a document as one string, over line and page ends, with its way back.

Tables and page numbers are left out, white space is taken out; a line feed stands where a new
paragraph begins. Nothing here knows what a sentence means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Page

_PAGE_NUMBER = re.compile(r"^[-—–―\s]*(?:第\s*)?\d{1,4}\s*(?:页)?[-—–―\s]*(?:[/共]\s*\d+\s*页?)?$")
_OPENS = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d)|附[:：]|注[:：])"
)
_CLOSES = re.compile(r"(?:说明|情况|情况表|如下[:：]|其中[:：]|包括[:：])$")


@dataclass(frozen=True, slots=True)
class Prose:
    """Text without blanks; `places[i]` is the page and offset of `text[i]`."""

    text: str
    places: tuple[tuple[Page, int], ...]

    def spots(self, start: int, end: int) -> tuple[Spot, ...]:
        """Give the stretches of `text[start:end]`, one a page."""
        made: list[Spot] = []
        for page, offset in self.places[start:end]:
            if made and made[-1].page is page:
                made[-1] = Spot(page, made[-1].start, offset + 1)
            else:
                made.append(Spot(page, offset, offset + 1))
        return tuple(made)


def prose_of(document: Document) -> Prose:
    """Join the running text of all pages."""
    text: list[str] = []
    places: list[tuple[Page, int]] = []
    for page in document.pages:
        for start, end in _lines(page):
            line = page.text[start:end]
            if _PAGE_NUMBER.match(line) or not line.strip():
                continue
            if text and _OPENS.match(line.strip()) and text[-1] != "\n":
                text.append("\n")
                places.append((page, start))
            for offset in range(start, end):
                if not page.text[offset].isspace():
                    text.append(page.text[offset])
                    places.append((page, offset))
            if _CLOSES.search(line.strip()):
                text.append("\n")
                places.append((page, end - 1))
    return Prose("".join(text), tuple(places))


def _lines(page: Page) -> Iterator[tuple[int, int]]:
    """Give the lines of a page that stand outside its tables."""
    spans = []
    for table in page.tables:
        cells = [c for c in table.cells if c.end > c.start]
        if cells:
            spans.append((min(c.start for c in cells), max(c.end for c in cells)))
    for line in re.finditer(r"[^\n]+", page.text):
        if not any(line.start() < b and line.end() > a for a, b in spans):
            yield line.start(), line.end()
