"""Adds a folder to a case and builds it, as a person would, watching every worker that is started.

Run as a process of its own: python -m hostile.driving FOLDER CASE RESULT. What it measured
goes to RESULT as JSON; what was read stands in the case.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from papertrace.casefile import Case
from papertrace.cli.common import own_key
from papertrace.read import sandbox, sandbox_forker, sandbox_forks
from papertrace.workflow import adding, building

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.read.sandbox_child import Job, Limits, Load

_KIB = 1024


@dataclass
class Watched:
    """What was seen."""

    parser_peak: int = 0
    """Bytes of memory that the largest worker without text recognition held."""
    ocr_peak: int = 0
    """Bytes that the largest of all workers held, those that recognise among them."""
    slowest: float = 0.0
    """Seconds of the slowest worker without text recognition."""
    slowest_ocr: float = 0.0
    adding: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Name -> seconds until it was preserved with all that is inside it."""
    written: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Name -> bytes of what was unpacked of it."""
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    times: list[tuple[float, str]] = field(default_factory=list)
    answered: int = 0
    growth: int = 0
    """Bytes by which the process itself grew."""


_watched = Watched()
_begun: dict[int, float] = {}


def _spy() -> None:
    """Note every worker's memory and time."""
    real_fork, real_run = os.fork, sandbox.run_many

    def fork() -> int:
        pid = real_fork()
        if pid:
            _begun[pid] = time.monotonic()
        return pid

    def wait4(pid: int, options: int) -> tuple[int, int, resource.struct_rusage]:
        ended, status, usage = os.wait4(pid, options)
        if ended and pid in _begun:
            _note(time.monotonic() - _begun.pop(pid), usage.ru_maxrss * _KIB)
        return ended, status, usage

    def waitpid(pid: int, options: int) -> tuple[int, int]:
        return wait4(pid, options)[:2]

    def run_many(
        job: Job,
        arguments: Iterator[tuple[str, Load]],
        limits: Limits,
        jobs: int,
        rehearsal: tuple[bytes, ...] = (),
        *,
        apart: bool = False,
    ) -> Iterator[tuple[str, sandbox.Answer]]:
        began: dict[str, float] = {}

        def timed() -> Iterator[tuple[str, Load]]:
            for key, load in arguments:
                began[key] = time.monotonic()
                yield key, load

        for key, answer in real_run(job, timed(), limits, jobs, rehearsal, apart=apart):
            took = time.monotonic() - began[key]
            _watched.slowest_ocr = max(_watched.slowest_ocr, took * apart)
            _watched.times.append((round(took, 2), f"{job.__name__} {key}"))
            yield key, answer

    spied = SimpleNamespace(**{**vars(os), "fork": fork, "waitpid": waitpid, "wait4": wait4})
    setattr(sandbox_forks, "os", spied)  # noqa: B010  (it is no public part of that module)
    sandbox.run_many = run_many  # type: ignore[assignment]  # as above


def _note(seconds: float, peak: int) -> None:
    _watched.parser_peak = max(_watched.parser_peak, peak)
    _watched.slowest = max(_watched.slowest, seconds)


def _resident() -> int:
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * 4 * _KIB if told.exists() else 0


def main(folder: Path, root: Path, result: Path, *, jobs: int) -> None:
    """Do it."""
    _spy()
    key = own_key(None)
    with Case.create(root, "hostile", key) as case:
        before, began = _resident(), time.monotonic()
        for each in adding.add(case, [folder], key):
            name = each.name.partition("/")[0]
            now = time.monotonic()
            _watched.adding[name] += now - began
            began = now
            if each.note:
                _watched.notes[name].append(each.note)
            if each.capture is not None and "/" in each.name:
                _watched.written[name] += each.capture.size
        for _ in building.build(case, jobs=jobs, limits=sandbox.Limits()):
            _watched.answered += 1
        _watched.growth = _resident() - before
    sandbox_forker.end_all()  # what recognises has a process of its own: its children are told now
    _watched.ocr_peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _KIB
    _watched.times.sort(reverse=True)
    told = {f.name: getattr(_watched, f.name) for f in fields(_watched)}
    told["times"] = told["times"][:20]
    result.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    given = [Path(a) for a in sys.argv[1:4]]
    main(given[0], given[1], given[2], jobs=2)
