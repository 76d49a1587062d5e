"""The order in which facts come before a person: where a fault would hurt most comes first.

It leaves nothing out that is undecided, and decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from papertrace.model import Fact, Status

LOW_CONFIDENCE = 0.9
"""Below this share of right ones a fact is looked at before those a story uses."""

_PROBLEM, _DOUBTFUL, _USED, _REST = range(4)


def queue(
    facts: Iterable[Fact],
    statuses: Mapping[str, Status],
    used: Collection[str],
    problems: Collection[str] = (),
) -> tuple[Fact, ...]:
    """Give the undecided facts by risk: with a problem, doubtful, used in a story, the rest.

    `used` and `problems` are fact ids. Within a rank those that a story uses come first, then the
    doubtful; ties keep the order given.
    """
    waiting = [f for f in facts if statuses.get(f.id, "proposed") in ("proposed", "stale")]
    return tuple(
        sorted(waiting, key=lambda f: (_rank(f, used, problems), f.id not in used, f.confidence))
    )


def _rank(fact: Fact, used: Collection[str], problems: Collection[str]) -> int:
    if fact.id in problems:
        return _PROBLEM
    if fact.confidence < LOW_CONFIDENCE:
        return _DOUBTFUL
    return _USED if fact.id in used else _REST
