"""Tables on pictures of pages: with rules and without, straight and leaning."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from papertrace import read
from papertrace.read import ocr_weights
from scan_samples import SCALE, font, page, saved, write
from table_samples import rows_of

pytestmark = pytest.mark.skipif(bool(ocr_weights.missing()), reason="no weights are installed")

ROWS = (
    ("Item", "Budget", "Spent"),
    ("Boats", "1,284.50", "936.07"),
    ("Radars", "52.18", "417.60"),
    ("Total", "1,336.68", "1,353.67"),
)
TOLD = ["|".join(r) for r in ROWS]


def plain(*, rules: bool) -> Image.Image:
    """Draw the rows in columns, with a rule above, below the head and below, or none."""
    picture = Image.new("RGB", (round(420 * SCALE), round(300 * SCALE)), (246, 244, 240))
    pen = ImageDraw.Draw(picture)
    write(pen, 60, 30, "Harbour budget 2031", 16)
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            x = 110 * column + 130 - font(11).getlength(text) / SCALE if column else 48
            write(pen, x, 95 + 22 * number, text, 11)
    for y in (90, 113, 180) if rules else ():
        pen.line((40 * SCALE, y * SCALE, 380 * SCALE, y * SCALE), (20, 20, 20), 2)
    write(pen, 60, 240, "Page 7", 11)
    return picture


@pytest.mark.parametrize("angle", [0, 1.3, -2.2])
@pytest.mark.parametrize("kind", ["full", "three", "none"])
def test_a_scanned_table_has_its_cells(kind: str, angle: float) -> None:
    picture = page(ROWS) if kind == "full" else plain(rules=kind == "three")
    leaning = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(246, 244, 240))
    document = read.read(saved(leaning, "PDF"), "scan.pdf", pictures=True)
    (table,) = document.pages[0].tables
    assert rows_of(table) == TOLD
    assert document.pages[0].text.endswith("Page 7")
