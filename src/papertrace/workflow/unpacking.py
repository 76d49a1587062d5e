"""Preserve what is inside containers: every part a document of its own, under its own digest.

Parts are unpacked in the worker, batch by batch, and come back through its pipe; here they are
only hashed and stored. One budget holds for an added file and all that is nested in it.
"""

from __future__ import annotations

import json
from collections import deque
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple, cast

from papertrace.errors import OverLimit
from papertrace.read import members, office, sandbox, sniff
from papertrace.read.budget import MOST_LEVELS, Budget, Exhausted
from papertrace.read.member_names import clean
from papertrace.workflow import converting
from papertrace.workflow.passwords import Passwords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Capture

NONE = Passwords()
MEMBER = "member of "
"""How the source of a member's capture begins; the container's digest follows."""


class Preserved(NamedTuple):
    """What became of one part."""

    name: str
    capture: Capture | None
    """None where it was left out."""
    new: bool
    note: str = ""


class _Dropped(Exception):
    """The part that is being stored could not be unpacked to its end."""


class _Piece(NamedTuple):
    kind: str
    name: str
    chunk: memoryview
    """Its bytes, as they lie in the worker's answer."""


@dataclass(frozen=True, slots=True)
class _Container:
    digest: str
    name: str
    above: tuple[str, ...]
    """Digests of what it lies in, outermost first."""


_NOTHING: Final = memoryview(b"")


@dataclass(slots=True)
class _Source:
    """The bytes of one part as a stream to store."""

    pieces: Iterator[_Piece]
    _rest: memoryview = _NOTHING
    _ended: bool = False

    def read(self, size: int) -> bytes:
        """Give up to `size` bytes, none at the end; _Dropped where the rest never comes."""
        while not self._rest and not self._ended:
            piece = next(self.pieces, None)
            if piece is None or piece.kind == "drop":
                raise _Dropped
            self._ended = piece.kind == "end"
            self._rest = piece.chunk
        chunk, self._rest = self._rest[:size], self._rest[size:]
        return bytes(chunk)


def unpack(
    case: Case,
    outer: Capture,
    key: SigningKey,
    limits: sandbox.Limits,
    passwords: Passwords = NONE,
) -> Iterator[Preserved]:
    """Preserve everything inside an added file, however deep, within the file's budget.

    Locked files are opened with the passwords given for them; what comes out lies in the case
    without a lock.
    """
    budget = Budget(outer.size)
    first = _Container(outer.digest, outer.name, ())
    waiting = deque([first] if _may_hold(outer, passwords) else [])
    begun = {outer.digest}
    while waiting and not budget.is_spent:
        at = waiting.popleft()
        for made in _parts(case, at, budget, key, limits, passwords):
            yield made
            inner = made.capture
            if inner is None or not _may_hold(inner, passwords):
                continue
            above = (*at.above, at.digest)
            if inner.digest in begun:
                note = "the same file lies elsewhere in it and is unpacked there"
                yield Preserved(made.name, None, new=False, note=note)
            elif len(above) >= MOST_LEVELS:
                note = f"nested deeper than {MOST_LEVELS} levels: not unpacked"
                yield Preserved(made.name, None, new=False, note=note)
            else:
                begun.add(inner.digest)
                waiting.append(_Container(inner.digest, made.name, above))
    if waiting:
        note = f"a limit was reached: {len(waiting)} containers inside were not unpacked"
        yield Preserved(outer.name, None, new=False, note=note)


def _may_hold(capture: Capture, passwords: Passwords) -> bool:
    given = passwords.of(capture.name, capture.digest)
    return capture.media_type in members.CANDIDATES | office.CANDIDATES or bool(given)


def _parts(
    case: Case,
    at: _Container,
    budget: Budget,
    key: SigningKey,
    limits: sandbox.Limits,
    passwords: Passwords,
) -> Iterator[Preserved]:
    """Preserve the parts of one container."""
    data = case.original(at.digest)
    secrets = passwords.of(at.name, at.digest)
    kind = sniff.sniff(data, at.name)
    if converting.wanted(kind, at.name, data):
        yield from _copy(case, at, data, budget, key)
    if not secrets and not members.holds_parts(data, kind):
        return
    del data  # it is large, and every batch takes it anew
    trouble: list[str] = []

    def load(line: bytes) -> bytes:
        return b"\n".join((line, case.original(at.digest)))

    pieces = _pieces(load, {"name": at.name, "passwords": secrets}, budget, limits, trouble)
    for piece in pieces:
        name = clean(piece.name)
        if piece.kind != "begin" or not name:
            continue
        full = f"{at.name}/{name}"
        source = cast("BinaryIO", _Source(pieces))
        try:
            capture, new = case.preserve(source, full, MEMBER + at.digest, _typed(full), key)
        except _Dropped:
            yield Preserved(full, None, new=False, note="it could not be unpacked")
        else:
            yield Preserved(full, capture, new=new)
    if trouble:
        yield Preserved(at.name, None, new=False, note=f"not unpacked to its end: {trouble[0]}")


def _copy(
    case: Case, at: _Container, data: bytes, budget: Budget, key: SigningKey
) -> Iterator[Preserved]:
    """Preserve a copy of a file that only LibreOffice opens."""
    made = converting.copied(case, at.digest, sniff.sniff(data, at.name), at.name, data)
    if made is None:
        return
    if made.note:
        yield Preserved(at.name, None, new=False, note=made.note)
        return
    try:
        budget.part()
        budget.take(len(made.data.getvalue()))
    except Exhausted as limit:
        yield Preserved(at.name, None, new=False, note=f"its copy is left out: {limit}")
        return
    full = f"{at.name}/{made.name}"
    capture, new = case.preserve(made.data, full, MEMBER + at.digest, _typed(full), key)
    yield Preserved(full, capture, new=new)


def _typed(name: str) -> Callable[[bytes], str]:
    return lambda head: sniff.sniff(head, name)


def _pieces(
    load: Callable[[bytes], bytes],
    container: dict[str, Any],
    budget: Budget,
    limits: sandbox.Limits,
    trouble: list[str],
) -> Iterator[_Piece]:
    """Let workers unpack a container, one batch each, counting down the budget.

    `load` puts the container's bytes behind a line; they are held while a worker is at work alone.
    """
    follow: list[int] | None = [0, 0]
    while follow is not None:
        told = {**container, "part": follow[0], "offset": follow[1], **asdict(budget)}
        answer = sandbox.run(members.batch, load(json.dumps(told).encode()), limits)
        if not answer.ok:
            trouble.append(f"{answer.code} {answer.message}")
            if answer.code == OverLimit.code:
                budget.parts_left = 0  # what took too long is not tried again further down
            return
        try:
            pieces, follow, left = _opened(answer.output)
        except (ValueError, KeyError, TypeError) as error:
            trouble.append(f"The worker's answer does not have the agreed form ({error}).")
            return
        budget.bytes_left, budget.parts_left, budget.read_out = left
        del answer
        yield from pieces


def _opened(output: bytes) -> tuple[list[_Piece], list[int] | None, list[int]]:
    """Take a batch apart; ValueError, KeyError or TypeError where it is not what was agreed."""
    (size,) = members.HEAD.unpack_from(output.ljust(members.HEAD.size, b"\0"))
    at = members.HEAD.size + size
    told = json.loads(output[members.HEAD.size : at])
    pieces = []
    held = memoryview(output)
    for kind, name, length in told["pieces"]:
        if kind not in ("begin", "bytes", "end", "drop") or not isinstance(name, str):
            msg = "an unknown piece"
            raise ValueError(msg)
        if not isinstance(length, int) or not 0 <= length <= len(output) - at:
            msg = "a piece of no sound length"
            raise ValueError(msg)
        pieces.append(_Piece(kind, name, held[at : at + length]))
        at += length
    follow, left = told["next"], told["left"]
    numbers = [*left, *(follow or [])]
    if len(left) != len(("bytes", "parts", "read out")) or not all(type(n) is int for n in numbers):
        msg = "no sound numbers"
        raise ValueError(msg)
    if follow is not None and (len(follow) != len(("part", "offset")) or not pieces):
        msg = "no end"
        raise ValueError(msg)
    return pieces, follow, left
