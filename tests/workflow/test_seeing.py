"""A fact on text that deceives is not accepted with one key; what was seen is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from honest_samples import lying_font
from papertrace.casefile import Case
from papertrace.errors import NotSeen, UsageError
from papertrace.read import honest_compare, ocr_weights, read, sandbox
from papertrace.read.honest_compare import compare, compared, figure, spots
from papertrace.workflow.adding import add
from papertrace.workflow.building import build
from papertrace.workflow.deciding import decide
from papertrace.workflow.seeing import doubts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from papertrace.casefile import SigningKey
    from papertrace.model import Fact

needs_eyes = pytest.mark.skipif(bool(ocr_weights.missing()), reason="no text recognition")
NOTICE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>中标公告</title></head><body>
<h1>砚水示例站设备采购项目中标公告</h1><p>一、项目编号：YS-2031-001</p>
<p>二、项目名称：砚水示例站设备采购项目</p><p>三、中标信息</p>
<p>供应商名称：砚水示例设备有限公司</p><p>中标金额：<span style="{}">2650000.00</span>元</p>
</body></html>"""


@pytest.fixture
def case(tmp_path: Path, key: SigningKey) -> Iterator[Case]:
    """Give a case with one notice whose sum is hidden, and its clean twin."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "hidden.html").write_text(NOTICE.format("font-size:0"), encoding="utf-8")
    (folder / "plain.html").write_text(NOTICE.format("font-size:9pt") + "<!-- -->", "utf-8")
    with Case.create(tmp_path / "case", "t", key) as made:
        list(add(made, [folder], key))
        list(build(made, jobs=1, limits=sandbox.Limits()))
        yield made


def award(case: Case, name: str) -> Fact:
    digest = next(h.digest for h in case.documents() if h.name.endswith(name))
    return next(f for f in case.derived.facts("award", digest) if "amount" in f.fields)


def test_a_fact_on_hidden_text_needs_what_was_seen(case: Case, key: SigningKey) -> None:
    fact = award(case, "hidden.html")
    with pytest.raises(NotSeen, match="PT344") as told:
        decide(case, [fact.id], "accept", {}, key)
    assert "--seen" in told.value.advice
    with pytest.raises(NotSeen, match="not the value"):
        decide(case, [fact.id], "accept", {}, key, seen="2650001")
    assert case.decisions() == ()
    (made,) = decide(case, [fact.id], "accept", {}, key, seen="2,650,000")
    assert made.verdict == "accepted"
    assert "PT344" in made.reason
    assert "2,650,000" in made.reason


def test_a_correction_must_be_what_was_seen(case: Case, key: SigningKey) -> None:
    fact = award(case, "hidden.html")
    changes = {"amount": "2650001"}
    with pytest.raises(NotSeen):
        decide(case, [fact.id], "correct", changes, key, seen="2650009")
    (made,) = decide(case, [fact.id], "correct", changes, key, seen="2650001")
    assert made.fields["amount"].value == "2650001"


def test_a_doubted_fact_can_be_rejected_and_its_twin_accepted(case: Case, key: SigningKey) -> None:
    hidden, plain = award(case, "hidden.html"), award(case, "plain.html")
    with pytest.raises(NotSeen):
        decide(case, [plain.id, hidden.id], "accept", {}, key)
    assert case.decisions() == ()  # all of them or none
    assert decide(case, [hidden.id], "reject", {}, key)
    assert decide(case, [plain.id], "accept", {}, key)[0].reason == ""
    with pytest.raises(UsageError, match="one fact"):
        decide(case, [plain.id, hidden.id], "accept", {}, key, seen="2650000")


def test_what_stands_on_a_hidden_sheet_is_doubted(tmp_path: Path, key: SigningKey) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("收支总表")
    rows = (
        ("2031年部门收支总表",),
        ("单位名称：砚水示例站", "单位：万元"),
        ("收入", "", "支出", ""),
        ("项目", "预算数", "项目", "预算数"),
        ("一、一般公共预算拨款收入", 120, "一、公共安全支出", 120),
        ("本年收入合计", 120, "本年支出合计", 120),
    )
    for row in rows:
        sheet.append(row)
    sheet.sheet_state = "hidden"
    book.save(tmp_path / "hidden.xlsx")
    with Case.create(tmp_path / "case", "t", key) as made:
        list(add(made, [tmp_path / "hidden.xlsx"], key))
        list(build(made, jobs=1, limits=sandbox.Limits()))
        facts = list(made.derived.facts())
        assert facts
        found = doubts(made, facts)
        assert {d.code for d in found[facts[0].id]} == {"PT313"}


@needs_eyes
def test_the_picture_of_a_figure_is_read() -> None:
    for lies, verdict, said in ((False, "same", "2650000"), (True, "differs", "9650000")):
        data = lying_font(lies=lies)
        page = read(data, "a.pdf").pages[0]
        word = next(w for w in page.words if w.text == said)
        wanted = spots(page, [word.box])
        argument = honest_compare.argument(data, wanted)
        (seen,) = compared(compare(argument), 1)
        assert (seen.verdict, seen.read) == (verdict, "2650000")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2,650.00", "２６５０.00"),
        ("（1 234.5%）", "1234.5%"),
        ("—12", "-12"),
        ("单位：万元", "万元"),
    ],
)
def test_figures_are_compared_by_what_they_consist_of(left: str, right: str) -> None:
    assert figure(left) == figure(right)
    assert figure(left) != figure(right + "1")


def test_an_answer_that_is_none_is_refused() -> None:
    for answer in (b"{}", b"[]", b'[["perhaps", ""]]', b'[["same", 1]]'):
        with pytest.raises(ValueError, match=r"."):
            compared(answer, 1)
