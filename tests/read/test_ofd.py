"""OFD: places, distances, templates, tables from rules, what is named and not read."""

from __future__ import annotations

import pytest

from format_samples import as_html, as_ofd, facts_of, ofd, ofd_text, zipped
from page_rule import assert_rule, cells_of
from papertrace.errors import Damaged
from papertrace.model import anchor_of, state_of
from papertrace.read import read

_MM = 72 / 25.4


def test_a_notice_gives_the_facts_of_its_html_twin() -> None:
    facts = facts_of(as_ofd(), "a.ofd")
    assert {kind for kind, _ in facts} >= {"notice", "award"}
    assert facts == facts_of(as_html(), "a.html")


def test_boxes_are_where_the_file_says() -> None:
    document = read(as_ofd(), "a.ofd")
    (page,) = document.pages
    assert_rule(page)
    assert document.title == "白榆湾出入境边防检查站巡逻船艇采购项目中标公告"
    assert (page.origin, page.runs) == ("digital", ())
    assert (round(page.width), round(page.height)) == (595, 842)
    (table,) = page.tables
    assert cells_of(table)[-1] == (2, 3, 1, 1, "418600.50元")
    at = page.text.index("418600.50")
    anchor = anchor_of(page, at, at + 9, "amount")
    assert state_of(page, anchor) == "sound"
    assert anchor.selector is None
    (box,) = anchor.boxes
    assert box.x0 == pytest.approx(142 * _MM, abs=0.01)
    assert box.x1 == pytest.approx((142 + 9 * 2) * _MM, abs=0.01)
    assert (box.top, box.bottom) == pytest.approx((82 * _MM, 86 * _MM), abs=0.01)


def test_distances_matrices_and_blanks() -> None:
    text = (
        '<ofd:TextObject Boundary="10 10 50 5" Size="4" CTM="2 0 0 2 0 0">'
        '<ofd:TextCode X="1" Y="4" DeltaX="g 2 4 2">甲乙A 丙</ofd:TextCode></ofd:TextObject>'
        '<ofd:TextObject Boundary="100 10 5 50" Size="4">'
        '<ofd:TextCode X="0" Y="4" DeltaY="g 1 5">竖排</ofd:TextCode></ofd:TextObject>'
    )
    (page,) = read(ofd(text), "a.ofd").pages
    assert_rule(page)
    words = {w.text: w.box for w in page.words}
    assert words["甲乙"].x0 == pytest.approx(12 * _MM)
    assert words["甲乙"].x1 == pytest.approx(28 * _MM)
    assert words["甲乙"].bottom == pytest.approx((10 + 2 * 4.48) * _MM)
    assert words["丙"].x0 == pytest.approx((12 + 2 * (4 + 4 + 2 + 2)) * _MM)
    assert "A 丙" in page.text
    assert words["排"].top - words["竖"].top == pytest.approx(5 * _MM)


def test_templates_pictures_and_what_is_not_visible() -> None:
    body = ofd_text(20, 50, "正文一共有十个以上的字符")
    hidden = ofd_text(20, 70, "暗处").replace("<ofd:TextObject", '<ofd:TextObject Visible="false"')
    document = read(
        ofd(body + hidden, "<ofd:ImageObject/>", template=ofd_text(20, 20, "页眉")), "a"
    )
    first, second = document.pages
    assert first.text == "页眉\n正文一共有十个以上的字符\n暗处"
    assert [p.code for p in first.problems] == ["PT314"]
    assert [p.code for p in second.problems] == ["PT321"]
    away = read(ofd(body + ofd_text(300, 20, "页外")), "a.ofd").pages[0]
    assert [p.code for p in away.problems] == ["PT314"]
    assert "2 characters" in away.problems[0].message


def test_seals_and_missing_pages_are_named() -> None:
    data = zipped(
        {
            "OFD.xml": "<OFD><DocBody><DocRoot>/D/Document.xml</DocRoot><Signatures>x</Signatures>"
            "</DocBody></OFD>",
            "D/Document.xml": "<Document><Pages><Page BaseLoc='p.xml'/></Pages></Document>",
            "D/Attachs/a.csv": "甲,1",
        }
    )
    document = read(data, "a.ofd")
    assert [p.code for p in document.problems] == ["PT320"]
    assert [p.code for p in document.pages[0].problems] == ["PT323"]
    assert [a.name for a in document.attachments] == ["a.csv"]


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(Damaged, match="names is missing"):
        read(zipped({"OFD.xml": "<OFD><DocBody/></OFD>"}), "a.ofd")
    with pytest.raises(Damaged, match="no pages"):
        read(zipped({"OFD.xml": "<OFD/>"}), "a.ofd")
    with pytest.raises(Damaged, match="document type"):
        read(zipped({"OFD.xml": '<!DOCTYPE x SYSTEM "http://a.invalid/x"><OFD/>'}), "a.ofd")
    odd = '<ofd:PathObject Boundary="x"><ofd:AbbreviatedData>M 1 L C 2 Z</ofd:AbbreviatedData>'
    odd += '</ofd:PathObject><ofd:TextObject><ofd:TextCode DeltaX="g 9 g">甲</ofd:TextCode>'
    assert read(ofd(odd + "</ofd:TextObject>"), "a.ofd").pages[0].text == "甲"


@pytest.mark.parametrize(
    ("told", "inner", "over", "code"),
    [
        ('Alpha="0"', "", "", "PT340"),
        ("", '<ofd:FillColor Value="255 255 255"/>', "", "PT341"),
        ("", '<ofd:CGTransform CodePosition="0" CodeCount="3"/>', "", "PT354"),
        ("", "", "0 0 0", "PT346"),
        ("", "", "250 250 250", "PT345"),
        ("", "", "", ""),
    ],
)
def test_what_nobody_sees_has_its_place(told: str, inner: str, over: str, code: str) -> None:
    text = (
        f'<ofd:TextObject ID="9" Boundary="20 50 60 8" Font="1" Size="4" {told}>{inner}'
        '<ofd:TextCode X="0" Y="5" DeltaX="2 2 4 4">128万元</ofd:TextCode></ofd:TextObject>'
    )
    if over:
        text += (
            '<ofd:PathObject ID="10" Boundary="10 48 90 12" Fill="true" Stroke="false">'
            f'<ofd:FillColor Value="{over}"/><ofd:AbbreviatedData>M 0 0 L 90 0 L 90 12 L 0 12 C'
            "</ofd:AbbreviatedData></ofd:PathObject>"
        )
    page = read(ofd(ofd_text(20, 20, "甲方") + text), "a.ofd").pages[0]
    placed = [(p.code, p.anchor.quote) for p in page.problems if p.anchor]
    words = "128" if code == "PT354" else "128万元"
    assert placed == ([(code, words)] if code else [])


@pytest.mark.parametrize(("size", "high", "code"), [(0.2, 8, "PT344"), (4, 0.1, "PT342")])
def test_tiny_and_clipped_text_has_its_place(size: float, high: float, code: str) -> None:
    text = (
        f'<ofd:TextObject ID="9" Boundary="20 50 60 {high}" Font="1" Size="{size}">'
        '<ofd:TextCode X="0" Y="5" DeltaX="g 4 4">128万元</ofd:TextCode></ofd:TextObject>'
    )
    page = read(ofd(ofd_text(20, 20, "甲方") + text), "a.ofd").pages[0]
    assert {p.code for p in page.problems if p.anchor} == {code}
