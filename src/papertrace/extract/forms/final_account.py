"""Final accounts of departments and units (部门决算): what was received and spent."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from papertrace.extract.budget_agreement import agreement
from papertrace.extract.budget_changes import budget_changes
from papertrace.extract.budget_extras import budget_extras
from papertrace.extract.budget_lines import budget_lines
from papertrace.extract.budget_public import three_public
from papertrace.extract.budget_purchases import budget_purchases
from papertrace.extract.budget_titles import counts
from papertrace.extract.budget_totals import budget_totals
from papertrace.extract.budget_unread import with_unread
from papertrace.extract.frame import frame_of, unnamed
from papertrace.extract.project_money import project_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.frame import Frame
    from papertrace.model import Document, Fact, Problem

NAME = "final_account"
CHINESE = "部门决算"
VERSION = 1
KIND = "document"


def recognise(document: Document) -> bool:
    """Say whether the document holds the tables of a final account."""
    plans, accounts = counts(document)
    return accounts > plans


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give totals, lines, projects and sentences of an account."""
    frame = frame_of(document, f"{NAME}@{VERSION}", "executed")
    yield from with_unread(_found(frame), frame)


def _found(frame: Frame) -> Iterator[Fact | Problem]:
    tables = (budget_totals(frame), budget_lines(frame), budget_changes(frame))
    yield from unnamed(frame)
    yield from agreement(frame, chain.from_iterable(tables))
    yield from project_tables(frame)
    yield from three_public(frame)
    yield from budget_purchases(frame)
    yield from budget_extras(frame)
