"""DOC (Word 97 to 2003, also as Kingsoft saves it) -> one drawn page with all text.

Places are named by paths such as `/p[12]` and `/tbl[2]/tr[3]/tc[1]/p[1]`. Macros and objects inside
are not opened; a table in a cell of another is read as lines of that cell.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from papertrace.model import Document, Problem
from papertrace.read import sniff
from papertrace.read.doc_file import T_DEF_TABLE, opened
from papertrace.read.doc_looks import look_of
from papertrace.read.flow import lay_out
from papertrace.read.formulas import drawn_by
from papertrace.read.honest_marks import placed
from papertrace.read.honest_runs import PLAIN, unseen
from papertrace.read.ole import Compound
from papertrace.read.rtf_story import Story
from papertrace.text.struck import FORMULA, OPENS

if TYPE_CHECKING:
    from papertrace.read.blocks import Block
    from papertrace.read.doc_file import Properties, WordFile
    from papertrace.read.honest_marks import Place

MEDIA_TYPES: tuple[str, ...] = (sniff.DOC,)
NAME = "doc"
VERSION = "2"
_STORIES: Final = (
    "", "/footnotes", "/headers", "", "/comments", "/endnotes", "/boxes", "/boxes-of-headers",
)  # fmt: skip
_BODY, _HEADERS, _MACROS, _COMMENTS = 0, 2, 3, 4
_IN_TABLE, _ROW_END = 0x2416, 0x2417
_DELETED = 0x0800
_PART = re.compile("[^\x00-\x1f\ud800-\udfff]+|[\ud800-\udbff][\udc00-\udfff]|.", re.DOTALL)
_ENDS: Final = "\r\x07\x0c"
_SIGNS: Final = {"\t": " ", "\x1e": "-", "\xa0": "\xa0"}
_PICTURES: Final = "\x01\x08"
_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_CELL_SIZE: Final = 20
_MERGED: Final = 0x0002
_BELOW, _BELOW_FIRST = 0x0020, 0x0040


@dataclass(slots=True)
class _Met:
    """What was met on the way."""

    unseen: list[Place] = field(default_factory=list)
    hidden: int = 0
    struck: int = 0
    deleted: int = 0
    pictures: int = 0
    comments: int = 0


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a document; raises Encrypted, Damaged or UnknownFormat."""
    file = opened(Compound(data))
    met = _Met()
    parts: dict[int, list[Block]] = {}
    start = 0
    for number, length in enumerate(file.lengths):
        end = min(start + length, len(file.text))
        if number == _COMMENTS:
            met.comments = file.text.count("\r", start, end)
        elif number != _MACROS and end > start:
            parts[number] = _story(file, start, end, _STORIES[number], met)
        start = end
    order = (_HEADERS, _BODY, *(n for n in parts if n not in (_HEADERS, _BODY)))
    page = placed(lay_out([b for n in order for b in parts.get(n, [])]), met.unseen)
    told = f"{NAME}/{VERSION}"
    return Document(digest, name, sniff.DOC, told, "", (page,), _problems(met))


def _story(file: WordFile, start: int, end: int, path: str, met: _Met) -> list[Block]:
    """Read one of the stories, paragraph by paragraph."""
    story = Story(path, unseen=met.unseen)
    first = start
    for index in range(start, end):
        char = file.text[index]
        if char not in _ENDS and index != end - 1:
            continue
        rules = file.paragraphs.at(file.place(index))
        inside = char if char not in _ENDS else ""
        if rules.get(_ROW_END, b"\0") != b"\0":
            _end_row(story, rules)
        else:
            story.in_table = char == "\x07" or rules.get(_IN_TABLE, b"\0") != b"\0"
            _write(file, first, index + len(inside), story, met)
            if char == "\x07":
                story.end_cell()
            else:
                story.end_paragraph()
        first = index + 1
    return story.finish()


def _end_row(story: Story, rules: Properties) -> None:
    """End a row; its cells' edges and merges stand with the mark of its end."""
    story.begin_row()
    told = rules.get(T_DEF_TABLE, b"")
    if len(told) > 3:  # noqa: PLR2004  (its length, and the number of cells)
        count = told[2]
        edges = struct.unpack_from(f"<{count + 1}h", told.ljust(2 * count + 8, b"\0"), 3)
        story.define("trleft", edges[0])
        for n in range(count):
            at = 3 + 2 * (count + 1) + _CELL_SIZE * n
            flags = int.from_bytes(told[at : at + 2], "little")
            if flags & _MERGED:
                story.define("clmrg", 0)
            if flags & _BELOW and not flags & _BELOW_FIRST:
                story.define("clvmrg", 0)
            story.define("cellx", edges[n + 1])
    story.end_row()


def _write(file: WordFile, start: int, end: int, story: Story, met: _Met) -> None:
    """Write a paragraph without the instructions of its fields."""
    depth: list[bool] = []
    code = ""
    for found in _PART.finditer(file.text, start, end):
        text = found[0]
        if text == _FIELD:
            code = "" if not depth else code
            depth.append(True)
        elif text == _RESULT and depth:
            depth[-1] = False
        elif text == _FIELD_END and depth:
            depth.pop()
            if not depth and (drawn := drawn_by(code)):
                story.write(drawn, FORMULA)
        elif any(depth):
            code += text
        elif text in _PICTURES:
            met.pictures += 1
        elif text == "\x0b":
            story.end_line()
        elif text in _SIGNS or text >= " ":
            _runs(file, found.start(), _SIGNS.get(text, text), story, met)


def _runs(file: WordFile, start: int, text: str, story: Story, met: _Met) -> None:
    """Write text, but for what is marked as deleted; count what is hidden."""
    if len(text) == 2 and "\ud800" <= text[0] < "\udc00":  # noqa: PLR2004  (the halves of one)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    kept, look = "", PLAIN
    for n, char in enumerate(text):
        rules = file.characters.at(file.place(start + n))
        if rules.get(_DELETED, b"\0") != b"\0":
            met.deleted += 1
            continue
        now = look_of(rules)
        if now != look:
            story.write(kept, look.mark, unseen(look, None, shaded=story.in_table))
            kept, look = "", now
        met.hidden += look.hidden and not char.isspace()
        met.struck += look.mark == OPENS and not char.isspace()
        kept += char
    story.write(kept, look.mark, unseen(look, None, shaded=story.in_table))


def _problems(met: _Met) -> tuple[Problem, ...]:
    found = []
    look = "Look at the original before you rely on them."
    if met.hidden:
        message = f"{met.hidden} characters are marked as hidden and are not printed."
        found.append(Problem("PT314", "warning", message, look))
    if met.struck:
        message = f"{met.struck} characters are struck out; they are marked as such."
        found.append(
            Problem("PT317", "note", message, "Look at the original for what was changed.")
        )
    if met.deleted or met.comments:
        message = f"{met.deleted} deleted characters and {met.comments} comments are left out."
        found.append(Problem("PT316", "warning", message, "Ask which version was published."))
    if met.pictures:
        message = f"{met.pictures} pictures or objects stand in the text; they were not read."
        found.append(Problem("PT315", "note", message, look))
    return tuple(found)
