"""Invented papers as plain text: a line that begins with | is a row, `---` a new page or sheet.

In a row `<` goes on with the cell at its left and `^` with the one above, as merged cells do; a
place left blank is a cell of its own. A line that begins with # is a heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.targets.carriers import CARRIERS
from extract.targets.paper import Grid, Paper, Turn
from papertrace.extract import extract
from papertrace.model import state_of
from papertrace.read import read

if TYPE_CHECKING:
    from papertrace.model import Extraction

_NARROW, _WIDE = 9, 20


def paper(text: str) -> Paper:
    """Make the paper that a text describes."""
    made = Paper()
    rows: list[list[str]] = []
    for line in [*text.strip().split("\n"), ""]:
        if line.startswith("|"):
            rows.append([c.strip(" ") for c in line.strip()[1:].removesuffix("|").split("|")])
            continue
        if rows:
            made.blocks.append(_grid(rows))
            rows = []
        if line.strip() == "---":
            made.blocks.append(Turn())
        elif line.strip():
            made.line(line.strip().removeprefix("#"), heading=line.startswith("#"))
    return made


def _grid(rows: list[list[str]]) -> Grid:
    width = max(len(r) for r in rows)
    full = [r + [""] * (width - len(r)) for r in rows]
    out: list[tuple[str | tuple[str, int, int], ...]] = []
    for number, row in enumerate(full):
        cells: list[str | tuple[str, int, int]] = []
        for column, text in enumerate(row):
            if text in {"<", "^"}:
                continue
            wide = high = 1
            while column + wide < width and row[column + wide] == "<":
                wide += 1
            while number + high < len(full) and full[number + high][column] == "^":
                high += 1
            cells.append((text, high, wide) if high > 1 or wide > 1 else text)
        out.append(tuple(cells))
    longest = [max(len(r[c]) for r in full) for c in range(width)]
    return Grid(tuple(out), tuple(min(_WIDE, max(_NARROW, n)) for n in longest))


def told(text: str, carrier: str = "html") -> Extraction:
    """Write a paper, read it and extract; every anchor is proved sound on the way."""
    write, name = CARRIERS[carrier]
    document = read(write(paper(text)), name)
    found = extract(document)
    places = [a for f in found.facts for a in f.anchors]
    for anchor in (*places, *(p.anchor for p in found.problems if p.anchor)):
        assert state_of(document.pages[anchor.page - 1], anchor) == "sound"
    return found


def rows_of(found: Extraction, kind: str, *names: str) -> list[tuple[str, ...]]:
    """Give the facts of a kind as tuples of some fields, '' where a fact has none."""
    return [
        tuple(f.fields[n].value if n in f.fields else "" for n in names)
        for f in found.facts
        if f.kind == kind
    ]
