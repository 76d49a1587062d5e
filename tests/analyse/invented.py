"""Invented facts, decisions and holdings, as short as a test wants them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from papertrace.model import (
    AcceptedFact,
    Anchor,
    Box,
    Decision,
    Field,
    Holding,
    Page,
    Table,
    make_fact,
)
from papertrace.model.pages import Caption

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papertrace.model import (
        Fact,
        Outcome,
        Verdict,
    )

MONEY = ("amount", "basic", "budget", "ceiling", "delta", "unit_price")
STATION = "白榆湾出入境边防检查站"


def digest_of(name: str) -> str:
    """Give the digest an invented document would have."""
    return hashlib.sha256(name.encode()).hexdigest()


def field(name: str, value: str, currency: str = "CNY") -> Field:
    """Make a field; money gets the currency."""
    return Field(value, value, currency if name in MONEY else None)


def fact(kind: str, document: str = "a.pdf", page: int = 1, /, **values: str) -> Fact:
    """Make a proposed fact; `form` and `currency` are taken out of the values."""
    form = values.pop("form", "budget@1")
    currency = values.pop("currency", "CNY")
    fields = {name: field(name, value, currency) for name, value in values.items()}
    anchors = [
        Anchor(name, page, (Box(10, 10, 50, 20),), None, told.written, 0, "", "", "0" * 64)
        for name, told in fields.items()
    ]
    return make_fact(digest_of(document), kind, fields, anchors, form=form, confidence=0.99)


def decision(
    of: Fact,
    verdict: Verdict = "accepted",
    reviewer: str = "key1",
    fields: Mapping[str, Field] | None = None,
) -> Decision:
    """Decide about a fact."""
    return Decision(
        id=f"{reviewer}-{of.id[:8]}-{verdict}",
        fact_id=of.id,
        digest=of.digest,
        kind=of.kind,
        verdict=verdict,
        fields=fields or of.fields,
        anchors=of.anchors,
        seen_sha256="",
        reviewer=reviewer,
        channel="script",
        at="2025-01-01T00:00:00Z",
        form=of.form,
    )


def accepted(kind: str, document: str = "a.pdf", page: int = 1, /, **values: str) -> AcceptedFact:
    """Make a fact that two people accepted."""
    return accepted_by(("k1", "k2"), fact(kind, document, page, **values), document)


def accepted_by(reviewers: Sequence[str], of: Fact, document: str = "a.pdf") -> AcceptedFact:
    """Make an accepted fact of a proposed one."""
    return AcceptedFact(decision(of), tuple(reviewers), of.form, document)


def page(number: int, text: str, tables: Sequence[str] = (), **more: Any) -> Page:  # noqa: ANN401
    """Make a page of text, with empty tables of these titles."""
    made = tuple(Table(number, Box(0, 0, 1, 1), 1, 1, (), Caption(title, 0, 0)) for title in tables)
    given: dict[str, Any] = {"origin": "digital", "words": (), **more}
    return Page(number, 595, 842, 0, text=text, tables=made, **given)


def holding(
    name: str,
    year: str,
    pages: Sequence[Page] = (),
    facts: Sequence[Fact] = (),
    *,
    outcome: Outcome = "read",
    form: str = "budget@1",
    parts: Sequence[str] = ("perf_target@1",),
    publisher: str = STATION,
) -> Holding:
    """Make a document as listed."""
    return Holding(
        digest=digest_of(name),
        name=name,
        names=(name,),
        media_type="application/pdf",
        outcome=outcome,
        reason="",
        reader="test/1",
        form=form,
        parts=tuple(parts),
        title="",
        publisher=publisher,
        year=year,
        pages=tuple(pages),
        page_count=len(pages),
        facts=tuple(facts),
        problems=(),
    )
