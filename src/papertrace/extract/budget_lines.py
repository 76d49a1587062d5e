"""The lines of a budget's tables of expenditure, with their sums checked.

Every table with code rows gives lines, each with its table's title; tables that are read elsewhere
(收支总表, 三公, projects, purchases, target forms) give none here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.budget_checks import checks_of
from papertrace.extract.budget_income import is_income
from papertrace.extract.budget_rows import choices, iter_amounts, lines
from papertrace.extract.figures import column_unit
from papertrace.extract.heads import ECONOMIC, FUNCTIONAL, TOTAL, is_figure, layout_of
from papertrace.extract.issuer import Reading
from papertrace.extract.side_by_side import blocks_of, coded_part
from papertrace.extract.tables import says
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.anchors import Builder, Spot
    from papertrace.extract.budget_checks import Check
    from papertrace.extract.budget_rows import Line
    from papertrace.extract.frame import Frame
    from papertrace.extract.heads import Layout
    from papertrace.extract.tables import Section
    from papertrace.model import Fact

_ELSEWHERE = re.compile(
    r"收支|收入支出|三公|采购|绩效|项目支出.{0,6}表|人员|资产|目录|政府购买|转移支付"
)
_SPENDING = re.compile(r"支出.{0,8}表")
_FUND_IN_TITLE = re.compile(r"一般公共预算|政府性基金|国有资本经营|财政拨款|财政专户")
_SURE, _PLAIN, _BROKEN = 0.98, 0.88, 0.6
_OTHER_TABLES = re.compile(r"采购|绩效|三公")
_BY_ECONOMY = re.compile(r"经济|机关运行|基本支出")


def budget_lines(frame: Frame) -> Iterator[Fact | Problem]:
    """Give the lines of every table of a document that has code rows or a total of expenditure."""
    for section in frame.tables:
        layout = layout_of(section)
        if layout is None or (_ELSEWHERE.search(section.name) and not layout.codes):
            continue
        elsewhere = _OTHER_TABLES.search(section.name) or is_income(section)
        if elsewhere or _crossed(layout):
            continue
        unit = frame.unit_of(section)
        for found in _read(section, layout, frame):
            if isinstance(found, Problem):
                yield found
                continue
            kind = _kind(found, section)
            if kind:
                yield from _emit(found, kind, section, frame)
            if found and unit is None and not kind:
                continue
        told = unit is not None or any(column_unit(c, None) is not None for c in layout.columns)
        if not told and layout.codes and layout.columns:
            yield _no_unit(section)


def _read(section: Section, layout: Layout, frame: Frame) -> Iterator[Sequence[Line] | Problem]:
    """Read the lines of a table: one series a fund, or all blocks side by side as one."""
    year, unit = frame.year(section), frame.unit_of(section)
    told = year.value if year else ""
    account = frame.phase == "executed"
    blocks = () if _ELSEWHERE.search(section.name) else blocks_of(section)
    if len(blocks) > 1:
        parts = [x for b in blocks if (x := layout_of(b)) is not None]
        chosen = [(p, choices(p, told, account=account)) for p in parts]
        made = [lines(p, c[0], unit) if len(c) == 1 else () for p, c in chosen]
        yield tuple(x for found in made for x in found)
        yield from (
            _no_block(b) for b, found in zip(blocks, made, strict=True) if not found and _figured(b)
        )
        return
    part = coded_part(section)
    layout = layout if part is section else layout_of(part) or layout
    for choice in choices(layout, told, account=account):
        yield lines(layout, choice, unit)


def _crossed(layout: Layout) -> bool:
    """Say whether rows are of a functional and of an economic code: neither is the row's own."""
    known = []
    for pattern in (FUNCTIONAL, ECONOMIC):
        for column in range(len(layout.head[0]) if layout.head else 0):
            texts = [t for _, r in layout.body if (t := says(r, column)) and not TOTAL.match(t)]
            if texts and all(pattern.match(t) for t in texts):
                known.append(pattern)
                break
    return len(known) > 1


def _kind(found: Sequence[Line], section: Section) -> str:
    codes = [x.code for x in found if x.code]
    if codes:
        economic = sum(1 for c in codes if ECONOMIC.match(c) and not FUNCTIONAL.match(c))
        return "economic_line" if economic * 2 > len(codes) else "budget_line"
    spending = _SPENDING.search(section.name) and not _ELSEWHERE.search(section.name)
    if found and spending and not _BY_ECONOMY.search(section.name):
        return "budget_line"
    return ""


def _emit(
    found: Sequence[Line], kind: str, section: Section, frame: Frame
) -> Iterator[Fact | Problem]:
    """Give the facts of a table, one body's lines after another's, and what their sums say."""
    if kind == "economic_line":
        for line in found:
            _whole(line)
    for body in dict.fromkeys(_named(x) for x in found):
        yield from _of_body([x for x in found if _named(x) == body], kind, section, frame)


def _named(line: Line) -> str:
    return line.body.bare if line.body is not None else ""


def _of_body(
    found: Sequence[Line], kind: str, section: Section, frame: Frame
) -> Iterator[Fact | Problem]:
    checks = checks_of(found)
    facts: list[Fact] = []
    for number, line in enumerate(found):
        trust = _trust([c for c in checks if number in c.rows], number)
        facts.append(_fact(line, kind, section, frame, trust))
    yield from facts
    for check in checks:
        if not check.holds:
            yield _failed(check, facts, section)


def _failed(check: Check, facts: Sequence[Fact], section: Section) -> Problem:
    names = ("amount", "basic", "project")
    anchors = [a for n in names for a in facts[check.rows[0]].anchors if a.field == n]
    share = check.code == "PT436"
    return Problem(
        check.code,
        "warning",
        f"Page {section.page}, {section.name or 'a table'}: "
        f"{'a printed percentage' if share else 'a sum'} does not hold: {check.said}.",
        "Compare the rows with the page; the document may contradict itself.",
        anchor=next(iter(anchors), None),
        fact_ids=tuple(facts[n].id for n in check.rows),
    )


def _whole(line: Line) -> None:
    """Take 基本支出合计 for the amount: where all is basic expenditure, it is the row's whole."""
    if "amount" not in line.amounts and "basic" in line.amounts and "project" not in line.amounts:
        line.amounts["amount"] = line.amounts.pop("basic")


def _trust(mine: list[Check], number: int) -> tuple[float, list[str]]:
    """Say how sure a row is: sums that fail count against the sum's own row and its parts.

    A percentage that does not follow is told, and no amount is doubted for it that others prove.
    """
    held = [c for c in mine if c.holds]
    failed = [c for c in mine if not c.holds and not (held and c.code == "PT436")]
    if failed:
        return _BROKEN, [f"does not hold: {c.said}" for c in failed[:2]]
    own = [c for c in held if c.rows[0] == number] or held
    return (_SURE, [c.said for c in own[:2]]) if held else (_PLAIN, ["no sum to check it by"])


def _fact(
    line: Line, kind: str, section: Section, frame: Frame, trust: tuple[float, list[str]]
) -> Fact:
    own = Reading(line.body.printed, line.body.spot) if line.body is not None else None
    builder = frame.begin_with(kind, section, own or frame.body(section))
    if section.title is not None:
        builder.add("table", section.name, section.title, inherited=True)
    if line.code:
        builder.add("code", line.code, line.code_spots[-1], inherited=line.code_carried)
    builder.add("name", line.name, line.name_spots[0])
    for spot in line.name_spots[1:]:
        builder.anchors.append(spot.anchor("name"))
    for name, amount in iter_amounts(line):
        amount.onto(builder, name)
    column = line.choice.amount or line.choice.basic or line.choice.project
    heads = [h.spot for h in column.head] if column else []
    told = frame.phase_spot(frame.phase, heads, section)
    if told is not None:
        builder.add("phase", frame.phase, told, inherited=True)
    _add_fund(builder, section, heads)
    return builder.fact(*trust)


def _add_fund(builder: Builder, section: Section, heads: list[Spot]) -> None:
    places = [*heads, *([section.title] if section.title else [])]
    for spot in places:
        found = _FUND_IN_TITLE.search(spot.page.text[spot.start : spot.end])
        if found:
            builder.add("fund", found[0], spot.part(*found.span()), inherited=True)
            return


def _figured(block: Section) -> bool:
    """Say whether any amount stands in a block."""
    layout = layout_of(block)
    return layout is not None and any(
        is_figure(says(row, c.number)) for _, row in layout.body for c in layout.columns
    )


def _no_block(block: Section) -> Problem:
    """Tell that one of several blocks side by side gave nothing."""
    first = next((s.spot for r in block.rows for s in r if s and s.bare), None)
    return Problem(
        "PT449",
        "warning",
        f"Page {block.page}, {block.name or 'a table'}: of the columns that stand side by side, "
        "some could not be read.",
        "Look at the table; enter what you need from it by hand.",
        anchor=first.anchor("table") if first else None,
    )


def _no_unit(section: Section) -> Problem:
    first = next((s.spot for r in section.rows for s in r if s and s.bare), None)
    return Problem(
        "PT432",
        "warning",
        f"Page {section.page}, {section.name or 'a table'}: no unit is printed for its amounts.",
        "Look for the unit on the page and correct the facts; none was taken from it.",
        anchor=first.anchor("amount") if first else None,
    )
