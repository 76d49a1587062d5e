"""What a text document shows otherwise than in its line: struck out, raised, hidden, coloured."""

from __future__ import annotations

import io
import zipfile

import pytest

from format_samples import odf
from papertrace.read import read
from papertrace.read.doc_looks import look_of
from papertrace.read.honest_runs import unseen
from papertrace.text.struck import OPENS, RAISED

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLES = """
<w:style w:type="character" w:styleId="Old"><w:name w:val="Old"/>
  <w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Note"><w:name w:val="Note"/>
  <w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Pale"><w:name w:val="Pale"/>
  <w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
"""


def docx(body: str) -> bytes:
    """Give a document of a body's XML."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        told = '<Relationships><Relationship Id="r1" Type="x/styles" Target="styles.xml"/>'
        file.writestr("word/_rels/document.xml.rels", f"{told}</Relationships>")
        file.writestr("word/styles.xml", f'<w:styles xmlns:w="{_W}">{_STYLES}</w:styles>')
        told = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        file.writestr("word/document.xml", told)
    return made.getvalue()


def run(text: str, properties: str = "") -> str:
    """Give a run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def row(text: str, properties: str) -> str:
    """Give a row of two cells."""
    cells = "".join(f"<w:tc><w:p>{run(t)}</w:p></w:tc>" for t in ("甲", text))
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ("<w:strike/>", "〔划去：9〕128万元"),
        ("<w:dstrike/>", "〔划去：9〕128万元"),
        ('<w:rStyle w:val="Old"/>', "〔划去：9〕128万元"),
        ('<w:rStyle w:val="Old"/><w:strike w:val="0"/>', "9128万元"),
        ('<w:vertAlign w:val="superscript"/>', "〔上标：9〕128万元"),
        ('<w:rStyle w:val="Note"/>', "〔上标：9〕128万元"),
    ],
)
def test_docx_text_off_the_line_is_marked(properties: str, shown: str) -> None:
    document = read(docx(f"<w:p>{run('9', properties)}{run('128万元')}</w:p>"), "a.docx")
    assert document.pages[0].text == shown


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ('<w:rStyle w:val="Pale"/>', "PT341"),
        ('<w:color w:val="auto" w:themeColor="background1"/>', "PT341"),
        ('<w:highlight w:val="black"/>', "PT341"),
        ('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>', "PT341"),
        ('<w:w w:val="1"/>', "PT344"),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>', ""),
        ('<w:highlight w:val="yellow"/>', ""),
    ],
)
def test_docx_text_in_the_colour_of_its_ground_has_a_place(properties: str, code: str) -> None:
    page = read(docx(f"<w:p>{run('128万元', properties)}</w:p>"), "a.docx").pages[0]
    assert [p.code for p in page.problems] == ([code] if code else [])
    assert all(p.anchor for p in page.problems)


@pytest.mark.parametrize(
    ("properties", "code"),
    [("<w:hidden/>", "PT314"), ('<w:trHeight w:val="10" w:hRule="exact"/>', "PT344")],
)
def test_docx_rows_that_nobody_sees_have_a_place(properties: str, code: str) -> None:
    table = f"<w:tbl>{row('128万元', properties)}{row('256万元', '')}</w:tbl>"
    page = read(docx(table), "a.docx").pages[0]
    assert {p.code for p in page.problems} == {code}
    assert [p.anchor.quote for p in page.problems if p.anchor] == ["甲\t128万元"]


@pytest.mark.parametrize(
    ("rules", "shown", "codes"),
    [
        ('style:text-line-through-style="solid"', "〔划去：9〕128万元", []),
        ('style:text-position="super 58%"', "〔上标：9〕128万元", ["PT356"]),
        ('style:text-position="-20% 70%"', "〔下标：9〕128万元", ["PT356"]),
        ('text:display="none"', "9128万元", ["PT314"]),
        ('fo:color="#ffffff"', "9128万元", ["PT341"]),
        ('fo:color="#000000" fo:background-color="#000000"', "9128万元", ["PT341"]),
        ('fo:color="#ffffff" fo:background-color="#1f3864"', "9128万元", []),
    ],
)
def test_odt_styles_are_followed(rules: str, shown: str, codes: list[str]) -> None:
    styles = (
        '<style:style style:name="Base" style:family="text"><style:text-properties '
        f'xmlns:fo="urn:fo" {rules}/></style:style>'
        '<style:style style:name="T1" style:family="text" style:parent-style-name="Base"/>'
    )
    body = '<text:p><text:span text:style-name="T1">9</text:span>128万元</text:p>'
    page = read(odf("text", body, styles), "a.odt").pages[0]
    assert page.text == shown
    assert [p.code for p in page.problems] == codes
    assert all(p.anchor for p in page.problems)


def test_odt_hidden_sections_have_a_place() -> None:
    body = '<text:section text:display="none"><text:p>128万元</text:p></text:section>'
    page = read(odf("text", body), "a.odt").pages[0]
    assert [(p.code, p.anchor is not None) for p in page.problems] == [("PT314", True)]


@pytest.mark.parametrize(
    ("words", "shown", "codes"),
    [
        ("\\strike", "〔划去：9〕128万元", []),
        ("\\super", "〔上标：9〕128万元", ["PT356"]),
        ("\\sub", "〔下标：9〕128万元", ["PT356"]),
        ("\\v", "9128万元", ["PT314"]),
        ("\\cf1", "9128万元", ["PT341"]),
        ("\\cf2\\highlight2", "9128万元", ["PT341"]),
        ("\\cf1\\highlight2", "9128万元", []),
        ("\\fs2", "9128万元", ["PT344"]),
    ],
)
def test_rtf_words_are_followed(words: str, shown: str, codes: list[str]) -> None:
    table = r"{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}"
    unit = r"\u19975?\u20803?"
    text = rf"{{\rtf1\ansi{table}\pard {{{words} 9}}128{unit}\par}}"
    page = read(text.encode(), "a.rtf").pages[0]
    assert page.text == shown
    assert [p.code for p in page.problems] == codes
    assert all(p.anchor for p in page.problems)


@pytest.mark.parametrize(
    ("rules", "mark", "code"),
    [
        ({0x0837: b"\x01"}, OPENS, ""),
        ({0x2A48: b"\x01"}, RAISED, ""),
        ({0x083C: b"\x01"}, "", "PT314"),
        ({0x2A42: b"\x08"}, "", "PT341"),
        ({0x6870: b"\xff\xff\xff\x00"}, "", "PT341"),
        ({0x6870: b"\x00\x00\x00\xff"}, "", ""),
        ({0x2A0C: b"\x01"}, "", "PT341"),
        ({0x4A43: b"\x02\x00"}, "", "PT344"),
    ],
)
def test_doc_properties_are_followed(rules: dict[int, bytes], mark: str, code: str) -> None:
    look = look_of(rules)
    assert (look.mark, unseen(look, None, shaded=False)) == (mark, code)
