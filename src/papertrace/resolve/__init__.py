"""Who and what facts are about: entities and purchases, joined by strong links and by people.

`resolve` takes facts and judgements and gives entities, purchases, and proposals for a person. It
never joins what only looks alike, keeps every spelling, and knows no person kind.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.resolve.joining import entities_of, nodes_of
from papertrace.resolve.mentions import Statement, mentions
from papertrace.resolve.proposing import proposals
from papertrace.resolve.purchases import notices_of, purchases_of
from papertrace.resolve.scoring import Likeness, likeness
from papertrace.resolve.verdicts import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.model import Entity, Judgement, Problem, Proposal, Purchase

__all__ = ["Likeness", "Resolution", "Statement", "likeness", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What facts are about."""

    entities: tuple[Entity, ...]
    """Sorted by kind, name, id."""
    purchases: tuple[Purchase, ...]
    proposals: tuple[Proposal, ...]
    """Best first: pairs of names, then pairs of notices."""
    problems: tuple[Problem, ...]
    """PT550: judgements that contradict each other."""


def resolve(facts: Sequence[Statement], judgements: Iterable[Judgement]) -> Resolution:
    """Join the names and notices of facts; the same facts and judgements give the same result."""
    verdicts = standing(judgements)
    nodes = nodes_of(mentions(facts))
    entities, problems = entities_of(nodes, verdicts)
    bodies = [(name, e.id) for e in entities if e.kind == "organisation" for name in e.names]
    shared = Counter(name for name, _ in bodies)
    alias = {name: own if shared[name] == 1 else "" for name, own in bodies}
    purchases, pairs, kept = purchases_of(notices_of(facts), verdicts, alias)
    asked = (*proposals(nodes, verdicts), *pairs)
    return Resolution(entities, purchases, asked, (*problems, *kept))
