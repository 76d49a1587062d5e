"""What lies inside what, and how far it was unpacked, seen from the file that was added.

A container whose inner container was left half unpacked was not wholly read itself. It reads no
document: it only compares what was derived.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.model import Problem
from papertrace.workflow.unpacking import MEMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from papertrace.casefile import Case, Derivation

NOT_HELD = "PT335"
UNPACKING = frozenset({"PT331", "PT333", "PT334", NOT_HELD})
"""Reasons that mean: some of what is inside was not unpacked."""
_REMEDY = "`papertrace documents` names them; unpack them yourself and add the parts."


def inside(case: Case) -> dict[str, set[str]]:
    """Give for every container the digests of its parts that the case holds."""
    found: dict[str, set[str]] = {}
    for capture in case.captures():
        if capture.source.startswith(MEMBER):
            found.setdefault(capture.source.removeprefix(MEMBER), set()).add(capture.digest)
    return found


def below(parts: Mapping[str, set[str]], digest: str) -> set[str]:
    """Give the digests of all that lies inside a container, however deep."""
    found: set[str] = set()
    waiting = [digest]
    while waiting:
        new = parts.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def torn(case: Case, made: Iterable[Derivation]) -> dict[str, Problem]:
    """Give for containers that were read themselves what is wanting deeper inside them."""
    by_digest = {d.digest: d for d in made}
    wanting = {
        digest
        for digest, d in by_digest.items()
        if d.outcome == "read-partly" and d.reason in UNPACKING
    }
    parts = inside(case) if wanting else {}
    found = {}
    for outer in parts:
        own = by_digest.get(outer)
        count = len((below(parts, outer) - {outer}) & wanting) if own else 0
        if count and own and own.outcome == "read":
            message = f"{count} containers inside it were not wholly unpacked."
            found[outer] = Problem(NOT_HELD, "warning", message, _REMEDY)
    return found


def summaries(case: Case) -> tuple[Derivation, ...]:
    """Give what was made of every document, without pages; `torn` containers as read partly."""
    made = case.derived.summaries()
    wanting = torn(case, made)
    return tuple(
        replace(
            d,
            outcome="read-partly",
            reason=NOT_HELD,
            problems=(wanting[d.digest], *d.problems),
        )
        if d.digest in wanting
        else d
        for d in made
    )
