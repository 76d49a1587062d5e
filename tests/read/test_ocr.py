"""Text recognised in pictures: words, cells, boxes and doubts, on pages invented here."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

import pdf_samples
from page_rule import assert_rule
from papertrace import read
from papertrace.read import ocr_problems, ocr_weights, pdf
from papertrace.read.ocr_recorded import NAMED
from scan_samples import (
    BLUE,
    HIGH,
    LEFT,
    RED,
    ROWS,
    SCALE,
    TOP,
    WIDE,
    font,
    page,
    saved,
    sealed,
    with_picture,
    write,
)

if TYPE_CHECKING:
    from papertrace.model import Document, Page

pytestmark = pytest.mark.skipif(bool(ocr_weights.missing()), reason="no weights are installed")


def recognised(picture: Image.Image) -> Document:
    return read.read(saved(picture, "PDF"), "scan.pdf", pictures=True)


def only(document: Document) -> Page:
    (found,) = document.pages
    return found


def cells(found: Page) -> list[list[str]]:
    (table,) = found.tables
    return [[c.text for c in table.cells if c.row == row] for row in range(table.rows)]


@pytest.fixture(scope="module")
def plain() -> Document:
    return recognised(page())


def test_a_scan_is_read_with_its_table(plain: Document) -> None:
    found = only(plain)
    assert cells(found) == [list(row) for row in ROWS]
    assert found.origin == "ocr"
    assert found.text.splitlines()[0].replace(" ", "") == "Harbourbudget2031"
    assert_rule(found)


def test_boxes_lie_where_the_words_are_printed(plain: Document) -> None:
    word = next(w for w in only(plain).words if w.text == "936.07")
    left, top = LEFT + 2 * WIDE + 8, TOP + HIGH + 5
    assert left - 4 < word.box.x0 < left + 4
    assert word.box.top - 4 < top + 6 < word.box.bottom
    assert 25 < word.box.width < 55
    assert word.confidence is not None
    assert word.confidence > ocr_problems.SURE


def test_the_reading_says_what_made_it(plain: Document) -> None:
    name, _, made = plain.reader.partition("+")
    assert name == f"pdf/{pdf.VERSION}"
    engine, digest, processor, recording = made.split(":")
    assert (engine, digest) == ("ocr-ppv6s-fp32", ocr_weights.weights().digest[:8])
    assert processor == ocr_weights.processor()
    assert len(recording) == NAMED
    assert ocr_weights.processor() not in ocr_weights.version()


def test_reading_twice_gives_the_same(plain: Document) -> None:
    assert recognised(page()).pages == plain.pages  # the file's date differs


@pytest.mark.parametrize("angle", [1.4, -2.2])
def test_a_leaning_scan_is_straightened_and_its_boxes_lean(angle: float) -> None:
    leaning = page().rotate(angle, Image.Resampling.BICUBIC, fillcolor=(246, 244, 240))
    found = only(recognised(leaning))
    assert cells(found) == [list(row) for row in ROWS]
    word = next(w for w in found.words if w.text == "936.07")
    middle = (word.box.x0 + word.box.x1) / 2 * SCALE, (word.box.top + word.box.bottom) / 2 * SCALE
    assert _ink(leaning, middle) > 0


def _ink(picture: Image.Image, at: tuple[float, float]) -> int:
    """Count dark pixels near a place."""
    x, y = at
    part = picture.convert("L").crop((round(x) - 25, round(y) - 10, round(x) + 25, round(y) + 10))
    return sum(part.histogram()[:90])


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_scan_is_turned_for_reading_and_boxed_as_it_stands(turn: int) -> None:
    turned = page().rotate(turn, expand=True)
    found = only(recognised(turned))
    assert cells(found) == [list(row) for row in ROWS]
    assert found.width == pytest.approx(turned.width / SCALE, abs=1)
    word = next(w for w in found.words if w.text == "1,284.50")
    middle = (word.box.x0 + word.box.x1) / 2 * SCALE, (word.box.top + word.box.bottom) / 2 * SCALE
    assert _ink(turned, middle) > 0


@pytest.mark.parametrize("colour", [RED, BLUE])
def test_a_seal_does_not_hide_what_it_covers(colour: tuple[int, int, int]) -> None:
    assert cells(only(recognised(sealed(page(), colour)))) == [list(row) for row in ROWS]


def test_a_figure_with_a_line_through_its_feet_is_doubted_and_not_repaired() -> None:
    picture = page()
    pen = ImageDraw.Draw(picture)
    write(pen, 60, 205, "Left over 5820.31 units and 44.19 more", 12)
    _, _, _, feet = pen.textbbox((60 * SCALE, 205 * SCALE), "Left over 5820.31", font(12))
    left, right = (
        60 * SCALE + pen.textlength(t, font(12)) for t in ("Left over ", "Left over 5820.31")
    )
    pen.line((left - 4, feet - 3, right + 4, feet - 3), (20, 20, 20), 3)
    found = only(recognised(picture))
    doubtful = [w for w in found.words if (w.confidence or 0) < ocr_problems.SURE]
    assert any("58" in w.text for w in doubtful)
    assert not any("44.19" in w.text for w in doubtful)
    assert [p.code for p in found.problems] == ["PT325"]


def test_a_scan_of_low_resolution_holds_no_figure_wrong_and_unmarked() -> None:
    small = page().resize((round(420 * 75 / 72), round(300 * 75 / 72)), Image.Resampling.LANCZOS)
    data = saved(small, "PDF", dpi=(75, 75))
    found = only(read.read(data, "low.pdf", pictures=True))
    printed = {t for row in ROWS for t in row} | {"2031", "7"}
    wrong = [w for w in found.words if w.text[0].isdigit() and w.text not in printed]
    assert all((w.confidence or 0) < ocr_problems.SURE for w in wrong)
    assert len(found.words) > 8


def test_a_scan_without_a_size_is_read_like_one_with_it() -> None:
    found = only(read.read(saved(page(), "PDF", dpi=(72, 72)), "large.pdf", pictures=True))
    assert found.width == pytest.approx(page().width, abs=1)
    assert cells(found) == [list(row) for row in ROWS]
    word = next(w for w in found.words if w.text == "936.07")
    assert word.box.x0 == pytest.approx((LEFT + 2 * WIDE + 8) * SCALE, abs=12)


def test_a_page_with_sound_text_is_never_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = pdf_samples.SamplePage()
    sample.text(60, 60, "一个有文字层的页面，不需要识别。")
    data = pdf_samples.pdf([sample])
    before = read.read(data, "a.pdf")
    monkeypatch.setattr("papertrace.read.ocr_page.see", lambda *_: pytest.fail("it was looked at"))
    assert read.read(data, "a.pdf", pictures=True) == before
    assert not read.has_pictures(before)
    assert only(before).words[0].confidence is None


def test_only_the_picture_of_a_mixed_page_is_recognised() -> None:
    held = page().crop((0, 0, page().width, round(180 * SCALE)))
    document = read.read(_mixed(held), "mixed.pdf", pictures=True)
    found = only(document)
    assert found.origin == "mixed"
    assert "本页有文字" in found.text
    assert cells(found) == [list(row) for row in ROWS]
    given = [w for w in found.words if w.confidence is None]
    assert "".join(w.text for w in given) == "本页有文字，下面是图。"
    assert_rule(found)
    first = only(read.read(_mixed(held), "mixed.pdf"))
    assert [p.code for p in first.problems] == ["PT315"]
    assert first.origin == "digital"


def test_a_picture_without_text_leaves_a_page_digital() -> None:
    grey = Image.new("RGB", (800, 400), (200, 210, 205))
    found = only(read.read(_mixed(grey), "photo.pdf", pictures=True))
    assert (found.origin, found.problems) == ("digital", ())


def _mixed(picture: Image.Image) -> bytes:
    sample = pdf_samples.SamplePage()
    sample.text(60, 60, "本页有文字，下面是图。")
    return with_picture(pdf_samples.pdf([sample]), picture)


def test_a_page_without_anything_says_so() -> None:
    found = only(recognised(Image.new("RGB", (600, 800), "white")))
    assert (found.text, [p.code for p in found.problems]) == ("", ["PT324"])


def test_noise_gives_no_figures_that_are_sure() -> None:
    chance = random.Random(7)  # noqa: S311  (noise)
    speckled = Image.new("L", (700, 500), 240)
    for _ in range(4000):
        speckled.putpixel((chance.randrange(700), chance.randrange(500)), chance.randrange(120))
    found = only(recognised(speckled.convert("RGB")))
    assert not [w for w in found.words if w.text.isdigit() and (w.confidence or 0) >= 0.9]


def test_without_the_weights_the_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_weights, "missing", lambda *_: ("rapidocr",))
    found = only(read.read(saved(page(), "PDF"), "scan.pdf"))
    (problem,) = found.problems
    assert problem.code == "PT321"
    assert "Install rapidocr" in problem.remedy
