"""An accepted fact as a row of the bundle: masked values, quotes and boxes, who accepted it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.publish.package_tables import corners, shown
from papertrace.publish.redact import masked_context

if TYPE_CHECKING:
    from papertrace.model import AcceptedFact
    from papertrace.publish.proofs import Sources


def fact_row(fact: AcceptedFact, known: Sources) -> dict[str, Any]:
    """Give a fact whole, as the bundle holds it and its verifier tests it."""
    day = fact.decision.at[:10]
    return {
        "id": fact.id,
        "kind": fact.kind,
        "form": fact.form,
        "document": fact.digest,
        "fields": {
            name: {
                "value": shown(name, value.value, known),
                "written": shown(name, value.written, known),
                "currency": value.currency,
                "inherited": value.inherited,
            }
            for name, value in fact.fields.items()
        },
        "anchors": [
            {
                "field": a.field,
                "role": a.role,
                "page": a.page,
                "boxes": [corners(b) for b in a.boxes],
                "quote": shown(a.field, a.quote, known),
                "ordinal": a.ordinal,
                "prefix": masked_context(a.prefix, known.secrets, before=True),
                "suffix": masked_context(a.suffix, known.secrets, before=False),
            }
            for a in fact.anchors
        ],
        "decisions": [{"by": k, "date": day} for k in sorted(set(fact.reviewers))],
    }
