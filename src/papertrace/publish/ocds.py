"""OCDS 1.1: a release for what each document says of each purchase, made from accepted facts.

Purchases are those that the case resolved; their identifiers begin with `x-papertrace-`, which is
no registered prefix. Page, boxes, quotes and digests, and whatever else the standard has no field
for, stand in an object named `papertrace`, whose schema lies beside the releases.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from papertrace.publish.gate import cleared, refuse_exposed
from papertrace.publish.ocds_parts import MAKERS
from papertrace.publish.ocds_release import EXTENSION, Number, Release, moment
from papertrace.publish.proofs import document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.model import AcceptedFact, Publication
    from papertrace.publish.proofs import Sources

    Part = dict[str, Any]

NAME = "ocds"
TITLE = "OCDS 1.1 releases and records of purchases, each with the spots that prove it"
SIGNED = ""
PREFIX = "x-papertrace"

_TYPES = {
    "planning": "procurementPlan",
    "tender": "tenderNotice",
    "award": "awardNotice",
    "contract": "contractNotice",
    "implementation": "completionCertificate",
}
_LOTS = (
    "https://raw.githubusercontent.com/open-contracting-extensions/"
    "ocds_lots_extension/v1.1.5/extension.json"
)
_MARK = re.compile(r'"\\u0000#(-?[0-9.]+)"')
_SHORT = 12

_ABOUT = {
    "name": {"en": "papertrace"},
    "description": {
        "en": "What proves a part of a release (facts with document digest, page, boxes, quotes)"
        " and what OCDS has no field for: rates, unit prices, prices a year, offers, ranks, taxes."
    },
    "documentationUrl": {"en": "README.md"},
    "compatibility": ["1.1"],
    "schemas": ["release-schema.json"],
}
_SCHEMA = {
    "definitions": {
        name: {"properties": {EXTENSION: {"type": "object", "title": "Evidence and the rest"}}}
        for name in (
            "Planning",
            "Tender",
            "Lot",
            "Award",
            "Contract",
            "Item",
            "Amendment",
            "Milestone",
            "Document",
        )
    },
    "properties": {EXTENSION: {"type": "object", "title": "What is to be known of this release"}},
}
_READ_ME = """# {title}: purchases in OCDS 1.1

- `releases.json`: a release package; one release for what one document says of one purchase.
- `records.json`: the same by purchase.
- `left-out.json`: accepted facts that OCDS has no place for, counted by kind.
- `extension/`: the schema of the objects named `papertrace`.

Identifiers begin with `{prefix}`, which is not a registered prefix: do not mix them with others'.
A value is a sum of the whole; rates, unit prices, prices a year and candidates' offers stand under
`papertrace`. `tender.value` is the ceiling (最高限价), `planning.budget` the budget (预算金额).
A part with `inferred` was made because the standard asks for it; no document was seen.
Dates without a time stand for midnight, UTC; `dateFrom` says where a release's date comes from.
"""


def files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Give (path, bytes) of every file.

    Raises DraftNotChecked, NotAccepted, PublishError or SourceExposed before the first file.
    """
    known = cleared(publication)
    releases, left = _releases(publication, known)
    head = {
        "uri": f"urn:{PREFIX}:{publication.at}",
        "version": "1.1",
        "extensions": [_LOTS],
        "publishedDate": publication.at,
        "publisher": {"name": f"papertrace {publication.version}"},
    }
    by_process: dict[str, list[Part]] = defaultdict(list)
    for release in releases:
        by_process[release["ocid"]].append(release)
    records = [{"ocid": ocid, "releases": some} for ocid, some in by_process.items()]
    readme = _READ_ME.format(title=publication.title, prefix=PREFIX)
    written = [
        ("releases.json", _written({**head, "releases": releases})),
        ("records.json", _written({**head, "records": records})),
        ("left-out.json", _written(left)),
        ("extension/extension.json", _written(_ABOUT)),
        ("extension/release-schema.json", _written(_SCHEMA)),
        ("README.md", readme),
    ]
    refuse_exposed(written, (), known.secrets, known.names)
    yield from ((path, text.encode()) for path, text in written)


def _written(told: object) -> str:
    """Write JSON; decimals keep their digits, which no float between could promise."""
    text = json.dumps(told, ensure_ascii=False, indent=1, default=_number)
    return _MARK.sub(r"\1", text) + "\n"


def _number(value: object) -> str:
    if isinstance(value, Number):
        return f"\0#{value.text}"
    raise TypeError(type(value).__name__)


def _releases(publication: Publication, known: Sources) -> tuple[list[Part], Part]:
    facts = sorted(publication.facts, key=lambda f: f.id)
    by_release: dict[tuple[str, str], list[AcceptedFact]] = defaultdict(list)
    no_room: Counter[str] = Counter()
    lacking: Counter[str] = Counter()
    for fact in facts:
        if fact.kind not in MAKERS:
            no_room[fact.kind] += 1
        else:
            by_release[_process(fact, publication), fact.digest].append(fact)
    made = []
    for (process, digest), some in sorted(by_release.items()):
        whole = [f for (other, _), of in by_release.items() for f in of if other == process]
        release = Release(known, whole)
        for kind, maker in MAKERS.items():
            missing = [f for f in some if f.kind == kind and not maker(release, f)]
            lacking.update(f.kind for f in missing)
        if release.tags or release.tender:
            made.append(_release(release, process, digest, some, publication))
    told = {"no place in OCDS": dict(no_room), "lacks what OCDS requires": dict(lacking)}
    return sorted(made, key=lambda r: (r["ocid"], r["date"], r["id"])), told


def _process(fact: AcceptedFact, publication: Publication) -> str:
    """Give the purchase of a fact: the case's, or one of the document's own."""
    known = publication.purchases or {}
    if fact.id in known:
        return known[fact.id]
    beside = {known[f.id] for f in publication.facts if f.digest == fact.digest and f.id in known}
    return beside.pop() if len(beside) == 1 else fact.digest[:_SHORT]


def _release(
    release: Release,
    process: str,
    digest: str,
    facts: Iterable[AcceptedFact],
    publication: Publication,
) -> dict[str, Any]:
    ocid = f"{PREFIX}-{process}"
    told = [moment(release.told(f, "published")) for f in facts if f.kind == "notice"]
    told.append(moment((publication.published or {}).get(digest, "")))
    published = next((t for t in told if t), "")
    tags = list(release.tags) or ["tender"]
    paper = _paper(digest, tags[-1], published, release.known)
    aside = dict(release.aside)
    if release.tender or set(tags) & {"tender", "tenderAmendment"}:
        number = release.tender.get(EXTENSION, {}).get("number")
        release.tender = {"id": number or ocid, **release.tender}
    _put(release, tags[-1], paper)
    parts: Part = {
        "parties": list(release.parties.values()),
        "buyer": aside.get("buyer"),
        "planning": release.planning,
        "tender": release.tender,
        "awards": list(release.awards.values()),
        "contracts": list(release.contracts.values()),
    }
    return {
        "ocid": ocid,
        "id": f"{process}-{digest[:_SHORT]}",
        "date": published or moment(release.known.captures.get(digest, "")) or _NO_DATE,
        "tag": tags,
        "initiationType": "tender",
        "language": "zh",
        **{name: _full(part) for name, part in parts.items() if part},
        EXTENSION: {"dateFrom": "published" if published else "captured", "document": digest},
    }


def _full(part: Any) -> Any:  # noqa: ANN401  (any JSON)
    """Leave out what is empty: the standard takes an absent field, not an empty one."""
    if isinstance(part, dict):
        return {n: _full(v) for n, v in part.items() if v not in ("", None, [], {})}
    return [_full(v) for v in part] if isinstance(part, list) else part


_NO_DATE = "1970-01-01T00:00:00Z"
"""Of a document whose capture is not known; `dateFrom` says so."""


def _paper(digest: str, tag: str, published: str, known: Sources) -> Part:
    told = document(digest, digest[:_SHORT], known)
    held = known.holdings.get(digest)
    paper: Part = {
        "id": digest[:_SHORT],
        "documentType": _TYPES.get(tag, "tenderNotice"),
        "title": told.title,
        "format": held.media_type if held else "",
        "language": "zh",
        EXTENSION: {
            "commitment" if digest in known.withheld else "sha256": digest,
            "captured": told.captured,
        },
    }
    if published:
        paper["datePublished"] = published
    if told.source:
        paper["url"] = told.source
    return paper


def _put(release: Release, tag: str, paper: Part) -> None:
    """List the document where its stage is."""
    if tag == "planning":
        at = [release.planning]
    elif tag in ("contract", "implementation") and release.contracts:
        at = list(release.contracts.values())
    elif tag == "award" and release.awards:
        at = list(release.awards.values())
    else:
        at = [release.tender]
    for part in at:
        part.setdefault("documents", []).append(paper)
