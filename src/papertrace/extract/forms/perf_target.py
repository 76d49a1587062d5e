"""Target forms (项目支出绩效目标表): what a body must reach with its money, row by row.

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

NAME = "perf_target"
CHINESE = "绩效目标表"
VERSION = 1
KIND = "part"


def recognise(document: Document) -> bool:
    """Say whether such forms stand in the document."""
    return holds_forms(document, sections(document), result=False)


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the rows of every such form."""
    frame = frame_of(document, f"{NAME}@{VERSION}", "approved")
    yield from target_facts(frame, result=False)
