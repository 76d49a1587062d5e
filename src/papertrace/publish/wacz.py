"""A web archive of the pages that prove a story (WACZ), public edition: every page made anew.

Nothing of an original, of a request, of a response's headers or of the machine that fetched it is
copied: a record holds a page drawn again with private names and numbers masked, under the address
where the document was found, or under one that leads nowhere (`.invalid`). The same publication
gives the same bytes.
"""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING, Any

from papertrace.publish.commitments import refuse_bare, veiled
from papertrace.publish.gate import cleared, refuse_exposed
from papertrace.publish.package_tables import corners, shown
from papertrace.publish.proofs import document, sources
from papertrace.publish.wacz_pack import Record, packed, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import PageImage, Publication
    from papertrace.publish.proofs import Sources
    from papertrace.publish.views import DocumentView

NAME = "wacz"
TITLE = "A web archive of the pages that prove it, made anew and masked, for replay tools"
SIGNED = ""

NOWHERE = "https://papertrace.invalid/documents/"
"""Under this stands what was not found on the web."""
_REMOVED = [
    "originals, their bytes and their digests (keyed commitments stand for them)",
    "requests, request headers and cookies",
    "response headers",
    "who captured, with what and from where",
    "names and keys of reviewers, times of decisions",
    "private persons' names and numbers, masked in every page",
]
_PAGE = """<!doctype html>
<html lang="zh">
<head><meta charset="utf-8"><title>{title}</title>
<style>body{{font-family:sans-serif;max-width:60rem;margin:1rem auto}}img{{width:100%}}</style>
</head>
<body>
<p>Made anew by papertrace; names and numbers of private persons are blanked. This is not the
original, which the publisher keeps. Keyed commitment to it: {digest}.</p>
<h1>{title}</h1>
{pages}
</body>
</html>
"""


def files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Give the one file.

    Raises DraftNotChecked, NotAccepted, PublishError or SourceExposed before it.
    """
    bare = cleared(publication)
    publication, whole = veiled(publication, bare), publication
    known = sources(publication, bare.secrets)
    records, texts = [], []
    for held in sorted(publication.holdings, key=lambda h: h.digest):
        images = [i for (d, _), i in sorted(known.images.items()) if d == held.digest]
        if images:
            told = document(held.digest, held.name, known)
            one = _record(told, images, publication.at)
            records.append(one)
            texts.append((told.address, f"{one.address}\n{_page(told, [])}"))
    facts = written(facts_of(publication, known))
    texts.append(("papertrace/facts.json", facts))
    refuse_exposed(texts, publication.images, known.secrets, known.names)
    refuse_bare(whole, {r.address: r.data for r in records} | {"facts.json": facts.encode()})
    note = f"pages made anew and masked; left out: {'; '.join(_REMOVED)}"
    about = {"edition": "public", "removed": _REMOVED, "note": note}
    more = [("papertrace/facts.json", facts.encode())]
    yield "story.wacz", packed(publication, records, more, about)


def _record(told: DocumentView, images: list[PageImage], at: str) -> Record:
    address = told.source or f"{NOWHERE}{told.digest[:12]}.html"
    when = f"{(told.captured or at)[:10]}T00:00:00Z"
    return Record(address, when, told.title, "text/html", _page(told, images).encode())


def _page(told: DocumentView, images: list[PageImage]) -> str:
    pages = "".join(
        f"<h2>Page {i.page}</h2>\n"
        f'<img alt="Page {i.page}" src="data:{i.media_type};base64,'
        f'{base64.b64encode(i.data).decode()}">\n'
        for i in images
    )
    return _PAGE.format(title=html.escape(told.title), digest=told.digest, pages=pages)


def facts_of(publication: Publication, known: Sources) -> dict[str, Any]:
    """Give claims and facts with their boxes, as the archive holds them."""
    facts = sorted(publication.facts, key=lambda f: (f.kind, f.id))
    return {
        "title": publication.title,
        "claims": [
            {"id": r.claim.id, "words": known.masked(r.claim.span.text), "facts": list(r.facts)}
            for r in publication.report.results
        ],
        "facts": [
            {
                "id": f.id,
                "kind": f.kind,
                "document": f.digest,
                "people": len(set(f.reviewers)),
                "fields": {n: shown(n, v.value, known) for n, v in sorted(f.fields.items())},
                "anchors": [
                    {
                        "field": a.field,
                        "role": a.role,
                        "page": a.page,
                        "boxes": [corners(b) for b in a.boxes],
                        "quote": shown(a.field, a.quote, known),
                    }
                    for a in f.anchors
                ],
            }
            for f in facts
        ],
    }
