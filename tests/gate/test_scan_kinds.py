"""Scans of every kind that offices hand out, drawn here: turned, leaning, coarse, sealed, mixed."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

import pdf_samples
from papertrace import read
from papertrace.publish import masks
from papertrace.read import ocr_weights
from papertrace.read.render import render
from papertrace.text.personal_words import private_words
from scan_samples import BLUE, RED, with_picture

if TYPE_CHECKING:
    from papertrace.model import Document, Page

FONTS = ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc", "uming.ttc", "wqy-microhei.ttc")
DPI = 200
WIDE, HIGH = 1654, 2339
HEAD = "二〇三一年白榆湾出入境边防检查站部门预算"
TRADITIONAL = "二〇三一年白榆灣出入境邊防檢查站部門預算"
ROWS = (
    ("项目名称", "预算数（万元）", "执行数（万元）"),
    ("巡逻艇购置", "2,650.00", "2,614.37"),
    ("码头监控系统", "418.60", "97.05"),
    ("执勤装备维护", "1,036.84", "1,029.50"),
    ("合计", "4,105.44", "3,740.92"),
)
FIGURES = {f for row in ROWS for f in row if re.fullmatch(r"[\d,.]+", f)}


def _font(size: float) -> ImageFont.FreeTypeFont:
    for name in FONTS:
        try:
            return ImageFont.truetype(name, round(size * DPI / 72))
        except OSError:
            continue
    pytest.skip("no Chinese font is installed")


pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(ocr_weights.missing()), reason="no weights are installed"),
]


def sheet(head: str = HEAD) -> Image.Image:
    """Draw a page with a heading, a paragraph and a ruled table with a merged first row."""
    picture = Image.new("RGB", (WIDE, HIGH), (248, 247, 244))
    pen = ImageDraw.Draw(picture)
    ink = (28, 28, 32)
    pen.text((200, 160), head, ink, _font(16))
    pen.text((200, 300), "本表反映各项目预算执行情况，共四个项目。", ink, _font(11))
    left, top, wide, high = 200, 420, 410, 90
    for row in range(len(ROWS) + 2):
        pen.line((left, top + row * high, left + 3 * wide, top + row * high), ink, 3)
    for column in range(4):
        begin = top if column in (0, 3) else top + high  # the first row is one cell
        pen.line((left + column * wide, begin, left + column * wide, top + 6 * high), ink, 3)
    pen.text((left + 20, top + 24), "项目支出一览表", ink, _font(11))
    for row, texts in enumerate(ROWS, 1):
        for column, text in enumerate(texts):
            pen.text((left + column * wide + 20, top + row * high + 24), text, ink, _font(11))
    return picture


def scanned(picture: Image.Image, dpi: int = DPI, quality: int = 70) -> bytes:
    """Save a page as a scanner does: a little blurred, as a JPEG in a PDF."""
    size = (round(picture.width * dpi / DPI), round(picture.height * dpi / DPI))
    coarse = picture.filter(ImageFilter.GaussianBlur(0.6)).resize(size, Image.Resampling.BOX)
    held, file = BytesIO(), BytesIO()
    coarse.save(held, "JPEG", quality=quality)
    with Image.open(held) as worn:
        worn.save(file, "PDF", resolution=dpi)
    return file.getvalue()


def stamped(picture: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    """Stamp a ring and a disc over the figures of the table."""
    ink = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(ink)
    pen.ellipse((680, 560, 1020, 900), outline=colour, width=14)
    pen.ellipse((800, 680, 900, 780), fill=colour)
    return ImageChops.multiply(picture, ink)


def seen(data: bytes) -> Document:
    return read.read(data, "scan.pdf", pictures=True)


def only(document: Document) -> Page:
    (found,) = document.pages
    return found


def assert_figures(page: Page) -> None:
    """Expect every figure, in a cell of its own; what is wrong must be marked."""
    texts = {c.text for t in page.tables for c in t.cells}
    wrong = FIGURES - texts
    marked = "".join(w.text for w in page.words if (w.confidence or 0) < 0.9)
    assert len(wrong) <= 1, wrong
    for figure in texts - FIGURES:
        if re.fullmatch(r"[\d,.]+", figure):
            assert figure in marked, figure


def assert_heading(page: Page, head: str = HEAD) -> None:
    first = re.sub(r"\s", "", page.text.splitlines()[0])
    assert sum(a == b for a, b in zip(first, head, strict=False)) >= len(head) - 1, first


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_put_in_the_wrong_way_round(turn: int) -> None:
    page = only(seen(scanned(sheet().rotate(turn, expand=True))))
    assert_heading(page)
    assert_figures(page)
    assert not [p for p in page.problems if p.code == "PT327"]


@pytest.mark.parametrize("angle", [-3.0, 3.0])
def test_pages_put_in_askew(angle: float) -> None:
    askew = sheet().rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    page = only(seen(scanned(askew)))
    assert_heading(page)
    assert_figures(page)


@pytest.mark.parametrize("dpi", [120, 150])
def test_coarse_pages(dpi: int) -> None:
    page = only(seen(scanned(sheet(), dpi)))
    assert_heading(page)
    assert_figures(page)


@pytest.mark.parametrize("colour", [RED, BLUE])
def test_a_seal_over_figures(colour: tuple[int, int, int]) -> None:
    page = only(seen(scanned(stamped(sheet(), colour))))
    assert_heading(page)
    assert_figures(page)


def test_traditional_characters() -> None:
    assert_heading(only(seen(scanned(sheet(TRADITIONAL)))), TRADITIONAL)


def test_merged_cells_stand_once() -> None:
    (table,) = only(seen(scanned(sheet()))).tables
    assert (table.rows, table.columns) == (6, 3)
    first = [c for c in table.cells if c.row == 0]
    assert [(c.text, c.column_span) for c in first] == [("项目支出一览表", 3)]
    rows = [tuple(c.text for c in table.cells if c.row == r) for r in range(2, 6)]
    assert rows == list(ROWS[1:])


def test_a_page_with_text_and_a_picture_of_text() -> None:
    digital = pdf_samples.SamplePage()
    digital.text(80, 60, "Printed words 77")
    picture = sheet().crop((180, 400, 1480, 1000))
    page = only(seen(with_picture(pdf_samples.pdf([digital]), picture)))
    assert page.origin == "mixed"
    assert "Printed words 77" in page.text
    assert {w.confidence for w in page.words if "77" in w.text} == {None}
    assert "1,036.84" in page.text


COLUMN = "白榆湾出入境边防检查站部门预算说明书"


def test_a_page_of_upright_columns_is_read_from_the_right() -> None:
    picture = Image.new("RGB", (WIDE, HIGH), "white")
    pen = ImageDraw.Draw(picture)
    for column, begin in enumerate("甲乙丙丁"):
        for row, character in enumerate(begin + COLUMN):
            pen.text((1300 - 220 * column, 200 + 90 * row), character, "black", _font(20))
    page = only(seen(scanned(picture)))
    lines = [re.sub(r"\s", "", line) for line in page.text.splitlines() if line.strip()]
    assert [line[0] for line in lines] == list("甲乙丙丁")
    for line in lines:
        assert sum(a == b for a, b in zip(line[1:], COLUMN, strict=False)) >= len(COLUMN) - 1


def test_an_upright_column_beside_level_lines_is_named_and_not_guessed() -> None:
    picture = sheet()
    pen = ImageDraw.Draw(picture)
    for row, character in enumerate("示例单位公开文件"):
        pen.text((1500, 1200 + 75 * row), character, (28, 28, 32), _font(18))
    page = only(seen(scanned(picture)))
    assert "PT327" in [p.code for p in page.problems]
    assert_figures(page)


def test_a_name_on_a_scan_is_blanked_in_the_published_pixels() -> None:
    picture = sheet()
    pen = ImageDraw.Draw(picture)
    pen.text((200, 1100), "联系人：王示例    联系电话：13900000000", (28, 28, 32), _font(12))
    data = scanned(picture)
    document = seen(data)
    page = only(document)
    assert "王示例" in page.text
    hidden = masks(page, private_words([page.text]))
    word = next(w for w in page.words if "王示例" in w.text or w.text in "王示例")
    assert any(
        b.x0 <= word.box.x1 and word.box.x0 <= b.x1 and b.top <= word.box.bottom <= b.bottom + 9
        for b in hidden
    )
    shown = Image.open(BytesIO(render(data, "0" * 64, 1, DPI / 72, hidden).data)).convert("RGB")
    file = BytesIO()
    shown.save(file, "PDF", resolution=DPI)
    again = only(seen(file.getvalue())).text
    assert "王示例" not in re.sub(r"\s", "", again)
    assert "13900000000" not in re.sub(r"\s", "", again)
    assert "2,650.00" in again
