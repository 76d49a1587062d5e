"""Self-evaluations (绩效自评表, 绩效自评报告): aims, what was reached, and the points given.

A part: it runs inside a budget or an account, or alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.frame import frame_of
from papertrace.extract.self_eval_prose import report_facts, title_of_report
from papertrace.extract.tables import sections
from papertrace.extract.target_forms import holds_forms, target_facts
from papertrace.model import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document, Problem

NAME = "self_eval"
CHINESE = "绩效自评表"
VERSION = 1
KIND = "part"


def recognise(document: Document) -> bool:
    """Say whether such forms stand in the document, or it is a report in prose."""
    if holds_forms(document, sections(document), result=True):
        return True
    return title_of_report(document) is not None


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the rows of every such form, and what a report tells in prose."""
    frame = frame_of(document, f"{NAME}@{VERSION}", "approved")
    found = list(target_facts(frame, result=True))
    yield from found
    kinds = {f.kind for f in found if isinstance(f, Fact)}
    for fact in report_facts(document, frame.form, results="performance_result" not in kinds):
        if not (isinstance(fact, Fact) and fact.kind in kinds):  # the table's own beats the text
            yield fact
