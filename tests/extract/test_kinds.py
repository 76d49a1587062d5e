"""The form is told by the title, not by a site's menu, and the later event wins."""

from __future__ import annotations

import pytest

from notice_samples import lines, one, page, table
from papertrace.extract import extract
from papertrace.model import Document

MENU = lines("首页 > 政采公告", "公开招标公告", "中标公告", "更正公告", "终止公告", "合同公告")
BODY = ("项目编号：LP-2025-77", "项目名称：测绘服务", "采购人：澜浦市自然资源局")


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("测绘服务公开招标公告", "tender"),
        ("测绘服务（二次）竞争性磋商公告", "consultation"),
        ("测绘服务竞争性谈判公告", "negotiation"),
        ("测绘服务询价公告", "inquiry"),
        ("测绘服务资格预审公告", "prequal"),
        ("测绘服务中标（成交）结果公告", "award"),
        ("测绘服务竞争性磋商成交公告", "award"),
        ("测绘服务单一来源采购成交公告", "award"),
        ("测绘服务单一来源采购公示", "single_source"),
        ("测绘服务成交公告更正公告", "correction"),
        ("测绘服务延期公告", "correction"),
        ("测绘服务废标公告", "termination"),
        ("测绘服务终止公告", "termination"),
        ("测绘服务中标候选人公示", "candidates"),
        ("测绘服务合同公告", "contract"),
        ("测绘服务验收结果公告", "acceptance"),
    ],
)
@pytest.mark.parametrize("menu", ["", MENU])
def test_titles(menu: str, title: str, form: str) -> None:
    found = page(menu + f"<h1>{title}</h1>" + lines(*BODY))
    assert one(found, "notice")["form"] == form


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("现对该项目进行公开招标。", "tender"),
        ("就本项目进行询比采购，欢迎参加。", "inquiry"),
        ("采用竞争性磋商方式采购。", "consultation"),
    ],
)
def test_without_a_title_the_text_tells(words: str, form: str) -> None:
    found = page(lines(words, *BODY))
    assert one(found, "notice")["form"] == form


def test_a_plain_heading_is_enough() -> None:
    found = page("<h1>中标公告</h1>" + lines(*BODY, "中标供应商：澜浦天绘测绘有限公司"))
    assert one(found, "notice")["form"] == "award"


def test_bids_opened_are_no_awards() -> None:
    found = page(
        "<h1>疫苗集中采购报价解密结果</h1>"
        + table(
            "序号|产品名称|规格|投标企业名称|报价（元）",
            *(f"{n}|甲|0.5ml|某药业有限公司|{n}" for n in range(8)),
        )
    )
    assert found.facts == ()


def test_a_document_without_pages_has_a_kind_and_no_facts() -> None:
    container = Document("0" * 64, "a.zip", "application/zip", "container/1", "", ())
    assert extract(container).facts == ()
