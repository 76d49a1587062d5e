"""Invented budgets and forms for tests: HTML from rows, and the facts read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.model import Fact, Problem, state_of
from papertrace.read import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from papertrace.model import Document

Cell = str | tuple[str, int, int]
"""A cell's text; with (text, rows, columns) a merged one."""


def grid(*rows: Sequence[Cell]) -> str:
    """Write a table."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            text, high, wide = cell if isinstance(cell, tuple) else (cell, 1, 1)
            cells.append(f'<td rowspan="{high}" colspan="{wide}">{text}</td>')
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "<table border=1>" + "".join(lines) + "</table>"


def cells(text: str) -> list[Cell]:
    """Give the cells of a row written with blanks between them."""
    return list(text.split())


def paper(*parts: str) -> Document:
    """Read paragraphs and tables as one page."""
    told = [p if p.startswith("<") else f"<p>{p}</p>" for p in parts]
    html = '<html><head><meta charset="utf-8"></head><body>' + "".join(told) + "</body></html>"
    return read(html.encode(), "sample.html")


def facts(form: ModuleType, document: Document, kind: str) -> list[dict[str, str]]:
    """Give the values of a form's facts of one kind; every anchor is proved sound on the way."""
    found = []
    for fact in form.extract(document):
        if isinstance(fact, Fact) and fact.kind == kind:
            for anchor in fact.anchors:
                assert state_of(document.pages[anchor.page - 1], anchor) == "sound"
            found.append({name: field.value for name, field in fact.fields.items()})
    return found


def problems(form: ModuleType, document: Document) -> list[Problem]:
    """Give a form's problems."""
    return [p for p in form.extract(document) if isinstance(p, Problem)]
