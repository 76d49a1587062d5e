"""Pages of the site for what a story is about: each facility and each purchase, by its facts.

They gather what the story's proofs show, each figure with the proof that opens it. Nothing is added
up, averaged or chosen here: facts that disagree stand beside each other, with their documents.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from papertrace.publish import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from papertrace.model import AcceptedFact, Publication
    from papertrace.publish.views import EvidenceView, ProofView

ROAD: Final = (
    "procurement_plan", "notice", "tender", "award", "termination",
    "contract", "contract_end", "acceptance",
)  # fmt: skip
"""Kinds of a purchase's facts, in the order of its road; any other kind comes behind them."""
_CALLED: Final = ("name", "project", "project_name", "title")


@dataclass(frozen=True, slots=True)
class Told:
    """One fact about a subject, with the proofs that show it."""

    evidence: EvidenceView
    proofs: tuple[tuple[str, str], ...]
    """(the story's words, address of the proof)"""


@dataclass(frozen=True, slots=True)
class Subject:
    """One facility or purchase."""

    kind: str
    title: str
    address: str
    """facilities/….html or purchases/….html"""
    told: tuple[Told, ...]


def subjects(publication: Publication, shown: Iterable[ProofView]) -> tuple[Subject, ...]:
    """Give every facility and purchase that a proof of the story tells of; purchases last."""
    proved = _proved(shown)
    facts = [f for f in publication.facts if f.id[:12] in proved]
    sites: dict[str, list[AcceptedFact]] = {}
    bought: dict[str, list[AcceptedFact]] = {}
    purchases: Mapping[str, str] = publication.purchases or {}
    for fact in facts:
        if fact.kind == "facility" and "name" in fact.fields:
            sites.setdefault("".join(fact.fields["name"].value.split()), []).append(fact)
        elif fact.id in purchases:
            bought.setdefault(purchases[fact.id], []).append(fact)
    made = [_subject("facility", "facilities", k, some, proved) for k, some in sites.items()]
    made += [_subject("purchase", "purchases", k, some, proved) for k, some in bought.items()]
    return tuple(sorted(made, key=lambda s: (s.kind, s.title, s.address)))


def _proved(shown: Iterable[ProofView]) -> dict[str, Told]:
    """Give what stands in proofs by the first 12 digits of its fact."""
    found: dict[str, Told] = {}
    for proof in shown:
        for one in proof.evidence:
            before = found.get(one.fact)
            link = (proof.figure, f"proofs/{proof.address}.html")
            earlier = before.proofs if before else ()
            found[one.fact] = Told(before.evidence if before else one, (*earlier, link))
    return found


def _subject(
    kind: str, folder: str, key: str, facts: list[AcceptedFact], proved: Mapping[str, Told]
) -> Subject:
    """Lay out one subject; its address stays while it is called the same."""
    ordered = sorted(facts, key=lambda f: (_step(f), f.document, f.id))
    told = tuple(proved[f.id[:12]] for f in ordered)
    named = hashlib.sha256(key.encode()).hexdigest()[:12]
    return Subject(kind, _title(told), f"{folder}/{named}.html", told)


def _step(fact: AcceptedFact) -> int:
    return ROAD.index(fact.kind) if fact.kind in ROAD else len(ROAD)


def _title(told: tuple[Told, ...]) -> str:
    """Call a subject as the first fact that names it does, failing that by its longest title."""
    for name in _CALLED:
        for one in told:
            for field in (one.evidence.main, *one.evidence.others):
                if field.name == wording.field_name(name):
                    return field.printed
    return max((one.evidence.document.title for one in told), key=len)
