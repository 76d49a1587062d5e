"""The text of OpenDocument paragraphs, lists and tables.

White space is collapsed as the format says. Text of tracked deletions and comments is counted and
left out; hidden text is read and counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from papertrace.read.blocks import Line, Piece
from papertrace.read.formulas import UNREAD
from papertrace.read.honest_marks import Place
from papertrace.read.honest_runs import PLAIN, unseen
from papertrace.read.list_numbers import written
from papertrace.read.odf_looks import Looks
from papertrace.read.prose import Paragraph, Placed, table
from papertrace.read.xml_tree import attribute, child, every, local
from papertrace.text.struck import FORMULA, OPENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.read.blocks import Block
    from papertrace.read.honest_runs import Ground, Look
    from papertrace.read.xml_tree import Element

_PARTS = re.compile(r"[ \t\r\n]+|[^ \t\r\n]+")
_SPACES = " \t\r\n"
_ROW_GROUPS = ("table-header-rows", "table-rows", "table-row-group")
_CELLS = ("table-cell", "covered-table-cell")
_BOXES = ("frame", "custom-shape", "g", "rect", "text-box", "line", "ellipse")
_HOLDERS = frozenset(
    ("section", "index-body", "table-of-content", "list-item", "list-header", "numbered-paragraph",
     "alphabetical-index", "illustration-index", "table-index", "user-index", "bibliography",
     "object-index", "text-box", "deletion", "g")
)  # fmt: skip
_LEFT_OUT = frozenset(
    ("tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls", "desc",
     "index-title-template", "note-citation", "ruby-text", "title", "event-listeners", "shapes")
)  # fmt: skip
_LONGEST_NUMBER = 8
_MOST = 1000


@dataclass(slots=True)
class Story:
    """What is known of a file while its text is read, and what was met on the way."""

    looks: Looks = field(default_factory=Looks)
    lists: dict[str, dict[int, tuple[str, str, str, int, int]]] = field(default_factory=dict)
    """List style -> level -> format, prefix, suffix, start, levels shown."""
    title: str = ""
    deleted: int = 0
    comments: int = 0
    hidden: int = 0
    struck: int = 0
    pictures: int = 0
    ground: Ground = None
    """What lies behind the text, where it is known."""
    concealed: str = ""
    """Why the section or row that the text stands in is not seen, as a code."""
    unseen: list[Place] = field(default_factory=list)
    notes: list[tuple[str, Element]] = field(default_factory=list)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def learn(self, root: Element) -> None:
        """Take styles and lists from a part."""
        self.looks.learn(root)
        for told in every(root, "list-style"):
            levels = {}
            for level in every(told, "list-level-style-number"):
                levels[_whole(attribute(level, "level"), 1)] = (
                    attribute(level, "num-format"),
                    attribute(level, "num-prefix"),
                    attribute(level, "num-suffix"),
                    _whole(attribute(level, "start-value"), 1),
                    _whole(attribute(level, "display-levels"), 1),
                )
            self.lists[attribute(told, "name")] = levels

    def restart(self, style: str, level: int) -> None:
        """Begin a list anew."""
        counts = self._counts.setdefault(style, [0] * 12)
        counts[min(level, 10) :] = [0] * (12 - min(level, 10))

    def label(self, style: str, level: int) -> str:
        """Count one more item and give what is printed before it."""
        levels = self.lists.get(style, {})
        if level not in levels or level > 10:  # noqa: PLR2004  (the format has ten levels)
            return ""
        form, prefix, suffix, start, shown = levels[level]
        counts = self._counts.setdefault(style, [0] * 12)
        counts[level] = counts[level] + 1 if counts[level] else start
        counts[level + 1 :] = [0] * (11 - level)
        first = max(1, level - shown + 1)
        told = [(n, levels[n]) for n in range(first, level + 1) if n in levels]
        numbers = [written(counts[n] or 1, rule[0]) for n, rule in told]
        text = prefix + ".".join(numbers) + suffix if form else ""
        return f"{text} " if text[-1:].isascii() and text else text


def _whole(text: str, default: int) -> int:
    sound = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return min(int(text), 1 << 24) if sound else default


def count(node: Element, name: str) -> int:
    """Give a repetition or a span; 1 where it is not stated."""
    return _whole(attribute(node, name), 1)


@dataclass(slots=True)
class _Made:
    paragraph: Paragraph
    boxes: list[Element] = field(default_factory=list)
    open: bool = False
    """Whether a blank would count here."""


def blocks(
    container: Element, path: str, story: Story, style: str = "", level: int = 0
) -> list[Block]:
    """Read everything in a body, cell, list item, note or box, in order."""
    found: list[Block] = []
    counts: dict[str, int] = {}
    for node in container:
        name = local(node)
        counts[name] = counts.get(name, 0) + 1
        at = f"{path}/{name}[{counts[name]}]"
        if name in ("p", "h"):
            found += _paragraph(node, at, story)
        elif name == "list":
            found += _list(node, at, story, attribute(node, "style-name") or style, level + 1)
        elif name == "table":
            found += _table(node, at, story)
        elif name == "section" and attribute(node, "display") == "none":
            story.hidden += sum(len("".join(t.split())) for t in node.itertext())
            before, story.concealed = story.concealed, "PT314"
            found += blocks(node, at, story, style, level)
            story.concealed = before
        elif name in _HOLDERS or name in _BOXES:
            story.pictures += child(node, "image") is not None
            found += blocks(node, at, story, style, level)
        elif name == "tracked-changes":
            for gone in every(node, "deletion"):
                texts = (t for e in gone if local(e) in ("p", "h", "list") for t in e.itertext())
                story.deleted += sum(len(t) for t in texts)
    return found


def _list(node: Element, path: str, story: Story, style: str, level: int) -> list[Block]:
    if not (attribute(node, "continue-numbering") == "true" or attribute(node, "continue-list")):
        story.restart(style, level)
    found: list[Block] = []
    for n, item in enumerate(node, 1):
        inner = blocks(item, f"{path}/item[{n}]", story, style, level)
        label = story.label(style, level) if local(item) == "list-item" and inner else ""
        if label and isinstance(inner[0], Line):
            inner[0] = Line((Piece(label, None), *inner[0].pieces))
        found += inner
    return found


def _paragraph(node: Element, path: str, story: Story) -> list[Block]:
    made = _Made(Paragraph(path))
    named, before = attribute(node, "style-name"), story.ground
    story.ground = story.looks.ground("paragraph", named) or before
    _inline(node, made, story, story.looks.look("paragraph", named, PLAIN))
    story.ground = before
    found = made.paragraph.blocks()
    style = attribute(node, "style-name").lower()
    if not story.title and found and (attribute(node, "outline-level") == "1" or style == "title"):
        story.title = " ".join("".join(p.text for p in made.paragraph.lines[0]).split())
    for n, box in enumerate(made.boxes, 1):
        found += blocks(box, f"{path}/box[{n}]", story)
    return found


def _inline(node: Element, made: _Made, story: Story, look: Look) -> None:
    _write(node.text, made, story, look)
    for each in node:
        _piece(each, made, story, look)
        _write(each.tail, made, story, look)


def _piece(each: Element, made: _Made, story: Story, look: Look) -> None:
    name = local(each)
    if name == "s":
        made.paragraph.write(" " * min(_whole(attribute(each, "c"), 1), _MOST))
    elif name == "tab":
        made.paragraph.write(" ")
    elif name == "line-break":
        made.paragraph.end_line()
        made.open = False
    elif name == "note":
        body = child(each, "note-body")
        if body is not None:
            story.notes.append((f"{made.paragraph.path}/note[{len(story.notes) + 1}]", body))
    elif name == "annotation":
        story.comments += 1
    elif name in _BOXES:
        _box(each, made, story)
    elif name not in _LEFT_OUT:
        inner = story.looks.look("text", attribute(each, "style-name"), look)
        hidden = name in ("hidden-text", "hidden-paragraph")
        _inline(each, made, story, replace(inner, hidden=True) if hidden else inner)


def _box(each: Element, made: _Made, story: Story) -> None:
    """Keep a box for later; an object among the characters, a formula, stands for its place."""
    if child(each, "object") is not None and attribute(each, "anchor-type") == "as-char":
        made.paragraph.write(UNREAD, FORMULA)
        made.open = True
    if child(each, "image") is not None:
        story.pictures += 1
    else:
        made.boxes.append(each)


def _write(text: str | None, made: _Made, story: Story, look: Look) -> None:
    begun, mark = made.paragraph.used, look.mark
    for found in _PARTS.finditer(text or ""):
        part = found[0]
        if part[0] in _SPACES:
            if made.open:
                made.paragraph.write(" ")
                made.paragraph.used += len(part) - 1
            else:
                made.paragraph.used += len(part)
            made.open = False
        else:
            made.paragraph.write(part, mark)
            story.hidden += len(part) if look.hidden else 0
            story.struck += len(part) if mark == OPENS else 0
            made.open = True
    trick = story.concealed or unseen(look, story.ground, shaded=False)
    if trick and made.paragraph.used > begun:
        story.unseen.append(Place(made.paragraph.path, begun, made.paragraph.used, trick))


def rows(node: Element) -> Iterator[Element]:
    """Give a table's rows, those of its head first."""
    for each in node:
        if local(each) == "table-row":
            yield each
        elif local(each) in _ROW_GROUPS:
            yield from rows(each)


def cells(row: Element) -> Iterator[tuple[int, Element]]:
    """Give a row's cells with their columns from 0; covered ones are passed over."""
    column = 0
    for each in row:
        if local(each) not in _CELLS:
            continue
        if local(each) == "table-cell":
            yield column, each
        column += count(each, "number-columns-repeated")


def _table(node: Element, path: str, story: Story) -> list[Block]:
    placed: list[Placed] = []
    number = -1
    for number, row in enumerate(rows(node)):
        for n, (column, cell) in enumerate(cells(row), 1):
            inner = _cell(row, cell, f"{path}/row[{number + 1}]/cell[{n}]", story)
            high, wide = count(cell, "number-rows-spanned"), count(cell, "number-columns-spanned")
            times = min(count(cell, "number-columns-repeated"), _MOST) if inner else 1
            placed += [Placed(number, column + k, high, wide, inner) for k in range(times)]
    return table(number + 1, placed)


def _cell(row: Element, cell: Element, path: str, story: Story) -> list[Block]:
    """Read a cell, with what lies behind it; a row that is collapsed is not seen."""
    ground, concealed = story.ground, story.concealed
    story.ground = story.looks.ground("table-cell", attribute(cell, "style-name")) or ground
    if attribute(row, "visibility") in ("collapse", "filter"):
        story.concealed = "PT313"
    found = blocks(cell, path, story)
    story.ground, story.concealed = ground, concealed
    return found
