"""The parts of a scan's reading: lean, seals, rules, regions, weights."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw

from papertrace.model import Box
from papertrace.read import ocr_weights
from papertrace.read.ocr_characters import characters
from papertrace.read.ocr_doubt import _SOUND
from papertrace.read.ocr_layout import NOTHING
from papertrace.read.pdf_glyphs import Glyphs
from papertrace.read.scan_regions import unit_of, without_text
from papertrace.read.scan_rules import ruled
from papertrace.read.scan_seals import seals, without_seals
from papertrace.read.scan_straight import lean, quarters, straightened
from scan_samples import BLUE, RED, SCALE, SEAL, page, sealed, write


def pixels(picture: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.array(picture)


@pytest.mark.parametrize("angle", [-3.0, -0.7, 0.9, 2.5])
def test_the_lean_is_found(angle: float) -> None:
    leaning = page().rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    assert lean(pixels(leaning)) == pytest.approx(angle, abs=0.15)


def test_a_straight_or_empty_page_is_left_alone() -> None:
    assert lean(pixels(page())) == 0
    assert lean(pixels(Image.new("RGB", (300, 400), "white"))) == 0
    straight, back = straightened(pixels(page()), 0)
    assert (straight == pixels(page())).all()
    assert (back == np.eye(3)).all()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_quarter_turn_maps_corners_to_corners(turn: int) -> None:
    small = np.zeros((40, 60, 3), np.uint8)
    small[0, 0] = 255
    turned, there = quarters(small, turn)
    x, y, _ = there @ [0.5, 0.5, 1]
    assert turned[int(y), int(x)].tolist() == [255, 255, 255]


@pytest.mark.parametrize("colour", [RED, BLUE])
def test_a_seal_is_found_and_bleached_and_print_stays_black(colour: tuple[int, int, int]) -> None:
    stamped = pixels(sealed(page(), colour))
    (found,) = seals(stamped, SCALE)
    middle = [(found[0] + found[2]) / 2 / SCALE, (found[1] + found[3]) / 2 / SCALE]
    assert middle == pytest.approx([(SEAL[0] + SEAL[2]) / 2, (SEAL[1] + SEAL[3]) / 2], abs=4)
    clean = without_seals(stamped, [found])
    x, y = round(SEAL[0] * SCALE) + 5, round((SEAL[1] + SEAL[3]) / 2 * SCALE)
    assert clean[y, x].min() > 190
    assert (clean[found[1] : found[3], found[0] : found[2]] < 110).any()


def test_a_red_heading_is_no_seal() -> None:
    picture = Image.new("RGB", (1600, 600), "white")
    pen = ImageDraw.Draw(picture)
    for x in range(100, 1500, 130):
        pen.rectangle((x, 100, x + 100, 200), outline=(220, 30, 30), width=14)
    assert seals(pixels(picture), SCALE) == []


def test_rules_make_the_grid() -> None:
    (grid,) = ruled(pixels(page()), SCALE)
    assert (grid.rows, grid.columns, len(grid.slots)) == (3, 3, 9)


def test_strokes_of_large_print_are_no_rules() -> None:
    picture = Image.new("RGB", (1600, 400), "white")
    write(ImageDraw.Draw(picture), 30, 30, "HEIFTLHE", 60)
    assert ruled(pixels(picture), SCALE) == ()


def test_pictures_under_text_and_small_ones_are_not_looked_at() -> None:
    sheet = Box(0, 0, 600, 800)
    text = Glyphs(
        "abcd", [100, 110, 120, 130], [100] * 4, [110, 120, 130, 140], [110] * 4, [True] * 4
    )
    covered, free, logo = Box(50, 50, 400, 300), Box(50, 400, 400, 700), Box(500, 10, 560, 60)
    assert without_text([covered, free, logo], text, sheet) == [free]
    strips = [Box(50, y, 400, y + 30) for y in range(400, 700, 30)]
    assert without_text(strips, NOTHING, sheet) == [free]
    assert without_text([Box(-100, -100, 900, 900)], NOTHING, sheet) == [sheet]


def test_only_very_large_pages_are_pixels() -> None:
    assert unit_of(595, 842) == unit_of(842, 1191) == 1
    assert unit_of(1684, 1190) == 2


def test_characters_stand_between_their_neighbours() -> None:
    shares = np.zeros((10, 4), np.float32)
    for step, said in enumerate([0, 1, 1, 0, 2, 3, 1, 0, 0, 0]):
        shares[step, said] = 0.95
    shares[4, 2] = 0.6
    found = characters(shares, 10, (100, 20), ("", "a", "b", " "))
    assert [c.text for c in found] == ["a", "b", "a"]
    assert [c.confidence for c in found] == pytest.approx([0.95, 0.6, 0.95])
    assert all(a.x1 <= b.x0 for a, b in pairwise(found))
    assert (found[0].x0 + found[0].x1) / 2 == pytest.approx(20)
    assert [c.spaced for c in found] == [False, False, True]
    figures = characters(shares, 10, (100, 20), ("", "1", "2", " "))
    assert not any(c.spaced for c in figures)


def test_the_version_does_not_depend_on_the_processor() -> None:
    assert ocr_weights.processor() not in ocr_weights.version()
    assert " " not in ocr_weights.processor()


@pytest.mark.parametrize(
    ("figure", "sound"),
    [
        ("1234.56", True),
        ("1,234.56", True),
        ("0.685", True),
        ("2031.3.5", True),
        ("1.2.3", True),
        ("2031-03-05", True),
        ("9:30", True),
        ("1447:63", False),
        ("12,34", False),
        ("21.940.96", False),
        ("1.895", False),
        ("16,44.36", False),
    ],
)
def test_only_forms_that_figures_have_are_sound(figure: str, sound: bool) -> None:  # noqa: FBT001  (a column of a table)
    assert bool(_SOUND.fullmatch(figure)) == sound
