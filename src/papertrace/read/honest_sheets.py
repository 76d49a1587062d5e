"""Marks the cells of a workbook that nobody sees: hidden rows and columns, colours, formats, notes.

It looks at XLSX alone, part by part as a stream, and opens nothing that a part refers to outside.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeVar
from xml.etree import ElementTree as ET

from papertrace.model import Problem
from papertrace.read.honest_colours import colour, near
from papertrace.read.honest_marks import marked
from papertrace.read.honest_orders import orders
from papertrace.read.sheet_values import place_of, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from papertrace.model import Document, Page, Run

T = TypeVar("T")
Ink = tuple[tuple[int, int, int] | None, float]
"""Colour (None: not known) and size in points."""

_LARGEST: Final = 64 << 20
"""Bytes of a part that is looked at."""
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WHITE: Final = (255, 255, 255)
_LEAST: Final = 1.5
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class _Sheet:
    rows: set[int] = field(default_factory=set)
    columns: list[tuple[int, int]] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    """Cell -> why it is not seen."""
    areas: list[tuple[int, int, int, int, str]] = field(default_factory=list)
    """First row and column, last row and column, why what is there may not be seen."""

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns or self.cells or self.areas)


def examined(document: Document, data: bytes) -> Document:
    """Mark hidden cells on every sheet's page, and orders to a model in notes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _examined(document, package)
    except (zipfile.BadZipFile, ET.ParseError, KeyError, ValueError, OSError, NotImplementedError):
        return document  # what cannot be looked at was not read either, or only by a lenient reader


def _examined(document: Document, package: zipfile.ZipFile) -> Document:
    paths = _sheets(package)
    unseen, rules = _styles(package), _rules(package)
    pages = []
    for page in document.pages:
        path = paths.get(page.name, "")
        found = _sheet(package, path, unseen, rules) if path else _Sheet()
        pages.append(_marked(page, found) if found else page)
    problems = document.problems
    notes = [n for n in package.namelist() if re.match(r"xl/(?:comments|threadedComments)", n)]
    said = "\n".join("".join(e.text or "" for e in _parts(package, n, "t", "text")) for n in notes)
    if said.strip():
        message = "The workbook holds notes on cells, which are left out."
        problems += (Problem("PT316", "note", message, "Look at the original."),)
    if orders(said):
        message = "A note of the workbook looks like an order to a model."
        problems += (Problem("PT351", "warning", message, "It is not read."),)
    return replace(document, pages=tuple(pages), problems=problems)


def _parts(package: zipfile.ZipFile, name: str, *wanted: str) -> Iterator[Element]:
    """Give the elements of some names in a part, one by one; nothing of a part with a DTD."""
    if package.getinfo(name).file_size > _LARGEST:
        return
    with package.open(name) as part:
        if b"<!DOCTYPE" in part.read(4096):
            return
    with package.open(name) as part:
        for _, element in ET.iterparse(part):  # noqa: S314  (parts with a DTD are not parsed)
            if element.tag.rpartition("}")[2] in wanted:
                yield element
                element.clear()


def _sheets(package: zipfile.ZipFile) -> dict[str, str]:
    """Give the part of every sheet by the sheet's name."""
    targets = {
        e.get("Id", ""): e.get("Target", "")
        for e in _parts(package, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    found = {}
    for e in _parts(package, "xl/workbook.xml", "sheet"):
        target = targets.get(e.get(_RELATION, ""), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in package.namelist():
            found[e.get("name", "")] = path
    return found


def _styles(package: zipfile.ZipFile) -> dict[str, str]:
    """Give the styles whose cells are not seen: number of the style -> code."""
    if "xl/styles.xml" not in package.namelist():
        return {}
    root = ET.fromstring(package.read("xl/styles.xml")[:_LARGEST])  # noqa: S314  (checked below)
    blank = {
        e.get("numFmtId", "")
        for e in root.iter()
        if e.tag.endswith("}numFmt") and re.fullmatch(r'(?:""|;|\s)+', e.get("formatCode", "x"))
    }
    fonts: list[Ink] = [_font(f) for f in _children(root, "fonts")]
    grounds: list[tuple[int, int, int] | None] = [_ground(f) for f in _children(root, "fills")]
    found = {}
    for number, style in enumerate(_children(root, "cellXfs")):
        ink, size = _at(fonts, style.get("fontId", "0"), (None, 11.0))
        ground = _at(grounds, style.get("fillId", "0"), _WHITE)
        if style.get("numFmtId", "") in blank:
            found[str(number)] = "PT314"
        elif size < _LEAST:
            found[str(number)] = "PT344"
        elif ink is not None and ground is not None and near(ink, ground):
            found[str(number)] = "PT341"
    return found


def _rules(package: zipfile.ZipFile) -> dict[str, str]:
    """Give conditional formats that show nothing, or another figure: number -> code."""
    if "xl/styles.xml" not in package.namelist():
        return {}
    root = ET.fromstring(package.read("xl/styles.xml")[:_LARGEST])  # noqa: S314  (no entity counts)
    found = {}
    for number, look in enumerate(_children(root, "dxfs")):
        parts = {e.tag.rpartition("}")[2]: e for e in look}
        ink = _font(parts["font"])[0] if "font" in parts else (0, 0, 0)
        ground = _rule_ground(parts.get("fill"))
        if ink is not None and ground is not None and near(ink, ground):
            found[str(number)] = "PT341"
        elif "numFmt" in parts:
            found[str(number)] = "PT357"
    return found


def _rule_ground(fill: Element | None) -> tuple[int, int, int] | None:
    """Give the colour that a conditional format fills with; None where it is not known."""
    for e in fill.iter() if fill is not None else ():
        if e.tag.endswith("}bgColor"):
            return _colour(e)
    return _WHITE


def _children(root: Element, name: str) -> list[Element]:
    return next((list(e) for e in root if e.tag.rpartition("}")[2] == name), [])


def _at(values: list[T], index: str, default: T) -> T:
    return values[int(index)] if index.isdigit() and int(index) < len(values) else default


def _font(font: Element) -> Ink:
    ink, size = (0, 0, 0), 11.0
    for e in font:
        name = e.tag.rpartition("}")[2]
        if name == "color":
            ink = _colour(e) or ink
        elif name == "sz":
            size = float(e.get("val", "11"))
    return ink, size


def _colour(e: Element) -> tuple[int, int, int] | None:
    told = e.get("rgb", "")
    if len(told) in (6, 8):
        return colour(told[-6:])
    if e.get("theme") == "0" and float(e.get("tint", "0")) > -0.1:  # noqa: PLR2004  (the theme's white)
        return _WHITE
    return _WHITE if e.get("indexed") in ("1", "9") else None


def _ground(fill: Element) -> tuple[int, int, int] | None:
    """Give a fill's colour; None where it is not known."""
    for pattern in fill:
        kind = pattern.get("patternType", "")
        if pattern.tag.endswith("}patternFill") and kind in ("none", ""):
            return _WHITE
        for e in pattern:
            if e.tag.endswith("}fgColor") and kind == "solid":
                return _colour(e)
        return None
    return _WHITE


def _sheet(
    package: zipfile.ZipFile, path: str, unseen: dict[str, str], rules: dict[str, str]
) -> _Sheet:
    found = _Sheet()
    low = False
    for e in _parts(package, path, "sheetFormatPr", "col", "row", "c", "conditionalFormatting"):
        name = e.tag.rpartition("}")[2]
        if name == "sheetFormatPr":
            low = e.get("zeroHeight") in ("1", "true")
            continue
        if name == "conditionalFormatting":
            found.areas += _areas(e, rules)
            continue
        if name == "c":
            code = unseen.get(e.get("s", "0"))
            if code:
                found.cells[e.get("r", "")] = code
            continue
        size = e.get("width" if name == "col" else "ht", "9")
        shut = e.get("hidden") in ("1", "true") or (low and name == "row" and e.get("ht") is None)
        if not shut and float(size) > 0.3:  # noqa: PLR2004  (a hair)
            continue
        if name == "row":
            found.rows.add(int(e.get("r", "0")))
        else:
            found.columns.append((int(e.get("min", "0")), int(e.get("max", "0"))))
    return found


def _areas(told: Element, rules: dict[str, str]) -> Iterator[tuple[int, int, int, int, str]]:
    """Give where a conditional format may hide what a cell holds or show something else."""
    codes = [rules.get(r.get("dxfId", ""), "") for r in told]
    code = next((c for c in codes if c), "")
    for area in told.get("sqref", "").split() if code else ():
        first, _, last = area.replace("$", "").partition(":")
        a, b = place_of(first), place_of(last or first)
        if a is not None and b is not None:
            yield (*a, *b, code)


def _marked(page: Page, found: _Sheet) -> Page:
    start = f"{quoted(page.name)}!"

    def code_of(run: Run) -> str:
        cell = run.path.removeprefix(start)
        place = _CELL.fullmatch(cell)
        if not place:
            return ""
        column = 0
        for letter in place[1]:
            column = column * 26 + ord(letter) - 64
        if int(place[2]) in found.rows or any(a <= column <= b for a, b in found.columns):
            return "PT313"
        row, column = int(place[2]) - 1, column - 1
        inside = (code for a, b, c, d, code in found.areas if a <= row <= c and b <= column <= d)
        return found.cells.get(cell, "") or next(inside, "")

    return marked(page, code_of)
