"""The rule of `papertrace.model.pages`, as an assertion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.model import Page, Table

_HAN = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def assert_rule(page: Page) -> None:
    """Assert that words, cells, captions and runs are sound offsets into the page's one text."""
    covered = bytearray(len(page.text))
    for w in page.words:
        assert page.text[w.start : w.end] == w.text
        assert len({bool(_HAN.match(c)) for c in w.text}) == 1, w.text
        assert 0 <= w.box.x0 < w.box.x1 <= page.width + 0.01
        assert 0 <= w.box.top < w.box.bottom <= page.height
        for i in range(w.start, w.end):
            covered[i] += 1
    assert [bool(n) for n in covered] == [not c.isspace() for c in page.text]
    assert max(covered, default=0) <= 1
    for table in page.tables:
        _assert_table(page, table)
    end = 0
    for run in page.runs:
        assert end <= run.start < run.end <= len(page.text)
        end = run.end


def _assert_table(page: Page, table: Table) -> None:
    seen = set()
    for c in table.cells:
        assert page.text[c.start : c.end] == c.text
        assert not set(c.text) & set("\n\t")
        for place in [
            (row, column)
            for row in range(c.row, c.row + c.row_span)
            for column in range(c.column, c.column + c.column_span)
        ]:
            assert place not in seen
            seen.add(place)
        assert c.row + c.row_span <= table.rows
        assert c.column + c.column_span <= table.columns
        inside = [w for w in page.words if w.start >= c.start and w.end <= c.end]
        for w in inside:
            assert c.box.x0 <= w.box.x0
            assert w.box.bottom <= c.box.bottom
    places = [(c.row, c.column) for c in table.cells]
    assert places == sorted(places)
    for caption in (table.title, table.unit_note):
        if caption is not None and caption.page:  # it stands at the foot of the page before
            assert caption.page == page.number - 1
        else:
            assert caption is None or page.text[caption.start : caption.end] == caption.text


def cells_of(table: Table) -> list[tuple[int, int, int, int, str]]:
    """Give row, column, spans and text of every cell."""
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells]
