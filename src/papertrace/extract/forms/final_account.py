"""Final accounts of departments and units (部门决算): what was received and spent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.budget_facts import budget_facts
from papertrace.extract.budget_titles import counts
from papertrace.extract.frame import frame_of

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    yield from budget_facts(frame)
