"""Budgets of departments and units (部门预算, 单位预算): plans by class, from tables and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.budget_facts import budget_facts
from papertrace.extract.budget_titles import counts
from papertrace.extract.frame import frame_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Fact, Problem

NAME = "budget"
CHINESE = "部门预算"
VERSION = 1
KIND = "document"


def recognise(document: Document) -> bool:
    """Say whether the document holds the tables of a budget."""
    plans, accounts = counts(document)
    return plans > 0 and plans >= accounts


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give totals, lines, projects and sentences of a budget."""
    frame = frame_of(document, f"{NAME}@{VERSION}", "approved")
    yield from budget_facts(frame)
