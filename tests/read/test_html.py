"""HTML: text, white space, paths, tables, broken markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from page_rule import assert_rule, cells_of
from papertrace.model import anchor_of, selector_of
from papertrace.read import read

if TYPE_CHECKING:
    from papertrace.model import Page

SOUP = """<html><body>
<p class=MsoNormal><span lang=EN-US>1</span><span>、预</span><span>算</span><span>金</span><span
>额：</span><b><span>26</span></b><span>50</span><span>.00</span><span>（</span><span>万元</span>）
<o:p></o:p></p>
<p><spanyes';font-family:宋体;><font face="宋体">采购人：</font
><spanyes';font-family:宋体;><font>海</font><font>塘站
</font></p><!-- 注释 --><script>var 脚本 = 1</script><style>p{}</style>
<p>&nbsp;　</p><p>签订<br>日期 :  2024年  3月<br/></p></body></html>"""


def _page(markup: str) -> Page:
    page = read(markup.encode(), "a.html").pages[0]
    assert_rule(page)
    return page


def _resolves(page: Page, markup: str) -> None:
    """Assert that every run is found at its path and offset by another parser."""
    etree = pytest.importorskip("lxml.etree")
    tree = etree.fromstring(markup.encode(), etree.HTMLParser(encoding="utf-8"))
    for run in page.runs:
        (element,) = tree.xpath(run.path)
        own = "".join(element.xpath("text()"))
        there = own[run.offset : run.offset + run.end - run.start]
        assert there.replace("\n", " ") == page.text[run.start : run.end]


def test_scattered_spans_join_and_blocks_part() -> None:
    page = _page(SOUP)
    assert page.text.split("\n") == [
        "1、预算金额：2650.00（万元）",
        "采购人：海塘站",
        "签订",
        "日期 : 2024年 3月",
    ]


def test_runs_name_elements_that_others_find() -> None:
    page = _page(SOUP)
    _resolves(page, SOUP)
    at = page.text.index("2650.00")
    told = selector_of(page, at, at + 7)
    assert told == "/html/body/p[1]/b[1]/span[1]#0: .. /html/body/p[1]/span[7]#:3"
    at = page.text.index("3月")
    assert selector_of(page, at, at + 2) == "/html/body/p[4]#15:17"


def test_white_space_collapses_as_in_a_browser() -> None:
    page = _page("<p>  a \n\t b<b> c</b> <i> d</i>&nbsp; e　f </p><pre>x\n  y\tz</pre>g")
    assert page.text == "a b c d\xa0 e\u3000f\nx\n  y z\ng"


def test_paths_pass_over_implied_bodies_only() -> None:
    markup = (
        "<table><tr><td>甲<td>乙</table>"
        "<table><tbody><tr><td>丙<td><p>丁</p></td></tr></tbody></table><o:p>戊</o:p>"
    )
    page = _page(markup)
    _resolves(page, markup)
    assert [r.path for r in page.runs] == [
        "/html/body/table[1]/tr[1]/td[1]",
        "/html/body/table[1]/tr[1]/td[2]",
        "/html/body/table[2]/tbody[1]/tr[1]/td[1]",
        "/html/body/table[2]/tbody[1]/tr[1]/td[2]/p[1]",
        "/html/body/*[3]",
    ]


def test_endless_nesting_is_read_with_short_paths() -> None:
    markup = "<div>深" * 3000 + "<table><tr><td>" * 500 + "底"
    page = _page(markup)
    assert page.text.count("深") == 3000
    assert page.text.endswith("底")
    assert max(len(r.path) for r in page.runs) < 400
    assert page.runs[2999].path == "/descendant::div[3000]"


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title> 中标\n公告 </title><h1>甲</h1>", "中标 公告"),
        ('<meta name="ArticleTitle" content="全称"><title>公告</title>', "全称"),
        ("<h2> </h2><h3>意向<b>公开</b></h3>", "意向公开"),
        ("<p>正文</p>", ""),
    ],
)
def test_the_title_is_what_the_page_states(markup: str, title: str) -> None:
    document = read(markup.encode(), "a.html")
    assert document.title == title
    assert "中标" not in document.pages[0].text


def test_text_that_a_browser_hides_is_read_and_told() -> None:
    document = read('<p style="x:y;display: none">暗 文</p><p hidden>字</p><p>明'.encode(), "a.htm")
    assert document.pages[0].text == "暗 文\n字\n明"
    assert [(p.code, p.message.split()[0]) for p in document.problems] == [("PT314", "3")]


def test_a_page_without_text_is_a_page() -> None:
    page = _page("<html><script>x</script></html>")
    assert (page.text, page.words, page.tables) == ("", (), ())


def test_anchors_of_spans_over_elements_hold() -> None:
    page = _page("<p>合同<b>金额</b>：<u>3.50</u>元</p>")
    anchor = anchor_of(page, 2, len(page.text), "amount")
    assert anchor.quote == "金额：3.50元"
    assert anchor.selector == "/html/body/p[1]/b[1]#0: .. /html/body/p[1]#:4"
    assert len(anchor.boxes) == 1


def test_tables_keep_merged_and_missing_cells() -> None:
    page = _page(
        "<table><caption>支出表</caption>"
        "<tr><th rowspan=2>科目</th><th colspan='2'>金额</th></tr><tr><th>基本<th>项目</tr>"
        "<tr><td>公安<td><td>1,200.50</tr><tr><td>合计</tr></table>"
    )
    (table,) = page.tables
    assert page.text == "支出表\n科目\t金额\n基本\t项目\n公安\t\t1,200.50\n合计"
    assert cells_of(table) == [
        (0, 0, 2, 1, "科目"),
        (0, 1, 1, 2, "金额"),
        (1, 1, 1, 1, "基本"),
        (1, 2, 1, 1, "项目"),
        (2, 0, 1, 1, "公安"),
        (2, 1, 1, 1, ""),
        (2, 2, 1, 1, "1,200.50"),
        (3, 0, 1, 1, "合计"),
    ]
    assert table.title is not None
    assert table.title.text == "支出表"


def test_careless_spans_are_tamed() -> None:
    page = _page(
        "<table><tr><td colspan=50>甲<td rowspan=99999>乙<tr><td colspan=50>丙"
        "<tr><td colspan=x rowspan=0>丁<td colspan=49>戊</table>"
    )
    (table,) = page.tables
    assert (table.rows, table.columns) == (3, 3)
    assert cells_of(table) == [
        (0, 0, 1, 2, "甲"),
        (0, 2, 3, 1, "乙"),
        (1, 0, 1, 2, "丙"),
        (2, 0, 1, 1, "丁"),
        (2, 1, 1, 1, "戊"),
    ]


def test_layout_tables_do_not_swallow_the_page() -> None:
    long = "<p>" + "正文很长。" * 40 + "</p>"
    page = _page(
        f"<table><tr><td><ul><li>导航</ul><td>{long * 12}"
        "<table><tr><td>包号<td>供应商<tr><td>1<td>甲公司</table></td></tr>"
        "<tr><td>页脚<td>版权</table>"
    )
    assert page.text.count("\n正文") == 12
    assert [cells_of(t)[0][4] for t in page.tables] == ["包号", "页脚"]
    assert page.text.split("\n")[-3:] == ["包号\t供应商", "1\t甲公司", "页脚\t版权"]


def test_a_frame_around_text_is_no_table() -> None:
    assert _page("<table><tr><td><p>一</p><p>二</p></table>").tables == ()
    page = _page("<table><tr><td>名称<td><table><tr><td>甲</table>乙<br>丙</table>")
    assert cells_of(page.tables[0]) == [(0, 0, 1, 1, "名称"), (0, 1, 1, 1, "甲 乙 丙")]


def test_the_foot_of_a_table_is_shown_last() -> None:
    told = b"<table><tfoot><tr><td>sum<td>3<thead><tr><td>item<td>yuan<tbody><tr><td>a<td>3</table>"
    (page,) = read(told, "a.html").pages
    assert page.text == "item\tyuan\na\t3\nsum\t3"
