"""Bring documents in and read them, in one go: what `add` and `build` do, one after the other.

It tells each step as it is done, so that whoever asked can show it. The case's lock is held from
the first file to the last page: one importer a case, whichever way it was started.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.workflow import adding, building, finding
from papertrace.workflow.means import means
from papertrace.workflow.recognising import Readings

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from papertrace.casefile import Case, Held, SigningKey


@dataclass(frozen=True, slots=True)
class Stage:
    """What begins, and how many steps it will have."""

    name: str
    """keeping, reading or indexing."""
    count: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document that can now be searched."""

    name: str


Step = Stage | adding.Added | building.Built | Indexed


def bring(
    case: Case, sources: Sequence[adding.Source], key: SigningKey, *, again: bool = False
) -> Generator[Step]:
    """Preserve, read and index; `again`: those too whose worker died. CaseBusy."""
    with case.lock():
        yield Stage("keeping", len(sources))
        yield from adding.take(case, sources, key)
        limits, jobs = means(case)
        readings = Readings(case, key, case.config.lane)
        yield Stage("reading", len(building.pending(case, again=again)))
        yield from building.build(case, jobs=jobs, limits=limits, again=again, readings=readings)
        yield Stage("indexing", 0)
        for name in finding.index(case):
            yield Indexed(name)


def waiting(case: Case) -> tuple[Held, ...]:
    """Give the documents that are preserved and of which nothing was read yet, by name.

    So they stand after an import that was ended in the middle; `bring` reads them.
    """
    read = case.derived.fingerprints()
    return tuple(held for held in case.documents() if held.digest not in read)


def is_free(case: Case) -> bool:
    """Say whether nobody adds to or builds the case now; CaseBusy where somebody does."""
    with case.lock():
        return True
