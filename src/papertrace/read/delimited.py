"""CSV and TSV -> one page, as a spreadsheet of one sheet called `csv`: places are `csv!B7`.

Rows are counted as records, so that a quoted line break does not shift them. Values are text as
written: nothing is taken for a number or a date.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from typing import TYPE_CHECKING

from papertrace.errors import OverLimit
from papertrace.model import Document, Problem
from papertrace.read import sniff
from papertrace.read.charset import decode
from papertrace.read.flow import lay_out
from papertrace.read.flow_limits import problem
from papertrace.read.sheet_values import show
from papertrace.read.sheets import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.read.sheets import Rows

MEDIA_TYPES: tuple[str, ...] = (sniff.CSV, sniff.TSV)
NAME = "csv"
VERSION = "1"
_SHEET = "csv"
_BETWEEN = (",", "\t", ";", "|", "，")
_LOOKED_AT = 100
_MOST_CELLS = 400_000
_LONGEST = 1 << 24
_SAYS = "sep="


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a delimited file, the first of its rows where it has very many; OverLimit."""
    decoded = decode(data, markup=False)
    kind = sniff.TSV if name.lower().endswith((".tsv", ".tab")) else sniff.CSV
    cells, trouble = _cells(decoded.text, kind)
    page = lay_out(blocks_of(cells, {}, _SHEET), name=_SHEET)
    problems = (*decoded.problems, *trouble)
    return Document(digest, name, kind, f"{NAME}/{VERSION}", "", (page,), problems)


def _cells(text: str, kind: str) -> tuple[Rows, tuple[Problem, ...]]:
    mark = _between(text, kind)
    cells: Rows = {}
    count, widths = 0, Counter[int]()
    for row, record in enumerate(_records(text, mark)):
        if row == 0 and "".join(record).lower().startswith(_SAYS):
            continue  # a hint for spreadsheet programs
        shown = {c: t for c, value in enumerate(record) if (t := show(value)).strip()}
        count += len(record)
        if count > _MOST_CELLS:
            message = f"Only the first {row} rows were looked at: the file is very long."
            return cells, (problem(message),)
        if shown:
            cells[row] = shown
            widths[len(record)] += 1
    if text.count('"') % 2:
        message = "A quotation mark is never closed; rows may have come into one cell."
        return cells, (Problem("PT319", "warning", message, "Look at the file in an editor."),)
    odd = sum(n for width, n in widths.items() if width > widths.most_common(1)[0][0])
    if not odd:
        return cells, ()
    message = f"{odd} of {sum(widths.values())} rows have more fields than the others."
    remedy = "A separator inside a value may have been taken for one between values."
    return cells, (Problem("PT319", "warning", message, remedy),)


def _records(text: str, mark: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST)
    try:
        yield from csv.reader(io.StringIO(text), delimiter=mark)
    except csv.Error as error:
        message = "A field is longer than any value is."
        raise OverLimit(message) from error


def _between(text: str, kind: str) -> str:
    """Give the mark that parts the most lines into the same number of fields, two at least."""
    first = text[: len(_SAYS) + 1].lower()
    if first.startswith(_SAYS) and text[len(_SAYS)] in _BETWEEN:
        return text[len(_SAYS)]
    if kind == sniff.TSV and "\t" in text:
        return "\t"
    best, chosen = (0.0, 0), ","
    for mark in _BETWEEN:
        records = [r for r in itertools.islice(_records(text, mark), _LOOKED_AT) if any(r)]
        counts = Counter(len(r) for r in records if len(r) > 1)
        if counts:
            width, lines = counts.most_common(1)[0]
            best, chosen = max((best, chosen), ((lines / len(records), width), mark))
    return chosen
