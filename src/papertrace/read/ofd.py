"""OFD (China's format for official electronic documents, GB/T 33190) -> pages with real boxes.

Positions are those the file states; tables come from its rules. Seals and signatures are named,
not verified. Nothing outside the file is looked at.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from papertrace.errors import Damaged, Encrypted, OverLimit
from papertrace.model import Document, Page, Problem
from papertrace.read import ofd_looks, ofd_page, sniff
from papertrace.read.grid import grids
from papertrace.read.ofd_page import Drawn, numbers, origin
from papertrace.read.packed import Package
from papertrace.read.pdf_page import Sheet, lay_out
from papertrace.read.pdf_tables import finished
from papertrace.read.xml_tree import child, every, local

if TYPE_CHECKING:
    from papertrace.read.pdf_glyphs import Matrix
    from papertrace.read.xml_tree import Element

MEDIA_TYPES: tuple[str, ...] = (sniff.OFD,)
NAME = "ofd"
VERSION = "2"
_A4 = [0.0, 0.0, 210.0, 297.0]
_POINT = 72 / 25.4
_MOST_PAGES = 10_000
_FEW = 10
"""A page with a picture and fewer characters is a picture."""
_UNKNOWN = re.compile(r"[\x00-\x1f\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_LOOK = "Look at the page itself."


@dataclass(slots=True)
class _Body:
    """One document of the file (a file may hold several): where it lies and what it shares."""

    package: Package
    path: str
    root: Element
    templates: dict[str, str] = field(default_factory=dict)

    def near(self, location: str, beside: str) -> str:
        """Give the path of a part that another names; '' where there is none."""
        bare = location.strip()
        ways = (
            bare.lstrip("/") if bare.startswith("/") else "",
            posixpath.normpath(posixpath.join(posixpath.dirname(beside), bare)),
            posixpath.normpath(posixpath.join(posixpath.dirname(self.path), bare)),
        )
        return next((w for w in ways if w and w in self.package), "")


def read(data: bytes, name: str, digest: str) -> Document:
    """Read an OFD file; raises Damaged, Encrypted or OverLimit."""
    package = Package(data)
    root = package.xml("OFD.xml")
    if any(local(e) == "DecryptSeed" or local(e) == "Encryptions" for e in root.iter()):
        message = "The document is locked."
        raise Encrypted(message)
    title = next((t for e in every(root, "Title") if (t := (e.text or "").strip())), "")
    sheets: list[Sheet] = []
    pages: list[Page] = []
    signed = False
    for told in every(root, "DocBody"):
        signed |= child(told, "Signatures") is not None
        body = _body(package, child(told, "DocRoot"))
        for location in _pages(body):
            if len(pages) >= _MOST_PAGES:
                message = f"The document has more than {_MOST_PAGES} pages."
                raise OverLimit(message)
            page, sheet = _page(body, location, len(pages) + 1)
            pages.append(page)
            sheets.append(sheet)
    if not pages:
        message = "The document has no pages."
        raise Damaged(message)
    problems = []
    if signed:
        message = "The document carries electronic seals or signatures; they were not verified."
        problems.append(Problem("PT320", "note", message, "Verify them with a tool made for it."))
    tables = finished(sheets)
    done = tuple(replace(p, tables=t) for p, t in zip(pages, tables, strict=True))
    told_by = f"{NAME}/{VERSION}"
    return Document(digest, name, sniff.OFD, told_by, title, done, tuple(problems))


def _body(package: Package, told: Element | None) -> _Body:
    path = (("" if told is None else told.text) or "").strip().lstrip("/")
    if path not in package:
        message = "The document that the file names is missing."
        raise Damaged(message)
    body = _Body(package, path, package.xml(path))
    for template in every(body.root, "TemplatePage"):
        where = body.near(template.get("BaseLoc", ""), path)
        if where:
            body.templates[template.get("ID", "")] = where
    return body


def _pages(body: _Body) -> list[str]:
    listed = child(body.root, "Pages")
    return [e.get("BaseLoc", "") for e in ([] if listed is None else every(listed, "Page"))]


def _page(body: _Body, location: str, number: int) -> tuple[Page, Sheet]:
    path = body.near(location, body.path)
    if not path:
        problem = Problem("PT323", "error", f"Page {number} is missing and could not be read.")
        empty = Page(number, 0, 0, 0, "", (), (), "digital", problems=(problem,))
        return empty, Sheet(number)
    root = body.package.xml(path)
    x, y, wide, high = _area(root) or _area(child(body.root, "CommonData")) or _A4
    drawn, matrix = Drawn(), origin(x, y)
    under = [e for e in every(root, "Template") if e.get("ZOrder", "Background") == "Background"]
    over = [e for e in every(root, "Template") if e not in under]
    for template in under:
        _template(body, template, matrix, drawn)
    content = child(root, "Content")
    if content is not None:
        ofd_page.draw(content, matrix, drawn)
    for template in over:
        _template(body, template, matrix, drawn)
    sheet = lay_out(number, drawn.glyphs(), grids(drawn.across, drawn.down), drawn.across)
    size = (wide * _POINT, high * _POINT)
    away = sum(b[0] > size[0] or b[1] > size[1] or b[2] < 0 or b[3] < 0 for b in drawn.boxes)
    drawn.hidden += away
    problems = _problems(number, drawn)
    page = Page(number, *size, 0, sheet.text, tuple(sheet.words), (), "digital", problems=problems)
    return replace(page, problems=(*problems, *ofd_looks.unseen(page, drawn))), sheet


def _area(parent: Element | None) -> list[float]:
    """Give x, y, width and height in millimetres; empty where they are not stated soundly."""
    for name in ("Area", "PageArea"):
        box = child(parent, name, "PhysicalBox")
        told = numbers(None if box is None else box.text)
        if len(told) == len(_A4) and told[2] > 0 and told[3] > 0:
            return told
    return []


def _template(body: _Body, node: Element, matrix: Matrix, drawn: Drawn) -> None:
    path = body.templates.get(node.get("TemplateID", ""))
    content = child(body.package.xml(path), "Content") if path else None
    if content is not None:
        ofd_page.draw(content, matrix, drawn)


def _problems(number: int, drawn: Drawn) -> tuple[Problem, ...]:
    count, text = len(drawn.chars), "".join(drawn.chars)
    if count < _FEW and (drawn.images or (not count and len(drawn.across) + len(drawn.down))):
        message = f"Page {number} is a picture; it was not read without text recognition."
        return (Problem("PT321", "warning", message, _LOOK),)
    if count and len(_UNKNOWN.findall(text)) * 2 > count:
        message = f"Most characters of page {number} have no known meaning (unmapped fonts)."
        return (Problem("PT322", "warning", message, _LOOK),)
    found = []
    if drawn.hidden:
        message = f"{drawn.hidden} characters of page {number} are not visible, or lie outside it."
        found.append(Problem("PT314", "warning", message, _LOOK))
    if drawn.images:
        message = f"{drawn.images} pictures stand on page {number}; what they show was not read."
        found.append(Problem("PT315", "note", message, _LOOK))
    return tuple(found)
