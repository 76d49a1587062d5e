"""Whether what a person typed is what is proposed, and what is noted where it is not.

A reading that was made unseen counts once: who reads otherwise is noted, so that nobody finds a
value by trying, and rates tell of first readings. What is noted is which fields, never a value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from papertrace.errors import NotSeen
from papertrace.workflow.standing import standing
from papertrace.workflow.unseen import reads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Fact
    from papertrace.workflow.reviewing import Waiting

KIND: Final = "misreading"
TRIES: Final = 3
"""Wrong readings of a fact by one person who is not shown it; then they say what they read."""


def compare(case: Case, key: SigningKey, item: Waiting, typed: Mapping[str, str]) -> None:
    """Refuse to accept what nobody typed, or what they read otherwise: NotSeen."""
    missing = [name for name in item.asked if not typed.get(name, "").strip()]
    if missing:
        msg = f"Type what the page shows for {', '.join(missing)}."
        raise NotSeen(msg, remedy="Look at the marked spot on the page.")
    other = [n for n in item.asked if not reads(n, typed[n], item.fact.fields[n])]
    if item.blind:
        _note(case, key, item.fact, {n: typed[n] for n in other})
    if other:
        msg = f"What you read for {', '.join(other)} is not what is proposed."
        raise NotSeen(
            msg,
            remedy="Look again, at the unit too (2650 万元, or in full); then correct it"
            " (the value in full), or reject the fact.",
        )


def _note(case: Case, key: SigningKey, fact: Fact, other: Mapping[str, str]) -> None:
    """Note what was read otherwise than by machine and people; refuse a fourth guess."""
    ledger, now = case.ledger(), standing(case)
    me = ledger.person(key.id)
    tries = [m for m in ledger.misreadings if (m.fact_id, ledger.person(m.by)) == (fact.id, me)]
    if len(tries) >= TRIES:
        msg = f"You read {', '.join(tries[-1].fields)} otherwise {len(tries)} times."
        raise NotSeen(msg, remedy="Correct it to what you read, reject it, or leave it to others.")
    told = [d.fields for d in now.by_fact.get(fact.id, ()) if ledger.person(d.reviewer) != me]
    noted = [
        name
        for name, words in other.items()
        if not any(name in fields and reads(name, words, fields[name]) for fields in told)
    ]
    if noted:
        case.append(KIND, {"fact_id": fact.id, "kind": fact.kind, "fields": noted}, key)
