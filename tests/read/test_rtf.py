"""RTF: characters in every spelling, tables, what is hidden or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from format_samples import as_html, as_rtf, facts_of, rtf_text
from page_rule import assert_rule, cells_of
from papertrace.model import selector_of
from papertrace.read import read

if TYPE_CHECKING:
    from papertrace.model import Document


def opened(body: str | bytes, head: str = "\\ansicpg936") -> Document:
    raw = body if isinstance(body, bytes) else body.encode()
    document = read(b"{\\rtf1\\ansi" + head.encode() + b" " + raw + b"}", "a.rtf")
    for page in document.pages:
        assert_rule(page)
    return document


def quoted(text: str, encoding: str = "gbk") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


def test_a_notice_gives_the_facts_of_its_html_twin() -> None:
    facts = facts_of(as_rtf(), "a.rtf")
    assert {kind for kind, _ in facts} >= {"notice", "award"}
    assert facts == facts_of(as_html(), "a.html")


def test_places_are_paths() -> None:
    (page,) = read(as_rtf(), "a.doc").pages
    assert_rule(page)
    at = page.text.index("BYW-2031-017")
    assert selector_of(page, at, at + 12) == "/p[2]#7:19"
    at = page.text.index("418600.50")
    assert selector_of(page, at, at + 9) == "/tbl[1]/tr[3]/tc[4]/p[1]#0:9"
    at = page.text.index("四、")
    assert selector_of(page, at, at + 2) == "/p[5]#0:2"


def test_characters_come_in_many_spellings() -> None:
    text = "预算120万元"
    assert opened(quoted(text)).pages[0].text == text
    assert opened(text.encode("gbk")).pages[0].text == text
    assert opened(rtf_text(text)).pages[0].text == text
    both = "{\\uc2" + "".join(f"\\u{ord(c) - 65536 * (ord(c) > 32767)}{quoted(c)}" for c in "预算")
    assert opened(both + "}120").pages[0].text == "预算120"
    assert opened("\\u-10179?\\u-9216?").pages[0].text == "\U0001f400"
    fonts = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset134 SimSun;}{\\f2\\fcharset136 x;}}"
    mixed = f"{fonts}{{\\f1 {quoted('万元')}}}{{\\f2 {quoted('億元', 'big5')}}}\\f0 caf\\'e9"
    assert opened(mixed, "\\ansicpg1252").pages[0].text == "万元億元café"
    assert opened("a\\{b\\}\\\\c\\~d\\_e\\tab f\\line g\\emdash").pages[0].text == (
        "a{b}\\c\xa0d-e f\ng—"
    )


def test_merged_cells_stand_once() -> None:
    row = "\\trowd\\clvmgf\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000\\pard\\intbl "
    row += "A\\cell B\\cell\\cell\\row"
    row += (
        "\\trowd\\clvmrg\\cellx1000\\cellx2010\\cellx3000\\pard\\intbl\\cell c\\cell d\\cell\\row"
    )
    row += "\\trowd\\cellx3000\\pard\\intbl all\\cell\\row\\pard after\\par"
    page = opened(row).pages[0]
    assert cells_of(page.tables[0]) == [
        (0, 0, 2, 1, "A"),
        (0, 1, 1, 2, "B"),
        (1, 1, 1, 1, "c"),
        (1, 2, 1, 1, "d"),
        (2, 0, 1, 3, "all"),
    ]
    assert page.text.endswith("all\nafter")


def test_definitions_behind_the_cells_and_lines_in_cells() -> None:
    row = "\\pard\\intbl a\\par b\\cell c\\cell\\trowd\\cellx1000\\cellx2000\\row"
    page = opened(row + row).pages[0]
    assert [c.text for c in page.tables[0].cells] == ["a b", "c", "a b", "c"]


def test_notes_and_boxes_are_kept_and_the_rest_is_not() -> None:
    body = (
        "{\\info{\\title Secret}{\\upr{\\title x}{\\*\\ud{\\title y}}}}{\\*\\generator Gen;}"
        "{\\header Head\\par}{\\footerf Foot}text{\\footnote Note}"
        "{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv y}}{\\shptxt In the box\\par}}} end\\par"
        "{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt shown}}{\\pict ffd8}\\par"
        "{\\v unseen}{\\deleted gone}{\\*\\annotation said}\\par \\bin4 }{}}kept"
    )
    document = opened(body)
    assert document.pages[0].text == ("Head\ntext end\nIn the box\nshown\nunseen\nkept\nFoot\nNote")
    assert [p.code for p in document.problems] == ["PT314", "PT316", "PT315"]
    paths = [r.path for r in document.pages[0].runs]
    assert "/box[1]/p[1]" in paths
    assert "/footnote[1]/p[1]" in paths


def test_malformed_files_are_read_as_far_as_they_go() -> None:
    for raw in (b"{\\rtf1 a", b"{\\rtf1 a}}}}", b"{\\rtf1 a\\", b"{\\rtf1 a\\'4", b"{\\rtf1 a{\\*"):
        assert read(raw, "a.rtf").pages[0].text.startswith("a")
    assert read(b"{\\rtf1" + b"{" * 9000 + b"deep", "a.rtf").pages[0].text == "deep"
    assert opened("\\cell\\row\\cell\\row\\trowd\\row x").pages[0].text.endswith("x")


def test_numbers_of_control_words_never_leak_into_the_text() -> None:
    stamped = "{\\revised\\revauth1\\revdttm-2074015744 345}{\\rsid12345678901234 6}"
    assert opened(rtf_text("中标金额：") + stamped).pages[0].text == "中标金额：3456"
