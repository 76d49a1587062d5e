"""Tests a saved draft with originals read again, behind the writer's back, one draft at a time.

What `papertrace check` does takes seconds or minutes; the page does not wait for it, and says what
came of it when it is there. A draft that is saved again meanwhile is tested again behind that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from papertrace.errors import PapertraceError
from papertrace.workflow import drafting

if TYPE_CHECKING:
    from concurrent.futures import Future

    from papertrace.casefile import Case
    from papertrace.desk.state import Desk


@dataclass(slots=True)
class Reread:
    """One draft's test with originals read again."""

    version: str
    """Of the draft that was saved last."""
    future: Future[tuple[str, dict[str, Any]]] | None = None
    """Gives the version that was tested, and what came of it; None while it waits for another."""

    @property
    def runs(self) -> bool:
        """Say whether it has begun and not ended."""
        return self.future is not None and not self.future.done()


def begin(desk: Desk, name: str, version: str) -> None:
    """Begin to test a draft as it was saved, or note that it waits while another is tested."""
    kept = desk.rereads.setdefault(name, Reread(version))
    kept.version = version
    if not any(one.runs for one in desk.rereads.values()):
        kept.future = desk.bench.later(lambda c: _tested(c, name))


def _tested(case: Case, name: str) -> tuple[str, dict[str, Any]]:
    version = drafting.written(case, name).version
    try:
        report = drafting.again(case, name)
    except PapertraceError as error:
        return version, {"state": "failed", "code": error.code, "message": error.message}
    passed, failed, unproven = report.counts
    return version, {
        "state": "done", "passed": passed, "failed": failed, "unproven": unproven,
    }  # fmt: skip


def state_of(desk: Desk, name: str, version: str) -> dict[str, Any]:
    """Say how far the test of a draft in this version is: none, running, done or failed."""
    kept = desk.rereads.get(name)
    if kept is None:
        return {"state": "none"}
    if kept.runs:
        return {"state": "running"}
    fault = kept.future.exception() if kept.future else None
    if fault is not None:
        return {"state": "failed", "code": "PT000", "message": f"{type(fault).__name__}: {fault}"}
    tested, told = kept.future.result() if kept.future else ("", {})
    if tested == version:
        return told
    if kept.version == version:  # it was saved while another test ran
        begin(desk, name, version)
        return {"state": "running"}
    return {"state": "none"}
