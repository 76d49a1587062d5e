"""PPTX -> one drawn page a slide: its shapes' text in the file's order, tables, speaker's notes.

Places are named by paths such as `/slide[3]/shape[2]/p[1]`. Pictures, charts and objects are named,
not read; nothing outside the file is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.errors import Encrypted
from papertrace.model import Document, Problem
from papertrace.read import sniff
from papertrace.read.flow import lay_out
from papertrace.read.packed import Package
from papertrace.read.prose import Paragraph, Placed, table
from papertrace.read.xml_tree import attribute, child, every, local
from papertrace.text.struck import LOWERED, OPENS, RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Page
    from papertrace.read.blocks import Block
    from papertrace.read.xml_tree import Element

MEDIA_TYPES: tuple[str, ...] = (sniff.PPTX,)
NAME = "pptx"
VERSION = "2"
_MAIN = "ppt/presentation.xml"
_OLE = b"\xd0\xcf\x11\xe0"
_ON = ("1", "true")
_LONGEST = 3
"""Digits of a number of rows or columns."""
_LOOK = "Look at the original before you rely on it."


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a presentation; raises Encrypted, Damaged or OverLimit."""
    if data.startswith(_OLE):
        message = "The presentation is locked with a password."
        raise Encrypted(message)
    package = Package(data)
    relations = package.relations(_MAIN)
    ids = [_relation(e.attrib) for e in every(package.xml(_MAIN), "sldId")]
    paths = [relations[r][1] for r in ids if r in relations]
    pages = tuple(_slide(package, path, n) for n, path in enumerate(paths, 1) if path in package)
    title = next((line for p in pages for line in p.text.split("\n") if line.strip()), "")
    told = f"{NAME}/{VERSION}"
    return Document(digest, name, sniff.PPTX, told, title.replace("\t", " "), pages)


def _relation(attributes: dict[str, str]) -> str:
    """Give the id of the relation, which stands beside the slide's own id."""
    return next((v for k, v in attributes.items() if k.endswith("}id")), "")


def _slide(package: Package, path: str, number: int) -> Page:
    root = package.xml(path)
    place = f"/slide[{number}]"
    problems = []
    if attribute(root, "show") in ("0", "false"):
        message = f"Slide {number} is hidden in the original."
        problems.append(Problem("PT314", "warning", message, _LOOK))
    blocks = _shapes(root, place)
    pictures = sum(local(e) in ("pic", "chart", "oleObj") for e in root.iter())
    if pictures:
        message = f"Slide {number} holds {pictures} pictures, charts or objects, not read."
        problems.append(Problem("PT315", "note", message, _LOOK))
    relations = package.relations(path).values()
    notes = next((p for kind, p in relations if kind == "notesSlide" and p in package), "")
    if notes:
        said = _shapes(package.xml(notes), f"{place}/notes", only="body")
        if said:
            message = f"The speaker's notes of slide {number} stand below it; no slide shows them."
            problems.append(Problem("PT314", "note", message, _LOOK))
        blocks += said
    return lay_out(blocks, number=number, problems=tuple(problems))


def _shapes(root: Element, place: str, only: str = "") -> list[Block]:
    """Give the text of all shapes, those in groups too; `only` names the kind of placeholder."""
    found: list[Block] = []
    for n, shape in enumerate(_leaves(root), 1):
        at = f"{place}/shape[{n}]"
        kind = next((attribute(e, "type") for e in every(shape, "ph")), "")
        if only and kind != only:
            continue
        grid = next(every(shape, "tbl"), None)
        if grid is not None:
            found += _table(grid, at)
        for body in (e for e in shape if local(e) == "txBody"):
            found += _paragraphs(body, at)
    return found


def _leaves(root: Element) -> Iterator[Element]:
    """Give shapes and frames, in order, looking into groups."""
    return (e for e in root.iter() if local(e) in ("sp", "graphicFrame", "cxnSp"))


def _paragraphs(body: Element, place: str) -> list[Block]:
    found: list[Block] = []
    for n, node in enumerate((e for e in body if local(e) == "p"), 1):
        made = Paragraph(f"{place}/p[{n}]")
        for each in node:
            if local(each) in ("r", "fld"):
                text = child(each, "t")
                made.write("" if text is None else text.text or "", _mark(child(each, "rPr")))
            elif local(each) == "br":
                made.end_line()
            elif local(each) not in ("pPr", "endParaRPr"):
                made.write("".join(t.text or "" for t in every(each, "t")))
        found += made.blocks()
    return found


def _mark(properties: Element | None) -> str:
    """Give the mark of a run that is struck out, raised or lowered; '' for others."""
    if properties is None:
        return ""
    if properties.get("strike", "noStrike") != "noStrike":
        return OPENS
    raised = properties.get("baseline", "0")
    if raised.strip("-0%") == "":
        return ""
    return LOWERED if raised.startswith("-") else RAISED


def _table(grid: Element, place: str) -> list[Block]:
    cells: list[Placed] = []
    rows = [e for e in grid if local(e) == "tr"]
    for r, row in enumerate(rows):
        for c, cell in enumerate(e for e in row if local(e) == "tc"):
            if cell.get("hMerge") in _ON or cell.get("vMerge") in _ON:
                continue
            at = f"{place}/tr[{r + 1}]/tc[{c + 1}]"
            body = child(cell, "txBody")
            inner = [] if body is None else _paragraphs(body, at)
            cells.append(Placed(r, c, _span(cell, "rowSpan"), _span(cell, "gridSpan"), inner))
    return table(len(rows), cells)


def _span(cell: Element, name: str) -> int:
    told = cell.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= _LONGEST else 1
