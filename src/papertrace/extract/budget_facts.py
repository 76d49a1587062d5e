"""What a budget or an account gives, whichever of the two it is: tables, sentences, what is unread.

The forms decide which a document is; every reader here asks the frame for its phase.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from papertrace.extract.budget_agreement import agreement
from papertrace.extract.budget_balance import budget_balance
from papertrace.extract.budget_changes import budget_changes
from papertrace.extract.budget_extras import budget_extras
from papertrace.extract.budget_income import budget_income
from papertrace.extract.budget_lines import budget_lines
from papertrace.extract.budget_prose import budget_prose
from papertrace.extract.budget_public import three_public
from papertrace.extract.budget_purchases import budget_purchases
from papertrace.extract.budget_text import text_tables
from papertrace.extract.budget_totals import budget_totals
from papertrace.extract.budget_unread import with_unread
from papertrace.extract.frame import unnamed
from papertrace.extract.project_money import project_tables
from papertrace.model import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.frame import Frame
    from papertrace.model import Problem


def budget_facts(frame: Frame) -> Iterator[Fact | Problem]:
    """Give all facts of a budget or account, and a Problem for each table that gave none."""
    sections, problems = text_tables(frame)
    whole = replace(frame, tables=(*frame.tables, *sections)) if sections else frame
    given: set[str] = set()
    for each in with_unread(_found(whole), whole):
        given |= {each.kind} if isinstance(each, Fact) else set()
        yield each
    yield from budget_prose(whole, given)
    yield from problems


def _found(frame: Frame) -> Iterator[Fact | Problem]:
    tables = (budget_totals(frame), budget_lines(frame), budget_changes(frame))
    yield from unnamed(frame)
    yield from agreement(frame, chain.from_iterable(tables))
    yield from budget_balance(frame)
    yield from budget_income(frame)
    yield from project_tables(frame)
    yield from three_public(frame)
    yield from budget_purchases(frame)
    yield from budget_extras(frame)
