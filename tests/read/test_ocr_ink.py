"""Figures compared with their ink: lost signs, lost digits, and figures that stand close."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from papertrace.read.ocr_beside import Line, doubted_beside
from papertrace.read.ocr_characters import Character
from papertrace.read.ocr_doubt import doubted
from papertrace.read.ocr_ink import Sheet
from papertrace.read.ocr_lines import Area
from papertrace.read.scan_rules import strokes
from scan_samples import SCALE, font

SIZE = 9.0
LEFT, TOP = 60, 40


def drawn(
    *parts: tuple[str, float],
) -> tuple[Sheet, Line, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    """Write parts of a line, each so many points behind the last, in a cell; all is read right."""
    picture = Image.new("RGB", (900, 160), "white")
    pen = ImageDraw.Draw(picture)
    x, found = float(LEFT), []
    for text, gap in parts:
        x += gap * SCALE
        for character in text:
            wide = pen.textlength(character, font(SIZE))
            pen.text((x, TOP), character, (20, 20, 20), font(SIZE))
            found.append(Character(character, x - LEFT, x - LEFT + wide, 0.99))
            x += wide
    for edge in (LEFT - 1 * SCALE, 700):
        pen.line((edge, 0, edge, 159), (20, 20, 20), 2)
    pixels = np.array(picture)
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    area = Area(LEFT, TOP - 4, round(x) + 6, TOP + 34)
    return Sheet(grey, strokes(grey, SCALE)), Line(area, found), pixels


def least(line: Line, text: str) -> float:
    return min(c.confidence for c in line.characters if c.text in text)


@pytest.mark.parametrize("text", ["-352.65", "-4", "(44.07)", "1,771,111.12"])
def test_a_figure_beside_which_ink_is_left_over_is_doubted(text: str) -> None:
    sheet, line, _ = drawn((text, 0))
    (whole,) = doubted_beside(sheet, [line])
    assert least(whole, text) == 0.99
    lost = line.characters[:-1] if text[-1] == "2" else line.characters[1:]
    (short,) = doubted_beside(sheet, [replace(line, characters=lost)])
    assert least(short, "0123456789") <= 0.5


def test_ink_of_a_neighbour_leaves_a_figure_sure() -> None:
    sheet, line, _ = drawn(("352.65", 0), ("-17", 4))
    area = line.area
    parts = [Line(area, line.characters[:6]), Line(area, line.characters[6:])]
    assert least(doubted_beside(sheet, parts)[0], "0123456789") == 0.99
    assert least(doubted_beside(sheet, parts[:1])[0], "0123456789") <= 0.5


def again(line: Line) -> list[Character]:
    """Give what is read when a figure is read again: the same."""
    return line.characters


@pytest.mark.parametrize(
    ("first", "second"), [("5", "6"), ("-92", "5718.00"), ("711.17", "11"), ("657.18", "(366.63)")]
)
def test_figures_that_stand_close_are_two(first: str, second: str) -> None:
    sheet, line, pixels = drawn((first, 0), (second, 6))
    found = doubted(pixels, line.area, line.characters, lambda *_: again(line), sheet)
    at = len(first)
    assert found[at].spaced
    assert found[at].x0 - found[at - 1].x1 > 3 * SCALE
    assert min(c.confidence for c in found) == 0.99


@pytest.mark.parametrize(("second", "gap"), [("26", 3.2), ("50946", 2.4)])
def test_figures_that_may_be_two_are_doubted(second: str, gap: float) -> None:
    sheet, line, pixels = drawn(("5718", 0), (second, gap))
    found = doubted(pixels, line.area, line.characters, lambda *_: again(line), sheet)
    assert not found[4].spaced
    assert max(c.confidence for c in found) <= 0.5


@pytest.mark.parametrize("text", ["1,117,711.11", "5718.00", "111111", "-0.17%", "2031-03-05"])
def test_digits_of_one_figure_stay_sure(text: str) -> None:
    sheet, line, pixels = drawn((text, 0))
    found = doubted(pixels, line.area, line.characters, lambda *_: again(line), sheet)
    assert [c.spaced for c in found] == [False] * len(text)
    assert min(c.confidence for c in found) == 0.99


@pytest.mark.parametrize("text", ["9.75%6", "1,117,711.1711", "1.17.711.5.2.33.1"])
def test_a_form_no_figure_has_is_doubtful(text: str) -> None:
    sheet, line, pixels = drawn((text, 0))
    found = doubted(pixels, line.area, line.characters, lambda *_: again(line), sheet)
    assert found[0].confidence <= 0.5
