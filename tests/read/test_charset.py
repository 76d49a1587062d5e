"""Character sets: declared, undeclared, wrongly declared, broken."""

from __future__ import annotations

import pytest

from papertrace.read.charset import decode

PROSE = "本项目预算金额为人民币贰拾万元，采购单位应于公告之日起五个工作日内提出异议，逾期不予受理。"
TAIWAN = "本採購案預算金額為新臺幣貳拾萬元，廠商應於公告之次日起五日內提出異議，逾期不予受理。"


def _page(declared: str, text: str) -> str:
    return f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", PROSE),
        ("utf-8-sig", PROSE),
        ("utf-16", PROSE),
        ("gb18030", PROSE + "㐀𠀀"),
        ("gbk", PROSE),
        ("gb2312", PROSE),
        ("big5", TAIWAN),
    ],
)
def test_undeclared_text_is_recognised(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding), markup=False)
    assert decoded.text == text
    assert decoded.problems == ()


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "utf-8", "big5", "nonsense", ""])
@pytest.mark.parametrize(("actual", "text"), [("gb18030", PROSE), ("utf-8", PROSE)])
def test_a_wrong_declaration_does_not_win(declared: str, actual: str, text: str) -> None:
    page = _page(declared, text)
    assert decode(page.encode(actual), markup=True).text == page


def test_big5_declared_as_gbk_is_read_and_told() -> None:
    page = _page("gbk", TAIWAN)
    decoded = decode(page.encode("big5"), markup=True)
    assert decoded.text == page
    assert [(p.code, p.severity) for p in decoded.problems] == [("PT311", "note")]


def test_characters_beyond_gb2312_survive_its_declaration() -> None:
    page = _page("gb2312", PROSE + "镕喆")
    assert decode(page.encode("gb18030"), markup=True).text == page


def test_broken_bytes_are_replaced_and_counted() -> None:
    data = _page("gb2312", PROSE).encode("gb18030").replace("逾期".encode("gb18030"), b"\xff\xff")
    decoded = decode(data, markup=True)
    assert decoded.text.count("\ufffd") == 2
    assert decoded.text.startswith("<html>")
    assert "不予受理" in decoded.text
    (problem,) = decoded.problems
    assert problem.code == "PT311"
    assert problem.message.startswith("2 characters")


def test_a_text_cut_off_within_a_character_stays_utf8() -> None:
    decoded = decode(PROSE.encode()[:-1], markup=False)
    assert decoded.encoding == "utf-8"
    assert decoded.text == PROSE[:-1] + "\ufffd"


def test_line_ends_are_folded() -> None:
    assert decode(b"a\r\nb\rc\n", markup=False).text == "a\nb\nc\n"
    assert decode("a\n".encode("utf-16-le"), markup=False).text == "a\n"


def test_a_page_in_two_encodings_is_read_whole_and_named() -> None:
    head = "<html><head><meta charset='gbk'></head><body><p>成交金额一百万元，采购单位</p>"
    data = head.encode("gbk") + "<p>后半金额二百万元，边防检查站</p></body></html>".encode()
    found = decode(data, markup=True)
    assert "成交金额一百万元" in found.text
    assert "后半金额二百万元，边防检查站" in found.text
    assert [p.code for p in found.problems] == ["PT311"]
    plain = head.encode("gbk")
    assert not decode(plain, markup=True).problems


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("hz-gb-2312", "hz", PROSE),
        ("utf-7", "utf-7", PROSE),
        ("iso-2022-jp", "iso2022_jp", "予算総額は1,234万円です"),
        ("", "iso2022_jp", "予算総額は1,234万円です"),
    ],
)
def test_text_of_seven_bits_is_read_as_it_shifts(declared: str, codec: str, text: str) -> None:
    decoded = decode(text.encode(codec), markup=False, declared=declared)
    assert (decoded.text, decoded.problems) == (text, ())


def test_plain_text_that_does_not_shift_as_declared_is_told() -> None:
    decoded = decode(b"12 ~{ 34 +", markup=False, declared="hz-gb-2312")
    assert decoded.text == "12 ~{ 34 +"
    assert [p.code for p in decoded.problems] == ["PT311"]
