"""Read documents again from their originals, and compare that with what is stored of them.

What machines derived is not signed: whoever can write to the case's folder can write it. What a
story rests on is therefore read anew, in the same throw-away workers as a build; nothing here is
stored.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.casefile import Item
from papertrace.errors import CaseTampered, OverLimit, PapertraceError
from papertrace.workflow.building import derivation_of, derived, inside, marks
from papertrace.workflow.recognising import Readings
from papertrace.workflow.suggesting import logged, still_proved

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from papertrace.casefile import Case, Derivation, Held
    from papertrace.casefile.items import State
    from papertrace.read import sandbox

_ACCIDENTS = frozenset({"PT304", "PT305"})
"""Reasons that may lie in the moment (a busy machine, a killed worker), not in the file."""
_BUILD = "Run `papertrace build`."
_EITHER = f"{_BUILD} Where the version was the same, look who wrote to the folder `derived`."
_AGAIN = "Delete the folder `derived` and run `papertrace build`."
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Reread:
    """One document as it is read now, beside what is stored of it."""

    held: Held
    fresh: Derivation
    stored: Derivation | None

    @property
    def built_otherwise(self) -> bool:
        """Say whether what is stored names another version, or was never made."""
        return self.stored is None or self.stored.fingerprint != self.fresh.fingerprint

    @property
    def recognised_elsewhere(self) -> bool:
        """Say whether its pictures were recognised on another processor, which may read others."""
        if self.stored is None or self.stored.reader == self.fresh.reader:
            return False
        was, now = (_seen_by(d.reader) for d in (self.stored, self.fresh))
        return was[:2] == now[:2] and was[2:] != now[2:] and "+ocr-" in now[0]

    @property
    def difference(self) -> str:
        """Say in a few words what differs; '' where nothing does."""
        fresh, stored = self.fresh, self.stored
        if stored is None:
            return "nothing was built"
        if self.recognised_elsewhere:
            stored = replace(stored, reader=fresh.reader)
        if replace(stored, fingerprint="") == replace(fresh, fingerprint=""):
            return ""
        if stored.outcome == fresh.outcome == "refused" and stored.reason == fresh.reason:
            return ""  # how long a worker lived before it was ended is told in its message
        was, now = ({p.number: p for p in made.pages} for made in (stored, fresh))
        pages = [str(n) for n in sorted({*was, *now}) if was.get(n) != now.get(n)]
        facts = len({*_keys(stored)} ^ {*_keys(fresh)})
        told = [
            f"page {', '.join(pages[:_SHOWN])}{' and more' if len(pages) > _SHOWN else ''}"
            if pages
            else "",
            f"{facts} facts" if facts else "",
        ]
        return " and ".join(t for t in told if t) or "its title, publisher, year, form or problems"


def _seen_by(reader: str) -> list[str]:
    """Split a reader's name: reader and network, weights, processor; without the reading's own."""
    return reader.split(":")[:3]


def _keys(made: Derivation) -> Iterator[str]:
    """Give a text for every fact, whole, that equals only where the facts do."""
    return (repr(fact) for fact in made.facts)


def read_again(
    case: Case, digests: Collection[str], limits: sandbox.Limits, jobs: int
) -> Iterator[Reread]:
    """Read and extract documents anew, one worker a document; gives them as they are ready.

    The text of pictures is taken from the recorded reading, where there is one: what a processor
    made of them need not be what another makes. CaseTampered where an original or a recorded
    reading is gone or changed.
    """
    parts = inside(case)
    mark, readings = marks(case, parts), Readings(case, lane=case.config.lane)
    every = {held.digest: held for held in case.documents()}
    suggested = logged(case)

    def argument(held: Held) -> Callable[[], bytes]:
        head = json.dumps([held.name, held.digest]).encode()
        return lambda: head + b"\n" + case.original(held.digest)

    queue = ((d, argument(held)) for d, held in every.items() if d in digests)
    for digest, answer in derived(queue, limits, jobs, readings):
        held = every[digest]
        fresh = derivation_of(held, mark(held), answer, parts.get(digest, ()))
        stored = case.derived.whole(digest)
        yield Reread(held, still_proved(fresh, stored, suggested), stored)


def unchanged(
    case: Case, digests: Collection[str], limits: sandbox.Limits, jobs: int
) -> dict[str, Derivation]:
    """Give what documents are read as now, by digest, where that is what is stored of them.

    CaseTampered names the document where it is not, OverLimit one that could not be read.
    """
    found = {}
    for one in read_again(case, digests, limits, jobs):
        if one.difference:
            raise _refusal(one)
        found[one.held.digest] = one.fresh
    return found


def _refusal(one: Reread) -> CaseTampered | OverLimit:
    name, what = one.held.name, one.difference
    if one.fresh.reason in _ACCIDENTS:
        msg = f"{name} could not be read again: {one.fresh.problems[0].message}"
        return OverLimit(msg, remedy="Repeat the command when the machine is less busy.")
    if one.stored is None:
        return CaseTampered(f"{name} was not built yet.", remedy=_BUILD)
    if one.built_otherwise:
        msg = (
            f"{name} was not built by this version, or was changed since: what"
            f" is stored is not what is read now ({what})."
        )
        return CaseTampered(msg, remedy=_EITHER)
    if one.recognised_elsewhere:
        msg = f"{name} was recognised on another processor; this one reads it otherwise ({what})."
        return CaseTampered(msg, remedy=f"{_AGAIN} Or publish on the machine that built the case.")
    msg = f"What is stored of {name} is not what stands in it: {what}."
    return CaseTampered(msg, remedy=_AGAIN)


def audit(case: Case, limits: sandbox.Limits, jobs: int) -> Iterator[Item]:
    """Read every document anew and compare: one item a document; never raises on damage."""
    try:
        held = case.documents()
        sound = {one.digest for one in held if case.archive.is_sound(one.digest)}
        for one in held:
            if one.digest not in sound:
                message = "Its original is missing or changed, so it cannot be read again."
                yield Item("derived", one.name, "could-not-be-checked", message)
        for found in read_again(case, sound, limits, jobs):
            yield _item(found)
    except PapertraceError as error:
        yield Item("derived", "documents", "could-not-be-checked", error.message)


def _item(one: Reread) -> Item:
    if not one.difference:
        return Item("derived", one.held.name, "sound", f"Read again: {len(one.fresh.facts)} facts.")
    refusal = _refusal(one)
    known = one.built_otherwise or one.recognised_elsewhere or isinstance(refusal, OverLimit)
    state: State = "could-not-be-checked" if known else "broken"
    return Item("derived", one.held.name, state, f"{refusal.message} {refusal.advice}")
