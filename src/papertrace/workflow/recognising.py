"""Recorded readings on their way: to the worker that reads a document's pictures, and back.

What is recorded is handed to the worker before the document, what is newly seen comes back before
its answer and is kept before anything rests on it. Nothing here looks into a document.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from papertrace.casefile.recordings import keep, newest, recorded
from papertrace.errors import ReaderCrashed
from papertrace.model import overlap
from papertrace.read.ocr_recorded import CONTESTED, Recognition, engine_of
from papertrace.read.ocr_weights import FULL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Anchor, Document, Fact, Problem
    from papertrace.read.sandbox import Answer

_LONG: Final = struct.Struct(">Q")
"""Before an answer: the length of the new recording, which follows; 0 where there is none."""
_MOST: Final = 256 << 20


@dataclass(frozen=True, slots=True)
class Readings:
    """The recorded readings of a case, as a build uses them."""

    case: Case
    key: SigningKey | None = None
    """Signs new readings; without it they are made and not kept."""
    lane: str = FULL
    """In which pictures without a recorded reading are recognised."""
    anew: frozenset[str] = frozenset()
    """Documents whose pictures are recognised again, though they have a recorded reading."""
    unkept: list[str] = field(default_factory=list)
    """Documents with a new reading that nobody signed."""

    def has(self, digest: str) -> bool:
        """Say whether a document can be read without recognising anything."""
        return digest not in self.anew and newest(self.case, digest) is not None

    def of(self, digest: str) -> bytes:
        """Give the reading that a document rests on, b'' where there is none; CaseTampered."""
        found = newest(self.case, digest)
        return recorded(self.case, found) if found else b""

    def argument(self, load: Callable[[], bytes], digest: str) -> bytes:
        """Give what the worker is given: what is recorded of a document, then the document."""
        line, _, data = load().partition(b"\n")
        own = self.of(digest)
        known, before = (b"", own) if digest in self.anew else (own, b"")
        name, told, *_ = json.loads(line)
        head = json.dumps([name, told, self.lane, len(known), len(before)]).encode()
        return b"".join((head, b"\n", known, before, data))

    def kept(self, digest: str, answer: Answer) -> Answer:
        """Keep what was newly seen, and give the answer proper."""
        if not answer.ok:
            return answer
        (size,) = _LONG.unpack_from(answer.output.ljust(_LONG.size, b"\xff"))
        end = _LONG.size + size
        if size > _MOST or end > len(answer.output):
            message = "The worker's answer does not have the agreed form (its reading)."
            return replace(answer, ok=False, code=ReaderCrashed.code, message=message)
        made = answer.output[_LONG.size : end]
        if made and self.key is not None:
            keep(self.case, digest, made, _made_with(self.lane), self.key)
        elif made:
            self.unkept.append(digest)
        return replace(answer, output=answer.output[end:])


def _made_with(lane: str) -> dict[str, Any]:
    """Give what a new reading is named with in the log: as known here, whatever the worker says."""
    told = engine_of(lane)
    runtime, flags = told.pop("runtime"), told.pop("flags")
    return {**told, "engine": runtime, "flags": tuple(flags)}


def given(argument: bytes) -> tuple[str, str, bytes, Recognition]:
    """Take a worker's argument apart: name, digest and bytes of a document, and its recognition."""
    line, _, rest = argument.partition(b"\n")
    name, digest, lane, known, before = json.loads(line)
    recognition = Recognition(digest, lane, rest[:known], rest[known : known + before])
    return name, digest, rest[known + before :], recognition


def rehearsed(files: Iterable[tuple[str, bytes]], lane: str) -> tuple[bytes, ...]:
    """Give arguments of our own: what recognition loads and makes is there for every worker."""
    return tuple(json.dumps([name, "", lane, 0, 0]).encode() + b"\n" + data for name, data in files)


def answered(recognition: Recognition, answer: bytes) -> bytes:
    """Put what was newly seen before a worker's answer."""
    made = recognition.recording() if recognition.is_fresh else b""
    return b"".join((_LONG.pack(len(made)), made, answer))


def naming_facts(document: Document, facts: Collection[Fact]) -> Document:
    """Name in the problems of readings that differ the facts that rest on the place."""
    told = [
        replace(p, fact_ids=tuple(f.id for f in facts if any(touches(a, p) for a in f.anchors)))
        if p.code == CONTESTED
        else p
        for p in document.problems
    ]
    return replace(document, problems=tuple(told))


def touches(anchor: Anchor, problem: Problem) -> bool:
    """Say whether an anchor lies on the spot of a problem."""
    spot = problem.anchor
    return (
        spot is not None
        and spot.page == anchor.page
        and any(overlap(a, b) > 0 for a in anchor.boxes for b in spot.boxes)
    )
