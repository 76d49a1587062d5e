"""A notice as lines and tables, whatever it was written in: what layouts are made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.model import Document


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of a table."""

    text: str
    row: int
    column: int
    down: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or a table where it has cells."""

    text: str = ""
    cells: tuple[Square, ...] = ()

    def rows(self) -> list[list[Square]]:
        """Give the cells row by row."""
        last = max(c.row for c in self.cells)
        return [[c for c in self.cells if c.row == n] for n in range(last + 1)]


Blocks = tuple[Block, ...]
Layout = tuple[str, str]
"""The text of the file, and its name."""

FIELD = re.compile(
    r"(?P<mark>(?:[一二三四五六七八九十]、|\d{1,2}[.、]\s*)?)(?P<label>(?!(?:最终)?[报報][价價]|[总總][价價])[^\d:：，。；、（(]"
    r"(?:[^:：，。；（）()]|[（(][^:：，。；（）()]*[）)]){1,34})[:：](?!(?<=\d.)\d)\s*(?P<value>\S.*)"
)


def blocks_of(document: Document) -> Blocks:
    """Take a document apart; every page's lines and tables in order."""
    made: list[Block] = []
    for page in document.pages:
        spans = []
        for table in page.tables:
            filled = [c for c in table.cells if c.end > c.start]
            if filled:
                spans.append((min(c.start for c in filled), max(c.end for c in filled), table))
        at = 0
        done: set[int] = set()
        for line in page.text.split("\n"):
            start, end = at, at + len(line)
            at = end + 1
            inside = next((s for s in spans if s[0] <= end and start < s[1]), None)
            if inside is None:
                made += [Block(t.strip()) for t in line.split("\t") if t.strip()]
            elif id(inside[2]) not in done:
                done.add(id(inside[2]))
                made.append(
                    Block(
                        cells=tuple(
                            Square(c.text.strip(), c.row, c.column, c.row_span, c.column_span)
                            for c in inside[2].cells
                        )
                    )
                )
    return tuple(made)


def fields_of(blocks: Blocks) -> list[tuple[str, list[tuple[str, str]] | Block]]:
    """Part the blocks into runs of labelled lines and the rest."""
    made: list[tuple[str, list[tuple[str, str]] | Block]] = []
    for block in blocks:
        found = None if block.cells else FIELD.fullmatch(block.text)
        if not found or len(found["value"]) > 120:
            made.append(("block", block))
            continue
        pair = (found["mark"] + found["label"], found["value"])
        if made and made[-1][0] == "fields":
            told = made[-1][1]
            assert isinstance(told, list)
            told.append(pair)
        else:
            made.append(("fields", [pair]))
    return made
