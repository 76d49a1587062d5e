"""The tables of a Data Package: one a kind of fact, and those that prove it, all masked.

`fields` and `anchors` hold every fact whole, so that the facts can be read back; the tables by
kind are for people and for SQL. A figure that is no plain number stays in `fields` alone.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from papertrace.model.columns import KINDS, cell
from papertrace.publish.proofs import document, main_field
from papertrace.publish.redact import masked_context, masked_party, masked_text
from papertrace.publish.sheets import Column, Table, row_of
from papertrace.publish.wording import PARTIES, field_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from papertrace.model import AcceptedFact, Box, Publication
    from papertrace.publish.proofs import Sources
    from papertrace.publish.sheets import Kind

_LEVELS = ("class", "section", "item")
"""类, 款, 项: three, five and seven digits of a functional code."""
_DIGITS = (3, 5, 7)
_FUNCTIONAL = re.compile(r"\d{3}(?:\d{2}){0,2}")
_FISCAL = {
    "year": "date:fiscal-year",
    "body": "administrative-classification:generic:level1:label",
    "project": "activity:generic:program:label",
    "fund": "fin-source:generic:level1:label",
    "phase": "phase:id",
    "side": "direction",
    "amount": "value",
    **{
        f"{n}_code": f"functional-classification:generic:level{i}:code"
        for i, n in enumerate(_LEVELS, 1)
    },
}
_BUDGETS = frozenset({"budget_line", "budget_total", "economic_line", "project_budget"})
_TYPES: Mapping[str, Kind] = {"money": "number", "number": "number", "year": "year"}

_IDENTITY = (
    Column("fact_id", told="Identity of the fact: document, kind, values, quotes and places"),
    Column("document", told="Name of the document in the case"),
    Column("document_sha256", told="Digest of the document's bytes"),
    Column("page", "integer", "Page of its main figure, from 1"),
    Column("boxes", told="Where it stands: x0 top x1 bottom in points, a semicolon between lines"),
    Column("quote", told="The words there, as printed"),
)
_DOCUMENTS = (
    Column("sha256", told="Digest of the bytes; of a withheld document a keyed commitment"),
    Column("name", told="Name in the case"),
    Column("title"),
    Column("publisher"),
    Column("year", told="Year it is about"),
    Column("form", told="What kind of document it is"),
    Column("media_type"),
    Column("pages", "integer"),
    Column("captured", told="Day on which it was first preserved, UTC"),
    Column("origin", told="Where a person judged it to be from"),
    Column("address", told="Where on the web it was found"),
)
_FIELDS = (
    Column("fact_id"),
    Column("kind"),
    Column("form"),
    Column("document_sha256"),
    Column("field"),
    Column("value", told="Normalised: plain decimal, ISO 8601 date, name without inner blanks"),
    Column("written", told="As printed"),
    Column("currency", told="ISO 4217, for money"),
    Column("inherited", "boolean", "Stands elsewhere on the page and holds here too"),
    Column("people", "integer", "How many people accepted the fact"),
)
_ANCHORS = (
    Column("fact_id"),
    Column("field"),
    Column("role", told="Empty: proves the value; unit: its unit; mention: repeats it"),
    Column("page", "integer"),
    Column("boxes", told="JSON: a list of [x0, top, x1, bottom] in points, origin top left"),
    Column("selector"),
    Column("quote"),
    Column("ordinal", "integer", "Which occurrence of the quote on its page, from 0"),
    Column("prefix", told="Words before, private names blanked"),
    Column("suffix", told="Words behind, private names blanked"),
    Column("text_sha256", told="Digest of the page's text"),
)
_CLAIMS = (
    Column("claim"),
    Column("kind"),
    Column("line", "integer", "Line of the draft"),
    Column("words", told="The story's own words"),
    Column("found", told="What the evidence says"),
    Column("message"),
    Column("fact_ids", told="Facts it stands on, a blank between"),
)


def tables(publication: Publication, known: Sources) -> tuple[Table, ...]:
    """Give every table of the package: by kind, then the ones that prove and hold them whole."""
    facts = sorted(publication.facts, key=lambda f: (f.kind, f.document, f.id))
    kinds = sorted({f.kind for f in facts})
    made = [_by_kind(k, [f for f in facts if f.kind == k], known) for k in kinds]
    fields, anchors = tuple(_fields(facts, known)), tuple(_anchors(facts, known))
    documents = tuple(_documents(publication, known))
    claims = tuple(_claims(publication, known))
    return (
        *made,
        Table("fields", "Every field of every fact", _FIELDS, fields, ("fact_id", "field")),
        Table("anchors", "The spots that prove them", _ANCHORS, anchors),
        Table("documents", "The documents", _DOCUMENTS, documents, ("sha256",)),
        Table("claims", "What the story says, tested", _CLAIMS, claims),
    )


def shown(name: str, text: str, known: Sources) -> str:
    """Give a field's text as it may be written."""
    return (masked_party if name in PARTIES else masked_text)(text, known.secrets)


def _by_kind(kind: str, facts: list[AcceptedFact], known: Sources) -> Table:
    told = dict(KINDS.get(kind, {}))
    for fact in facts:
        told.update({n: "text" for n in fact.fields if n not in told})
    coded = kind in _BUDGETS and "code" in told
    own = [_column(kind, n, _TYPES.get(t, "string")) for n, t in told.items()]
    levels = [_column(kind, f"{n}_code", "string") for n in _LEVELS] if coded else []
    columns = (*_IDENTITY, *own, *levels)
    rows = []
    for fact in facts:
        row = _identity(fact, known)
        for name, value in fact.fields.items():
            text = value.value if told[name] == "text" else cell(told[name], value.value)
            if text is not None:
                row[name] = shown(name, text, known) if told[name] == "text" else text
        if coded:
            row.update(_levels(row.get("code", "")))
        rows.append(row_of(columns, row))
    return Table(kind, field_name(kind).capitalize(), columns, tuple(rows), ("fact_id",))


def _column(kind: str, name: str, told: Kind) -> Column:
    return Column(name, told, "", _FISCAL.get(name, "") if kind in _BUDGETS else "")


def _levels(code: str) -> dict[str, str]:
    """Cut a functional code into class, section and item; nothing where it is no such code."""
    if not _FUNCTIONAL.fullmatch(code):
        return {}
    return {
        f"{name}_code": code[:digits]
        for name, digits in zip(_LEVELS, _DIGITS, strict=True)
        if len(code) >= digits
    }


def _identity(fact: AcceptedFact, known: Sources) -> dict[str, str]:
    main = main_field(fact)
    first = next((a for a in fact.anchors if a.field == main and not a.role), fact.anchors[0])
    return {
        "fact_id": fact.id,
        "document": document(fact.digest, fact.document, known).name,
        "document_sha256": fact.digest,
        "page": str(first.page),
        "boxes": "; ".join(" ".join(f"{n:.2f}" for n in corners(b)) for b in first.boxes),
        "quote": masked_text(first.quote, known.secrets),
    }


def corners(box: Box) -> list[float]:
    """Give [x0, top, x1, bottom] of a box in points, to two places."""
    return [round(n, 2) for n in (box.x0, box.top, box.x1, box.bottom)]


def _fields(facts: Iterable[AcceptedFact], known: Sources) -> Iterable[tuple[str | None, ...]]:
    for fact in facts:
        for name in sorted(fact.fields):
            value = fact.fields[name]
            told = {
                "fact_id": fact.id,
                "kind": fact.kind,
                "form": fact.form,
                "document_sha256": fact.digest,
                "field": name,
                "value": shown(name, value.value, known),
                "written": shown(name, value.written, known),
                "currency": value.currency or "",
                "inherited": "true" if value.inherited else "false",
                "people": str(len(set(fact.reviewers))),
            }
            yield row_of(_FIELDS, told)


def _anchors(facts: Iterable[AcceptedFact], known: Sources) -> Iterable[tuple[str | None, ...]]:
    for fact in facts:
        for a in fact.anchors:
            boxes = [corners(b) for b in a.boxes]
            told = {
                "fact_id": fact.id,
                "field": a.field,
                "role": a.role,
                "page": str(a.page),
                "boxes": json.dumps(boxes),
                "selector": a.selector or "",
                "quote": shown(a.field, a.quote, known),
                "ordinal": str(a.ordinal),
                "prefix": masked_context(a.prefix, known.secrets, before=True),
                "suffix": masked_context(a.suffix, known.secrets, before=False),
                "text_sha256": a.text_sha256,
            }
            yield row_of(_ANCHORS, told)


def _documents(publication: Publication, known: Sources) -> Iterable[tuple[str | None, ...]]:
    for held in sorted(publication.holdings, key=lambda h: (h.name, h.digest)):
        told = document(held.digest, held.name, known)
        yield row_of(
            _DOCUMENTS,
            {
                "sha256": held.digest,
                "name": told.name,
                "title": told.title,
                "publisher": told.publisher,
                "year": told.year,
                "form": told.form,
                "media_type": held.media_type,
                "pages": str(told.pages),
                "captured": told.captured,
                "origin": told.origin,
                "address": told.source,
            },
        )


def _claims(publication: Publication, known: Sources) -> Iterable[tuple[str | None, ...]]:
    for result in publication.report.results:
        claim = result.claim
        yield row_of(
            _CLAIMS,
            {
                "claim": claim.id,
                "kind": claim.kind,
                "line": str(claim.span.line),
                "words": known.masked(claim.span.text),
                "found": known.masked(result.found),
                "message": known.masked(result.message),
                "fact_ids": " ".join(result.facts),
            },
        )
