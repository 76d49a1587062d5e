"""Smaller facts of budgets: statements of none, assets, posts, running costs, counted projects.

A statement that there is nothing is a fact with its own words; an empty table alone states nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.prose import prose_of
from papertrace.extract.tables import firsts
from papertrace.text.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Builder, Spot
    from papertrace.extract.frame import Frame
    from papertrace.model import Fact

_NONE = re.compile(
    r"(?P<who>本(?:单位|部门|级|局|院|厅|站)|我(?:单位|部门|局|院))?(?P<year>20\d\d年度?)?(?:[^。；;，,：:（(\n]{0,6})"
    r"(?P<none>没有|无|未安排|不涉及|未发生)(?:安排|使用|发生|涉及)?(?:20\d\d年度?)?"
    r"(?P<item>(?:一般公共预算|政府性基金|国有资本经营|财政专户)[^。；;，,、（）()：:\n]{0,24})"
)
_YEAR_OR_NONE = re.compile(r"20\d\d年|[本我](?:单位|部门|局|院|级)|没有|无|未安排|不涉及|未发生")
_ASSETS = re.compile(
    r"(?P<item>执法执勤用车|特种专业技术用车|特种专业用车|一般公务用车|机要通信用车|应急保障用车|离退休干部用车|领导干部用车|"
    r"主要领导干部用车|其他用车|公务用车|公务车辆|车辆|船艇|巡逻艇|船只|船舶|快艇|无人机|直升机|飞机)"
    r"(?:共|共有|共计|有|为|合计)?(?P<number>\d{1,5})(?P<unit>辆|艘|架|台|条)"
)
_ASSETS_HEAD = re.compile(r"国有资产|共有|拥有|占用|截至|车辆")
_POSTS = (
    (
        "authorised",
        re.compile(
            r"(?:人员)?(?:总)?编制(?:人?数)?(?:总数)?(?:共|共计|为|有)?(?P<number>\d{1,5})[名人个]"
        ),
    ),
    (
        "actual",
        re.compile(
            r"(?:实有|现有|在职|实际在编|在编)(?:在职|在编)?(?:人员|人数|职工|干部职工)?(?:总数)?"
            r"(?:共|共计|为|有)?(?P<number>\d{1,5})[名人]"
        ),
    ),
)
_RUNNING = re.compile(
    r"机关运行经费(?:财政拨款|一般公共预算)*(?:预算|支出|决算|安排|拨款)*(?:总额|合计|共计)?(?:为|共|计|[:：])*"
    r"(?P<amount>\d[\d.,，]*(?:亿|万|千)?元)"
)
_MANAGED = re.compile(
    r"(?P<number>\d{1,4})(?P<unit>个)(?:预算|二级|一级|支出)*项目(?:全面|均|全部)*(?:实行|实施|纳入|开展)(?:了)?"
    r"(?:预算)?绩效(?:目标|评价|自评)?(?:管理)?(?:[^。\n]{0,24}?(?P<amount>\d[\d.,，]*(?:亿|万|千)?元))?"
)
_SENTENCE = re.compile(r"[^。\n]+")


def budget_extras(frame: Frame) -> Iterator[Fact]:
    """Give the smaller facts of a budget or account."""
    yield from _text_facts(frame)


def _text_facts(frame: Frame) -> Iterator[Fact]:
    prose = prose_of(frame.document)
    for found in _NONE.finditer(prose.text):
        builder = frame.begin_document("none_statement")
        start, end = _from_name(frame, prose.text, found), found.end()
        _put(builder, "item", found["item"], prose.spots(*found.span("item")))
        _put(builder, "statement", prose.text[start:end], prose.spots(start, end))
        yield builder.fact(0.88, ["stated in the text"])
    yield from _notes(frame)
    for sentence in _SENTENCE.finditer(prose.text):
        if not _ASSETS_HEAD.search(sentence[0]):
            continue
        for found in _ASSETS.finditer(prose.text, sentence.start(), sentence.end()):
            builder = frame.begin_document("asset_count")
            _put(builder, "item", found["item"], prose.spots(*found.span("item")))
            builder.add("value", found["number"], prose.spots(*found.span("number"))[0])
            builder.add("unit", found["unit"], prose.spots(*found.span("unit"))[0])
            yield builder.fact(0.88, ["stated in the text"])
    yield from _posts(frame)
    yield from _running(frame)
    yield from _counted(frame)


def _from_name(frame: Frame, text: str, found: re.Match[str]) -> int:
    """Give where a statement begins: at the body's whole name, or behind what is cut out of one."""
    start = found.start()
    if found["who"] or not re.match(r"[一-鿿]", text[max(0, start - 1) : start]):
        return start
    body = frame.issuer.body.value if frame.issuer.body else ""
    at = text.rfind(body, max(0, start - len(body)), found.end()) if body else -1
    if 0 <= at <= start:
        return at
    told = _YEAR_OR_NONE.search(text, start)
    return told.start() if told else start


def _notes(frame: Frame) -> Iterator[Fact]:
    """Read statements of none in the note row of a table."""
    for section in frame.tables:
        for square in (s for r in section.rows if len(firsts(r)) == 1 for s in firsts(r)):
            raw = square.spot.page.text[square.spot.start : square.spot.end]
            found = _NONE.search(raw)
            if found:
                builder = frame.begin("none_statement", section)
                builder.add(
                    "item", "".join(found["item"].split()), square.spot.part(*found.span("item"))
                )
                builder.add("statement", "".join(found[0].split()), square.spot.part(*found.span()))
                yield builder.fact(0.9, ["a note of the table itself"])


def _posts(frame: Frame) -> Iterator[Fact]:
    prose = prose_of(frame.document)
    for sentence in re.finditer(r"[^。\n]+", prose.text):
        if "编" not in sentence[0]:
            continue
        builder = frame.begin_document("staffing")
        before = len(builder.fields)
        for name, pattern in _POSTS:
            found = pattern.search(prose.text, sentence.start(), sentence.end())
            if found:
                builder.add(name, found["number"], prose.spots(*found.span("number"))[0])
        if len(builder.fields) > before:
            yield builder.fact(0.8, ["the first numbers of the sentence"])


def _running(frame: Frame) -> Iterator[Fact]:
    """Read the running costs of the office (机关运行经费)."""
    prose = prose_of(frame.document)
    for found in _RUNNING.finditer(prose.text):
        money = find_amounts(found["amount"])
        if len(money) == 1:
            builder = frame.begin_document("running_costs")
            place = prose.spots(*found.span("amount"))[0]
            builder.add("amount", money[0].value, place, currency="CNY")
            yield builder.fact(0.85, ["stated in the text"])


def _counted(frame: Frame) -> Iterator[Fact]:
    """Read how many projects have performance targets, and what they cost."""
    prose = prose_of(frame.document)
    for found in _MANAGED.finditer(prose.text):
        builder = frame.begin_document("count_projects")
        builder.add("value", found["number"], prose.spots(*found.span("number"))[0])
        builder.add("unit", "个", prose.spots(*found.span("unit"))[0])
        money = find_amounts(found["amount"]) if found["amount"] else ()
        if len(money) == 1:
            place = prose.spots(*found.span("amount"))[0]
            builder.add("amount", money[0].value, place, currency="CNY")
        yield builder.fact(0.88, ["stated in the text"])


def _put(builder: Builder, name: str, value: str, spots: tuple[Spot, ...]) -> None:
    builder.add(name, value, spots[0])
    for spot in spots[1:]:
        builder.anchors.append(spot.anchor(name))
