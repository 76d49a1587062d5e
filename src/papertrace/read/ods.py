"""ODS -> one page a sheet, as other spreadsheets: stored values, places such as `Sheet!B7`.

Merged cells stand once; hidden sheets and rows are read and named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.errors import OverLimit
from papertrace.model import Document, Problem
from papertrace.read import sniff
from papertrace.read.flow import lay_out
from papertrace.read.odf_text import cells, count, rows
from papertrace.read.odt import opened
from papertrace.read.sheet_values import quoted, show
from papertrace.read.sheets import blocks_of
from papertrace.read.xml_tree import attribute, child, every, local

if TYPE_CHECKING:
    from papertrace.model import Page
    from papertrace.read.sheets import Merged, Rows
    from papertrace.read.xml_tree import Element

MEDIA_TYPES: tuple[str, ...] = (sniff.ODS,)
NAME = "ods"
VERSION = "1"
_MOST_CELLS = 1_000_000
_MOST_ROWS = 1 << 20
_UNSEEN = ("collapse", "filter")
_VALUES = ("value", "date-value", "time-value", "boolean-value")


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a workbook; raises Encrypted, Damaged or OverLimit."""
    _, root, body = opened(data, "spreadsheet")
    hiding = {
        attribute(style, "name")
        for style in every(root, "style")
        if attribute(style, "family") == "table"
        and (rules := child(style, "table-properties")) is not None
        and attribute(rules, "display") == "false"
    }
    sheets = (e for e in body if local(e) == "table")
    pages = tuple(_page(sheet, n, hiding) for n, sheet in enumerate(sheets, 1))
    return Document(digest, name, sniff.ODS, f"{NAME}/{VERSION}", "", pages)


def _page(sheet: Element, number: int, hiding: set[str]) -> Page:
    name = attribute(sheet, "name")
    found: Rows = {}
    merged: Merged = {}
    row, unseen, total = 0, 0, 0
    for node in rows(sheet):
        shown: dict[int, str] = {}
        again = count(node, "number-rows-repeated")
        for column, cell in cells(node):
            text = _value(cell)
            if text.strip():
                wide = min(count(cell, "number-columns-repeated"), _MOST_CELLS)
                shown.update(dict.fromkeys(range(column, column + wide), text))
            spans = count(cell, "number-rows-spanned"), count(cell, "number-columns-spanned")
            if spans != (1, 1):
                merged[row, column] = spans
        if shown:
            total += len(shown) * again
            if total > _MOST_CELLS:
                message = f"Sheet {number} has more than {_MOST_CELLS} filled cells."
                raise OverLimit(message)
            found.update((row + n, shown) for n in range(again))
            unseen += again if attribute(node, "visibility") in _UNSEEN else 0
        row = min(row + again, _MOST_ROWS)
    problems = []
    if attribute(sheet, "style-name") in hiding:
        problems.append(Problem("PT313", "warning", f"Sheet {number} is hidden in the original."))
    if unseen:
        message = f"{unseen} rows of sheet {number} are hidden in the original."
        problems.append(Problem("PT313", "warning", message))
    blocks = blocks_of(found, merged, quoted(name))
    return lay_out(blocks, number=number, name=name, problems=tuple(problems))


def _value(cell: Element) -> str:
    """Give a cell's stored value; its text where it has none."""
    kind = attribute(cell, "value-type")
    told = next((v for name in _VALUES if (v := attribute(cell, name))), "")
    if kind != "string" and told:
        return told.upper() if kind == "boolean" else _figure(told)
    lines = ("".join(p.itertext()) for p in cell if local(p) == "p")
    return show("\n".join(" ".join(line.split()) for line in lines))


def _figure(told: str) -> str:
    """Write a number without exponent and trailing noise, anything else as it stands."""
    try:
        value = float(told)
    except ValueError:
        return told.removesuffix("T00:00:00")
    plain = told.lstrip("-").replace(".", "", 1).isdigit()
    return told if plain and len(told) < 16 else show(value)  # noqa: PLR2004  (digits of a double)
