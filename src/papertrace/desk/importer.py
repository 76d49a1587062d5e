"""Brings dropped documents into the case while the desk goes on: one thread, one import at a time.

What it did is counted as it goes, by type and by reason; the counts are a value that any request
may read. What was dropped is kept until it is in the case, so that it can be tried again.
"""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from papertrace.casefile import Case
from papertrace.errors import CaseBusy, PapertraceError
from papertrace.workflow.adding import Added
from papertrace.workflow.building import Built
from papertrace.workflow.importing import Stage, bring

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import SigningKey
    from papertrace.desk.spool import Spool
    from papertrace.workflow.importing import Step

_FAILED: Final = ("refused", "ignored", "read-partly")
_NAMED: Final = 200
"""So many names stand under one reason; the rest is counted."""
_WAIT: Final = 10.0
"""Seconds that closing the desk waits for the document in hand."""


@dataclass(slots=True)
class Tally:
    """What became of the files of one type."""

    files: int = 0
    read: int = 0
    pages: int = 0
    failed: int = 0


@dataclass(slots=True)
class Group:
    """Files that share what went wrong with them."""

    count: int = 0
    names: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Progress:
    """How far one import is."""

    state: str = "idle"
    """idle, keeping, reading, indexing, done, stopped or failed."""
    files: int = 0
    """Files that were dropped."""
    seen: int = 0
    new: int = 0
    known: int = 0
    to_read: int = 0
    read: int = 0
    pages: int = 0
    facts: int = 0
    types: dict[str, Tally] = field(default_factory=dict)
    failures: dict[str, Group] = field(default_factory=dict)
    trouble: str = ""
    """Why the import as a whole came to no end."""
    remedy: str = ""

    def take(self, step: Step) -> None:
        """Count one step."""
        if isinstance(step, Stage):
            self.state = step.name
            self.files = step.count if step.name == "keeping" else self.files
            self.to_read = step.count if step.name == "reading" else self.to_read
        elif isinstance(step, Added):
            self._added(step)
        elif isinstance(step, Built):
            self._built(step)

    def _added(self, step: Added) -> None:
        self.seen += 1
        if step.capture is None:
            self._fail(f"skipped: {step.note}", step.name)
            return
        self.new += step.new
        self.known += not step.new
        self._type(step.capture.media_type).files += 1

    def _built(self, step: Built) -> None:
        kind = self._type(step.media_type)
        self.read += 1
        self.pages += step.pages
        self.facts += step.facts
        kind.pages += step.pages
        if step.outcome in _FAILED:
            kind.failed += 1
            self._fail(step.reason or "read in part", step.name)
        else:
            kind.read += 1

    def _type(self, media_type: str) -> Tally:
        return self.types.setdefault(media_type, Tally())

    def _fail(self, reason: str, name: str) -> None:
        group = self.failures.setdefault(reason, Group())
        group.count += 1
        if len(group.names) < _NAMED:
            group.names.append(name)


@dataclass(slots=True)
class Importer:
    """The import of one desk; at most one runs."""

    root: Path
    _now: Progress = field(default_factory=Progress)
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _spool: Spool | None = None

    @property
    def running(self) -> bool:
        """Say whether an import runs."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def holds(self) -> bool:
        """Say whether dropped files wait to be tried again."""
        return self._spool is not None

    def shown(self) -> dict[str, Any]:
        """Give how far it is, as a row."""
        with self._guard:
            return asdict(self._now) | {"running": self.running, "holds": self.holds}

    def begin(self, key: SigningKey, spool: Spool | None = None) -> None:
        """Start an import of dropped files, or of what could not be read; CaseBusy where one runs.

        Files that were dropped before and did not get into the case are taken first.
        """
        with self._guard:
            if self.running:
                raise CaseBusy
            if spool is not None:
                self._let_go()
                self._spool = spool
            self._now = Progress("keeping")
            self._stop.clear()
            self._thread = threading.Thread(target=self._run, args=(key,), name="desk-import")
            self._thread.start()

    def _run(self, key: SigningKey) -> None:
        sources = self._spool.sources() if self._spool else []
        try:
            with Case.open(self.root) as case:
                steps = bring(case, sources, key, again=not sources)
                for step in steps:
                    with self._guard:
                        self._now.take(step)
                    if isinstance(step, Stage) and step.name == "reading":
                        self._let_go()  # they are in the case
                    if self._stop.is_set():
                        steps.close()
                        self._end("stopped")
                        return
        except PapertraceError as error:
            self._end("failed", error)
        except OSError as error:
            self._end("failed", PapertraceError(f"The disk refused: {error.strerror}."))
        else:
            self._end("done")

    def _end(self, state: str, error: PapertraceError | None = None) -> None:
        with self._guard:
            self._now.state = state
            if error is not None:
                self._now.trouble, self._now.remedy = error.message, error.advice

    def _let_go(self) -> None:
        if self._spool is not None:
            self._spool.close()
            self._spool = None

    def wait(self, seconds: float) -> None:
        """Wait for the import that runs, if one does."""
        if self._thread is not None:
            self._thread.join(seconds)

    def close(self) -> None:
        """Stop after the document in hand."""
        self._stop.set()
        self.wait(_WAIT)
        self._let_go()
