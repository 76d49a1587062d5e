"""What a text document shows otherwise than in its line: struck out, raised, hidden, coloured."""

from __future__ import annotations

import io
import zipfile

import pytest

from papertrace.read import read

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
