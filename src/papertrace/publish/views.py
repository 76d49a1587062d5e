"""What the templates print: a story's proofs as plain values, every string already masked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.publish.windows import Window


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a fact, as printed and as read."""

    name: str
    printed: str
    unit: str
    """The unit as printed, where it stands apart from the figure; else ''."""
    read: str
    before: str
    """The words before the quote, masked."""
    behind: str
    page: int
    note: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document."""

    digest: str
    title: str
    name: str
    publisher: str
    year: str
    form: str
    media_type: str
    reader: str
    pages: int
    captured: str
    origin: str
    """Where a person judged it to be from; '' where nobody was asked."""
    outcome: str
    address: str
    """documents/<digest12>.html"""
    digest_name: str = "SHA-256"
    """What `digest` is: of a document that is withheld, a commitment."""
    source: str = ""
    """The address on the web where it was found; '' where it was not fetched."""


@dataclass(frozen=True, slots=True)
class PageView:
    """A whole page of a document with its marks."""

    number: int
    window: Window
    alt: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One accepted fact behind a claim."""

    fact: str
    """First 12 hex digits of its id."""
    kind: str
    subject: str
    """What it is about (a supplier, a line's name), where a field says so."""
    main: FieldView
    others: tuple[FieldView, ...]
    crops: tuple[Window, ...]
    alt: str
    pages: tuple[PageView, ...]
    document: DocumentView
    people: int
    how: str
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """What was searched."""

    sentence: str
    terms: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    """(what it is called, its address or '')"""
    pages: int
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProofView:
    """One claim with all that proves it."""

    address: str
    """Of the claim, as it stands in `#proof-…` and `proofs/….html`."""
    figure: str
    """The story's own words."""
    context: str
    kind: str
    found: str
    message: str
    formula: str
    total: str
    evidence: tuple[EvidenceView, ...]
    coverage: CoverageView | None
    warnings: tuple[str, ...]
    before: str
    """Address of the proof before it in the story, or ''."""
    behind: str
    quoted: tuple[tuple[str, str], ...] = ()
    """Pages whose words are quoted: (what it is called, its address)."""
