"""Derive what can be derived: read and extract every document that is new or changed.

Reading and extracting run in one throw-away worker per document; its death is an outcome with a
reason code, never a crash. What a document's derivation depends on is its fingerprint: its bytes,
its name, and the versions of everything that touches it. An equal fingerprint is never redone.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from papertrace import extract, read
from papertrace.casefile import Derivation
from papertrace.casefile.recordings import newest
from papertrace.extract import persons_gate
from papertrace.model import Problem
from papertrace.read import honest, ocr_controls, ocr_weights, sandbox
from papertrace.read.walls_controls import controls
from papertrace.workflow import answers, recognising
from papertrace.workflow.extracting import extracted
from papertrace.workflow.unpacking import MEMBER
from papertrace.workflow.unread import STAND_INS, refused, stood_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from papertrace.casefile import Case, Held
    from papertrace.model import Document

_SHAPE = 3
"""Raised when the form of what is stored changes."""

_UNREAD = frozenset({"PT321", "PT322", "PT323"})
"""Problems of a page that mean: this page was not read."""

_MISSING = "PT335"
_ACCIDENTS = frozenset({"PT304", "PT305"})
"""Reasons that may lie in the moment (a busy machine, a killed worker), not in the file."""
_PARTLY = frozenset({"PT331", "PT333", "PT334", "PT355", _MISSING, *_ACCIDENTS})
"""Problems of a document that mean: some of what is in it was not read."""
_SECONDS, _MEMORY = 1800.0, 2 << 30
"""What recognition of a document may take at least."""
_SECONDS_A_MIB = 30.0
"""What a large document may take more than others."""
_LATEST, _MOST, _LARGEST = 1.0, 64, 4 << 20
"""Seconds, documents and bytes after which what was made is stored."""


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one document, in so few bytes that a hundred thousand can be remembered."""

    name: str
    outcome: str
    reason: str
    """Code and message of the first problem, where it was not read."""
    facts: int
    problems: int
    media_type: str = ""
    pages: int = 0


def versions(lane: str = ocr_weights.FULL) -> str:
    """Give one string of all readers' and forms' versions; a change rebuilds."""
    readers = [f"{r.NAME}/{r.VERSION}" for r in read.READERS]
    forms = [f"{f.NAME}@{f.VERSION}" for f in extract.FORMS]
    seeing = ocr_weights.version(lane)
    return " ".join(
        [
            f"shape/{_SHAPE}",
            f"honest/{honest.VERSION}",
            f"persons/{persons_gate.VERSION}",
            *sorted(readers),
            seeing,
            *sorted(forms),
        ]
    )


def fingerprint(held: Held, made_with: str, inside: Collection[str] = (), reading: str = "") -> str:
    """Give the fingerprint of a document's derivation.

    `inside` are the digests of its parts, `reading` that of its recorded reading, where it has one.
    """
    parts = [held.digest, held.name, made_with, *sorted(inside)]
    told = json.dumps([*parts, {"reading": reading}] if reading else parts, ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def marks(case: Case, parts: Mapping[str, set[str]]) -> Callable[[Held], str]:
    """Give what tells the fingerprint of each document as the case stands then."""
    made_with = versions(case.config.lane)

    def mark(held: Held) -> str:
        resting = newest(case, held.digest)
        reading = resting.sha256 if resting else ""
        return fingerprint(held, made_with, parts.get(held.digest, ()), reading)

    return mark


def derive(argument: bytes) -> bytes:
    """Read and extract one document: the job that runs in the worker.

    The argument is a JSON line [name, digest] followed by the file's bytes.
    """
    head, _, data = argument.partition(b"\n")
    name, digest = json.loads(head)
    document = read.read(data, name, digest)
    more = read.has_pictures(document)
    return answers.told(*extracted(document), pictures=more)


def recognise(argument: bytes) -> bytes:
    """Do as `derive` does, and recognise the text of pictures, or take it from a recording."""
    name, digest, data, recognition = recognising.given(argument)
    document = read.read(data, name, digest, recognition=recognition)
    document, extraction = extracted(document)
    document = recognising.naming_facts(document, extraction.facts)
    return recognising.answered(recognition, answers.told(document, extraction, pictures=False))


def recognise_fast(argument: bytes) -> bytes:
    """Do as `recognise` does: a job is rehearsed once, and each lane has its own networks."""
    return recognise(argument)


_SEEING = {ocr_weights.FULL: recognise, ocr_weights.FAST: recognise_fast}


def _rehearsal() -> tuple[bytes, ...]:
    """Give arguments of our own: what they load and build is there for every worker."""
    return tuple(json.dumps([name, ""]).encode() + b"\n" + data for name, data in controls())


def derived(
    queue: Iterable[tuple[str, Callable[[], bytes]]],
    limits: sandbox.Limits,
    jobs: int,
    readings: recognising.Readings,
) -> Iterator[tuple[str, sandbox.Answer]]:
    """Derive documents, one worker each, by digest; those with pictures twice.

    Few documents have any, and recognition needs much more time and memory than all else.
    """
    loads: dict[str, Callable[[], bytes]] = {}
    first: dict[str, sandbox.Answer] = {}
    blind = bool(ocr_weights.missing(readings.lane))

    def noted() -> Iterator[tuple[str, Callable[[], bytes]]]:
        for digest, load in queue:
            loads[digest] = load
            yield digest, load

    patient = replace(limits, seconds_a_mib=_SECONDS_A_MIB)
    for digest, answer in sandbox.run_many(derive, noted(), patient, jobs, _rehearsal()):
        more = answer.ok and answers.would_read_more(answer.output)
        if more and not (blind and not readings.has(digest)):
            first[digest] = answer
        else:
            yield digest, answer
    wider = replace(
        limits, seconds=max(limits.seconds, _SECONDS), memory=max(limits.memory, _MEMORY)
    )
    again = ((d, partial(readings.argument, loads[d], d)) for d in first)
    rehearsal = recognising.rehearsed(ocr_controls.controls(), readings.lane) if first else ()
    seeing = _SEEING[readings.lane]
    for digest, answer in sandbox.run_many(seeing, again, wider, jobs, rehearsal, apart=True):
        whole = readings.kept(digest, answer)
        yield digest, whole if whole.ok else _without_pictures(first[digest], whole)


def _without_pictures(first: sandbox.Answer, failed: sandbox.Answer) -> sandbox.Answer:
    """Give what was read without recognition, and why that failed."""
    message = f"The text of its pictures could not be recognised: {failed.message}"
    problem = Problem(failed.code, "warning", message, "Run `papertrace build --again`.")
    try:
        return replace(first, output=answers.with_problem(first.output, problem))
    except ValueError:
        return first  # whoever opens it says what is wrong with it


def opened(
    held: Held, mark: str, answer: sandbox.Answer, known: Collection[str] = ()
) -> tuple[Derivation, answers.Opened | None]:
    """Turn a worker's answer into what is stored, pages apart; the answer is treated as hostile.

    `known` are the digests of its parts that the case holds. There are no pages where the document
    was refused.
    """
    if not answer.ok and known and answer.code in STAND_INS:
        return stood_in(held, mark, answer.code, len(known)), None
    if not answer.ok:
        return refused(held, mark, answer.code, answer.message), None
    try:
        told = answers.opened(answer.output)
    except ValueError as error:
        message = f"The worker's answer does not have the agreed form ({str(error)[:80]})."
        return refused(held, mark, "PT305", message), None
    document, extraction = told.document, told.extraction
    unread = [p for p in told.trouble if p.code in _UNREAD]
    outcome = "read" if not unread else "read-partly" if told.has_text else "refused"
    whole = (*document.problems, *_not_held(document, known))
    partly = [p for p in (*whole, *told.trouble) if p.code in _PARTLY]
    if partly and not unread:
        outcome = "read-partly"
    made = Derivation(
        digest=held.digest,
        fingerprint=mark,
        outcome=outcome,  # type: ignore[arg-type]  # one of Outcome's words
        reason=next((p.code for p in (*unread, *partly)), ""),
        reader=document.reader,
        form=extraction.form,
        parts=extraction.parts,
        title=extraction.title or document.title,
        publisher=extraction.publisher,
        year=extraction.year,
        page_count=len(told.bodies),
        problems=(*whole, *told.trouble, *extraction.problems),
        facts=extraction.facts,
    )
    return made, told


def derivation_of(
    held: Held, mark: str, answer: sandbox.Answer, known: Collection[str] = ()
) -> Derivation:
    """Do as `opened` does, and look into the pages as well."""
    made, told = opened(held, mark, answer, known)
    if told is None:
        return made
    try:
        return replace(made, pages=tuple(told.pages()))
    except ValueError as error:
        return refused(held, mark, "PT305", f"Its reader handed over no sound pages ({error}).")


def _not_held(document: Document, known: Collection[str]) -> tuple[Problem, ...]:
    """Say how many files inside a document are not documents of the case."""
    missing = sum(a.digest not in known for a in document.attachments)
    if not missing:
        return ()
    message = f"{missing} of {len(document.attachments)} files inside it are not in the case."
    remedy = "Add the file again; where a limit was reached, unpack it yourself and add the parts."
    return (Problem(_MISSING, "warning", message, remedy),)


def inside(case: Case) -> dict[str, set[str]]:
    """Give for every container the digests of its parts that the case holds."""
    found: dict[str, set[str]] = {}
    for capture in case.captures():
        if capture.source.startswith(MEMBER):
            found.setdefault(capture.source.removeprefix(MEMBER), set()).add(capture.digest)
    return found


def pending(case: Case, *, again: bool = False) -> list[tuple[Held, str]]:
    """List the documents whose derivation is missing or out of date, with their fingerprints.

    `again`: those too whose worker died or went over a limit.
    """
    known = case.derived.fingerprints()
    if again:
        died = {d.digest for d in case.derived.summaries() if d.reason in _ACCIDENTS}
        known = {digest: mark for digest, mark in known.items() if digest not in died}
    mark = marks(case, inside(case))
    every = [(held, mark(held)) for held in case.documents()]
    return [(held, own) for held, own in every if known.get(held.digest) != own]


@dataclass(slots=True)
class _Group:
    """Documents that are stored in one transaction, for each takes its time."""

    case: Case
    ready: list[tuple[Derivation, Sequence[tuple[int, bytes]]]] = field(default_factory=list)
    told: list[Built] = field(default_factory=list)
    size: int = 0
    begun: float = 0.0

    def take(
        self, held: Held, made: Derivation, bodies: Sequence[tuple[int, bytes]]
    ) -> Sequence[Built]:
        """Add one; give those that were stored, where it was time to."""
        if not self.ready:
            self.begun = time.monotonic()
        self.ready.append((made, bodies))
        why = f"{made.reason} {made.problems[0].message}" if made.problems else made.reason
        unread = made.outcome in ("refused", "ignored")
        facts, problems = len(made.facts), len(made.problems)
        more = (facts, problems, held.media_type, made.page_count)
        self.told.append(Built(held.name, made.outcome, why if unread else "", *more))
        self.size += sum(len(body) for _, body in bodies)
        late = time.monotonic() - self.begun > _LATEST
        return self.store() if late or len(self.ready) >= _MOST or self.size > _LARGEST else ()

    def store(self) -> Sequence[Built]:
        """Store what is ready and give it."""
        told, ready = self.told, self.ready
        self.told, self.ready, self.size = [], [], 0
        if ready:
            self.case.derived.put_packed(ready)
        return told


def build(
    case: Case,
    *,
    jobs: int,
    limits: sandbox.Limits,
    again: bool = False,
    readings: recognising.Readings | None = None,
) -> Iterator[Built]:
    """Derive what is pending, one worker a document, `jobs` at a time; yields as they end.

    `readings` says who signs new readings of pictures, and which documents are recognised anew.
    """
    readings = readings or recognising.Readings(case, lane=case.config.lane)
    with case.lock():
        todo = {held.digest: held for held, _ in pending(case, again=again)}
        todo |= {held.digest: held for held in case.documents() if held.digest in readings.anew}
        parts = inside(case)
        mark = marks(case, parts)

        def argument(held: Held) -> Callable[[], bytes]:
            head = json.dumps([held.name, held.digest]).encode()
            return lambda: head + b"\n" + case.original(held.digest)

        queue = ((digest, argument(held)) for digest, held in todo.items())
        group = _Group(case)
        try:
            for digest, answer in derived(queue, limits, jobs, readings):
                held = todo[digest]
                made, told = opened(held, mark(held), answer, parts.get(digest, ()))
                yield from group.take(held, made, told.bodies if told else ())
        finally:
            left = group.store()
        yield from left
