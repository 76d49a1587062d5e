"""Invented notices read the way a case reads them: bytes to pages to facts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook

from papertrace.extract import extract
from papertrace.read import read

if TYPE_CHECKING:
    from papertrace.model import Extraction, Fact

Row = dict[str, str]


def page(body: str) -> Extraction:
    """Extract from an HTML page with this body."""
    return extract(read(f"<html><body>{body}</body></html>".encode(), "notice.html"))


def text(body: str) -> Extraction:
    """Extract from a text file."""
    return extract(read(body.strip().encode(), "notice.txt"))


def sheet(*told: str) -> Extraction:
    """Extract from a workbook of one sheet; cells are parted by `|`."""
    book = Workbook()
    for row in told:
        book.worksheets[0].append(row.split("|"))
    written = io.BytesIO()
    book.save(written)
    return extract(read(written.getvalue(), "notice.xlsx"))


def facts(found: Extraction, kind: str) -> list[Fact]:
    """Give the facts of one kind, in order."""
    return [f for f in found.facts if f.kind == kind]


def rows(found: Extraction, kind: str) -> list[Row]:
    """Give the values of the facts of one kind, in order."""
    return [{n: v.value for n, v in f.fields.items()} for f in facts(found, kind)]


def one(found: Extraction, kind: str) -> Row:
    """Give the values of the only fact of a kind."""
    (row,) = rows(found, kind)
    return row


def codes(found: Extraction) -> set[str]:
    """Give the codes of all problems."""
    return {p.code for p in found.problems}


def table(*lines: str) -> str:
    """Write an HTML table; cells are parted by `|`, a cell `*3 text` spans three columns."""
    written = []
    for line in lines:
        cells = []
        for cell in line.split("|"):
            told = cell.strip()
            span = ""
            if told.startswith(("*", "^")):
                count, _, told = told[1:].partition(" ")
                span = f' {"col" if cell.strip()[0] == "*" else "row"}span="{count}"'
            cells.append(f"<td{span}>{told}</td>")
        written.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(written)}</table>"


def lines(*told: str) -> str:
    """Write HTML paragraphs."""
    return "".join(f"<p>{t}</p>" for t in told)


CONTACT = (
    "九、凡对本次公告内容提出询问，请按以下方式联系。",
    "1.采购人信息",
    "名 称：白榆湾市应急管理局",
    "地址：界河路9号",
    "联系方式：单示例 0000-5550101",
    "2.采购代理机构信息（如有）",
    "名　　称：霁川衡正招标代理有限公司",
)
