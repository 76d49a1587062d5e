"""A chart as a PDF of one page, from which a renderer makes its PNG.

The type is a Chinese font of the system's, named and not embedded: characters it lacks are drawn as
an empty box, and nothing else depends on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from papertrace.analyse.chart import WIDTH

if TYPE_CHECKING:
    from papertrace.analyse.chart import Bar, Chart, Text

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


def pdf(chart: Chart) -> bytes:
    """Write a chart as PDF."""
    words = "\n".join(_word(t, chart.height) for t in chart.texts if t.words)
    content = "\n".join([*(_bar(b, chart.height) for b in chart.bars), "0.07 g", words])
    paper = f"/MediaBox[0 0 {WIDTH:.2f} {chart.height:.2f}]/Resources<</Font<</F 5 0 R>>>>"
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


def _bar(bar: Bar, height: float) -> str:
    red, green, blue = (int(bar.colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    low = height - bar.y - bar.height
    box = f"{bar.x:.2f} {low:.2f} {bar.width:.2f} {bar.height:.2f} re f"
    return f"{red:.3f} {green:.3f} {blue:.3f} rg {box}"


def _word(text: Text, height: float) -> str:
    words = "".join(c if ord(c) <= _LAST and c.isprintable() else "□" for c in text.words)
    wide = sum(1.0 if c >= _NARROW else 0.5 for c in words) * text.size
    left = text.x - wide if text.end else text.x
    code = words.encode("utf-16-be", "replace").hex()
    at = f"{left:.2f} {height - text.y:.2f} Td"
    return f"BT /F {text.size:.2f} Tf {at} <{code}> Tj ET"
