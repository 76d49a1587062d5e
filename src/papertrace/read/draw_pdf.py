"""Types a page that has no picture as a one-page PDF, so that it can be rendered like any other.

The words stand in their boxes as in `draw`, in a Chinese font of the system's. It is for looking at
what was read; what is published is drawn by `draw`, which needs no font.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Page, Table, Word

_FONT: Final = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    "/DescendantFonts[6 0 R]>>"
)
_WIDTHS: Final = (
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R>>"
)
_METRICS: Final = (
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
)
_RISE: Final = 0.86
"""Of a word's height: how far its foot lies below its upper edge."""
_NARROW: Final = "\u2e80"
_LAST: Final = 0xFFFF
_UNKNOWN: Final = "□"


def typed(page: Page) -> bytes:
    """Give a PDF of one page, as wide and high as the page, with its words and cells."""
    drawn = "\n".join([*_borders(page), *(_word(page, w) for w in page.words if w.text)])
    content = f"0.6 G 0.5 w\n{drawn}"
    paper = f"/MediaBox[0 0 {page.width:.2f} {page.height:.2f}]/Resources<</Font<</F 5 0 R>>>>"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R{paper}/Contents 4 0 R>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        _FONT,
        _WIDTHS,
        _METRICS,
    )
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    count, start = len(objects) + 1, len(made)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 {count}\n0000000000 65535 f \n{rows}trailer<</Root 1 0 R/Size {count}>>\n"
    return bytes(made) + f"{tail}startxref\n{start}\n%%EOF".encode("ascii")


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
    text = "".join(c if ord(c) <= _LAST and c.isprintable() else _UNKNOWN for c in word.text)
    size = word.box.height
    own = sum(1.0 if c >= _NARROW else 0.5 for c in text) * size
    stretched = 100 * word.box.width / own if own else 100.0
    foot = page.height - word.box.top - _RISE * size
    code = text.encode("utf-16-be", "replace").hex()
    at = f"{word.box.x0:.2f} {foot:.2f} Td"
    return f"BT /F {size:.2f} Tf {stretched:.2f} Tz {at} <{code}> Tj ET"
