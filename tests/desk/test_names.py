"""Chinese for what facts, fields, forms and problems are called: none missing, none left over."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

import papertrace
from papertrace import extract
from papertrace.desk.names import SORTS, called
from papertrace.desk.sentences import meanings
from papertrace.model.codes import CODES
from papertrace.model.columns import KINDS
from papertrace.model.entities import Stage
from papertrace.workflow import charted

if TYPE_CHECKING:
    from desk_visitor import Visitor

SOURCES = [
    path.read_text(encoding="utf-8")
    for path in (Path(papertrace.__file__).parent / "extract").rglob("*.py")
]
ADDED = {name for text in SOURCES for name in re.findall(r'\.add\(\s*"([a-z_\d]+)",', text)}
BEGUN = {name for text in SOURCES for name in re.findall(r'\bbegin\("([a-z_]+)"', text)}
GOALS = {"performance_goal", "performance_goal_result", "goal_quota"}
"""Kinds without a view of their own."""
FIELDS = {name for fields in KINDS.values() for name in fields} | ADDED
ALL = {
    "kind": set(KINDS) | BEGUN | GOALS,
    "field": FIELDS,
    "code": set(CODES) | set(meanings()),
    "form": {form.NAME for form in extract.FORMS} | {"other"},
    "stage": set(get_args(Stage)),
}


@pytest.mark.parametrize("sort", SORTS)
def test_every_name_has_its_chinese(sort: str) -> None:
    untold = [name for name in ALL[sort] if not re.search("[一-鿿]", called(sort, name, "zh-Hans"))]
    assert untold == []
    words = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*|PT\d{3}")
    assert [n for n in ALL[sort] if not words.fullmatch(called(sort, n, "en"))] == []


def test_no_line_of_the_table_stands_twice_or_is_of_nothing() -> None:
    text = (files("papertrace.desk") / "chinese.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line[0] != "#"]
    assert all(len(row) == 3 and all(row) for row in rows)
    assert len({(sort, name) for sort, name, _ in rows}) == len(rows)
    assert {name for sort, name, _ in rows if sort == "code"} <= ALL["code"]
    assert {name for sort, name, _ in rows if sort == "kind"} <= ALL["kind"]


def test_the_desk_shows_them_to_who_reads_chinese(desk: Visitor) -> None:
    chinese = desk.own() | {"Accept-Language": "zh-CN,zh;q=0.9"}
    page = desk.ask("GET", "/facts", chinese).text
    assert ">中标</a>" in page
    assert "供应商 <b>" in page
    assert '<option value="award">中标</option>' in page
    assert ">award</a>" in desk.get("/facts").text
    draft = desk.ask("GET", "/drafts/story.md", chinese).text
    assert "PT6" not in draft or re.search("PT6\\d\\d</b>.*[一-鿿]", draft)


def test_who_reads_english_sees_words_and_sends_names(desk: Visitor) -> None:
    page = desk.get("/facts").text
    assert '<option value="attributed_statement">attributed statement</option>' in page
    assert '<option value="doc_meta">document details</option>' in page
    chart = desk.get("/charts?stage=tender_budget").text
    assert '<option value="tender_budget" selected>tender budget</option>' in chart
    assert "tender budget by year" in desk.get("/charts.svg?stage=tender_budget").text
    assert '"stage": "tender_budget"' in desk.get("/charts.json?stage=tender_budget").text
    chinese = desk.own() | {"Accept-Language": "zh-CN"}
    drawn = desk.ask("GET", "/charts.svg?stage=tender_budget", chinese).text
    assert "采购预算，按年度" in drawn


def test_the_words_of_the_views_are_there(desk: Visitor) -> None:
    chinese = desk.own() | {"Accept-Language": "zh"}
    for view, names in (("/timeline", charted.LANES), ("/map", tuple(charted.SUBJECTS))):
        page = desk.ask("GET", view, chinese).text
        assert not [name for name in names if f">{name}</option>" in page]
