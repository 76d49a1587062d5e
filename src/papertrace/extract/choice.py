"""Of several readings of one field the best, the others as mentions of it or as a conflict.

A reading has a score: how surely its place says what it is (a label, a contact block, a sentence).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.extract.names import same_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.extract.anchors import Builder, Spot


@dataclass(frozen=True, slots=True)
class Reading:
    """A value read somewhere, and how much its place is worth (10 is a label that says so)."""

    value: str
    spot: Spot
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading that stands, its repetitions, and those that say something else."""

    best: Reading
    same: tuple[Reading, ...]
    rivals: tuple[Reading, ...]
    """As good as the best, with another value."""


def choose(readings: Iterable[Reading]) -> Choice | None:
    """Take the reading with the highest score, the earliest of equals; None where there is none."""
    every = sorted(readings, key=lambda r: (-r.score, r.spot.place))
    if not every:
        return None
    best = every[0]
    same = tuple(r for r in every[1:] if same_name(r.value, best.value))
    rivals = tuple(
        r for r in every[1:] if r.score >= best.score and not same_name(r.value, best.value)
    )
    return Choice(best, same, rivals)


def put(builder: Builder, name: str, choice: Choice | None, *, mentions: int = 3) -> None:
    """Set a field to the reading that stands, with a few of its repetitions as mentions."""
    if choice is None:
        return
    builder.add(name, choice.best.value, choice.best.spot)
    for again in choice.same[:mentions]:
        builder.mention(name, again.spot)
