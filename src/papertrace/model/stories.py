"""A story and its proof: drafts, claims, the report of a check, what publishing gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.model.cases import Holding, Judgement
    from papertrace.model.facts import AcceptedFact
    from papertrace.model.pages import Page
    from papertrace.model.problems import DraftSpan, Problem
    from papertrace.model.replies import ReplyStep
    from papertrace.model.sealing import SealedAt
    from papertrace.model.vouching import Release, Testimony, Translation

ClaimOutcome = Literal["passed", "failed", "unproven"]
_TO_READ = ("PT646", "PT647")
"""Codes of what waits for a person."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure or sentence of the draft that is under test."""

    id: str
    """Its name in claims.toml and in the link `(claim:NAME)`."""
    kind: str
    span: DraftSpan
    """The linked words; they are the expectation."""
    options: Mapping[str, object]
    """The rest of its table in claims.toml."""
    context: str = ""
    """The sentence around it (hedges and stage words are read from it)."""
    before: str = ""
    """The part of `context` before the linked words, so that they are found where they stand."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """Words of a draft that a person lets stand without a claim, and why."""

    words: str
    reason: str
    line: int | None = None
    """The only line of the draft it holds for; None: wherever the words stand."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A story as written: Markdown with links to claims, and the claims."""

    path: str
    text: str
    sha256: str
    """Digest of draft and claims file together."""
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    """Links to no claim, claims that nothing links to, tables that cannot be read."""
    waived: tuple[Waiver, ...] = ()
    """The `[waived]` table of the claims file."""
    bodies: tuple[tuple[str, str], ...] = ()
    """The `[bodies]` table: words of the story, and the body of the evidence they name."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a case demands (case.toml)."""

    second_person: bool = True
    minimum_reading: float = 0.98
    editor_release: bool = False
    lawyer_release: bool = False
    genuine_documents: bool = False
    known_wrong: int = 0
    """One known-wrong fact at the desk for so many decisions; 0: none."""
    editors: tuple[str, ...] = ()
    """Labels or ids of the keys of those who may release as editor; () for anybody."""
    lawyers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of what the case should hold (case.toml `[[expected]]`)."""

    publisher: str
    forms: tuple[str, ...]
    years: tuple[int, ...]
    reporting_scope: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a check may use: what people accepted, and what the case holds."""

    facts: tuple[AcceptedFact, ...]
    holdings: tuple[Holding, ...]
    judgements: tuple[Judgement, ...]
    rules: Rules
    expected: tuple[Expected, ...] = ()
    statuses: Mapping[str, str] | None = None
    """Fact id -> status, for facts that are not accepted (to say why a claim is unproven)."""
    translations: tuple[Translation, ...] = ()
    testimonies: tuple[Testimony, ...] = ()
    replies: tuple[ReplyStep, ...] = ()
    """In log order."""
    releases: tuple[Release, ...] = ()
    persons: Mapping[str, str] | None = None
    """Key id -> person; a key that is not here is its own person's."""
    introduced: Mapping[str, str] | None = None
    """Person -> the person who introduced them, for those whom nobody else has confirmed."""
    unsound: tuple[Problem, ...] = ()
    """What lies beside the draft and counts for nothing: testimonies that are not right."""

    def named(self, document: str) -> tuple[Holding, ...]:
        """Give the documents that a claim's `document` means: by name in any archive, or digest."""
        return tuple(
            h
            for h in self.holdings
            if document and (document in (h.name, *h.names) or h.digest == document)
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a coverage statement lacks."""

    publisher: str
    year: int | None
    form: str
    reason: str
    """In words: what is missing and in which document."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched, in which documents, and what is missing (domain: coverage statement)."""

    terms: tuple[str, ...]
    """Every spelling that was searched."""
    documents: tuple[str, ...]
    """Names of the documents searched."""
    pages: int
    """Number of pages searched."""
    gaps: tuple[Gap, ...]
    sentence: str
    """The sentence that may be printed."""


@dataclass(frozen=True, slots=True)
class Result:
    """A figure computed over accepted facts."""

    value: str
    """Plain decimal string."""
    unit: str
    """CNY, percent, count ..."""
    formula: str
    """In words, with the inputs' values."""
    facts: tuple[str, ...]
    """Ids of the accepted facts it was computed from."""


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """What became of one claim."""

    claim: Claim
    outcome: ClaimOutcome
    expected: str
    """What the story says, in plain form."""
    found: str
    """What the evidence says, in plain form."""
    message: str
    """Why, in one sentence; names the likely slip."""
    remedy: str
    facts: tuple[str, ...] = ()
    """Ids of the accepted facts behind it."""
    slip: str = ""
    """Code of the likely slip: digits-swapped, wan-yi, million-billion, year, stage ..."""
    coverage: Coverage | None = None
    result: Result | None = None
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence with passed claims: whether the machine understood what it says."""

    sentence: str
    """Its words, with the links as they are written."""
    claims: tuple[str, ...]
    state: str
    """understood, vouched (by people), or unread."""
    words: tuple[str, ...]
    """Those that are not understood; () where all are."""
    key: str
    """What a person's word for it is bound to beside the sentence: its claims' tables."""
    people: tuple[str, ...] = ()
    """Who vouched for it."""
    span: DraftSpan | None = None
    why: tuple[str, ...] = ()
    """Why a person must read it, each in a few words; () where nobody must."""
    tested: tuple[tuple[int, int], ...] = ()
    """Line and column of each year outside its links that was tested against the evidence."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The story's test run."""

    draft: Draft
    results: tuple[ClaimResult, ...]
    findings: tuple[Problem, ...]
    """Unclaimed figures and the like; severity error blocks publication."""
    readings: tuple[Reading, ...] = ()
    """Every sentence around a passed claim."""

    @property
    def to_read(self) -> tuple[Problem, ...]:
        """Give what a person must read or confirm before the story is released."""
        return tuple(f for f in self.findings if f.code in _TO_READ)

    @property
    def counts(self) -> tuple[int, int, int]:
        """Give how many claims passed, failed and are unproven."""
        every = [r.outcome for r in self.results]
        return every.count("passed"), every.count("failed"), every.count("unproven")

    @property
    def clean(self) -> bool:
        """Say whether every claim passed and nothing blocks publication."""
        _, failed, unproven = self.counts
        return not failed and not unproven and not any(f.severity == "error" for f in self.findings)

    @property
    def ready(self) -> bool:
        """Say whether it is clean and nothing in it waits for a person to read."""
        return self.clean and not self.to_read


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as it may be shown: re-rendered pixels, or a drawing of re-typed words; masked."""

    digest: str
    """The document's."""
    page: int
    media_type: str
    """image/png or image/svg+xml"""
    width: float
    """Of the page, in points."""
    height: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Review:
    """What a story's claim shows of a statement that somebody else made."""

    fact: str
    """Id of the accepted statement."""
    claim: str
    """Name of the claim that the documents prove."""
    rating: str
    """In words, by a person; there is no scale."""
    author: str
    """The desk."""
    address: str
    """Of the published story."""


@dataclass(frozen=True, slots=True)
class Publication:
    """All that an exporter may write: accepted, checked and masked. Nothing else reaches it."""

    title: str
    report: CheckReport
    facts: tuple[AcceptedFact, ...]
    """Those that the story's claims stand on."""
    holdings: tuple[Holding, ...]
    """The documents of those facts, and those a coverage names; without pages and facts."""
    images: tuple[PageImage, ...]
    """One for every page an anchor of `facts` stands on."""
    captures: Mapping[str, str]
    """Document digest -> time of its first capture (UTC, ISO 8601)."""
    second_person: bool
    at: str
    """Time of publication, UTC, ISO 8601."""
    version: str
    """papertrace's version."""
    secrets: tuple[str, ...] = ()
    """Private names and numbers that the documents of `holdings` print: none may be written."""
    origins: Mapping[str, str] | None = None
    """Document digest -> where a person judged it to be from, in a few words."""
    quoted: Mapping[str, tuple[tuple[str, int], ...]] | None = None
    """Claim -> (digest, page) of the pages whose words it quotes, each among `images`."""
    pages: Mapping[tuple[str, int], Page] | None = None
    """(digest, page) -> the page as read, for every one of `images`."""
    purchases: Mapping[str, str] | None = None
    """Fact -> id of the purchase that it belongs to, as the case resolved it."""
    published: Mapping[str, str] | None = None
    """Document digest -> the day on which it was published, as an accepted fact of it says."""
    addresses: Mapping[str, str] | None = None
    """Document digest -> the address on the web where it was found."""
    reviews: tuple[Review, ...] = ()
    """Statements by others that people reviewed, on request."""
    editions: tuple[tuple[str, str], ...] = ()
    """(time, what was corrected) of this edition and every one before it, the first one first."""
    veil: str = ""
    """The case's secret (64 hex digits) by which public editions commit to what they withhold."""
    withheld: frozenset[str] = frozenset()
    """Digests of documents that nothing public tells: keyed commitments stand for them."""
    number: int = 1
    """Of the bundle among those of its case, which a replayed older one cannot raise."""
    previous: str = ""
    """SHA-256 of what was signed in the bundle before it; '' for the first."""
    seals: tuple[SealedAt, ...] = ()
    """Seals of the case under which the documents lie, with their time-stamps."""
    waits: tuple[str, ...] | None = None
    """A preview: what its release waits for, a line each, maybe nothing. None: no preview."""
    drawings: tuple[tuple[str, str], ...] = ()
    """What it is called, and SVG that runs nothing, every word escaped: a timeline, a map."""
