"""Drawings: geometry, inertness, masks."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from papertrace.model import Box, anchor_of
from papertrace.read import draw, read

if TYPE_CHECKING:
    from papertrace.model import Page

_SVG = "{http://www.w3.org/2000/svg}"
MARKUP = (
    "<p>联系人：林某示例，电话 0000-1234&amp;5 <b>&lt;script&gt;</b>]]&gt;\x01</p>"
    "<table><tr><td>包号<td>金额<tr><td>1<td>2,650.00</table>"
)


def _page() -> Page:
    return read(MARKUP.encode(), "a.html").pages[0]


def _typed(data: bytes) -> list[str]:
    root = ET.fromstring(data)  # noqa: S314  (our own drawing)
    return [t.text or "" for t in root.iter(f"{_SVG}text")]


def test_every_word_stands_in_its_box() -> None:
    page = _page()
    image = draw(page, "d1")
    assert (image.digest, image.page, image.media_type) == ("d1", 1, "image/svg+xml")
    assert (image.width, image.height) == (page.width, page.height)
    root = ET.fromstring(image.data)  # noqa: S314  (our own drawing)
    words = [t for t in root.iter(f"{_SVG}text") if t.get("textLength")]
    assert len(words) == len(page.words)
    for drawn, word in zip(words, page.words, strict=True):
        assert (drawn.text or "").replace("\ufffd", "") == word.text.replace("\x01", "")
        assert float(drawn.attrib["x"]) == round(word.box.x0, 2)
        assert float(drawn.attrib["textLength"]) == round(word.box.width, 2)
        assert word.box.top < float(drawn.attrib["y"]) < word.box.bottom


def test_the_drawing_is_inert_and_says_what_it_is() -> None:
    data = draw(_page(), "d").data.decode()
    assert "drawn by papertrace, not the site's look" in data
    assert not re.search(r"<(script|image|use|style|foreignObject|a)\b|href|url\(|\bon\w+=", data)
    assert re.findall(r"https?://[^\"]*", data) == ["http://www.w3.org/2000/svg"]
    assert draw(_page(), "d").data.decode() == data


def test_what_is_masked_is_not_in_the_file() -> None:
    page = _page()
    start = page.text.index("林某示例")
    masks = anchor_of(page, start, start + 4, "name").boxes
    data = draw(page, "d", masks).data
    typed = _typed(data)
    assert "联系人" in typed
    assert not set("林某示例") & set(data.decode())
    assert data.count(b'fill="#808080"') == 1
    number = page.text.index("1234")
    both = (*masks, *anchor_of(page, number, number + 4, "phone").boxes)
    typed = _typed(draw(page, "d", both).data)
    assert "0000-" in typed
    assert "&5" in typed
    assert not any("1234" in t for t in typed)


def test_a_mask_that_touches_a_character_takes_it_whole() -> None:
    page = _page()
    box = page.words[0].box  # three Han characters of ten points
    grazed = Box(box.x0 + 10.5, box.top + 4, box.x0 + 20.2, box.top + 5)
    assert "联" in _typed(draw(page, "d", (grazed,)).data)
    assert not {"系", "人"} & set("".join(_typed(draw(page, "d", (grazed,)).data)))
    whole = Box(0, 0, page.width, page.height)
    assert _typed(draw(page, "d", (whole,)).data) == ["drawn by papertrace, not the site's look"]
