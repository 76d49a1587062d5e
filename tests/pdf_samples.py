"""Small PDF files written by hand: text in a Chinese font that needs no embedding, and rules.

Coordinates are points from the top left of the page as it is read, as in `papertrace.model`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FONT = [
    (
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        "/DescendantFonts[4 0 R]>>"
    ),
    (
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 5 0 R>>"
    ),
    (
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
    ),
]


@dataclass
class SamplePage:
    """A page in the making; width and height are those of the page as it is read."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    """What the file states: degrees clockwise by which a viewer turns the page."""
    drawn: int | None = None
    """Degrees by which the drawing needs turning to be upright; None: as many as stated."""
    origin: tuple[float, float] = (0, 0)
    """Lower left corner of the media box."""
    crop: tuple[float, float, float, float] | None = None
    drawing: list[str] = field(default_factory=list)
    standard: str = "Helvetica"
    """The font of `plain`: one of the fourteen that need no widths."""
    notes: list[str] = field(default_factory=list)
    """Annotations, as the file holds them."""

    @property
    def media(self) -> tuple[float, float, float, float]:
        """Give the media box."""
        wide, high = self.width, self.height
        if self._turn in (90, 270):
            wide, high = high, wide
        return self.origin[0], self.origin[1], self.origin[0] + wide, self.origin[1] + high

    @property
    def content(self) -> str:
        """Give the page's drawing, turned so that the stated turn sets it upright."""
        left, low, right, high = self.media
        matrix = {
            0: (1, 0, 0, 1, left, low),
            90: (0, 1, -1, 0, right, low),
            180: (-1, 0, 0, -1, right, high),
            270: (0, -1, 1, 0, left, high),
        }[self._turn]
        return "\n".join([f"q {' '.join(map(str, matrix))} cm", *self.drawing, "Q"])

    @property
    def _turn(self) -> int:
        return self.rotate if self.drawn is None else self.drawn

    def _y(self, top: float) -> float:
        return self.height - top

    def text(self, x: float, top: float, said: str, size: float = 10) -> None:
        """Write a line whose glyphs fill `size` points below `top`."""
        code = said.encode("utf-16-be").hex()
        at = f"{x:.2f} {self._y(top + 0.88 * size):.2f}"
        self.drawing.append(f"BT /F1 {size} Tf {at} Td <{code}> Tj ET")

    def plain(self, x: float, top: float, said: str, size: float = 10) -> None:
        """Write a line of ASCII in the standard font."""
        at = f"{x:.2f} {self._y(top + 0.88 * size):.2f}"
        self.drawing.append(f"BT /F2 {size} Tf {at} Td ({said}) Tj ET")

    def note(self, kind: str, place: tuple[float, float, float, float], more: str = "") -> None:
        """Put an annotation over a place (x0, top, x1, bottom)."""
        x0, top, x1, bottom = place
        rect = f"{x0} {self._y(bottom)} {x1} {self._y(top)}"
        self.notes.append(f"<</Type/Annot/Subtype/{kind}/Rect[{rect}]{more}>>")

    def line(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Stroke a line."""
        a, b = f"{x0:.2f} {self._y(top):.2f}", f"{x1:.2f} {self._y(bottom):.2f}"
        self.drawing.append(f"0.5 w {a} m {b} l S")

    def bar(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Fill a rectangle."""
        place = f"{x0:.2f} {self._y(bottom):.2f} {x1 - x0:.2f} {bottom - top:.2f}"
        self.drawing.append(f"{place} re f")

    def frame(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Stroke a rectangle."""
        place = f"{x0:.2f} {self._y(bottom):.2f} {x1 - x0:.2f} {bottom - top:.2f}"
        self.drawing.append(f"0.5 w {place} re S")

    def table(
        self, x: float, top: float, widths: Sequence[float], texts: Sequence[Sequence[str]]
    ) -> float:
        """Draw a fully ruled table with rows 20 points high; give its lower edge."""
        xs = list(accumulate(widths, initial=x))
        bottom = top + 20 * len(texts)
        for row in range(len(texts) + 1):
            self.line(xs[0], top + 20 * row, xs[-1], top + 20 * row)
        for at in xs:
            self.line(at, top, at, bottom)
        for row, cells in enumerate(texts):
            for column, said in enumerate(cells):
                if said:
                    self.text(xs[column] + 3, top + 20 * row + 5, said)
        return bottom


def pdf(
    pages: Sequence[SamplePage], title: str = "", *, encrypted: bool = False, forms: bool = False
) -> bytes:
    """Write a file; with `forms`, every page's content stands in a form drawn half as large."""
    things = ["<</Type/Catalog/Pages 2 0 R>>", "", *_FONT]
    kids = []
    for page in pages:
        number = len(things) + 1
        kids.append(f"{number} 0 R")
        box = f"/MediaBox[{' '.join(map(str, page.media))}]"
        crop = f"/CropBox[{' '.join(map(str, page.crop))}]" if page.crop else ""
        fonts = f"/Font<</F1 3 0 R/F2<</Type/Font/Subtype/Type1/BaseFont/{page.standard}>>>>"
        inner = f"/XObject<</X1 {number + 2} 0 R>>" if forms else ""
        notes = f"/Annots[{''.join(page.notes)}]" if page.notes else ""
        things.append(
            f"<</Type/Page/Parent 2 0 R{box}{crop}/Rotate {page.rotate}{notes}"
            f"/Resources<<{fonts}{inner}>>/Contents {number + 1} 0 R>>"
        )
        things.append(_stream("", "q 0.5 0 0 0.5 0 0 cm /X1 Do Q" if forms else page.content))
        if forms:
            head = f"/Type/XObject/Subtype/Form/BBox[0 0 2000 2000]/Resources<<{fonts}>>"
            things.append(_stream(head, page.content))
    things[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    things.append(f"<</Title<feff{title.encode('utf-16-be').hex()}>>>" if title else "<<>>")
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>"
    extra = f"/Info {len(things)} 0 R" + (f"{lock}/ID[<00><00>]" if encrypted else "")
    return _written(things, extra)


def _stream(head: str, content: str) -> str:
    return f"<<{head}/Length {len(content)}>>stream\n{content}\nendstream"


def _written(things: Sequence[str], extra: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, thing in enumerate(things, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{thing}\nendobj\n".encode("ascii")
    start = len(out)
    out += f"xref\n0 {len(things) + 1}\n0000000000 65535 f \n".encode("ascii")
    out += "".join(f"{o:010d} 00000 n \n" for o in offsets).encode("ascii")
    size = len(things) + 1
    out += f"trailer\n<</Size {size}/Root 1 0 R{extra}>>\nstartxref\n{start}\n%%EOF".encode("ascii")
    return bytes(out)
