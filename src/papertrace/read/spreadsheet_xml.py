"""SpreadsheetML 2003 (XML that Excel and portals save as .xls) -> one page a sheet.

Values are those stored in the file; places are named as in other workbooks (`Sheet!B7`). Number
formats that show another figure than is stored are named, as are hidden rows, columns and sheets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from papertrace.errors import Damaged, OverLimit
from papertrace.model import Document, Problem
from papertrace.read import sniff
from papertrace.read.charset import decode
from papertrace.read.flow import lay_out
from papertrace.read.sheet_looks import SheetLooks
from papertrace.read.sheet_shown import change, warned
from papertrace.read.sheet_values import quoted, show
from papertrace.read.sheets import blocks_of
from papertrace.read.xml_tree import attribute, child, every, local, parse

if TYPE_CHECKING:
    from papertrace.model import Page
    from papertrace.read.sheet_values import Value
    from papertrace.read.sheets import Merged, Rows
    from papertrace.read.xml_tree import Element

MEDIA_TYPES: tuple[str, ...] = (sniff.SPREADSHEET_XML,)
NAME = "spreadsheet-xml"
VERSION = "1"
_ROOT: Final = re.compile(r"<(?:\w+:)?Workbook\b")
_MOST_CELLS: Final = 1_000_000
_FARTHEST: Final = 1 << 20
_NAMED: Final = {
    "fixed": "0.00", "standard": "#,##0.00", "percent": "0.00%", "currency": "#,##0.00",
}  # fmt: skip


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a workbook; raises Damaged or OverLimit."""
    decoded = decode(data, markup=False)
    begun = _ROOT.search(decoded.text)
    root = parse(decoded.text[begun.start() if begun else 0 :].encode(), "workbook")
    sheets = list(every(root, "Worksheet"))
    if not sheets:
        message = "The workbook has no sheets."
        raise Damaged(message)
    styles = {attribute(s, "ID"): s for s in every(root, "Style")}
    pages = tuple(_page(sheet, n, styles) for n, sheet in enumerate(sheets, 1))
    told = f"{NAME}/{VERSION}"
    kind = sniff.SPREADSHEET_XML
    return Document(digest, name, kind, told, "", pages, decoded.problems)


def _page(sheet: Element, number: int, styles: dict[str, Element]) -> Page:
    name = attribute(sheet, "Name")
    cells: Rows = {}
    merged: Merged = {}
    looks = SheetLooks()
    table = child(sheet, "Table")
    row, total = -1, 0
    for node in (e for e in (table if table is not None else ()) if local(e) == "Row"):
        row = _index(node, row)
        values = _row(node, row, merged, looks, styles)
        total += len(values)
        if total > _MOST_CELLS:
            message = f"Sheet {number} has more than {_MOST_CELLS} filled cells."
            raise OverLimit(message)
        shown = {c: t for c, v in values.items() if (t := show(v)).strip()}
        change(shown, row, values, looks)
        if attribute(node, "Hidden") == "1":
            looks.codes.update(((row, c), "PT313") for c in shown)
        if shown:
            cells[row] = shown
    for column in _hidden_columns(table):
        looks.codes.update(((r, column), "PT313") for r in cells if column in cells[r])
    problems: tuple[Problem, ...] = ()
    if any((e.text or "").startswith("SheetHidden") for e in every(sheet, "Visible")):
        problems = (Problem("PT313", "warning", f"Sheet {number} is hidden in the original."),)
    blocks = blocks_of(cells, merged, quoted(name))
    return warned(lay_out(blocks, number=number, name=name, problems=problems), looks)


def _index(node: Element, before: int) -> int:
    """Give the place of a row, column or cell from 0: as told, or the next one."""
    told = attribute(node, "Index")
    return min(int(told) - 1, _FARTHEST) if told.isascii() and told.isdigit() else before + 1


def _count(node: Element, name: str) -> int:
    told = attribute(node, name)
    return min(int(told), _FARTHEST) if told.isascii() and told.isdigit() else 0


def _row(
    node: Element, row: int, merged: Merged, looks: SheetLooks, styles: dict[str, Element]
) -> dict[int, Value]:
    """Read a row's values by column; note its merged cells and how others look."""
    values: dict[int, Value] = {}
    column = -1
    for cell in (e for e in node if local(e) == "Cell"):
        column = _index(cell, column)
        wide, high = _count(cell, "MergeAcross"), _count(cell, "MergeDown")
        if wide or high:
            merged[row, column] = (high + 1, wide + 1)
        value = _value(child(cell, "Data"))
        if value is not None:
            values[column] = value
            style = styles.get(attribute(cell, "StyleID"))
            if style is not None:
                _look(style, (row, column), looks)
        column += wide
    return values


def _value(data: Element | None) -> Value | None:
    if data is None:
        return None
    text = "".join(data.itertext())
    if attribute(data, "Type") == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    return text.removesuffix("T00:00:00.000") if attribute(data, "Type") == "DateTime" else text


def _look(style: Element, place: tuple[int, int], looks: SheetLooks) -> None:
    """Take a cell's number format, stroke and colour from its style."""
    form, font, fill = (child(style, n) for n in ("NumberFormat", "Font", "Interior"))
    told = "" if form is None else attribute(form, "Format")
    code = _NAMED.get(told.lower(), told)
    if code and code.lower() != "general":
        looks.formats[place] = code
    if font is None:
        return
    if attribute(font, "StrikeThrough") == "1":
        looks.struck.add(place)
    behind = "#FFFFFF" if fill is None else attribute(fill, "Color") or "#FFFFFF"
    if (attribute(font, "Color") or "#000000").upper() == behind.upper():
        looks.codes[place] = "PT341"


def _hidden_columns(table: Element | None) -> list[int]:
    found: list[int] = []
    column = -1
    for node in (e for e in (table if table is not None else ()) if local(e) == "Column"):
        column = _index(node, column)
        span = min(_count(node, "Span"), 1 << 14)
        if attribute(node, "Hidden") == "1" or attribute(node, "Width") == "0":
            found += range(column, column + span + 1)
        column += span
    return found
