"""Derive what can be derived: read and extract every document that is new or changed.

Reading and extracting run in one throw-away worker per document; its death is an outcome with a
reason code, never a crash. What a document's derivation depends on is its fingerprint: its bytes,
its name, and the versions of everything that touches it. An equal fingerprint is never redone.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace import extract, read
from papertrace.casefile import Derivation
from papertrace.errors import ReadError, UnknownFormat
from papertrace.model import Document, Extraction, Problem, from_json, to_json
from papertrace.read import ocr_controls, ocr_weights, sandbox
from papertrace.read.walls_controls import controls
from papertrace.workflow.unpacking import MEMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from papertrace.casefile import Case, Held

_SHAPE = 1
"""Raised when the form of what is stored changes."""

_UNREAD = frozenset({"PT321", "PT322"})
"""Problems of a page that mean: this page was not read."""

_MISSING = "PT335"
_ACCIDENTS = frozenset({"PT304", "PT305"})
"""Reasons that may lie in the moment (a busy machine, a killed worker), not in the file."""
_PARTLY = frozenset({"PT331", "PT333", "PT334", _MISSING, *_ACCIDENTS})
"""Problems of a document that mean: some of what is in it was not read."""
_PICTURES = b'{"pictures":true,'
"""How an answer begins where recognition would read more."""
_SECONDS, _MEMORY = 1800.0, 2 << 30
"""What recognition of a document may take at least."""


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one document."""

    held: Held
    derivation: Derivation


def versions() -> str:
    """Give one string of all readers' and forms' versions; a change rebuilds."""
    readers = [f"{r.NAME}/{r.VERSION}" for r in read.READERS]
    forms = [f"{f.NAME}@{f.VERSION}" for f in extract.FORMS]
    return " ".join([f"shape/{_SHAPE}", *sorted(readers), ocr_weights.version(), *sorted(forms)])


def fingerprint(held: Held, made_with: str, inside: Collection[str] = ()) -> str:
    """Give the fingerprint of a document's derivation; `inside` are the digests of its parts."""
    parts = [held.digest, held.name, made_with, *sorted(inside)]
    told = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def derive(argument: bytes) -> bytes:
    """Read and extract one document: the job that runs in the worker.

    The argument is a JSON line [name, digest] followed by the file's bytes; the answer is JSON.
    """
    return _derived(argument, pictures=False)


def recognise(argument: bytes) -> bytes:
    """Do as `derive` does, and recognise the text of pictures."""
    return _derived(argument, pictures=True)


def _derived(argument: bytes, *, pictures: bool) -> bytes:
    head, _, data = argument.partition(b"\n")
    name, digest = json.loads(head)
    document = read.read(data, name, digest, pictures=pictures)
    extraction = extract.extract(document)
    answer = {"document": to_json(document), "extraction": to_json(extraction)}
    if not pictures and read.has_pictures(document):
        answer = {"pictures": True, **answer}
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def _rehearsal() -> tuple[bytes, ...]:
    """Give arguments of our own: what they load and build is there for every worker."""
    return _arguments(controls())


def _pictured() -> tuple[bytes, ...]:
    """Give arguments of our own with pictures: what recognition loads and makes, likewise."""
    return _arguments(ocr_controls.controls())


def _arguments(files: Iterable[tuple[str, bytes]]) -> tuple[bytes, ...]:
    return tuple(json.dumps([name, ""]).encode() + b"\n" + data for name, data in files)


def derived(
    queue: Iterable[tuple[str, Callable[[], bytes]]], limits: sandbox.Limits, jobs: int
) -> Iterator[tuple[str, sandbox.Answer]]:
    """Derive documents, one worker each, by digest; those with pictures twice.

    Few documents have any, and recognition needs much more time and memory than all else.
    """
    loads: dict[str, Callable[[], bytes]] = {}
    first: dict[str, sandbox.Answer] = {}

    def noted() -> Iterator[tuple[str, Callable[[], bytes]]]:
        for digest, load in queue:
            loads[digest] = load
            yield digest, load

    for digest, answer in sandbox.run_many(derive, noted(), limits, jobs, _rehearsal()):
        if answer.ok and answer.output.startswith(_PICTURES) and not ocr_weights.missing():
            first[digest] = answer
        else:
            yield digest, answer
    wider = replace(
        limits, seconds=max(limits.seconds, _SECONDS), memory=max(limits.memory, _MEMORY)
    )
    again = ((digest, loads[digest]) for digest in first)
    for digest, answer in sandbox.run_many(recognise, again, wider, jobs, _pictured()):
        yield digest, answer if answer.ok else _without_pictures(first[digest], answer)


def _without_pictures(first: sandbox.Answer, failed: sandbox.Answer) -> sandbox.Answer:
    """Give what was read without recognition, and why that failed."""
    told = json.loads(first.output)
    message = f"The text of its pictures could not be recognised: {failed.message}"
    problem = Problem(failed.code, "warning", message, "Run `papertrace build --again`.")
    told["document"]["problems"].append(to_json(problem))
    return replace(first, output=json.dumps(told).encode("utf-8", "surrogatepass"))


def _refused(held: Held, mark: str, code: str, message: str) -> Derivation:
    outcome = "ignored" if code == UnknownFormat.code else "refused"
    problem = Problem(code, "error", message, ReadError.remedy)
    return Derivation(
        digest=held.digest,
        fingerprint=mark,
        outcome=outcome,  # type: ignore[arg-type]  # one of Outcome's words
        reason=code,
        reader="",
        form="",
        parts=(),
        title="",
        publisher="",
        year="",
        page_count=0,
        problems=(problem,),
        pages=(),
        facts=(),
    )


def derivation_of(
    held: Held, mark: str, answer: sandbox.Answer, known: Collection[str] = ()
) -> Derivation:
    """Turn a worker's answer into what is stored; the answer is treated as hostile.

    `known` are the digests of the documents that the case holds.
    """
    if not answer.ok:
        return _refused(held, mark, answer.code, answer.message)
    try:
        told = json.loads(answer.output)
        document = from_json(Document, told["document"])
        extraction = from_json(Extraction, told["extraction"])
    except (ValueError, KeyError, TypeError) as error:
        message = f"The worker's answer does not have the agreed form ({error})."
        return _refused(held, mark, "PT305", message)
    paged = [p for page in document.pages for p in page.problems]
    unread = [p for p in paged if p.code in _UNREAD]
    some_read = any(page.text.strip() for page in document.pages)
    outcome = "read" if not unread else "read-partly" if some_read else "refused"
    whole = (*document.problems, *_not_held(document, known))
    partly = [p for p in whole if p.code in _PARTLY]
    if partly and not unread:
        outcome = "read-partly"
    return Derivation(
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
        page_count=len(document.pages),
        problems=(*whole, *paged, *extraction.problems),
        pages=document.pages,
        facts=extraction.facts,
    )


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
    made_with, known = versions(), case.derived.fingerprints()
    if again:
        died = {d.digest for d in case.derived.summaries() if d.reason in _ACCIDENTS}
        known = {digest: mark for digest, mark in known.items() if digest not in died}
    parts = inside(case)
    every = [
        (held, fingerprint(held, made_with, parts.get(held.digest, ())))
        for held in case.documents()
    ]
    return [(held, mark) for held, mark in every if known.get(held.digest) != mark]


def build(case: Case, *, jobs: int, limits: sandbox.Limits, again: bool = False) -> Iterator[Built]:
    """Derive what is pending, one worker a document, `jobs` at a time; yields as they end."""
    with case.lock():
        todo = {held.digest: (held, mark) for held, mark in pending(case, again=again)}
        known = {held.digest for held in case.documents()}

        def argument(held: Held) -> Callable[[], bytes]:
            head = json.dumps([held.name, held.digest]).encode()
            return lambda: head + b"\n" + case.original(held.digest)

        queue = ((digest, argument(held)) for digest, (held, _) in todo.items())
        for digest, answer in derived(queue, limits, jobs):
            held, mark = todo[digest]
            made = derivation_of(held, mark, answer, known)
            case.derived.put(made)
            yield Built(held, made)
