"""DOCX: text, tables, notes and boxes; what is hidden, deleted or numbered by the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from format_samples import as_docx, as_html, facts_of, zipped
from page_rule import assert_rule, cells_of
from papertrace.errors import Damaged, Encrypted, OverLimit
from papertrace.model import selector_of
from papertrace.read import read

if TYPE_CHECKING:
    from papertrace.model import Document

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def p(text: str, *, rules: str = "", run: str = "") -> str:
    """Give a paragraph."""
    return f"<w:p><w:pPr>{rules}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, rules: str = "") -> str:
    """Give a cell."""
    return f"<w:tc><w:tcPr>{rules}</w:tcPr>{p(text)}</w:tc>"


def made(body: str, **parts: str) -> bytes:
    """Give a DOCX file of a body and further parts (styles, header1 ...)."""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_KIND}{kind}" Target="{name}.xml"/>'
        for n, (name, kind) in enumerate(kinds.items())
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
            **{f"word/{name}.xml": text for name, text in parts.items()},
        }
    )


def opened(body: str, **parts: str) -> Document:
    document = read(made(body, **parts), "a.docx")
    for page in document.pages:
        assert_rule(page)
    return document


def codes(document: Document) -> list[str]:
    return [found.code for found in document.problems]


def test_a_notice_gives_the_facts_of_its_html_twin() -> None:
    facts = facts_of(as_docx(), "a.docx")
    assert {kind for kind, _ in facts} >= {"notice", "award"}
    assert facts == facts_of(as_html(), "a.html")


def test_places_are_paths() -> None:
    document = read(as_docx(), "a.docx")
    (page,) = document.pages
    assert_rule(page)
    assert document.reader.startswith("docx/")
    assert document.title == "白榆湾出入境边防检查站巡逻船艇采购项目中标公告"
    at = page.text.index("BYW-2031-017")
    assert selector_of(page, at, at + 12) == "/body/p[2]#7:19"
    at = page.text.index("418600.50")
    assert selector_of(page, at, at + 9) == "/body/tbl[1]/tr[3]/tc[4]/p[1]#0:9"


def test_merged_cells_stand_once() -> None:
    body = (
        "<w:tbl><w:tr>" + tc("项目", '<w:vMerge w:val="restart"/>')
        + tc("金额", '<w:gridSpan w:val="2"/>') + "</w:tr><w:tr>" + tc("盖", "<w:vMerge/>")
        + tc("基本") + tc("项目支出") + "</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
        + tc("1") + tc("2") + "</w:tr></w:tbl>"
    )  # fmt: skip
    document = opened(body)
    assert cells_of(document.pages[0].tables[0]) == [
        (0, 0, 2, 1, "项目"),
        (0, 1, 1, 2, "金额"),
        (1, 1, 1, 1, "基本"),
        (1, 2, 1, 1, "项目支出"),
        (2, 1, 1, 1, "1"),
        (2, 2, 1, 1, "2"),
    ]
    assert codes(document) == ["PT314"]
    assert "covered" in document.problems[0].message


def test_nested_and_single_column_tables() -> None:
    inner = f"<w:tbl><w:tr>{tc('甲')}{tc('乙')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{p('外')}{inner}{p('尾')}</w:tc>{tc('右')}</w:tr></w:tbl>"
    page = opened(body + f"<w:tbl><w:tr>{tc('独')}</w:tr></w:tbl>").pages[0]
    assert page.text == "外\n甲\t乙\n尾\n右\n独"
    assert len(page.tables) == 1


def test_headers_notes_boxes_and_controls_are_kept() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    drawn = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}"
    drawn += "</mc:Fallback></mc:AlternateContent></w:r>"
    body = (
        f"<w:sdt><w:sdtContent>{p('一')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:t>二</w:t><w:br/><w:t>三</w:t><w:tab/><w:t>四</w:t></w:r>{drawn}</w:p>"
    )
    notes = f"<w:footnotes {_W}><w:footnote w:type='separator'>{p('x')}</w:footnote>"
    notes += f"<w:footnote>{p('注')}</w:footnote></w:footnotes>"
    document = opened(
        body,
        header1=f"<w:hdr {_W}>{p('页眉')}</w:hdr>",
        header2=f"<w:hdr {_W}>{p('页眉')}</w:hdr>",
        footer1=f"<w:ftr {_W}>{p('页脚')}</w:ftr>",
        footnotes=notes,
    )
    page = document.pages[0]
    assert page.text == "页眉\n一\n二\n三 四\n框内\n页脚\n注"
    assert [r.path for r in page.runs] == [
        "/header1/p[1]",
        "/body/p[1]",
        "/body/p[2]",
        "/body/p[2]",
        "/body/p[2]/box[1]/p[1]",
        "/footer1/p[1]",
        "/footnotes/footnote[2]/p[1]",
    ]
    assert [(r.offset) for r in page.runs][2:4] == [0, 2]
    assert codes(document) == []


def test_deleted_text_is_no_text_and_hidden_text_is_named() -> None:
    body = (
        "<w:p><w:r><w:t>预算</w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>200</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr>"
        "<w:t>万元</w:t></w:r></w:p>" + p("暗处", rules='<w:pStyle w:val="h"/>')
    )
    styles = f"""<w:styles {_W}><w:style w:styleId="b"><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:styleId="h"><w:basedOn w:val="b"/></w:style></w:styles>"""
    document = opened(body, styles=styles)
    assert document.pages[0].text == "预算200万元\n暗处"
    assert codes(document) == ["PT314", "PT316"]
    assert "4 characters" in document.problems[0].message
    assert "3 deleted" in document.problems[1].message


def test_printed_list_numbers_are_part_of_the_text() -> None:
    numbering = f"""<w:numbering {_W}><w:abstractNum w:abstractNumId="7">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
    <w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
    <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""

    def item(text: str, level: int) -> str:
        rules = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>'
        return p(text, rules=rules)

    body = item("项目编号：A1", 0) + item("甲", 1) + item("乙", 1) + item("项目名称", 0)
    page = opened(body, numbering=numbering).pages[0]
    assert page.text == "一、项目编号：A1\n一.1 甲\n一.2 乙\n二、项目名称"
    at = page.text.index("A1")
    assert selector_of(page, at, at + 2) == "/body/p[1]#5:7"


def test_symbols_and_pictures_are_named() -> None:
    body = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t>'
        '<w:sym w:font="Odd" w:char="F0AB"/><w:drawing><blip/></w:drawing></w:r></w:p>'
    )
    document = opened(body)
    assert document.pages[0].text == "☑是\ufffd"
    assert codes(document) == ["PT315", "PT318"]


def test_what_cannot_be_read_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha">]><w:document/>'
    with pytest.raises(Damaged, match="document type"):
        read(zipped({"word/document.xml": bomb}), "a.docx")
    with pytest.raises(Damaged, match="document type"):
        read(zipped({"word/document.xml": bomb.encode("utf-16")}), "a.docx")
    with pytest.raises(Damaged, match="no sound XML"):
        read(zipped({"word/document.xml": "<w:document"}), "a.docx")
    with pytest.raises(Damaged, match="no body"):
        read(zipped({"word/document.xml": "<document/>"}), "a.docx")
    with pytest.raises(Damaged, match="list of parts"):
        read(made("")[:-40], "a.docx")
    with pytest.raises(OverLimit, match="unpacks"):
        read(zipped({"word/document.xml": b" " * (60 << 20)}), "a.docx")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Encrypted):
        read(ole, "a.docx")


def test_a_minus_of_a_symbol_font_is_read_or_named() -> None:
    sign = '<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>'
    assert opened(f"<w:p>{sign}<w:r><w:t>12.5</w:t></w:r></w:p>").pages[0].text == "-12.5"
    (page,) = opened(p("\uf02d12.5")).pages
    assert [q.code for q in page.problems] == ["PT350"]
