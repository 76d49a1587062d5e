"""Self-evaluations (绩效自评表): what was aimed at, what was reached, and the points given.

A part: it runs inside a budget or an account, or alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.frame import frame_of
from papertrace.extract.tables import sections
from papertrace.extract.target_forms import holds_forms, target_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Fact, Problem

NAME = "self_eval"
CHINESE = "绩效自评表"
VERSION = 1
KIND = "part"


def recognise(document: Document) -> bool:
    """Say whether such forms stand in the document."""
    return holds_forms(document, sections(document), result=True)


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the rows of every such form."""
    frame = frame_of(document, f"{NAME}@{VERSION}", "approved")
    yield from target_facts(frame, result=True)
