"""Keyed commitments: what a public edition says in place of what it withholds.

A bare digest of a file that can be guessed gives the file away, and so does a fact's id, which is
made of it. So documents are known by HMACs under a secret of the case, facts by ids made anew from
those, reviewers by pseudonyms that hold within one case. Whoever is given an original and its
opening can test the commitment; one opening opens no other. Nothing here stores or shows a secret.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.errors import PublishError
from papertrace.publish.bundle_verifier import identity
from papertrace.publish.fact_rows import fact_row

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from papertrace.model import AcceptedFact, ClaimResult, Publication
    from papertrace.publish.proofs import Sources

_SECRET = 32
"""Bytes of a case's secret."""
_SHORT = 16
"""Hex digits of a pseudonym."""
_LEAST = 8
"""Hex digits from which on the beginning of an id is taken for it."""
_HEX = re.compile(rf"(?<![0-9a-f])[0-9a-f]{{{_LEAST},64}}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Veil:
    """A case's secret, and the commitments that are made with it."""

    secret: bytes

    @property
    def name(self) -> str:
        """Name the secret without telling it: a new one has another name."""
        return self._keyed("name of the secret", "")[:_SHORT]

    def opening(self, digest: str) -> str:
        """Give what opens a document's commitment, for whoever is to test it; 64 hex digits."""
        return self._keyed("opening", digest)

    def document(self, digest: str) -> str:
        """Give the commitment to a document: HMAC-SHA256 of its digest (hex) under its opening."""
        return committed(self.opening(digest), digest)

    def person(self, key: str) -> str:
        """Give a reviewer's pseudonym: the same throughout a case, another one in another case."""
        return f"reviewer {self._keyed('reviewer', key)[:_SHORT]}"

    def _keyed(self, purpose: str, what: str) -> str:
        return hmac.new(self.secret, f"{purpose}\n{what}".encode(), hashlib.sha256).hexdigest()


def committed(opening: str, digest: str) -> str:
    """Give the commitment that an opening makes to a digest, both hex; ValueError for no hex."""
    return hmac.new(bytes.fromhex(opening), digest.encode(), hashlib.sha256).hexdigest()


def veil_of(publication: Publication) -> Veil:
    """Give the veil of a publication; PublishError where the case's secret is not with it."""
    try:
        secret = bytes.fromhex(publication.veil)
    except ValueError:
        secret = b""
    if len(secret) != _SECRET:
        msg = "The case's secret for commitments is not at hand."
        raise PublishError(msg, remedy="A public edition is written from its case alone.")
    return Veil(secret)


def veiled(
    publication: Publication, known: Sources, only: Collection[str] | None = None
) -> Publication:
    """Give a publication in which commitments stand for digests, and pseudonyms for people.

    `known` masks the values from which the facts' new ids are made. Decisions keep their day alone.
    With `only`, these documents alone are known by commitments; the others stay as they are.
    """
    veil = veil_of(publication)
    digests = {h.digest for h in publication.holdings} | {f.digest for f in publication.facts}
    hidden = digests if only is None else digests & set(only)
    papers = {d: veil.document(d) if d in hidden else d for d in sorted(digests)}
    facts = tuple(
        _fact(f, papers[f.digest], veil, known) if f.digest in hidden else f
        for f in publication.facts
    )
    ids = {old.id: new.id for old, new in zip(publication.facts, facts, strict=True)}
    told = _renaming({**papers, **ids})
    results = tuple(_result(r, ids, told) for r in publication.report.results)
    pages = publication.pages
    return replace(
        publication,
        facts=facts,
        report=replace(publication.report, results=results),
        holdings=tuple(replace(h, digest=papers[h.digest]) for h in publication.holdings),
        images=tuple(replace(i, digest=papers[i.digest]) for i in publication.images),
        captures=_moved(publication.captures, papers),
        origins=_moved(publication.origins or {}, papers),
        addresses=_moved(publication.addresses or {}, papers),
        pages={(papers[d], n): page for (d, n), page in pages.items()} if pages else None,
        purchases=_moved(publication.purchases or {}, ids),
        published=_moved(publication.published or {}, papers),
        quoted=_requoted(publication, papers) if only is not None else None,
        drawings=tuple((name, told(svg)) for name, svg in publication.drawings),
        withheld=frozenset(papers.get(d, veil.document(d)) for d in publication.withheld),
        seals=tuple(
            replace(s, under=tuple((papers[d], u) for d, u in s.under if d in papers))
            for s in publication.seals
        ),
    )


def case_ids(publication: Publication, known: Sources) -> dict[str, str]:
    """Give the case's own id of each fact by its id in the public edition."""
    told = veiled(publication, known).facts
    return {new.id: old.id for new, old in zip(told, publication.facts, strict=True)}


def _requoted(
    publication: Publication, papers: Mapping[str, str]
) -> dict[str, tuple[tuple[str, int], ...]]:
    quoted = publication.quoted or {}
    return {c: tuple((papers.get(d, d), n) for d, n in pages) for c, pages in quoted.items()}


def withheld_of(publication: Publication) -> Publication:
    """Give what of a publication must not be told as it is: withheld documents, and their facts."""
    hidden = publication.withheld
    return replace(
        publication,
        holdings=tuple(h for h in publication.holdings if h.digest in hidden),
        facts=tuple(f for f in publication.facts if f.digest in hidden),
    )


def refuse_bare(publication: Publication, written: Mapping[str, bytes]) -> None:
    """Raise PublishError where something written holds the digest of an original or a case's id.

    `publication` is the one that was not veiled.
    """
    bare = {h.digest for h in publication.holdings} | {f.id for f in publication.facts}
    beginnings = {d[:_WHOLE].encode() for d in bare}
    for path, data in sorted(written.items()):
        for word in _RUNS.findall(path.encode() + b"\n" + data):
            if word[:_WHOLE] in beginnings:
                msg = f"{path} would give away the digest of an original."
                raise PublishError(msg, remedy="Report it: nothing was written.")


_WHOLE = 12
_RUNS = re.compile(rb"(?<![0-9a-f])[0-9a-f]{12,64}(?![0-9a-f])")


def _moved(told: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    return {names[old]: value for old, value in told.items() if old in names}


def _fact(fact: AcceptedFact, paper: str, veil: Veil, known: Sources) -> AcceptedFact:
    people = tuple(veil.person(key) for key in fact.reviewers)
    decision = replace(
        fact.decision, digest=paper, reviewer=people[0], at=fact.decision.at[:10], reason=""
    )
    made = replace(fact, decision=decision, reviewers=people)
    return replace(made, decision=replace(decision, fact_id=identity(fact_row(made, known))))


def _result(result: ClaimResult, ids: Mapping[str, str], told: Callable[[str], str]) -> ClaimResult:
    computed = result.result
    return replace(
        result,
        facts=tuple(ids.get(f, f) for f in result.facts),
        found=told(result.found),
        message=told(result.message),
        result=replace(computed, formula=told(computed.formula)) if computed else None,
    )


def _renaming(names: Mapping[str, str]) -> Callable[[str], str]:
    """Give what puts new ids in a text where old ones, or their beginnings, stand."""

    def renamed(found: re.Match[str]) -> str:
        word = found[0]
        new = {n for old, n in names.items() if old.startswith(word)}
        return min(new)[: len(word)] if new else word

    return lambda text: _HEX.sub(renamed, text)
