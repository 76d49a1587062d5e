"""Self-evaluations told in prose (绩效自评报告): quotas, what was reached, points, money.

A result is read where one sentence states an aim and what was reached, or not at all. Body, year
and project are the title's. Nothing is worked out; a rate that does not follow is a Problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.figures import plain
from papertrace.extract.outline import outline_of
from papertrace.extract.papers import sentences, text_of
from papertrace.extract.target_columns import LEVEL1, LEVEL2
from papertrace.extract.target_values import read_target
from papertrace.model import Problem
from papertrace.text.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.model import Document, Fact

_TITLE = re.compile(r"绩效(?:自评价?|自我评价|评价)(?:工作)?(?:情况)?(?:的)?(?:总结)?报告|自评报告")
_TITLED = re.compile(
    r"^(?:附件\s*\d*[:：]?)?(?:关于)?(?P<body>[\u3400-\u9fff（）()]{3,30}?"
    r"(?:局|院|厅|委|会|站|队|处|中心|办公室|所|政府|部))?(?:关于)?(?:(?P<year>20\d\d)\s*年\s*度?)?"
    r"(?P<project>[^年]{2,40}?)?(?:(?P<later>20\d\d)\s*年\s*度?)?(?:支出|资金)?(?:部门)?(?:整体)?(?:支出)?绩效"
)
_HEAD = 8
_UNIT = r"[^\d，,；;。、（）()\s≥≤]{0,8}"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SIGN = (
    r"(?:[≥≤＞＜>=<＝]{1,2}|不少于|不低于|不高于|不超过|不多于|大于等于|小于等于|控制在|至少|达到)"
)
_RESULT = re.compile(
    rf"(?P<name>[^，,；;。：:（(≥≤]{{2,36}}?)(?P<aim>{_SIGN}?\s*{_NUMBER}\s*{_UNIT})"
    r"\s*[，,、（(；;]\s*(?:截至[^，。]{2,12}[，,]?)?(?:全年|年度|当年|已|共|累计)*"
    r"(?:实际|已完成|完成)(?:(?!目标|计划|任务)[^\d，,；;。]){0,14}?"
    rf"(?P<actual>{_NUMBER}\s*{_UNIT})"
)
_LEAD = re.compile(
    r"^(?:其中|年初|年度|全年|当年|原?计划|目标|预期|设定|要求|应|需|为|是|项目|[\s\d.、．()（）])+"
)
_TAIL = re.compile(
    r"(?:的)?(?:年度|年初)?(?:目标值?|计划值?|指标值?|预期值?|设定值?|要求|为|是|[：:\s])+$"
)
_LEVEL = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?\s*)?"
    r"(?P<level>[\u3400-\u9fff]{2,10}?指标)(?:完成情况|情况|分析)*\s*(?:[：:。.]|$)"
)
_SCORE = re.compile(r"(?<!满)(?<!总)(?:自评)?得(?:分)?(?:为)?\s*(?P<n>\d+(?:\.\d+)?)\s*分")
_WEIGHT = re.compile(r"(?:满分|分值)(?:为)?\s*(?P<n>\d+(?:\.\d+)?)\s*分")
_RATE = re.compile(r"执行率(?:为|达到?|是|：|:)?\s*(?P<n>\d+(?:\.\d+)?)\s*[%％]")
_RATE_SCORE = re.compile(r"执行率[^。；]{0,16}得分?(?:为)?\s*(?P<n>\d+(?:\.\d+)?)\s*分")
_TOTAL = re.compile(
    r"(?:自评|评价|综合|最终|总体)?(?:总分|总得分|综合得分|综合评分|自评得分|最终得分|评价得分)"
    r"(?:数)?(?:为|是|：|:)?\s*(?P<n>\d+(?:\.\d+)?)\s*分"
)
_PHASES = (
    ("adjusted", re.compile(r"全年预算|调整后?(?:的)?预算|调整为")),
    (
        "approved",
        re.compile(r"年初预算|预算(?:资金|安排|金额|数|总额)|安排(?:资金|预算)?|批复|下达"),
    ),
    (
        "executed",
        re.compile(r"实际支出|支出|执行(?:数|金额|资金)|执行(?:了|为)?$|使用(?:资金)?|支付"),
    ),
)
_BEFORE = 16
_MONEY_WORDS = re.compile(r"预算|资金|支出|执行")
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Report:
    document: Document
    form: str
    title: dict[str, Spot]
    """body, year, project: where the title prints them."""

    def begin(self, kind: str) -> Builder:
        """Begin a fact with what the title says."""
        builder = Builder(self.document, kind, self.form)
        for name, spot in self.title.items():
            builder.add(name, spot.bare, spot, inherited=True)
        return builder


def title_of_report(document: Document) -> Spot | None:
    """Give the line that calls a document a self-evaluation's report; None where it is a notice."""
    if not any("绩效" in p.text for p in document.pages[:2]):
        return None
    outline = outline_of(document)
    if outline.kind.module:
        return None
    lines = outline.lines[:_HEAD]
    return next((n.spot for n in lines if n.flat and _TITLE.search(n.spot.bare)), None)


def report_facts(document: Document, form: str, *, results: bool) -> Iterator[Fact | Problem]:
    """Give the results (where wanted), money, rate and total score that a report's text tells."""
    title = title_of_report(document)
    if title is None:
        return
    report = _Report(document, form, _titled(title))
    told = [s for s in sentences(outline_of(document).lines) if s.place != title.place]
    if results:
        yield from _results(report, told)
    yield from _money(report, told)
    for spot in told:
        found = _TOTAL.search(text_of(spot))
        if found and Decimal(found["n"]) <= _WHOLE and not _RESULT.search(text_of(spot)):
            builder = report.begin("total_score")
            builder.add("score", found["n"], spot.part(*found.span("n")))
            yield builder.fact(0.85, ["the report's text"])
            return


def _titled(title: Spot) -> dict[str, Spot]:
    raw = title.page.text[title.start : title.end]
    found = _TITLED.search(raw)
    if found is None:
        return {}
    spots = {n: title.part(*found.span(n)) for n in ("body", "year", "project") if found[n]}
    if found["later"] and "year" not in spots:
        spots["year"] = title.part(*found.span("later"))
    return spots


def _results(report: _Report, told: list[Spot]) -> Iterator[Fact]:
    levels: dict[str, Spot] = {}
    for spot in told:
        text = text_of(spot)
        head = _LEVEL.match(text)
        if head:
            levels = _levelled(levels, spot.part(*head.span("level")))
        found = _RESULT.search(text, head.end() if head else 0)
        if found is not None:
            fact = _result(report, spot, found, levels)
            if fact is not None:
                yield fact


def _levelled(levels: dict[str, Spot], spot: Spot) -> dict[str, Spot]:
    name = spot.bare
    if LEVEL2.match(name) and not (LEVEL1.match(name) and "level1" not in levels):
        return {**{k: v for k, v in levels.items() if k == "level1"}, "level2": spot}
    return {"level1": spot} if LEVEL1.match(name) else levels


def _result(
    report: _Report, spot: Spot, found: re.Match[str], levels: dict[str, Spot]
) -> Fact | None:
    text = text_of(spot)
    start, end = found.span("name")
    lead = _LEAD.match(text[start:end])
    tail = _TAIL.search(text[start:end])
    first = start + (lead.end() if lead else 0)
    last = start + tail.start() if tail and start + tail.start() > first else end
    named = spot.part(first, max(first + 1, last))
    if last - first < 2 or _MONEY_WORDS.search(named.text):  # noqa: PLR2004  (no name, or its money)
        return None
    target = read_target(found["aim"], name=named.bare)
    if not target.value:
        return None
    builder = report.begin("performance_result")
    for role, level in levels.items():
        builder.add(role, level.bare, level, inherited=True)
    builder.add("indicator", named.bare, named)
    aim = spot.part(*found.span("aim"))
    if target.operator:
        builder.add("operator", target.operator, aim)
    builder.add("value", target.value, aim, currency="CNY" if target.unit == "CNY" else None)
    if target.unit:
        builder.add("unit", target.unit, aim)
    builder.add("actual", "".join(found["actual"].split()), spot.part(*found.span("actual")))
    rest = text[found.end() :]
    for name, pattern in (("weight", _WEIGHT), ("score", _SCORE)):
        points = pattern.search(rest)
        if points:
            at = found.end()
            builder.add(name, points["n"], spot.part(at + points.start("n"), at + points.end("n")))
    return builder.fact(0.8, ["aim and result in one sentence"])


def _money(report: _Report, told: list[Spot]) -> Iterator[Fact | Problem]:
    sums: dict[str, Decimal] = {}
    rated = False
    for spot in told:
        text = text_of(spot)
        if not _MONEY_WORDS.search(text):
            continue
        last = 0
        for amount in find_amounts(text):
            before = text[max(last, amount.start - _BEFORE) : amount.start]
            last = amount.end
            phase = _phase(before)
            if phase and phase not in sums and "其中" not in before and "project" in report.title:
                sums[phase] = Decimal(amount.value)
                yield _amount(report, spot.part(amount.start, amount.end), phase, amount.value)
        found = _RATE.search(text)
        if found and not rated:
            rated = True
            yield from _rate(report, spot, found, sums)


def _phase(before: str) -> str:
    told = [(m.end(), name) for name, p in _PHASES for m in p.finditer(before)]
    return max(told)[1] if told else ""


def _amount(report: _Report, place: Spot, phase: str, value: str) -> Fact:
    builder = report.begin("project_budget")
    builder.add("phase", phase, place)
    builder.add("amount", value, place, currency="CNY")
    return builder.fact(0.8, ["told in the report's text"])


def _rate(
    report: _Report, spot: Spot, found: re.Match[str], sums: dict[str, Decimal]
) -> Iterator[Fact | Problem]:
    builder = report.begin("budget_execution")
    builder.add("rate", plain(Decimal(found["n"])), spot.part(*found.span("n")))
    points = _RATE_SCORE.search(text_of(spot), found.end() - 1) or _RATE_SCORE.search(text_of(spot))
    if points:
        builder.add("score", points["n"], spot.part(*points.span("n")))
    planned = sums.get("adjusted") or sums.get("approved")
    spent = sums.get("executed")
    printed = Decimal(found["n"])
    fits = None
    if planned and spent is not None:
        slack = Decimal(1).scaleb(int(printed.as_tuple().exponent)) * Decimal("0.51")
        fits = abs(spent / planned * _WHOLE - printed) <= slack
    words = {True: "the rate follows from the amounts", None: "nothing to check it by"}
    fact = builder.fact(
        {True: 0.9, None: 0.8, False: 0.6}[fits],
        [words.get(fits, "the rate does not follow from the amounts")],
    )
    yield fact
    if fits is False:
        place = spot.part(*found.span())
        yield Problem(
            "PT436",
            "warning",
            f"Page {spot.page.number}: the printed execution rate does not follow from the "
            "amounts of the text.",
            "The document contradicts itself; quote neither figure without saying so.",
            anchor=place.anchor("rate"),
            fact_ids=(fact.id,),
        )
