"""Where a page's text holds private persons' names, or numbers that lead to one.

What is found here is masked in everything that is published and kept out of indexes. In contact
and expert zones it rather masks too much than too little; elsewhere it leaves amounts, dates,
project numbers and the names of bodies alone. It never says who a person is, and keeps nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Literal

from papertrace.model.swift import swift
from papertrace.text.personal_bare import bared
from papertrace.text.personal_labels import (
    EXPERT,
    EXPERT_HEADING,
    LABEL,
    LOOSE_CELL,
    LOOSE_END,
    NEXT_HEADING,
    PHONE_LABEL,
    ROLL,
)
from papertrace.text.personal_names import is_personal_name, may_name, names_in
from papertrace.text.personal_prose import names_at, prose_names
from papertrace.text.private_numbers import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Kind", "Span", "is_personal_name", "joined", "personal"]

Kind = Literal["name", "phone", "identity", "mail", "account"]

_LONGEST_LIST = 40
"""Lines an expert list may have where no heading follows."""
_FURTHEST = 2 * _LONGEST_LIST
"""Lines behind a label that are looked at for what it names."""
_LONGEST_LABEL = 24
"""Characters of a cell that may be a label (with its bracket)."""
_POST = re.compile(r"(?:岗位|职位|工种|岗位名称|职位名称)[ \u3000]*[:：]?[ \u3000]*\Z")
"""A label whose value is a post, which is no label though it reads like one (联络员)."""
_COLONS = frozenset(":：")
_SHORT = 60
"""Characters of a line that may hold nothing but names and what goes with them."""


@swift
@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a page's text that must not be shown."""

    start: int
    end: int
    kind: Kind


def personal(text: str) -> tuple[Span, ...]:
    """Find private persons' names and numbers in a page's text, in order, without overlap.

    Lines are separated by newlines, a table row's cells by tabs (see `papertrace.model.pages`).
    """
    bare = bared(text)
    lines = tuple(_lines(bare.text))
    found = [Span(*bare.span(a, b), "name") for a, b in _names(lines)]
    found += [Span(*bare.span(a, b), kind) for a, b, kind in numbers(bare.text)]
    return tuple(joined(found))


@swift
@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    def cells(self) -> list[tuple[int, str]]:
        """Give the offset and the text of each cell."""
        if "\t" not in self.text:
            return [(self.start, self.text)]
        out, at = [], self.start
        for part in self.text.split("\t"):
            out.append((at, part))
            at += len(part) + 1
        return out


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield _Line(at, line)
        at += len(line) + 1


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Give spans in order, those that overlap as one; the first one's kind stands."""
    last: Span | None = None
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if last is not None and span.start < last.end:
            last = Span(last.start, max(last.end, span.end), last.kind)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _names(lines: tuple[_Line, ...]) -> Iterator[tuple[int, int]]:
    table = _Table()
    for number, line in enumerate(lines):
        cells = line.cells()
        yield from _behind_labels(cells, lines, number)
        if may_name(line.text):
            yield from ((line.start + a, line.start + b) for a, b in prose_names(line.text))
        yield from _loose_below(line.text, lines, number)
        if len(cells) > 1:
            yield from _beside(cells)
        yield from table.row(cells)
        if EXPERT.search(line.text) and EXPERT_HEADING.search(line.text):
            yield from _zone(_below(lines, number))


def _below(lines: tuple[_Line, ...], number: int) -> tuple[_Line, ...]:
    """Give the lines below one that are looked at for what it names."""
    return lines[number + 1 : number + 1 + _FURTHEST]


def _behind_labels(
    cells: list[tuple[int, str]], lines: tuple[_Line, ...], number: int
) -> Iterator[tuple[int, int]]:
    """Take names behind a label in its own cell, or on the lines behind a label that ends one."""
    last = None
    for at, cell in cells:
        every = list(LABEL.finditer(cell))
        for label in every:
            yield from names_in(cell, label.end(), at, sure=True)
        for label in PHONE_LABEL.finditer(cell):
            yield from names_in(cell, label.end(), at, sure=False)
        last = every[-1] if every and not cell[every[-1].end() :].strip() else None
    if last is None:
        return
    if last[0].rstrip().endswith((":", "：")):
        yield from _next_lines(_below(lines, number))
    elif len(cells) == 1:
        yield from _flattened(_below(lines, number))


def _last_label(text: str) -> str | None:
    """Give the label that ends a text with nothing behind it."""
    every = list(LABEL.finditer(text))
    if not every or text[every[-1].end() :].strip():
        return None
    return every[-1][0]


def _next_lines(rest: tuple[_Line, ...]) -> Iterator[tuple[int, int]]:
    """Take the names that stand alone below a label with a colon."""
    for line in rest[:2]:
        if len(line.text) > _SHORT or NEXT_HEADING.match(line.text):
            return
        found = list(names_in(line.text, 0, line.start, sure=True))
        yield from found
        if not found:
            return


def _loose_below(text: str, lines: tuple[_Line, ...], number: int) -> Iterator[tuple[int, int]]:
    """Take lines that are wholly a name below a loose label, or below the heading of a list."""
    rolls = ROLL.search(text) is not None
    ends = not rolls and text.rstrip(" \u3000")[-1:] in _COLONS
    most = _LONGEST_LIST if rolls else int(ends and LOOSE_END.search(text) is not None)
    for below in _below(lines, number)[:most] if most else ():
        if NEXT_HEADING.match(below.text):
            return
        for at, cell in below.cells():
            if is_personal_name(cell):
                yield _bare(at, cell)


def _flattened(rest: tuple[_Line, ...]) -> Iterator[tuple[int, int]]:
    """Take every line that is wholly a name below a column heading whose table was flattened."""
    for line in rest:
        if NEXT_HEADING.match(line.text):
            return
        if is_personal_name(line.text):
            yield _bare(line.start, line.text)


def _beside(cells: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Take names in the cell next to a label's cell."""
    for number, ((_, label), (at, value)) in enumerate(pairwise(cells)):
        if _is_label(label) and not _is_label(value):
            yield from names_in(value, 0, at, sure=True)
            further = takewhile(lambda c: is_personal_name(c[1]), cells[number + 2 :])
            yield from (_bare(*cell) for cell in further)
        elif PHONE_LABEL.fullmatch(label.strip() + ":"):
            yield from names_in(value, 0, at, sure=False)
        elif LOOSE_CELL.fullmatch(label):
            yield from ((at + a, at + b) for a, b in names_at(value, _indent(value)))


def _is_label(text: str) -> bool:
    told = text.strip()
    return len(told) <= _LONGEST_LABEL and _last_label(told) is not None


class _Table:
    """What the rows above say about columns: one pass over a table's rows, however many heads."""

    def __init__(self) -> None:
        self._wanted: dict[int, set[int]] = {}
        self._loose: dict[int, set[int]] = {}

    def row(self, cells: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
        """Take names in columns below a label, any bare name where the cells do not line up.

        Then take note of the labels of this row itself. A line that is no row ends the table.
        """
        width = len(cells)
        if width < 2:  # noqa: PLR2004  (no row of a table)
            self._wanted.clear()
            self._loose.clear()
            return
        wanted, loose = self._wanted.get(width, ()), self._loose.get(width, ())
        askew = any(other != width for other in self._wanted)
        for i, (at, cell) in enumerate(cells):
            if i in wanted:
                yield from names_in(cell, 0, at, sure=True)
            if i in loose:
                yield from ((at + a, at + b) for a, b in names_at(cell, _indent(cell)))
            if askew and is_personal_name(cell):
                yield _bare(at, cell)
        labels = {i for i, (_, cell) in enumerate(cells) if _is_label(cell)}
        labels -= {i for i in labels if i and _POST.search(cells[i - 1][1])}
        if labels:
            self._wanted.setdefault(width, set()).update(labels)
        others = {i for i, (_, cell) in enumerate(cells) if LOOSE_CELL.fullmatch(cell)}
        if others:
            self._loose.setdefault(width, set()).update(others)


def _zone(rest: tuple[_Line, ...]) -> Iterator[tuple[int, int]]:
    """Take every name of a list of experts, up to the next numbered heading."""
    for line in rest[:_LONGEST_LIST]:
        if NEXT_HEADING.match(line.text):
            return
        for at, cell in line.cells():
            yield from names_in(cell, 0, at, sure=len(cell) <= _SHORT)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _bare(at: int, text: str) -> tuple[int, int]:
    """Give the stretch of a text without the blanks around it."""
    return at + _indent(text), at + len(text.rstrip())
