"""CSV, TSV and JSON: separators, quotes, encodings, places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from format_samples import ROWS
from page_rule import assert_rule, cells_of
from papertrace.model import selector_of
from papertrace.read import delimited, read

if TYPE_CHECKING:
    from papertrace.model import Document

_TEXT = '公开表\n单位：万元\n科目,金额,备注\n公共安全支出,1234.50,"一,""二""\n三"\n合计,1234.50,\n'


def opened(text: str | bytes, name: str) -> Document:
    data = text.encode() if isinstance(text, str) else text
    document = read(data, name)
    for page in document.pages:
        assert_rule(page)
    return document


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_a_sheet(encoding: str) -> None:
    document = opened(_TEXT.encode(encoding), "a.csv")
    (page,) = document.pages
    assert (document.reader, document.media_type, page.name) == ("csv/1", "text/csv", "csv")
    (table,) = page.tables
    assert [c[-1] for c in cells_of(table)] == [
        "科目", "金额", "备注", "公共安全支出", "1234.50", '一,"二" 三', "合计", "1234.50", "",
    ]  # fmt: skip
    assert table.unit_note is not None
    assert table.unit_note.text == "单位：万元"
    at = page.text.index("1234.50")
    assert selector_of(page, at, at + 7) == "csv!B4"
    at = page.text.rindex("1234.50")
    assert selector_of(page, at, at + 7) == "csv!B5"
    assert document.problems == ()


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "，"])
def test_the_separator_is_found(mark: str) -> None:
    text = "\n".join(mark.join(row) for row in ROWS)
    assert [c.text for c in opened(text, "a.csv").pages[0].tables[0].cells] == [
        cell for row in ROWS for cell in row
    ]


def test_a_hint_and_the_name_decide() -> None:
    assert opened("sep=;\na,b;c\n1,2;3\n", "a.csv").pages[0].text == "a,b\tc\n1,2\t3"
    assert opened("a,b\tc\n1,2\t3\n", "a.tsv").pages[0].text == "a,b\tc\n1,2\t3"


def test_a_first_line_may_be_empty() -> None:
    assert opened("\na,b\n1,2\n", "a.csv").pages[0].text == "a\tb\n1\t2"


def test_rows_with_more_fields_are_named() -> None:
    document = opened("甲,乙\n1,2\n3,4\n5,1,000\n", "a.csv")
    assert [p.code for p in document.problems] == ["PT319"]


def test_of_too_many_cells_the_first_rows_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_MOST_CELLS", 5)
    document = read(b"a,b\n1,2\n3,4\n", "a.csv")
    assert document.pages[0].text == "a\tb\n1\t2"
    assert [p.code for p in document.problems] == ["PT355"]


def test_json_is_read_value_by_value() -> None:
    told = {
        "标题": "采购\n公告",
        "a/b": [1, {"n": 12.50, "x": None}],
        "ok": True,
        "rows": [{"名称": "船", "金额": 12.30}, {"名称": "艇", "注": "无"}],
    }
    text = json.dumps(told).replace("12.5,", "12.50,")
    document = opened(text, "a.json")
    (page,) = document.pages
    assert page.text == (
        "标题: 采购\n公告\na/b: 1\nn: 12.50\nok: true\nrows\n名称\t金额\t注\n船\t12.3\t\n艇\t\t无"
    )
    at = page.text.index("12.50")
    assert selector_of(page, at, at + 5) == "/a~1b/1/n#0:5"
    at = page.text.index("公告")
    assert selector_of(page, at, at + 2) == "/标题#3:5"
    at = page.text.index("艇")
    assert selector_of(page, at, at + 1) == "/rows/1/名称#0:1"


def test_json_lines_and_what_is_none() -> None:
    lines = opened('{"a": "甲", "b": 1}\n\n{"a": "乙", "b": 2}\n', "a.jsonl")
    assert lines.pages[0].text == "a\tb\n甲\t1\n乙\t2"
    broken = opened('{"a": "甲"', "a.json")
    assert broken.pages[0].text == '{"a": "甲"'
    assert [p.code for p in broken.problems] == ["PT319"]


def test_a_key_that_stands_twice_has_both_values_and_is_named() -> None:
    document = read(b'{"amount": 1, "amount": 2, "b": 3}', "a.json")
    assert document.pages[0].text == "amount: 1\namount: 2\nb: 3"
    assert [p.code for p in document.problems] == ["PT319"]


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    document = opened('项目,金额\n"教育,1\n卫生,2\n', "a.csv")
    assert [p.code for p in document.problems] == ["PT319"]
