"""Light print on dark ground: turned before rules and characters are looked for."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from papertrace import read
from papertrace.read import ocr_weights
from papertrace.read.scan_dark import lightened
from papertrace.read.scan_rules import ruled
from scan_samples import HIGH, LEFT, ROWS, SCALE, TOP, WIDE, page, saved, write


def headed() -> Image.Image:
    """Draw the page of a table whose first row stands white on blue."""
    picture = page()
    pen = ImageDraw.Draw(picture)
    box = tuple(n * SCALE for n in (LEFT, TOP, LEFT + 3 * WIDE, TOP + HIGH))
    pen.rectangle(box, fill=(31, 56, 100))
    ink = Image.new("RGB", picture.size, "white")
    for column, text in enumerate(ROWS[0]):
        write(ImageDraw.Draw(ink), LEFT + WIDE * column + 8, TOP + 5, text, 11)
        x = (LEFT + WIDE * column) * SCALE
        if column:
            pen.line((x, TOP * SCALE, x, (TOP + HIGH) * SCALE), "white", 2)
    picture.paste("white", mask=ImageOps.invert(ink.convert("L")))
    return picture


def test_a_page_of_dark_print_is_left_as_it_is() -> None:
    pixels = np.array(page())
    assert lightened(pixels, SCALE) is pixels


def test_white_rules_on_a_dark_page_make_the_grid() -> None:
    turned = lightened(np.array(ImageOps.invert(page())), SCALE)
    (grid,) = ruled(turned, SCALE)
    assert (grid.rows, grid.columns) == (3, 3)
    assert turned[:20, :20].min() > 200  # to the corners


def test_a_dark_head_is_turned_and_the_rest_is_not() -> None:
    pixels = np.array(headed())
    turned = lightened(pixels, SCALE)
    first, below = (slice(round((TOP + n) * SCALE), None) for n in (3, HIGH + 4))
    head = turned[first, round((LEFT + 3) * SCALE) :][: round(14 * SCALE), : round(100 * SCALE)]
    assert np.median(head) > 180
    assert (turned[below] == pixels[below]).all()


@pytest.mark.skipif(bool(ocr_weights.missing()), reason="no weights are installed")
@pytest.mark.parametrize("dark", [False, True])
def test_light_print_on_dark_is_read_in_its_cells(*, dark: bool) -> None:
    picture = ImageOps.invert(page()) if dark else headed()
    (found,) = read.read(saved(picture, "PDF"), "scan.pdf", pictures=True).pages
    (table,) = found.tables
    rows = [tuple(c.text for c in table.cells if c.row == row) for row in range(table.rows)]
    assert rows == list(ROWS)
