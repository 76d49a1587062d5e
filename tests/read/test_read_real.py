"""The real documents: nothing is lost, and the rule of pages holds."""

from __future__ import annotations

import html
import re
import warnings
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from page_rule import assert_rule
from papertrace.model import to_json
from papertrace.read import draw, read
from papertrace.read.charset import decode
from papertrace.read.sheet_formulas import typed
from support import DATA, needs_data

if TYPE_CHECKING:
    from pathlib import Path

_LEFT_OUT = re.compile(
    r"<!--.*?-->|<(script|style|head|iframe|title)\b.*?</\1\s*>|<[!/]?[a-zA-Z][^>]*>|<\?[^>]*>",
    re.IGNORECASE | re.DOTALL,
)


def _files(*patterns: str) -> list[Path]:
    return sorted(p for pattern in patterns for p in DATA.glob(pattern))


def _bag(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@needs_data
@pytest.mark.parametrize(
    "pattern", ["notices/[0-7]*.html", "notices/[89a-f]*.htm*", "specimens/*.html"]
)
def test_pages_hold_all_text_and_nothing_else(pattern: str) -> None:
    files = _files(pattern)
    assert files
    for path in files:
        data = path.read_bytes()
        document = read(data, path.name)
        (page,) = document.pages
        assert_rule(page)
        bare = html.unescape(_LEFT_OUT.sub("", decode(data, markup=True).text))
        assert _bag(page.text) == _bag(bare), path.name
        assert draw(page, document.digest).data.count(b"<text") == len(page.words) + 1
        to_json(document)


@needs_data
def test_texts_are_read_character_for_character() -> None:
    files = _files("notices/*.txt")
    assert len(files) >= 10
    for path in files:
        (page,) = read(path.read_bytes(), path.name).pages
        assert_rule(page)
        assert page.text == decode(path.read_bytes(), markup=False).text


@needs_data
def test_sheets_hold_every_cell() -> None:
    import openpyxl  # noqa: PLC0415  (the other reader, only here)

    for path in _files("notices/*.xlsx", "specimens/*.xlsx"):
        pages = read(path.read_bytes(), path.name).pages
        with warnings.catch_warnings(action="ignore"):  # headers and footers it cannot parse
            book = openpyxl.load_workbook(path, data_only=True)
            formulas = openpyxl.load_workbook(path)
        assert [p.name for p in pages] == book.sheetnames
        for page in pages:
            assert_rule(page)
            values = [c.value for row in book[page.name].iter_rows() for c in row]
            texts = [v for v in values if isinstance(v, str)]
            written = "".join(page.text.split())
            assert all("".join(t.split()) in written for t in texts)
            runs = {r.path: page.text[r.start : r.end] for r in page.runs}
            shown = [v for v in values if v is not None and str(v).strip()]
            behind = [
                c.value
                for row in formulas[page.name].iter_rows()
                for c in row
                if c.data_type == "f" and book[page.name][c.coordinate].value is None
            ]
            assert len(runs) == len(shown) + sum(typed(str(f)[1:]) for f in behind)


@needs_data
def test_old_sheets_are_read() -> None:
    files = _files("notices/*.xls")
    assert files
    for path in files:
        document = read(path.read_bytes(), path.name)
        assert document.media_type == "application/vnd.ms-excel"
        for page in document.pages:
            assert_rule(page)
        assert sum(t.rows for t in document.pages[0].tables) > 100
