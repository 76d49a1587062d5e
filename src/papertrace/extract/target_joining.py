"""Forms whose head and body stand in two tables, brought together; and tables left unread.

A head (project, body, money, goals) belongs to the next table with indicators, where nothing but
captions stands between them. A table that speaks of targets and gives no row is named, not passed
over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.extract.figures import number_of
from papertrace.extract.once import once
from papertrace.extract.outline import outline_of
from papertrace.extract.project_money import money_heads
from papertrace.extract.tables import firsts, sections
from papertrace.extract.target_lists import LISTED
from papertrace.extract.target_rows import (
    Form,
    about_targets,
    forms_in,
    is_label,
    noted,
    project_in,
)
from papertrace.extract.target_text import text_forms
from papertrace.extract.target_values import sign_of
from papertrace.extract.titles import bare
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.tables import Section
    from papertrace.model import Document

_PERFORMS = re.compile(r"绩效|自评")
_UNREAD = re.compile(r"绩效.{0,6}(?:目标|指标|自评|评价)|自评表")

_AIM = re.compile(r"[≥≤＞＜<>=]\s*\d|\d\s*(?:%|％|以上|以内)|不少于|不低于|不超过")
_LONGEST_HEAD = 40
_SHORT = 30
"""A goal in prose is longer; it is read with the head."""
_FEWEST_LABELS = 2
_SUMS = re.compile(r"合计|资金|金额|万元|预算数|执行数|决算")


@dataclass(frozen=True, slots=True)
class Forms:
    """The target forms of a document, and the tables that look like one and gave none."""

    forms: tuple[Form, ...]
    unread: tuple[Section, ...]


@once
def forms_of(document: Document) -> Forms:
    """Give all target forms of a document in order."""
    found: list[Form] = []
    unread: list[Section] = []
    head: Form | None = None
    told = False
    printed = text_forms(document.pages)
    for section in (*sections(document), *printed.sections):
        told = _told(section, before=told)
        forms = forms_in(section, told=told and head is not None)
        if forms:
            if head is not None:
                _take(forms[0], head)
            found += forms
            head = None
            continue
        earlier, head = head, lone_head(section)
        if earlier is not None:
            _leave(earlier, found, unread)
        if head is None and _looks_unread(section, expected=earlier is not None):
            unread.append(section)
    if head is not None:
        _leave(head, found, unread)
    unread += [s for s in printed.unread if about_targets(s)]
    if unread and outline_of(document).kind.module:
        unread = []  # how a contract's work is judged is no target of money
    return Forms(tuple(found), tuple(unread))


def _told(section: Section, *, before: bool) -> bool:
    """Say whether a table, or a head before it, is about performance."""
    if about_targets(section) or any(_PERFORMS.search(s.text) for s in section.captions):
        return True
    return before and len(section.captions) <= 1


def lone_head(section: Section) -> Form | None:
    """Give the head of a form whose rows stand in another table."""
    if len(section.rows) > _LONGEST_HEAD:
        return None
    form = Form(section)
    labels = 0
    for row in section.rows:
        cells = firsts(row)
        labels += bool(cells) and len(cells) <= 4 and is_label(cells[0])  # noqa: PLR2004  (two pairs)
        noted(form, row)
    form.project = form.project or next(
        (p for c in section.captions if (p := project_in(c)) is not None), None
    )
    if form.project is None or (labels < _FEWEST_LABELS and not money_heads(section.rows)):
        return None
    form.head = section.rows
    return form


def _take(form: Form, head: Form) -> None:
    """Give a form what the head before it says, where it says nothing itself."""
    if form.project is not None:
        return
    form.project = head.project
    form.owner = form.owner or head.owner
    form.head = (*head.head, *form.head)
    captions = (*form.section.captions, *head.section.captions)
    form.section = replace(
        form.section, captions=captions, title=head.section.title or form.section.title
    )


def _leave(head: Form, found: list[Form], unread: list[Section]) -> None:
    """Keep a head that no rows followed: it may tell money and goals, or hold rows of its own."""
    if not about_targets(head.section):
        return
    cells = [s for r in head.section.rows for s in r if s and s.left and s.own and s.bare]
    if any(sign_of(s.bare) for s in cells):
        unread.append(head.section)
    else:
        found.append(head)


def _looks_unread(section: Section, *, expected: bool) -> bool:
    """Say whether a table without a row read speaks of targets and holds some."""
    cells = [s for r in section.rows for s in r if s and s.left and s.own and s.bare]
    if any(LISTED.search(s.bare) for s in cells):
        return False
    near = [section.name, *(bare(s.text) for s in section.captions[:2])]
    if not expected and not any(_UNREAD.search(t) for t in near):
        return False
    aims = sum(bool(_AIM.search(s.bare) or sign_of(s.bare)) for s in cells if len(s.bare) < _SHORT)
    money = any(_SUMS.search(s.bare) for r in section.rows[:3] for s in firsts(r))
    figures = sum(number_of(s.bare) is not None for s in cells)
    return aims > 0 or (expected and figures > 0 and not money)


def unread_problems(unread: tuple[Section, ...]) -> Iterator[Problem]:
    """Name the tables that look like target forms and could not be read."""
    for section in unread:
        first = next((s for r in section.rows for s in firsts(r)), None)
        spot = first.spot if first else None
        yield Problem(
            "PT448",
            "warning",
            f"Page {section.page}: a table looks like performance targets, but its columns could "
            "not be told apart; nothing was read from it.",
            "Look at the table; enter its targets by hand.",
            anchor=spot.anchor("table") if spot else None,
        )
