"""A document that is no notice, laid out for its form: title, day of publication, sentences.

Made on top of the outline that notices use, so that every form sees the same lines. Nothing here
knows a kind of fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from papertrace.extract.choice import choose
from papertrace.extract.genres import genre_of
from papertrace.extract.moments import published
from papertrace.extract.names import is_person, looks_like_body, name_at
from papertrace.extract.once import once
from papertrace.extract.outline import outline_of
from papertrace.extract.tables import sections
from papertrace.extract.told import printed, told_document
from papertrace.text.anchored import anchor_of
from papertrace.text.dates import find_dates
from papertrace.text.persons import personal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Builder, Spot
    from papertrace.extract.genres import Genre
    from papertrace.extract.lines import Line
    from papertrace.extract.tables import Section
    from papertrace.model import Document

_END = re.compile(
    r"[。！？!?；;\n]+(?![”’\"])|(?<=[。！？]”)(?=“)|(?<=[a-z\d%”\"’)])(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<!St)(?<!No)(?<!Co)(?<!Ltd)"
    r"(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec))(?<!\bSept)\.[”\"]?(?=\s|$|[A-Z])"
)
_LONG_CELL = 16
_HEAD = 14
_DAY = re.compile(r"(?<![\d年/.-])(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]")
_FULL_DAY = 10
_UNTIL = re.compile(r"截[止至]|报名|应聘|投递|面试|笔试|体检|日前|以前|之前|逾期")
"""Words of days until which something is to be done, none of them the day of publication."""
_BOUND = re.compile(r"出生|周岁|年龄|年满|[以之]前|[以之]后|期间|届满|毕业")
"""Words of a condition, whose day is not the paper's."""
_PUBLISHED = re.compile(r"发布|发稿|刊登|时间$|来源|公布|(?i:published|date|updated|posted)")


@dataclass(frozen=True, slots=True)
class Paper:
    """What the forms of other documents read from."""

    document: Document
    lines: tuple[Line, ...]
    genre: Genre
    published: tuple[str, Spot] | None
    """ISO 8601 and where it stands."""
    tables: tuple[Section, ...]

    @property
    def title(self) -> Spot | None:
        """Give the title where the page prints it."""
        return self.genre.title


_LAST: list[Paper] = []


def paper_of(document: Document) -> Paper:
    """Lay out a document; the same object as long as the same document is asked for."""
    if _LAST and _LAST[0].document is document:
        return _LAST[0]
    outline = outline_of(document)
    genre = genre_of(document, outline.lines)
    chosen = choose(published(outline))
    day = (chosen.best.value, chosen.best.spot) if chosen else _first_day(outline.lines)
    tables = sections(told_document(document)) if any(p.tables for p in document.pages) else ()
    made = Paper(document, outline.lines, genre, day, tables)
    _LAST[:] = [made]
    return made


def _first_day(lines: tuple[Line, ...]) -> tuple[str, Spot] | None:
    """Give the first whole day in the short lines at the head (a dateline, a line of sources)."""
    for line in lines[:_HEAD]:
        spot = line.spot
        raw = spot.page.text[spot.start : spot.end]
        dates = [d for d in find_dates(raw) if "/" not in d.value and len(d.value) >= _FULL_DAY]
        rest = len(raw) - sum(d.end - d.start for d in dates)
        label = re.match(r"[^:：\d]{2,14}(?=[:：])", raw.strip())
        if (label and not _PUBLISHED.search(label[0])) or _UNTIL.search(raw) or _BOUND.search(raw):
            continue
        if line.flat and raw.strip() and dates and rest < 60:  # noqa: PLR2004  (a sentence is longer)
            return dates[0].value, spot.part(dates[0].start, dates[0].end)
    return None


@once
def sentences(lines: tuple[Line, ...]) -> tuple[Spot, ...]:
    """Give the sentences of running text and of long cells, in order."""
    return tuple(_parted(lines))


def _parted(lines: tuple[Line, ...]) -> Iterator[Spot]:
    for line in lines:
        if not line.flat and len(line.text) < _LONG_CELL:
            continue
        raw = line.spot.page.text[line.spot.start : line.spot.end]
        at = 0
        for mark in _END.finditer(raw.replace("\n", " ")):
            if raw[at : mark.start()].strip():
                yield line.spot.part(at, mark.end())
            at = mark.end()
        if raw[at:].strip():
            yield line.spot.part(at, len(raw))


def text_of(spot: Spot) -> str:
    """Give the text of a stretch with the offsets of its page kept; line breaks as blanks."""
    return spot.page.text[spot.start : spot.end].replace("\n", " ")


def body_at(spot: Spot) -> tuple[str, Spot] | None:
    """Read the name of a body or company; None for anything else, and for a bare person."""
    name = name_at(spot)
    if name is None or is_person(name.value) or not looks_like_body(name.value):
        return None
    return name.value, name.spot


def private(text: str) -> bool:
    """Say whether a text holds a private person's name or number."""
    return bool(personal(text))


@dataclass(frozen=True, slots=True)
class Day:
    """A day as read, with the stretch that holds its year where that stands elsewhere."""

    value: str
    spot: Spot
    year: Spot | None = None

    def onto(self, builder: Builder, name: str) -> None:
        """Set it as a field, with an anchor for the year that was taken from elsewhere."""
        builder.add(name, self.value, self.spot)
        if self.year is not None:
            anchor = anchor_of(printed(self.year.page), self.year.start, self.year.end, name)
            builder.anchors.append(anchor)


def days_in(spot: Spot, paper: Paper) -> list[Day]:
    """Give the days and periods of a stretch in order.

    A day without a year is that of the publication or the last one before it.
    """
    raw = text_of(spot)
    found = [Day(d.value, spot.part(d.start, d.end)) for d in find_dates(raw)]
    for match in _DAY.finditer(raw):
        if any(d.spot.start <= spot.start + match.start() < d.spot.end for d in found):
            continue
        value = _of_year(int(match["month"]), int(match["day"]), paper.published)
        if value and paper.published:
            found.append(Day(value, spot.part(match.start(), match.end()), paper.published[1]))
    return sorted(found, key=lambda d: d.spot.start)


def _of_year(month: int, day: int, known: tuple[str, Spot] | None) -> str:
    """Give the last such day not after the publication; '' where there is none."""
    if known is None or len(known[0]) < _FULL_DAY:
        return ""
    try:
        until = date.fromisoformat(known[0][:10])
        told = date(until.year, month, day)
        return (told if told <= until else told.replace(year=until.year - 1)).isoformat()
    except ValueError:
        return ""
