"""The case folder: originals, the log of what people did, and what machines made of the originals.

It is the only writer. Originals and log are only ever added to; what is derived can be thrown away.
It decides nothing: it keeps what people decided and gives it back as it was.
"""

from __future__ import annotations

import contextlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Self

from papertrace.casefile import chain, config
from papertrace.casefile.archive import Archive, discard
from papertrace.casefile.bodies import Choice, capture_body, decision_body, key_body
from papertrace.casefile.derived import Derived
from papertrace.casefile.index import Index
from papertrace.casefile.ledger import Ledger, plain
from papertrace.casefile.locking import Lock, refuse_locked
from papertrace.casefile.log import START, Log, entry_of, opened
from papertrace.casefile.making import make_case
from papertrace.casefile.trouble import plainly
from papertrace.casefile.vectors import Vectors
from papertrace.errors import (
    CaseBusy,
    CaseNotFound,
    CaseTampered,
    NotPreserved,
    PapertraceError,
    UnknownDocument,
    UnknownKey,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from papertrace.casefile.keys import SigningKey
    from papertrace.casefile.ledger import Held
    from papertrace.casefile.log import LogEntry, Row
    from papertrace.model import (
        Capture,
        Decision,
        Expected,
        Fact,
        Field,
        Judgement,
        Key,
        Rules,
        Verdict,
    )

_WAIT = 10.0
"""Seconds that one capture outside a longer import waits for another importer."""


class Case:
    """One case; a context manager that closes its files."""

    def __init__(self, root: Path) -> None:
        """Take the folder; use `create` or `open`."""
        self.root = root
        self.archive = Archive(root / "archive")
        self.log = Log(root / "log.db")
        self.derived = Derived(root / "derived")
        self.index = Index(root / "derived")
        self.vectors = Vectors(root / "derived")
        self._config: config.Config | None = None
        self._ledger = Ledger()
        self._last: Row | None = None
        self._lock = Lock(root)

    @classmethod
    def create(cls, root: Path, title: str, key: SigningKey) -> Self:
        """Make a case in a folder that is empty or not there, begun by `key`.

        CaseExists where something is in the way, NotPreserved where it cannot be written.
        """
        case = cls(root)
        try:
            make_case(root, case.log, title, key)
        except BaseException:
            case.close()
            raise
        return case

    @classmethod
    def open(cls, root: Path) -> Self:
        """Open a case; CaseNotFound, CaseLocked. Damage is found where it is met, or by verify."""
        refuse_locked(root)
        if not (root / config.NAME).is_file() and not (root / "log.db").is_file():
            msg = f"{root.name or root} is not a case folder."
            raise CaseNotFound(msg)
        case = cls(root)
        with contextlib.suppress(CaseTampered, CaseNotFound, NotPreserved, CaseBusy):
            _ = case.log.connection
        return case

    def close(self) -> None:
        """Close the files; give back the lock."""
        self.log.close()
        self.derived.close()
        self.index.close()
        self._lock.release()

    def __enter__(self) -> Self:
        """Give the case itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    @property
    def config(self) -> config.Config:
        """Give what case.toml says, read once; CaseNotFound, UnknownSetting, UsageError."""
        if self._config is None:
            self._config = config.load(self.root)
        return self._config

    @property
    def title(self) -> str:
        """Give the title."""
        return self.config.title

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages, as ISO 639-1 codes."""
        return self.config.languages

    @property
    def rules(self) -> Rules:
        """Give what the case demands."""
        return self.config.rules

    @property
    def expected(self) -> tuple[Expected, ...]:
        """Give what the case should hold."""
        return self.config.expected

    @property
    def id(self) -> str:
        """Give the id, which no other case has."""
        return self.ledger().case

    @contextmanager
    def lock(self, wait: float = 0.0) -> Iterator[None]:
        """Keep other importers and builders out; CaseBusy where one is at work over `wait` seconds.

        Clears up after an interrupted one first. May be taken again by who has it.
        """
        with self._lock.hold(wait) as newly:
            if newly and self.archive.leftovers():
                with plainly("the archive"):
                    self.archive.sweep(lambda digest: self.ledger().stores(digest))
            yield

    def preserve(
        self,
        source: BinaryIO,
        name: str,
        origin: str,
        media_type: Callable[[bytes], str],
        key: SigningKey,
    ) -> tuple[Capture, bool]:
        """Store a stream's bytes and record their capture; it is durable when this returns.

        `media_type` is given the first 4096 bytes. The second value is False where these bytes
        were captured under this name before. NotPreserved where they could not be stored safely.
        """
        self._known(key)
        with self.lock(_WAIT), plainly(name):
            incoming = self.archive.receive(source)
            digest = incoming.digest
            try:
                before = self.ledger().named.get((digest, name))
                if before and self.archive.is_sound(digest):
                    discard(incoming.path)
                    return before, False
                body = capture_body(incoming, name, origin, media_type(incoming.head))
                self.archive.place(incoming)
                self.append("repair" if before else "capture", body, key)
            except BaseException:
                discard(incoming.path)
                with contextlib.suppress(OSError, PapertraceError):  # else the next sweep does it
                    self.archive.settle(digest, recorded=self.ledger().stores(digest))
                raise
            with contextlib.suppress(OSError):  # recorded it is; the next sweep does it
                self.archive.settle(digest, recorded=True)
            return self.ledger().named[digest, name], before is None

    def captures(self) -> tuple[Capture, ...]:
        """Give every capture, in log order."""
        return tuple(self.ledger().captures)

    def documents(self) -> tuple[Held, ...]:
        """Give every document, sorted by name, then digest."""
        return tuple(sorted(self.ledger().held.values(), key=lambda h: (h.name, h.digest)))

    def find(self, text: str) -> Held:
        """Give the document of a name or of a unique beginning of its digest; UnknownDocument."""
        return self.ledger().find(text)

    def original_path(self, digest: str) -> Path:
        """Give the place of a document's bytes."""
        return self.archive.path(digest)

    def original(self, digest: str) -> bytes:
        """Give a document's bytes; CaseTampered where they are gone or changed."""
        held = self.ledger().held.get(digest)
        if held is None:
            msg = f"There is no document {digest[:12]}."
            raise UnknownDocument(msg)
        try:
            return self.archive.read(digest)
        except FileNotFoundError:
            msg = f"The original of {held.name} is missing."
            raise CaseTampered(msg) from None
        except OSError as error:
            msg = f"The original of {held.name} cannot be read: {error.strerror}."
            raise CaseTampered(msg) from error
        except ValueError:
            msg = f"The original of {held.name} was changed."
            raise CaseTampered(msg) from None

    def append(self, kind: str, body: Mapping[str, object], key: SigningKey) -> LogEntry:
        """Add one signed entry to the log; it is durable when this returns. UnknownKey."""
        return self.append_all([(kind, body)], key)[0]

    def append_all(
        self, bodies: Iterable[tuple[str, Mapping[str, object]]], key: SigningKey
    ) -> tuple[LogEntry, ...]:
        """Add signed entries of (kind, body), all or none.

        UsageError where a body is not what its kind promises: once written it could not be undone.
        """
        self._known(key)
        ready = [(kind, plain(kind, body)) for kind, body in bodies]
        return tuple(opened(row) for row in self.log.append(ready, key))

    def entries(self, kind: str | None = None) -> Iterator[LogEntry]:
        """Give the log's entries in order, of one kind or all; CaseTampered."""
        last: Row | None = None
        for row in self.log.rows():
            entry = entry_of(row, last)
            last = row
            if kind in (None, entry.kind):
                yield entry

    def head(self) -> str:
        """Give the last entry's hash; kept elsewhere, it shows later that no tail was cut off."""
        self.ledger()
        return self._last.hash if self._last else START

    def ledger(self) -> Ledger:
        """Give what the log means up to now; CaseTampered where an entry was changed."""
        for row in self.log.rows(self._last.seq if self._last else 0):
            self._ledger.add(entry_of(row, self._last))
            self._last = row
        return self._ledger

    def sound_log(self) -> None:
        """Examine the whole log, with every signature, and go on from what was examined.

        CaseTampered names the first entry that is not right. `ledger` alone checks chain and
        contents: without this, whoever can write the file can write decisions.
        """
        found = chain.examine(self.log.rows())
        if found.flaws:
            seq, flaw = min(found.flaws, key=lambda f: f[0] or float("inf"))
            raise CaseTampered(f"Entry {seq} of the log {flaw}." if seq else flaw)
        self._ledger, self._last = found.ledger, found.last

    def people(self) -> tuple[Key, ...]:
        """Give the keys the case knows, in the order they were introduced."""
        return tuple(self.ledger().people.values())

    def introduce(
        self, key: SigningKey | Key, by: SigningKey | None = None, *, own: bool = False
    ) -> None:
        """Make a key known to the case, signed by one it knows; nothing happens where it is known.

        It is another person's, or with `own` a further key of the person who signs with `by`.
        UnknownKey where `by` is missing or not known itself.
        """
        if key.id in self.ledger().people:
            return
        if by is None:
            raise _unknown(key)
        self.append("key", key_body(key, self.ledger().person(by.id) if own else ""), by)

    def decide(  # noqa: PLR0913  (a decision has this many parts)
        self,
        fact: Fact,
        verdict: Verdict,
        *,
        key: SigningKey,
        channel: str,
        fields: Mapping[str, Field] | None = None,
        reason: str = "",
        seen_sha256: str = "",
    ) -> Decision:
        """Record one person's decision on one fact, whole, as it was seen.

        `fields` is the whole corrected value, for `corrected` alone. UsageError, UnknownKey,
        UnknownDocument.
        """
        choice = Choice(fact, verdict, fields, reason, seen_sha256)
        return self.decide_many([choice], key=key, channel=channel)[0]

    def decide_many(
        self, choices: Iterable[Choice], *, key: SigningKey, channel: str
    ) -> tuple[Decision, ...]:
        """Record several decisions, all or none."""
        held = self.ledger().held
        bodies = [("decision", decision_body(c, channel, held)) for c in choices]
        made = {e.hash for e in self.append_all(bodies, key)}
        return tuple(d for d in self.ledger().decisions if d.id in made)

    def decisions(self) -> tuple[Decision, ...]:
        """Give every decision, in log order; `replaces` names the same person's earlier one."""
        return tuple(self.ledger().decisions)

    def judge(
        self, subject: str, verdict: str, *, key: SigningKey, other: str = "", reason: str = ""
    ) -> Judgement:
        """Record a person's verdict that is not about one fact."""
        told = {"subject": subject, "verdict": verdict, "other": other, "reason": reason}
        made = self.append("judgement", told, key)
        return next(j for j in reversed(self.ledger().judgements) if j.id == made.hash)

    def judgements(self) -> tuple[Judgement, ...]:
        """Give every judgement, in log order."""
        return tuple(self.ledger().judgements)

    def _known(self, key: SigningKey) -> None:
        known = self.ledger().people.get(key.id)
        if known is None or known.public != key.public:
            raise _unknown(key)


def _unknown(key: SigningKey | Key) -> UnknownKey:
    return UnknownKey(
        f"The case does not know the key `{key.label}`.",
        remedy="Someone it knows says: papertrace key introduce NAME PUBLIC (your `key show`).",
    )
