"""What a reader makes of a file: a Document of Pages, with a box for every word and table cell.

One rule makes the rest simple. A page has **one text**, and everything on it is an offset into
that text:

- `Page.text` holds the lines in reading order, separated by newlines. A table's row is one line,
  its cells separated by tabs; a cell's own text is contiguous (lines wrapped inside a cell are
  joined without a break, with a blank only between two Latin letters).
- each `Word` is `text[start:end]` and has a box. A word never holds white space, and never mixes
  Han characters with others, so a part of it can be boxed by its share of the width.
- each `Cell` is `text[start:end]` and has a box (a merged cell stands once, at its first place).
- each `Run` says from which place of the original `text[start:end]` was taken: an element of an
  HTML page, a cell of a sheet, the characters of a text file. PDF pages have none.

Page numbers start at 1: the PDF's page; 1 for HTML and TXT; the sheet's number for sheets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from papertrace.model.swift import swift

if TYPE_CHECKING:
    from papertrace.model.geometry import Box
    from papertrace.model.problems import Problem

Origin = Literal["digital", "ocr", "mixed", "drawn"]


@swift
@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space, with its box."""

    text: str
    box: Box
    start: int
    """Offset of its first character in the page's text."""
    end: int
    """Offset behind its last character."""
    confidence: float | None = None
    """The reading's confidence, 0 to 1; None where the text was not recognised but given."""


@swift
@dataclass(frozen=True, slots=True)
class Run:
    """Where a stretch of the page's text stands in the original."""

    start: int
    end: int
    path: str
    """XPath of the element, `Sheet!B7`, or empty for a text file."""
    offset: int
    """Number of characters of that element (or file) before the stretch."""


@swift
@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    box: Box
    start: int
    """Offset of its text in the page's text; equal to `end` where the cell is empty."""
    end: int


@dataclass(frozen=True, slots=True)
class Caption:
    """A line that belongs to a table though it stands outside: its title or its unit note."""

    text: str
    start: int
    """Offset in the text of the page it stands on."""
    end: int
    page: int = 0
    """That page, where it is the one before: the line stands at its foot. 0: the table's own."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page. The pieces of a table that runs over pages name the piece before."""

    page: int
    box: Box
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    """Sorted by row, then column; a merged cell stands once."""
    title: Caption | None = None
    """The line above that names it (收支总表), where one was found."""
    unit_note: Caption | None = None
    """The unit caption (单位：万元), where one was found."""
    continued_from: int | None = None
    """Page of the piece it continues, where it does: that page's last table."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read."""

    number: int
    width: float
    height: float
    rotation: int
    """Degrees clockwise that were applied before the boxes were measured."""
    text: str
    words: tuple[Word, ...]
    tables: tuple[Table, ...]
    origin: Origin
    runs: tuple[Run, ...] = ()
    name: str = ""
    """A sheet's name; empty elsewhere."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a file (an archive's part, a mail's attachment): a document of its own."""

    name: str
    """Its path inside; in the case it is called `outer.zip/inner/name.pdf`."""
    media_type: str
    digest: str
    """sha256 of its bytes, hex."""
    size: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read."""

    digest: str
    """sha256 of the file's bytes, hex."""
    name: str
    """The name under which it was first added."""
    media_type: str
    reader: str
    """name/version"""
    title: str
    """The title the file itself states (HTML title, PDF title, first heading), or ''."""
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    """Files inside it that are documents of their own."""
