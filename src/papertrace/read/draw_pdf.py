"""Types a page that has no picture as a one-page PDF, so that it can be rendered like any other.

The words stand in their boxes as in `draw`, in a Chinese font of the system's. It is for looking at
what was read; what is published is drawn by `draw`, which needs no font.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from papertrace.text.one_page_pdf import FONT, code, ems, one_page, typeable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Page, Table, Word

_RISE: Final = 0.86
"""Of a word's height: how far its foot lies below its upper edge."""


def typed(page: Page) -> bytes:
    """Give a PDF of one page, as wide and high as the page, with its words and cells."""
    drawn = "\n".join([*_borders(page), *(_word(page, w) for w in page.words if w.text)])
    content = f"0.6 G 0.5 w\n{drawn}"
    return one_page(content, page.width, page.height)


def _borders(page: Page) -> Iterator[str]:
    for table in page.tables:
        yield from _cells(page, table)


def _cells(page: Page, table: Table) -> Iterator[str]:
    for cell in table.cells:
        box = cell.box
        low = page.height - box.bottom
        yield f"{box.x0:.2f} {low:.2f} {box.width:.2f} {box.height:.2f} re S"


def _word(page: Page, word: Word) -> str:
    """Write a word as wide as its box."""
    text = typeable(word.text)
    size = word.box.height
    own = ems(text) * size
    stretched = 100 * word.box.width / own if own else 100.0
    foot = page.height - word.box.top - _RISE * size
    at = f"{word.box.x0:.2f} {foot:.2f} Td"
    return f"BT /{FONT} {size:.2f} Tf {stretched:.2f} Tz {at} {code(text)} Tj ET"
