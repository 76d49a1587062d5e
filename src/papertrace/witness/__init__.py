"""Confidential interviews and sources: one encrypted file, outside any case.

A case gets only a signed number: how many independent sources stand behind a claim, rounded to the
month. Nothing here reads or writes a case, and no log knows that anything here was done.
"""

from __future__ import annotations

from papertrace.witness.book import (
    Book,
    Interview,
    Source,
    add_interview,
    add_source,
    independent,
    remove_source,
)
from papertrace.witness.export import exported
from papertrace.witness.store import change, create, load

__all__ = [
    "Book",
    "Interview",
    "Source",
    "add_interview",
    "add_source",
    "change",
    "create",
    "exported",
    "independent",
    "load",
    "remove_source",
]
