"""A small invented story with its documents, as an exporter gets it."""

from __future__ import annotations

import html
from dataclasses import replace
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from papertrace.model import (
    AcceptedFact,
    Box,
    CheckReport,
    Claim,
    ClaimResult,
    Coverage,
    Decision,
    Draft,
    DraftSpan,
    Field,
    Gap,
    Holding,
    Page,
    PageImage,
    Publication,
    Result,
    Word,
    anchor_of,
    make_fact,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from papertrace.model import Anchor, Fact

NOTICE = "a1" * 32
BUDGET = "b2" * 32
EARLIER = "c3" * 32

NOTICE_TEXT = (
    "白榆湾巡逻艇采购项目中标公告\n评审专家名单\t钟示例、俞示例\n"
    "包号\t供应商名称\t中标金额（万元）\n包1\t霁川示例船舶有限公司\t2650.00\n"
    "联系人：单示例 0000-5550101"
)
BUDGET_TEXT = "支出预算总表\n单位：万元\n科目\t合计\n公安\t14800\n出入境边防检查\t1530.5\n"

STORY = """# The boats on the river

The station bought boats for [26.5 million yuan](claim:boats), one of its largest purchases.

Its budget set aside [163 million yuan](claim:budget) for the year, says the
[ministry](https://example.org/law). <b onclick="x()">Bold?</b> ![seal](https://example.org/s.png)
[Old address](javascript:alert(1))

There were [no such quotas](claim:no-quota) in the year before. The boats cost
[26.5 million](claim:boats) in all.
"""


def page_of(text: str, number: int = 1) -> Page:
    """Lay a text out: a line every 30 points, a character every 12, a tab every 150."""
    words, at, y = [], 0, 60.0
    for line in text.split("\n"):
        x = 60.0
        for cell in line.split("\t"):
            for part in cell.split(" "):
                if part:
                    box = Box(x, y, x + 12 * len(part), y + 14)
                    words.append(Word(part, box, at, at + len(part)))
                x += 12 * (len(part) + 1)
                at += len(part) + 1
            x = (x // 150 + 1) * 150
        y += 30
    return Page(number, 595.0, 842.0, 0, text, tuple(words), (), "drawn")


def drawing(page: Page, digest: str, hidden: tuple[Box, ...] = ()) -> PageImage:
    """Draw a page as SVG; words that touch a hidden box are left out."""
    shown = [w for w in page.words if not any(h.top == w.box.top for h in hidden)]
    texts = "".join(
        f'<text x="{w.box.x0}" y="{w.box.bottom - 3}" font-size="12" '
        f'textLength="{w.box.width}">{html.escape(w.text)}</text>'
        for w in shown
    )
    size = f'viewBox="0 0 {page.width} {page.height}" width="{page.width}" height="{page.height}"'
    data = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{texts}</svg>'.encode()
    return PageImage(digest, page.number, "image/svg+xml", page.width, page.height, data)


def pixels(page: Page, digest: str) -> PageImage:
    """Print a page as PNG: a dark bar for every word."""
    picture = Image.new("RGB", (1190, 1684), "white")
    pen = ImageDraw.Draw(picture)
    for w in page.words:
        pen.rectangle([2 * v for v in (w.box.x0, w.box.top, w.box.x1, w.box.bottom)], "#555")
    out = BytesIO()
    picture.save(out, "PNG")
    return PageImage(digest, page.number, "image/png", page.width, page.height, out.getvalue())


def proof(page: Page, field: str, quote: str) -> Anchor:
    """Anchor the first occurrence of a quote."""
    start = page.text.index(quote)
    return anchor_of(page, start, start + len(quote), field)


def unit(page: Page, field: str, quote: str) -> Anchor:
    """Anchor a unit's caption."""
    start = page.text.index(quote)
    return anchor_of(page, start, start + len(quote), field, "unit")


def accepted(fact: Fact, document: str, reviewers: tuple[str, ...]) -> AcceptedFact:
    """Accept a fact as it was proposed."""
    decision = Decision(
        id="d" * 64,
        fact_id=fact.id,
        digest=fact.digest,
        kind=fact.kind,
        verdict="accepted",
        fields=fact.fields,
        anchors=fact.anchors,
        seen_sha256="",
        reviewer=reviewers[0],
        channel="desk",
        at="2025-03-01T08:00:00+00:00",
    )
    return AcceptedFact(decision, reviewers, fact.form, document)


def holding(digest: str, name: str, media_type: str, title: str) -> Holding:
    """List a document."""
    return Holding(
        digest=digest,
        name=name,
        names=(name,),
        media_type=media_type,
        outcome="read",
        reason="",
        reader="pdf/1" if media_type.endswith("pdf") else "html/1",
        form="award@1",
        parts=(),
        title=title,
        publisher="白榆湾出入境边防检查站",
        year="2024",
        pages=(),
        page_count=1,
        facts=(),
        problems=(),
    )


def award(page: Page) -> Fact:
    """Propose the award of the notice."""
    return make_fact(
        NOTICE,
        "award",
        {
            "amount": Field("26500000", "2650.00", "CNY"),
            "supplier": Field("霁川示例船舶有限公司", "霁川示例船舶有限公司"),
        },
        [
            proof(page, "amount", "2650.00"),
            unit(page, "amount", "（万元）"),
            proof(page, "supplier", "霁川示例船舶有限公司"),
        ],
        form="award@1",
        confidence=0.98,
    )


def line(page: Page, name: str, amount: str, written: str) -> Fact:
    """Propose a line of the budget."""
    return make_fact(
        BUDGET,
        "budget_line",
        {"amount": Field(amount, written, "CNY"), "name": Field(name, name)},
        [
            proof(page, "amount", written),
            unit(page, "amount", "单位：万元"),
            proof(page, "name", name),
        ],
        form="budget@1",
        confidence=0.97,
    )


def claim(name: str, kind: str, at: int, words: str, context: str) -> Claim:
    """Claim some words of the story."""
    span = DraftSpan("story.md", at, 5, words)
    return Claim(name, kind, span, MappingProxyType({}), context)


def results(boats: AcceptedFact, lines: tuple[AcceptedFact, ...]) -> tuple[ClaimResult, ...]:
    """Pass every claim of the story."""
    coverage = Coverage(
        terms=("遣返", "遣返人数"),
        documents=("earlier.pdf",),
        pages=12,
        gaps=(Gap("白榆湾出入境边防检查站", 2022, "perf_target", "no such form was found"),),
        sentence="In 1 document (12 pages) that was read whole, none of the 2 terms occurs.",
    )
    return (
        ClaimResult(
            claim("boats", "amount", 3, "26.5 million yuan", "bought boats for 26.5 million yuan"),
            "passed",
            "26500000",
            "26500000",
            "26.5 million yuan is 26500000 CNY.",
            "",
            facts=(boats.id,),
        ),
        ClaimResult(
            claim("budget", "amount", 5, "163 million yuan", "set aside 163 million yuan"),
            "passed",
            "163000000",
            "163305000",
            "163 million yuan holds for 163305000 CNY.",
            "",
            facts=tuple(f.id for f in lines),
            result=Result("163305000", "CNY", "148000000 + 15305000", tuple(f.id for f in lines)),
        ),
        ClaimResult(
            claim("no-quota", "absence", 9, "no such quotas", "There were no such quotas"),
            "passed",
            "",
            "",
            "Nothing was found.",
            "",
            coverage=coverage,
        ),
    )


def published(reviewers: tuple[str, ...] = ("0f" * 8, "1e" * 8)) -> Publication:
    """Give the whole publication, accepted by these people."""
    notice, budget = page_of(NOTICE_TEXT), page_of(BUDGET_TEXT)
    boats = accepted(award(notice), "notice.html", reviewers)
    lines = (
        accepted(line(budget, "公安", "148000000", "14800"), "budget.pdf", reviewers),
        accepted(line(budget, "出入境边防检查", "15305000", "1530.5"), "budget.pdf", reviewers),
    )
    draft = Draft("story.md", STORY, "e" * 64, (), ())
    hidden = tuple(w.box for w in notice.words if "钟示例" in w.text or "单示例" in w.text)
    return Publication(
        title="The boats on the river",
        report=CheckReport(draft, results(boats, lines), ()),
        facts=(boats, *lines),
        holdings=(
            holding(NOTICE, "notice.html", "text/html", "白榆湾巡逻艇采购项目中标公告"),
            holding(BUDGET, "budget.pdf", "application/pdf", "2024年部门预算"),
            holding(EARLIER, "earlier.pdf", "application/pdf", "2023年部门预算"),
        ),
        images=(drawing(notice, NOTICE, hidden), pixels(budget, BUDGET)),
        captures=MappingProxyType(
            dict.fromkeys((NOTICE, BUDGET, EARLIER), "2025-02-01T10:00:00+00:00")
        ),
        second_person=True,
        at="2025-03-02T09:00:00+00:00",
        version="0.1.0",
        veil="5e" * 32,
    )


@pytest.fixture
def publication() -> Publication:
    """Give the invented story, accepted by two people."""
    return published()


@pytest.fixture
def accepted_by() -> Callable[..., Publication]:
    """Give the story as accepted by the people named, with a second person asked for or not."""

    def make(*reviewers: str, second_person: bool) -> Publication:
        return replace(published(reviewers), second_person=second_person)

    return make
