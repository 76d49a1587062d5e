"""Whether what a person typed is what is proposed, and what is noted where it is not.

A reading that was made unseen counts once: who reads otherwise is noted, so that nobody finds a
value by trying, and rates tell of first readings. What is noted is which fields, never a value.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from papertrace.errors import NotSeen, UsageError
from papertrace.workflow.standing import standing
from papertrace.workflow.typed_sums import factor_of, number_of
from papertrace.workflow.unseen import reads, unseen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Fact, Field
    from papertrace.workflow.reviewing import Answer, Waiting

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


def correction(
    case: Case, key: SigningKey, item: Waiting, answer: Answer
) -> tuple[dict[str, str], dict[str, str]]:
    """Give what a correction changes, and what was typed beside it; every asked field is read.

    A value that is what is proposed changes nothing: typed into a field that was not shown it is a
    reading like any other, left as it was filled in it is none. UsageError where nothing is left,
    NotSeen where an asked field was neither changed, chosen nor typed, or was read otherwise.
    """
    hidden = set(unseen(item.fact)) if item.blind else set()
    typed, changes = {n: t for n, t in answer.typed.items() if t.strip()}, dict[str, str]()
    for name, text in answer.changes.items():
        field = item.fact.fields.get(name)
        if field is None or name in answer.spots or not _same(name, text, field):
            changes[name] = text
        elif name in hidden:
            typed.setdefault(name, text)
    if not changes and not answer.spots:
        msg = "Nothing is changed: what you give is what is proposed."
        raise UsageError(msg, remedy="Accept it, or give another value.")
    if item.blind and set(changes) - set(answer.spots):
        _refuse_guesses(case, key, item.fact)
    left = tuple(n for n in item.asked if n not in changes and n not in answer.spots)
    if left:
        compare(case, key, replace(item, asked=left), typed)
    return changes, typed


def _same(name: str, text: str, field: Field) -> bool:
    return text.strip() == field.value or reads(name, text, field)


def _refuse_guesses(case: Case, key: SigningKey, fact: Fact) -> None:
    """Refuse a fourth try by somebody who is not shown a fact: their own decisions count, too."""
    ledger, now = case.ledger(), standing(case)
    me = ledger.person(key.id)
    tries = sum((m.fact_id, ledger.person(m.by)) == (fact.id, me) for m in ledger.misreadings)
    tries += sum(
        ledger.person(d.reviewer) == me and d.verdict in ("accepted", "corrected")
        for d in now.by_fact.get(fact.id, ())
    )
    if tries >= TRIES:
        msg = f"You read this fact {tries} times already."
        raise NotSeen(msg, remedy="Choose its words on the page (c, b), or leave it to others.")


def _note(case: Case, key: SigningKey, fact: Fact, other: Mapping[str, str]) -> None:
    """Note what was read otherwise than by machine and people; refuse a fourth guess.

    The printed figure without its unit is asked for again, and is no wrong reading.
    """
    ledger, now = case.ledger(), standing(case)
    me = ledger.person(key.id)
    _refuse_guesses(case, key, fact)
    told = [d.fields for d in now.by_fact.get(fact.id, ()) if ledger.person(d.reviewer) != me]
    noted = [
        name
        for name, words in other.items()
        if not any(name in fields and reads(name, words, fields[name]) for fields in told)
        and not _lacks_unit(words, fact.fields[name])
    ]
    if noted:
        case.append(KIND, {"fact_id": fact.id, "kind": fact.kind, "fields": noted}, key)


def _lacks_unit(words: str, field: Field) -> bool:
    return factor_of(field) != 1 and number_of(words) == number_of(field.written)
