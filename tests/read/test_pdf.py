"""PDF files: what is refused, what is reported, and where things stand on a turned page."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from papertrace.errors import Damaged, Encrypted
from papertrace.model import holds
from papertrace.read import pdf as reader
from papertrace.read.render import render
from pdf_samples import SamplePage, pdf

if TYPE_CHECKING:
    from papertrace.model import Document, Page

DIGEST = "0" * 64


def document(*pages: SamplePage, title: str = "") -> Document:
    return reader.read(pdf(pages, title), "sample.pdf", DIGEST)


def boxed(page: Page, said: str) -> list[float]:
    return next(w.box for w in page.words if w.text == said).rounded()


def test_text_and_words_stand_where_they_are_printed() -> None:
    page = SamplePage()
    page.text(50, 100, "共计12艘，", 10)
    read = document(page)
    assert (read.digest, read.name, read.reader) == (DIGEST, "sample.pdf", f"pdf/{reader.VERSION}")
    assert read.pages[0].text == "共计12艘，"
    assert [(w.text, w.start, w.end) for w in read.pages[0].words] == [
        ("共计", 0, 2),
        ("12", 2, 4),
        ("艘", 4, 5),
        ("，", 5, 6),
    ]
    assert boxed(read.pages[0], "共计") == [50.0, 100.0, 70.0, 110.0]
    assert boxed(read.pages[0], "12") == [70.0, 100.0, 80.0, 110.0]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_are_those_of_the_page_as_it_is_turned(turn: int) -> None:
    page = SamplePage(width=842, height=595, rotate=turn)
    page.text(50, 100, "Total")
    page.table(40, 120, [100, 60], [["Boats", "12"], ["Cars", "3"]])
    (read,) = document(page).pages
    assert (read.width, read.height, read.rotation) == (842, 595, turn)
    assert boxed(read, "Total") == [50.0, 100.0, 75.0, 110.0]
    assert read.text == "Total\nBoats\t12\nCars\t3"
    assert read.tables[0].cells[1].box.rounded() == [140.0, 120.0, 200.0, 140.0]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_crop_box_moves_the_origin(turn: int) -> None:
    page = SamplePage(rotate=turn, width=600, height=600, origin=(-20, 30))
    page.text(150, 200, "Total")
    page.crop = (80, 130, 480, 530)  # 100 off on every side
    (read,) = document(page).pages
    assert (read.width, read.height) == (400, 400)
    assert boxed(read, "Total") == [50.0, 100.0, 75.0, 110.0]


def test_what_stands_in_a_form_is_placed_by_its_matrix() -> None:
    page = SamplePage(width=400, height=400)
    page.table(40, 100, [100, 60], [["Boats", "12"], ["Cars", "3"]])
    (read,) = reader.read(pdf([page], forms=True), "x", DIGEST).pages
    assert read.text == "Boats\t12\nCars\t3"
    assert read.tables[0].box.rounded() == [20.0, 250.0, 100.0, 270.0]
    assert boxed(read, "12") == [71.5, 252.5, 76.5, 257.5]


def test_a_locked_file_is_refused() -> None:
    with pytest.raises(Encrypted):
        reader.read(pdf([SamplePage()], encrypted=True), "x", DIGEST)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and nothing more", b"PK\x03\x04"])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(Damaged):
        reader.read(data, "x", DIGEST)


def test_of_too_many_pages_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 2)
    found = document(SamplePage(), SamplePage(), SamplePage())
    assert [p.number for p in found.pages] == [1, 2]
    assert [p.code for p in found.problems] == ["PT331"]


def test_an_image_of_a_page_is_a_problem_and_an_empty_page_is_none() -> None:
    held = BytesIO()
    Image.new("L", (20, 20), 200).save(held, "PDF")
    (read,) = reader.read(held.getvalue(), "x", DIGEST).pages
    assert (read.text, read.words, [p.code for p in read.problems]) == ("", (), ["PT321"])
    assert document(SamplePage()).pages[0].problems == ()


def test_a_page_that_is_only_drawn_is_a_problem() -> None:
    page = SamplePage()
    page.line(10, 10, 300, 10)
    assert [p.code for p in document(page).pages[0].problems] == ["PT321"]


@pytest.mark.parametrize("said", ["\ue001\ue002\ue003的", "�" * 9, "୶ḷᣅᮗԦḷࡍ↕䇴ᇑ㺘٬㌫ᓄޕ⌅ෘໜმᐁᑐ"])
def test_text_without_meaning_is_a_problem(said: str) -> None:
    page = SamplePage()
    page.text(50, 100, said)
    (read,) = document(page).pages
    assert [p.code for p in read.problems] == ["PT322"]
    assert read.text == said


@pytest.mark.parametrize(
    "said", ["ئۇيغۇرچە ھۆججەت", "མི་དམངས།", "2023年预算 Budget №1 ①㎡", "조선글"]
)
def test_text_in_other_scripts_is_none(said: str) -> None:
    page = SamplePage()
    page.text(50, 100, said)
    assert document(page).pages[0].problems == ()


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("2025年部门预算", "2025年部门预算"),
        ("Microsoft Word - 2025年预算公开.doc", "2025年预算公开"),
        ("Microsoft Excel - 预算表.xls", "预算表"),
        ("untitled", ""),
        ("C:\\Users\\me\\预算.docx", ""),
        ("<" + "预算公开表".encode("gb18030").hex() + ">", "预算公开表"),
        ("  ", ""),
        ("20250214", ""),
    ],
)
def test_the_title_is_cleaned(stated: str, title: str) -> None:
    assert document(SamplePage(), title=stated).title == title


@pytest.mark.parametrize("turn", [0, 90])
def test_no_installed_font_takes_part(turn: int) -> None:
    """A font without its file: lone characters stay, and boxes are those the file states."""
    page = SamplePage(rotate=turn)
    page.text(50, 100, "甲")
    page.text(90, 100, "乙方i")
    page.text(50, 130, "丙", 16)
    (read,) = document(page).pages
    assert read.text == "甲 乙方i\n丙"
    assert [w.box.rounded() for w in read.words] == [
        [50.0, 100.0, 60.0, 110.0],
        [90.0, 100.0, 110.0, 110.0],
        [110.0, 100.0, 115.0, 110.0],
        [50.0, 130.0, 66.0, 146.0],
    ]


def test_page_images_are_drawn_with_installed_fonts_before_and_after_reading() -> None:
    page = SamplePage(width=100, height=60)
    page.text(10, 20, "Total", 20)
    data = pdf([page])
    before = render(data, DIGEST, 1)
    reader.read(data, "x", DIGEST)
    assert render(data, DIGEST, 1) == before


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("stated", [0, 90])
def test_a_page_drawn_sideways_is_read_as_a_reader_turns_it(turn: int, stated: int) -> None:
    """The text is that of the upright page; the boxes stay those of the page as it is shown."""
    upright = SamplePage(width=842, height=595, drawn=turn, rotate=stated)
    upright.text(300, 60, "2025年部门支出总表")
    upright.text(700, 80, "单位：万元")
    upright.table(40, 100, [100, 60], [["船艇", "12"], ["车辆", "3"]])
    (read,) = document(upright).pages
    assert read.text == "2025年部门支出总表\n单位：万元\n船艇\t12\n车辆\t3"
    (table,) = read.tables
    assert table.title is not None
    assert read.rotation == stated
    wide, high = (842, 595) if (turn - stated) % 180 == 0 else (595, 842)
    assert (read.width, read.height) == (wide, high)
    place = {
        0: [140, 100, 200, 120],
        90: [100, 642, 120, 702],
        180: [642, 475, 702, 495],
        270: [475, 140, 495, 200],
    }[(turn - stated) % 360]
    assert table.cells[1].box.rounded() == place
    word = next(w for w in read.words if w.text == "12")
    assert holds(table.cells[1].box, word.box)


@pytest.mark.parametrize(
    "font",
    [
        "Helvetica",
        "Helvetica-Bold",
        "Times-Roman",
        "Courier",
        "Arial",
        "Arial,Bold",
        "TimesNewRoman",
    ],
)
def test_figures_in_a_standard_font_without_widths_stay_apart(font: str) -> None:
    page = SamplePage(standard=font)
    page.text(60, 60, "中标金额（元）：")
    for x, said in ((140, "45"), (159, "345000.00"), (260, "2023"), (300, "2024")):
        page.plain(x, 60, said)
    (read_page,) = reader.read(pdf([page]), "a.pdf", DIGEST).pages
    words = {w.text: w.box for w in read_page.words}
    assert {"45", "345000.00", "2023", "2024"} <= set(words)
    assert words["45"].x1 < 153
    assert words["2024"].x1 < 326
