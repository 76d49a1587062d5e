"""What people did and what a case holds: captures, judgements, keys, and documents as listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from papertrace.model.facts import Fact
    from papertrace.model.pages import Page
    from papertrace.model.problems import Problem

Outcome = Literal["read", "read-partly", "refused", "ignored", "waiting"]


@dataclass(frozen=True, slots=True)
class Capture:
    """One act of preserving: the same bytes from two places are two captures of one document."""

    id: str
    """Hash of the log entry that holds it."""
    digest: str
    """sha256 of the bytes."""
    name: str
    """Path relative to the argument of `add`."""
    source: str
    """file, member or url, with its address where it has one."""
    media_type: str
    size: int
    at: str
    by: str
    """Key id."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One recorded reading of a document's pictures: what recognition saw, and what made it."""

    id: str
    """Hash of the log entry that holds it."""
    digest: str
    """sha256 of the document."""
    sha256: str
    """Of the reading's own bytes, under which they lie in the archive."""
    size: int
    engine: str
    """The runtime and its version."""
    lane: str
    """full or fast."""
    network: str
    weights: str
    """sha256 over the networks' weights."""
    precision: str
    threads: int
    processor: str
    flags: tuple[str, ...]
    """What the processor can do that may change how sums are ordered."""
    at: str
    by: str
    """Key id."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict of a person that is not about one fact."""

    id: str
    subject: str
    """What is judged: a document's name or digest, a project, a fact id, a claim."""
    verdict: str
    """lineage, complete, incomplete, waived, same, different ..."""
    other: str
    """The second thing, where the verdict joins two."""
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a person said of a fact that was known to be wrong; no decision, and no value in it."""

    id: str
    fact_id: str
    """The accepted fact that it was made from."""
    kind: str
    field: str
    """The field that was wrong."""
    verdict: str
    """accept, reject or correct."""
    noticed: bool
    """Whether it was rejected, or another value given for the field that was wrong."""
    right: bool
    """Whether it was corrected to what the accepted fact says."""
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Misreading:
    """A second person read something else than stands there before they decided; no value in it."""

    id: str
    fact_id: str
    kind: str
    fields: tuple[str, ...]
    """What they read otherwise."""
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Key:
    """A person's public key as the case knows it. No name of the person is needed."""

    id: str
    """First 16 hex digits of sha256 of the public key."""
    label: str
    """The name under which its owner keeps it (`--by LABEL`), or under which it was introduced."""
    public: str
    """Ed25519 public key, hex."""
    person: str = ""
    """Id of the first key of the same person; '' where this one is the first."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the forms made of one document."""

    form: str
    """name@version of the document's form, or 'other'."""
    parts: tuple[str, ...]
    """Table forms found inside it (perf_target@1 ...)."""
    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]
    title: str = ""
    publisher: str = ""
    """The body that published it, where the document says so."""
    year: str = ""
    """The budget year of a budget, the year of publication of a notice, where stated."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One document of a case as coverage and absence see it."""

    digest: str
    name: str
    names: tuple[str, ...]
    media_type: str
    outcome: Outcome
    reason: str
    """Code of the reason where the outcome is not `read`."""
    reader: str
    form: str
    parts: tuple[str, ...]
    title: str
    publisher: str
    year: str
    pages: tuple[Page, ...]
    """Empty where only the list is wanted."""
    page_count: int
    facts: tuple[Fact, ...]
    """As proposed; empty where only the list is wanted."""
    problems: tuple[Problem, ...]
