"""Page images: the right size, the same bytes each time, and nothing under a mask."""

from __future__ import annotations

import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from papertrace.errors import Damaged, OverLimit, UsageError
from papertrace.model import Box
from papertrace.read.render import render
from pdf_samples import SamplePage, pdf

if TYPE_CHECKING:
    from papertrace.model import PageImage

DIGEST = "a" * 64


def sample() -> bytes:
    page = SamplePage(width=300, height=200)
    page.bar(100, 50, 140, 70)
    return pdf([SamplePage(), page])


def pixels(image: PageImage) -> Image.Image:
    assert image.media_type == "image/png"
    opened = Image.open(BytesIO(image.data))
    opened.load()
    return opened


def test_a_page_is_drawn_at_its_scale() -> None:
    image = render(sample(), DIGEST, 2, 2.0)
    assert (image.digest, image.page, image.width, image.height) == (DIGEST, 2, 300, 200)
    drawn = pixels(image)
    assert (drawn.size, drawn.mode) == ((600, 400), "RGB")
    assert drawn.getpixel((240, 120)) == (0, 0, 0)
    assert drawn.getpixel((190, 120)) == (255, 255, 255)


def test_no_pixel_under_a_mask_remains() -> None:
    masked = pixels(render(sample(), DIGEST, 2, 1.5, (Box(99, 49, 141, 71),)))
    colours = masked.getcolors()
    assert colours is not None
    assert {colour for _, colour in colours} == {(255, 255, 255), (128, 128, 128)}
    assert masked.getpixel((150, 90)) == (128, 128, 128)


def test_two_pages_that_differ_only_under_the_mask_give_the_same_bytes() -> None:
    mask = (Box(40, 40, 200, 60),)
    images = []
    for said in ("Signed 12", "Sealed 97"):
        page = SamplePage()
        page.text(50, 45, said)
        images.append(render(pdf([page]), DIGEST, 1, 2.0, mask).data)
    assert images[0] == images[1]


def test_a_mask_that_hangs_over_the_edge_is_burnt_in_all_the_same() -> None:
    masked = pixels(render(sample(), DIGEST, 2, 1.0, (Box(-50, -50, 900, 900),)))
    assert masked.getcolors() == [(300 * 200, (128, 128, 128))]


def test_the_same_input_gives_the_same_bytes_without_metadata() -> None:
    first, second = render(sample(), DIGEST, 2), render(sample(), DIGEST, 2)
    assert first == second
    data, chunks, at = first.data, [], 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        chunks.append(data[at + 4 : at + 8])
        at += 12 + size
    assert set(chunks) == {b"IHDR", b"IDAT", b"IEND"}


def test_a_page_that_is_not_there_is_refused() -> None:
    for page in (0, 3):
        with pytest.raises(UsageError, match=f"no page {page}"):
            render(sample(), DIGEST, page)


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan")])
def test_a_scale_that_is_not_positive_is_refused(scale: float) -> None:
    with pytest.raises(UsageError, match="scale"):
        render(sample(), DIGEST, 1, scale)


def test_an_image_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["papertrace.read.render"], "MOST_PIXELS", 1000)
    with pytest.raises(OverLimit):
        render(sample(), DIGEST, 2, 1.0)


def test_a_damaged_file_is_refused() -> None:
    with pytest.raises(Damaged):
        render(b"%PDF-", DIGEST, 1)


def test_an_image_file_is_drawn_with_its_masks() -> None:
    picture = Image.new("RGB", (400, 300), "white")
    picture.paste("red", (100, 100, 200, 150))
    held = BytesIO()
    picture.save(held, "PNG", dpi=(144, 144))
    image = render(held.getvalue(), DIGEST, 1, 2.0, (Box(50, 50, 100, 75),))
    assert (round(image.width), round(image.height), image.media_type) == (200, 150, "image/png")
    shown = Image.open(BytesIO(image.data)).convert("RGB")
    assert shown.size == (400, 300)
    assert (255, 0, 0) not in {colour for _, colour in shown.getcolors() or ()}
    with pytest.raises(UsageError):
        render(held.getvalue(), DIGEST, 2)
