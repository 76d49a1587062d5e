"""Copies of one document: found by what they share, and told apart to the figure."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

import pytest

from papertrace.cli import main

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<html><head><title>{title}</title></head><body><h1>{title}</h1>
<p>采购人：青禾市示例局　项目编号：QH-2024-00017</p>
<p>中标供应商：青禾甲木有限公司，中标金额：{amount}元。</p>
<p>公告期限为一个工作日。其他补充事宜：无。凡对本次公告内容提出询问，请按以下方式联系采购人。</p>{more}
</body></html>"""
TITLE = "视频监控项目中标公告"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a case of a notice, a copy with another sum and a remark, and another notice."""
    folder = tmp_path_factory.mktemp("copies")
    papers = folder / "papers"
    papers.mkdir()
    for name, title, amount, more in (
        ("official.html", TITLE, "418600", ""),
        ("mirror.html", TITLE, "481600", "<p>来源：转载网</p>"),
        ("same.htm", TITLE, "418600", "<!-- saved elsewhere -->"),
        ("other.html", "执勤车辆保险服务终止公告", "1", ""),
    ):
        (papers / name).write_text(PAGE.format(title=title, amount=amount, more=more), "utf-8")
    made = folder / "case"
    for words in (("new", str(made)), ("add", str(papers)), ("build", "--jobs", "1")):
        with redirect_stdout(io.StringIO()):
            assert main((*words, *(("--case", str(made)) if words[0] != "new" else ()))) == 0
    return made


def told(case: Path, *words: str) -> tuple[int, list[object]]:
    out = io.StringIO()
    with redirect_stdout(out):
        code = main(("copies", *words, "--json", "--case", str(case)))
    whole = out.getvalue()
    lines = [whole] if words else whole.splitlines()
    return code, [json.loads(line) for line in lines]


def test_copies_are_proposed_and_other_documents_are_not(case: Path) -> None:
    code, rows = told(case)
    assert code == 0
    pairs = {frozenset((r["left"], r["right"])) for r in rows if isinstance(r, dict)}
    assert frozenset(("official.html", "same.htm")) in pairs
    assert frozenset(("official.html", "mirror.html")) in pairs
    assert not any("other.html" in pair for pair in pairs)


def test_what_only_one_copy_says_is_shown_with_its_page(case: Path) -> None:
    assert told(case, "official.html", "same.htm")[0] == 0
    code, (row,) = told(case, "official.html", "mirror.html")
    assert code == 1
    assert isinstance(row, dict)
    first, second = ([s["quote"] for s in some] for some in row["only"])
    assert any("418600" in quote for quote in first)
    assert any("481600" in quote for quote in second)
    assert any("转载网" in quote for quote in second)
    assert all(s["page"] == 1 for some in row["only"] for s in some)
    sums = [{f["fields"].get("amount") for f in some} for some in row["facts_only"]]
    assert "418600" in sums[0]
    assert "481600" in sums[1]
