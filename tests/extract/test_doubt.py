"""A fact is no surer than the reading of its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from papertrace.extract.doubt import as_sure_as_read
from papertrace.model import Box, Document, Field, Page, Problem, Word, anchor_of, make_fact

if TYPE_CHECKING:
    from papertrace.model import Fact, Origin
    from papertrace.model.problems import Severity


def made(confidence: float | None, origin: Origin) -> tuple[Fact, Document]:
    text = "合同金额\t18,764,000.00元\n别处\t77\n"
    words = (
        Word("合同金额", Box(0, 0, 40, 10), 0, 4, 0.99),
        Word("18,764,000.00", Box(50, 0, 115, 10), 5, 18, confidence),
        Word("元", Box(115, 0, 125, 10), 18, 19, 0.99),
        Word("别处", Box(0, 20, 20, 30), 20, 22, 0.2),
        Word("77", Box(50, 20, 60, 30), 23, 25, 0.2),
    )
    page = Page(1, 600, 800, 0, text, words, (), origin)
    document = Document("d" * 64, "x.pdf", "application/pdf", "pdf/1", "", (page,))
    fields = {"amount": Field("18764000", "18,764,000.00元", "CNY")}
    anchors = [anchor_of(page, 5, 19, "amount")]
    fact = make_fact("d" * 64, "contract", fields, anchors, form="contract@1", confidence=0.95)
    return fact, document


@pytest.mark.parametrize(("read", "left"), [(0.4, 0.4), (0.89, 0.89), (0.9, 0.95), (0.99, 0.95)])
def test_a_doubtful_word_lowers_the_fact(read: float, left: float) -> None:
    fact, document = made(read, "ocr")
    again = as_sure_as_read(fact, document)
    assert again.confidence == left
    assert again.id == fact.id
    assert bool(again.reasons) == (left < 0.95)


def test_given_text_is_never_doubted() -> None:
    fact, document = made(None, "digital")
    assert as_sure_as_read(fact, document) is fact


@pytest.mark.parametrize(
    ("code", "severity", "at", "left"),
    [
        ("PT358", "warning", (5, 18), 0.5),
        ("PT358", "note", (5, 18), 0.95),
        ("PT351", "warning", (5, 18), 0.95),
        ("PT358", "warning", (23, 25), 0.95),
    ],
)
def test_a_warning_about_deceptive_text_lowers_the_fact_that_stands_on_it(
    code: str, severity: Severity, at: tuple[int, int], left: float
) -> None:
    fact, document = made(None, "drawn")
    page = document.pages[0]
    problem = Problem(code, severity, "It may deceive.", "Look.", anchor_of(page, *at, ""))
    warned = replace(document, pages=(replace(page, problems=(problem,)),))
    again = as_sure_as_read(fact, warned)
    assert again.confidence == left
    assert any(code in r for r in again.reasons) == (left < 0.95)
