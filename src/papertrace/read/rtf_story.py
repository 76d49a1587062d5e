"""Paragraphs and tables of an RTF file in the making, as its control words come by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.read.honest_marks import Place
from papertrace.read.prose import Paragraph
from papertrace.read.rtf_rows import Row, Rule, grid

if TYPE_CHECKING:
    from papertrace.read.blocks import Block

_MOST_CELLS = 1000


@dataclass(slots=True)
class Story:
    """A stretch of text of its own: the body, a header, a note, a text box."""

    path: str
    blocks: list[Block] = field(default_factory=list)
    in_row: bool = False
    in_table: bool = False
    unseen: list[Place] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    """What stands in text boxes that hang on the paragraph at hand."""
    _left: int = 0
    _rules: list[Rule] = field(default_factory=list)
    _next: Rule = field(default_factory=Rule)
    _cells: list[list[Block]] = field(default_factory=list)
    _cell: list[Block] = field(default_factory=list)
    _rows: list[Row] = field(default_factory=list)
    _outside: int = 0
    """Paragraphs that stood outside tables."""
    _inside: int = 0
    """Paragraphs of the cell at hand."""
    _tables: int = 0
    _open: Paragraph | None = None

    def write(self, text: str, mark: str = "", code: str = "") -> None:
        """Add text to the paragraph at hand: between marks, or unseen for the reason of a code."""
        made = self._paragraph()
        begun = made.used
        made.write(text, mark)
        if code and text:
            self.unseen.append(Place(made.path, begun, made.used, code))

    def end_line(self) -> None:
        """Break the line."""
        self._paragraph().end_line()

    def _paragraph(self) -> Paragraph:
        if self._open is None:
            if self.in_row or self.in_table:
                self._inside += 1
                place = f"/tbl[{self._tables + 1}]/tr[{len(self._rows) + 1}]"
                place += f"/tc[{len(self._cells) + 1}]/p[{self._inside}]"
            else:
                self._end_table()
                self._outside += 1
                place = f"/p[{self._outside}]"
            self._open = Paragraph(self.path + place)
        return self._open

    def end_paragraph(self) -> None:
        """Finish the paragraph at hand; an empty one counts too."""
        made = self._paragraph().blocks()
        self._open = None
        if self.in_row or self.in_table:
            self._cell += made
        else:
            self.blocks += made
        boxes, self.boxes = self.boxes, []
        (self._cell if self.in_row or self.in_table else self.blocks).extend(boxes)

    def end_cell(self) -> None:
        """Finish a cell."""
        if self._open is not None:
            self.in_table = True
            self.end_paragraph()
        if len(self._cells) < _MOST_CELLS:
            self._cells.append(self._cell)
        self._cell = []
        self._inside = 0

    def begin_row(self) -> None:
        """Take a new definition of a row; cells that were read already stay."""
        if not self.in_row and self._open is not None:
            self.end_paragraph()
        self.in_row = True
        self._left, self._rules, self._next = 0, [], Rule()

    def define(self, word: str, value: int) -> None:
        """Take a control word that defines a row or a cell."""
        if word == "cellx":
            self._next.right = value
            if len(self._rules) < _MOST_CELLS:
                self._rules.append(self._next)
            self._next = Rule()
        elif word == "trleft":
            self._left = value
        else:
            self._next.flags.add(word)

    def end_row(self) -> None:
        """Finish a row."""
        if self._open is not None or self._cell:
            self.end_cell()
        self._rows.append(Row(self._left, tuple(self._rules), tuple(self._cells)))
        self._cells, self.in_row = [], False

    def _end_table(self) -> None:
        if self._rows:
            self._tables += 1
            self.blocks += grid(self._rows)
            self._rows = []

    def finish(self) -> list[Block]:
        """Give everything; what was left open is finished."""
        if self._open is not None or self.boxes:
            self.end_paragraph()
        if self._cells or self._cell:
            self.end_row()
        self.in_row = self.in_table = False
        self._end_table()
        return self.blocks
