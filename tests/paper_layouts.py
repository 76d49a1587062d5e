"""Invented papers as blocks, laid out in several ways, and the facts read from each layout.

A block is a paragraph, or a table given as rows of cells. The first block is the title.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx import Document as Word
from openpyxl import Workbook

from papertrace.extract import extract
from papertrace.model import state_of
from papertrace.read import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from papertrace.model import Extraction

Block = str | list[list[str]]
Row = dict[str, str]


def html(blocks: Sequence[Block]) -> tuple[bytes, str]:
    """Lay out as a web page with headings and tables."""
    told = [f"<h1>{blocks[0]}</h1>"]
    for block in blocks[1:]:
        if isinstance(block, str):
            told.append(f"<p>{block}</p>")
            continue
        rows = ["<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in block]
        told.append("<table border=1>" + "".join(rows) + "</table>")
    return f"<html><meta charset=utf-8><body>{''.join(told)}</body></html>".encode(), "paper.html"


def soup(blocks: Sequence[Block]) -> tuple[bytes, str]:
    """Lay out as a word processor's export: every few characters in a tag of their own."""
    data, name = html([_spans(b) for b in blocks])
    return data, name


def _spans(block: Block) -> Block:
    if isinstance(block, str):
        parts = [block[i : i + 3] for i in range(0, len(block), 3)]
        return "".join(f"<span lang=EN-US>{p}</span>" for p in parts)
    return [[f"<p class=MsoNormal><span>{c}</span></p>" for c in row] for row in block]


def flat(blocks: Sequence[Block]) -> tuple[bytes, str]:
    """Lay out as a scraper flattens: every cell on a line of its own."""
    told = []
    for block in blocks:
        if isinstance(block, str):
            told.append(block)
        else:
            told += [cell for row in block for cell in row]
    return "\n".join(told).encode(), "paper.txt"


def docx(blocks: Sequence[Block]) -> tuple[bytes, str]:
    """Lay out as a DOCX file."""
    paper = Word()
    for block in blocks:
        if isinstance(block, str):
            paper.add_paragraph(block)
            continue
        table = paper.add_table(len(block), len(block[0]))
        for r, row in enumerate(block):
            for c, cell in enumerate(row):
                table.cell(r, c).text = cell
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue(), "paper.docx"


def xlsx(blocks: Sequence[Block]) -> tuple[bytes, str]:
    """Lay out as a sheet: paragraphs as rows of one cell."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for block in blocks:
        for row in [[block]] if isinstance(block, str) else block:
            sheet.append([str(c) for c in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), "paper.xlsx"


LAYOUTS: dict[str, Callable[[Sequence[Block]], tuple[bytes, str]]] = {
    "html": html,
    "soup": soup,
    "docx": docx,
    "flat": flat,
}


def extracted(blocks: Sequence[Block], layout: str = "html") -> Extraction:
    """Read and extract; every anchor is proved sound on the way."""
    make = LAYOUTS.get(layout, xlsx)
    document = read(*make(blocks))
    found = extract(document)
    pages = {p.number: p for p in document.pages}
    for fact in found.facts:
        for anchor in fact.anchors:
            assert state_of(pages[anchor.page], anchor) == "sound", (fact.kind, anchor)
    return found


def rows(found: Extraction, kind: str, but: frozenset[str] = frozenset()) -> list[Row]:
    """Give the values of the facts of one kind, in order."""
    return [
        {n: v.value for n, v in f.fields.items() if n not in but}
        for f in found.facts
        if f.kind == kind
    ]


def agreement(found: list[Row], wanted: list[Row]) -> tuple[int, int, int]:
    """Count fields that are right, given and wanted; rows are compared in order."""
    right = sum(
        given.get(n) == v for given, row in zip(found, wanted, strict=False) for n, v in row.items()
    )
    return right, sum(map(len, found)), sum(map(len, wanted))
