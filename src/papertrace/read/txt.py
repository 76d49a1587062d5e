"""Plain text -> one page. The page's text is the file's, with line ends folded to newlines.

Offsets of runs count characters of the decoded file with its line ends folded and without byte
order mark. Only lines with a constant number of tabs become a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.model import Document
from papertrace.read.blocks import Grid, GridCell, Line, Piece
from papertrace.read.charset import decode
from papertrace.read.flow import lay_out
from papertrace.read.flow_limits import MOST_CHARACTERS, problem

if TYPE_CHECKING:
    from papertrace.model import Problem
    from papertrace.read.blocks import Block

MEDIA_TYPES: tuple[str, ...] = ("text/plain",)
NAME = "txt"
VERSION = "1"
_COLUMNS = 3
_ROWS = 3


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a text file; its title is empty, for text states none."""
    decoded = decode(data, markup=False)
    text, problems = _first(decoded.text)
    page = lay_out(blocks_of(text))
    told = (*decoded.problems, *problems)
    return Document(digest, name, "text/plain", f"{NAME}/{VERSION}", "", (page,), told)


def _first(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Give as many whole lines of a very long text as a page holds, and what was left out."""
    if len(text) <= MOST_CHARACTERS:
        return text, ()
    end = text.rfind("\n", 0, MOST_CHARACTERS)
    end = MOST_CHARACTERS if end <= 0 else end
    read, every = text.count("\n", 0, end) + 1, text.count("\n") + 1
    share = 100 * end / len(text)
    message = f"Only the first {read} of {every} lines ({share:.0f} %) were read: it is very long."
    return text[:end], (problem(message),)


def blocks_of(text: str) -> list[Block]:
    """Give a text's lines in order, those that form a table as a grid."""
    blocks: list[Block] = []
    rows: list[tuple[int, str]] = []
    tabs = 0
    at = 0
    for line in text.split("\n"):
        count = line.count("\t")
        if rows and count != tabs:
            blocks.extend(_rows(rows, tabs))
            rows = []
        tabs = count
        rows.append((at, line))
        at += len(line) + 1
    blocks.extend(_rows(rows, tabs))
    return blocks


def _rows(rows: list[tuple[int, str]], tabs: int) -> list[Block]:
    """Make lines with the same number of tabs a grid, or leave them lines."""
    if tabs + 1 < _COLUMNS or len(rows) < _ROWS:
        return [Line((Piece(line, "", at),) if line else ()) for at, line in rows]
    cells = []
    for row, (at, line) in enumerate(rows):
        start = at
        for column, part in enumerate(line.split("\t")):
            cells.append(GridCell(row, column, 1, 1, (Piece(part, "", start),)))
            start += len(part) + 1
    return [Grid(len(rows), tabs + 1, tuple(cells))]
