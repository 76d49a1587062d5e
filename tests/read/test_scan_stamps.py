"""What stamps do to figures and rules of a scanned page is marked; frames are no stamps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageDraw

from papertrace.model import Box, Page
from papertrace.read.ocr_characters import Character
from papertrace.read.ocr_doubt import stained
from papertrace.read.ocr_layout import NOTHING
from papertrace.read.ocr_lines import Area
from papertrace.read.ocr_problems import unread_cells
from papertrace.read.ocr_seen import Seen, read_back, written
from papertrace.read.scan_ink import unread
from papertrace.read.scan_rules import ruled
from papertrace.read.scan_seals import seals, stamps, touched, without_seals
from scan_samples import BLUE, RED, SCALE, page, sealed

if TYPE_CHECKING:
    from numpy.typing import NDArray

HIDING = (60.0, 70.0, 190.0, 200.0)


def pixels(picture: Image.Image) -> NDArray[np.uint8]:
    return np.array(picture)


def framed(angle: float = 0.0) -> NDArray[np.uint8]:
    """Draw a red frame of 140 by 60 points around a red figure."""
    picture = page()
    pen = ImageDraw.Draw(picture)
    at = tuple(v * SCALE for v in (230, 200, 370, 260))
    pen.rectangle(at, outline=RED, width=5)
    pen.text((260 * SCALE, 220 * SCALE), "3,456.78", RED, font_size=30)
    return pixels(picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white"))


def stamped(colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    """Stamp a page so that the ring hides its rules, as thick ink does."""
    picture = page()
    pen = ImageDraw.Draw(picture)
    pen.ellipse(tuple(v * SCALE for v in HIDING), outline=colour, width=14)
    return pixels(picture)


@pytest.mark.parametrize("angle", [0.0, 3.0])
def test_a_coloured_frame_around_print_is_never_faded(angle: float) -> None:
    picture = framed(angle)
    (found,) = stamps(picture, SCALE)
    assert found.is_frame
    assert seals(picture, SCALE) == []
    assert [s.is_frame for s in stamps(stamped(RED), SCALE)] == [False]


@pytest.mark.parametrize("colour", [RED, BLUE])
def test_figures_that_a_stamp_touches_are_doubted_and_others_not(
    colour: tuple[int, int, int],
) -> None:
    picture = stamped(colour)
    ink = touched(picture, stamps(picture, SCALE), SCALE)
    assert 0 < np.mean(ink > 0) < 0.1
    x, y = round(HIDING[0] * SCALE), round((HIDING[1] + HIDING[3]) / 2 * SCALE)
    read = [Character(c, 8.0 + 10 * n, 16.0 + 10 * n, 0.99) for n, c in enumerate("457")]
    near = Area(x + 14, y - 12, x + 60, y + 12)
    far = Area(x + 100, y - 12, x + 146, y + 12)
    assert {c.confidence for c in stained(read, near, ink)} == {0.5}
    assert {c.confidence for c in stained(read, far, ink)} == {0.99}


def test_rules_go_on_below_a_stamp() -> None:
    picture = stamped(RED)
    found = stamps(picture, SCALE)
    clean = without_seals(picture, [s.area for s in found])
    ink = touched(picture, found, SCALE)
    (whole,) = ruled(clean, SCALE, (), ink)
    assert len(whole.slots) == 9
    # without knowing of the stamp the rules below it break off and cells run together
    assert [len(g.slots) for g in ruled(clean, SCALE)] != [9]


def test_a_cell_with_ink_in_which_nothing_was_read_is_named() -> None:
    picture = page((("Item", "Budget", "Spent"), ("Boats", "", ""), ("Radars", "", "-")))
    pen = ImageDraw.Draw(picture)
    for row in (1, 2):  # somebody struck both out
        at = (170, 94 + 22 * row, 220, 108 + 22 * row)
        pen.line(tuple(v * SCALE for v in at), (20, 20, 20), 6)
    (grid,) = ruled(pixels(picture), SCALE)
    found = unread(pixels(picture), SCALE, [grid], NOTHING)
    blank = {s.box: (s.row, s.column) for s in grid.slots if s.row and s.column}
    assert {blank[b] for b in found if b in blank} == {(1, 1), (2, 1)}
    (told,) = unread_cells(Page(1, 420, 300, 0, "", (), (), "ocr"), found)
    assert told.code == "PT363"
    assert told.anchor is not None
    assert told.anchor.boxes == tuple(found)


def test_cells_that_were_not_read_are_recorded_and_older_recordings_have_none() -> None:
    seen = Seen(NOTHING, (), 10, 10, (1, 0, 0, 1, 0, 0), 0, (Box(1, 2, 3, 4),))
    told = written(seen)
    assert read_back(told).unread == seen.unread
    del told["unread"]
    assert read_back(told).unread == ()


def test_a_page_without_stamps_has_no_ink_of_them() -> None:
    picture = pixels(page())
    assert not touched(picture, stamps(picture, SCALE), SCALE).any()
    faint = pixels(sealed(page(), (250, 235, 235)))
    assert stamps(faint, SCALE) == []
