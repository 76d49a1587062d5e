"""What is drawn at figures of a PDF, and small pictures on its pages, is named or read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from papertrace.model import overlap
from papertrace.model.guarded import GUARDED
from papertrace.read import has_pictures, ocr_weights, read
from pdf_samples import SamplePage, pdf

if TYPE_CHECKING:
    from papertrace.model import Document, Page


def only(document: Document) -> Page:
    (page,) = document.pages
    return page


def guarded(page: Page, words: str) -> bool:
    """Say whether a figure that is drawn at is kept from being accepted unseen."""
    at = page.text.index(words)
    mine = [w.box for w in page.words if w.start < at + len(words) and w.end > at]
    return any(
        overlap(a, b) > 0
        for p in page.problems
        if p.code == "PT364" and p.code in GUARDED and p.anchor
        for a in mine
        for b in p.anchor.boxes
    )


def told(*drawing: tuple[float, float, float, float]) -> Page:
    page = SamplePage()
    page.text(60, 100, "金额：1280万元")  # its digits stand from 90 to 110, 5 points each
    for bar in drawing:
        page.bar(*bar)
    return only(read(pdf([page]), "a.pdf"))


@pytest.mark.parametrize(
    ("bar", "expected"),
    [
        ((104.5, 107.5, 105.5, 108.7), True),  # a decimal point
        ((89, 105, 111, 105.5), True),  # struck out
        ((60, 110.5, 130, 111), False),  # underlined
        ((60, 99, 130, 99.5), False),  # the rule of a cell
        ((87, 107.5, 88, 108.5), False),  # a speck beside it
    ],
)
def test_points_and_lines_inside_a_figure_are_named(
    bar: tuple[float, float, float, float], *, expected: bool
) -> None:
    assert guarded(told(bar), "1280") is expected


def drawn(size: tuple[float, float], x: float, said: str, fine: int) -> str:
    """Draw one picture at (x, 98), `fine` pixels a point, in which `said` is written."""
    wide, high = size
    pixels = (round(wide * fine), round(high * fine))
    picture = Image.new("L", pixels, 255)
    ImageDraw.Draw(picture).text((6, 2), said, 0, font_size=0.8 * pixels[1])
    packed = picture.tobytes().hex()
    return (
        f"q {wide} 0 0 {high} {x} {842 - 98 - high} cm BI /W {pixels[0]} /H {pixels[1]} /CS /G"
        f" /BPC 8 /F /AHx ID {packed}> EI Q"
    )


def pictured(
    pages: int, size: tuple[float, float], x: float, said: str = "", fine: int = 4
) -> bytes:
    """Draw one small picture on pages that have text; `said` with the page's number is in it."""
    made = []
    for number in range(pages):
        drawing = drawn(size, x, said.format(number), fine)
        page = SamplePage()
        page.text(60, 60, "砚水示例站设备采购项目中标公告")
        page.text(60, 100, f"金额：{number}")
        page.text(200, 100, "万元")
        page.drawing.append(drawing)
        made.append(page)
    return pdf(made)


def test_a_small_picture_is_named_with_its_place_and_asks_to_be_read() -> None:
    document = read(pictured(1, (60, 12), 130), "a.pdf")
    (named,) = only(document).problems
    assert named.code == "PT315"
    assert named.anchor is not None
    assert named.anchor.boxes[0].rounded() == pytest.approx((130, 98, 190, 110), abs=0.1)
    assert has_pictures(document)


def test_a_picture_that_repeats_the_one_of_the_page_before_is_named_once() -> None:
    document = read(pictured(3, (60, 12), 130), "a.pdf")
    assert [[p.code for p in page.problems] for page in document.pages] == [["PT315"], [], []]


def test_large_pictures_at_one_place_that_differ_are_each_named() -> None:
    document = read(pictured(3, (60, 12), 130, "1,286.{}", fine=30), "a.pdf")
    assert [[p.code for p in page.problems] for page in document.pages] == [["PT315"]] * 3


def test_a_picture_right_beside_a_figure_keeps_it_from_being_accepted_unseen() -> None:
    assert guarded(only(read(pictured(1, (12, 12), 96), "a.pdf")), "0")
    assert not guarded(only(read(pictured(1, (12, 12), 140), "a.pdf")), "0")


@pytest.mark.skipif(bool(ocr_weights.missing()), reason="no weights are installed")
def test_an_amount_pasted_as_a_picture_into_a_line_is_read() -> None:
    page = only(read(pictured(1, (60, 12), 130, "1,286.4"), "a.pdf", pictures=True))
    assert page.text.split()[1:] == ["金额：0", "1,286.4", "万元"]
    assert page.origin == "mixed"
