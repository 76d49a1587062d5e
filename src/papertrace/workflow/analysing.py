"""Gather what the results of a case rest on: accepted facts, purchases, bodies, and documents held.

Machine output stays out of every figure: only with `every` are proposed facts taken, and the caller
must say so wherever they are shown. Which notices are one purchase is resolved over all facts that
stand, so that an unread-through notice never makes one purchase count twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.analyse.traits import traits_of
from papertrace.errors import UsageError
from papertrace.workflow.checking import holding_of
from papertrace.workflow.listing import names, reviewed
from papertrace.workflow.resolving import resolution
from papertrace.workflow.tabling import as_if_accepted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.analyse.traits import Traits
    from papertrace.casefile import Case
    from papertrace.model import AcceptedFact, Holding, Judgement
    from papertrace.resolve import Resolution

PUBLISHER = "publisher"
"""Verdict by which a person says whose a document is: `judge DOCUMENT publisher --with BODY`."""
PROPOSED = "PROPOSED FACTS INCLUDED: nobody has accepted them; for looking only."
"""What stands above every result that is not over accepted facts alone."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What results rest on."""

    facts: tuple[AcceptedFact, ...]
    holdings: tuple[Holding, ...]
    judgements: tuple[Judgement, ...]
    resolution: Resolution
    traits: Traits
    proposed: bool
    """Whether proposed facts are among them."""

    @property
    def by_id(self) -> Mapping[str, AcceptedFact]:
        """Give the facts by id."""
        return {f.id: f for f in self.facts}


def ground(case: Case, *, every: bool = False) -> Ground:
    """Gather the facts of a case; `every` takes proposed ones too. CaseTampered for a bad log."""
    case.sound_log()
    folded = reviewed(case)
    facts = list(folded.accepted)
    if every:
        called, taken = names(case), {f.id for f in facts}
        facts += [
            as_if_accepted(f, called.get(f.digest, ""))
            for f in case.derived.facts()
            if f.id not in taken and folded.statuses.get(f.id, "proposed") != "rejected"
        ]
    made = {d.digest: d for d in case.derived.summaries()}
    holdings = tuple(holding_of(case, held, made.get(held.digest)) for held in case.documents())
    found, judgements = resolution(case), case.judgements()
    traits = traits_of(facts, holdings, found.entities, judgements)
    return Ground(tuple(facts), holdings, judgements, found, traits, every)


def bodies(on: Ground) -> dict[str, str]:
    """Give the body of each document by digest: judged by a person, accepted, or as read."""
    found = {h.digest: on.traits.name_of(h.publisher) for h in on.holdings if h.publisher}
    for fact in on.facts:
        if "body" in fact.fields:
            found[fact.digest] = on.traits.name_of(fact.fields["body"].value)
    for judged in on.judgements:
        if judged.verdict == PUBLISHER:
            for held in on.holdings:
                if judged.subject in (held.name, *held.names, held.digest):
                    found[held.digest] = on.traits.name_of(judged.other)
    return found


def body_of(on: Ground, words: str) -> str:
    """Find the one body that is called so, or whose name holds the words; UsageError otherwise."""
    named = {
        on.traits.name_of(f.fields[n].value)
        for f in on.facts
        for n in ("body", "buyer")
        if n in f.fields
    } | {on.traits.name_of(h.publisher) for h in on.holdings if h.publisher}
    exact = on.traits.name_of(words)
    some = sorted(b for b in named if words in b)
    if exact in named:
        return exact
    if len(some) != 1:
        msg = f"No body is called {words!r} in this case."
        if some:
            msg = f"{len(some)} bodies are called {words!r} in this case."
        known = "; ".join((some or sorted(named))[:8])
        raise UsageError(msg, remedy=f"There is: {known}." if known else "Accept facts first.")
    return some[0]
