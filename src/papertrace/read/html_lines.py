"""Collects the text of an HTML page as lines, with white space collapsed as a browser does.

It keeps for every character the element and offset it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.read.blocks import Grid, Line, Piece
from papertrace.read.html_apart import BEGINS, ENDS, may_part
from papertrace.text.joints import APART, between
from papertrace.text.struck import CLOSES, OPENS, opening, parted

if TYPE_CHECKING:
    from papertrace.read.blocks import Block
    from papertrace.read.html_dom import Element

_SPACES = re.compile(r"[ \t\n\r\f]+|[^ \t\n\r\f]+")
_KEPT = re.compile(r"\n|[^\n]+")
_COLLAPSIBLE = " \t\n\r\f"


@dataclass(slots=True)
class Lines:
    """Blocks in the making: finished ones, and the line that is being written."""

    blocks: list[Block] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)
    _open: bool = False
    """Whether the line so far ends with something after which a blank counts."""
    _raised: str = ""
    """Raised text without marks that the line ends with."""
    _last: Element | None = None
    """The element whose text was written last."""

    def write(self, text: str, element: Element, *, kept: bool) -> None:
        """Take a text node of an element; `kept` keeps its white space (in `pre`).

        What is struck out, raised or lowered stands between marks that are no part of the original.
        """
        at = element.used
        element.used += len(text)
        if not kept and not self._open and not text.strip(_COLLAPSIBLE):
            return  # the blanks between two blocks
        if self._open and text[:1] in BEGINS and self._last is not None:
            self._part(element, self._last)
        self._last = element
        mark = self._mark(text, element) if element.mark or self._raised else ""
        for found in (_KEPT if kept else _SPACES).finditer(text):
            part = found[0]
            if kept and part == "\n":
                self.end_line()
            elif not kept and part[0] in _COLLAPSIBLE:
                if self._open:
                    self._pieces.append(Piece(" ", element.path, at + found.start()))
                    self._open = False
            else:
                part = part.replace("\t", " ") if kept else part
                self._pieces.append(Piece(part, element.path, at + found.start()))
                self._open = True
        if mark:
            self._pieces.append(Piece(CLOSES, None))
            self._open = True
        elif element.mark:
            self._raised = text

    def put(self, text: str, path: str) -> None:
        """Take text that stands in an attribute."""
        self._pieces.append(Piece(" ".join(text.split()), path))
        self._open = True

    def _part(self, element: Element, last: Element) -> None:
        """Keep figures of two elements apart that style may set apart."""
        before = self._pieces[-1].text[-1:] if self._pieces else ""
        if before in ENDS and may_part(last, element):
            self._pieces.append(Piece(APART, None))
            element.tree.parted.update((last.path, element.path))

    def _mark(self, text: str, element: Element) -> str:
        """Open what is struck out, raised or lowered; part it from raised text without marks."""
        before = self._pieces[-1].text[-1:] if self._pieces else ""
        mark = opening(element.mark, text, before)
        if mark:
            self._pieces.append(Piece(mark, None))
        elif before and parted(text, self._raised):
            self._pieces.append(Piece(" ", None))
        self._raised = ""
        if mark == OPENS:
            element.tree.struck += len("".join(text.split()))
        return mark

    def end_line(self) -> None:
        """Finish the line, if it holds anything."""
        pieces = self._pieces
        if not pieces:
            self._open = False
            return
        if not self._open:
            pieces = pieces[:-1]
        for piece in pieces:
            if not piece.text.isspace():
                self.blocks.append(Line(tuple(pieces)))
                break
        self._pieces = []
        self._open = False

    def flat(self) -> tuple[Piece, ...]:
        """Give everything as the text of one cell: lines joined by a blank."""
        self.end_line()
        pieces: list[Piece] = []
        above = ""
        for block in self.blocks:
            for part in block.cells if isinstance(block, Grid) else (block,):
                if part.pieces:
                    pieces += (Piece(between(above, part.text), None), *part.pieces)
                    above = part.text
        return tuple(pieces[1:])
