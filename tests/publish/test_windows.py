"""Marks are their anchors, as per cents of the page; crops stay on the page around them."""

from __future__ import annotations

import re

import pytest

from papertrace.model import Box, PageImage
from papertrace.publish.windows import crops, mark, whole

PAGE = PageImage("ab" * 32, 3, "image/png", 595.0, 842.0, b"")


def shares(declarations: str) -> dict[str, float]:
    return {k: float(v) for k, v in re.findall(r"([a-z]+):(-?[\d.]+)%", declarations)}


def test_a_mark_is_its_anchor() -> None:
    box = Box(100.0, 200.0, 160.5, 214.0)
    told = shares(mark(PAGE, box, "figure").place.declarations)
    assert told["left"] / 100 * 595 == pytest.approx(box.x0, abs=0.01)
    assert told["top"] / 100 * 842 == pytest.approx(box.top, abs=0.01)
    assert told["width"] / 100 * 595 == pytest.approx(box.width, abs=0.01)
    assert told["height"] / 100 * 842 == pytest.approx(box.height, abs=0.01)


def test_the_same_place_has_the_same_rule() -> None:
    one, two = (mark(PAGE, Box(1, 2, 3, 4), role).place for role in ("figure", "unit"))
    assert one.name == two.name
    assert one.name != mark(PAGE, Box(1, 2, 3, 5), "unit").place.name


@pytest.mark.parametrize(
    "box",
    [Box(0, 0, 30, 12), Box(560, 825, 595, 842), Box(10, 10, 590, 830), Box(290, 400, 310, 412)],
)
def test_a_crop_holds_the_figure_and_stays_on_the_page(box: Box) -> None:
    (crop,) = crops(PAGE, [mark(PAGE, box, "figure")])
    width, height = (float(v) for v in re.findall(r"[\d.]+", crop.frame.declarations.split(":")[1]))
    sheet = shares(crop.sheet.declarations)
    left, top = -sheet["left"] / 100 * width, -sheet["top"] / 100 * height
    assert -0.05 <= left <= box.x0 + 0.05
    assert -0.05 <= top <= box.top + 0.05
    assert box.x1 - 0.05 <= left + width <= 595.05
    assert box.bottom - 0.05 <= top + height <= 842.05
    assert sheet["width"] / 100 * width == pytest.approx(595, abs=0.05)


def test_a_unit_far_away_has_a_crop_of_its_own() -> None:
    figure = mark(PAGE, Box(300, 700, 360, 712), "figure")
    near, far = (
        mark(PAGE, Box(300, 600, 360, 612), "unit"),
        mark(PAGE, Box(450, 60, 520, 72), "unit"),
    )
    assert len(crops(PAGE, [figure, near])) == 1
    assert len(crops(PAGE, [figure, far])) == 2
    assert crops(PAGE, [mark(PAGE, Box(1, 1, 2, 2), "other")]) == ()


def test_a_crop_shows_what_the_figure_is_of_where_there_is_room() -> None:
    figure = mark(PAGE, Box(300, 300, 350, 312), "figure")
    near, far = (mark(PAGE, Box(x, 301, x + 40, 313), "other") for x in (30, 560))
    (crop,) = crops(PAGE, [figure, near, far])
    width = float(re.findall(r"[\d.]+", crop.frame.declarations)[0])
    left = -shares(crop.sheet.declarations)["left"] / 100 * width
    assert left <= 30
    assert left + width < 600 - 40


def test_the_whole_page_has_the_pages_shape() -> None:
    assert whole(PAGE, ()).frame.declarations == "aspect-ratio:595.00/842.00"
    assert whole(PAGE, ()).path == "images/abababababab-p3.png"
