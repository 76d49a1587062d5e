"""No page that is shown holds an invented private name: not as pixels, not as re-typed words."""

from __future__ import annotations

import re
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from papertrace.model import boxes_of
from papertrace.publish import masks
from papertrace.read import draw, read, render
from papertrace.text.personal_words import private_words
from pdf_samples import SamplePage, pdf

if TYPE_CHECKING:
    from papertrace.model import Box, Page

_SPACED = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff]{1,2}[ \u3000]*示[ \u3000]*例")
_GREY = (128, 128, 128)
_SCALE = 2.0
_SAMPLES = files("papertrace") / "samples" / "border" / "documents"


def places(page: Page) -> list[Box]:
    return [b for m in _SPACED.finditer(page.text) for b in boxes_of(page, *m.span())]


def colours(picture: bytes, box: Box) -> set[object]:
    """Give the colours within a box of a page's picture."""
    with Image.open(BytesIO(picture)) as image:
        x0, top, x1, bottom = (round(v * _SCALE) for v in (box.x0, box.top, box.x1, box.bottom))
        part = image.crop((x0, top, x1, bottom))
        return {colour for _, colour in part.getcolors(1 << 24) or ()}


def contract(rotate: int) -> bytes:
    """Print a contract that names people at labels, again without one, and spaced."""
    page = SamplePage(rotate=rotate)
    for number, line in enumerate(
        (
            "合同金额：418,600.00元",
            "法定代表人：赵示例 签订人：钱示例 赵示例",
            "联系人 ：孙 示 例 电话 0123-4567890",
            "经办：李示例   审核：周示例",
            "据 赵 示 例 与 孙示例 所述",
        )
    ):
        page.text(50, 60 + 24 * number, line)
    return pdf([page])


@pytest.mark.parametrize("rotate", [0, 90])
def test_every_name_is_painted_over_in_the_pixels(rotate: int) -> None:
    data = contract(rotate)
    (page,) = read(data, "contract.pdf").pages
    hidden = masks(page, private_words([page.text]))
    bare = render(data, "0" * 64, 1, _SCALE).data
    shown = render(data, "0" * 64, 1, _SCALE, hidden).data
    found = places(page)
    assert len(found) == 8
    assert all(len(colours(bare, b)) > 1 for b in found)
    assert all(colours(shown, b) == {_GREY} for b in found)
    at = page.text.index("418,600.00")
    (amount,) = boxes_of(page, at, at + 10)
    assert colours(shown, amount) == colours(bare, amount)


def test_no_name_is_retyped_on_the_sample_case_s_pages() -> None:
    named = 0
    for path in sorted(_SAMPLES.iterdir(), key=lambda p: p.name):
        pages = read(path.read_bytes(), path.name).pages
        secrets = private_words(p.text for p in pages)
        for page in pages:
            named += len(places(page))
            told = draw(page, "0" * 64, masks(page, secrets)).data.decode()
            assert not _SPACED.search("\n".join(re.findall(r">([^<]*)</text>", told))), path.name
    assert named > 20
