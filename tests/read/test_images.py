"""Image files: pages, sizes and limits. What is recognised in them is tested in test_ocr.py."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from papertrace import read
from papertrace.errors import Damaged, OverLimit
from papertrace.read import images, ocr_weights, sniff
from scan_samples import ROWS, SCALE, page, saved

WEIGHTS = pytest.mark.skipif(bool(ocr_weights.missing()), reason="no weights are installed")
KINDS = [
    ("PNG", "image/png"),
    ("JPEG", "image/jpeg"),
    ("TIFF", "image/tiff"),
    ("WEBP", "image/webp"),
    ("JPEG2000", "image/jp2"),
    ("BMP", "image/bmp"),
]


@pytest.mark.parametrize(("kind", "media_type"), KINDS)
def test_every_kind_is_known_by_its_bytes_and_not_read_unasked(kind: str, media_type: str) -> None:
    data = saved(page(), kind)
    assert sniff.sniff(data, "x") == media_type
    document = read.read(data, "x")
    (found,) = document.pages
    assert document.media_type == media_type
    assert [p.code for p in found.problems] == ["PT321"]
    assert read.has_pictures(document)


@WEIGHTS
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_image_is_recognised(kind: str) -> None:
    how = {"lossless": True} if kind == "WEBP" else {}
    document = read.read(saved(page(), kind, **how), "x", pictures=True)
    (found,) = document.pages
    assert document.reader.startswith(f"image/{images.VERSION}+ocr-")
    assert [c.text for c in found.tables[0].cells] == [t for row in ROWS for t in row]
    assert found.origin == "ocr"


@WEIGHTS
def test_every_page_of_a_tiff_is_a_page() -> None:
    second = page(title="Second sheet")
    data = saved(page(), "TIFF", save_all=True, append_images=[second], compression="tiff_lzw")
    document = read.read(data, "x.tif", pictures=True)
    assert [p.number for p in document.pages] == [1, 2]
    assert "Second" in document.pages[1].text


def test_points_follow_the_resolution() -> None:
    (found,) = read.read(saved(page(), "PNG"), "x").pages
    assert found.width == pytest.approx(420, abs=0.5)
    (bare,) = read.read(saved(page(), "PNG", dpi=(0, 0)), "x").pages
    assert bare.width == page().width
    (odd,) = read.read(saved(page(), "PNG", dpi=(1, 1)), "x").pages
    assert odd.width == page().width


def test_a_photograph_is_set_upright_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (found,) = read.read(saved(page(), "JPEG", exif=exif), "x").pages
    assert (found.width, found.height) == pytest.approx((300, 420), abs=1)
    with images.opened(saved(page(), "JPEG", exif=exif)) as image:
        assert images.picture(image, 0).size == (page().height, page().width)


def test_what_is_transparent_stands_on_white() -> None:
    clear = Image.new("RGBA", (100, 60), (0, 0, 0, 0))
    with images.opened(saved(clear, "PNG")) as image:
        assert images.picture(image, 0).getpixel((5, 5)) == (255, 255, 255)


def test_deep_grey_is_stretched_to_what_can_be_seen() -> None:
    deep = Image.new("I;16", (100, 60), 40_000)
    deep.paste(10_000, (0, 0, 50, 60))
    with images.opened(saved(deep, "TIFF")) as image:
        seen = images.picture(image, 0)
    assert seen.getpixel((5, 5)) == (0, 0, 0)
    assert seen.getpixel((90, 5)) == (255, 255, 255)


def test_a_damaged_image_is_damaged() -> None:
    data = saved(page(), "PNG")
    with pytest.raises(Damaged):
        read.read(data[:30], "x.png")
    with images.opened(data) as whole:
        whole.load()
    with pytest.raises(Damaged), images.opened(data[:2000]) as cut:
        images.picture(cut, 0)


def test_a_bomb_is_over_the_limit() -> None:
    held = BytesIO()
    Image.new("1", (12_000, 9_000)).save(held, "PNG")
    with pytest.raises(OverLimit):
        read.read(held.getvalue(), "x.png")
    huge = BytesIO()
    Image.new("1", (20_000, 20_000)).save(huge, "PNG")
    with pytest.raises(OverLimit):
        read.read(huge.getvalue(), "x.png")


def test_a_page_keeps_its_scale() -> None:
    assert page().width == round(420 * SCALE)
