"""A web archive of the pages that prove a story (WACZ), public edition: every page made anew.

Nothing of an original, of a request, of a response's headers or of the machine that fetched it is
copied: a record holds a page drawn again with private names and numbers masked, under the address
where the document was found, or under one that leads nowhere (`.invalid`). The same publication
gives the same bytes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import io
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from papertrace.publish.gate import cleared, refuse_exposed
from papertrace.publish.package_tables import corners, shown
from papertrace.publish.proofs import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import PageImage, Publication
    from papertrace.publish.proofs import Sources
    from papertrace.publish.views import DocumentView

NAME = "wacz"
TITLE = "A web archive of the pages that prove it, made anew and masked, for replay tools"
SIGNED = ""

_NOWHERE = "https://papertrace.invalid/documents/"
_WARC = "archive/pages.warc.gz"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_REMOVED = [
    "originals and their bytes",
    "requests, request headers and cookies",
    "response headers",
    "who captured, with what and from where",
    "private persons' names and numbers, masked in every page",
]
_PAGE = """<!doctype html>
<html lang="zh">
<head><meta charset="utf-8"><title>{title}</title>
<style>body{{font-family:sans-serif;max-width:60rem;margin:1rem auto}}img{{width:100%}}</style>
</head>
<body>
<p>Made anew by papertrace; names and numbers of private persons are blanked. This is not the
original, whose SHA-256 is {digest}.</p>
<h1>{title}</h1>
{pages}
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class _Record:
    address: str
    at: str
    """UTC, ISO 8601, without a part of a second."""
    title: str
    media_type: str
    data: bytes


def files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Give the one file.

    Raises DraftNotChecked, NotAccepted, PublishError or SourceExposed before it.
    """
    known = cleared(publication)
    records, texts = [], []
    for held in sorted(publication.holdings, key=lambda h: h.digest):
        images = [i for (d, _), i in sorted(known.images.items()) if d == held.digest]
        if images:
            told = document(held.digest, held.name, known)
            one = _record(told, images, publication.at)
            records.append(one)
            texts.append((told.address, f"{one.address}\n{_page(told, [])}"))
    facts = _written(_facts(publication, known))
    texts.append(("papertrace/facts.json", facts))
    refuse_exposed(texts, publication.images, known.secrets, known.names)
    yield "story.wacz", _packed(publication, records, facts.encode())


def _written(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _record(told: DocumentView, images: list[PageImage], at: str) -> _Record:
    address = told.source or f"{_NOWHERE}{told.digest[:12]}.html"
    when = (told.captured or at)[:19] + "Z"
    return _Record(address, when, told.title, "text/html", _page(told, images).encode())


def _page(told: DocumentView, images: list[PageImage]) -> str:
    pages = "".join(
        f"<h2>Page {i.page}</h2>\n"
        f'<img alt="Page {i.page}" src="data:{i.media_type};base64,'
        f'{base64.b64encode(i.data).decode()}">\n'
        for i in images
    )
    return _PAGE.format(title=html.escape(told.title), digest=told.digest, pages=pages)


def _facts(publication: Publication, known: Sources) -> dict[str, Any]:
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


def _packed(publication: Publication, records: list[_Record], facts: bytes) -> bytes:
    warc, index = _archived(publication, records)
    lines = [json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"})]
    lines += [
        json.dumps(
            {"id": hashlib.sha256(r.data).hexdigest()[:16], "url": r.address, "ts": r.at,
             "title": r.title},
            ensure_ascii=False,
        )
        for r in records
    ]  # fmt: skip
    parts = [
        (_WARC, warc),
        ("indexes/index.cdx.gz", index),
        ("pages/pages.jsonl", ("\n".join(lines) + "\n").encode()),
        ("papertrace/facts.json", facts),
    ]
    told = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": publication.title,
        "created": publication.at,
        "software": f"papertrace {publication.version}",
        "papertrace:edition": "public",
        "papertrace:removed": _REMOVED,
        "resources": [
            {"name": path.rpartition("/")[2].lower(), "path": path, "hash": _hash(data),
             "bytes": len(data)}
            for path, data in parts
        ],
    }  # fmt: skip
    package = _written(told).encode()
    sealed = _written({"path": "datapackage.json", "hash": _hash(package)}).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for path, data in (*parts, ("datapackage.json", package),
                           ("datapackage-digest.json", sealed)):  # fmt: skip
            packed.writestr(zipfile.ZipInfo(path, _EPOCH), data)
    return out.getvalue()


def _hash(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _archived(publication: Publication, records: list[_Record]) -> tuple[bytes, bytes]:
    """Give the WARC, a gzip member a record, and its index, sorted."""
    about = (
        f"software: papertrace {publication.version}\r\nformat: WARC File Format 1.1\r\n"
        f"description: pages made anew and masked; left out: {'; '.join(_REMOVED)}\r\n"
    )
    at = publication.at[:19] + "Z"
    info = _Record("", at, "", "application/warc-fields", about.encode())
    out, rows = io.BytesIO(), []
    out.write(_zipped(_head(info, "warcinfo") + info.data + b"\r\n\r\n"))
    for one in records:
        offset = out.tell()
        out.write(_zipped(_head(one, "resource") + one.data + b"\r\n\r\n"))
        told = {
            "url": one.address,
            "mime": one.media_type,
            "status": "200",
            "digest": _hash(one.data),
            "length": str(out.tell() - offset),
            "offset": str(offset),
            "filename": _WARC.rpartition("/")[2],
        }
        stamp = "".join(c for c in one.at if c.isdigit())
        rows.append(f"{_surt(one.address)} {stamp} {json.dumps(told)}\n")
    return out.getvalue(), _zipped("".join(sorted(rows)).encode())


def _head(record: _Record, kind: str) -> bytes:
    digest = hashlib.sha256(record.data).digest()
    target = f"WARC-Target-URI: {quote(record.address, safe=_PLAIN)}\r\n" if record.address else ""
    return (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\n{target}WARC-Date: {record.at}\r\n"
        f"WARC-Record-ID: <urn:uuid:{_uuid(digest)}>\r\n"
        f"WARC-Block-Digest: sha256:{base64.b32encode(digest).decode()}\r\n"
        f"Content-Type: {record.media_type}\r\nContent-Length: {len(record.data)}\r\n\r\n"
    ).encode()


_PLAIN = "%/:?#[]@!$&'()*+,;=~-._"


def _uuid(digest: bytes) -> str:
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-8{text[17:20]}-{text[20:32]}"


def _zipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def _surt(address: str) -> str:
    """Give an address as indexes sort it: the host backwards, then its path."""
    parts = urlsplit(address.lower())
    host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
    asked = f"?{parts.query}" if parts.query else ""
    return f"{host}){parts.path or '/'}{asked}"
