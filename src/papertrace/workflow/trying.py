"""Facts that are known to be wrong, put into the queue to measure how often they are waved through.

Off unless case.toml asks for them (`[rules] known_wrong = 20`: one for so many decisions at the
desk). Such a fact is made from an accepted one when it is shown, with one value changed; it lies
nowhere: not among the facts of the case, not among its decisions. What is kept is an entry of the
log of its own kind, `trial`, which says whether it was noticed, and holds no value. So nothing that
reads facts or decisions, no check, no export and no story, can ever meet one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from papertrace.model import Field
from papertrace.review import agreements, corrections, misses
from papertrace.workflow.deciding import DATES, PARTIES
from papertrace.workflow.standing import standing
from papertrace.workflow.unseen import YEAR, figures, unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import Fact
    from papertrace.review import Rate
    from papertrace.workflow.standing import Standing

KIND: Final = "trial"
_AMONG: Final = 400
"""So many accepted facts, the first ones, are what a known-wrong one is made from."""
_DIGIT: Final = re.compile(r"\d", re.ASCII)
_DEPTH: Final = 6
"""It comes among so many first facts of the queue."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A known-wrong fact that waits for one person."""

    fact: Fact
    """As it is shown; its id is its own."""
    source: str
    """Id of the accepted fact it was made from."""
    field: str
    """The field that is wrong."""
    place: int
    """Its place in the queue, from 0."""


def due(case: Case, key: SigningKey, wanted: str = "") -> Wrong | None:
    """Give the known-wrong fact that waits for a person, None where none does.

    `wanted` is the id under which one was shown: it is found again though others could be made.
    """
    every = case.rules.known_wrong
    if every < 1:
        return None
    ledger = case.ledger()
    me = ledger.person(key.id)
    done = sum(d.channel == "desk" and ledger.person(d.reviewer) == me for d in ledger.decisions)
    tried = sum(ledger.person(t.by) == me for t in ledger.trials)
    if tried >= done // every:
        return None
    now, seed = standing(case), f"{me}\n{tried}"
    made = (_made(fact, now, seed) for fact in _accepted(now))
    some = [one for one in made if one is not None]
    if wanted:
        return next((one for one in some if one.fact.id == wanted), None)
    if now.two:  # what another alone decided is not shown to this person, not even changed
        some = [one for one in some if _known(now.deciders.get(one.source, {}), me)]
    fresh = [one for one in some if me not in now.deciders.get(one.source, {})]
    return min(fresh or some, key=lambda one: one.fact.id, default=None)


def _known(deciders: Mapping[str, str], me: str) -> bool:
    return me in deciders or len(deciders) > 1


def _accepted(now: Standing) -> Iterator[Fact]:
    """Give the first facts that people accepted and nobody disputes."""
    found = (
        now.facts[i]
        for i, status in now.statuses.items()
        if status == "accepted" and i not in now.disputed and i in now.facts
    )
    return islice(found, _AMONG)


def _made(fact: Fact, now: Standing, seed: str) -> Wrong | None:
    """Change one value of an accepted fact; None where none can be changed."""
    told = hashlib.sha256(f"{seed}\n{fact.id}".encode()).hexdigest()
    names = unseen(fact)
    first = int(told[:8], 16) % max(1, len(names))
    for name in (*names[first:], *names[:first]):
        value = _otherwise(fact, name, now)
        if value:
            old = fact.fields[name]
            written = written_as(old, value)
            fields = {**fact.fields, name: Field(value, written, old.currency, old.inherited)}
            reasons = tuple(one for one in fact.reasons if not _DIGIT.search(one))
            shown = replace(fact, id=told, fields=MappingProxyType(fields), reasons=reasons)
            return Wrong(shown, fact.id, name, int(told[8:12], 16) % _DEPTH)
    return None


def _otherwise(fact: Fact, name: str, now: Standing) -> str:
    """Give a wrong value of the kind that slips through: '' where there is none."""
    value = fact.fields[name].value
    if name in figures(fact):
        return _slipped(value)
    if name in PARTIES:
        return next((n for n in _names(now, name) if n != value and n not in value), "")
    if name == YEAR:
        return str(int(value) - 1) if value.isdecimal() else ""
    if name in DATES or value[:4].isdecimal():
        return _other_day(value)
    return ""


def _slipped(value: str) -> str:
    """Transpose the first two digits that differ, behind the leading one where possible."""
    try:
        Decimal(value)
    except InvalidOperation:
        return ""
    for at in (*range(1, len(value) - 1), 0):
        pair = value[at : at + 2]
        if len(pair) == 2 and pair.isdecimal() and pair[0] != pair[1] and (at or pair[1] != "0"):  # noqa: PLR2004  (a pair)
            return f"{value[:at]}{pair[1]}{pair[0]}{value[at + 2 :]}"
    return f"{value}0" if value.isdecimal() and value != "0" else ""


def written_as(old: Field, wrong: str) -> str:
    """Give the words as they would be printed for a wrong figure; else the wrong value itself.

    What is shown of it differs in nothing but its digits from what is shown of a real fact.
    """
    at = next((n for n, (a, b) in enumerate(zip(old.value, wrong, strict=False)) if a != b), -1)
    places = [found.start() for found in _DIGIT.finditer(old.written)]
    while places and old.written[places[0]] == "0":
        places.pop(0)
    same = [old.written[place] for place in places[at : at + 2]] == list(old.value[at : at + 2])
    if at < 0 or len(places) < at + 2 or not same or len(old.value) != len(wrong):
        return wrong
    signs = list(old.written)
    first, second = places[at], places[at + 1]
    signs[first], signs[second] = signs[second], signs[first]
    return "".join(signs)


def _other_day(value: str) -> str:
    try:
        day = dt.date.fromisoformat(value[:10])
    except ValueError:
        return ""
    return (day + dt.timedelta(days=10)).isoformat() + value[10:]


def _names(now: Standing, name: str) -> Iterator[str]:
    for fact in _accepted(now):
        if name in fact.fields:
            yield fact.fields[name].value


def record(case: Case, key: SigningKey, wrong: Wrong, verdict: str, right: str = "") -> bool:
    """Note what a person said of a known-wrong fact; say whether they noticed.

    `right` is what they corrected the wrong field to, '' where they did not.
    """
    true = standing(case).facts[wrong.source].fields[wrong.field].value
    other = right not in ("", wrong.fact.fields[wrong.field].value)
    noticed = verdict == "reject" or (verdict == "correct" and other)
    body = {
        "fact_id": wrong.source,
        "kind": wrong.fact.kind,
        "field": wrong.field,
        "verdict": verdict,
        "noticed": noticed,
        "right": verdict == "correct" and right == true,
    }
    case.append(KIND, body, key)
    return noticed


def rates_row(case: Case) -> dict[str, Any]:
    """Give all rates of a case, over the decisions that whoever asks may know of; no person's."""
    ledger, now, known = case.ledger(), standing(case), case.decisions()
    ids = {d.id for d in known}
    stand = [d for d in ledger.standing() if d.id in ids]
    found = {
        "agreement": agreements(known, ledger.persons(), unseen, ledger.misreadings),
        "corrections": corrections(stand, now.facts),
        "misses": misses(ledger.trials),
    }
    return {
        **{name: [_row(r) for r in rates] for name, rates in found.items()},
        "known_wrong": case.rules.known_wrong,
    }


def _row(rate: Rate) -> dict[str, Any]:
    low, high = rate.range
    return {
        "field": rate.field,
        "count": rate.count,
        "of": rate.of,
        "share": round(rate.share, 4),
        "low": round(low, 4),
        "high": round(high, 4),
    }


def placed(ids: Iterable[str], wrong: Wrong | None) -> list[str]:
    """Give the ids of a queue with a known-wrong fact at its place."""
    found = list(ids)
    if wrong is not None:
        found.insert(min(wrong.place, len(found)), wrong.fact.id)
    return found
