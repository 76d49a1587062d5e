"""Who and what facts are about: mentions, the entities they were joined into, one purchase.

Entities are derived: names in facts, joined by strong links and by people's judgements. There is no
person kind, and none is to be added. Nothing is resolved here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityKind = Literal["organisation", "place", "facility", "project"]
Stage = Literal[
    "planned", "tendered", "amended", "candidate", "awarded", "contracted", "accepted", "terminated"
]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a field of a fact."""

    fact_id: str
    digest: str
    field: str
    """The field of the fact that holds it: buyer, supplier, body, place, name ..."""
    name: str
    """Normalised, without inner blanks."""
    kind: EntityKind
    code: str = ""
    """Unified social credit code printed beside it, where its check digit is right."""
    place: str = ""
    """Six-digit code of the place that its document or address states, where one is stated."""
    address: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """Mentions that are one thing."""

    id: str
    """Stable while its members are: from its kind and its first spelling in code-point order."""
    kind: EntityKind
    name: str
    """The fullest spelling."""
    names: tuple[str, ...]
    """Every spelling, sorted."""
    codes: tuple[str, ...] = ()
    place: str = ""
    facts: tuple[str, ...] = ()
    """Ids of the facts that mention it, sorted."""
    reasons: tuple[str, ...] = ()
    """Why its spellings were joined, a sentence each."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two things that may be one, for a person to judge (`papertrace judge LEFT same --with …`)."""

    kind: Literal["same", "purchase", "funding", "lineage"]
    left: str
    """A name, a fact's id, or a purchase's id: what the judgement's subject will be."""
    right: str
    score: float
    """0 to 1; orders the queue, decides nothing."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PurchaseStage:
    """The facts of one stage of a purchase. Amounts of two stages are never added."""

    stage: Stage
    facts: tuple[str, ...]
    """Ids of facts that state this stage, sorted."""
    documents: tuple[str, ...]
    """Digests of the notices, sorted."""
    date: str = ""
    """ISO 8601, of the earliest notice, where stated."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """One purchase from intention to acceptance; a re-run is an attempt of the same purchase."""

    id: str
    number: str
    """Normalised project number; '' where none is printed."""
    name: str
    buyer: str
    """Name of the buying body as printed first."""
    stages: tuple[PurchaseStage, ...]
    """In the order of the road: planned first, terminated last."""
    attempts: tuple[str, ...] = ()
    """Round suffixes met: 二次 ..."""
    reasons: tuple[str, ...] = ()
    """Why its notices were joined, a sentence each."""
