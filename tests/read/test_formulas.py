"""Formulas, fields that draw, and text given in several ways, in DOCX, RTF and ODT."""

from __future__ import annotations

import pytest

from format_samples import odf, rtf_text, zipped
from page_rule import assert_rule
from papertrace.read import read
from papertrace.read.formulas import drawn_by
from papertrace.text.money import find_amounts

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def mr(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def field(code: str, more: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{more}</w:fldChar></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def docx(inner: str) -> bytes:
    body = f"<w:body><w:p>{inner}</w:p></w:body>"
    return zipped({"word/document.xml": f"<w:document {_W}>{body}</w:document>"})


def rtf(inner: str) -> bytes:
    return f"{{\\rtf1\\ansi\\uc1 {inner}}}".encode()


def odt(inner: str) -> bytes:
    return odf("text", f"<text:p>{inner}</text:p>")


_HALF = f"<m:f><m:num>{mr('1')}</m:num><m:den>{mr('2')}</m:den></m:f>"
_POWER = f"<m:sSup><m:e>{mr('10')}</m:e><m:sup>{mr('4')}</m:sup></m:sSup>"
_ROOT = f"<m:rad><m:deg/><m:e>{mr('9')}</m:e></m:rad>"
_OLE = '<w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r>'
_EQ = "{\\field{\\*\\fldinst {\\insrsid12 EQ \\\\f(1,2)}}{\\fldrslt {}}}"
_MATH = "{\\mmath{\\*\\moMath{\\mf{\\mnum{\\mr 1}}{\\mden{\\mr 2}}}}}"
_FRAME = '<draw:frame text:anchor-type="as-char"><draw:object/><draw:image/></draw:frame>'


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (docx(f"<m:oMath>{_HALF}</m:oMath>{run('亿元')}"), "〔分子：1〕〔分母：2〕亿元"),
        (docx(f"<m:oMath>{_POWER}</m:oMath>{run('元')}"), "10〔上标：4〕元"),
        (docx(f"<m:oMath>{_ROOT}</m:oMath>{run('万元')}"), "〔公式：9〕万元"),
        (docx(run("3") + field(" EQ \\f(1,2) ") + run("亿元")), "3〔公式：\\f(1,2)〕亿元"),
        (
            docx(field('EQ \\* jc2 \\* "Font:宋体" \\o\\ad(\\s\\up 9(99),12)') + run("亿元")),
            "〔公式：\\o\\ad(\\s\\up 9(99),12)〕亿元",
        ),
        (docx(f"{run('3')}{_OLE}{run('亿元')}"), "3〔公式：…〕亿元"),
        (rtf(f"3{_EQ}{rtf_text('亿元')}"), "3〔公式：\\f(1,2)〕亿元"),
        (rtf(f"3{_MATH}{rtf_text('亿元')}"), "3〔公式：12〕亿元"),
        (odt(f"3{_FRAME}亿元"), "3〔公式：…〕亿元"),
    ],
)
def test_a_formula_is_never_one_with_the_figures_at_it(data: bytes, text: str) -> None:
    (page,) = read(data, "a").pages
    assert_rule(page)
    assert page.text == text
    assert [p.code for p in page.problems] == ["PT356"]
    assert find_amounts(page.text) == ()
    if "公式" in text:
        assert find_amounts(page.text, "万元") == ()


def test_a_plain_formula_is_text_and_other_fields_draw_nothing() -> None:
    (page,) = read(docx(f"<m:oMath>{mr('12')}</m:oMath>{run('万元')}"), "a.docx").pages
    assert (page.text, page.problems) == ("12万元", ())
    assert drawn_by(" HYPERLINK x ") == drawn_by("EQUAL 1") == ""


def test_what_is_chosen_in_a_list_is_read() -> None:
    entries = '<w:listEntry w:val="元"/><w:listEntry w:val="万元"/>'
    chosen = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    (page,) = read(docx(run("345") + field("FORMDROPDOWN", chosen)), "a.docx").pages
    assert page.text == "345万元"
    first = f"<w:ffData><w:ddList>{entries}</w:ddList></w:ffData>"
    (page,) = read(docx(run("345") + field("FORMDROPDOWN", first)), "a.docx").pages
    assert page.text == "345元"


@pytest.mark.parametrize(
    ("other", "codes"), [("45", list[str]()), ("46", ["PT358"]), ("", ["PT358"])]
)
def test_text_that_is_given_in_two_ways_is_read_once(other: str, codes: list[str]) -> None:
    ways = (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{run("45")}</mc:Choice>'
        f"<mc:Fallback>{run(other)}</mc:Fallback></mc:AlternateContent>"
    )
    (page,) = read(docx(run("3") + ways + run("万元")), "a.docx").pages
    assert_rule(page)
    assert page.text == "345万元"
    assert [p.code for p in page.problems] == codes


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((("10", 0), ("4", 12), ("元", 0)), "10〔上标：4〕元"),
        ((("10", 0), ("4", -12), ("元", 0)), "10〔下标：4〕元"),
        ((("10", 0), ("4", 2), ("元", 0)), "104元"),
        ((("金额", 0), ("10", 8), ("4元", 8)), "金额104元"),
    ],
)
def test_a_figure_that_its_place_alone_lifts_is_marked(
    parts: tuple[tuple[str, int], ...], text: str
) -> None:
    runs = "".join(
        f'<w:r><w:rPr><w:position w:val="{by}"/></w:rPr><w:t>{t}</w:t></w:r>' for t, by in parts
    )
    assert read(docx(runs), "a.docx").pages[0].text == text
    words = "".join(f"{{\\{'up' if by >= 0 else 'dn'}{abs(by)} {rtf_text(t)}}}" for t, by in parts)
    assert read(rtf(words), "a.rtf").pages[0].text == text
