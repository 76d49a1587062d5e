"""OpenDocument text and sheets."""

from __future__ import annotations

import pytest

from format_samples import as_html, as_odt, facts_of, odf, zipped
from page_rule import assert_rule, cells_of
from papertrace.errors import Damaged, Encrypted, OverLimit
from papertrace.model import selector_of
from papertrace.read import ods, read

_LIST = """<text:list-style style:name="L"><text:list-level-style-number text:level="1"
 style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:list-level-style-number
 text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="1"/>
</text:list-style>"""


def test_a_notice_gives_the_facts_of_its_html_twin() -> None:
    facts = facts_of(as_odt(), "a.odt")
    assert {kind for kind, _ in facts} >= {"notice", "award"}
    assert facts == facts_of(as_html(), "a.html")


def test_places_are_paths() -> None:
    document = read(as_odt(), "a.odt")
    (page,) = document.pages
    assert_rule(page)
    assert document.title == "白榆湾出入境边防检查站巡逻船艇采购项目中标公告"
    at = page.text.index("BYW-2031-017")
    assert selector_of(page, at, at + 12) == "/body/p[1]#7:19"
    at = page.text.index("418600.50")
    assert selector_of(page, at, at + 9) == "/body/table[1]/row[3]/cell[4]/p[1]#0:9"


def test_blanks_breaks_notes_boxes_and_changes() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧值</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>  金额\n   是<text:s text:c='2'/>12<text:span>万元</text:span><text:tab/>整"
        "<text:line-break/>次行<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>注文</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>批注</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame>"
        "<draw:frame><draw:image/></draw:frame></text:p>"
        "<text:p text:style-name='H'>暗处</text:p>"
    )
    styles = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    )
    around = (
        "<office:master-styles><style:master-page><style:header><text:p>页眉</text:p>"
        "</style:header></style:master-page></office:master-styles>"
    )
    document = read(odf("text", body, styles, styles=around), "a.odt")
    (page,) = document.pages
    assert_rule(page)
    assert page.text == "页眉\n金额 是  12万元 整\n次行\n框内\n暗处\n注文"
    assert [p.code for p in document.problems] == ["PT314", "PT316", "PT315"]
    assert "2 characters of tracked deletions and 1 comments" in document.problems[1].message
    at = page.text.index("12万元")
    assert selector_of(page, at, at + 4) == "/body/p[1]#11:15"


def test_printed_list_numbers_are_part_of_the_text() -> None:
    def item(text: str, inner: str = "") -> str:
        return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"

    inner = f"<text:list>{item('甲')}{item('乙')}</text:list>"
    begun = '<text:list text:style-name="L"'
    first = f"{begun}>{item('项目编号', inner)}{item('项目名称')}</text:list>"
    second = f'{begun} text:continue-numbering="true">{item("丙")}</text:list>'
    third = f"{begun}>{item('丁')}</text:list>"
    page = read(odf("text", first + second + third, _LIST), "a.odt").pages[0]
    assert page.text == "一、项目编号\n1. 甲\n2. 乙\n二、项目名称\n三、丙\n一、丁"


def test_merged_cells_stand_once() -> None:
    cell = "<table:table-cell{0}><text:p>{1}</text:p></table:table-cell>"
    covered = "<table:covered-table-cell/>"
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell.format(" table:number-rows-spanned='2'", "科目")
        + cell.format(" table:number-columns-spanned='2'", "金额") + covered
        + "</table:table-row></table:table-header-rows><table:table-row>" + covered
        + cell.format("", "基本") + cell.format("", "项目") + "</table:table-row></table:table>"
    )  # fmt: skip
    page = read(odf("text", body), "a.odt").pages[0]
    assert_rule(page)
    assert cells_of(page.tables[0]) == [
        (0, 0, 2, 1, "科目"),
        (0, 1, 1, 2, "金额"),
        (1, 1, 1, 1, "基本"),
        (1, 2, 1, 1, "项目"),
    ]


def test_sheets_hold_stored_values_and_merged_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    def row(*cells: str, rules: str = "") -> str:
        return f"<table:table-row{rules}>{''.join(cells)}</table:table-row>"

    def cell(text: str, value: str = "", rules: str = "") -> str:
        kind = f" office:value-type='float' office:value='{value}'" if value else ""
        return f"<table:table-cell{kind}{rules}><text:p>{text}</text:p></table:table-cell>"

    wide, twice = (f" table:number-{n}='2'" for n in ("columns-spanned", "rows-repeated"))
    unseen = " table:visibility='collapse'"
    body = (
        "<table:table table:name='1表' table:style-name='hid'>"
        + row("<table:table-cell table:number-columns-repeated='9'/>", rules=twice)
        + row(cell("科目"), cell("金额", rules=wide), "<table:covered-table-cell/>")
        + row(cell("船"), cell("12.50", "12.5"), cell("¥3", "3"), rules=unseen)
        + row(cell("艇"), cell("1E2", "1E2"), cell("0.30", "0.30000000000000004"))
        + "</table:table>"
    )  # fmt: skip
    hidden = (
        '<style:style style:name="hid" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    data = odf("spreadsheet", body, hidden)
    document = read(data, "a.ods")
    (page,) = document.pages
    assert_rule(page)
    assert page.text == "科目\t金额\n船\t12.5\t3\n艇\t100\t0.3"
    assert page.tables[0].cells[1].column_span == 2
    at = page.text.index("12.5")
    assert selector_of(page, at, at + 4) == "'1表'!B4"
    assert [p.code for p in page.problems] == ["PT313", "PT313"]
    monkeypatch.setattr(ods, "_MOST_CELLS", 5)
    with pytest.raises(OverLimit, match="filled cells"):
        read(data, "a.ods")


def test_what_cannot_be_read_is_refused() -> None:
    kind = {"mimetype": "application/vnd.oasis.opendocument.text"}
    with pytest.raises(Damaged, match="missing"):
        read(zipped(kind), "a.odt")
    with pytest.raises(Damaged, match="no body"):
        read(zipped({**kind, "content.xml": "<x/>"}), "a.odt")
    locked = "<manifest><encryption-data/></manifest>"
    with pytest.raises(Encrypted):
        read(zipped({**kind, "META-INF/manifest.xml": locked, "content.xml": "?"}), "a.odt")
