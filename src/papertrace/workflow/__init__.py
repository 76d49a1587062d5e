"""The shell: it chains the rooms, stores what they give, and remembers what is done.

It decides nothing about documents; every rule stands in a room.
"""

from __future__ import annotations

from papertrace.workflow.adding import Added, add, count
from papertrace.workflow.building import Built, build, pending
from papertrace.workflow.checking import check, evidence, read_draft, sql
from papertrace.workflow.deciding import decide, find_facts
from papertrace.workflow.finding import find, searched
from papertrace.workflow.listing import (
    document_rows,
    fact_rows,
    names,
    page_row,
    reviewed,
    status_row,
)
from papertrace.workflow.publishing import publish

__all__ = [
    "Added",
    "Built",
    "add",
    "build",
    "check",
    "count",
    "decide",
    "document_rows",
    "evidence",
    "fact_rows",
    "find",
    "find_facts",
    "names",
    "page_row",
    "pending",
    "publish",
    "read_draft",
    "reviewed",
    "searched",
    "sql",
    "status_row",
]
