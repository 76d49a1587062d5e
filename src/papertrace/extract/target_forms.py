"""All target and evaluation forms of a document, with or without a grid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.issuer import Reading
from papertrace.extract.project_money import form_money, listed_money
from papertrace.extract.target_checks import odd_units
from papertrace.extract.target_joining import forms_of, unread_problems
from papertrace.extract.target_lists import LISTED, bracketed
from papertrace.extract.target_values import read_target
from papertrace.extract.targets import facts_of, is_result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.frame import Frame
    from papertrace.extract.tables import Section, Square
    from papertrace.model import Document, Fact, Problem

_PROJECT = re.compile(
    r"^(?:支出)?(?:项目|专项|政策|资金)(?:\(?(?:政策|专项)\)?)*名称$|^项目$|^单位名称\(.*项目.*\)$"
)
_LABELLING = re.compile(r"(?:目标|指标|内容|情况)$")
_OWNER = re.compile(r"^(?:项目|预算|实施|申报|填报)?(?:单位|部门)(?:名称)?$")


def target_facts(frame: Frame, *, result: bool) -> Iterator[Fact | Problem]:
    """Give the rows of every form: results of self-evaluations, or targets of the others."""
    told = forms_of(frame.document)
    for form in told.forms:
        if is_result(form) == result:
            yield from facts_of(form, frame, result=result)
            yield from form_money(form, frame)
    if result:
        return
    for section in frame.tables:
        yield from _cells(section, frame)
    yield from unread_problems(told.unread)


def holds_forms(document: Document, tables: tuple[Section, ...], *, result: bool) -> bool:
    """Say whether a document holds forms of one sort."""
    if not any("指标" in p.text or "绩效" in p.text for p in document.pages):
        return False
    told = forms_of(document)
    if any(is_result(f) == result for f in told.forms):
        return True
    if not result and told.unread:
        return True
    for section in tables:
        if not result and any(LISTED.search(s.bare) for r in section.rows for s in r if s):
            return True
    return False


def _cells(section: Section, frame: Frame) -> Iterator[Fact | Problem]:
    """Read targets listed inside cells, for the project that the row names."""
    project = owner = None
    paid: set[int] = set()
    for row in section.rows:
        for square in (s for s in row if s and s.own):
            if not LISTED.search(square.bare):
                continue
            project = _beside(section, square, _PROJECT)
            owner = _beside(section, square, _OWNER)
            if project is not None and project.spot.start not in paid:
                paid.add(project.spot.start)
                yield from listed_money(section, frame, square, (project, owner))
            for found in bracketed(square):
                fact = _cell_fact(section, frame, project, owner, found)
                yield fact
                yield from odd_units(fact)


def _beside(section: Section, cell: Square, label: re.Pattern[str]) -> Square | None:
    """Find what a cell belongs to: the row's cell below a head word, or beside a label above."""
    rows = section.rows
    at = next(n for n, r in enumerate(rows) if any(s is cell for s in r))
    for row in reversed(rows[: at + 1]):
        for column, square in enumerate(row):
            if square is None or not square.left or not label.match(square.bare):
                continue
            below = rows[at][column]
            heading = below is not None and bool(_LABELLING.search(below.bare))
            named = below and below.bare and below is not cell and not label.match(below.bare)
            if named and not heading:
                return below
            right = next((s for s in row[column + 1 :] if s and s.bare and s.left), None)
            if right and not label.match(right.bare) and "指标" not in right.bare:
                return right
    return None


def _cell_fact(
    section: Section,
    frame: Frame,
    project: Square | None,
    owner: Square | None,
    found: tuple[str, str, Spot, str, Spot, Spot],
) -> Fact:
    level1, level2, levels, name, named, valued = found
    body = Reading(owner.printed, owner.spot) if owner else frame.body(section)
    builder = frame.begin_with("performance_target", section, body)
    if project is not None:
        builder.add("project", project.printed, project.spot, inherited=True)
    builder.add("level1", level1, levels, inherited=True)
    if level2:
        builder.add("level2", level2, levels, inherited=True)
    builder.add("indicator", name, named)
    year = frame.year(section)
    target = read_target(valued.text, name=name, year=year.value if year else "")
    if target.words:
        builder.add("qualitative_text", target.words, valued)
    elif target.value:
        if target.operator:
            builder.add("operator", target.operator, valued)
        builder.add("value", target.value, valued, currency="CNY" if target.unit == "CNY" else None)
        if target.unit:
            builder.add("unit", target.unit, valued)
    return builder.fact(0.9, ["read from a list inside one cell"])
