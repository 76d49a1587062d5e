"""Walks the parts of a container, counting what comes out, and says what was left out and why.

It holds one chunk at a time, writes nothing, and follows no link.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from papertrace.model import Attachment, Problem
from papertrace.read import sniff
from papertrace.read.budget import (
    Bloated,
    Exhausted,
    check_ratio,
    check_stated,
)
from papertrace.read.member_names import clean, is_litter, led_inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from papertrace.read.budget import (
        Budget,
    )

HEAD = 4096
Why = Literal[
    "", "link", "outside", "litter", "locked", "damaged", "bloated", "message", "furniture"
]


class PartBroken(Exception):
    """A part cannot be unpacked; those after it may be sound."""


class PartLocked(Exception):
    """A part turns out to be locked with a password when it is unpacked."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a container, not yet unpacked."""

    name: str
    """As its maker wrote it."""
    chunks: Callable[[], Iterator[bytes]]
    """Gives its bytes, once; PartBroken where that fails."""
    packed: int
    """Its size in the container; where that is not known the container's."""
    why: Why = ""
    """Why it must be left out, where it must."""
    stated: int = 0
    """The size it is said to have; 0: nothing is said."""


def of_bytes(name: str, data: bytes) -> Part:
    """Give a part whose bytes are at hand already."""
    return Part(name, lambda: iter((data,)), len(data))


class Place(NamedTuple):
    """Where a walk begins: a part's number, and how many of its bytes came out before."""

    part: int = 0
    offset: int = 0


class Event(NamedTuple):
    """What comes out of a walk: a part begins, gives bytes, ends, or is to be forgotten."""

    kind: Literal["begin", "bytes", "end", "drop"]
    name: str = ""
    chunk: bytes = b""


@dataclass(slots=True)
class Walk:
    """One walk through a container."""

    budget: Budget
    left_out: Counter[str] = field(default_factory=Counter)
    """Why -> number of parts."""
    stopped: str = ""
    """The limit that ended the walk, in words."""
    kept: int = 0

    def events(self, parts: Iterable[Part], start: Place | None = None) -> Iterator[Event]:
        """Unpack part after part; with `start`, the place where an earlier walk was left.

        What lies before that place is neither unpacked nor counted again.
        """
        names: Counter[str] = Counter()
        number, first = -1, start.part if start else -1
        try:
            for part in parts:
                new = number >= first
                if new:
                    self.budget.part()
                name = clean(part.name)
                if part.why or is_litter(name):
                    self.left_out[part.why or "litter"] += new
                    continue
                if not name:
                    name = led_inside(part.name)
                    self.left_out["outside"] += new
                number += 1
                names[name] += 1
                if number < first:
                    continue
                own = name if names[name] == 1 else _again(name, names)
                yield from self._one(part, own, start.offset if start and not new else 0)
        except Exhausted as limit:
            self.stopped = str(limit)
        except PartBroken:
            self.left_out["damaged"] += 1

    def _one(self, part: Part, name: str, before: int) -> Iterator[Event]:
        if not before:
            yield Event("begin", name)
        came_out = 0
        try:
            check_stated(part.stated, part.packed)
            for chunk in part.chunks():
                new = chunk[max(0, before - came_out) :]
                came_out += len(chunk)
                check_ratio(came_out, part.packed)
                self.budget.take(len(new))
                if new:
                    yield Event("bytes", chunk=new)
        except Exhausted:
            yield Event("drop")
            raise
        except Bloated:
            self.left_out["bloated"] += 1
            self.budget.forget(came_out)
            yield Event("drop")
        except PartBroken:
            self.left_out["damaged"] += 1
            yield Event("drop")
        except PartLocked:
            self.left_out["locked"] += 1
            yield Event("drop")
        else:
            self.kept += 1
            yield Event("end")

    def problems(self) -> tuple[Problem, ...]:
        """Say what was left out."""
        return problems(self.left_out, self.stopped, self.kept)


def _again(name: str, names: Counter[str]) -> str:
    """Give a further part of one name a name of its own: `a (2).pdf`."""
    stem, dot, extension = name.rpartition(".")
    stem, tail = (stem, dot + extension) if stem and "/" not in extension else (name, "")
    return f"{stem} ({names[name]}){tail}"


def attachments(parts: Iterable[Part], walk: Walk) -> tuple[Attachment, ...]:
    """List the parts with digest and size, keeping none of their bytes."""
    found: list[Attachment] = []
    name, head, size, told = "", b"", 0, hashlib.sha256()
    for event in walk.events(parts):
        if event.kind == "begin":
            name, head, size, told = event.name, b"", 0, hashlib.sha256()
        elif event.kind == "bytes":
            told.update(event.chunk)
            size += len(event.chunk)
            head += event.chunk[: HEAD - len(head)]
        elif event.kind == "end":
            found.append(Attachment(name, sniff.sniff(head, name), told.hexdigest(), size))
    return tuple(found)


def problems(left_out: Counter[str], stopped: str, kept: int) -> tuple[Problem, ...]:
    """Say in problems what a walk left out."""
    made = []
    own = "The container is kept as it is; unpack it yourself where those parts matter."
    limits = left_out["bloated"]
    if stopped or limits:
        said = f"Unpacking ended at the limit of {stopped}" if stopped else "A limit was reached"
        swollen = f", {limits} swelled more than a hundredfold" if limits else ""
        message = f"{said}: {kept} parts were unpacked{swollen}, the rest was not."
        made.append(Problem("PT331", "warning", message, own))
    for why, code, severity, words in (
        ("link", "PT332", "note", "are links or devices and were not followed"),
        ("outside", "PT332", "warning", "have names that lead outside; they were given others"),
        ("litter", "PT332", "note", "are the operating system's own and were left out"),
        ("locked", "PT333", "warning", "are locked with a password"),
        ("damaged", "PT334", "warning", "are damaged and could not be unpacked"),
        ("furniture", "PT366", "note", "are what a page is shown with, or answers of errors"),
        ("message", "PT334", "warning", "are messages inside a message, which is not unpacked"),
    ):
        if left_out[why]:
            message = f"{left_out[why]} parts {words}; {kept} were unpacked."
            made.append(Problem(code, severity, message, own))  # type: ignore[arg-type]  # Severity
    return tuple(made)
