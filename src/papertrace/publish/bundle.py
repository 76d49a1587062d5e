"""The evidence bundle: what a story says, what proves it, and how to test it.

A BagIt folder with page images made anew, the words of those pages with their boxes, the accepted
facts, the claims, the draft, the seals' time-stamps, and a verifier that needs Python alone. The
public edition holds no original and no digest of one, no name of a private person, no key of a
reviewer and no time of a decision finer than a day. Whoever writes it signs `SIGNED`; without that
signature the verifier refuses it.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files as package_files
from typing import TYPE_CHECKING, Any

from papertrace.model import overlap
from papertrace.publish.commitments import refuse_bare, veil_of, veiled
from papertrace.publish.fact_rows import fact_row
from papertrace.publish.gate import cleared, refuse_exposed
from papertrace.publish.package_tables import corners
from papertrace.publish.proofs import document, sources
from papertrace.publish.redact import BLANK, masks
from papertrace.publish.windows import image_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papertrace.model import ClaimResult, Page, Publication, SealedAt, StampTold
    from papertrace.publish.kept import Kept
    from papertrace.publish.proofs import Sources

NAME = "bundle"
TITLE = "An evidence bundle that a stranger verifies with one command, without papertrace"
SIGNED = "tagmanifest-sha256.txt"
"""The file whose signature (`<name>.sig`, SSHSIG, namespace `papertrace-bundle`) seals the rest."""

_BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_READ_ME = """# {title}

The evidence behind a story, as of {at}. To test it:

    python3 verify.py --key FINGERPRINT --newest NUMBER

This is edition number {number}. NUMBER is the newest one that the publisher names, so that an older
one passed on in its place is told. FINGERPRINT is the publisher's; have both from the publisher's
own site, not from this folder.
`verify.py` is 300 lines of plain Python: read it first. By hand:

    sha256sum -c manifest-sha256.txt
    ssh-keygen -Y check-novalidate -n papertrace-bundle \\
      -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt

- `data/story.md`: the draft, in which every figure links to a claim.
- `data/bundle.json`: claims, facts with quotes and boxes, documents, words of the pages.
- `data/images/`: the pages, made anew; private names and numbers are blacked out.
- `data/seals/`: time-stamps of outside authorities (RFC 3161). Each is over 64 bytes: the `salt`
  and the `root` that `bundle.json` names; with openssl, `verify.py` tests them. By hand:
  `openssl ts -verify -digest SHA256-OF-THOSE-BYTES -in ANSWER.tsr -CAfile ROOTS.pem`

{originals}
It shows that nothing was changed since it was signed, and that every figure stands on the page.
A time-stamp shows that what was sealed was there by then; no day in `bundle.json` may be later than
a time-stamp that it must precede. `--strict` fails where time-stamps could not be tested. Neither
shows that what the documents say is true.
"""


_WITHOUT = """The originals are not in it, nor are their digests: a digest would give away a file
that can be guessed. Each document is known by a keyed commitment. Whoever is given an original and
its opening tests that they belong here: `python3 verify.py --open OPENING FILE`. By hand, the
commitment is the HMAC-SHA256, under the opening, of the file's SHA-256 in hex.
Left out: {removed}."""
_WITH = """This is the EXPERT edition: `data/originals/` holds the originals, each under its
SHA-256, `data/openings.json` what shows that they are the documents of the public edition, and
`data/captures.json` who captured and decided what, and when. Private persons are named in them: do
not pass it on."""
_REMOVED = (
    "originals and their digests",
    "requests, headers and cookies",
    "who captured, with what and from where",
    "names and keys of reviewers",
    "times of decisions finer than a day",
    "names and numbers of private persons",
)


def files(publication: Publication, kept: Sequence[Kept] = ()) -> Iterator[tuple[str, bytes]]:
    """Give (path, bytes) of every file but the signature; `SIGNED` comes last.

    `kept` makes it the expert edition, which is only ever written encrypted.
    Raises DraftNotChecked, NotAccepted, PublishError or SourceExposed before the first file.
    """
    bare = cleared(publication)
    public = veiled(publication, bare)
    known = sources(public, bare.secrets)
    edition = {
        "edition": "expert" if kept else "public",
        "removed": [] if kept else list(_REMOVED),
        "secret": veil_of(publication).name,
        "number": publication.number,
        "previous": publication.previous,
        "corrections": [
            {"at": at[:10], "note": known.masked(note)} for at, note in publication.editions
        ],
        "draft": publication.report.draft.sha256,
    }
    told = json.dumps(_told(public, known) | edition, ensure_ascii=False, indent=1, sort_keys=True)
    texts = [("data/story.md", publication.report.draft.text), ("data/bundle.json", f"{told}\n")]
    refuse_exposed(texts, public.images, known.secrets, known.names)
    payload = [(path, text.encode()) for path, text in texts]
    payload += [(f"data/{image_path(i)}", i.data) for i in _images(public)]
    payload += _stamps(public)
    refuse_bare(publication, dict(payload))
    originals = _WITH if kept else _WITHOUT.format(removed="; ".join(_REMOVED))
    day = publication.at[:10]
    readme = _READ_ME.format(
        title=publication.title, at=day, originals=originals, number=publication.number
    )
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
    facts = sorted(publication.facts, key=lambda f: (f.kind, f.document, f.id))
    pages = publication.pages or {}
    return {
        "title": publication.title,
        "at": publication.at[:10],
        "version": publication.version,
        "people": 2 if publication.second_person else 1,
        "claims": [_claim(r, known) for r in publication.report.results],
        "facts": [fact_row(f, known) for f in facts],
        "seals": [_seal(n, s) for n, s in enumerate(publication.seals, 1)],
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


def _document(digest: str, name: str, known: Sources) -> dict[str, Any]:
    told = document(digest, name, known)
    return {
        "commitment": digest,
        "name": told.name,
        "title": told.title,
        "publisher": told.publisher,
        "year": told.year,
        "form": told.form,
        "pages": told.pages,
        "captured": told.captured,
        "origin": told.origin,
    }


def _stamp_paths(seal: int, number: int, stamp: StampTold) -> tuple[str, str]:
    """Name the files of a seal's time-stamp: the answer, and the roots or ''."""
    stem = f"data/seals/{seal}-{number}"
    return f"{stem}.tsr", f"{stem}.pem" if stamp.roots else ""


def _stamps(publication: Publication) -> Iterator[tuple[str, bytes]]:
    for n, seal in enumerate(publication.seals, 1):
        for m, stamp in enumerate(seal.stamps, 1):
            answer, roots = _stamp_paths(n, m, stamp)
            yield answer, stamp.answer
            if roots:
                yield roots, stamp.roots.encode()


def _seal(number: int, seal: SealedAt) -> dict[str, Any]:
    paths = [_stamp_paths(number, m, s) for m, s in enumerate(seal.stamps, 1)]
    return {
        "day": seal.day,
        "root": seal.root,
        "salt": seal.salt,
        "stamps": [
            {"authority": s.authority, "answer": answer, "roots": roots}
            for s, (answer, roots) in zip(seal.stamps, paths, strict=True)
        ],
        "under": [
            {
                "document": paper,
                "leaf": one.leaf,
                "path": [[h, ""] if side == "left" else ["", h] for side, h in one.path],
            }
            for paper, one in sorted(seal.under)
        ],
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
