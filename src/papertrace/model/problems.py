"""Trouble in a document or in a draft: a value with a place, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from papertrace.model.facts import Anchor

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class DraftSpan:
    """A stretch of a draft."""

    path: str
    line: int
    """From 1."""
    column: int
    """From 1."""
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person should know or decide."""

    code: str
    """Permanent, e.g. PT304; `papertrace.model.codes` lists them all."""
    severity: Severity
    message: str
    """What is wrong and where, in plain words. Never text of the document beyond a short quote."""
    remedy: str = ""
    anchor: Anchor | None = None
    """The spot on the page, where there is one."""
    span: DraftSpan | None = None
    """The spot in the draft, where there is one."""
    fact_ids: tuple[str, ...] = ()
    """The facts concerned."""
