"""Writes a PDF of one page whose type is a Chinese font of the system's, named and not embedded.

It knows how such a file is put together and how a text is written in it, not what is drawn. What
the font may lack is written as an empty box.
"""

from __future__ import annotations

from typing import Final

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
_NARROW: Final = "\u2e80"
_LAST: Final = 0xFFFF
_UNKNOWN: Final = "□"
FONT: Final = "F"
"""Name of the type in a page's content."""


def one_page(content: str, width: float, height: float) -> bytes:
    """Give the file of a page, in points, from its content: operators in ASCII."""
    paper = f"/MediaBox[0 0 {width:.2f} {height:.2f}]/Resources<</Font<</{FONT} 5 0 R>>>>"
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


def typeable(text: str) -> str:
    """Give a text with an empty box for what cannot be typed."""
    return "".join(c if ord(c) <= _LAST and c.isprintable() else _UNKNOWN for c in text)


def ems(text: str) -> float:
    """Say how wide a text runs in this type, in heights of it."""
    return sum(1.0 if c >= _NARROW else 0.5 for c in text)


def code(text: str) -> str:
    """Give the string of a `typeable` text as it stands before `Tj`."""
    return f"<{text.encode('utf-16-be', 'replace').hex()}>"
