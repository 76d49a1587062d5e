"""A sum in words and in digits: held against each other wherever the two are printed."""

from __future__ import annotations

import pytest

from papertrace.extract import extract
from papertrace.read import read

HEAD = (
    "<h2>示例县道路硬化项目中标公示</h2><table border=1>"
    "<tr><td>中标人</td><td colspan=3>示例集团有限公司</td></tr>"
)
TWO_ROWS = (
    "<tr><td rowspan=2>中标价</td><td>大写</td><td colspan=2>肆佰贰拾万元整</td></tr>"
    "<tr><td>小写</td><td colspan=2>{}元</td></tr>"
)
ROWS = (
    "<tr><td>中标价</td><td>大写：肆佰贰拾万元整</td><td>小写</td><td>{}元</td></tr>",
    TWO_ROWS,
    "<tr><td>中标价（大写）</td><td>肆佰贰拾万元整</td><td>（小写）</td><td>{}元</td></tr>",
    "<tr><td>中标价</td><td colspan=3>大写：肆佰贰拾万元整<br>小写：{}元</td></tr>",
)
TITLE = "示例县道路硬化项目中标公告\n中标人：示例集团有限公司\n"
LINES = (
    f"{TITLE}中标价（大写）：肆佰贰拾万元整\n（小写）：{{}}元\n",
    f"{TITLE}中标价：大写：肆佰贰拾万元整  小写：{{}}元\n",
)
PAPERS = [(f"{HEAD}{row}</table>", "a.html") for row in ROWS] + [(t, "a.txt") for t in LINES]


@pytest.mark.parametrize(("paper", "name"), PAPERS)
def test_words_and_digits_that_differ_are_a_conflict(paper: str, name: str) -> None:
    found = extract(read(paper.format("4,020,000.00").encode(), name))
    told = {f.fields["amount"].value: f.confidence for f in found.facts if f.kind == "award"}
    assert told == {"4200000": 0.4, "4020000": 0.4}
    assert "PT423" in {p.code for p in found.problems}


@pytest.mark.parametrize(("paper", "name"), PAPERS)
def test_words_and_digits_that_agree_are_one_sum(paper: str, name: str) -> None:
    found = extract(read(paper.format("4,200,000.00").encode(), name))
    (award,) = [f for f in found.facts if f.kind == "award"]
    assert award.fields["amount"].value == "4200000"
    assert award.confidence >= 0.9
    assert "PT423" not in {p.code for p in found.problems}
