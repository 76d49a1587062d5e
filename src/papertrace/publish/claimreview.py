"""ClaimReview of schema.org: what a story shows of statements that others made, on request alone.

Only what people asked for in reviews.toml is written, only of bodies that spoke, and the rating is
a person's words: no scale, no number. It is no format for the story's own claims.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from papertrace.errors import PublishError
from papertrace.publish.gate import cleared, refuse_exposed
from papertrace.publish.package_tables import shown
from papertrace.publish.proofs import document
from papertrace.publish.redact import BLANK
from papertrace.publish.story import address_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import AcceptedFact, Publication, Review
    from papertrace.publish.proofs import Sources

_HEDGES = {"~": "about", "<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}
NAME = "claimreview"
TITLE = "ClaimReview (JSON-LD) of statements by others that the story tests"
SIGNED = ""


def files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Give the one file.

    Raises DraftNotChecked, NotAccepted, PublishError or SourceExposed before it.
    """
    known = cleared(publication)
    made = [_review(r, publication, known) for r in publication.reviews]
    told = {"@context": "https://schema.org", "@graph": made}
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    refuse_exposed([("claimreview.jsonld", text)], (), known.secrets, known.names)
    yield "claimreview.jsonld", text.encode()


def _review(review: Review, publication: Publication, known: Sources) -> dict[str, Any]:
    fact = known.facts[review.fact]
    speaker, words = _told(fact, "speaker_org", known), _statement(fact, known)
    if not speaker or not words:
        msg = f"fact {fact.id[:12]} is no statement of a body, or may not be shown"
        raise PublishError(msg, remedy="Take it out of reviews.toml.")
    paper = document(fact.digest, fact.document, known)
    appearance = {"@type": "CreativeWork", "name": paper.title}
    if paper.source:
        appearance["url"] = paper.source
    claim: dict[str, Any] = {
        "@type": "Claim",
        "author": {"@type": "Organization", "name": speaker},
        "appearance": appearance,
    }
    if date := _told(fact, "date", known):
        claim["datePublished"] = date
    return {
        "@type": "ClaimReview",
        "url": f"{review.address}#claim-{address_of(review.claim)}",
        "claimReviewed": words,
        "itemReviewed": claim,
        "author": {"@type": "Organization", "name": review.author},
        "datePublished": publication.at[:10],
        "reviewRating": {"@type": "Rating", "alternateName": review.rating},
    }


def _statement(fact: AcceptedFact, known: Sources) -> str:
    if fact.kind == "attributed_statement":
        return _told(fact, "proposition", known)
    if not _told(fact, "value", known):
        return ""
    told = {n: _told(fact, n, known) for n in ("item", "hedge", "value", "unit", "period")}
    told["hedge"] = _HEDGES.get(told["hedge"], told["hedge"])
    if share := _told(fact, "denominator", known):
        told["unit"] = f"{told['unit']} of {share}".strip()
    if told["period"]:
        told["period"] = f"({told['period']})"
    return " ".join(t for t in told.values() if t)


def _told(fact: AcceptedFact, name: str, known: Sources) -> str:
    if name not in fact.fields:
        return ""
    text = shown(name, fact.fields[name].value, known)
    return "" if BLANK in text else text
