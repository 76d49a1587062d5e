"""What a queue is made of, kept between requests: a new decision changes what it is about alone.

Folding all decisions over all facts of a large case takes a quarter of a second, and at a desk it
would be done several times for each decision. So what was folded is kept for one case, and only
the facts that decisions came to since are folded again; `review` says what they mean, here as
everywhere. Nothing that is published rests on what is kept.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from papertrace.review import CONFLICT, queue, review
from papertrace.workflow.drafted import Drafted, in_drafts
from papertrace.workflow.kept import marked
from papertrace.workflow.lines import Lines
from papertrace.workflow.unseen import figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from papertrace.casefile import Case
    from papertrace.casefile.ledger import Ledger
    from papertrace.model import Decision, Fact, Status

_BACK: Final = "[takes back "
"""An entry that restores a decision is none by command: what it restores may be the desk's."""
_GUARD: Final = threading.Lock()


@dataclass(slots=True)
class Standing:
    """What is decided and what waits, of one case at one time."""

    mark: str
    persons: Mapping[str, str]
    """Key -> person."""
    two: bool
    """Whether the case asks for two people."""
    facts: dict[str, Fact]
    """In the order of the case."""
    troubled: frozenset[str]
    """Facts that a Problem of their document names."""
    drafted: Drafted = field(default_factory=Drafted)
    """Facts that drafts rest on."""
    statuses: dict[str, Status] = field(default_factory=dict)
    disputed: frozenset[str] = frozenset()
    deciders: dict[str, dict[str, str]] = field(default_factory=dict)
    """Fact -> person -> the verdict of theirs that stands."""
    order: tuple[Fact, ...] = ()
    """All facts, the riskiest first, whether or not they wait."""
    taken: list[str] = field(default_factory=list)
    """Ids of the decisions that were folded, in log order."""
    by_fact: dict[str, list[Decision]] = field(default_factory=dict)
    lines: Lines = field(default_factory=Lines)

    @property
    def used(self) -> frozenset[str]:
        """Give the facts that drafts rest on."""
        return self.drafted.every

    def nodded(self, fact: str) -> bool:
        """Say whether a claim names a fact whose figures nobody who accepted it read out.

        One key at the desk is enough for a fact that no draft rests on; once one does, somebody
        types what the page shows. Who decides by command names the fact, and is not asked again.
        """
        return fact in self.drafted.named and self.unread(fact)

    def unread(self, fact: str) -> bool:
        """Say whether a fact stands by decisions at the desk alone that read no figure out."""
        if fact not in self.facts:
            return False
        wanted = set(figures(self.facts[fact]))
        latest = {self.persons.get(d.reviewer, d.reviewer): d for d in self.by_fact.get(fact, ())}
        held = [d for d in latest.values() if d.verdict in ("accepted", "corrected")]
        return bool(wanted and held) and not any(
            wanted <= set(d.read) or (d.channel != "desk" and _BACK not in d.reason) for d in held
        )


_KEPT: Final[dict[Path, Standing]] = {}


def standing(case: Case) -> Standing:
    """Give what stands in a case now."""
    mark, facts = marked(case)
    place = case.root.absolute()
    with _GUARD:
        ledger = case.ledger()  # read here, it is never behind what another thread folded
        kept = _KEPT.get(place)
        if kept is None or not _goes_on(kept, mark, ledger, two=case.rules.second_person):
            _KEPT.clear()
            kept = _begun(case, mark, facts, ledger)
        _fold(kept, ledger.decisions[len(kept.taken) :])
        drafted = in_drafts(case)
        if drafted != kept.drafted or not kept.order:
            kept.drafted = drafted
            _sort(kept)
        _KEPT[place] = kept
    return kept


def _begun(case: Case, mark: str, facts: Sequence[Fact], ledger: Ledger) -> Standing:
    troubled = frozenset(
        i
        for made in case.derived.summaries()
        for p in made.problems
        if p.severity != "note"
        for i in p.fact_ids
    )
    found: dict[str, Fact] = {}
    for fact in facts:
        found.setdefault(fact.id, fact)
    return Standing(mark, ledger.persons(), case.rules.second_person, found, troubled)


def _goes_on(kept: Standing, mark: str, ledger: Ledger, *, two: bool) -> bool:
    """Say whether decisions alone came since: the same facts, people and log before them."""
    count = len(kept.taken)
    same = len(ledger.decisions) >= count and (
        not count or ledger.decisions[count - 1].id == kept.taken[-1]
    )
    return same and (kept.mark, kept.two, kept.persons) == (mark, two, ledger.persons())


def _fold(kept: Standing, new: Sequence[Decision]) -> None:
    """Take decisions up, and fold again the facts they are about."""
    disputed = set(kept.disputed)
    for decision in new:
        kept.by_fact.setdefault(decision.fact_id, []).append(decision)
        kept.taken.append(decision.id)
    fresh = [d.fact_id for d in new]
    for about in dict.fromkeys(fresh):
        decisions = kept.by_fact[about]
        fact = kept.facts.get(about)
        folded = review([fact] if fact else [], decisions, {}, kept.persons)
        kept.statuses.update(folded.statuses)
        disputed.discard(about)
        disputed.update(i for p in folded.problems if p.code == CONFLICT for i in p.fact_ids)
        latest = {kept.persons.get(d.reviewer, d.reviewer): d.verdict for d in decisions}
        kept.deciders[about] = {p: v for p, v in latest.items() if v != "withdrawn"}
    kept.lines.about.extend(fresh)  # behind what it says of them: another thread may ask now
    if disputed != kept.disputed:
        kept.disputed = frozenset(disputed)
        _sort(kept)


def _sort(kept: Standing) -> None:
    kept.order = queue(kept.facts.values(), {}, kept.used, kept.troubled | kept.disputed)
