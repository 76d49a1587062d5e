"""Facts and the anchors that prove them, and what people decided about them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from papertrace.model.swift import swift

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from papertrace.model.geometry import Box

Verdict = Literal["accepted", "corrected", "rejected", "withdrawn"]
"""`withdrawn` takes a person's own decision back, as if there had been none."""
Status = Literal["proposed", "accepted", "corrected", "rejected", "stale"]
Role = Literal["", "unit", "mention"]


@swift
@dataclass(frozen=True, slots=True)
class Anchor:
    """The spot that proves a field: geometry and quote, so that either can check the other."""

    field: str
    """The field it proves."""
    page: int
    boxes: tuple[Box, ...]
    """One box a line of the quote."""
    selector: str | None
    """`xpath#start:end` in HTML, `Sheet!B7` in sheets, `start:end` in text files, None in PDF."""
    quote: str
    """The text in the boxes, as printed."""
    ordinal: int
    """Which occurrence of the quote on its page, from 0, counted by top, then left."""
    prefix: str
    """Up to 16 characters before the quote."""
    suffix: str
    """Up to 16 characters behind it."""
    text_sha256: str
    """Digest of the page's text it was taken from."""
    role: Role = ""
    """'' proves the value, 'unit' the unit it was read in, 'mention' a repetition elsewhere."""


@swift
@dataclass(frozen=True, slots=True)
class Field:
    """One field of a fact."""

    value: str
    """Normalised: a plain decimal string, an ISO 8601 date, a name without inner blanks."""
    written: str
    """As printed; stands in the quote of its anchor."""
    currency: str | None = None
    """ISO 4217, for money."""
    inherited: bool = False
    """True where it stands elsewhere (a merged cell above, a title) and holds here too."""


Fields = MappingProxyType[str, Field]


@swift
@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a document, with an anchor for every field."""

    id: str
    digest: str
    kind: str
    fields: Mapping[str, Field]
    anchors: tuple[Anchor, ...]
    form: str
    """name@version of the form that read it."""
    confidence: float
    """0 to 1: the share of facts like this one that are right."""
    reasons: tuple[str, ...] = ()
    """Why the confidence is what it is, in a few words each."""


def fact_id(digest: str, kind: str, fields: Mapping[str, Field], anchors: Iterable[Anchor]) -> str:
    """Give the id on which decisions hang: document, kind, each value with its quote and place.

    Neither boxes nor reader, form version or confidence are in it, so a better reader that finds
    the same words at the same place gives the same id. White space in quotes is left out.
    """
    proof: dict[str, list[list[object]]] = {}
    for a in anchors:
        if a.role == "":
            proof.setdefault(a.field, []).append(["".join(a.quote.split()), a.page, a.ordinal])
    told = [
        [name, fields[name].value, sorted(proof.get(name, []), key=str)] for name in sorted(fields)
    ]
    text = json.dumps([digest, kind, told], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def make_fact(  # noqa: PLR0913  (a fact has this many parts)
    digest: str,
    kind: str,
    fields: Mapping[str, Field],
    anchors: Iterable[Anchor],
    *,
    form: str,
    confidence: float,
    reasons: Iterable[str] = (),
) -> Fact:
    """Make a fact with its id; ValueError where a field has no anchor that holds its `written`."""
    every = tuple(anchors)
    for name, value in fields.items():
        wanted = "".join(value.written.split())
        if not any(
            a.field == name and a.role == "" and wanted in "".join(a.quote.split()) for a in every
        ):
            msg = f"{kind}.{name}: no anchor holds {value.written!r}"
            raise ValueError(msg)
    return Fact(
        fact_id(digest, kind, fields, every),
        digest,
        kind,
        MappingProxyType(dict(fields)),
        every,
        form,
        confidence,
        tuple(reasons),
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided about one fact, whole, as it was seen."""

    id: str
    """Hash of the log entry that holds it."""
    fact_id: str
    digest: str
    """The document's."""
    kind: str
    verdict: Verdict
    fields: Mapping[str, Field]
    """The whole value: for `corrected` the corrected one."""
    anchors: tuple[Anchor, ...]
    seen_sha256: str
    """Digest of the page image the person saw ('' where the decision came by script)."""
    reviewer: str
    """Key id."""
    channel: str
    """script, command or desk."""
    at: str
    """UTC, ISO 8601."""
    reason: str = ""
    replaces: str | None = None
    """Id of this person's earlier decision on the same fact."""
    form: str = ""
    """Form that proposed it."""
    read: tuple[str, ...] = ()
    """Fields whose words this person typed or chose as they read them on the page."""


@dataclass(frozen=True, slots=True)
class AcceptedFact:
    """A fact that stands because a person said so; all that `analyse` and `check` take."""

    decision: Decision
    reviewers: tuple[str, ...]
    """Key ids of all whose standing decision agrees with this value."""
    form: str = ""
    document: str = ""
    """The document's name."""

    def __post_init__(self) -> None:
        """Refuse any verdict but accepted or corrected; name each reviewer once."""
        object.__setattr__(self, "reviewers", tuple(dict.fromkeys(self.reviewers)))
        if self.decision.verdict not in ("accepted", "corrected"):
            msg = f"a fact that was {self.decision.verdict} is not an accepted fact"
            raise ValueError(msg)

    @property
    def id(self) -> str:
        """Give the fact's id."""
        return self.decision.fact_id

    @property
    def kind(self) -> str:
        """Give the fact's kind."""
        return self.decision.kind

    @property
    def digest(self) -> str:
        """Give the document's digest."""
        return self.decision.digest

    @property
    def fields(self) -> Mapping[str, Field]:
        """Give the fields as accepted."""
        return self.decision.fields

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Give the anchors as accepted."""
        return self.decision.anchors
