"""PPTX: slides in order, shapes, tables, notes; files inside office documents and PDFs."""

from __future__ import annotations

import io

import pptx as maker
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no type marker
import pytest
from pptx.util import Cm

from format_samples import zipped
from page_rule import assert_rule, cells_of
from papertrace.errors import Damaged, Encrypted
from papertrace.model import selector_of
from papertrace.read import read, sniff


def made() -> bytes:
    deck = maker.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "巡逻船采购情况"
    first.placeholders[1].text = "预算120万元\n实际118万元"
    first.notes_slide.notes_text_frame.text = "备注：内部"
    second = deck.slides.add_slide(deck.slide_layouts[6])
    grid = second.shapes.add_table(2, 3, Cm(1), Cm(1), Cm(9), Cm(3)).table
    grid.cell(0, 0).text = "项目"
    grid.cell(0, 1).merge(grid.cell(0, 2))
    grid.cell(0, 1).text = "金额"
    for n, text in enumerate(("船", "100", "18")):
        grid.cell(1, n).text = text
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(1), Cm(5), Cm(3), Cm(1)).text_frame.text = "组内"
    second._element.set("show", "0")
    deck.slides._sldIdLst.insert(0, deck.slides._sldIdLst[1])
    held = io.BytesIO()
    deck.save(held)
    return held.getvalue()


def test_slides_are_pages_in_the_order_they_are_shown() -> None:
    document = read(made(), "a.pptx")
    for page in document.pages:
        assert_rule(page)
    first, second = document.pages
    assert first.text == "项目\t金额\n船\t100\t18\n组内"
    assert cells_of(first.tables[0])[:2] == [(0, 0, 1, 1, "项目"), (0, 1, 1, 2, "金额")]
    assert second.text == "巡逻船采购情况\n预算120万元\n实际118万元\n备注：内部"
    at = second.text.index("118万元")
    assert selector_of(second, at, at + 5) == "/slide[2]/shape[2]/p[2]#2:7"
    assert [p.code for p in first.problems] == ["PT314"]
    assert [p.code for p in second.problems] == ["PT314"]
    assert document.attachments == ()


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(Damaged, match="no sound XML"):
        read(zipped({"ppt/presentation.xml": "x"}), "a.pptx")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Encrypted):
        read(ole, "a.pptx")


def test_files_put_into_office_documents_are_parts() -> None:
    inner = zipped({"xl/workbook.xml": "x"})
    parts: dict[str, bytes | str] = {
        "word/document.xml": "<document><body/></document>",
        "word/embeddings/Sheet1.xlsx": inner,
        "word/media/a.png": b"x",
    }
    document = read(zipped(parts), "a.docx")
    assert [(a.name, a.media_type) for a in document.attachments] == [("Sheet1.xlsx", sniff.XLSX)]


def test_attachments_of_a_pdf_are_parts() -> None:
    file = pdfium.PdfDocument.new()
    file.new_page(200, 200)
    file.new_attachment("附件/明细.csv").set_data("甲,1".encode())
    held = io.BytesIO()
    file.save(held)
    document = read(held.getvalue(), "a.pdf")
    assert [(a.name, a.size) for a in document.attachments] == [("附件/明细.csv", 5)]
    assert len(document.pages) == 1


def test_runs_off_the_line_are_marked() -> None:
    deck = maker.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    line = slide.shapes.add_textbox(Cm(1), Cm(5), Cm(3), Cm(1)).text_frame.paragraphs[0]
    told = (("256万元", "strike", "sngStrike"), ("128", "", ""), ("1", "baseline", "30000"))
    for text, name, value in told:
        run = line.add_run()
        run.text = text
        if name:
            run._r.get_or_add_rPr().set(name, value)
    held = io.BytesIO()
    deck.save(held)
    page = read(held.getvalue(), "a.pptx").pages[0]
    assert page.text == "〔划去：256万元〕128〔上标：1〕"
    assert [p.code for p in page.problems] == ["PT356"]
