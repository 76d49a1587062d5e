"""No page of the desk is left with an English sentence for who reads Chinese.

All pages that can be reached by following links are looked at, as a person would find them. Words
of documents, drafts, code, keys and addresses are as they are; whatever else stands there in Latin
letters, three words in a row, is a sentence that somebody forgot.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from budget_page import BUDGET
from papertrace.casefile import Case
from papertrace.read import sandbox
from papertrace.workflow.adding import add
from papertrace.workflow.building import build

if TYPE_CHECKING:
    from pathlib import Path

    from desk_visitor import Visitor
    from papertrace.casefile import SigningKey

NOTICE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>中标公告</title></head><body>
<h1>{place}公安局巡护车辆采购项目中标公告</h1><p>一、项目编号：TM-{number}</p>
<p>二、项目名称：{place}公安局巡护车辆采购项目</p><p>三、中标信息</p>
<p>供应商名称：云岭示例车辆有限公司</p><p>中标金额：{number}18600.00元</p>
<p>采购人：图们市公安局</p><p>发布日期：{date}</p></body></html>"""
BEGIN = (
    "/", "/decide", "/questions", "/together", "/lapsed", "/rates", "/import", "/changes",
    "/charts?all=yes", "/charts?stage=budgeted&all=yes", "/charts?stage=tender_budget&by=body",
    "/documents/ffffffffffff/1", "/timeline?lane=moon", "/facts?kind=moon", "/find?q=%22",
    "/changes?body=x&from=2031&to=2032&kind=budget", "/facts/ffffffffffff",
)  # fmt: skip
"""Where it begins: pages that no link leads to in this case, and refusals."""
AS_THEY_ARE = (
    "script", "style", "pre", "code", "kbd", "textarea", "article", "q", "svg", "title", "datalist",
)  # fmt: skip
"""Elements that hold words of documents and drafts, or code."""
SENTENCE = re.compile(r"[A-Za-z’']{2,}(?:[,;:]? [A-Za-z’']+){2,}")


def english(html: str) -> list[str]:
    """Give the English sentences of a page."""
    tree = LexborHTMLParser(html)
    for node in tree.css(", ".join(AS_THEY_ARE)):
        node.decompose()
    main = tree.css_first("main")
    told = [main.text(separator="\n")] if main else [tree.text()]
    told += [n.attributes.get("aria-label") or "" for n in tree.css("[aria-label]")]
    told += [n.attributes.get("alt") or "" for n in tree.css("[alt]")]
    plain = re.sub(r"`[^`]*`", "", "\n".join(told))
    return [found[0] for found in SENTENCE.finditer(plain)]


def crawled(one: Visitor) -> dict[str, str]:
    """Give pages by their address, as shown to who reads Chinese: up to three of each kind."""
    waiting, found = list(BEGIN), dict[str, str]()
    kinds: dict[str, set[str]] = {}
    headers = one.own() | {"Accept-Language": "zh-CN"}
    while waiting:
        path = waiting.pop(0)
        answer = one.ask("GET", path, headers)
        if path in found or not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        found[path] = answer.text
        for link in LexborHTMLParser(answer.text).css("a[href]"):
            target = urlsplit(urljoin(path, link.attributes["href"] or ""))
            kind = "/".join("*" if len(p) > 9 or p.isdigit() else p for p in target.path.split("/"))
            kinds.setdefault(kind, set()).add(target.path)
            if not target.netloc and len(kinds[kind]) <= 3 and not kind.endswith((".json", ".csv")):
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    return found


@pytest.fixture
def fuller(root: Path, first: SigningKey, tmp_path: Path) -> None:
    """Give the case notices of one buyer, a budget with sums, and files that are not read."""
    folder = tmp_path / "more"
    folder.mkdir()
    for n, (place, date) in enumerate((("图们市", "2031年3月5日"), ("图们市", "2032年6月7日"))):
        told = NOTICE.format(place=place, date=date, number=n + 1)
        (folder / f"{n}.html").write_text(told, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7")
    (folder / "budget.html").write_text(BUDGET, encoding="utf-8")
    with Case.open(root) as case:
        list(add(case, [folder], first))
        list(build(case, jobs=1, limits=sandbox.Limits()))


@pytest.mark.usefixtures("fuller")
def test_no_english_sentence_is_left_for_who_reads_chinese(desk: Visitor) -> None:
    pages = crawled(desk)
    assert {"/import", "/questions", "/together", "/charts?all=yes"} <= pages.keys()
    assert sum(path.startswith("/decide/") for path in pages) >= 2
    left = {path: some for path, text in pages.items() if (some := english(text))}
    assert left == {}


def test_an_english_sentence_would_be_found() -> None:
    page = "<html><body><main><p>采购 It states no title.</p><pre>Not this one here</pre></main>"
    assert english(page) == ["It states no title"]
