"""From checked claims to what the pages print: each claim with its evidence, masked and placed.

It decides nothing about a claim; it only lays out what the report and the accepted facts say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.publish import wording
from papertrace.publish.redact import masked_context, masked_name, masked_party, masked_text
from papertrace.publish.story import address_of
from papertrace.publish.views import (
    CoverageView,
    DocumentView,
    EvidenceView,
    FieldView,
    PageView,
    ProofView,
)
from papertrace.publish.windows import crops, mark, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from papertrace.model import (
        AcceptedFact,
        Anchor,
        ClaimResult,
        Coverage,
        Holding,
        PageImage,
        Publication,
    )
    from papertrace.publish.windows import Mark


DAY = 10
"""Characters of a day, as ISO 8601 writes it."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What proofs are laid out from."""

    facts: Mapping[str, AcceptedFact]
    holdings: Mapping[str, Holding]
    """By digest."""
    images: Mapping[tuple[str, int], PageImage]
    captures: Mapping[str, str]
    """The day alone: the time of a fetch finds it in the log of whoever was asked."""
    origins: Mapping[str, str]
    secrets: tuple[str, ...]
    names: Mapping[str, str]
    """Documents' names that cannot be printed as they are, and as what they are printed."""
    addresses: Mapping[str, str]
    withheld: frozenset[str] = frozenset()
    """Documents that are known by a commitment, and not by their digest or address."""

    def masked(self, text: str) -> str:
        """Give a text as it may be printed: without private names, in documents' names too."""
        for name, shown in self.names.items():
            text = text.replace(name, shown)
        return masked_text(text, self.secrets)


def sources(publication: Publication, secrets: tuple[str, ...]) -> Sources:
    """Index a publication."""
    return Sources(
        {f.id: f for f in publication.facts},
        {h.digest: h for h in publication.holdings},
        {(i.digest, i.page): i for i in publication.images},
        {digest: at[:DAY] for digest, at in publication.captures.items()},
        publication.origins or {},
        secrets,
        _renamed(publication, secrets),
        publication.addresses or {},
        publication.withheld,
    )


def _renamed(publication: Publication, secrets: tuple[str, ...]) -> dict[str, str]:
    """Find the documents' names that hold a private one, longest first, and blank it."""
    every = {n for h in publication.holdings for n in (h.name, *h.names)}
    every.update(f.document for f in publication.facts)
    shown = {n: masked_name(n, secrets) for n in sorted(every, key=lambda n: (-len(n), n))}
    return {n: s for n, s in shown.items() if n != s}


def proofs(publication: Publication, known: Sources) -> tuple[ProofView, ...]:
    """Lay out the proof of every claim, in the order of the story; once where it is linked twice.

    The links of one claim rest on the same options, so on the same facts; the first one's words
    stand in the heading.
    """
    ordered = sorted(
        publication.report.results, key=lambda r: (r.claim.span.line, r.claim.span.column)
    )
    first: dict[str, ClaimResult] = {}
    for result in ordered:
        first.setdefault(address_of(result.claim.id), result)
    addresses, results = list(first), list(first.values())
    around = ["", *addresses, ""]
    quoted = publication.quoted or {}
    made = (
        _proof(r, known, addresses[i], (around[i], around[i + 2])) for i, r in enumerate(results)
    )
    return tuple(
        replace(proof, quoted=_quoted(quoted.get(r.claim.id, ()), known))
        for proof, r in zip(made, results, strict=True)
    )


def _quoted(pages: Iterable[tuple[str, int]], known: Sources) -> tuple[tuple[str, str], ...]:
    """Name each quoted page, and give the address under which it is shown."""
    told = [(document(digest, digest[:12], known), number) for digest, number in pages]
    return tuple((f"{d.title}, page {n}", f"{d.address}#page-{n}") for d, n in told)


def _proof(result: ClaimResult, known: Sources, address: str, around: tuple[str, str]) -> ProofView:
    claim, computed = result.claim, result.result
    field = claim.options.get("field")
    wanted = field if isinstance(field, str) else None
    used = dict.fromkeys(result.facts)
    return ProofView(
        address=address,
        figure=claim.span.text,
        context=claim.context,
        kind=wording.field_name(claim.kind),
        found=known.masked(result.found),
        message=known.masked(result.message),
        formula=known.masked(computed.formula) if computed else "",
        total=wording.figure(computed.value, computed.unit) if computed else "",
        evidence=tuple(_evidence(known.facts[f], known, wanted) for f in used),
        coverage=_coverage(result.coverage, known) if result.coverage else None,
        warnings=tuple(known.masked(w.message) for w in result.warnings),
        before=around[0],
        behind=around[1],
    )


def document(digest: str, name: str, known: Sources) -> DocumentView:
    """Lay out what is known of a document."""
    held = known.holdings.get(digest)
    told = masked_name(held.name if held else name, known.secrets)
    return DocumentView(
        digest=digest,
        title=masked_text(held.title, known.secrets) if held and held.title else told,
        name=told,
        publisher=masked_party(held.publisher, known.secrets) if held else "",
        year=held.year if held else "",
        form=held.form if held else "",
        media_type=wording.media(held.media_type) if held else "",
        reader=held.reader if held else "",
        pages=held.page_count if held else 0,
        captured=known.captures.get(digest, ""),
        origin=masked_text(known.origins.get(digest, ""), known.secrets),
        outcome=wording.field_name(held.outcome).replace("-", " ") if held else "",
        address=f"documents/{digest[:12]}.html",
        source=""
        if digest in known.withheld
        else masked_text(known.addresses.get(digest, ""), known.secrets),
        digest_name="Keyed commitment" if digest in known.withheld else "SHA-256",
    )


def main_field(fact: AcceptedFact, wanted: str | None = None) -> str:
    """Name the field a fact is about: the one wanted, failing that the first of its figures."""
    if wanted in fact.fields:
        return str(wanted)
    found = next((n for n in wording.MAIN if n in fact.fields), None)
    return found or min(fact.fields)


def _evidence(fact: AcceptedFact, known: Sources, wanted: str | None) -> EvidenceView:
    held = known.holdings.get(fact.digest)
    main = main_field(fact, wanted)
    fields = {n: _field(fact, n, known) for n in sorted(fact.fields)}
    first = fields[main].page
    image = known.images.get((fact.digest, first))
    named = document(fact.digest, fact.document, known)
    pages = sorted({a.page for a in fact.anchors}, key=lambda p: (p != first, p))
    alt = f"Page {first} of {named.title}, with the {wording.field_name(main)} marked"
    return EvidenceView(
        fact=fact.id[:12],
        kind=wording.field_name(fact.kind),
        subject=next((fields[n].read for n in wording.SUBJECTS if n in fields and n != main), ""),
        main=fields[main],
        others=tuple(f for n, f in fields.items() if n != main),
        crops=crops(image, marks(fact, main, image)) if image else (),
        alt=alt,
        pages=tuple(
            PageView(p, whole(i, marks(fact, main, i)), f"Page {p} of {named.title}")
            for p in pages
            if (i := known.images.get((fact.digest, p))) is not None
        ),
        document=named,
        people=len(set(fact.reviewers)),
        how=wording.how(fact, held),
        limits=tuple(wording.limits(fact, held, image)),
    )


def _anchors(fact: AcceptedFact, name: str, role: str) -> list[Anchor]:
    return [a for a in fact.anchors if a.field == name and a.role == role]


def _field(fact: AcceptedFact, name: str, known: Sources) -> FieldView:
    value = fact.fields[name]
    mask = masked_party if name in wording.PARTIES else masked_text
    proof = _anchors(fact, name, "") or _anchors(fact, name, "mention") or list(fact.anchors)
    unit = " ".join(dict.fromkeys(a.quote for a in _anchors(fact, name, "unit")))
    apart = "" if unit and "".join(unit.split()) in "".join(value.written.split()) else unit
    first = proof[0]
    return FieldView(
        name=wording.field_name(name),
        printed=mask(value.written, known.secrets),
        unit=masked_text(apart, known.secrets),
        read=mask(wording.as_read(value), known.secrets),
        before=masked_context(first.prefix, known.secrets, before=True).strip(),
        behind=masked_context(first.suffix, known.secrets, before=False).strip(),
        page=first.page,
        note="stands elsewhere and holds here too" if value.inherited else "",
    )


def marks(fact: AcceptedFact, main: str, image: PageImage) -> tuple[Mark, ...]:
    """Mark a fact's anchors on a page image: the figure, its unit, and its other fields."""
    placed: dict[tuple[str, float, float, float, float], Mark] = {}
    for a in sorted(fact.anchors, key=lambda a: (a.field != main, a.role != "", a.field)):
        if a.page != image.page or a.role == "mention":
            continue
        ours = a.field == main
        if a.role == "unit" and not ours:
            continue
        role = ("unit" if a.role == "unit" else "figure") if ours else "other"
        label = "unit" if role == "unit" else wording.field_name(a.field)
        for number, box in enumerate(a.boxes):
            key = (role, box.x0, box.top, box.x1, box.bottom)
            if role == "other" and ("figure", *key[1:]) in placed:
                continue
            placed.setdefault(key, mark(image, box, role, label if number == 0 else ""))
    return tuple(placed.values())


def _coverage(coverage: Coverage, known: Sources) -> CoverageView:
    by_name = {n: h.digest for h in known.holdings.values() for n in (h.name, *h.names)}
    documents = []
    for name in coverage.documents:
        digest = by_name.get(name)
        if digest is None:
            documents.append((masked_name(name, known.secrets), ""))
        else:
            told = document(digest, name, known)
            documents.append((told.title, told.address))
    gaps = [
        known.masked(" ".join(str(v) for v in (g.publisher, g.year or "", g.form, g.reason) if v))
        for g in coverage.gaps
    ]
    return CoverageView(
        known.masked(coverage.sentence),
        coverage.terms,
        tuple(documents),
        coverage.pages,
        tuple(gaps),
    )
