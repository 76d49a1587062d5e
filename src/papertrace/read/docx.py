"""DOCX -> one drawn page with all text: headers, body, footers, notes, text boxes.

Places are named by paths such as `/body/p[12]` and `/body/tbl[2]/tr[3]/tc[1]/p[1]`. Nothing that
the file refers to outside itself is looked at; macros and embedded objects are not opened here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.errors import Damaged, Encrypted
from papertrace.model import Document, Problem
from papertrace.read.blocks import Grid
from papertrace.read.docx_styles import Numbers, Styles
from papertrace.read.docx_text import Story, choice, gone, paragraph
from papertrace.read.flow import lay_out
from papertrace.read.honest_marks import placed
from papertrace.read.honest_runs import ground, is_shaded, row_code
from papertrace.read.packed import Package
from papertrace.read.prose import Placed, table
from papertrace.read.xml_tree import attribute, child, every, local

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.read.blocks import Block
    from papertrace.read.xml_tree import Element

MEDIA_TYPES: tuple[str, ...] = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
NAME = "docx"
VERSION = "3"
_WRAPPERS = frozenset(
    ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent")
)
_OLE = b"\xd0\xcf\x11\xe0"
_APART = ("separator", "continuationSeparator", "continuationNotice")


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a text document; raises Encrypted, Damaged or OverLimit."""
    if data.startswith(_OLE):
        message = "The document is locked with a password."
        raise Encrypted(message)
    package = Package(data)
    main = _main_part(package)
    body = child(package.xml(main), "body")
    if body is None:
        message = "The document has no body."
        raise Damaged(message)
    relations = package.relations(main)
    story = Story(
        Styles.of(_of_kind(package, relations, "styles")),
        Numbers.of(_of_kind(package, relations, "numbering")),
    )
    heads = _around(package, relations, "header", story)
    text = blocks(body, "/body", story)
    feet = _around(package, relations, "footer", story)
    notes = _notes(package, relations, story)
    page = placed(lay_out([*heads, *text, *feet, *notes]), story.unseen)
    comments = _of_kind(package, relations, "comments")
    count = 0 if comments is None else sum(1 for _ in every(comments, "comment"))
    title = story.title or _told_title(package)
    problems = _problems(story, count)
    return Document(digest, name, MEDIA_TYPES[0], f"{NAME}/{VERSION}", title, (page,), problems)


def _main_part(package: Package) -> str:
    told = package.relations("").values() if "_rels/.rels" in package else ()
    return next((path for kind, path in told if kind == "officeDocument"), "word/document.xml")


def _of_kind(package: Package, relations: dict[str, tuple[str, str]], kind: str) -> Element | None:
    path = next((p for k, p in relations.values() if k == kind and p in package), "")
    return package.xml(path) if path else None


def blocks(container: Element, path: str, story: Story) -> list[Block]:
    """Read everything in a body, cell, header, note or text box, in order."""
    found: list[Block] = []
    counts = {"p": 0, "tbl": 0}
    for node in _children(container, ("p", "tbl")):
        name = local(node)
        counts[name] += 1
        at = f"{path}/{name}[{counts[name]}]"
        if name == "tbl":
            found += _table(node, at, story)
            continue
        made = paragraph(node, at, story)
        found += made.paragraph.blocks()
        for n, box in enumerate(made.boxes, 1):
            found += blocks(box, f"{at}/box[{n}]", story)
    return found


def _children(container: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    """Give the children of some names, looking through content controls and the like."""
    for node in container:
        name = local(node)
        if name in wanted:
            yield node
        elif name == "AlternateContent":
            chosen = choice(node)
            if chosen is not None:
                yield from _children(chosen, wanted)
        elif name in _WRAPPERS:
            yield from _children(node, wanted)


def _table(node: Element, path: str, story: Story) -> list[Block]:
    cells: list[Placed] = []
    above: dict[int, Placed] = {}
    """Column -> the cell that a vertical merge in the next row would continue."""
    row = 0
    styled = story.styles.shades(child(node, "tblPr"))
    for number, told in enumerate(_children(node, ("tr",)), 1):
        properties = child(told, "trPr")
        if child(properties, "del") is not None:
            story.deleted += gone(told)
            continue
        column = _count(properties, "gridBefore", 0)
        concealed = row_code(properties)
        here: dict[int, Placed] = {}
        for n, cell in enumerate(_children(told, ("tc",)), 1):
            rules = child(cell, "tcPr")
            inner = _cell(
                cell, f"{path}/tr[{number}]/tc[{n}]", story, styled=styled, concealed=concealed
            )
            size = len(_text(inner))
            wide = _count(rules, "gridSpan", 1)
            merged, sideways = _merge(rules, "vMerge"), _merge(rules, "hMerge")
            owner = above.get(column) if merged == "continue" else None
            if sideways == "continue" and here:
                here[max(here)].column_span += wide
                story.covered += size
            elif owner is not None and owner.row + owner.row_span == row:
                owner.row_span += 1
                here[column] = owner
                story.covered += size
            else:
                here[column] = Placed(row, column, 1, wide, inner)
                cells.append(here[column])
            column += wide
        above = here
        row += 1
    return table(row, cells)


def _cell(cell: Element, path: str, story: Story, *, styled: bool, concealed: str) -> list[Block]:
    """Read a cell; `styled`: its table's style may colour it, `concealed`: nobody sees its row."""
    rules = child(cell, "tcPr")
    shading = child(rules, "shd")
    before, hidden, ground_before = story.concealed, story.hidden, story.ground
    shaded = is_shaded(rules) or styled
    story.concealed = concealed or before
    story.ground = None if shading is None else ground(shading)
    story.shaded += shaded
    inner = blocks(cell, path, story)
    story.shaded -= shaded
    story.concealed, story.ground = before, ground_before
    if concealed == "PT314" and story.hidden == hidden:
        story.hidden += len(_text(inner))
    return inner


def _merge(rules: Element | None, name: str) -> str:
    """Give restart, continue, or '' for a cell that is not merged."""
    found = child(rules, name)
    return "" if found is None else attribute(found, "val") or "continue"


def _count(properties: Element | None, name: str, default: int) -> int:
    found = child(properties, name)
    told = "" if found is None else attribute(found, "val")
    return min(int(told), 1000) if told.isascii() and told.isdigit() and len(told) < 8 else default  # noqa: PLR2004


def _around(
    package: Package, relations: dict[str, tuple[str, str]], kind: str, story: Story
) -> list[Block]:
    """Read the headers or the footers; equal ones once."""
    found: list[Block] = []
    seen: set[str] = set()
    paths = sorted({p for k, p in relations.values() if k == kind and p in package})
    for path in paths:
        part = path.rpartition("/")[2].removesuffix(".xml")
        inner = blocks(package.xml(path), f"/{part}", story)
        if _text(inner) not in seen:
            found += inner
        seen.add(_text(inner))
    return found


def _text(found: Sequence[Block]) -> str:
    parts = (p for b in found for p in (b.cells if isinstance(b, Grid) else (b,)))
    return "\n".join(p.text for p in parts)


def _notes(package: Package, relations: dict[str, tuple[str, str]], story: Story) -> list[Block]:
    """Read footnotes and endnotes, after everything else."""
    found: list[Block] = []
    for kind, step in (("footnotes", "footnote"), ("endnotes", "endnote")):
        root = _of_kind(package, relations, kind)
        for n, note in enumerate([] if root is None else every(root, step), 1):
            if attribute(note, "type") not in _APART:
                found += blocks(note, f"/{kind}/{step}[{n}]", story)
    return found


def _told_title(package: Package) -> str:
    if "docProps/core.xml" not in package:
        return ""
    found = next(every(package.xml("docProps/core.xml"), "title"), None)
    return "" if found is None else " ".join((found.text or "").split())


def _problems(story: Story, comments: int) -> tuple[Problem, ...]:
    found = []
    look = "Look at the original before you rely on them."
    if story.hidden:
        message = f"{story.hidden} characters are marked as hidden and are not printed."
        found.append(Problem("PT314", "warning", message, look))
    if story.struck:
        message = f"{story.struck} characters are struck out; they are marked as such."
        found.append(
            Problem("PT317", "note", message, "Look at the original for what was changed.")
        )
    if story.covered:
        message = f"{story.covered} characters in cells covered by merged ones are left out."
        found.append(Problem("PT314", "warning", message, look))
    if story.deleted or story.inserted or comments:
        message = (
            "The document holds tracked changes or comments: what is marked as inserted is read, "
            f"{story.deleted} deleted characters and {comments} comments are left out."
        )
        found.append(Problem("PT316", "warning", message, "Ask which version was published."))
    if story.pictures:
        message = f"{story.pictures} pictures stand in the text; what they show was not read."
        found.append(Problem("PT315", "note", message, look))
    if story.symbols:
        message = f"{story.symbols} characters of symbol fonts are shown as \ufffd."
        found.append(Problem("PT318", "note", message, look))
    return tuple(found)
