"""The vocabulary: frozen values that walk through the rooms. Standard library only.

It never reads, stores or decides anything. Rooms take these values and give them back.
"""

from __future__ import annotations

from papertrace.model.anchoring import (
    anchor_of,
    boxes_of,
    ordinal_of,
    selector_of,
    state_of,
    text_sha256,
)
from papertrace.model.cases import Capture, Extraction, Holding, Judgement, Key, Outcome
from papertrace.model.facts import (
    AcceptedFact,
    Anchor,
    Decision,
    Fact,
    Field,
    Role,
    Status,
    Verdict,
    fact_id,
    make_fact,
)
from papertrace.model.geometry import Box, by_line, holds, overlap, same_line, union
from papertrace.model.pages import Caption, Cell, Document, Origin, Page, Run, Table, Word
from papertrace.model.problems import DraftSpan, Problem, Severity
from papertrace.model.stories import (
    CheckReport,
    Claim,
    ClaimOutcome,
    ClaimResult,
    Coverage,
    Draft,
    Evidence,
    Expected,
    Gap,
    PageImage,
    Publication,
    Result,
    Rules,
    Waiver,
)
from papertrace.model.wire import from_json, to_json

__all__ = [
    "AcceptedFact",
    "Anchor",
    "Box",
    "Caption",
    "Capture",
    "Cell",
    "CheckReport",
    "Claim",
    "ClaimOutcome",
    "ClaimResult",
    "Coverage",
    "Decision",
    "Document",
    "Draft",
    "DraftSpan",
    "Evidence",
    "Expected",
    "Extraction",
    "Fact",
    "Field",
    "Gap",
    "Holding",
    "Judgement",
    "Key",
    "Origin",
    "Outcome",
    "Page",
    "PageImage",
    "Problem",
    "Publication",
    "Result",
    "Role",
    "Rules",
    "Run",
    "Severity",
    "Status",
    "Table",
    "Verdict",
    "Waiver",
    "Word",
    "anchor_of",
    "boxes_of",
    "by_line",
    "fact_id",
    "from_json",
    "holds",
    "make_fact",
    "ordinal_of",
    "overlap",
    "same_line",
    "selector_of",
    "state_of",
    "text_sha256",
    "to_json",
    "union",
]
