"""The evidence bundle, public edition: what a story says, what proves it, and how to test it.

A BagIt folder with page images made anew, the words of those pages with their boxes, the accepted
facts, the claims and the draft, and a verifier that needs Python alone. It holds no original, no
name of a private person, no key of a reviewer and no time of a decision finer than a day. Whoever
writes it signs `SIGNED`; without that signature the verifier refuses it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files as package_files
from typing import TYPE_CHECKING, Any

from papertrace.model import overlap
from papertrace.publish.gate import cleared, refuse_exposed
from papertrace.publish.package_tables import corners, shown
from papertrace.publish.proofs import document
from papertrace.publish.redact import BLANK, masked_context, masks
from papertrace.publish.windows import image_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from papertrace.model import AcceptedFact, ClaimResult, Page, Publication
    from papertrace.publish.proofs import Sources

NAME = "bundle"
TITLE = "An evidence bundle that a stranger verifies with one command, without papertrace"
SIGNED = "tagmanifest-sha256.txt"
"""The file whose signature (`<name>.sig`, SSHSIG, namespace `papertrace-bundle`) seals the rest."""

_BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_READ_ME = """# {title}

The evidence behind a story, as of {at}. To test it:

    python3 verify.py --key FINGERPRINT

FINGERPRINT is the publisher's; have it from the publisher's own site, not from this folder.
`verify.py` is 300 lines of plain Python: read it first. By hand:

    sha256sum -c manifest-sha256.txt
    ssh-keygen -Y check-novalidate -n papertrace-bundle \\
      -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt

- `data/story.md`: the draft, in which every figure links to a claim.
- `data/bundle.json`: claims, facts with quotes and boxes, documents, words of the pages.
- `data/images/`: the pages, made anew; private names and numbers are blacked out.

{originals}
It shows that nothing was changed since it was signed, and that every figure stands on the page.
It does not show that what the documents say is true.
"""


_WITHOUT = (
    "The originals are not in it; each is named by its SHA-256, by which a copy can be recognised."
)
_WITH = """This is the EXPERT edition: `data/originals/` holds the originals, each under its
SHA-256, and `data/captures.json` who captured and decided what, and when. Private persons are named
in them: do not pass it on."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One further file of the expert edition, read when it is written."""

    path: str
    sha256: str
    size: int
    read: Callable[[], bytes]


def files(publication: Publication, kept: Sequence[Kept] = ()) -> Iterator[tuple[str, bytes]]:
    """Give (path, bytes) of every file but the signature; `SIGNED` comes last.

    `kept` makes it the expert edition, which is only ever written encrypted.
    Raises DraftNotChecked, NotAccepted, PublishError or SourceExposed before the first file.
    """
    known = cleared(publication)
    told = (
        json.dumps(_told(publication, known), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )
    texts = [("data/story.md", publication.report.draft.text), ("data/bundle.json", told)]
    refuse_exposed(texts, publication.images, known.secrets, known.names)
    payload = [(path, text.encode()) for path, text in texts]
    payload += [(f"data/{image_path(i)}", i.data) for i in _images(publication)]
    originals = _WITH if kept else _WITHOUT
    day = publication.at[:10]
    readme = _READ_ME.format(title=publication.title, at=day, originals=originals)
    sizes = [*(len(data) for _, data in payload), *(k.size for k in kept)]
    rows = [*_rows(payload), *((k.path, k.sha256) for k in kept)]
    tags = [
        ("bagit.txt", _BAGIT.encode()),
        ("bag-info.txt", _about(publication, sizes)),
        ("manifest-sha256.txt", _manifest(rows)),
        ("README.md", readme.encode()),
        ("verify.py", _verifier()),
    ]
    yield from payload
    yield from ((k.path, k.read()) for k in kept)
    yield from tags
    yield SIGNED, _manifest(_rows(tags))


def _images(publication: Publication) -> list[Any]:
    return sorted(publication.images, key=lambda i: (i.digest, i.page))


def _verifier() -> bytes:
    return (package_files("papertrace.publish") / "bundle_verifier.py").read_bytes()


def _rows(written: Iterable[tuple[str, bytes]]) -> list[tuple[str, str]]:
    return [(path, hashlib.sha256(data).hexdigest()) for path, data in written]


def _manifest(rows: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(rows)).encode()


def _about(publication: Publication, sizes: list[int]) -> bytes:
    return (
        f"Bagging-Date: {publication.at[:10]}\n"
        f"Bag-Software-Agent: papertrace {publication.version}\n"
        f"External-Description: {' '.join(publication.title.split())}\n"
        f"Payload-Oxum: {sum(sizes)}.{len(sizes)}\n"
    ).encode()


def _told(publication: Publication, known: Sources) -> dict[str, Any]:
    people = sorted({key for f in publication.facts for key in f.reviewers})
    called = {key: f"reviewer {n}" for n, key in enumerate(people, 1)}
    facts = sorted(publication.facts, key=lambda f: (f.kind, f.document, f.id))
    pages = publication.pages or {}
    return {
        "title": publication.title,
        "at": publication.at[:10],
        "version": publication.version,
        "people": 2 if publication.second_person else 1,
        "claims": [_claim(r, known) for r in publication.report.results],
        "facts": [_fact(f, called, known) for f in facts],
        "documents": [
            _document(h.digest, h.name, known)
            for h in sorted(publication.holdings, key=lambda h: (h.name, h.digest))
        ],
        "pages": [
            {
                "document": i.digest,
                "page": i.page,
                "image": f"data/{image_path(i)}",
                "width": i.width,
                "height": i.height,
                "words": _words(pages.get((i.digest, i.page)), known),
            }
            for i in _images(publication)
        ],
    }


def _claim(result: ClaimResult, known: Sources) -> dict[str, Any]:
    claim = result.claim
    return {
        "id": claim.id,
        "kind": claim.kind,
        "line": claim.span.line,
        "words": claim.span.text,
        "outcome": result.outcome,
        "found": known.masked(result.found),
        "message": known.masked(result.message),
        "formula": known.masked(result.result.formula) if result.result else "",
        "facts": list(result.facts),
    }


def _fact(fact: AcceptedFact, called: dict[str, str], known: Sources) -> dict[str, Any]:
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
        "decisions": [{"by": called[k], "date": day} for k in sorted(set(fact.reviewers))],
    }


def _document(digest: str, name: str, known: Sources) -> dict[str, Any]:
    told = document(digest, name, known)
    return {
        "sha256": digest,
        "name": told.name,
        "title": told.title,
        "publisher": told.publisher,
        "year": told.year,
        "form": told.form,
        "pages": told.pages,
        "captured": told.captured,
        "origin": told.origin,
    }


def _words(page: Page | None, known: Sources) -> list[list[Any]]:
    """Give the words of a page with their boxes; those under a mask blanked."""
    if page is None:
        return []
    hidden = masks(page, known.secrets)
    return [
        [BLANK * len(w.text) if any(overlap(w.box, h) for h in hidden) else w.text, *corners(w.box)]
        for w in page.words
    ]
