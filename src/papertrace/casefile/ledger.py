"""What the log means: captures, people, decisions and judgements, folded from its entries.

It is a function of the entries alone and stores nothing. An entry that does not hold what its kind
promises is CaseTampered; kinds it does not know are passed over, for a newer papertrace to read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from papertrace.casefile.keys import key_id
from papertrace.casefile.log import LogEntry, canonical
from papertrace.errors import CaseTampered, UnknownDocument, UsageError
from papertrace.model import (
    Capture,
    Decision,
    Judgement,
    Key,
    Misreading,
    Recording,
    Release,
    ReplyStep,
    Translation,
    Trial,
    from_json,
)
from papertrace.settings import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")
_PREFIX = 4
"""Fewer digits of a digest than these do not name a document."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the case: bytes that were captured, once or more often."""

    digest: str
    name: str
    """The name under which it was first captured."""
    names: tuple[str, ...]
    """Every name it was captured under, the first one first."""
    media_type: str
    size: int
    """In bytes."""
    first_captured_at: str
    """UTC, ISO 8601."""


@dataclass(slots=True)
class Ledger:
    """The state of a case at one point of its log."""

    case: str = ""
    """Id of the case: the hash of its first entry."""
    captures: list[Capture] = field(default_factory=list)
    people: dict[str, Key] = field(default_factory=dict)
    """Key id -> key."""
    decisions: list[Decision] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    readings: dict[str, list[Recording]] = field(default_factory=dict)
    """Document -> its recorded readings, the newest last."""
    translations: list[Translation] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    replies: list[ReplyStep] = field(default_factory=list)
    trials: list[Trial] = field(default_factory=list)
    misreadings: list[Misreading] = field(default_factory=list)
    named: dict[tuple[str, str], Capture] = field(default_factory=dict)
    """(digest, name) -> its first capture."""
    held: dict[str, Held] = field(default_factory=dict)
    """Digest -> document."""
    introduced: dict[str, str] = field(default_factory=dict)
    """Person -> the person who introduced them; whoever began the case is not here."""
    confirmed: dict[str, list[str]] = field(default_factory=dict)
    """Person -> other people, not their introducer, who confirmed who they are."""
    _latest: dict[tuple[str, str], str] = field(default_factory=dict)
    """(person, fact id) -> that person's latest decision on that fact."""

    def add(self, entry: LogEntry) -> None:
        """Take the next entry; an expunged one leaves nothing."""
        if not entry.body:
            return
        match entry.kind:
            case "case":
                self.case = entry.hash
                self._meet(entry, entry.body.get("key", {}))
            case "key":
                self._meet(entry, entry.body)
            case "capture":
                self._capture(_told(Capture, entry, entry.body, "by"))
            case "decision":
                self._decide(entry)
            case "reading":
                made = _told(Recording, entry, entry.body, "by")
                self.readings.setdefault(made.digest, []).append(made)
            case "judgement":
                self.judgements.append(_told(Judgement, entry, entry.body, "by"))
            case _:
                self._vouch(entry)

    def stores(self, digest: str) -> bool:
        """Say whether bytes of this digest belong in the archive."""
        if digest in self.held:
            return True
        return any(made.sha256 == digest for every in self.readings.values() for made in every)

    def person(self, key: str) -> str:
        """Give the person of a key: the id of that person's first key in this case."""
        known = self.people.get(key)
        return known.person or key if known else key

    def persons(self) -> dict[str, str]:
        """Give the person of every key."""
        return {key: self.person(key) for key in self.people}

    def unconfirmed(self) -> dict[str, str]:
        """Give who introduced whom, for people whom nobody else has confirmed."""
        return {p: by for p, by in self.introduced.items() if not self.confirmed.get(p)}

    def standing(self) -> list[Decision]:
        """Give each person's latest decision on each fact in log order, but for withdrawn ones."""
        latest = set(self._latest.values())
        return [d for d in self.decisions if d.id in latest and d.verdict != "withdrawn"]

    def find(self, text: str) -> Held:
        """Give the document of a name or of a unique beginning of its digest; UnknownDocument."""
        found = [h for h in self.held.values() if text in h.names]
        if not found and len(text) >= _PREFIX:
            found = [h for d, h in self.held.items() if d.startswith(text.lower())]
        if len(found) == 1:
            return found[0]
        if found:
            every = ", ".join(f"{h.digest[:12]} ({h.name})" for h in found[:5])
            msg = f"`{text}` is ambiguous: {len(found)} documents."
            raise UnknownDocument(msg, remedy=f"Say which: {every}.")
        names = [n for h in self.held.values() for n in h.names]
        hint = nearest(text, names) if 0 < len(names) <= _FEW else ""
        msg = f"There is no document `{text}`."
        raise UnknownDocument(msg, remedy=f"{hint} {UnknownDocument.remedy}".strip())

    def _meet(self, entry: LogEntry, body: Mapping[str, object]) -> None:
        key = _from(Key, {"person": "", **body}, entry)
        try:
            right = key_id(key.public) == key.id
        except ValueError:
            right = False
        if not right:
            msg = f"Entry {entry.seq} of the log introduces a key under an id that is not its own."
            raise CaseTampered(msg)
        if key.person and entry.actor and key.person != self.person(entry.actor):
            msg = f"Entry {entry.seq} of the log gives a key to another person than who signed."
            raise CaseTampered(msg)
        if key.id not in self.people and not key.person and entry.kind == "key":
            self.introduced[key.id] = self.person(entry.actor)
        self.people.setdefault(key.id, key)

    def _confirm(self, entry: LogEntry) -> None:
        """Note who else knows a person: neither that person nor who introduced them."""
        key, by = entry.body.get("key"), self.person(entry.actor)
        person = self.person(key) if isinstance(key, str) else ""
        if by not in ("", person, self.introduced.get(person)) and person in self.introduced:
            self.confirmed.setdefault(person, []).append(by)

    def _capture(self, capture: Capture) -> None:
        self.captures.append(capture)
        self.named.setdefault((capture.digest, capture.name), capture)
        held = self.held.get(capture.digest)
        if held is None:
            held = Held(
                capture.digest,
                capture.name,
                (capture.name,),
                capture.media_type,
                capture.size,
                capture.at,
            )
        elif capture.name not in held.names:
            held = replace(held, names=(*held.names, capture.name))
        self.held[capture.digest] = held

    def _vouch(self, entry: LogEntry) -> None:
        """Take what people vouch for beside facts; kinds not known are passed over."""
        match entry.kind:
            case "translation":
                body = {**entry.body, "second_reader": ""}  # only an entry of their own makes one
                self.translations.append(_told(Translation, entry, body, "translator"))
            case "second-reading":
                self._second(entry)
            case "release":
                self.releases.append(_told(Release, entry, entry.body, "by"))
            case "withdrawal":
                self._withdraw(entry)
            case "confirmation":
                self._confirm(entry)
            case "trial":
                self.trials.append(_told(Trial, entry, entry.body, "by"))
            case "misreading":
                self.misreadings.append(_told(Misreading, entry, entry.body, "by"))
            case "reply":
                self._reply(_told(ReplyStep, entry, {"facts": [], **entry.body}, "by"))
            case _:
                pass

    def _reply(self, step: ReplyStep) -> None:
        """Take a step; a person's own second key agrees to nothing."""
        own = {self.person(s.by) for s in self.replies if s.id == step.about}
        if step.step != "seconded" or self.person(step.by) not in own:
            self.replies.append(step)

    def _second(self, entry: LogEntry) -> None:
        """Note who read a translation against its page; its translator cannot be that person."""
        wanted = entry.body.get("translation")
        if not isinstance(wanted, str):
            msg = f"Entry {entry.seq} of the log names no translation."
            raise CaseTampered(msg)
        for at, one in enumerate(self.translations):
            other = self.person(one.translator) != self.person(entry.actor)
            if one.id == wanted and other and not one.second_reader:
                self.translations[at] = replace(one, second_reader=entry.actor)

    def _withdraw(self, entry: LogEntry) -> None:
        """Take back every release by this person of the same draft and office."""
        wanted = entry.body.get("release")
        if not isinstance(wanted, str):
            msg = f"Entry {entry.seq} of the log names no release."
            raise CaseTampered(msg)
        mine = [r for r in self.releases if self.person(r.by) == self.person(entry.actor)]
        gone = {(r.draft, r.office) for r in mine if r.id == wanted}
        self.releases = [
            r for r in self.releases if r not in mine or (r.draft, r.office) not in gone
        ]

    def _decide(self, entry: LogEntry) -> None:
        place = (self.person(entry.actor), str(entry.body.get("fact_id")))
        body = {"read": [], **entry.body, "replaces": self._latest.get(place)}
        self.decisions.append(_told(Decision, entry, body, "reviewer"))
        self._latest[place] = entry.hash


_FEW = 5000
"""Among more names than these no nearest one is looked for."""


def _told(kind: type[T], entry: LogEntry, body: Mapping[str, object], actor: str) -> T:
    return _from(kind, {**body, "id": entry.hash, "at": entry.at, actor: entry.actor}, entry)


def _from(kind: type[T], data: dict[str, object], entry: LogEntry) -> T:
    try:
        return from_json(kind, data)
    except ValueError as error:
        msg = f"Entry {entry.seq} of the log holds no {entry.kind}: {error}."
        raise CaseTampered(msg) from error


def plain(kind: str, body: Mapping[str, object]) -> dict[str, object]:
    """Give a body as it will be read back; UsageError where it is not what its kind promises."""
    try:
        told: dict[str, object] = json.loads(canonical(dict(body)))
        Ledger().add(LogEntry(0, "", "", kind, "", told))
    except (TypeError, ValueError, CaseTampered) as error:
        msg = f"This is no {kind} that could be kept: {error}"
        raise UsageError(msg) from error
    if kind == "case" or not kind:
        msg = f"An entry of kind {kind!r} cannot be added."
        raise UsageError(msg)
    return told
